"""Plug-ins of installed packages: usable ones are found, broken ones are problems and nothing else."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from argmap import formats, plugins
from argmap.model import ArgumentMap
from argmap.problems import DataError, Place, Problem

MODULE = """
from argmap.plugins import Check, Code, Format
from argmap.problems import Place, Problem

CODE = Code("W990", "house style", "mend it")
CHECK = Check("house", (CODE,), lambda amap: [Problem(Place(amap.file, 2, 3), "W990", "not in house style")])
RAISES = Check("raises", (CODE,), lambda amap: 1 / 0)
FORMAT = Format("plain", "Plain lines", (".txt",), write=lambda amap: amap.title)
NOTHING = object()
LOOSE = Check("loose", ("W990",), RAISES.run)
BAD = Format("bad", "Bad", (".bad",), *[lambda *given: 1 / 0] * 3)
NONE = Format("none", "None", (".none",), read=lambda source: None, write=lambda amap: lambda stem: 1 / 0)
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a package with these entry points where Python finds it, as pip would."""

    def put(entries: str, module: str = MODULE) -> None:
        (tmp_path / "argmap_house.py").write_text(module, encoding="utf-8")
        (tmp_path / "argmap_house_broken.py").write_text("raise ValueError('broken\\nat import')", encoding="utf-8")
        info = tmp_path / "argmap_house-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: argmap-house\nVersion: 1\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(textwrap.dedent(entries), encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        for name in ("argmap_house", "argmap_house_broken"):
            monkeypatch.delitem(__import__("sys").modules, name, raising=False)

    return put


def test_without_packages_there_are_none():
    assert plugins.checks() == ([], [])
    assert plugins.formats() == ([], [])


def test_checks_and_formats_are_found(install):
    install("[argmap.checks]\nhouse = argmap_house:CHECK\n[argmap.formats]\nplain = argmap_house:FORMAT\n")
    (check,), problems = plugins.checks()
    assert (check.name, [code.code for code in check.codes], problems) == ("house", ["W990"], [])
    (form,), problems = plugins.formats()
    assert form.write(ArgumentMap("m", "A title")) == "A title"
    assert (form.read, form.loses, problems) == (None, frozenset(), [])


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("argmap_house_broken:CHECK", "ValueError: broken at import"),
        ("argmap_no_such_module:CHECK", "ModuleNotFoundError"),
        ("argmap_house:MISSING", "AttributeError"),
        ("argmap_house:NOTHING", "it is a object, not an argmap.plugins.Check"),
        ("argmap_house:FORMAT", "it is a Format, not an argmap.plugins.Check"),
        ("argmap_house:LOOSE", "its codes"),
    ],
)
def test_a_broken_one_is_a_problem_and_the_others_stay(install, entry, words):
    install(f"[argmap.checks]\nbroken = {entry}\nhouse = argmap_house:CHECK\n")
    found, problems = plugins.checks()
    assert [check.name for check in found] == ["house"]
    assert [(item.code, item.place.file) for item in problems] == [("W901", "plug-in broken")]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


def test_a_format_that_raises_is_a_fault_of_the_data_at_most(install):
    install("[argmap.formats]\nbad = argmap_house:BAD\nnone = argmap_house:NONE\n")
    (bad, none), problems = plugins.formats()
    amap, source = ArgumentMap("m"), plugins.Input(b"x", "x.bad")
    assert (problems, bad.recognises(source)) == ([], False)
    calls = (
        lambda: bad.read(source),
        lambda: bad.write(amap),
        lambda: none.read(source),
        lambda: none.write(amap)("m"),
    )
    for call in calls:
        with pytest.raises(DataError, match="plug-in for"):
            call()
    assert formats.read(formats.write(amap, "json").main, "m.json")[0].id == "m"  # nobody else is disturbed


def test_a_taken_name_is_a_problem(install):
    install("[argmap.checks]\na = argmap_house:CHECK\nb = argmap_house:CHECK\n")
    found, problems = plugins.checks()
    assert ([check.name for check in found], [item.place.file for item in problems]) == (["house"], ["plug-in b"])
    found, problems = plugins.checks(taken=["house"])
    assert (found, len(problems)) == ([], 2)


def test_a_check_that_raises_or_reports_what_it_did_not_declare():
    code = plugins.Code("W990", "t", "r")
    amap = ArgumentMap("m", file="m.xml")
    sound = Problem(Place("m.xml", 2, 1), "W990", "m")
    mixed = plugins.Check("mixed", (code,), lambda amap: [sound, Problem(Place(), "E401", "x"), "nonsense"])
    assert [item.code for item in plugins.run_guarded(mixed, amap)] == ["W990", "W902"]
    fails = plugins.Check("fails", (code,), lambda amap: {}["key"])
    (told,) = plugins.run_guarded(fails, amap)
    assert (told.code, told.place, "KeyError" in told.message) == ("W902", Place("m.xml", 1, 1), True)

    def stop(amap: ArgumentMap) -> list[Problem]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plugins.run_guarded(plugins.Check("stop", (code,), stop), amap)


def test_the_command_runs_lists_and_selects_them(install):
    from click.testing import CliRunner

    from argmap.cli.main import main

    install(
        "[argmap.checks]\nhouse = argmap_house:CHECK\nraises = argmap_house:RAISES\nbroken = argmap_house_broken:C\n"
    )
    sample = str(Path(__file__).parent / "data/problems/with/one.xml")
    result = CliRunner().invoke(main, ["check", sample])
    assert [line.partition(": ")[2][:4] for line in result.stdout.splitlines()] == ["W902", "W990", "W901"]
    assert result.exit_code == 0
    only = CliRunner().invoke(main, ["check", sample, "--select", "W990"])
    assert only.stdout.endswith("one.xml:2:3: W990 not in house style\n")
    assert "W990  house style: mend it" in CliRunner().invoke(main, ["check", "--codes"]).stdout
