"""``argmap import`` from the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from argmap.cli.main import main
from tests.text.imports.test_clean import SAMPLE


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "ferries.txt"
    path.write_bytes(SAMPLE.encode())
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def test_edition_reports_and_the_way_back(text, tmp_path):
    xml, back = tmp_path / "e.xml", tmp_path / "back.txt"
    result = run(text, "-o", xml, "--report", tmp_path / "r.json", "--title", "Ferries", "--author", "Ann Marlow")
    assert result.exit_code == 0, result.output
    assert "note-mark" in result.stderr and not result.stdout
    assert b"<author>Ann Marlow</author>" in xml.read_bytes()
    assert run(xml, "--undo", tmp_path / "r.json", "-o", back).exit_code == 0
    assert back.read_bytes() == text.read_bytes()
    assert run(text, "-o", xml, "--report", tmp_path / "r.txt").exit_code == 0
    assert (tmp_path / "r.txt").read_text(encoding="utf-8").startswith("Import report")


def test_json_summary_and_default_name(text):
    result = run(text, "--json", "--skip", "ornament")
    data = json.loads(result.stdout)
    assert data["edition"].endswith("ferries.xml") and data["counts"]["note-mark"] == 3
    assert "ornament" not in data["counts"]


def test_a_guessed_encoding_is_told(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("A façade it was, and naïve.\n".encode("cp1252"))
    assert "read as Windows-1252" in run(path).stderr


def test_annotated_editions_are_not_overwritten(text, tmp_path):
    xml = tmp_path / "ferries.xml"
    xml.write_bytes(b"<TEI><standOff/></TEI>")
    result = run(text)
    assert result.exit_code == 2 and "--force" in result.stderr
    assert xml.read_bytes() == b"<TEI><standOff/></TEI>"
    assert run(text, "--force").exit_code == 0


@pytest.mark.parametrize(
    ("data", "arguments", "status", "message"),
    [
        (b"", [], 1, "empty"),
        (b"%PDF-1.4", [], 1, "the PDF is broken"),
        (b"a\x00b\x00\x00", [], 1, "binary"),
        (b"It is.", ["--pipeline", "no_such_thing"], 2, "not installed"),
        (b"It is.", ["-o", "missing/x.xml"], 2, "does not exist"),
        (b"It is.", ["-o", "bad.txt"], 2, "different names"),
        (b"It is.", ["--undo", "bad.txt", "-o", "y.txt"], 1, "not an import report"),
        (b"It is.", ["--undo", "bad.txt", "-o", "y.txt"], 1, "bad.txt:1:1"),
        (b"It is.", ["--skip", "ornaments"], 2, "neither a repair nor a place"),
        (b"It is.", ["--language", "<en>"], 2, "no language code"),
        (b"It is.", ["--pages", "9" * 5000], 2, "no such page"),
    ],
)
def test_bad_input(tmp_path, monkeypatch, data, arguments, status, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_bytes(data)
    result = run("bad.txt", *arguments)
    assert (result.exit_code, message in result.stderr) == (status, True), result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt"]


def test_a_map_is_no_article(tmp_path):
    path = tmp_path / "map.argdown"
    path.write_bytes(b"[A]: Kerbs help.\n  + <B>: They keep water in.\n")
    result = run(path, "-o", tmp_path / "out.xml")
    assert result.exit_code == 2 and "argmap convert map.argdown map.xml" in result.stderr
    assert not (tmp_path / "out.xml").exists()


def test_an_empty_file_may_be_written_over(text, tmp_path):
    (tmp_path / "ferries.xml").touch()
    assert run(text).exit_code == 0
    assert (tmp_path / "ferries.xml").read_bytes().endswith(b"</TEI>\n")
