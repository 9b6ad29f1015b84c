"""Proposals of the machine: made once and aside, named by their words, judged only by people."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.editing.judged import name_of, still_holds
from argmap.problems import ArgmapError
from argmap.tei.validate import validate_profile
from argmap.web.proposals import Proposals, proposer
from argmap.web.session import Session
from argmap.workspace import load
from tests.web.bench import SAMPLE, Client, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample(tmp_path)


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    made = Session(path, "Ada Moss")
    yield made
    made.close()


def test_nobody_waits_for_the_machine(session: Session):
    go = threading.Event()
    asked: list[str] = []

    def slow(amap):
        asked.append(amap.id)
        go.wait(10)
        return {"items": [{"id": "x"}], "relations": [], "source": "t"}

    made = Proposals(slow)
    assert made.ask(session.map)["state"] == made.ask(session.map)["state"] == "working"
    go.set()
    made.wait(10)
    assert made.ask(session.map) == {"state": "ready", "items": [{"id": "x"}], "relations": [], "source": "t"}
    assert len(asked) == 1


def test_a_failure_is_told(session: Session):
    def fails(_):
        raise ArgmapError("no model", "train one")

    made = Proposals(fails)
    made.ask(session.map)
    made.wait(10)
    assert {"state": "failed", "error": "no model", "remedy": "train one"}.items() <= made.ask(session.map).items()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nobody_waits_for_a_program_that_broke(session: Session):
    def breaks(_):
        raise RuntimeError("a library's own fault")

    made = Proposals(breaks)
    made.ask(session.map)
    made.wait(10)
    assert made.ask(session.map)["state"] == "failed" and made.ask(session.map)["error"]


def test_a_proposal_keeps_its_name_where_its_words_stay():
    assert name_of("Rain fell.", "claim", 0, 4) == name_of("Rain rose!", "claim", 0, 4)
    others = {name_of("Rain", "claim", 0, 4), name_of("rain", "claim", 0, 4), name_of("Rain", "evidence", 0, 4)}
    assert len(others) == 3


@pytest.mark.slow
def test_the_rules_propose_passages_of_the_text(session: Session):
    pytest.importorskip("spacy", reason="spaCy is not installed: no proposals were made")
    client = Client(session).open()
    assert client.get("/api/proposals")["state"] == "working"
    client.bench.proposals.wait(60)
    found = client.get("/api/proposals")
    content = session.map.text.content
    assert found["state"] == "ready" and found["items"] and session.version == 0
    for item in found["items"]:
        assert content[item["start"] : item["end"]].strip() and 0 <= item["score"] <= 1 and item["reasons"]
        assert item["id"] == name_of(content, item["kind"], item["start"], item["end"])
    assert all(r["source"] < len(found["items"]) > r["target"] for r in found["relations"])


def test_a_model_that_is_none_is_told(session: Session, tmp_path: Path):
    with pytest.raises(ArgmapError):
        proposer(str(tmp_path))(session.map)


def test_who_took_a_proposal_answers_for_it_and_the_program_is_named(session: Session, path: Path):
    words = {"kind": "claim", "spans": [[98, 120]], "gloss": "It floods."}
    op = session.act("mark", {**words, "proposed": "argmap rules"}, 0)
    ident = op.changes[-1].id
    op = session.act("link", {"name": "supports", "sources": [ident], "target": "c1", "proposed": "argmap rules"}, 1)
    session.save(2)
    amap = load(path)[0]
    machine = next(a for a in amap.annotators if a.machine and a.name == "argmap rules")
    for item in (amap.component[ident], amap.relation[op.changes[-1].id]):
        assert (item.annotator, dict(item.extra)) == ("ann.ada-moss", {"source": f"#{machine.id}"})
    assert validate_profile(path.read_bytes()) == []
    assert f'source="#{machine.id}"' in path.read_text(encoding="utf-8")
    for _ in range(2):
        session.undo(session.version)
    session.save(session.version)
    assert path.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.slow
def test_a_taken_proposal_is_valid_tei(session: Session, path: Path, shared: Path):
    turbohtml = pytest.importorskip("turbohtml", reason="turbohtml is not installed: nothing was validated")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei/schema/tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    session.act("mark", {"kind": "claim", "spans": [[98, 120]], "proposed": "argmap rules"}, 0)
    session.act("link", {"name": "supports", "sources": ["c13"], "target": "c1", "proposed": "argmap rules"}, 1)
    session.save(2)
    text = path.read_text(encoding="utf-8")
    assert text.count("source=") == 2
    assert [error.message for error in schema.validate(turbohtml.parse_xml(text)).errors] == []


def test_rejected_ones_do_not_come_back(path: Path):
    first = Session(path)
    first.act("reject", {"ids": ["a", "b"]}, 0)
    first.act("reject", {"ids": ["c"]}, 1)
    first.undo(2)
    first.redo(3)
    first.undo(4)
    assert first.rejected == {"a", "b"} and not first.unsaved
    first.close()
    again = Session(path)
    assert again.rejected == {"a", "b"} and again.recovered == 0
    op = again.act("mark", {"kind": "claim", "spans": [[0, 20]]}, 0)
    again.save(1)
    again.act("reject", {"ids": ["d"]}, 1)
    again.close()
    third = Session(path)
    assert third.rejected == {"a", "b", "d"} and op.changes[-1].id in third.map.component
    assert "rejection" not in path.read_text(encoding="utf-8")
    with pytest.raises(ArgmapError):
        third.act("reject", {"ids": []}, 0)
    third.close()


def test_what_was_taken_and_then_deleted_is_judged(path: Path):
    """Also when it was taken as something else and made longer, was saved, and deleted another day."""
    first = Session(path, "Ada Moss")
    content = first.map.text.content if first.map.text and first.map.text.content else ""
    made = [first.act("mark", {"kind": "claim", "spans": [[a, a + 20]], "proposed": "argmap rules"}, first.version)
            for a in (0, 40)]  # fmt: skip
    one, two = (op.changes[-1].id for op in made)
    first.act("spans", {"id": one, "spans": [[0, 30]]}, first.version)
    tie = first.act("link", {"name": "supports", "sources": [one], "target": two, "proposed": "argmap rules"}, 3)
    first.save(first.version)
    first.close()
    again = Session(path, "Ada Moss")
    again.act("delete", {"ids": [tie.changes[-1].id]}, 0)
    assert again.rejected == {f"link:{one}>{two}"}
    gone = again.act("delete", {"ids": [one]}, 1)
    name = name_of(content, "passage", 0, 30)
    assert again.rejected == {f"link:{one}>{two}", name}
    again.undo(2)
    assert name not in again.rejected and one in again.map.component
    again.redo(3)
    assert name in again.rejected and len([c for c in gone.changes if c.sort == "component"]) == 1
    assert still_holds(name, content) and not still_holds(name, f"x{content}") and still_holds("claim:0-4:x", "")
    again.act("delete", {"ids": ["c2"]}, 4)  # what a person marked may be proposed
    assert len(again.rejected) == 2
    again.close()


def test_rejections_survive_a_file_changed_by_others(path: Path):
    first = Session(path)
    first.act("reject", {"ids": ["a"]}, 0)
    first.close()
    path.write_bytes(path.read_bytes().replace(b"Among several causes", b"Of several causes"))
    again = Session(path)
    assert again.rejected == {"a"} and again.disk() == "same"
    again.close()
