"""Excel workbooks through openpyxl (an optional extra): a sheet a table. No cell is a formula."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime
from typing import Any

from argmap.formats.tables import rescue
from argmap.formats.tables.back import to_map
from argmap.formats.tables.data import Sheet, column_number
from argmap.formats.tables.out import tables
from argmap.formats.tables.zips import identity, sheet_of, still, whole
from argmap.libraries import needed
from argmap.model import ArgumentMap
from argmap.plugins import Input
from argmap.problems import Problem

# what openpyxl raises on broken files
_FAULTS = (
    AttributeError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_MERGED = re.compile(rb'<mergeCell [^>]{0,99}?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
WIDE = {"gloss": 60, "first words": 24, "last words": 24, "notes": 40, "reason": 40, "question": 40, "text": 100}


def write(amap: ArgumentMap) -> bytes:
    """The workbook.

    Raises:
        ArgmapError: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=True)
    for sheet in tables(amap):
        place = book.create_sheet(sheet.name)
        place.freeze_panes = "A2"
        for index, column in enumerate(sheet.head):
            place.column_dimensions[openpyxl.utils.get_column_letter(index + 1)].width = WIDE.get(column, 14)
        place.append([_cell(openpyxl, place, name, bold=True) for name in sheet.head])
        for _, cells in sheet.rows:
            place.append([_cell(openpyxl, place, cell) for cell in cells])
    book.properties.creator = ""
    stream = io.BytesIO()
    book.save(stream)
    return still(stream.getvalue())


def _cell(openpyxl: Any, place: Any, text: str, *, bold: bool = False) -> Any:
    """A cell that holds text as text; none where there is nothing to hold."""
    if text == "":
        return None
    made = openpyxl.cell.WriteOnlyCell(place)
    number = re.fullmatch(r"0|[1-9]\d{0,8}", text)
    if number:
        made.value = int(text)
        return made
    made.value = text
    made.data_type = "s"
    made.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    if bold:
        made.font = openpyxl.styles.Font(bold=True)
    if text[0] in "=+-@\t\r":
        made.style_id  # noqa: B018  the style must exist before it is marked
        made.quotePrefix = True
    return made


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """The map of a workbook.

    Raises:
        DataError: it is no workbook, no row of it could be read, or it would exhaust the machine.
        ArgmapError: openpyxl is not installed.
    """
    problems: list[Problem] = []
    sheets = _whole(source) if whole(source) else None
    if sheets is None:
        sheets, problems = rescue.workbook(source)
    amap, more = to_map(sheets, identity(source.name), source.name)
    return amap, [*problems, *more]


def _whole(source: Input) -> list[Sheet] | None:
    """The sheets of a sound workbook; None where openpyxl cannot take it."""
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
        return [_sheet(page, source.name, n) for n, page in enumerate(book.worksheets)]
    except _FAULTS:
        return None


def _sheet(page: Any, file: str, number: int) -> Sheet:
    page.reset_dimensions()  # a sheet may claim a million rows
    rows = [(n, [_text(value) for value in row]) for n, row in enumerate(page.iter_rows(values_only=True), 1)]
    sheet = sheet_of(page.title, rows, file, number)
    sheet.merged = _merged(page)
    return sheet


def _merged(page: Any) -> list[tuple[int, int, int]]:
    """Cells made one over several rows, which openpyxl does not tell of a sheet that it only reads."""
    opened = getattr(page, "_get_source", None)  # there is no public way to the sheet's own part
    if opened is None:
        return []
    with opened() as part:
        data = part.read()
    ranges = [(found[1].decode(), int(found[2]), int(found[3])) for found in _MERGED.finditer(data)]
    return [(first, column_number(letters), last) for letters, first, last in ranges if last > first]


def _text(value: object) -> str:
    """A cell's value as text: whole numbers without a point, dates as ISO dates, truth as yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value)


def recognises(source: Input) -> bool:
    """Whether it is a workbook."""
    return source.data.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in source.data


def _openpyxl() -> Any:
    for name in ("cell", "styles", "utils"):
        needed(f"openpyxl.{name}", "openpyxl", instead="or use .ods or .csv")
    return needed("openpyxl", "openpyxl", instead="or use .ods or .csv")
