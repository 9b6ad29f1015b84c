"""What the page is told: sentences, the whole map, problems with the entry that each is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from argmap.check import check
from argmap.web import data
from argmap.web.session import Session
from tests.web.bench import sample

BARE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt></fileDesc></teiHeader><text><body><head>On rain</head>
<p>Rain fell. The river rose!</p><p>Mr. Lund left.</p></body></text></TEI>"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session(sample(tmp_path))
    yield made
    made.close()


def test_sentences_cover_the_text(session: Session):
    found = data.sentences_of(session.base.document, session.base.map)
    content = session.map.text.content
    assert [content[s:e] for s, e in found][:3] == [
        "Let the ground drink: the case for permeable streets in Harrow Vale", "Ada Merrow", "Water in the lanes"
    ]  # fmt: skip
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_sentences_by_rules_where_the_edition_marks_none(tmp_path: Path):
    (tmp_path / "bare.xml").write_text(BARE)
    session = Session(tmp_path / "bare.xml")
    content = session.map.text.content
    assert [content[s:e] for s, e in data.sentences_of(session.base.document, session.base.map)] == [
        "On rain", "Rain fell.", "The river rose!", "Mr. Lund left."
    ]  # fmt: skip
    session.close()


def test_the_whole_map_and_what_cannot_be_changed(session: Session):
    found = data.whole(session)
    assert [c["id"] for c in found["components"]] == [c.id for c in session.map.components]
    assert found["locked"] == [] and found["disk"] == "same" and found["undo"] == ""


def test_problems_name_their_entries(session: Session):
    session.act("gloss", {"id": "c2", "value": ""}, 0)
    session.act("delete", {"ids": ["k1"]}, 1)
    found = data.problems(session)
    assert {"code": "E303", "id": "c2"}.items() <= next(p for p in found if p["code"] == "E303").items()
    assert sorted(p["code"] for p in found) == sorted(p.code for p in check(session.map))
    assert all(p["id"] for p in found)


def test_document_blocks(session: Session):
    found = data.document(session, [(0, 5)])
    assert found["sentences"] == [[0, 5]] and found["kinds"] == ["claim", "evidence", "recommendation"]
    assert found["blocks"][0]["kind"] == "head" and found["name"] == "Merrow 2024"


def test_both_sides_of_a_clash_are_said_in_words(session: Session):
    session.act("spans", {"id": "c1", "spans": [[98, 120]]}, 0)
    start = session.base.map.component["c1"].fragments[0].start
    target = f'target="src:{start}-{session.base.map.component["c1"].fragments[0].end}"'
    changed = session.base.data.decode().replace(target, f'target="src:{start}-{start + 40}"', 1)
    session.path.write_text(changed, encoding="utf-8")
    (clash,) = data.differences(session)["clash"]
    content = session.map.text.content
    assert clash["id"] == "c1" and [f["name"] for f in clash["fields"]] == ["fragments"]
    assert content[98:120] in clash["fields"][0]["mine"]
    assert content[start : start + 40] in clash["fields"][0]["theirs"]


def test_what_changed_is_named(session: Session):
    """Only the fields that differ are said, so that two sides never read alike."""
    session.act("thesis", {"id": "c1"}, 0)
    session.act("certainty", {"id": "c1", "value": "low"}, 1)
    said = {item["id"]: item for item in data.differences(session)["mine"]}["c1"]
    assert "thesis: no" in said["before"] and "thesis: yes" in said["after"] and "certainty: low" in said["after"]
    assert "gloss" not in said["after"] and said["what"] == "changed"
