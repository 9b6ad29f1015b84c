"""``argmap merge``, ``argmap diff`` and ``argmap resolve`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from tests.versions.edits import change, sample

ROOT = Path(__file__).resolve().parents[2]
BASE = (ROOT / "annotations/sample/lund-2024.xml").read_bytes()
LINKS = (ROOT / "annotations/sample/correspondences.xml").read_bytes()
OURS, THEIRS = change(BASE, "c1", gloss="Ours."), change(BASE, "c1", gloss="Theirs.")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, data in {"base": BASE, "ours": OURS, "theirs": THEIRS, "links": LINKS, "none": b""}.items():
        (tmp_path / f"{name}.xml").write_bytes(data)
    return tmp_path


def call(*words: str, status: int = 0) -> str:
    """Standard output of a call that must end so."""
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == status, result.output
    return result.stdout


def test_merge_to_standard_output_and_to_a_file(desk: Path):
    assert call("merge", "base.xml", "base.xml", "ours.xml").encode() == OURS
    call("merge", "base.xml", "base.xml", "ours.xml", "-o", "ours.xml")
    assert (desk / "ours.xml").read_bytes() == OURS


def test_conflicts_give_status_1_and_are_seen_by_check_and_resolve(desk: Path):
    said = json.loads(call("merge", "base.xml", "ours.xml", "theirs.xml", "-o", "out.xml", "--json", status=1))
    assert [(c["of"], c["ours"], c["theirs"]) for c in said["conflicts"]] == [("c1", "Ours.", "Theirs.")]
    report = json.loads(call("check", "out.xml", "--json", "--select", "E110", status=1))
    assert [item["line"] for item in report["problems"]] == [said["conflicts"][0]["line"]]
    assert json.loads(call("resolve", "out.xml", "--json", status=1)) == said
    assert "Theirs." in call("resolve", "out.xml", status=1)
    call("resolve", "out.xml", "1", "--take", "theirs")
    assert (desk / "out.xml").read_bytes() == THEIRS
    call("resolve", "out.xml")


def test_a_file_that_both_added_has_an_empty_base(desk: Path):
    call("merge", "none.xml", "ours.xml", "theirs.xml", "-o", "out.xml", status=1)
    assert len(sample((desk / "out.xml").read_bytes()).components) == len(sample(BASE).components)


@pytest.mark.parametrize(
    "words",
    [
        ["merge", "base.xml", "ours.xml", "theirs.xml", "--json"],
        ["resolve", "base.xml", "1"],
        ["resolve", "base.xml", "1", "--take", "ours"],
        ["resolve", "base.xml", "--take", "mine"],
        ["diff", "base.xml"],
        ["diff", "base.xml", "links.xml"],
        ["diff", "base.xml", "ours.xml", "-o", "out.docx"],
    ],
)
def test_misuse(desk: Path, words: list[str]):
    before = {path: path.read_bytes() for path in desk.iterdir()}
    call(*words, status=2)
    assert {path: path.read_bytes() for path in desk.iterdir()} == before


def test_diff_in_all_its_forms(desk: Path):
    assert "re-glossed" in call("diff", "base.xml", "ours.xml")
    assert json.loads(call("diff", "base.xml", "ours.xml", "--json"))["count"] == {"component re-glossed": 1}
    for name in ("out.html", "out.txt", "out.json"):
        call("diff", "base.xml", "ours.xml", "-o", name)
        assert "Ours." in (desk / name).read_text()
    assert call("diff", "links.xml", "links.xml") == "no changes\n"
    assert "claim c1: Ours." in call("diff", "--textconv", "ours.xml")
    assert call("diff", "--textconv", "none.xml") == ""
