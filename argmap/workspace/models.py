"""Saving a trained model: a folder that is either whole or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from argmap.problems import ArgmapError


def model_folder(path: Path) -> Path:
    """Refuse a place where no model can be written, before any work is done.

    Raises:
        ArgmapError: its folder is missing, or something that is no model stands there.
    """
    if not path.parent.is_dir():
        raise ArgmapError(f"the folder {path.parent} does not exist", "make it first, or choose another place")
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise ArgmapError(f"{path} is a file", "name a folder that is not there yet, or an older model")
    if path.is_dir() and any(path.iterdir()) and not (path / "config.cfg").is_file():
        raise ArgmapError(f"the folder {path} holds something that is no model", "name a folder that is not there yet")
    return path


def save_model(path: Path, write: Callable[[Path], object]) -> None:
    """Write a model beside its place, then move it there; an older model there is replaced.

    Args:
        path: The model's folder.
        write: Writes the model's files into the folder that it is given.

    Raises:
        ArgmapError: something that is no model stands there.
    """
    model_folder(path)
    room = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        made, old = room / "new", room / "old"
        write(made)
        made.chmod(0o777 & ~_umask())
        if path.is_dir():
            path.rename(old)
        try:
            made.rename(path)
        except BaseException:
            if old.is_dir() and not path.exists():
                old.rename(path)
            raise
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
