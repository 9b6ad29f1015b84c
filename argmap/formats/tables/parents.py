"""Outlines in one table: columns that say which claim a claim stands under, and on which side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

from argmap.formats.tables.data import members
from argmap.formats.tables.rows import Row
from argmap.formats.vocabulary import relation_meant
from argmap.model import Relation

Tell = Callable[[str, str, Row, str], None]


def outlined(rows: Sequence[Row], ids: Sequence[str], taken: set[str], tell: Tell) -> Iterator[Relation]:
    """Relations that the components' own table gives: each claim to those that its row names.

    Args:
        rows: The rows of the components.
        ids: What each of them is called.
        taken: Ids that a relation cannot have; those that are given are added.
        tell: Notes a code and a message at a column of a row.
    """
    known = set(ids)
    said = {row.word("gloss"): ident for row, ident in zip(reversed(rows), reversed(ids), strict=True)}
    for row, ident in zip(rows, ids, strict=True):
        for column, name in (("parent", _side(row)), ("supports", "supports"), ("attacks", "attacks")):
            cell = row.word(column)
            named = said.get(cell) if cell and cell not in known else None
            for end in (named,) if named is not None else ends_in(cell, known):
                if end not in known:
                    tell("E913", f"{column} of {ident} names {end[:40]}, which no row is called", row, column)
                yield Relation(
                    _free(f"{ident}.{end}", taken), name, (ident,), (end,), place=row.sheet.place(row.number)
                )


def ends_in(cell: str, known: set[str]) -> tuple[str, ...]:
    """The ids in a cell as they are called; programs that know numbers write 3.0 for 3."""
    return tuple(_called(end, known) for end in members(cell, known))


def without_sides(columns: list[str]) -> list[str]:
    """Columns of components; where none says what a claim stands under, a side is a column of one's own."""
    return columns if "parent" in columns else ["" if column == "side" else column for column in columns]


def own_side(row: Row) -> dict[str, str]:
    """The side of a claim that stands under none, under the name of its column, to be kept."""
    return {row.sheet.head[row.at["side"]]: row.get("side")} if row.word("side") and not row.word("parent") else {}


def _side(row: Row) -> str:
    """The relation of a claim to the one it stands under.

    A column of sides may name any relation; without one, the kind of the row tells (*Reason*, *Objection*, as programs
    for argument maps have it), and anything else supports.
    """
    side = row.word("side")
    return relation_meant(side) or side or relation_meant(row.word("kind")) or "supports"


def _called(end: str, known: Set[str]) -> str:
    others = (end.removesuffix(".0"), f"{end}.0")
    return end if end in known else next((other for other in others if other in known), end)


def _free(ident: str, taken: set[str]) -> str:
    made, number = ident, 1
    while made in taken:
        number += 1
        made = f"{ident}.{number}"
    taken.add(made)
    return made
