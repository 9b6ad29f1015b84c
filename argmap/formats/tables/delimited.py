"""CSV and TSV: the components are the main file, relations, codes, facts and text lie beside it.

Written as RFC 4180 in UTF-8 with a byte order mark, which Excel needs. No cell can start a formula, and none is taken
for another number, a date or a truth value when somebody saves the file from a spreadsheet: such a cell gets an
apostrophe, which reading takes off again.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from argmap.formats.codes import fault
from argmap.formats.jsontext import text_of
from argmap.formats.tables.back import to_map
from argmap.formats.tables.data import COLUMNS, READ_ONLY, Sheet, column_of, divided
from argmap.formats.tables.out import tables
from argmap.model import ArgumentMap
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem

BESIDE = {
    "relations": ("relations",),
    "codes": ("issues", "voices", "schemes", "annotators", "bibliography"),
    "about": ("about",),
    "text": ("pages", "sections", "text"),
}
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones too: some spreadsheets take them
LONG = 40  # characters; no longer cell is taken for a number or a date
# what a spreadsheet writes in another way than it was: 007, 1E5, 1.10, 3-4, 12:30, 5 %, TRUE, 5 Mar
_CHANGED = re.compile(
    r"(?!(?:0|[1-9]\d{0,10})\Z)(?=.*\d)(?:[\d.,:/ -]+|[.,]*\d[\d.,]*e[+-]?\d+|\d[\d.,]* ?%|[$€£] ?\d[\d.,]*|\d+[ap]m"
    rf"|\d+[ ./-]*{_MONTH}[ ./-]*\d*|{_MONTH}[ ./-]*\d+)|true|false|wahr|falsch|vrai|faux",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:\.components)?\.(csv|tsv)$", re.IGNORECASE)
_DELIMITERS = (",", ";", "\t", "|")


def write(amap: ArgumentMap, delimiter: str) -> dict[str, str]:
    """The files, by their suffixes; the components first."""
    suffix = ".tsv" if delimiter == "\t" else ".csv"
    sheets = {sheet.name: sheet for sheet in tables(amap)}
    made = {suffix: _written([sheets["components"]], delimiter)}
    for name, members in BESIDE.items():
        there = [
            sheets[member] for member in members if member in sheets and (sheets[member].rows or name == "relations")
        ]
        if there:
            made[f".{name}{suffix}"] = _written(there, delimiter, tabled=len(members) > 1)
    return made


def _written(sheets: list[Sheet], delimiter: str, *, tabled: bool = False) -> str:
    """One file; of several tables, with a column that names the table of each row."""
    head = list(dict.fromkeys(column for sheet in sheets for column in sheet.head))
    rows = [["table", *head] if tabled else head]
    for sheet in sheets:
        for _, cells in sheet.rows:
            by_name = dict(zip(sheet.head, cells, strict=True))
            row = [by_name.get(column, "") for column in head]
            rows.append([sheet.name, *row] if tabled else row)
    return "\ufeff" + "".join(delimiter.join(_quoted(cell, delimiter) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str, delimiter: str) -> str:
    if _risky(cell):
        cell = "'" + cell
    if any(mark in cell for mark in ('"', "\n", "\r", delimiter)) or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """The map of a file of components, with what lies beside it.

    Raises:
        DataError: the file holds no table.
    """
    main, problems = _sheet(source, "components")
    if not main.head:
        raise DataError("the file holds no table", "name its format with --from", place=Place(source.name, 1, 1))
    stem, suffix = _stem(source.name)
    sheets = [main]
    for name, members in BESIDE.items():
        if source.fetch is None:
            break
        file = f"{stem}.{name}{suffix}"
        data = source.fetch(PurePath(file).name)
        if data:
            sheet, more = _sheet(Input(data, file), members[-1])
            sheets.append(sheet)
            problems += more
    plain = source.fetch(f"{PurePath(stem).name}.txt") if source.fetch is not None else None
    text = text_of(Input(plain, f"{stem}.txt"))[0] if plain else ""
    amap, more = to_map(sheets, _identity(stem), source.name, text)
    return amap, [*problems, *more]


def _stem(name: str) -> tuple[str, str]:
    found = _SUFFIX.search(name)
    return (name[: found.start()], f".{found[1].lower()}") if found else (name, ".csv")


def _identity(stem: str) -> str:
    return re.sub(r"[^\w.\-]+", "-", PurePath(stem.replace("\\", "/")).name) or "map"


def recognises(source: Input, delimiter: str) -> bool:
    """Whether the first line names columns of components, parted as this format parts them.

    A title may stand above them where the file is called a table; elsewhere a list of words in prose would look so.
    """
    head = source.data[:4096]
    if b"<" in head[:8] or head[:4] in (b"PK\x03\x04",):
        return False
    sheet, _ = _sheet(Input(head.rpartition(b"\n")[0] + b"\n" if b"\n" in head else head, source.name), "components")
    if sheet.above and not source.name.lower().endswith((".csv", ".tsv", ".tab")):
        return False
    names = {column_of(name, "components") for name in sheet.head} & {*COLUMNS["components"], *READ_ONLY} - {"side"}
    tabbed = _delimiter(text_of(Input(head, source.name))[0]) == "\t"
    return len(names) >= 2 and bool(names & {"gloss", "kind"}) and tabbed == (delimiter == "\t")


def _sheet(source: Input, name: str) -> tuple[Sheet, list[Problem]]:
    text, problems = text_of(source)
    sheet = Sheet(name, [], file=source.name)
    hint = re.match(r"sep=(.)\r?\n", text)
    at = hint.end() if hint else 0
    delimiter = hint[1] if hint else _delimiter(text)
    rows, unclosed = _rows(text, at, delimiter)
    if unclosed:
        problems.append(fault("E911", "a quotation mark is not closed", Place(source.name, *unclosed)))
    sheet.above, sheet.first, sheet.head, sheet.rows = divided(list(enumerate(rows, 2 if hint else 1)))
    return sheet, problems


def _delimiter(text: str) -> str:
    """What parts the cells of the first line that says something."""
    line = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")[:4096]).partition("\n")[0]
    return max(_DELIMITERS, key=lambda mark: (line.count(mark), -_DELIMITERS.index(mark)))


def _rows(text: str, at: int, delimiter: str) -> tuple[list[list[str]], tuple[int, int] | None]:
    """All rows, and where a quotation mark is not closed (its cell then ends with its line)."""
    mark = re.escape(delimiter)
    cell = re.compile(rf'"([^"]*(?:""[^"]*)*)"([^{mark}\r\n]*)|([^{mark}\r\n]*)')
    rows: list[list[str]] = []
    row: list[str] = []
    unclosed: tuple[int, int] | None = None
    while at < len(text):
        found = cell.match(text, at)
        if found is None:  # cannot be: the last alternative takes nothing
            break
        if found[1] is None and found[3].startswith('"') and unclosed is None:
            unclosed = (len(rows) + 1, len(row) + 1)
        row.append(_unguarded(found[1].replace('""', '"') + found[2] if found[1] is not None else found[3]))
        at = found.end()
        if text[at : at + 1] == delimiter:
            at += 1
            if at == len(text):
                row.append("")
            continue
        at += 2 if text[at : at + 2] == "\r\n" else 1
        rows.append(row)
        row = []
    return [*rows, row] if row else rows, unclosed


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _risky(cell) else cell


def _risky(cell: str) -> bool:
    """Whether a spreadsheet would make something else of a cell, or of what stands behind its apostrophes."""
    bare = cell.lstrip("'")
    # blanks around a number hide it from no spreadsheet; of a plain number they are what would be lost
    return bare.lstrip(" ").startswith(_FORMULA) or (
        len(bare) <= LONG and any(_CHANGED.fullmatch(text) for text in {bare, bare.strip(" ")})
    )
