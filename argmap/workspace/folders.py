"""Folders: which files of them are annotations or texts, and outputs written below one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.problems import ArgmapError
from argmap.workspace import archives
from argmap.workspace.documents import LINKS, documents
from argmap.workspace.files import absent, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TEXT = 20_000_000


def annotation_files(places: Iterable[Path]) -> list[Path]:
    """The files named, and all ``.xml`` files below the folders named but correspondences, each once, in order.

    Of archives, all maps in any notation.

    Raises:
        ArgmapError: a place is missing.
        DataError: an archive is broken, locked or refused.
    """
    found: list[Path] = []
    for place in places:
        if archives.is_archive(place):
            found += documents(place)
            continue
        if not place.exists() and not archives.in_archive(place):
            raise absent(place, "file or folder")
        inside = sorted(place.rglob("*.xml")) if place.is_dir() else [place]
        found += [path for path in inside if not place.is_dir() or path.name != LINKS]
    return list(dict.fromkeys(found))


def text_files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """All files below a folder that may hold a text, in the order of their names, with their bytes.

    Left out: hidden files and folders, empty files and those over 20 MB, binary ones, and what may not be read.

    Raises:
        ArgmapError: there is no such folder.
    """
    if not folder.is_dir():
        raise ArgmapError(f"{folder}: there is no such folder", "check the name")
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            data = _text_bytes(Path(root, name))
            if data:
                yield Path(root, name), data


def _text_bytes(path: Path) -> bytes:
    """The file's bytes; none where it is too large, binary or not readable."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_TEXT:
            return b""
        data = path.read_bytes()
    except OSError:
        return b""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2] in (b"<\0", b"\0<")
    return b"" if b"\0" in data[:4096] and not wide else data


def write_outputs(folder: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Write built files below a folder, made if it is missing; yields each path as it is written.

    Raises:
        ArgmapError: the folder cannot be made or written to.
    """
    for name, data in files:
        target = folder / name
        _make_folder(target.parent)
        if not target.is_file() or target.read_bytes() != data:
            save(target, data)
        yield name


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ArgmapError(f"{folder} cannot be a folder: a file is in the way", "choose another -o") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArgmapError(f"the folder {folder} could not be made: {reason}", "choose another place") from None
