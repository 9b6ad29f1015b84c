"""Conversion of one file: what is read, lost and written, as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmap.problems import ArgmapError
from argmap.workspace.convert import Task, convert, sources

MAP = {"argmap": 1, "id": "m", "title": "T", "components": [{"id": "c1", "kind": "claim", "gloss": "Rents rise."}]}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "m.json"
    path.write_text(json.dumps(MAP), encoding="utf-8")
    return path


def test_what_was_done_is_told(source, tmp_path):
    done = convert(Task(source, tmp_path / "m.xml"))
    assert (done.read_as, done.write_as, done.losses, done.problems, done.sound) == ("json", "tei", (), (), True)
    assert done.written == (tmp_path / "m.xml",)
    assert done.written[0].read_bytes() == done.data


def test_without_a_target_nothing_is_written(source, tmp_path):
    done = convert(Task(source, None, write_as="json"))
    assert json.loads(done.data) == MAP
    assert done.written == () and [path.name for path in tmp_path.iterdir()] == ["m.json"]


def test_what_cannot_be_read_is_a_fault_and_no_crash(tmp_path):
    (tmp_path / "x.dat").write_bytes(bytes(range(256)))
    done = convert(Task(tmp_path / "x.dat", tmp_path / "x.json"))
    assert not done.sound and "x.dat:1:1" in done.fault


def test_a_format_that_cannot_be_written_or_is_unknown(source, tmp_path):
    with pytest.raises(ArgmapError, match="no format"):
        convert(Task(source, tmp_path / "m.xml", write_as="klingon"))


def test_folders_give_what_is_recognised_in_order(source, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/n.json").write_text(json.dumps(MAP), encoding="utf-8")
    (tmp_path / "b/other.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden/n.json").write_text(json.dumps(MAP), encoding="utf-8")
    assert sources((tmp_path,)) == {source: Path("m"), tmp_path / "b/n.json": Path("b/n")}
    (tmp_path / "b/o.aif.json").write_bytes(source.read_bytes())
    assert sources((tmp_path / "b",))[tmp_path / "b/o.aif.json"] == Path("o")
    (tmp_path / "b/o.aif.json").unlink()
    assert list(sources((tmp_path / "b/n.json", tmp_path))) == [tmp_path / "b/n.json", source]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArgmapError, match="holds no file"):
        sources((tmp_path / "empty",))


def test_what_will_be_lost_is_told_before_anything_is_written(source, tmp_path):
    target = tmp_path / "m.mmd"
    seen = []
    convert(Task(source, target), lambda done: seen.append((done.write_as, bool(done.losses), target.exists())))
    assert seen == [("mermaid", True, False)]
    assert target.exists()
