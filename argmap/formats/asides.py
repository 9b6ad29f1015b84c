"""What a notation has no place for, told beside each element in an object, field by field.

As in `argmap.formats.extension`, a writer makes the file, reads it again, and tells what is still missing. Here each
field goes with a mark of what the notation itself said at that time: where that has changed since, somebody changed
the file elsewhere, the notation counts, and the field that was told is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from argmap.formats.extension import LISTS, additions, map_additions, with_additions, with_map_additions
from argmap.formats.jsontext import compact
from argmap.formats.outside import beside
from argmap.formats.own import Reader, value_of
from argmap.model import ArgumentMap
from argmap.text.normal import digest

WAS = "was"
FREE = ("id", "extra", "unset", "absent", *LISTS)  # told whatever the notation says; lists are merged by id
Element = TypeVar("Element")


def aside(plain_one: Any, actual: Any) -> dict[str, Any]:
    """What is to be told of an element; {} where the notation says it all.

    Args:
        plain_one: The element as the notation alone gives it.
        actual: The element as it is, of the same class.
    """
    return {} if plain_one == actual else _marked(plain_one, additions(plain_one, actual))


def told(plain_one: Element, said: Mapping[str, Any], reader: Reader) -> Element:
    """An element together with what was told of it, as far as the notation does not say otherwise by now."""
    if not said:
        return plain_one
    made: Element = with_additions(plain_one, _current(plain_one, said), reader, ())
    return made


def map_aside(plain_map: ArgumentMap, actual: ArgumentMap, outside: Iterable[int] = ()) -> dict[str, Any]:
    """As `aside` for the map itself; ``outside`` are indexes of relations that the notation cannot hold at all."""
    made = _marked(plain_map, map_additions(plain_map, actual))
    left = beside(actual, outside)
    return {**made, "relations": left} if left else made


def map_told(plain_map: ArgumentMap, said: Mapping[str, Any], reader: Reader) -> ArgumentMap:
    """As `told` for the map itself; its relations come back with `argmap.formats.outside.inserted`."""
    return with_map_additions(plain_map, _current(plain_map, said), reader, ())


def _marked(plain_one: Any, said: dict[str, Any]) -> dict[str, Any]:
    usual = _usual(plain_one)
    marks = {
        name: _mark(getattr(plain_one, name))
        for name in said
        if name not in FREE and getattr(plain_one, name) != usual[name]
    }
    return {**said, WAS: marks} if marks else said


def _current(plain_one: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was told of fields that the notation has not changed since."""
    usual = _usual(plain_one)
    marks = said.get(WAS)
    known = marks if isinstance(marks, dict) else {}
    return {
        name: value
        for name, value in said.items()
        if name in FREE or (name in usual and _mark(getattr(plain_one, name)) == known.get(name, _mark(usual[name])))
    }


def _usual(item: Any) -> dict[str, Any]:
    """The fields of an element with what they are where nothing is said."""
    return {known.name: "" if known.default is MISSING else known.default for known in fields(item)}


def _mark(value: Any) -> str:
    return digest(compact(value_of(value)))[:8]
