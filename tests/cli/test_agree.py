"""``argmap agree`` on files and folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.tei import writer
from tests.versions.edits import change

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "annotations/sample"
BASE = (SAMPLE / "lund-2024.xml").read_bytes()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    other = writer.remove_component(change(BASE, "c1", kind="evidence"), "e6", cascade=True)
    (tmp_path / "anna.xml").write_bytes(BASE)
    (tmp_path / "boris.xml").write_bytes(other)
    for name, data in {"a": BASE, "b": other}.items():
        shutil.copytree(SAMPLE, tmp_path / name)
        (tmp_path / name / "lund-2024.xml").write_bytes(data)
    return tmp_path


def call(*words: str, status: int = 0) -> str:
    """Standard output and error of a call that must end so."""
    result = CliRunner().invoke(main, ["agree", "--rounds", "20", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == status, result.output
    return result.stdout if status == 0 else result.output


def test_two_files(desk: Path):
    report = json.loads(call("anna.xml", "boris.xml", "--json"))
    assert report["coders"] == ["anna", "boris"]
    kinds = [row for row in report["disagreements"] if row["about"] == "kind"]
    assert [(row["says"].split()[0], row["counter"].split()[0]) for row in kinds] == [("claim", "evidence")]
    alone = [row for row in report["disagreements"] if row["about"] == "only one has it"]
    assert [row["counter"] for row in alone] == [""]
    assert {score["part"] for score in report["scores"]} == {"boundaries", "kinds", "issues", "relations"}
    assert "u-alpha" in call("anna.xml", "boris.xml")


def test_folders_are_annotators_of_several_texts(desk: Path):
    (desk / "a" / "only.xml").write_bytes(BASE)
    report = json.loads(call("a", "b", "--json", "--window", "3"))
    assert report["texts"] == ["lund-2024.xml", "merrow-2024.xml"]
    assert {row["text"] for row in report["disagreements"]} == {"lund-2024.xml"}


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_written_report(desk: Path, form: str):
    call("anna.xml", "boris.xml", "-o", f"out.{form}")
    first = (desk / f"out.{form}").read_bytes()
    call("anna.xml", "boris.xml", "-o", f"out.{form}")
    assert (desk / f"out.{form}").read_bytes() == first
    assert b"gamma" in first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["anna.xml"], "two annotators"),
        (["anna.xml", "a"], "mixed"),
        (["anna.xml", "a/merrow-2024.xml"], "different texts"),
        (["a", "empty"], "no file name in common"),
        (["anna.xml", "boris.xml", "-o", "out.docx"], ".html"),
    ],
)
def test_misuse(desk: Path, words: list[str], says: str):
    (desk / "empty").mkdir()
    assert says in call(*words, status=2)
