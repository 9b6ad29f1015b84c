"""Rows of tables by the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from argmap.formats.tables.data import COLUMNS, READ_ONLY, Sheet

_OURS = {column for columns in COLUMNS.values() for column in columns} | {"table", *READ_ONLY}


class Row:
    """One row by the names of its columns, with the places of its cells."""

    def __init__(self, sheet: Sheet, number: int, cells: Sequence[str], columns: Sequence[str]) -> None:
        self.sheet = sheet
        self.number = number
        self.cells: dict[str, str] = {}
        self.at: dict[str, int] = {}
        self.further: dict[str, str] = {}
        self.nameless: list[int] = []  # columns without a name that say something
        for index, (column, cell) in enumerate(zip_longest(columns, cells[: len(columns)], fillvalue="")):
            if column and column not in self.cells:
                self.cells[column] = cell
                self.at[column] = index
            elif cell.strip() and sheet.head[index]:
                self.further[_free(" ".join(sheet.head[index].split()), self.further)] = cell
            elif cell.strip():
                self.nameless.append(index)
        self.nameless += [n for n, cell in enumerate(cells) if n >= len(columns) and cell.strip()]

    def get(self, column: str) -> str:
        """A cell's text as it is; "" where there is none."""
        return self.cells.get(column, "")

    def word(self, column: str) -> str:
        """A cell's text without white space at its ends."""
        return self.get(column).strip()


def _free(name: str, taken: Mapping[str, str]) -> str:
    """A name for a column of one's own: none of argmap's, and not given yet."""
    number = 1
    made = name
    while made in taken or made.casefold() in _OURS:
        number += 1
        made = f"{name} ({number})"
    return made
