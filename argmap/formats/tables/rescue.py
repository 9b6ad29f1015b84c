"""Workbooks that are cut off or garbled: every row that still stands in them, and what is missing.

Sheets are read here by hand, since programs and libraries take a workbook whole or not at all. Dates come as the
numbers that a workbook has for them. Where the list of words is cut off (Excel and LibreOffice keep it behind the
sheets), cells whose words stood in it are empty, and each row says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from argmap.formats.codes import fault
from argmap.formats.tables.data import COLUMNS, Sheet, column_number
from argmap.formats.tables.salvage import GARBLED, WHOLE, Part, parts
from argmap.formats.tables.zips import HEAD, MOST, refuse_entities, refuse_size, sheet_of
from argmap.formats.xmltext import parse
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem
from argmap.tei.parse import Node

_STRINGS = "xl/sharedStrings.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOST = "\ufffd lost"  # stands for words until the names of columns are known
_WIDEST = 1_000  # columns; cells further right are left
_MOST_CELLS = 5_000_000


@dataclass
class Rescue:
    """What could be read of an archive: its parts, tables, what is missing, and what is told."""

    file: str
    found: dict[str, Part]
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    last: Place | None = None

    @classmethod
    def of(cls, source: Input) -> Rescue:
        """An archive's parts, found without its directory.

        Raises:
            DataError: there are none, they would unpack to far too much, or one declares entities.
        """
        found = parts(source.data, source.name)
        if not found:
            place = Place(source.name, 1, 1)
            raise DataError("the file is no workbook: no part of one stands in it", "choose another file", place=place)
        if any(part.name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part.data[:HEAD] for part in found.values()):
            refuse_entities(source.name)
        return cls(source.name, found)

    def root(self, name: str) -> Node | None:
        """The root of a part, as far as its XML goes; None where nothing of it stands."""
        part = self.found.get(name)
        if part is None:
            return None
        try:
            document, problems = parse(Input(part.data, self.file))
        except DataError:
            document = None
        if part.state == WHOLE and (document is None or problems):
            self.found[name] = replace(part, state=GARBLED)
        return document.root if document is not None else None

    def add(self, sheet: Sheet, part: str = "") -> None:
        """Take a sheet; of the last, or of that whose own part is broken, the last row is where the file breaks."""
        self.sheets.append(sheet)
        broken = not part or self.found[part].state != WHOLE
        if broken and sheet.rows:
            self.last = sheet.place(sheet.rows[-1][0])

    def tell(self, needed: tuple[str, ...]) -> None:
        """The problem of the whole file, before those of its rows: what breaks where, and what was read.

        Args:
            needed: Beginnings of the names of parts that the tables are made of.

        Raises:
            DataError: no row could be read.
        """
        rows = sum(len(sheet.rows) for sheet in self.sheets)
        broken = [part for part in self.found.values() if part.state != WHOLE and part.name.startswith(needed)]
        what = "; ".join(f"{part.name} is {part.state} at byte {part.end}" for part in broken)
        message = what or "its directory, or what is said about its looks, is broken"
        nothing = f", nothing of {', '.join(self.missing)}" if self.missing else ""
        if not rows:
            place, remedy = Place(self.file, 1, 1), "get a whole copy of it"
            raise DataError(f"no row of the workbook can be read: {message}{nothing}", remedy, place=place)
        message += f"; {rows} {'row' if rows == 1 else 'rows'} of {len(self.sheets)} tables were read{nothing}"
        if any(part.state == GARBLED for part in broken):
            message += "; look over what was read"
        elif broken and self.last is not None:
            message += "; the last row may not be whole"
        self.problems.insert(0, fault("E911", message, self.last or Place(self.file, 1, 1)))


def workbook(source: Input) -> tuple[list[Sheet], list[Problem]]:
    """The tables of an Excel workbook that is cut off or garbled.

    Raises:
        DataError: no row could be read.
    """
    rescue = Rescue.of(source)
    words = rescue.root("xl/sharedStrings.xml")
    strings = [_words(node) for node in words.elements if _local(node) == "si"] if words is not None else []
    for number, (title, name) in enumerate(_pages(rescue)):
        root = rescue.root(name)
        if root is None:
            rescue.missing.append(title)
            continue
        rows, lost = _rows(root, strings, source.name)
        sheet = _without_lost(sheet_of(title, rows, source.name, number))
        if any(sheet.head) and sheet.name in COLUMNS:
            rescue.add(sheet, name)
        elif lost:
            rescue.missing.append(f"{title} (the names of its columns are lost)")
            continue
        rescue.problems += _lost(sheet, lost)
    rescue.tell(("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/"))
    return rescue.sheets, rescue.problems


def _local(node: Node) -> str:
    return node.name.rpartition("}")[2]


def _pages(rescue: Rescue) -> list[tuple[str, str]]:
    """Title and part of each sheet, in order; where the list of sheets is lost, the parts there are."""
    book, links = (rescue.root(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    targets = {node.attrs.get("Id", ""): node.attrs.get("Target", "") for node in links.walk()} if links else {}
    listed = [node for node in book.walk() if _local(node) == "sheet"] if book else []
    pages = []
    for number, node in enumerate(listed, 1):
        ident = next((value for key, value in node.attrs.items() if key.endswith("}id")), "")
        target = targets.get(ident) or f"worksheets/sheet{number}.xml"
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        pages.append((node.attrs.get("name", ""), name))
    known = {name for _, name in pages}
    more = [name for name in rescue.found if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name) and name not in known]
    more.sort(key=lambda name: (len(name), name))
    return [*pages, *((re.split(r"[/.]", name)[-2], name) for name in more)]


def _words(node: Node) -> str:
    """The text in an element, without the readings that East Asian words may have."""
    found: list[str] = []
    stack = [node]
    while stack:
        item = stack.pop()
        if _local(item) == "t":
            found.append("".join(child.text for child in item.children if not isinstance(child, Node)))
        elif _local(item) != "rPh":
            stack.extend(reversed(item.elements))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(found))


def _rows(root: Node, strings: list[str], file: str) -> tuple[list[tuple[int, list[str]]], dict[int, list[int]]]:
    """Rows with their numbers, and the cells of each row whose words are lost."""
    rows: list[tuple[int, list[str]]] = []
    lost: dict[int, list[int]] = {}
    count = 0
    for node in (node for node in root.walk() if _local(node) == "row"):
        written = node.attrs.get("r", "")
        number = int(written) if re.fullmatch(r"[1-9]\d{0,7}", written) else (rows[-1][0] + 1 if rows else 1)
        cells: list[str] = []
        for cell in node.elements:
            column = _column(cell.attrs.get("r", ""), len(cells))
            if column >= _WIDEST:
                continue
            text = _value(cell, strings)
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _LOST if text is None else text
            if text is None:
                lost.setdefault(number, []).append(column)
        rows.append((number, cells))
        count += len(cells)
        if count > _MOST_CELLS:
            refuse_size(MOST + 1, 0, file)
    return rows, lost


def _column(written: str, following: int) -> int:
    """The column of a cell, from 0: as it is written (``C7``), else the following one."""
    letters = re.match(r"[A-Z]{1,3}", written)
    return column_number(letters[0]) if letters else following


def _value(cell: Node, strings: list[str]) -> str | None:
    """A cell as text; None where it names words that are lost."""
    kind = cell.attrs.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    value = next((node.text() for node in cell.elements if _local(node) == "v"), "")
    if kind == "s" and value:
        at = int(value) if re.fullmatch(r"\d{1,9}", value) else -1
        return strings[at] if 0 <= at < len(strings) else None
    if kind == "b":
        return "yes" if value == "1" else ""
    return value.removesuffix(".0")


def _without_lost(sheet: Sheet) -> Sheet:
    """The sheet with nothing in cells whose words are lost; rows of which nothing is left are left out."""
    sheet.head = ["" if name == _LOST else name for name in sheet.head]
    rows = [(n, ["" if cell == _LOST else cell for cell in cells]) for n, cells in sheet.rows]
    sheet.rows = [(n, cells) for n, cells in rows if any(cells)]
    return sheet


def _lost(sheet: Sheet, lost: dict[int, list[int]]) -> list[Problem]:
    """A problem for each row with cells whose words are lost; of the names of columns, one that says so."""
    told = []
    first = sheet.rows[0][0] if sheet.rows else 0
    for row, columns in lost.items():
        names = [sheet.head[n] if n < len(sheet.head) and sheet.head[n] else f"column {n + 1}" for n in columns]
        whose = "the words of" if row >= first else "what stands below, as well as the names of"
        message = f"{whose} {', '.join(names)} are lost: they stood in the part that is missing"
        told.append(fault("E911", message, sheet.place(row, columns[0])))
    return told
