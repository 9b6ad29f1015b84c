"""Sheets as an Excel workbook, through openpyxl (an optional extra). No cell is a formula, whatever it begins with."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from argmap.render.document import Sheet
from argmap.render.measure import clean
from argmap.render.office import needed, still

MOST = 32_767  # letters that Excel takes in one cell
LONGEST_NAME = 31
WIDEST, NARROWEST = 60, 8
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write(sheets: Sequence[Sheet], footer: Sequence[str] = ()) -> bytes:
    """The workbook: a sheet each, header row frozen and filterable, and a last sheet that says what it rests on.

    Raises:
        ArgmapError: openpyxl is not installed.
    """
    openpyxl = needed("openpyxl", "openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for sheet in (*sheets, Sheet("About", ("what this rests on",), tuple((one,) for one in footer))):
        _fill(book.create_sheet(sheet_name(sheet.name, taken)), sheet)
    book.properties.creator = ""
    stream = io.BytesIO()
    book.save(stream)
    return still(stream.getvalue())


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: no brackets or slashes, at most 31 letters, not used yet."""
    base = _FORBIDDEN.sub(" ", clean(name)).strip()[:LONGEST_NAME] or "Sheet"
    made, number = base, 2
    while made.casefold() in taken:
        end = f" {number}"
        made, number = base[: LONGEST_NAME - len(end)] + end, number + 1
    taken.add(made.casefold())
    return made


def _fill(place: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        for column, value in enumerate(row, 1):
            _put(place.cell(number, column), value)
    for head in place[1]:
        head.font = Font(bold=True)
    top = Alignment(wrap_text=True, vertical="top")
    for number in range(1, place.max_row + 1):
        for one in place[number]:
            one.alignment = top
    place.freeze_panes = "A2"
    if sheet.rows:
        place.auto_filter.ref = place.dimensions
    for column, head in enumerate(sheet.head, 1):
        longest = max([len(str(row[column - 1])) for row in sheet.rows] + [len(head)])
        place.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, longest + 2))


def _put(place: Any, value: str | int) -> None:
    """A number as a number; text as text, also where it looks like a formula; no text, no cell."""
    if isinstance(value, int):
        place.value = value
        return
    text = "\n".join(clean(one) for one in value.split("\n"))
    if not text:
        return
    place.value = text if len(text) <= MOST else text[: MOST - 1] + "…"
    place.data_type = "s"
    place.quotePrefix = text.startswith(("=", "+", "-", "@"))
