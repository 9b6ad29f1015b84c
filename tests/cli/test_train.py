"""``argmap train``: a model from annotated files, its figures, and what it refuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.cli.train import report
from argmap.suggest.passages.trial import Trial
from argmap.tei.detach import detach
from tests.conftest import REPOSITORY

SAMPLE = REPOSITORY / "annotations" / "sample"
FILES = [str(SAMPLE / name) for name in ("lund-2024.xml", "merrow-2024.xml")]


def run(*words: str | Path) -> Result:
    """Call the command in this process."""
    return CliRunner().invoke(main, ["train", *map(str, words)])


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("train") / "model"
    return run(*FILES, "-o", folder, "--steps", "40"), folder


def test_it_prints_settings_figures_and_confusion(trained: tuple[Result, Path]):
    result, _ = trained
    assert result.exit_code == 0, result.output
    for word in (
        "seed = 1",
        "max_steps = 40",
        "cross-validation",
        "recommendation",
        "macro-F1",
        "Columns",
        "rules alone",
    ):
        assert word in result.stdout
    assert "all texts" in result.stderr


def test_the_model_is_a_spacy_folder_that_suggest_uses(trained: tuple[Result, Path]):
    _, folder = trained
    assert spacy.load(folder).meta["name"] == "model"
    result = CliRunner().invoke(main, ["suggest", FILES[1], "--model", str(folder), "--json"])
    data = json.loads(result.stdout)
    assert data["source"] == "model"
    assert {item["kind"] for item in data["proposals"]} <= {"claim", "evidence", "recommendation"}
    assert len(data["proposals"]) > 5


@pytest.mark.slow
def test_same_files_same_figures_and_same_model(trained: tuple[Result, Path], tmp_path: Path):
    _, folder = trained
    again = run(*FILES, "-o", tmp_path / "model", "--steps", "40", "--json")
    data = json.loads(again.stdout)
    assert data["settings"]["steps"] == 40
    assert f"macro-F1 {data['held_out']['macro_f1']:.3f}" in trained[0].stdout
    assert sum(map(sum, data["held_out"]["confusion"])) == sum(text["sentences"] for text in data["texts"])
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert [(folder / name).read_bytes() == (tmp_path / "model" / name).read_bytes() for name in files] == [True] * len(
        files
    )


def test_too_little_to_learn_from(tmp_path: Path):
    text = Path(FILES[0]).read_text(encoding="utf-8")
    start = text.index("<span ", text.index("<span ", text.index('type="components"')) + 1)
    short = text[:start] + text[text.index("</spanGrp>", start) :]
    (tmp_path / "short.xml").write_text(short, encoding="utf-8")
    result = run(tmp_path / "short.xml", "-o", tmp_path / "model")
    assert "too few" in result.stderr
    assert result.exit_code == 2
    assert not (tmp_path / "model").exists()


def test_an_annotation_without_its_text(tmp_path: Path):
    (tmp_path / "a.xml").write_bytes(detach(Path(FILES[0]).read_bytes()))
    result = run(tmp_path / "a.xml", "-o", tmp_path / "model")
    assert result.exit_code == 1
    assert "argmap attach" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("place", ["file", "heap", "no/such"])
def test_a_place_that_is_taken(tmp_path: Path, place: str):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "heap").mkdir()
    (tmp_path / "heap" / "mine").touch()
    result = run(*FILES, "-o", tmp_path / place)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert (tmp_path / "heap" / "mine").exists()


def test_a_folder_is_read_without_what_holds_no_annotation(tmp_path: Path):
    result = run(SAMPLE, "-o", tmp_path / "model", "--steps", "2", "--json")
    assert [text["name"] for text in json.loads(result.stdout)["texts"]] == ["lund-2024", "merrow-2024"]


@pytest.mark.parametrize(("model", "rules", "told"), [(0.4, 0.5, True), (0.5, 0.5, True), (0.6, 0.5, False)])
def test_a_model_that_is_no_better_than_the_rules_is_told(model: float, rules: float, told: bool):
    trial = Trial("by text", ("a", "b"), ("claim", ""), (), ((1, 0), (0, 1)), model, rules, 0.1)
    assert ("no more than the rules" in report([], trial, "")) == told


def test_an_unknown_language(tmp_path: Path):
    result = run(*FILES, "-o", tmp_path / "model", "--language", "qqq")
    assert (result.exit_code, (tmp_path / "model").exists()) == (2, False)
    assert "qqq" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not known there")
def test_ctrl_c_leaves_nothing(tmp_path: Path):
    words = [sys.executable, "-m", "argmap", "train", *FILES, "-o", str(tmp_path / "model"), "--steps", "100000"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path)
    assert process.stderr is not None
    process.stderr.read(1)  # the bar is there: training begins
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    try:
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 130, errors
    assert b"Traceback" not in errors
    assert not list(tmp_path.iterdir())
