"""The code book of a table: entries named by id or by label, and those that are named but stand in no table.

Who annotates in a spreadsheet writes *Safety* into a cell and means the issue of that name, listed or not.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from argmap.formats.tables.rows import Row

if TYPE_CHECKING:
    from argmap.formats.tables.back import Builder

LETTERS = {"issues": "i", "voices": "v", "schemes": "s", "annotators": "a", "bibliography": "b"}
ONE = {"issues": "issue", "voices": "voice", "schemes": "scheme", "annotators": "annotator"}


def _letter(letter: str, _row: Row) -> str:
    return letter


class Codebook:
    """The ids of all entries, in the order of their rows, and the names that were added."""

    def __init__(self, builder: Builder) -> None:
        self.ids = {table: builder.ids(table, partial(_letter, letter)) for table, letter in LETTERS.items()}
        self.added: dict[str, dict[str, tuple[Row, str]]] = {table: {} for table in ONE}
        self._ids = {table: set(ids) for table, ids in self.ids.items()}
        self._known = {table: set(ids) for table, ids in self.ids.items()}
        self._labels: dict[str, dict[str, str]] = {table: {} for table in ONE}
        for table, labels in self._labels.items():
            for ident, row in zip(self.ids[table], builder.rows[table], strict=True):
                if row.word("label"):
                    labels.setdefault(row.word("label").casefold(), ident)
                    self._known[table].add(row.word("label"))

    def known(self, table: str) -> set[str]:
        """Ids and labels of a table's entries."""
        return self._known[table]

    def called(self, table: str, word: str, row: Row, column: str) -> str:
        """The id of the entry that a cell names; an entry that is nowhere is added under that name."""
        if not word or word in self._ids[table]:
            return word
        found = self._labels[table].get(word.casefold())
        if found is None:
            self.added[table].setdefault(word, (row, column))
            self._labels[table][word.casefold()] = word
        return found or word
