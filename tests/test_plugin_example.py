"""The example plug-in of the docs: built, installed, and used; and one that is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent / "docs/plugin-example"
OUTLINE = '<opml version="2.0"><body><outline text="Go."><outline text="Wheels."/></outline></body></opml>'


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the example, from a copy so that nothing is built in the repository."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for path in EXAMPLE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = source / path.relative_to(EXAMPLE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def run(installed: Path, *arguments: str, module: str = "argmap") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.slow
def test_commands_know_it(installed: Path, tmp_path: Path):
    listed = run(installed, "formats")
    assert any(line.split()[:3] == ["opml", "read", "write"] for line in listed.stdout.splitlines())
    outline, tei, again = (tmp_path / name for name in ("a.opml", "a.xml", "b.opml"))
    outline.write_text(OUTLINE, encoding="utf-8")
    done = run(installed, "convert", str(outline), str(tei))
    assert (done.returncode, tei.is_file()) == (0, True), done.stderr
    done = run(installed, "convert", str(tei), str(again))
    assert done.returncode == 0 and 'text="Wheels."' in again.read_text("utf-8"), done.stderr
    codes = run(installed, "check", "--codes").stdout
    assert "W991  a gloss is too long for a figure" in codes


@pytest.mark.slow
def test_its_own_tests_pass(installed: Path):
    tests = str(EXAMPLE / "tests")
    done = run(installed, "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", tests, tests, module="pytest")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_broken_one_is_listed_and_nothing_else_breaks(installed: Path, tmp_path: Path):
    info = tmp_path / "argmap_broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: argmap-broken\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[argmap.formats]\nbad = argmap_broken:FORMAT\nnot = argmap_opml.checks:CHECK\n", encoding="utf-8"
    )
    (tmp_path / "argmap_broken.py").write_text("raise RuntimeError('on purpose')", encoding="utf-8")
    both = Path(f"{installed}{os.pathsep}{tmp_path}")
    done = run(both, "formats")
    assert "Traceback" not in done.stderr
    assert "W901" in done.stderr + done.stdout and "on purpose" in done.stderr + done.stdout
    assert any(line.startswith("opml ") for line in done.stdout.splitlines())
    outline = tmp_path / "a.opml"
    outline.write_text(OUTLINE, encoding="utf-8")
    assert run(both, "convert", str(outline), "-", "--to", "json").returncode == 0
