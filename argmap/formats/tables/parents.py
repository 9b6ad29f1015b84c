"""Outlines in one table: a column that says under which claim a claim stands, and another on which side."""

from __future__ import annotations

from argmap.formats.tables.rows import Row

_NAMES = {
    "supports": ("pro", "for", "yes", "+", "support", "supports", "supporting", "reason"),
    "attacks": ("con", "contra", "against", "no", "-", "\u2212", "attack", "attacks", "attacking", "objection",
                "rebuttal", "refutation", "counterargument", "opposes"),
}  # fmt: skip
_SIDES = {word: name for name, words in _NAMES.items() for word in words}


def name_of(row: Row) -> str:
    """The relation of a claim to the one it stands under.

    A column of sides may name any relation; without one, the kind of the row tells (*Reason*, *Objection*, as programs
    for argument maps have it), and anything else supports.
    """
    side = row.word("side")
    return _SIDES.get(side.casefold(), side) if side else _SIDES.get(row.word("kind").casefold(), "supports")


def without_sides(columns: list[str]) -> list[str]:
    """Columns of components; where none says what a claim stands under, a side is a column of one's own."""
    return columns if "parent" in columns else ["" if column == "side" else column for column in columns]


def own_side(row: Row) -> dict[str, str]:
    """The side of a claim that stands under none, under the name of its column, to be kept."""
    return {row.sheet.head[row.at["side"]]: row.get("side")} if row.word("side") and not row.word("parent") else {}
