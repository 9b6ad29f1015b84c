"""``argmap check``: formats, selection, folders, mending, exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main

PROBLEMS = Path(__file__).resolve().parents[1] / "data/problems"


def run(*arguments: str | Path):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound file, one with an error, one with a warning, and some that do not count."""
    shutil.copy(PROBLEMS / "with/one.xml", tmp_path)
    (tmp_path / "sub").mkdir()
    shutil.copy(PROBLEMS / "E401.xml", tmp_path / "sub")
    shutil.copy(PROBLEMS / "W304.xml", tmp_path / "sub" / "other.xml")
    text = (tmp_path / "sub/other.xml").read_text(encoding="utf-8")
    (tmp_path / "sub/other.xml").write_text(text.replace('xml:id="sample"', 'xml:id="other"'), encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    shutil.copy(PROBLEMS / "E101.xml", tmp_path / ".hidden")
    (tmp_path / "notes.txt").write_text("not XML", encoding="utf-8")
    return tmp_path


def test_text_goes_to_standard_output_one_line_each(folder):
    result = run(folder)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert [line.partition(": ")[2][:4] for line in lines] == ["E401", "W304"]
    assert lines[0].startswith(f"{folder / 'sub/E401.xml'}:")
    assert result.stderr == "3 files: 1 error, 1 warning\n"


def test_a_sound_file_says_so():
    result = run(PROBLEMS / "with/one.xml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 file: no problems\n")


def test_json(folder):
    for option in (["--json"], ["--format", "json"]):
        report = json.loads(run(folder, *option).stdout)
        assert (report["files"], report["errors"], report["warnings"], report["fixed"]) == (3, 1, 1, [])
        assert report["problems"][0]["code"] == "E401"
        assert set(report["problems"][0]) == {"file", "line", "column", "code", "severity", "message", "remedy"}


def test_github_annotations(folder):
    lines = run(folder, "--format", "github").stdout.splitlines()
    assert lines[0].startswith(f"::error file={folder / 'sub/E401.xml'},line=")
    assert ",title=W304::" in lines[1]


@pytest.mark.parametrize(
    ("options", "codes", "status"),
    [
        (["--select", "W"], ["W304"], 0),
        (["--select", "W", "--strict"], ["W304"], 1),
        (["--ignore", "E4,W3"], [], 0),
        (["--select", "e401", "--select", "w3"], ["E401", "W304"], 1),
    ],
)
def test_selection(folder, options, codes, status):
    result = run(folder, *options, "--json")
    assert [item["code"] for item in json.loads(result.stdout)["problems"]] == codes
    assert result.exit_code == status


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "there is nothing to check"),
        (["absent.xml"], "there is no such file"),
        ([PROBLEMS / "with/one.xml", "--select", "Q1"], "there is no problem code Q1"),
        ([PROBLEMS / "with/one.xml", "--schema", "absent.rng"], "there is no such file"),
        ([PROBLEMS / "with/one.xml", "--schema", PROBLEMS / "with/two.xml"], "no schema"),
    ],
)
def test_misuse_is_one_clear_line(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_folder_without_xml(tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "no .xml file" in result.stderr


def test_a_file_that_is_no_xml_does_not_keep_the_others_from_being_checked():
    result = run(PROBLEMS / "E100.xml", PROBLEMS / "E401.xml", "--json")
    assert [item["code"] for item in json.loads(result.stdout)["problems"]] == ["E100", "E401"]
    assert result.exit_code == 1


def test_an_empty_file(tmp_path):
    (tmp_path / "empty.xml").write_bytes(b"")
    result = run(tmp_path / "empty.xml")
    assert result.exit_code == 1
    assert "E100 the file is empty" in result.stdout


def test_mending_writes_the_file_and_tells(tmp_path):
    for name in ("W218", "W507", "E401"):
        shutil.copy(PROBLEMS / f"{name}.xml", tmp_path)
    untouched = (tmp_path / "E401.xml").read_bytes()
    result = run(tmp_path, "--fix", "--ignore", "E613")
    assert "W218 mended: # put before e1" in result.stdout
    assert "W507 mended: fingerprint of e1 added" in result.stdout
    assert result.stderr.endswith("1 error, 0 warnings, 2 things mended\n")
    assert (tmp_path / "E401.xml").read_bytes() == untouched
    again = run(tmp_path, "--fix", "--ignore", "E613", "--json")
    assert json.loads(again.stdout)["fixed"] == []


def test_a_file_that_needs_no_mending_is_not_written(tmp_path):
    path = tmp_path / "one.xml"
    shutil.copy(PROBLEMS / "with/one.xml", path)
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    assert run(path, "--fix").exit_code == 0
    assert path.stat().st_mtime_ns == before


def test_correspondences_are_checked_against_the_files_they_link(tmp_path):
    shutil.copytree(PROBLEMS / "with", tmp_path, dirs_exist_ok=True)
    assert run(tmp_path / "links.xml").stdout == ""
    (tmp_path / "two.xml").write_text("<TEI", encoding="utf-8")
    assert "two.xml:1:1: E101" in run(tmp_path / "links.xml").stdout
    (tmp_path / "two.xml").unlink()
    assert "W704" in run(tmp_path / "links.xml").stdout


def test_the_table_of_codes():
    from argmap.check import CODES

    lines = run("--codes").stdout.splitlines()
    assert [line[:4] for line in lines] == list(CODES)
    assert [row["code"] for row in json.loads(run("--codes", "--json").stdout)] == list(CODES)


def test_every_shared_tei_file_is_checked_or_refused(shared):
    """No file of other projects, however odd, ends the run."""
    files = sorted([*(shared / "tei/synthetic").glob("*.xml"), *(shared / "encoding").rglob("*.xml")])
    result = run(*files, "--profile", "--json")
    assert isinstance(result.exception, SystemExit), result.exc_info
    assert json.loads(result.stdout)["files"] == len(files)


def test_the_examples_of_the_home_form_fit_the_profile(shared):
    for name in ("a_full_edition.xml", "b_standoff_only.xml"):
        report = json.loads(run(shared / "encoding" / name, "--profile", "--json").stdout)
        assert report["errors"] == 0


def test_other_notations_are_checked_too(tmp_path):
    path = tmp_path / "debate.argdown"
    path.write_text("[Kerbs]: Kerbs should go.\n  + [Prams]: Prams stumble.\n  - [Prams]\n", encoding="utf-8")
    result = run(path, "--json")
    codes = {item["code"]: item for item in json.loads(result.stdout)["problems"]}
    assert "E404" in codes  # the same source supports and attacks the same target
    assert codes["E404"]["file"] == str(path) and codes["E404"]["line"] >= 1
    assert result.exit_code == 1
    before = path.read_bytes()
    run(path, "--fix")
    assert path.read_bytes() == before
