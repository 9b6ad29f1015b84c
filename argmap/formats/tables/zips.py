"""What workbooks have in common: archives that are the same every time, and that cannot exhaust the machine."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import NoReturn

from argmap.formats.tables.data import COLUMNS, Sheet, column_of, divided
from argmap.plugins import Input
from argmap.problems import DataError, Place

MOST = 400_000_000  # bytes unpacked
RATIO = 200  # of bytes unpacked to bytes packed, from which on
SMALL = 20_000_000  # bytes unpacked that are never refused
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what else zip knows can turn 45 bytes into 45 MB
_PIECE = 1 << 16
HEAD = 4096  # bytes in which a document type must stand
# what zipfile raises on an archive that is cut off or garbled
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError, NotImplementedError)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def whole(source: Input) -> bool:
    """Whether an archive has its directory; if not, it was cut off or garbled, or is none.

    Raises:
        DataError: it would unpack to far too much, or a part of it declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            refuse_size(size, len(source.data), source.name)
            typed = [item for item in archive.infolist() if _declares(archive, item)]  # unpacks each
    except _BROKEN:
        return False
    if typed:
        refuse_entities(source.name)
    return True


def refuse_size(size: int, packed: int, file: str) -> None:
    """Refuse what unpacks to far too much.

    Args:
        size: Bytes unpacked, so far or in all.
        packed: Bytes of the file.
        file: Its name, for the message.

    Raises:
        DataError: it does.
    """
    if size > MOST or (size > SMALL and size > RATIO * packed):
        remedy = "have its maker look at it"
        raise DataError("the workbook would unpack to far too much", remedy, place=Place(file, 1, 1))


def refuse_entities(file: str) -> NoReturn:
    """Refuse a workbook that declares entities.

    Raises:
        DataError: always.
    """
    remedy = "have its maker look at it"
    raise DataError("a part of the workbook declares entities", remedy, place=Place(file, 1, 1))


def _declares(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bool:
    """Whether a part begins with a document type, which no spreadsheet needs."""
    if item.compress_type not in PACKED:
        raise NotImplementedError
    head = content(archive, item)[:HEAD]
    return item.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in head


def content(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, unpacked in pieces: at once, more memory could be taken than the size that it states.

    Raises:
        zipfile.BadZipFile: the part is not what its directory says; also the others that zipfile raises.
    """
    with archive.open(item) as part:
        return b"".join(iter(lambda: part.read(_PIECE), b""))


def still(data: bytes) -> bytes:
    """The same archive with every time stamp fixed; the list of content types, or the type, stays first."""
    made = io.BytesIO()
    first = ("[Content_Types].xml", "mimetype")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n not in first, n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            new.writestr(entry, content)
    return made.getvalue()


def table_of(title: str, head: Sequence[str], number: int) -> str:
    """The table that a sheet is: by its title, else by its columns; a first sheet with any known ones is components."""
    plain = title.strip().casefold()
    if plain in COLUMNS:
        return plain
    names = {column_of(name, "relations") for name in head}
    if {"sources", "targets"} <= names:
        return "relations"
    known = {column_of(name, "components") for name in head} - {""}
    return "components" if known & {"gloss", "kind", "table"} or (number == 0 and known) else plain


def sheet_of(title: str, rows: Sequence[tuple[int, list[str]]], file: str, number: int) -> Sheet:
    """A table from the rows of a sheet with their numbers."""
    above, first, head, rest = divided(rows)
    return Sheet(table_of(title, head, number), head, rest, file if number == 0 else f"{file}#{title}", first, above)


def identity(name: str) -> str:
    """An id for a map, from the file's name."""
    return re.sub(r"[^\w.\-]+", "-", PurePath(name.replace("\\", "/")).stem) or "map"
