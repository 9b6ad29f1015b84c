"""``argmap agree`` on files and folders."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
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
    assert {score["part"] for score in report["scores"]} == {"boundaries", "kinds", "issues", "relations", "other"}
    assert "u-alpha" in call("anna.xml", "boris.xml")


def test_folders_are_annotators_of_several_texts(desk: Path):
    (desk / "a" / "only.xml").write_bytes(BASE)
    report = json.loads(call("a", "b", "--json", "--window", "3"))
    assert report["texts"] == ["lund-2024.xml", "merrow-2024.xml"]
    assert {row["text"] for row in report["disagreements"]} == {"lund-2024.xml"}


def test_a_folder_is_a_corpus_grouped_by_text(desk: Path):
    (desk / "corpus").mkdir()
    for name in ("a", "b"):
        shutil.copytree(desk / name, desk / "corpus" / name)
    report = json.loads(call("corpus", "--json"))
    assert report["coders"] == ["a", "b"]
    assert [row["components"] > 0 for row in report["by_text"]] == [True, True]
    assert report["by_text"][1]["disagreements"] == 0
    assert report["scores"] == json.loads(call("a", "b", "--json"))["scores"]
    files = [str(path) for path in sorted((desk / "corpus").rglob("*-2024.xml"))]
    assert json.loads(call(*files, "--json"))["scores"] == report["scores"]
    (desk / "corpus" / "b" / "lund-2024.xml").unlink()
    assert "lund-2024.xml is left out: nobody else" in CliRunner().invoke(main, ["agree", "corpus"]).output
    (desk / "corpus" / "b" / "merrow-2024.xml").unlink()
    assert "different texts" in call("corpus", status=2)


@pytest.mark.slow
def test_an_interrupted_run_on_a_corpus_goes_on(desk: Path):
    """Killed as soon as the journal holds a few texts; the second run ends with what one run alone gives."""
    for who in ("anna", "boris"):
        (desk / "many" / who).mkdir(parents=True)
        for number in range(24):
            data = (desk / f"{who}.xml").read_bytes().replace(b"The", b"Thy%d" % number)
            (desk / "many" / who / f"t{number}.xml").write_bytes(data)
    command = [sys.executable, "-m", "argmap", "agree", "many/anna", "many/boris", "--rounds", "20", "-o", "out.json"]
    journal = desk / ".out.json.argmap-journal"
    with subprocess.Popen(command, cwd=desk, stderr=subprocess.PIPE) as process:
        while not journal.is_file() or journal.read_bytes().count(b"\n") < 4:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert b"goes on from there" in process.communicate()[1]
    assert process.returncode == 130
    assert not (desk / "out.json").exists()
    kept = journal.read_bytes().count(b"\n")
    subprocess.run(command, cwd=desk, check=True, capture_output=True)
    assert not journal.exists()
    assert 4 <= kept < 25
    once = [*command[:-1], "once.json"]
    subprocess.run(once, cwd=desk, check=True, capture_output=True)
    assert (desk / "out.json").read_bytes() == (desk / "once.json").read_bytes()


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
        (["anna.xml", "a/../anna.xml"], "named twice"),
        (["empty"], "0 annotations"),
        (["anna.xml", "a"], "mixed"),
        (["anna.xml", "a/merrow-2024.xml"], "different texts"),
        (["a", "empty"], "no file name in common"),
        (["anna.xml", "boris.xml", "-o", "out.docx"], ".html"),
    ],
)
def test_misuse(desk: Path, words: list[str], says: str):
    (desk / "empty").mkdir()
    assert says in call(*words, status=2)
