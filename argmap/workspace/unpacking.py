"""What is in a zip or tar file, packed by gzip or not: the members that are plain files, and how to get their bytes.

Nothing is written to disk, and what could exhaust the machine is refused.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.formats.codes import fault
from argmap.problems import DataError, Place, Problem

if TYPE_CHECKING:
    import zipfile

    from argmap.formats.tables.salvage import Part

MOST = 1_000_000_000  # bytes that a packed tar file may unpack to; it is held in memory
MOST_LISTED = 4_000_000_000  # bytes that all members of a zip file may unpack to, one at a time
MOST_MEMBER = 100_000_000  # bytes of one member
MOST_MEMBERS = 100_000
RATIO, SMALL = 200, 20_000_000  # of bytes unpacked to packed; below so many bytes nothing is refused
HEAD = 265  # bytes that tell an archive
_STEP = 1 << 14  # bytes packed; at most 17 MB unpacked
_SUFFIX = re.compile(r"\.(?:zip|tar|tgz|tar\.gz|gz)$", re.IGNORECASE)
# parts by which workbooks and word processor files are known; the first two may be cut off with a file's end
_OFFICE = (
    "[Content_Types].xml",
    "mimetype",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "word/document.xml",
)
_UNPACK = "unpack it by hand, and name the folder"
_BROKEN = (zlib.error, ValueError, OSError, RuntimeError, EOFError, NotImplementedError, OverflowError, MemoryError)
# archives that are not read, by their first bytes
_OTHERS = {b"\xfd7zXZ\0": "xz", b"BZh": "bzip2", b"7z\xbc\xaf\x27\x1c": "7-Zip", b"Rar!\x1a\x07": "RAR"}


@dataclass
class Work:
    """How much an archive unpacks to, with all archives in it: many small bombs are a large one."""

    packed: int = 0  # bytes of the outermost
    total: int = 0
    sizes: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, size: int) -> None:
        """Take note of what an archive unpacks to, so far or in all; opened again it counts once.

        Raises:
            DataError: it is far too much.
        """
        self.total += size - self.sizes.get(name, 0)
        self.sizes[name] = size
        if self.total > MOST_LISTED or (self.total > SMALL and self.total > RATIO * self.packed):
            raise refused(name, "it would unpack to far too much")


@dataclass(eq=False)
class Archive:
    """What is in an archive: how to get each member's bytes, by name, in order, and what is wrong with it."""

    name: str
    level: int = 1
    members: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    work: Work = field(default_factory=Work)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, get: Callable[[], bytes]) -> None:
        """Take in a member under a name that leads nowhere else; of two of one name, the later is numbered."""
        clean = plain_name(name)
        if not clean:
            return
        if len(self.members) >= MOST_MEMBERS:
            raise refused(self.name, f"it has more than {MOST_MEMBERS:,} members")
        stem, dot, suffix = clean.rpartition(".")
        first = clean
        while clean in self.members:
            number = self._numbers[first] = self._numbers.get(first, 1) + 1
            clean = f"{stem}-{number}{dot}{suffix}" if dot else f"{suffix}-{number}"
        self.members[clean] = get


def bare(name: str) -> str:
    """The name of an archive without its suffix; any other name as it is."""
    return _SUFFIX.sub("", name)


def plain_name(name: str) -> str:
    r"""A member's name without what would lead elsewhere, or cannot be shown: roots, drives, ``..``, control marks.

    >>> plain_name("../../etc/passwd"), plain_name(r"C:\\maps\\a.xmi"), plain_name("./a/")
    ('etc/passwd', 'maps/a.xmi', 'a')
    """
    steps = re.sub(r"[\x00-\x1f\x7f]", "_", name.replace("\\", "/")).split("/")
    return "/".join(step for step in steps if step not in ("", ".", "..") and not re.fullmatch("[A-Za-z]:", step))


def refused(name: str, why: str) -> DataError:
    """The error of an archive that could exhaust the machine, or cannot be opened."""
    return DataError(f"the archive is refused: {why}", _UNPACK, place=Place(name, 1, 1))


def looks_packed(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")) or head[257:262] == b"ustar"


def packed_otherwise(head: bytes) -> str:
    """How an archive is packed that is not read here; "" for any other file."""
    return next((name for start, name in _OTHERS.items() if head.startswith(start)), "")


def unpacked(data: bytes, name: str, outer: Archive | None = None) -> Archive | None:
    """An archive, in another where one is given; None for a workbook and the like.

    Raises:
        DataError: it is broken, locked or refused.
    """
    level, work = (1, Work(len(data))) if outer is None else (outer.level + 1, outer.work)
    archive = Archive(name, level, work=work)
    if data.startswith(b"PK"):
        return _zip(archive, data)
    if data.startswith(b"\x1f\x8b"):
        plain = _gunzipped(archive, data)
        if plain[257:262] != b"ustar":  # one packed file
            archive.add(bare(Path(name).name), partial(bytes, plain))
            return archive
        data = plain
    _tar(archive, data)
    return archive


def _zip(archive: Archive, data: bytes) -> Archive | None:
    import zipfile

    try:
        held = zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, zipfile.BadZipFile):
        return _cut_zip(archive, data)
    infos = [item for item in held.infolist() if not item.filename.endswith("/")]
    if any(item.filename in _OFFICE for item in infos):
        return None
    archive.work.count(archive.name, sum(item.file_size for item in infos))
    if any(item.flag_bits & 1 for item in infos):
        raise refused(archive.name, "it is locked with a password")
    for item in infos:
        kind = item.external_attr >> 28
        if kind != 0xA:  # a link
            archive.add(_zip_name(item), partial(_member, held, item, archive.name))
    return archive


