from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.tei.newfile import new_annotation
from tests.render.maps import big


@pytest.fixture
def file(tmp_path):
    (tmp_path / "big.xml").write_bytes(new_annotation(big(30)))
    return tmp_path / "big.xml"


def run(*args: object):
    return CliRunner().invoke(main, ["outline", *map(str, args)])


def test_the_tree_fits_the_columns_and_holds_everything(file):
    result = run(file, "--width", 72)
    assert result.exit_code == 0
    assert all(f"c{n} [" in result.stdout for n in range(30))
    deepest = max(line.count("│") + line.count("   ") for line in result.stdout.splitlines())
    assert max(map(len, result.stdout.splitlines())) <= 72 + 3 * deepest


def test_depth_cuts(file):
    result = run(file, "--depth", 0, "--width", 80)
    assert "c0 [" in result.stdout and "c29 [" not in result.stdout


def test_json_is_the_same_tree(file):
    lines = json.loads(run(file, "--json").stdout)
    assert lines[0]["component"] == "c0" and lines[0]["level"] == 0
    assert {line["component"] for line in lines if line["component"]} == {f"c{n}" for n in range(30)}


def test_an_unknown_root_is_misuse(file):
    result = run(file, "--root", "c99")
    assert result.exit_code == 2 and "c99" in result.stderr
