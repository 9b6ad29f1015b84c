"""``argmap convert``: one file, many files, losses, refusals."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap import formats
from argmap.cli.main import main
from argmap.workspace import load
from tests.workspace.packing import tarred, zipped

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "annotations/central-asia/voloshin-2012.xml"


def run(*args: object):
    return CliRunner().invoke(main, ["convert", *map(str, args)])


def test_to_json_and_back_nothing_is_lost(tmp_path):
    out = tmp_path / "map.json"
    result = run(SAMPLE, out, "--strict")
    assert result.exit_code == 0, result.output
    assert load(out)[0] == load(SAMPLE)[0]
    again = run(out, tmp_path / "again.xml")
    assert again.exit_code == 0, again.output
    assert load(tmp_path / "again.xml")[0].components == load(SAMPLE)[0].components


def test_to_the_terminal():
    result = run(SAMPLE, "-", "--to", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["argmap"] == 1


def test_what_is_lost_is_counted_and_strict_refuses(tmp_path):
    source = tmp_path / "in.json"
    source.write_text(
        json.dumps({"argmap": 1, "id": "m", "text": {"length": 5, "sha256": "x", "content": "Wo\ufffeds"}}),
        encoding="utf-8",
    )
    result = run(source, tmp_path / "out.xml", "--strict")
    assert result.exit_code == 1
    assert "text.content: 1" in result.stderr
    assert not (tmp_path / "out.xml").exists()
    report = json.loads(run(source, tmp_path / "out.xml", "--json").stdout)
    assert report[0]["losses"] == [{"element": "text", "field": "content", "count": 1, "ids": []}]
    assert (tmp_path / "out.xml").is_file()


def test_the_text_may_be_left_out(tmp_path):
    source = tmp_path / "in.json"
    source.write_text(
        json.dumps({"argmap": 1, "id": "m", "text": {"length": 5, "sha256": "x", "content": "Words"}}), encoding="utf-8"
    )
    assert "copyright" in run(source, tmp_path / "with.json").stderr
    assert "Words" in (tmp_path / "with.json").read_text(encoding="utf-8")
    result = run(source, tmp_path / "out.json", "--no-text", "--strict")
    assert result.exit_code == 0 and "copyright" not in result.stderr
    assert "Words" not in (tmp_path / "out.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_many_files_in_several_processes(tmp_path):
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for number in range(30):
        shutil.copy(SAMPLE, tmp_path / f"in/deep/m{number}.xml")
    (tmp_path / "in/notes.txt").write_text("no map at all", encoding="utf-8")
    result = run(tmp_path / "in", tmp_path / "out", "--to", "json", "--jobs", 2)
    assert result.exit_code == 0, result.output
    files = sorted((tmp_path / "out/deep").iterdir())
    assert len(files) == 30
    assert len({path.read_bytes() for path in files}) == 1


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "bad.json").write_text('{"argmap": 1, "id": "m", "components": [{"id": ', encoding="utf-8")
    (tmp_path / "none.json").write_text("no json", encoding="utf-8")
    (tmp_path / "folder.json").write_bytes((tmp_path / "bad.json").read_bytes())
    (tmp_path / "out" / "folder.argmap.json").mkdir()
    inputs = [tmp_path / f"{name}.json" for name in ("folder", "bad", "none")]
    result = run(*inputs, SAMPLE, tmp_path / "out", "--to", "json")
    assert result.exit_code == 1
    assert "folder.argmap.json is a folder" in result.stderr
    (tmp_path / "out" / "folder.argmap.json").rmdir()
    assert "bad.json:1:" in result.stderr and "E911" in result.stderr
    assert "none.json:1:1" in result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"voloshin-2012.argmap.json", "bad.argmap.json"}


def test_what_is_something_else_is_not_overwritten(tmp_path):
    """Neither a file named by mistake nor a text of one's own that has the name of the notation's side file."""
    sample = ROOT / "annotations/sample/merrow-2024.xml"
    own = {"notes.csv": b"eggs, milk", "map.txt": b"my transcript, with page numbers"}
    for name, data in own.items():
        (tmp_path / name).write_bytes(data)
    for out in ("notes.csv", "map.ann"):
        result = run(sample, tmp_path / out)
        assert result.exit_code == 1 and "--force" in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == own
    assert run(sample, tmp_path / "map.ann", "--force").exit_code == 0
    assert (tmp_path / "map.txt").read_bytes() != own["map.txt"]
    (tmp_path / "map.txt").write_bytes(b"changed")
    assert run(sample, tmp_path / "map.ann").exit_code == 0  # again: the text belongs to the map that is replaced
    assert (tmp_path / "map.txt").read_bytes() != b"changed"


def test_files_of_a_folder_keep_their_folders(tmp_path):
    for folder in ("in/en", "in/de", "out"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("en", "de"):
        shutil.copy(SAMPLE, tmp_path / "in" / folder / "m.xml")
    assert run(tmp_path / "in", tmp_path / "out", "--to", "json").exit_code == 0
    found = {str(path.relative_to(tmp_path)) for path in (tmp_path / "out").rglob("*.json")}
    assert found == {str(Path("out/en/m.argmap.json")), str(Path("out/de/m.argmap.json"))}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([SAMPLE], "input and an output"),
        ([SAMPLE, "out.unknown"], "tells no format"),
        ([SAMPLE, "out.SVG"], "argmap render"),
        ([SAMPLE, "-"], "tells no format"),
        ([SAMPLE, "out.json", "--to", "klingon"], "no format klingon"),
        ([SAMPLE, SAMPLE], "the input itself"),
        ([SAMPLE, SAMPLE, "absent.json", "--to", "json"], "is no folder"),
        ([SAMPLE, SAMPLE, "-", "--to", "json"], "is no folder"),
        ([SAMPLE, SAMPLE, "absent/out", "--to", "json"], "absent does not exist"),
        (["absent.xml", "out.json"], "no such file"),
    ],
)
def test_misuse(args, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["new", "new/"])
def test_a_folder_is_made(out, tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(SAMPLE, tmp_path / "in" / "m.xml")
    shutil.copy(SAMPLE.with_name("correspondences.xml"), tmp_path / "in")
    source = tmp_path / "in" / ("m.xml" if out.endswith("/") else "")
    assert run(source, f"{tmp_path}/{out}", "--to", "json").exit_code == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["m.argmap.json"]


def test_links_between_maps_are_no_map(tmp_path):
    result = run(SAMPLE.with_name("correspondences.xml"), tmp_path / "x.aif.json")
    assert result.exit_code == 1
    assert "links between maps" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_are_refused(tmp_path):
    for folder in ("a", "b", "out"):
        (tmp_path / folder).mkdir()
    for folder in ("a", "b"):
        shutil.copy(SAMPLE, tmp_path / folder / "m.xml")
    result = run(tmp_path / "a", tmp_path / "b", tmp_path / "out", "--to", "json")
    assert result.exit_code == 2
    assert "would both be" in result.stderr


def test_no_input_is_an_output_under_another_name(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        shutil.copy(SAMPLE, tmp_path / "in" / f"{name}.xml")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.xml").symlink_to(tmp_path / "in" / "b.xml")
    for out in ("out", "in"):
        result = run(tmp_path / "in", tmp_path / out, "--to", "tei", "--force")
        assert result.exit_code == 2
        assert "is an input itself" in result.stderr
    assert (tmp_path / "in" / "b.xml").read_bytes() == SAMPLE.read_bytes()


def test_the_main_file_is_not_called_as_one_beside_it(tmp_path):
    source = tmp_path / "a.argdown"
    source.write_text("[A]: Rents rise.\n")
    result = run(source, tmp_path / "b.txt", "--to", "brat")
    assert result.exit_code == 1 and ".ann" in result.stderr
    assert list(tmp_path.iterdir()) == [source]


def test_every_command_reads_every_notation(tmp_path):
    """What is not TEI is drawn and outlined without being converted first."""
    run(SAMPLE, tmp_path / "map.json")
    runner = CliRunner()
    from_tei = runner.invoke(main, ["outline", str(SAMPLE)])
    from_json = runner.invoke(main, ["outline", str(tmp_path / "map.json")])
    assert from_json.exit_code == from_tei.exit_code == 0
    assert from_json.stdout == from_tei.stdout


def test_formats_are_listed_as_they_are():
    runner = CliRunner()
    listed = json.loads(runner.invoke(main, ["formats", "--json"]).stdout)
    assert [item["name"] for item in listed] == [form.name for form in formats.built_in()]
    for form in formats.built_in():
        shown = runner.invoke(main, ["formats", form.name]).stdout
        assert form.title in shown and all(suffix in shown for suffix in form.suffixes)
    assert runner.invoke(main, ["formats", "klingon"]).exit_code == 2


def test_an_archive_is_a_folder_or_its_only_map(tmp_path):
    tei = SAMPLE.read_bytes()
    out, one, many = tmp_path / "out", tmp_path / "one.zip", tmp_path / "many.tar.gz"
    out.mkdir()
    one.write_bytes(zipped({"deep/a.xml": tei}))
    many.write_bytes(tarred({"x/b.xml": tei, "x/c.zip": one.read_bytes(), "readme.txt": "Hello."}))
    result = run(one, "-", "--to", "json")
    assert result.exit_code == 0 and json.loads(result.stdout)["components"]
    result = run(many, out, "--to", "json")
    assert result.exit_code == 0, result.output
    found = [path.relative_to(out).as_posix() for path in sorted(out.rglob("*.json"))]
    assert found == ["x/b.argmap.json", "x/c.argmap.json"]
    assert load(out / "x/b.argmap.json")[0].components == load(SAMPLE)[0].components
    result = run(many / "x/b.xml", tmp_path / "b.aif.json")
    assert result.exit_code == 0 and load(tmp_path / "b.aif.json")[0].components
    for words in ((many, tmp_path / "b.json"), (one, many / "x" / "new.json"), (many / "x/none.xml", out)):
        result = run(*words)
        assert (
            result.exit_code in (1, 2) and "Traceback" not in result.output and result.exception.__class__ is SystemExit
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.aif.json", "many.tar.gz", "one.zip", "out"]