def _zip_name(item: zipfile.ZipInfo) -> str:
    """A member's name: where no encoding is said, it is UTF-8 if it can be, as macOS and Linux write it."""
    if item.flag_bits & 0x800:
        return item.filename
    try:
        return item.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return item.filename


def _member(held: zipfile.ZipFile, item: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member; of a garbled one nothing.

    Raises:
        DataError: it is too large, garbled, or packed in a way that Python does not know.
    """
    from zipfile import BadZipFile

    from argmap.formats.tables.zips import PACKED, content

    place = Place(f"{name}/{plain_name(_zip_name(item))}", 1, 1)
    if item.compress_type not in PACKED:
        raise DataError("the file is packed in a way that is not read", _UNPACK, place=place)
    if item.file_size > MOST_MEMBER:
        raise DataError(f"the file is larger than {MOST_MEMBER // 1_000_000} MB", _UNPACK, place=place)
    try:
        return content(held, item)
    except (*_BROKEN, BadZipFile) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        remedy = "get a whole copy of the archive"
        raise DataError(f"the file cannot be unpacked: {said}", remedy, place=place) from None


def _cut_zip(archive: Archive, data: bytes) -> Archive | None:
    """A zip file without its directory: the members that stand whole, and what is left of the one that breaks off."""
    from argmap.formats.tables.salvage import parts

    found = parts(data, archive.name)
    if any(name in _OFFICE for name in found):
        return None
    place = Place(archive.name, 1, 1)
    if not found:
        raise DataError("the archive is cut off or garbled", "get a whole copy of it", place=place)
    archive.problems.append(fault("E911", "the archive is cut off or garbled; what is left was loaded", place))
    archive.work.count(archive.name, sum(len(part.data) for part in found.values()))
    for name, part in found.items():
        if not name.endswith("/"):
            archive.add(name, partial(_left, part, archive))
    return archive


def _left(part: Part, archive: Archive) -> bytes:
    from argmap.formats.tables.salvage import WHOLE

    if part.state != WHOLE:
        place = Place(f"{archive.name}/{plain_name(part.name)}", 1, 1)
        broken = fault("E911", f"the file is {part.state} in its archive", place)
        archive.problems += [] if broken in archive.problems else [broken]
    return part.data


def _gunzipped(archive: Archive, data: bytes) -> bytes:
    """The bytes that gzip packed; of what breaks off, those before."""
    made = bytearray()
    at = blocks = 0
    while data.startswith(b"\x1f\x8b", at):
        blocks += 1
        if blocks > MOST_MEMBERS:
            raise refused(archive.name, f"it has more than {MOST_MEMBERS:,} parts")
        stream = zlib.decompressobj(31)
        try:
            while not stream.eof and at < len(data):
                piece = data[at : at + _STEP]
                made += stream.decompress(piece)
                at += len(piece) - len(stream.unused_data)
                archive.work.count(archive.name, len(made))
                if len(made) > MOST:
                    raise refused(archive.name, "it would unpack to far too much")
        except zlib.error:
            pass
        if not stream.eof:
            place = Place(archive.name, 1, 1)
            archive.problems.append(fault("E911", "the archive is cut off or garbled; what is left was loaded", place))
            break
    return bytes(made)


def _tar(archive: Archive, data: bytes) -> None:
    """The members of a tar file that are plain files; links and devices are left out."""
    import tarfile

    end = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:", encoding="utf-8", errors="surrogateescape") as held:
            for item in held:
                end = max(end, item.offset_data + max(0, item.size) if item.isreg() else item.offset_data)
                if item.isreg() and not item.issparse() and item.size >= 0:
                    archive.add(_tar_name(item.name), partial(_slice, data, item.offset_data, item.size))
    except (tarfile.TarError, *_BROKEN):
        end = len(data) + 1
    if (end > len(data) or data[end:].strip(b"\0")[:1]) and not archive.problems:
        place = Place(archive.name, 1, 1)
        archive.problems.append(fault("E911", "the archive is cut off or garbled; what is left was loaded", place))


def _tar_name(name: str) -> str:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:  # bytes of another encoding
        return name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return name


def _slice(data: bytes, start: int, size: int) -> bytes:
    return data[start : start + size]
