"""Ctrl-C at chosen moments: before click is there, while a command is looked up, at work, after the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "annotations/sample/lund-2024.xml"
# the program interrupts itself at the moment when it first looks for a module, or when it has ended
PROGRAM = """
import atexit, os, signal, sys

class Interrupting:
    def find_spec(name, path=None, target=None):
        if name == {moment!r}:
            os.kill(os.getpid(), signal.SIGINT)

if {ignored!r}:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.meta_path.insert(0, Interrupting)
from argmap.__main__ import run
if {moment!r} == "end":
    atexit.register(os.kill, os.getpid(), signal.SIGINT)
sys.argv = ["argmap", "outline", {file!r}]
run()
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


def started(moment: str, ignored: bool = False) -> subprocess.CompletedProcess[str]:
    code = PROGRAM.format(moment=moment, ignored=ignored, file=str(SAMPLE))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("moment", ["argmap.cli.main", "click.core", "argmap.cli.outline", "argmap.graph", "end"])
def test_an_interrupt_is_one_line_and_130_whenever_it_comes(moment):
    done = started(moment)
    assert done.returncode == 130
    assert done.stderr.startswith("argmap: interrupted")
    assert done.stderr.count("\n") == 1
    assert bool(done.stdout) == (moment == "end")


def test_interrupts_that_are_ignored_stay_so():
    done = started("argmap.graph", ignored=True)
    assert (done.returncode, done.stderr) == (0, "")
