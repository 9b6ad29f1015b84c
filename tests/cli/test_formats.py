"""``argmap formats``: the table names each notation with its ways and suffixes."""

from __future__ import annotations

import json

from click.testing import CliRunner

from argmap import formats
from argmap.cli.formats import command


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
