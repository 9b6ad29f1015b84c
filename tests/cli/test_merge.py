"""``argmap merge`` from the command line; its files also serve the tests of ``diff`` and ``resolve``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.common import MOST
from argmap.cli.main import main
from argmap.tei.reader import read
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


def test_of_many_conflicts_the_first_are_shown_and_json_holds_all(desk: Path):
    ids = [item.id for item in read(BASE)[0].components]
    for side in ("ours", "theirs"):
        data = BASE
        for ident in ids:
            data = change(data, ident, gloss=f"{side} {ident}")
        (desk / f"{side}.xml").write_bytes(data)
    result = CliRunner().invoke(main, ["merge", "base.xml", "ours.xml", "theirs.xml", "-o", "out.xml"])
    lines = result.stderr.splitlines()
    assert len(ids) > MOST and len(lines) == MOST + 1
    assert f"{len(ids) - MOST} more" in lines[-1]
    assert len(json.loads(call("resolve", "out.xml", "--json", status=1))["conflicts"]) == len(ids)
    assert f"{len(ids) - MOST} more" in call("resolve", "out.xml", status=1).splitlines()[-1]


def test_a_file_that_both_added_has_an_empty_base(desk: Path):
    call("merge", "none.xml", "ours.xml", "theirs.xml", "-o", "out.xml", status=1)
    assert len(sample((desk / "out.xml").read_bytes()).components) == len(sample(BASE).components)


@pytest.mark.parametrize(
    "words",
    [
        ["merge", "base.xml", "ours.xml", "theirs.xml", "--json"],
        ["merge", "base.xml", "ours.xml"],
        ["merge", "base.xml", "ours.xml", "theirs.xml", "-o", "no/out.xml"],
    ],
)
def test_misuse(desk: Path, words: list[str]):
    before = {path: path.read_bytes() for path in desk.iterdir()}
    call(*words, status=2)
    assert {path: path.read_bytes() for path in desk.iterdir()} == before
