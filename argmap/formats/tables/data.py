"""The tables of a map: their columns, the names that people give to columns, and cells as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from argmap.problems import Place

SEPARATOR = " | "
LONGEST = 32_000  # characters; Excel takes 32,767 in a cell
CHUNK = 2_000
SOON = 20  # rows in which the names of columns must stand
COLUMNS: dict[str, tuple[str, ...]] = {
    "components": (
        "id", "kind", "gloss", "first words", "last words", "start", "end", "page", "issues", "voice", "thesis",
        "annotator", "certainty", "notes", "status", "score", "hash",
    ),
    "relations": ("id", "relation", "sources", "targets", "mutual", "schemes", "annotator", "certainty", "reason"),
    "issues": ("id", "label", "question", "parent"),
    "voices": ("id", "label"),
    "schemes": ("id", "label"),
    "annotators": ("id", "label", "role", "machine"),
    "bibliography": ("id", "label"),
    "pages": ("n", "start", "end"),
    "sections": ("n", "start", "end", "label"),
    "text": ("n", "text"),
    "about": ("key", "value"),
}  # fmt: skip
# columns of components that are read and not written: a passage in its words; what a claim stands under, on which side;
# what it supports, what it attacks
READ_ONLY = ("passage", "parent", "side", "supports", "attacks")
# columns that are left out where no row has them
OPTIONAL = frozenset({"status", "score", "hash", "mutual"})
# names that people and programs give to columns, without spaces and marks
OTHER_NAMES = {
    "identifier": "id", "nr": "id", "no": "id", "number": "id", "componentid": "id", "relationid": "id",
    "type": "kind", "role": "kind", "component": "kind", "category": "kind",
    "paraphrase": "gloss", "statement": "gloss", "claim": "gloss", "summary": "gloss", "text": "gloss",
    "first": "first words", "startwords": "first words", "beginswith": "first words", "from": "first words",
    "last": "last words", "endwords": "last words", "endswith": "last words", "to": "last words",
    "quote": "passage", "quotation": "passage", "excerpt": "passage", "words": "passage",
    "offset": "start", "begin": "start", "pages": "page", "p": "page",
    "issue": "issues", "topic": "issues", "topics": "issues", "code": "issues", "codes": "issues",
    "speaker": "voice", "whose": "voice", "mainclaim": "thesis", "main": "thesis",
    "coder": "annotator", "who": "annotator", "confidence": "certainty", "sure": "certainty",
    "note": "notes", "comment": "notes", "comments": "notes", "remark": "notes", "remarks": "notes",
    "parentid": "parent", "under": "parent", "replyto": "parent",
    "stance": "side", "procon": "side", "relation": "side",
    "name": "relation", "source": "sources", "premise": "sources", "premises": "sources", "active": "sources",
    "target": "targets", "conclusion": "targets", "passive": "targets", "scheme": "schemes", "why": "reason",
}  # fmt: skip
_IN_TABLE = {"role": {"annotators": "role"}, "name": {"annotators": "label", "voices": "label", "issues": "label"}}


@dataclass(slots=True)
class Sheet:
    """One table: its column names, and rows of cells with the number of each row; ``file`` for messages.

    ``first`` is the row of the column names, ``above`` are rows before it that say something, ``merged`` are the first
    row, column (from 0) and last row of cells that were made one over several rows.
    """

    name: str
    head: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    file: str = ""
    first: int = 1
    above: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def place(self, row: int, column: int = 0) -> Place:
        """Row and column, both from 1, as a spreadsheet counts them."""
        return Place(self.file, row, column + 1)


def column_of(written: str, table: str) -> str:
    """The column that a header names; "" where it is none of the table's."""
    plain = " ".join(written.casefold().split())
    known, by_short = _known(table)
    if plain in known:
        return plain
    short = re.sub(r"[\W_]+", "", plain)
    other = _IN_TABLE.get(short, {}).get(table) or by_short.get(short) or OTHER_NAMES.get(short, "")
    return other if other in known else ""


@cache
def _known(table: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The columns of a table, and their names without spaces and marks: asked for every cell of many files."""
    known = (*COLUMNS[table], "table", *(READ_ONLY if table == "components" else ()))
    return known, {re.sub(r"\W+", "", name): name for name in known}


def column_number(letters: str) -> int:
    """The number of a column from its letters (A is 0)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def names_columns(cells: Sequence[str]) -> int:
    """How many columns of one table a row names, of the table of which it names the most."""
    return max(len({column_of(cell, table) for cell in cells} - {""}) for table in COLUMNS)


def divided(rows: Sequence[tuple[int, list[str]]]) -> tuple[list[int], int, list[str], list[tuple[int, list[str]]]]:
    """The rows of a sheet: numbers of those above the names of columns, that row's number and names, and the rest.

    The names are the first row that says something, unless it names no column and one soon after names several.
    """
    filled = [(n, row) for n, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return [], 1, [], []
    at = 0
    if not names_columns(filled[0][1]):
        at = next((n for n, (_, row) in enumerate(filled[:SOON]) if names_columns(row) > 1), 0)
    return [n for n, _ in filled[:at]], filled[at][0], [name.strip() for name in filled[at][1]], filled[at + 1 :]


def members(cell: str, known: frozenset[str] | set[str] = frozenset()) -> tuple[str, ...]:
    """The ids or values in a cell: parted by bars, semicolons, line ends, or commas where that gives known ids."""
    cell = cell.strip()
    if not cell:
        return ()
    if cell in known:
        return (cell,)
    parts: list[str] = []
    for part in re.split(r"\s*[|;\n]\s*", cell):
        pieces = [piece.strip() for piece in part.split(",")]
        split = part not in known and len(pieces) > 1 and (not known or any(piece in known for piece in pieces))
        parts += pieces if split else [part]
    return tuple(part for part in parts if part)


def number(cell: str) -> int | None:
    """A whole number, also as a spreadsheet may show it (``12.0``, ``1,200`` is none)."""
    found = re.fullmatch(r"\s*(\d{1,12})(?:[.,]0*)?\s*", cell)
    return int(found[1]) if found else None


# yes and true as spreadsheets and people write them elsewhere
_YES = ("ja", "oui", "sí", "si", "sì", "sim", "tak", "да", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar",
        "prawda", "истина")  # fmt: skip


def truth(cell: str) -> bool:
    """Whether a cell says yes."""
    return cell.strip().casefold() in ("yes", "y", "x", "true", "1", "1.0", "✓", "✔", *_YES)
