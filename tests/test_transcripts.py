"""Command transcripts: Markdown that shows commands with what they print, and is run as a test.

In a block fenced as ``console``, a line ``% argmap …`` is a command; what follows up to the next
command is its output (both streams), with ``=> N`` at the end where the exit status N is not 0.
``% cat FILE`` shows a file. A block fenced as ``text FILE`` (or any language) writes a file, and
``xml FILE before MARK`` (or ``after MARK``) puts its lines there, as a reader of the page would do by
hand. Each document runs in a folder of its own that holds a copy of ``annotations/``. After a wanted change of output:
``python -m pytest tests/test_transcripts.py --accept``, then read the difference.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.cli.main import main

HERE = Path(__file__).resolve().parent
DOCUMENTS = [*sorted((HERE / "transcripts").glob("*.md")), HERE.parent / "docs" / "tutorial.md"]
BLOCK = re.compile(r"^```(\w+)(?: (\S+)(?: (before|after) ([^\n]+))?)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(line: str) -> str:
    """What one command line prints, with its exit status where it is not 0."""
    program, *words = shlex.split(line)
    if program == "cat":
        return "".join(Path(word).read_text(encoding="utf-8") for word in words)
    assert program == "argmap", f"transcripts know the commands argmap and cat, not {program}"
    result = CliRunner().invoke(main, words, prog_name="argmap")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    output = result.output if not result.output or result.output.endswith("\n") else result.output + "\n"
    return output + (f"=> {result.exit_code}\n" if result.exit_code else "")


def edit(name: str, side: str, mark: str, body: str) -> None:
    """Write a file, or put lines before or after the one place in it that holds the mark."""
    path = Path(name)
    if not side:
        path.write_text(body, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1, f"{name} holds {mark!r} {text.count(mark)} times"
    new = body + mark if side == "before" else f"{mark}\n{body.rstrip()}"
    path.write_text(text.replace(mark, new), encoding="utf-8")


def replay(text: str) -> str:
    """A document with every command's output as it is now."""

    def block(match: re.Match[str]) -> str:
        language, name, side, mark, body = match.groups()
        if name:
            edit(name, side, mark, body)
        if language != "console":
            return match.group(0)
        lines = [line for line in body.splitlines() if line.startswith("% ")]
        return "```console\n" + "".join(f"{line}\n{run(line[2:])}" for line in lines) + "```"

    return BLOCK.sub(block, text)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_transcript(
    document: Path, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HERE.parent / "annotations", tmp_path / "annotations")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")  # whatever the width of the terminal that the tests run in
    before = document.read_text(encoding="utf-8")
    after = replay(before)
    if request.config.getoption("--accept"):
        document.write_text(after, encoding="utf-8", newline="\n")
    assert after == before or request.config.getoption("--accept")


def test_transcripts_hold_commands():
    assert all("```console\n% argmap " in path.read_text(encoding="utf-8") for path in DOCUMENTS)
