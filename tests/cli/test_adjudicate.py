"""``argmap adjudicate`` without a browser: the list, the sheet there and back, misuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.workspace import load
from tests.adjudication.people import DIFFERENT, people


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["adjudicate", *map(str, words)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return people(tmp_path)


def test_list(files: tuple[Path, Path]):
    shown = run(*files, "--list")
    assert shown.exit_code == 0 and f"{DIFFERENT} differences between Ann Lee, Bo Lind" in shown.stdout
    told = json.loads(run(*files, "--list", "--json").stdout)
    turned = json.loads(run(*reversed(files), "--list", "--json").stdout)
    assert told["annotators"] == ["Ann Lee", "Bo Lind"] and len(told["differences"]) == DIFFERENT
    assert [d["id"] for d in told["differences"]] == [d["id"] for d in turned["differences"]]
    assert sorted(path.name for path in files[0].parent.iterdir()) == ["ann.xml", "bo.xml"]


def test_sheet_there_and_back(files: tuple[Path, Path], tmp_path: Path):
    table = list(csv.DictReader(io.StringIO(run(*files, "--list", "--csv").stdout.lstrip("\ufeff"))))
    for row in table[1:]:
        row.update(choice="Bo Lind", reason="Bo was there")
    sheet, agreed = tmp_path / "sheet.csv", tmp_path / "agreed.xml"
    with sheet.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(table[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(table)
    words = (*files, "-o", agreed, "--take", sheet, "--as", "Jo Fox")
    refused = run(*words)
    assert refused.exit_code == 2 and "--partial" in refused.stderr and not agreed.exists()
    partial = run(*words, "--partial")
    assert partial.exit_code == 0 and "1 differences are open" in partial.stderr
    sheet.write_text(json.dumps([{"id": table[0]["id"], "choice": "neither", "reason": "no"}]))
    assert run(*words).exit_code == 0
    amap = load(agreed)[0]
    assert [a.name for a in amap.annotators if a.role == "adjudication"] == ["Jo Fox"]
    assert agreed.read_text().count("Bo was there") == DIFFERENT - 1
    assert CliRunner().invoke(main, ["check", str(agreed)]).exit_code == 0
    listed = run(*files, "-o", agreed, "--list", "--json")
    assert all(d["decision"] for d in json.loads(listed.stdout)["differences"])


def test_one_file_signed_by_several(files: tuple[Path, Path], tmp_path: Path):
    sheet, partial = tmp_path / "none.json", tmp_path / "partial.xml"
    sheet.write_text("[]")
    assert run(*files, "-o", partial, "--take", sheet, "--partial", "--as", "Jo").exit_code == 0
    shown = run(partial, "--list")
    assert f"{DIFFERENT} differences between Ann Lee, Bo Lind" in shown.stdout


def test_misuse(files: tuple[Path, Path], tmp_path: Path):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    (tmp_path / "odd.json").write_text('[{"id": "0", "choice": "1"}]')
    (tmp_path / "there.xml").write_text("<x/>")
    other = tmp_path / "other.xml"
    other.write_bytes(files[1].read_bytes().replace(b"Let the ground drink", b"Let the ground sink"))
    for words, status, says in (
        ([], 2, "nothing to adjudicate"),
        ([*files], 2, "-o"),
        ([*files, "--json"], 2, "--list"),
        ([files[0], "--list"], 2, "signed by Ann Lee"),
        ([files[0], other, "--list"], 2, "different texts"),
        ([*files, tmp_path / "gone.xml", "--list"], 2, "no such file"),
        ([*files, "-o", tmp_path / "no" / "x.xml"], 2, "does not exist"),
        ([*files, "-o", files[0]], 2, "one of the annotators"),
        ([*files, "-o", tmp_path / "there.xml"], 2, "is there already"),
        ([*files, "-o", tmp_path / "a.xml", "--take", tmp_path / "bad.csv", "--as", "J"], 1, "no columns"),
        ([*files, "-o", tmp_path / "a.xml", "--take", tmp_path / "odd.json", "--as", "J"], 2, "no difference"),
    ):
        result = run(*words)
        assert (result.exit_code, says in result.output) == (status, True), (words, result.output)
    assert not list(tmp_path.glob(".*"))
