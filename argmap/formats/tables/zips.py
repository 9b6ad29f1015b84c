"""What workbooks have in common: archives that are the same every time, and that cannot exhaust the machine."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePath

from argmap.formats.tables.data import COLUMNS, column_of
from argmap.plugins import Input
from argmap.problems import DataError, Place

MOST = 400_000_000  # bytes unpacked
RATIO = 200  # of bytes unpacked to bytes packed, from which on
SMALL = 20_000_000  # bytes unpacked that are never refused
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def refuse_bombs(source: Input) -> None:
    """Refuse an archive that is none, or that would unpack to far too much.

    Raises:
        DataError: it is.
    """
    place = Place(source.name, 1, 1)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            typed = size <= MOST and any(_declares(archive, item) for item in archive.infolist())
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError):
        raise DataError("the file is cut off or no workbook", "get a whole copy of it", place=place) from None
    if typed:
        raise DataError("a part of the workbook declares entities", "have its maker look at it", place=place)
    if size > MOST or (size > SMALL and size > RATIO * len(source.data)):
        raise DataError("the workbook would unpack to far too much", "have its maker look at it", place=place)


def _declares(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bool:
    """Whether a part begins with a document type, which no spreadsheet needs."""
    if not item.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(item) as part:
        return b"<!DOCTYPE" in part.read(4096)


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


def identity(name: str) -> str:
    """An id for a map, from the file's name."""
    return re.sub(r"[^\w.\-]+", "-", PurePath(name.replace("\\", "/")).stem) or "map"
