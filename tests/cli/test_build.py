import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.model import ArgumentMap, Component, Fragment
from argmap.tei.newfile import new_annotation
from argmap.text.reading import ReadingText


@pytest.fixture
def annotations(tmp_path):
    folder = tmp_path / "annotations" / "case"
    folder.mkdir(parents=True)
    claim = Component("c1", "claim", "A claim.", (Fragment(0, 9, "src:0-9"),), thesis=True)
    amap = ArgumentMap("one", title="One", text=ReadingText.of("Something is said."), components=(claim,))
    (folder / "one.xml").write_bytes(new_annotation(amap))
    return folder.parent


def test_a_folder_of_annotations_becomes_a_folder_of_pages(annotations, tmp_path):
    out = tmp_path / "exports"
    result = CliRunner().invoke(main, ["build", str(annotations), "-o", str(out), "-q"])
    assert result.exit_code == 0, result.output
    assert (out / "index.html").is_file()
    assert {p.suffix for p in (out / "case").iterdir()} == {".svg", ".pdf", ".md", ".html"}


def test_what_did_not_change_is_not_written_again(annotations, tmp_path):
    out = tmp_path / "exports"
    CliRunner().invoke(main, ["build", str(annotations), "-o", str(out), "-q"])
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    CliRunner().invoke(main, ["build", str(annotations), "-o", str(out), "-q"])
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(("name", "word"), [("nowhere", "no such folder"), ("empty", "no annotation files")])
def test_nothing_to_build_is_told(tmp_path, name, word):
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(main, ["build", str(tmp_path / name), "-o", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert word in result.stderr
    assert not (tmp_path / "x").exists()
