import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.model import ArgumentMap
from argmap.tei.newfile import new_annotation
from tests.suggest.samples import left, right
from tests.suggest.test_embeddings import files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for amap in (left(), right()):
        (tmp_path / amap.file).write_bytes(new_annotation(amap))
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, ["suggest", *map(str, words)])


def test_the_list_says_score_reason_and_coverage(desk):
    result = run("left.xml", "right.xml", "-n", "2")
    assert result.exit_code == 0
    assert "c1 ~ c1  hint: contrary" in result.output
    assert "share" in result.output
    assert "and 6 more" in result.output
    assert "0 of 8 candidate pairs" in result.output
    assert "person" not in result.output  # who weighed them the file says; it may be a program


def test_json(desk):
    data = json.loads(run("left.xml", "right.xml", "-n", "3", "--json").stdout)
    assert data["review"] == {"possible": 8, "weighed": 0}
    assert len(data["candidates"]) == 3
    first = next(each for each in data["candidates"] if (each["a"], each["b"]) == ("c1", "c1"))
    assert first["hint"]["type"] == "contrary"
    assert first["issues"] == ["issue.floods"]


def test_nothing_is_written(desk):
    before = sorted(desk.iterdir())
    run("left.xml", "right.xml")
    assert sorted(desk.iterdir()) == before


def test_a_model_in_a_folder_is_used(desk):
    (desk / "tiny").mkdir()
    for name, data in files().items():
        (desk / "tiny" / name).write_bytes(data)
    assert "Ranked by tiny (" in run("left.xml", "right.xml", "--model", "tiny").output


@pytest.mark.parametrize("model", ["no_such_package", "click", "left.xml", "..", "a.b"])
def test_what_is_no_model_is_told(desk, model):
    result = run("left.xml", "right.xml", "--model", model)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_maps_without_a_common_issue(desk):
    alone = ArgumentMap(
        "alone", title="Alone", text=left().text, components=left().components[2:3], issues=left().issues
    )
    others = ArgumentMap(
        "other", title="Other", text=left().text, components=right().components[:1], issues=left().issues
    )
    (desk / "a.xml").write_bytes(new_annotation(alone))
    (desk / "b.xml").write_bytes(new_annotation(others))
    result = run("a.xml", "b.xml")
    assert result.exit_code == 0
    assert "no issue in common" in result.output


def test_a_spacy_pipeline_in_a_folder_is_used(desk):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "the town"}])
    nlp.to_disk(desk / "own")
    result = run("left.xml", "right.xml", "--nlp", "own")
    assert result.exit_code == 0
    assert "lemmas and entities of own" in result.output


@pytest.mark.parametrize("nlp", ["no_such_pipeline", "click", "left.xml", "..", "zz"])
def test_what_is_no_pipeline_is_told(desk, nlp):
    result = run("left.xml", "right.xml", "--nlp", nlp)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_faults_of_the_links_are_told(tmp_path):
    for name in ("voloshin-2012.xml", "central-asia-challenges.xml"):
        shutil.copy(ROOT / "annotations/central-asia" / name, tmp_path)
    links = (ROOT / "annotations/central-asia/correspondences.xml").read_text(encoding="utf-8")
    (tmp_path / "correspondences.xml").write_text(
        re.sub(r"(mutual=\"voloshin-2012\.xml)#c\d+", r"\1#gone", links, count=1), "utf-8"
    )
    result = run(tmp_path / "voloshin-2012.xml", tmp_path / "central-asia-challenges.xml")
    assert "E703" in result.stderr and "gone" in result.stderr
    assert result.exit_code == 1
