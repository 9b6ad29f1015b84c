"""Ids given twice: the later ones are called otherwise, in the order of the map, so that nothing is lost by its name.

Free ids are numbered on from the last, so that many doubles take linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from functools import wraps
from typing import Any

from argmap.formats.codes import fault
from argmap.formats.losses import PARTS, SHOWN
from argmap.model import ArgumentMap
from argmap.plugins import Input, Loss
from argmap.problems import Place, Problem

Read = Callable[[Input], tuple[ArgumentMap, list[Problem]]]
TOLD = ("E912", "E201")  # an id given twice, as formats and TEI's reader tell it


class Doubles:
    """Remembers, for each id, the last number that was given out."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def free(self, ident: str, *taken: Container[str], joint: str = "-") -> str:
        """The id itself where no container holds it, else the id with the next number that is free (``a-2``)."""
        if not any(ident in held for held in taken):
            return ident
        number = self._last.get(ident, 1) + 1
        while any(f"{ident}{joint}{number}" in held for held in taken):
            number += 1
        self._last[ident] = number
        return f"{ident}{joint}{number}"


def told_apart(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss], list[Problem]]:
    """The map with a different id for each component, each relation, each issue and so on.

    What refers to an id that is given twice goes on referring to the first that has it.

    Returns:
        The map, how many ids of each kind are changed, and an E912 for each of them.
    """
    changes: dict[str, Any] = {}
    losses: list[Loss] = []
    problems: list[Problem] = []
    for name, part in PARTS.items():
        items = getattr(amap, part)
        known = {item.id for item in items}
        if len(known) == len(items):
            continue
        doubles, given = Doubles(), set[str]()
        fresh: list[Any] = []
        ids: list[str] = []
        for item in items:
            ident = doubles.free(item.id, known, given) if item.id in given else item.id
            given.add(ident)
            if ident != item.id:
                ids.append(item.id)
                problems.append(fault("E912", f"the id {item.id} is given twice; this {name} is {ident}", item.place))
            fresh.append(item if ident == item.id else replace(item, id=ident))
        changes[part] = tuple(fresh)
        losses.append(Loss(name, "id", len(ids), tuple(dict.fromkeys(ids))[:SHOWN]))
    return (replace(amap, **changes) if changes else amap), losses, problems


def distinct(read: Read) -> Read:
    """A reader whose maps have different ids: what the notation's own reader lets through twice is told apart."""

    @wraps(read)
    def reading(source: Input) -> tuple[ArgumentMap, list[Problem]]:
        amap, problems = read(source)
        fresh, _, found = told_apart(amap)
        told = {item.place for item in problems if item.code in TOLD}
        top = Place(source.name, 1, 1)
        located = (item if item.place.line else replace(item, place=top) for item in found)
        return fresh, [*problems, *(item for item in located if item.place not in told)]

    return reading
