"""Which files of an archive are maps."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Container
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from argmap.plugins import Input
from argmap.problems import ArgmapError, DataError, Place
from argmap.workspace import archives
from argmap.workspace.unpacking import bare

# what a reader may ask for beside its own file
NEIGHBOURS = (".xml", ".tei", ".txt", ".ann", ".argdown", ".ad", ".csv", ".tsv", ".toml")
SHOWN = 5
LINKS = "correspondences.xml"
UNTOUCHED = "INITIAL_CAS"  # INCEpTION's state of a document before anybody annotated it


def documents(path: Path) -> list[Path]:
    """The files in an archive, or in a folder of one, that are maps in a notation that argmap knows, in order.

    Raises:
        DataError: the archive is broken, locked or refused.
    """
    return list(_documents(path, archives.stamp(path)))


@lru_cache(maxsize=8)
def _documents(path: Path, _stamp: tuple[int, int]) -> tuple[Path, ...]:
    inside = archives.members(path)
    everything = set(inside)
    shown = [one for one in inside if _is_shown(one.relative_to(path)) and not is_side_file(one, everything)]
    known = [one for one in shown if _is_map(one)]
    touched = [one for one in known if not any(UNTOUCHED in step for step in one.relative_to(path).parts)]
    return tuple(touched or known)


def named(place: Path) -> dict[Path, Path]:
    """The maps in an archive, or in a folder of one, each with its name there.

    An archive inside is a folder; one that holds a single map gives it its name, as in the backup of an INCEpTION
    project: ``annotation/a.txt/anna.zip/anna.xmi`` is ``annotation/a.txt/anna.xmi``.

    Raises:
        DataError: the archive is broken, locked or refused.
    """
    found = {one: one.relative_to(place) for one in documents(place)}
    within = {one: next((step for step in name.parents if _packs(step)), None) for one, name in found.items()}
    counts = Counter(within.values())
    for one, name in found.items():
        outer = within[one]
        if outer is not None:
            own = outer.with_name(bare(outer.name))
            alone = own.with_name(own.name + one.suffix)
            found[one] = alone if counts[outer] == 1 else own / name.relative_to(outer)
    return found


def _packs(name: Path) -> bool:
    return bare(name.name) != name.name


def document(path: Path) -> Path:
    """The only map in an archive; the path itself where it is no archive.

    Raises:
        ArgmapError: the archive holds several.
        DataError: it holds none, or is broken, locked or refused.
    """
    if not archives.is_archive(path):
        return path
    found = documents(path)
    if not found:
        remedy = "argmap formats lists the notations; a project's own backup may need another kind of export"
        raise DataError(
            "the archive holds no map in a notation that argmap knows", remedy, place=Place(str(path), 1, 1)
        )
    if len(found) > 1:
        named = ", ".join(str(one) for one in found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        raise ArgmapError(f"{path} holds {len(found)} maps", f"name one of them: {named}")
    return found[0]


def is_side_file(path: Path, others: Container[Path]) -> bool:
    """Whether a file among others is brat's set-up, a table of layers, or the text of annotations in brat."""
    return path.suffix in (".conf", ".toml") or (path.suffix == ".txt" and path.with_suffix(".ann") in others)


def beside(path: Path) -> Callable[[str], bytes | None]:
    """How a reader gets files beside one in an archive: from the archive; tables of layers also from beside that."""
    disk = archives.on_disk(path)

    def fetch(name: str) -> bytes | None:
        plain = unquote(name)
        if Path(plain).suffix.lower() not in NEIGHBOURS or ":" in name or Path(plain).is_absolute() or "\0" in plain:
            return None
        try:
            found = archives.inside(Path(os.path.normpath(path.parent / plain)))
        except (ArgmapError, OSError):
            return None
        if found is None and plain.endswith("layers.toml") and "/" not in plain:
            table = disk.with_name(plain)
            return table.read_bytes() if table.is_file() else None
        return found

    return fetch


def _is_shown(inside: Path) -> bool:
    return inside.name != LINKS and not any(step.startswith((".", "__MACOSX")) for step in inside.parts)


def _is_map(path: Path) -> bool:
    """Whether a file of an archive is a map; one that cannot be unpacked is none."""
    from argmap import formats

    try:
        data = archives.inside(path)
    except DataError:
        return False
    return bool(data) and formats.detect(Input(data or b"", path.name, beside(path))) is not None
