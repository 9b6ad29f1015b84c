"""Shell completion: the scripts are accepted by their shells, and completing works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from argmap.cli.completion import SETUP
from argmap.cli.main import COMMANDS, main


def completions(words: str, cword: int) -> list[str]:
    """What the completion function of bash would be told."""
    environment = {**os.environ, "_ARGMAP_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(cword)}
    code = "import sys; sys.argv[0] = 'argmap'; from argmap.cli.main import main; main(prog_name='argmap')"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", sorted(SETUP))
def test_script_is_accepted_by_its_shell(shell: str):
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_ARGMAP_COMPLETE" in result.output
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not on this machine")
    done = subprocess.run([program, "-n", "/dev/stdin"], input=result.output.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_commands_are_completed():
    assert completions("argmap co", 1) == ["compare", "convert", "completion"]
    assert completions("argmap ", 1) == list(COMMANDS)


def test_options_of_the_group_are_completed():
    assert {"--help", "--version"} <= set(completions("argmap --", 1))


def test_choices_are_completed():
    assert completions("argmap completion z", 2) == ["zsh"]


def test_unknown_shell_is_misuse():
    result = CliRunner().invoke(main, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert "bash" in result.output
