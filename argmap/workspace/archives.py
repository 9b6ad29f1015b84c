"""Archives read as if they were folders: zip and tar files, packed by gzip or not, and such files inside them.

A file in an archive has the path of the archive with its name behind, such as ``export.zip/annotation/a.xmi``. Nothing
is written to disk: names of members are labels only, and those that would lead out of the archive are shortened.
Workbooks and word processor files are zip files too; they are files here, not folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from argmap.problems import ArgmapError, Problem
from argmap.workspace.unpacking import HEAD, MOST, Archive, bare, looks_packed, packed_otherwise, refused, unpacked

LEVELS = 2  # archives in archives


def inside(path: Path) -> bytes | None:
    """The bytes of a member of an archive; None where the path leads to none.

    Raises:
        DataError: the archive or the member is broken, locked or refused.
    """
    found = _found(path) if not _exists(path) else None
    get = found[0].members.get(found[1]) if found is not None else None
    return get() if get is not None else None


def is_archive(path: Path) -> bool:
    """Whether this is an archive, on disk or in another, or a folder in one.

    Raises:
        DataError: it is refused.
    """
    found = _found(path)
    return found is not None and found[1] not in found[0].members


def in_archive(path: Path) -> bool:
    """Whether a path leads into an archive."""
    return not _exists(path) and _found(path) is not None


def on_disk(path: Path) -> Path:
    """The archive on disk that a path leads to or into; the path itself where there is none."""
    top = path
    while not _exists(top) and top != top.parent:
        top = top.parent
    return top if top.is_file() else path


def stamp(path: Path) -> tuple[int, int]:
    """Time of the last change and size of the archive on disk, to see that it is still the same."""
    status = on_disk(path).stat()
    return status.st_mtime_ns, status.st_size


def members(path: Path) -> list[Path]:
    """The paths of all files below an archive, or below a folder in one, and in archives inside it, in order.

    Raises:
        DataError: it is broken, locked or refused.
    """
    found = _found(path)
    return list(_walk(found[0], found[1], path)) if found is not None else []


def faults(path: Path) -> list[Problem]:
    """What is wrong with the archive that a path leads to or into.

    Raises:
        DataError: it is refused.
    """
    found = _found(path)
    return list(found[0].problems) if found is not None else []


def _exists(path: Path) -> bool:
    """Whether a path is on disk; one that is too long for it is not, but may lead into an archive."""
    try:
        return path.exists()
    except OSError:
        return False


def _walk(archive: Archive, folder: str, place: Path) -> Iterator[Path]:
    start = f"{folder}/" if folder else ""
    for name in sorted(archive.members):
        if not name.startswith(start):
            continue
        path = place / name.removeprefix(start)
        nested = _nested(archive, name) if bare(name) != name else None
        if nested is None:
            yield path
        else:
            yield from _walk(nested, "", path)


def _found(path: Path) -> tuple[Archive, str] | None:
    """The innermost archive that a path leads to or into, and the name in it; "" for the archive itself."""
    top = on_disk(path)
    if not top.is_file():
        return None
    archive = _on_disk(str(top), *stamp(top))
    if archive is None:
        return None
    name = path.relative_to(top).as_posix()
    return _inner(archive, "" if name == "." else name)


def _inner(archive: Archive, name: str) -> tuple[Archive, str] | None:
    steps = name.split("/")
    for count in range(1, len(steps) + 1):
        part = "/".join(steps[:count])
        nested = _nested(archive, part) if part in archive.members else None
        if nested is not None:
            return _inner(nested, "/".join(steps[count:]))
    there = not name or name in archive.members or any(one.startswith(f"{name}/") for one in archive.members)
    return (archive, name) if there else None


@lru_cache(maxsize=4)
def _on_disk(name: str, _modified: int, size: int) -> Archive | None:
    path = Path(name)
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        other = packed_otherwise(head)
        if other:
            raise refused(name, f"it is packed by {other}; zip, tar and gzip are read")
        if not looks_packed(head):
            return None
        if size > MOST:
            raise refused(name, f"it is larger than {MOST // 1_000_000:,} MB")
        return unpacked(path.read_bytes(), name)
    except OSError as error:
        raise ArgmapError(f"{name} cannot be read: {error.strerror or error}", "ask for read permission") from None


def _nested(archive: Archive, name: str) -> Archive | None:
    """An archive among the members of another; None where it is none, or lies too deep."""
    if archive.level >= LEVELS or bare(name) == name:
        return None
    return _opened(archive, name)


@lru_cache(maxsize=8)
def _opened(archive: Archive, name: str) -> Archive | None:
    data = archive.members[name]()
    return unpacked(data, f"{archive.name}/{name}", archive) if looks_packed(data[:HEAD]) else None
