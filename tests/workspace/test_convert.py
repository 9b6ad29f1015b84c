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


def test_what_is_named_wrongly_is_told_and_nothing_written(source, tmp_path):
    done = convert(Task(source, tmp_path / "m.xml", read_as="argdown"))
    assert not done.sound and not done.written and not (tmp_path / "m.xml").exists()
    assert "argmap JSON" in done.fault and "--from json" in done.fault


def test_a_format_that_cannot_be_written_or_is_unknown(source, tmp_path):
    with pytest.raises(ArgmapError, match="no format"):
        convert(Task(source, tmp_path / "m.xml", write_as="klingon"))


def test_folders_give_what_is_recognised_in_order(source, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/n.json").write_text(json.dumps(MAP), encoding="utf-8")
    (tmp_path / "b/other.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "b/layers.toml").write_text("# kind, gloss, page\n[[span]]\n", encoding="utf-8")
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


EDITION = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="m"><teiHeader/>
<text><body><p xml:id="p">Rents  rise.</p></body></text>
<standOff type="argument"><spanGrp type="components"><span xml:id="c1" type="claim" target="#p"/></spanGrp></standOff>
</TEI>
"""


def test_a_sidecar_names_the_edition_that_is_written_beside_it(tmp_path):
    edition = tmp_path / "m.xml"
    edition.write_text(EDITION, encoding="utf-8")
    done = convert(Task(edition, tmp_path / "Rent & sons.sidecar.xml", strict=True))
    assert [path.name for path in done.written] == ["Rent & sons.sidecar.xml", "Rent & sons.edition.xml"]
    assert done.losses == () and "Rents  rise." in done.written[1].read_text(encoding="utf-8")
    back = convert(Task(done.written[0], tmp_path / "back.xml", strict=True))
    assert back.read_as == "tei-sidecar" and back.data == edition.read_bytes()
    assert sources((tmp_path,)) == {
        path: Path(path.name.partition(".")[0]) for path in (done.written[0], tmp_path / "back.xml", edition)
    }
    shown = convert(Task(edition, None, write_as="tei-sidecar"))
    assert shown.beside == ("m.edition.xml",) and b"m.edition.xml" in shown.data and shown.written == ()


def test_neither_the_input_nor_somebody_elses_edition_is_overwritten(tmp_path):
    source = tmp_path / "m.edition.xml"
    source.write_text(EDITION, encoding="utf-8")
    done = convert(Task(source, tmp_path / "m.sidecar.xml", force=True))
    assert "input itself" in done.fault and source.read_text(encoding="utf-8") == EDITION
    (tmp_path / "n.edition.xml").write_text("<TEI>mine</TEI>", encoding="utf-8")
    done = convert(Task(source, tmp_path / "n.sidecar.xml"))
    assert "something else" in done.fault and not (tmp_path / "n.sidecar.xml").exists()
    assert convert(Task(source, tmp_path / "n.sidecar.xml", force=True)).sound
    assert convert(Task(source, tmp_path / "n.sidecar.xml")).sound  # an earlier output
