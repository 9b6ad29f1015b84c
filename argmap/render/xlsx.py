"""Sheets as an Excel workbook, through openpyxl (an optional extra). No cell is a formula, whatever it begins with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from argmap.libraries import needed
from argmap.render.document import Sheet
from argmap.render.measure import clean
from argmap.render.office import still

MOST = 32_767  # letters that Excel takes in one cell
LONGEST_NAME = 31
WIDEST, NARROWEST = 60, 8
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write(
    sheets: Sequence[Sheet], footer: Sequence[str] = (), progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The workbook: a sheet each, header row frozen and filterable, and a last sheet that says what it rests on.

    ``progress`` is told after each sheet how many are done, and of how many. Rows are streamed, and all cells share two
    styles: a style object for each cell would take most of the time.

    Raises:
        ArgmapError: openpyxl is not installed.
    """
    openpyxl = needed("openpyxl", "openpyxl")
    book = openpyxl.Workbook(write_only=True)
    taken: set[str] = set()
    about = Sheet("About", ("what this rests on",), tuple((one,) for one in footer))
    everything = (*sheets, about)
    for number, sheet in enumerate(everything, 1):
        _fill(book.create_sheet(sheet_name(sheet.name, taken)), sheet)
        if progress:
            progress(number, len(everything))
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
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(sheet.head))
    for column, head in enumerate(sheet.head, 1):
        longest = max([len(str(row[column - 1])) for row in sheet.rows] + [len(head)])
        place.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, longest + 2))
    place.freeze_panes = "A2"
    if sheet.rows:
        place.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    plain, bold, text = WriteOnlyCell(place), WriteOnlyCell(place), WriteOnlyCell(place)
    for model in (plain, bold, text):
        model.alignment = Alignment(wrap_text=True, vertical="top")
    bold.font = Font(bold=True)
    text.quotePrefix = True
    place.append([_made(WriteOnlyCell(place), head, bold, text) for head in sheet.head])
    for row in sheet.rows:
        place.append([_made(WriteOnlyCell(place), value, plain, text) for value in row])


def _made(cell: Any, value: str | int, plain: Any, text: Any) -> Any:
    """A number as a number; text as text, also where it looks like a formula; no text, no cell."""
    if value == "":
        return None
    cell._style = plain._style
    if isinstance(value, int):
        cell.value = value
        return cell
    shown = "\n".join(clean(one) for one in value.split("\n"))
    if not shown:
        return None
    cell.value = shown if len(shown) <= MOST else shown[: MOST - 1] + "…"
    cell.data_type = "s"
    if shown.startswith(("=", "+", "-", "@")):
        cell._style = text._style
    return cell
