"""``argmap attach``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli import attach as module
from argmap.cli.main import main
from argmap.tei.detach import detach
from tests.tei.editions import BY_IDS
from tests.tei.test_attach import BEES, RAW

CHANGED = re.sub(r"A wall.*flood, or", "But", RAW.replace("asked to pay", "askcd to pay"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an annotation and, in a folder below it, copies of its text among other files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "annotation.xml").write_bytes(detach(BY_IDS))
    (tmp_path / "changed.txt").write_text(CHANGED, encoding="utf-8")
    deep = tmp_path / "library" / "shelf" / "deep"
    deep.mkdir(parents=True)
    (tmp_path / "library" / "bees.txt").write_bytes(BEES)
    (tmp_path / "library" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (tmp_path / "library" / "broken.xml").write_bytes(b"<TEI><text>")
    (tmp_path / "library" / "empty.txt").touch()
    (deep / "article.xml").write_bytes(BY_IDS)
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(main, ["attach", "annotation.xml", "-o", "out.xml", *words])


def test_a_file(desk: Path):
    result = run("--text", "library/shelf/deep/article.xml")
    assert result.exit_code == 0, result.output
    assert (desk / "out.xml").read_bytes() == BY_IDS
    article = Path("library/shelf/deep/article.xml")
    assert result.output == f"{article} is the text that the annotation was made on: 4 exact\n"


def test_a_folder(desk: Path):
    result = run("--text", "library")
    assert result.exit_code == 0, result.output
    assert (desk / "out.xml").read_bytes() == BY_IDS


def test_a_long_search_says_so(desk: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "PATIENCE", -1.0)
    assert "searching library" in run("--text", "library").output


def test_a_folder_without_the_text(desk: Path):
    (desk / "library" / "shelf" / "deep" / "article.xml").unlink()
    result = run("--text", "library")
    assert result.exit_code == 2
    assert "no file in library is the text that begins “Of rain and streets in …”" in result.output
    assert not (desk / "out.xml").exists()


def test_a_folder_with_another_copy_names_it(desk: Path):
    (desk / "library" / "shelf" / "deep" / "article.xml").write_bytes(BY_IDS.replace(b"forty", b"fifty"))
    result = run("--text", "library")
    assert result.exit_code == 2
    assert "article.xml looks like another copy: name it with --text" in result.output


def test_a_hidden_folder_is_not_searched(desk: Path):
    (desk / "library" / "shelf").rename(desk / "library" / ".shelf")
    assert run("--text", "library").exit_code == 2


def test_another_copy_is_reported_fragment_by_fragment(desk: Path):
    result = run("--text", "changed.txt")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert re.fullmatch(r"c2 1  fuzzy 0\.\d\d  src:\d+-\d+ -> \d+-\d+", lines[0])
    assert re.fullmatch(r"e1 1  lost        src:\d+-\d+ -> -", lines[1])
    assert lines[2] == "changed.txt is a different copy of the text: 2 exact, 1 fuzzy, 1 lost"
    assert lines[3].startswith("1 of 4 fragments needs a look")


def test_all_lists_exact_ones_too(desk: Path):
    assert len(run("--text", "changed.txt", "--all").output.splitlines()) == 6


def test_json(desk: Path):
    result = run("--text", "changed.txt", "--json")
    data = json.loads(result.output)
    assert result.exit_code == 1
    assert data["counts"] == {"exact": 2, "moved": 0, "fuzzy": 1, "lost": 1}
    assert [item["doubtful"] for item in data["fragments"]] == [False, False, False, True]
    assert data["same"] is False


def test_another_text_is_refused_unless_forced(desk: Path):
    result = run("--text", "library/bees.txt")
    assert result.exit_code == 1
    assert "it seems to be another text" in result.output
    assert not (desk / "out.xml").exists()
    assert run("--text", "library/bees.txt", "--force").exit_code == 1
    assert (desk / "out.xml").exists()


def test_an_annotation_that_knows_no_text_needs_a_file(desk: Path):
    data = (desk / "annotation.xml").read_bytes()
    data = re.sub(rb'<fs n="derived" type="text".*?</fs>', b"", data, flags=re.DOTALL)
    data = re.sub(rb'<spanGrp n="derived".*?</spanGrp>', b"", data, flags=re.DOTALL)
    (desk / "annotation.xml").write_bytes(data)
    result = run("--text", "library")
    assert result.exit_code == 1
    assert "does not say which text" in result.output
