"""Other annotators' files beside one's own: what is told of them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.problems import ArgmapError
from argmap.web.app import create_app
from argmap.web.others import MOST, read_others
from argmap.web.session import Session
from argmap.workspace import load
from tests.adjudication.people import people
from tests.web.bench import Client


def test_what_is_told_of_others(tmp_path: Path):
    ann, bo = people(tmp_path)
    own = load(ann)[0]
    found = read_others(own, [bo, bo])
    assert [item["name"] for item in found] == ["Bo Lind", "bo.xml"]
    theirs = load(bo)[0]
    assert [item["id"] for item in found[0]["components"]] == [c.id for c in theirs.components]
    first = found[0]["components"][0]
    assert first["spans"] == [[f.start, f.end] for f in theirs.components[0].fragments]
    told = {tie for item in found[0]["components"] for tie in item["ties"]}
    assert len(told) == len({(r.name, r.ends) for r in theirs.relations})


def test_other_texts_and_crowds_are_refused(tmp_path: Path):
    ann, bo = people(tmp_path)
    bo.write_bytes(bo.read_bytes().replace(b"Let the ground drink", b"Let the ground sink"))
    with pytest.raises(ArgmapError, match="another text"):
        read_others(load(ann)[0], [bo])
    with pytest.raises(ArgmapError, match=f"{MOST + 1} files"):
        read_others(load(ann)[0], [ann] * (MOST + 1))


def test_the_page_gets_them_and_cannot_change_them(tmp_path: Path):
    ann, bo = people(tmp_path)
    before = bo.read_bytes()
    session = Session(ann, "Ann Lee")
    client = Client(session)
    assert client.open().get("/api/document")["others"] == 0 and client.get("/api/others") == []
    client.bench.others = read_others(session.base.map, [bo])
    client.app = create_app(client.bench)
    assert client.get("/api/others")[0]["name"] == "Bo Lind"
    assert client.ask("POST", "/api/others", b"{}")[0] == 404
    assert client.ask("GET", "/api/others", HTTP_HOST="evil.test")[0] == 421
    assert client.ask("GET", "/api/others", HTTP_COOKIE="-")[0] == 401
    session.close()
    assert bo.read_bytes() == before
