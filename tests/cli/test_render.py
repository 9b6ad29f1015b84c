from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.tei.detach import detach
from argmap.tei.newfile import new_annotation
from tests.conftest import REPOSITORY
from tests.render.maps import big


@pytest.fixture(autouse=True)
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_GRAPHVIZ", "bundled")


@pytest.fixture
def file(tmp_path):
    (tmp_path / "big.xml").write_bytes(new_annotation(big(30)))
    return tmp_path / "big.xml"


def run(*args: object):
    return CliRunner().invoke(main, ["render", *map(str, args)])


def test_a_figure_is_written_and_named(file):
    out = file.with_name("map.svg")
    result = run(file, "-o", out)
    assert result.exit_code == 0, result.output
    assert "map.svg written" in result.stderr and result.stdout == ""
    assert 'href="map.html#c0"' in out.read_text(encoding="utf-8")


def test_a_page_that_holds_the_text_is_told_from_one_that_does_not(tmp_path: Path):
    """Said in the terminal too, for nobody need open the page before it is sent."""
    whole, bare = REPOSITORY / "annotations" / "sample" / "lund-2024.xml", tmp_path / "bare.xml"
    bare.write_bytes(detach(whole.read_bytes()))
    assert "copyright" in run(whole, "-o", tmp_path / "whole.html").stderr
    assert "copyright" not in run(bare, "-o", tmp_path / "bare.html").stderr
    assert "copyright" not in run(whole, "-o", tmp_path / "whole.svg").stderr


def test_links_can_be_chosen_or_left_out(file):
    out = file.with_name("map.svg")
    run(file, "-o", out, "--link", "https://example.org/x")
    assert 'href="https://example.org/x#c0"' in out.read_text(encoding="utf-8")
    run(file, "-o", out, "--link", "")
    assert "href=" not in out.read_text(encoding="utf-8")


def test_pages_are_numbered(file):
    result = run(file, "-o", file.with_name("map.png"), "--pages", "--dpi", 50)
    names = sorted(p.name for p in file.parent.glob("map*.png"))
    assert result.exit_code == 0 and names[0] == "map-1.png" and len(names) > 1


def test_a_part_is_drawn(file):
    out = file.with_name("part.txt")
    assert run(file, "-o", out, "--root", "c1", "--depth", "1").exit_code == 0
    assert "grounds of c1, 1 level" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-o", "map.gif"], "no format called 'gif'"),
        (["-o", "map"], "no format was named"),
        (["-o", "map.svg", "--theme", "neon"], "no theme called 'neon'"),
        (["-o", "map.svg", "--root", "zz"], "no component 'zz'"),
        (["-o", "map.svg", "--width", "wide"], "no paper width"),
        (["-o", "map.svg", "--engine", "gold"], "no layout engine called 'gold'"),
        (["-o", "none/map.svg"], "does not exist"),
    ],
)
def test_misuse_is_one_line_and_status_two(file, args, said):
    args = ["-o", file.parent / args[1], *args[2:]]
    result = run(file, *args)
    assert result.exit_code == 2
    assert said in result.stderr.splitlines()[-1] and "Traceback" not in result.stderr
    assert sorted(p.name for p in file.parent.iterdir()) == ["big.xml"]


def test_help_teaches(file):
    words = run("--help").output
    assert "argmap render a.xml -o map.pdf" in words and "--fold" in words
