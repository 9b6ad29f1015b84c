"""The wheel: it holds every data file and nothing else, and its metadata tell the truth."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import argmap

REPOSITORY = Path(__file__).resolve().parent.parent
NOT_SHIPPED = {".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The project's wheel, built from the tracked files of the package by the declared build back-end."""
    source = tmp_path_factory.mktemp("source")
    out = tmp_path_factory.mktemp("wheel")
    for path in [*package_files(), *(REPOSITORY / name for name in ("pyproject.toml", "README.md", "LICENSE"))]:
        target = source / path.relative_to(REPOSITORY)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    code = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, out], cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(out.glob("*.whl")))


def package_files() -> list[Path]:
    """Everything in the package's folder that is meant to be shipped."""
    files = (path for path in (REPOSITORY / "argmap").rglob("*") if path.is_file())
    return sorted(path for path in files if path.suffix not in NOT_SHIPPED and "__pycache__" not in path.parts)


@pytest.mark.slow
def test_every_file_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile):
    wanted = {path.relative_to(REPOSITORY).as_posix() for path in package_files()}
    shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert shipped == wanted


@pytest.mark.slow
def test_metadata(wheel: zipfile.ZipFile):
    folder = f"argmap-{argmap.__version__}.dist-info"
    metadata = message_from_bytes(wheel.read(f"{folder}/METADATA"))
    assert metadata["Version"] == argmap.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert b"argmap = argmap.__main__:run" in wheel.read(f"{folder}/entry_points.txt")
    licences = {Path(name).name for name in wheel.namelist() if f"{folder}/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-OFL.txt"}


@pytest.mark.slow
def test_the_wheel_starts_by_itself(wheel: zipfile.ZipFile):
    """Python imports the package straight from the archive, away from the repository."""
    code = (
        f"import sys; sys.path.insert(0, {wheel.filename!r}); import argmap; print(argmap.__file__, argmap.__version__)"
    )
    command = [sys.executable, "-S", "-c", code]
    output = subprocess.run(command, cwd=Path(wheel.filename or "").parent, capture_output=True, text=True, check=True)
    assert ".whl" in output.stdout
