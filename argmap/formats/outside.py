"""Relations that a notation cannot hold at all: which they are, how they are told beside, and how they come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from argmap.formats.own import Reader, plain
from argmap.model import ArgumentMap, Relation

AT = "at"  # the place of a relation among all of the map


def outside(amap: ArgumentMap, fits: Callable[[Relation], bool]) -> set[int]:
    """Indexes of relations that do not fit into a notation, and of those that lead to such.

    Args:
        amap: The map.
        fits: Whether a relation fits by itself, if those that it leads to do.
    """
    left = {index for index, item in enumerate(amap.relations) if not fits(item)}
    over: dict[str, list[int]] = {}
    for index, item in enumerate(amap.relations):
        for end in item.ends:
            if end not in amap.component:
                over.setdefault(end, []).append(index)
    queue = list(left)
    while queue:  # what points at a relation that is left out has nothing to point at
        fresh = [index for index in over.pop(amap.relations[queue.pop()].id, ()) if index not in left]
        left.update(fresh)
        queue += fresh
    return left


def beside(amap: ArgumentMap, left: Iterable[int]) -> list[dict[str, Any]]:
    """The relations of these indexes, ready for JSON, each with its place."""
    return [{AT: index, **plain(amap.relations[index])} for index in sorted(left)]


def inserted(
    relations: Sequence[Relation], told: Any, reader: Reader, path: tuple[str, ...] = ()
) -> tuple[Relation, ...]:
    """The relations of the file, and those told beside, each in its place.

    Args:
        relations: What the notation holds.
        told: What `beside` made, as it is read.
        reader: Tells what does not fit.
        path: The keys under which the list ``relations`` stands.
    """
    places: dict[int, list[Relation]] = {}
    for index, item in enumerate(told if isinstance(told, list) else ()):
        if not isinstance(item, dict):
            kind = type(item).__name__
            reader.tell("E914", f"a relation should be an object, not {kind}", *path, "relations", index)
            continue
        at = item.get(AT)
        rest = {key: value for key, value in item.items() if key != AT}
        made = reader.build(Relation, rest, (*path, "relations", index))
        places.setdefault(at if type(at) is int and at >= 0 else 1 << 60, []).append(made)
    found: list[Relation] = []
    rest_of_file = list(relations)[::-1]
    for place in sorted(places):
        while rest_of_file and len(found) < place:
            found.append(rest_of_file.pop())
        found.extend(places[place])
    return (*found, *rest_of_file[::-1])
