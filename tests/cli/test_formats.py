"""``argmap formats``: the table names each notation with its ways and suffixes."""

from __future__ import annotations

import json

from click.testing import CliRunner

from argmap import formats
from argmap.cli.formats import command
from argmap.cli.main import main
from argmap.workspace import load
from tests.formats.cas.test_cas import cas
from tests.workspace.packing import zipped


def test_one_line_for_each():
    lines = CliRunner().invoke(command, []).stdout.splitlines()
    assert len(lines) == len(formats.built_in())
    for line, form in zip(lines, formats.built_in(), strict=True):
        assert line.split()[0] == form.name
        assert ("read" in line.split()) == (form.read is not None)
        assert ("write" in line.split()) == (form.write is not None)


def test_the_schema_is_printed_as_it_is_published():
    done = CliRunner().invoke(command, ["json", "--schema"])
    assert json.loads(done.stdout)["required"] == ["argmap", "id"]
    refused = CliRunner().invoke(command, ["aif", "--schema"])
    assert (refused.exit_code, refused.stdout, "no schema" in refused.stderr) == (2, "", True)


def test_a_table_of_layers_is_made_to_be_edited(tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"a/admin.cas.json": json.dumps(cas())}))
    made = CliRunner().invoke(command, ["cas", "--layers", str(path)])
    assert (made.exit_code, made.stderr) == (0, "")
    without = CliRunner().invoke(main, ["outline", str(path)])
    assert without.exit_code == 1 and "admin.cas.json:" in without.stderr and "layers.toml" in without.stderr
    (tmp_path / "layers.toml").write_text(made.stdout.replace('"Datum" = "Datum"', '"Datum" = "evidence"'), "utf-8")
    amap, problems = load(path)
    assert problems == [] and [item.kind for item in amap.components] == ["claim", "evidence", "Warrant"]
    for words in (["aif", "--layers", str(path)], ["--layers", str(tmp_path / "none.xmi")]):
        refused = CliRunner().invoke(command, words)
        assert (refused.exit_code, refused.stdout) == (2, "")
