"""Each problem file gives its own code and no other; sound files give none; checking is linear."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from argmap.check import all_codes, check
from argmap.cli.check import command
from argmap.plugins import Check, Code
from argmap.problems import Place, Problem
from tests.check.samples import a_map, claim, codes
from tests.strategies import maps

PROBLEMS = Path(__file__).resolve().parents[1] / "data/problems"
FILES = sorted(PROBLEMS.glob("*.xml"))
OPTIONS = {code: ["--profile"] for code in ("E801", "E802", "W803")} | {
    "E804": ["--schema", str(PROBLEMS / "with/no-emph.rng")],
    "W612": [str(PROBLEMS / "with/sample.xml")],
    "W614": [str(PROBLEMS / "with/sample.xml")],
    "E613": [str(PROBLEMS / "with/sample.xml")],
}
# the profile's rules repeat some checks for those who work in an XML editor
COMPANIONS = {"W803": {"W416"}}


def report(*arguments: str) -> tuple[int, dict]:
    """Exit status and JSON report of a call."""
    result = CliRunner().invoke(command, [*arguments, "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_problem_file_shows_its_code_and_no_other(path):
    status, found = report(str(path), *OPTIONS.get(path.stem, []))
    told = found["problems"]
    assert {item["code"] for item in told} - COMPANIONS.get(path.stem, set()) == {path.stem}
    assert status == (1 if path.stem[0] == "E" else 0)
    for item in told:
        assert item["line"] >= 1 and item["column"] >= 1
        assert item["message"] and item["remedy"]
        lines = path.read_bytes().splitlines() if item["file"] == str(path) else None
        assert lines is None or item["line"] <= len(lines)


def test_warnings_count_when_strict():
    assert report(str(PROBLEMS / "W304.xml"))[0] == 0
    assert report(str(PROBLEMS / "W304.xml"), "--strict")[0] == 1


@pytest.mark.parametrize("path", sorted((PROBLEMS / "with").glob("*.xml")), ids=lambda path: path.stem)
def test_sound_files_have_no_problem(path):
    assert report(str(path), "--profile") == (0, {"files": 1, "errors": 0, "warnings": 0, "fixed": [], "problems": []})


@given(maps())
@settings(max_examples=40)
def test_any_map_is_checked_without_a_crash_and_always_alike(amap):
    found = check(amap)
    assert found == sorted(found)
    assert found == check(amap)
    assert {item.code for item in found} <= set(all_codes())


def test_checks_of_plug_ins_run_too():
    code = Code("W990", "a gloss says number", "say it otherwise")
    extra = Check("house", (code,), lambda amap: [Problem(Place(), "W990", c.id) for c in amap.components])
    assert "W990" in codes(check(a_map(claim("c1")), [extra]))
    assert "W990" in all_codes([extra])


def test_checking_is_linear_and_quick():
    """A hundred components in a twentieth of a second; ten times as many in less than thirty times the time."""
    taken = {}
    for count in (100, 1000):
        components = tuple(
            claim(f"c{i}", i % 40, i % 40 + 20, gloss=f"One thing among {i} others") for i in range(count)
        )
        amap = a_map(*components, relations=tuple(f"k{i}: c{i} supports c{i // 2}" for i in range(1, count)))
        runs = []
        for _ in range(3):
            start = time.process_time()
            check(amap)
            runs.append(time.process_time() - start)
        taken[count] = min(runs)
    assert taken[100] < 0.05
    assert taken[1000] < 30 * max(taken[100], 0.002)
