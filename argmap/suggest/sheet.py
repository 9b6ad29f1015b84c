"""A review as a spreadsheet: candidates out, a person's decisions back in, nothing lost on the way.

CSV needs no other package; XLSX is written and read with openpyxl (extra ``office``). In CSV, a cell that a
spreadsheet would take for a formula begins with an apostrophe, and so does one that began with an apostrophe
already: taking one off again gives back every cell as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from argmap.libraries import needed
from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError, Place, Problem
from argmap.suggest.ranking import Suggestions
from argmap.suggest.review import Decision, check_words

FORMULA = tuple("=+-@\t\r\n＝＋－＠'")  # the wide ones too: some spreadsheets take them
VERBS = {"confirm": "confirmed", "confirmed": "confirmed", "reject": "rejected", "rejected": "rejected"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FIXED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the pair, what helps to judge it, and four cells for the judgement (``decision`` to ``reason``)."""

    a: str
    b: str
    decision: str = ""
    type: str = ""
    certainty: str = ""
    reason: str = ""
    a_says: str = ""
    b_says: str = ""
    a_page: str = ""
    b_page: str = ""
    a_grounds: str = ""
    b_grounds: str = ""
    issues: str = ""
    score: str = ""
    hint: str = ""
    why: str = ""


HEAD = tuple(field.name for field in fields(Line))


def lines(suggestions: Suggestions, a: ArgumentMap, b: ArgumentMap, most: int | None = None) -> list[Line]:
    """The best candidates as rows with empty judgements."""
    from argmap.graph import MapGraph

    graphs = MapGraph(a), MapGraph(b)
    found = []
    for each in suggestions.candidates[:most]:
        x, y = a.component[each.a], b.component[each.b]
        found.append(
            Line(
                each.a,
                each.b,
                a_says=x.gloss or a.passage(x),
                b_says=y.gloss or b.passage(y),
                a_page=a.page(x),
                b_page=b.page(y),
                a_grounds=_grounds(graphs[0], x),
                b_grounds=_grounds(graphs[1], y),
                issues=" ".join(each.issues),
                score=f"{each.score:.2f}",
                hint=f"{each.hint.type}: {each.hint.cue}" if each.hint else "",
                why=each.why,
            )
        )
    return found


def _grounds(graph: Any, component: Component) -> str:
    known = graph.map.component
    return " / ".join(f"{known[i].gloss} [{i}]" for i in graph.premises(component.id) if i in known)


def to_csv(rows: Iterable[Line]) -> bytes:
    """RFC 4180 with a byte-order mark, so that spreadsheets read the letters right."""
    return plain_table([HEAD, *([getattr(row, name) for name in HEAD] for row in rows)])


def plain_table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of cells as CSV that no spreadsheet takes for formulas."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def from_csv(data: bytes, file: str = "") -> list[dict[str, str]]:
    """Rows as cells by column name; the separator may be a comma, a semicolon or a tab.

    Raises:
        ArgmapError: the bytes are no text that can be read, or columns are missing.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ArgmapError(f"{file} is not UTF-8", "save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise ArgmapError(f"{file} is no table: {error}", "save it as CSV again") from None
    return _named([[_plain(cell) for cell in row] for row in rows], file)


def to_xlsx(rows: Sequence[Line]) -> bytes:
    """A workbook with one sheet; judgements are chosen from lists. The same rows give the same bytes.

    Raises:
        ArgmapError: openpyxl is not installed.
    """
    book = _openpyxl().Workbook()
    sheet = book.active
    sheet.title = "review"
    for number, row in enumerate([HEAD, *([getattr(row, name) for name in HEAD] for row in rows)], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = _ILLEGAL.sub("\ufffd", text)
            cell.data_type = "s"
    sheet.freeze_panes = "C2"
    _choices(sheet, len(rows) + 1)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _choices(sheet: Any, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    from argmap.correspondence import LINK_TYPES

    for letter, words in (("C", ("confirm", "reject")), ("D", LINK_TYPES), ("E", ("high", "medium", "low"))):
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        sheet.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{max(2, last)}")


def _timeless(data: bytes) -> bytes:
    """The workbook's archive with fixed dates."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", content)
            info = ZipInfo(name, _FIXED)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def from_xlsx(data: bytes, file: str = "") -> list[dict[str, str]]:
    """Rows of the first sheet as cells by column name.

    Raises:
        ArgmapError: openpyxl is not installed, or the bytes are no workbook with these columns.
    """
    from zipfile import BadZipFile

    load = _openpyxl().load_workbook
    try:
        book = load(io.BytesIO(data), read_only=True, data_only=True)
        rows = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
    except (BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise ArgmapError(f"{file} is no workbook that can be read", "save it as .xlsx or .csv again") from None
    return _named(rows, file)


def _openpyxl() -> Any:
    return needed("openpyxl", "openpyxl", "XLSX", "or use .csv")


def _named(rows: list[list[str]], file: str) -> list[dict[str, str]]:
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    missing = [name for name in ("a", "b", "decision", "type") if name not in head]
    if missing:
        raise ArgmapError(f"{file} lacks the column {missing[0]}", "keep the first row as argmap wrote it")
    return [dict(zip(head, [*row, *[""] * len(head)], strict=False)) for row in rows[1:]]


def decisions(
    rows: Sequence[dict[str, str]], a: ArgumentMap, b: ArgumentMap, file: str = ""
) -> tuple[list[Decision], list[Problem]]:
    """What a person wrote into the sheet.

    Returns:
        Decisions in the order of the rows, and a problem for each row that cannot be used (component, type,
        decision or certainty unknown; a pair decided twice). Rows without a decision and a type are left out
        silently; a row with a type but no decision counts as confirmed.
    """
    found: list[Decision] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, 2):
        cells = {name: row.get(name, "").strip() for name in HEAD}
        if not cells["decision"] and not cells["type"]:
            continue
        pair = cells["a"], cells["b"]
        fault = _fault(cells, a, b)
        if fault is None and pair in seen:
            fault = "E706", f"row {seen[pair]} decides the same pair"
        if fault is not None:
            problems.append(Problem(Place(file, number, 1), *fault, "correct the row, or clear its decision"))
            continue
        seen[pair] = number
        status = VERBS[cells["decision"].lower() or "confirm"]
        reason = " ".join(cells["reason"].split())
        found.append(Decision(*pair, cells["type"].lower(), status, reason, cells["certainty"].lower()))
    return found, problems


def _fault(cells: dict[str, str], a: ArgumentMap, b: ArgumentMap) -> tuple[str, str] | None:
    """Code and message of what is wrong in a row."""
    for name, amap in (("a", a), ("b", b)):
        if cells[name] not in amap.component:
            return "E703", f"{amap.short_name} has no component {cells[name]!r}"
    if cells["decision"].lower() not in ("", *VERBS):
        return "E702", f"{cells['decision']!r} is no decision: write confirm or reject"
    try:
        check_words(cells["type"].lower(), cells["certainty"].lower())
    except ArgmapError as error:
        return "E701", error.message
    return None


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
