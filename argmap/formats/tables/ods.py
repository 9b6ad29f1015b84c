"""OpenDocument spreadsheets (LibreOffice): a sheet a table. The format is small enough to need no library.

Read are text, numbers, dates and truth values; cells and rows that are given once and repeated are unfolded, but never
those that only fill the sheet. Written are text and whole numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from argmap.formats.tables.back import to_map
from argmap.formats.tables.data import Sheet
from argmap.formats.tables.out import tables
from argmap.formats.tables.rescue import Rescue
from argmap.formats.tables.zips import identity, sheet_of, still, whole
from argmap.formats.xmltext import attributes, content, parse
from argmap.model import ArgumentMap
from argmap.plugins import Input
from argmap.problems import Problem
from argmap.tei.parse import Node, Text

MIME = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
_BLANKS = re.compile("[ \t]+")
MOST_CELLS = 5_000_000
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = (f"{{{_URN}{name}:1.0}}" for name in ("office", "table", "text"))
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document-content xmlns:office="{_URN}office:1.0" xmlns:table="{_URN}table:1.0" '
    f'xmlns:text="{_URN}text:1.0" office:version="1.2"><office:body><office:spreadsheet>\n'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>\n'
)


def write(amap: ArgumentMap) -> bytes:
    """The spreadsheet."""
    parts = [_HEAD]
    for sheet in tables(amap):
        parts.append(f"<table:table{attributes([('table:name', sheet.name)])}>\n")
        for cells in [sheet.head, *(cells for _, cells in sheet.rows)]:
            parts.append(f"<table:table-row>{''.join(_cell(cell) for cell in cells)}</table:table-row>\n")
        parts.append("</table:table>\n")
    parts.append("</office:spreadsheet></office:body></office:document-content>\n")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", MIME)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr(CONTENT, "".join(parts))
    return still(made.getvalue())


def _cell(text: str) -> str:
    if text == "":
        return "<table:table-cell/>"
    if text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and len(text) < 10:
        number = attributes([("office:value-type", "float"), ("office:value", text)])
        return f"<table:table-cell{number}><text:p>{text}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """A line; spaces that XML readers would fold, and tabs, are elements."""
    return _BLANKS.sub(_blanks, content(line))


def _blanks(found: re.Match[str]) -> str:
    """A run of spaces and tabs; a space between words stays one."""
    run = found[0]
    stays = run[0] == " " and found.start() > 0 and (len(run) > 1 or found.end() < len(found.string))
    rest = run[1:] if stays else run
    return " " * stays + rest.replace(" ", "<text:s/>").replace("\t", "<text:tab/>")


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """The map of a spreadsheet.

    Raises:
        DataError: it is no spreadsheet, no row of it could be read, or it would exhaust the machine.
    """
    problems: list[Problem] = []
    sheets = _sound(source) if whole(source) else None
    if sheets is None:
        sheets, problems = _rescued(source)
    amap, more = to_map(sheets, identity(source.name), source.name)
    return amap, [*problems, *more]


def _sound(source: Input) -> list[Sheet] | None:
    """The sheets of a sound spreadsheet; None where it is garbled."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            data = archive.read(CONTENT)
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError):
        return None
    document, faults = parse(Input(data, source.name))
    return None if faults else _sheets(document.root, source.name)


def _rescued(source: Input) -> tuple[list[Sheet], list[Problem]]:
    """The sheets of one that is cut off or garbled, as far as they go.

    Raises:
        DataError: no row could be read.
    """
    rescue = Rescue.of(source)
    root = rescue.root(CONTENT)
    for sheet in _sheets(root, source.name) if root is not None else ():
        rescue.add(sheet)
    rescue.tell((CONTENT,))
    return rescue.sheets, rescue.problems


def _sheets(root: Node, file: str) -> list[Sheet]:
    tables = [node for node in root.walk() if node.name == f"{_TABLE}table"]
    return [_sheet(node, file, number) for number, node in enumerate(tables)]


def _sheet(table: Node, file: str, number: int) -> Sheet:
    rows: list[tuple[int, list[str]]] = []
    merged: list[tuple[int, int, int]] = []
    at = cells = 0
    for node in table.walk():
        if node.name != f"{_TABLE}table-row":
            continue
        row = _row(node)
        repeat = _repeat(node, "number-rows-repeated")
        merged += [(at + 1, column, at + rows_spanned) for column, rows_spanned in _spanned(node)]
        if row:
            for n in range(min(repeat, max(1, (MOST_CELLS - cells) // len(row)))):
                rows.append((at + n + 1, list(row)))
                cells += len(row)
        at += repeat
    sheet = sheet_of(table.attrs.get(f"{_TABLE}name", ""), rows, file, number)
    sheet.merged = merged
    return sheet


def _spanned(row: Node) -> Iterator[tuple[int, int]]:
    """The cells of a row that reach over several: column from 0, and over how many rows."""
    column = 0
    for cell in row.elements:
        if _repeat(cell, "number-rows-spanned") > 1:
            yield column, _repeat(cell, "number-rows-spanned")
        column += _repeat(cell, "number-columns-repeated")


def _row(node: Node) -> list[str]:
    """A row's cells; empty ones at its end are left out."""
    row: list[str] = []
    gap = 0
    for cell in node.elements:
        if cell.name not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        text, repeat = _value(cell), _repeat(cell, "number-columns-repeated")
        if not text:
            gap += repeat
        else:
            row += [""] * min(gap, 1_000) + [text] * min(repeat, 1_000)
            gap = 0
    return row


def _repeat(node: Node, name: str) -> int:
    text = node.attrs.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _value(cell: Node) -> str:
    kind = cell.attrs.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency"):
        value = cell.attrs.get(f"{_OFFICE}value", "")
        return value.removesuffix(".0")
    if kind == "date":
        return cell.attrs.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    if kind == "boolean":
        return "yes" if cell.attrs.get(f"{_OFFICE}boolean-value") == "true" else ""
    return "\n".join("".join(_characters(line)) for line in cell.find_all(f"{_TEXT}p"))


def _characters(line: Node) -> Iterator[str]:
    stack: list[Node | Text] = list(reversed(line.children))
    while stack:
        item = stack.pop()
        if isinstance(item, Text):
            yield item.text
        elif item.name == f"{_TEXT}s":
            count = item.attrs.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 1, 100_000)
        elif item.name == f"{_TEXT}tab":
            yield "\t"
        elif item.name == f"{_TEXT}line-break":
            yield "\n"
        else:
            stack.extend(reversed(item.children))


def recognises(source: Input) -> bool:
    """Whether it is an OpenDocument spreadsheet."""
    return source.data.startswith(b"PK\x03\x04") and MIME.encode() in source.data[:200]
