import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from argmap.model import ArgumentMap, Fragment, Voice
from argmap.tei.correspondences import write
from argmap.tei.newfile import new_annotation
from argmap.text.reading import ReadingText
from tests.analysis.samples import linked, made
from tests.conftest import REPOSITORY

SAMPLE = REPOSITORY / "annotations" / "sample"


def placed(amap: ArgumentMap) -> bytes:
    """A file of the map, with a text for its components to stand in."""
    text = ReadingText.of("Something is said here.")
    components = tuple(
        replace(c, fragments=(Fragment(n, n + 1, f"src:{n}-{n + 1}"),)) for n, c in enumerate(amap.components)
    )
    voices = (Voice("voice.other", "Somebody else"),)
    return new_annotation(replace(amap, text=text, components=components, voices=voices))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, relations in (("one", "k1: c2 -| c1"), ("two", "k1: c2 > c1")):
        (tmp_path / f"{name}.xml").write_bytes(placed(made(name, "c1 c2", relations)))
    links = linked("x1: one.xml#c2 contrary two.xml#c2")
    (tmp_path / "correspondences.xml").write_bytes(write(links))
    return tmp_path


def run(*args: object):
    return CliRunner().invoke(main, ["cruxes", *map(str, args)])


def test_the_links_beside_the_first_file_are_used(folder):
    result = run(folder / "one.xml", folder / "two.xml")
    assert result.exit_code == 0, result.output
    assert "A c2 or B c2 [x1]" in result.stdout


def test_json(folder):
    data = json.loads(run(folder / "one.xml", folder / "two.xml", "--json").stdout)
    assert data["cruxes"][0]["refs"] == ["x1"]


@pytest.mark.parametrize("form", ["md", "txt", "json"])
def test_written_and_named(folder, form):
    result = run(folder / "one.xml", folder / "two.xml", "-o", folder / f"report.{form}")
    assert result.exit_code == 0
    assert f"report.{form} written" in result.stderr
    assert "x1" in (folder / f"report.{form}").read_text(encoding="utf-8")


def test_the_same_bytes_twice(folder):
    calls = [run(SAMPLE / "merrow-2024.xml", SAMPLE / "lund-2024.xml", "--json").stdout_bytes for _ in range(2)]
    assert calls[0] == calls[1]


def test_one_map_alone(folder):
    result = run(folder / "one.xml", "--labelling", "preferred", "--needs-grounds", "--semantics", "euler")
    assert result.exit_code == 0
    assert "whether c1 holds" in result.stdout


def test_a_weight_moves_a_strength(folder):
    def strength(*more: str) -> float:
        data = json.loads(run(folder / "one.xml", folder / "two.xml", "--json", *more).stdout)
        return next(s["strength"] for s in data["statements"] if s["members"] == ["two#c1"])

    assert strength("--weight", "two#c1=0.9") > strength()


def test_reported_positions_can_be_left_out(folder):
    (folder / "one.xml").write_bytes(placed(made("one", "c1 ~c2", "k1: c2 -| c1")))
    counts = [
        len(json.loads(run(folder / "one.xml", "--json", "--reported", how).stdout)["statements"])
        for how in ("apart", "none")
    ]
    assert counts == [2, 1]


def test_a_link_to_nowhere_is_status_one_and_the_report_still_comes(folder):
    text = (folder / "correspondences.xml").read_text(encoding="utf-8").replace("two.xml#c2", "two.xml#c9")
    (folder / "correspondences.xml").write_text(text, encoding="utf-8")
    result = run(folder / "one.xml", folder / "two.xml")
    assert result.exit_code == 1
    assert "E703" in result.stderr
    assert "The theses" in result.stdout


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("-o", "missing/out.md"), "does not exist"),
        (("-o", "out.docx"), "no output format"),
        (("-c", "nothing.xml"), "no such file"),
        (("--semantics", "ideal"), "ideal"),
        (("--weight", "c2"), "ID=NUMBER"),
        (("--weight", "c2=1.5"), "0 to 1"),
        (("--weight", "c2=0.5"), "more than one text"),
        (("--weight", "c7=0.5"), "no component"),
    ],
)
def test_misuse_is_told_with_status_two(folder, args, word):
    args = [str(folder / a) if a.endswith((".md", ".docx", ".xml")) else a for a in args]
    result = run(folder / "one.xml", folder / "two.xml", *args)
    assert result.exit_code == 2
    assert word in result.stderr
    assert "Traceback" not in result.output


def test_no_file_named():
    assert run().exit_code == 2
