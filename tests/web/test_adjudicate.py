"""The adjudication asked directly: decisions survive, files of others are never overwritten, strangers turned away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.problems import ArgmapError
from argmap.web.adjudicate_session import Adjudication
from argmap.web.base import Changed, Stale
from argmap.workspace import load
from tests.adjudication.people import DIFFERENT
from tests.web.bench import PORT
from tests.web.court import CourtClient, court

HOSTILE = "</script><img src=x onerror=alert(2)>\u202e\x00 ]]> & \"'"
READS = ["/", "/adjudicate.js", "/api/map", "/api/document", "/api/state"]
WRITES = ["/api/do", "/api/undo", "/api/redo", "/api/save", "/api/sign", "/api/quit"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Adjudication]:
    made = court(tmp_path)
    yield made
    made.close()


@pytest.fixture
def client(session: Adjudication) -> CourtClient:
    return CourtClient(session).open()


def ids(session: Adjudication) -> list[str]:
    return [item.id for item in session.found.list]


def decide_all(session: Adjudication, choice: str = "1") -> None:
    session.decide({"ids": ids(session), "choice": choice, "reason": "so"}, session.version)


def test_a_working_day(client: CourtClient, session: Adjudication, tmp_path: Path):
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("*.xml")}
    found = client.get("/api/map")
    assert [side["name"] for side in found["sides"]] == ["Ann Lee", "Bo Lind"]
    assert len(found["differences"]) == DIFFERENT and found["undo"] == ""
    assert client.get("/api/document")["content"].startswith("Let the ground drink")
    first = found["differences"][0]["id"]
    made = client.do("decide", ids=[first], choice="2", reason="Since I say")
    assert made["differences"][0]["decision"]["who"] == "Jo Fox" and made["differences"][0]["state"] == "decided"
    assert client.post("/api/undo")[1]["differences"][0]["state"] == "open"
    assert client.post("/api/redo")[1]["differences"][0]["decided"].startswith("as Bo Lind")
    status, answer = client.post("/api/save")
    assert (status, f"{DIFFERENT - 1} of {DIFFERENT} differences are open" in answer["error"]) == (400, True)
    assert not (tmp_path / "agreed.xml").exists()
    client.do("decide", ids=[i for i in ids(session) if i != first], choice="Ann Lee")
    status, answer = client.post("/api/save")
    assert (status, answer["written"]) == (200, DIFFERENT) and answer["saved"]
    assert load(tmp_path / "agreed.xml")[0].annotators[-1].name == "Jo Fox"
    assert {n: hashlib.sha256((tmp_path / n).read_bytes()).hexdigest() for n in before} == before
    assert client.post("/api/sign", name="Kim")[1]["annotator"] == "Kim"
    assert client.post("/api/quit")[1] == {"ended": True} and client.ended


def test_decisions_survive_and_saving_goes_on_from_there(tmp_path: Path):
    first = court(tmp_path)
    decide_all(first)
    first.undo(first.version)
    first.decide({"ids": ids(first)[:3], "choice": "neither"}, first.version)
    first.journal.close()  # killed
    again = court(tmp_path)
    assert [d.choice for d in again.decisions.values()] == ["neither"] * 3 and again.recovered == 3
    again.save(again.version, partial=True)
    decide_all(again, "2")
    again.close()
    last = court(tmp_path)
    last.save(last.version)
    last.close()
    assert load(tmp_path / "agreed.xml")[0].annotators[-1].role == "adjudication"


def test_a_broken_journal_gives_what_comes_before_the_break(tmp_path: Path):
    first = court(tmp_path)
    for ident in ids(first)[:4]:
        first.decide({"ids": [ident], "choice": "1"}, first.version)
    first.journal.close()
    path = first.journal.path
    path.write_bytes(path.read_bytes()[:-9])
    again = court(tmp_path)
    assert len(again.decisions) == 3 and "broken off" in again.told[0]
    again.close()


def test_what_is_on_disk_is_not_overwritten(tmp_path: Path):
    session, target = court(tmp_path), tmp_path / "agreed.xml"
    decide_all(session)
    target.write_text("somebody else's")
    with pytest.raises(Changed):
        session.save(session.version)
    assert target.read_text() == "somebody else's"
    session.journal.close()
    with pytest.raises(ArgmapError, match="is there already"):
        court(tmp_path)
    target.unlink()
    again = court(tmp_path)
    again.save(again.version)
    target.write_bytes(target.read_bytes() + b"\n")
    with pytest.raises(Changed):
        again.save(again.version)
    again.close()


def test_annotators_files_are_never_the_target_and_their_change_is_noticed(tmp_path: Path):
    session = court(tmp_path)
    decide_all(session)
    with pytest.raises(ArgmapError, match="one of the annotators"):
        Adjudication([tmp_path / "ann.xml", tmp_path / "bo.xml"], tmp_path / "bo.xml", "Jo")
    with pytest.raises(ArgmapError, match="another workbench"):
        court(tmp_path)
    bo = tmp_path / "bo.xml"
    bo.write_bytes(bo.read_bytes().replace(b"Bo writes &lt;this&gt;", b"Bo now writes"))
    with pytest.raises(Changed, match="was changed meanwhile"):
        session.save(session.version)
    session.close()
    again = court(tmp_path)
    assert len(again.decisions) == DIFFERENT - 2 and "2 decisions" in again.told[0]
    again.close()


def test_nobody_decides_without_a_name_and_nobody_decides_twice_at_once(tmp_path: Path, session: Adjudication):
    with pytest.raises(Stale):
        session.decide({"ids": ids(session)[:1], "choice": "1"}, 7)
    (tmp_path / "x").mkdir()
    nameless = court(tmp_path / "x", "")
    with pytest.raises(ArgmapError, match="nobody signs"):
        nameless.decide({"ids": ids(nameless)[:1], "choice": "1"}, 0)
    nameless.close()
    assert sorted(p.name for p in (tmp_path / "x").iterdir()) == ["ann.xml", "bo.xml"]


def test_a_sheet_is_taken_whole_or_not_at_all(session: Adjudication):
    good, bad = ({"id": ids(session)[0], "choice": "2"}, {"id": "gone", "choice": "1"})
    with pytest.raises(ArgmapError, match="no difference"):
        session.take(json.dumps([good, bad]).encode(), "s.json")
    assert not session.decisions
    assert session.take(json.dumps([good]).encode(), "s.json") == 1
    assert session.take(json.dumps([good]).encode(), "s.json") == 0


def test_hostile_words_stay_words(client: CourtClient, session: Adjudication):
    gloss = next(d.id for d in session.found.list if d.about == "gloss")
    client.do("decide", ids=[gloss], choice="new", value=HOSTILE, reason=HOSTILE)
    client.post("/api/do", act="save", args={"partial": True})
    assert load(session.target)[0].components
    assert session.decisions[gloss].value == "</script><img src=x onerror=alert(2)> ]]> & \"'"


@pytest.mark.parametrize(
    "args",
    [{}, {"ids": "all", "choice": "1"}, {"ids": [], "choice": "1"}, {"ids": [7], "choice": "1"}, {"ids": [["x"]]},
     {"ids": ["x"], "choice": {"a": 1}}],
)  # fmt: skip
def test_what_makes_no_sense_is_told(client: CourtClient, session: Adjudication, args):
    status, answer = client.post("/api/do", act="decide", args=args)
    assert (status == 400 and bool(answer["error"])) or (status == 200 and not session.decisions)


# ---- the checklist, on the new routes


@pytest.mark.parametrize("path", READS)
def test_other_hosts_and_strangers_are_turned_away(client: CourtClient, path: str):
    for host in ("evil.test", f"evil.test:{PORT}", "127.0.0.1:1", f"127.0.0.1:{PORT}.evil.test", "-"):
        assert client.ask("GET", path, HTTP_HOST=host)[0] == 421
    assert client.ask("GET", path, HTTP_COOKIE="argmap-43210=guess")[0] == 401
    assert client.ask("GET", path, HTTP_ORIGIN="http://evil.test")[0] == 403
    if path != "/":
        assert client.ask("GET", path, HTTP_SEC_FETCH_SITE="cross-site")[0] == 403
    status, headers, _ = client.ask("GET", path)
    assert status == 200 and "default-src 'none'" in headers["Content-Security-Policy"]
    assert client.ask("GET", "/", query=f"token={client.guard.token}")[0] == 403


@pytest.mark.parametrize("path", WRITES)
def test_writes_of_other_pages_do_nothing(client: CourtClient, session: Adjudication, path: str):
    body = json.dumps(
        {"act": "decide", "args": {"ids": ids(session), "choice": "1"}, "version": 0, "name": "Eve"}
    ).encode()
    for wrong, status in (
        ({"HTTP_ORIGIN": "http://evil.test"}, 403),
        ({"HTTP_ORIGIN": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_COOKIE": "-"}, 401),
        ({"HTTP_HOST": "evil.test"}, 421),
        ({"CONTENT_TYPE": "text/plain"}, 415),
        ({"CONTENT_LENGTH": "999999999"}, 413),
    ):
        assert client.ask("POST", path, body, **wrong)[0] == status
    assert client.ask("GET", path)[0] == 404 and client.ask("PUT", path, body)[0] == 405
    assert not session.decisions and session.person == "Jo Fox" and not client.ended


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/ann.xml", "/agreed.xml", "//etc/passwd", "/%2e%2e/app.py", "/api/do/"]
)
def test_no_path_is_taken_from_the_page(client: CourtClient, path: str):
    assert client.ask("GET", path)[0] == 404
