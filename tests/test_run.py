"""``run.py``: makes its own environment, and says in plain words why it cannot."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parent.parent
OTHERS = ("python3.6", "python3.7", "python3.8", "python3.9", "python3.10")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The least of the project that an installation reads."""
    for name in ("run.py", "pyproject.toml", "constraints.txt", "setup.cfg", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, tmp_path)
    (tmp_path / "argmap").mkdir()
    shutil.copy(REPOSITORY / "argmap" / "__init__.py", tmp_path / "argmap")
    return tmp_path


def run(folder: Path, *words: str, python: str = sys.executable, **environment: str) -> tuple[int, str]:
    """Exit status and output of the copy's run.py; no uv, no user settings of pip."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    kept |= {"PATH": os.defpath, "PIP_CONFIG_FILE": os.devnull, **environment}
    command = [python, "run.py", *words]
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("words", "status"), [([], 2), (["--help"], 0), (["fly"], 2), (["demo", "now"], 2)])
def test_usage(copy: Path, words: list[str], status: int):
    result, output = run(copy, *words)
    assert result == status
    assert "demo" in output
    assert "test" in output
    assert not (copy / ".venv").exists()


def test_folder_that_is_no_environment_is_left_alone(copy: Path):
    (copy / ".venv").mkdir()
    (copy / ".venv" / "notes.txt").write_text("mine", encoding="utf-8")
    status, output = run(copy, "demo")
    assert status == 1
    assert "is no Python environment" in output
    assert (copy / ".venv" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
def test_no_network(copy: Path):
    """The index is an address of this machine where nothing listens.

    The environment stands already and borrows its pip: making one with a pip of its own takes longer than all else,
    and is what the run.py that started these tests has done.
    """
    options = ["--without-pip", "--system-site-packages"]
    subprocess.run([sys.executable, "-m", "venv", *options, str(copy / ".venv")], check=True)
    status, output = run(copy, "install", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="1")
    assert status == 1
    assert "cannot be reached" in output
    assert "Traceback" not in output


def test_tested_versions_are_of_declared_packages():
    """Every package that argmap names has a tested version, which its own range allows."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    declared = [Requirement(name) for name in sum(project["optional-dependencies"].values(), project["dependencies"])]
    for requirement in declared:
        if requirement.name not in ("argmap", "setuptools"):
            assert requirement.specifier.contains(tested[requirement.name]), requirement


@pytest.mark.parametrize("name", OTHERS)
def test_too_old_a_python_is_told_so(copy: Path, name: str, tmp_path: Path):
    """The file must be understood even by old interpreters, or they could not say that they are too old."""
    found = next((path for path in old_pythons(name)), None)
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    status, output = run(copy, "demo", python=str(found), PATH=str(tmp_path))
    assert status == 1
    assert "needs Python 3.11 or newer" in output


def old_pythons(name: str) -> list[Path]:
    """Interpreters of that name, on the search path or beside this one as pyenv lays them."""
    beside = Path(sys.base_prefix).parent.glob(f"{name.removeprefix('python')}.*/bin/{name}")
    on_path = shutil.which(name)
    starts = [path for path in [*beside, *([Path(on_path)] if on_path else [])] if path.is_file()]
    probe = ["-c", "pass"]
    return [p for p in starts if subprocess.run([p, *probe], capture_output=True, check=False).returncode == 0]


def test_grammar_is_old_enough():
    """No syntax newer than Python 3.6, so that the message about the version can be reached."""
    tree = ast.parse((REPOSITORY / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "__future__" not in imports
