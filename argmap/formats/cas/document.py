"""A CAS as JSON data: its feature structures by id, its text, and offsets in UTF-16 units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from argmap.formats.own import Reader

TYPES, STRUCTURES, VIEWS, MEMBERS = "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS", "%MEMBERS"
ID, TYPE, ELEMENTS, SOFA = "%ID", "%TYPE", "%ELEMENTS", "uima.cas.Sofa"
ARRAYS = ("[]", "StringArray", "FSArray")
INLINE = 1_000_000_000  # from here on, numbers of arrays that have none in XMI
Structure = dict[str, Any]


class Units:
    """Offsets of a text in code points and in UTF-16 units; of a text that is not at hand they are taken as one."""

    def __init__(self, raw: str | None) -> None:
        self._raw = raw

    @cached_property
    def _points(self) -> list[int]:
        """Where characters stand, in code points, that take two units."""
        raw = self._raw or ""
        return [] if raw.isascii() else [at for at, char in enumerate(raw) if char > "\uffff"]

    @cached_property
    def _units(self) -> list[int]:
        return [at + number for number, at in enumerate(self._points)]

    def points(self, offset: int) -> int:
        """Code points before an offset in units."""
        return offset - bisect_left(self._units, offset)

    def units(self, offset: int) -> int:
        """Units before an offset in code points."""
        return offset + bisect_left(self._points, offset)


class Document:
    """The data of a CAS; what is not as it should be is told and left out.

    Args:
        value: The data.
        reader: Tells problems at a feature structure, by its index.
    """

    def __init__(self, value: dict[str, Any], reader: Reader) -> None:
        types, views, listed = value.get(TYPES), value.get(VIEWS), value.get(STRUCTURES)
        self.types: dict[str, Any] = types if isinstance(types, dict) else {}
        self.views: dict[str, Any] = views if isinstance(views, dict) else {}
        self.structures: dict[int, Structure] = {}
        self.index: dict[int, int] = {}
        top = max((one[ID] for one in _objects(listed) if type(one.get(ID)) is int), default=0)
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            ident = one.get(ID) if isinstance(one, dict) else None
            if type(ident) is not int or not isinstance(one.get(TYPE), str):
                reader.tell("E914", "a feature structure lacks a number as id, or a type", STRUCTURES, index)
                continue
            if ident in self.structures:
                reader.tell("E912", f"the id {ident} is given twice", STRUCTURES, index)
                top = ident = top + 1
                one = {**one, ID: ident}  # noqa: PLW2901 (the later one goes on under another id)
            self.structures[ident] = one
            self.index[ident] = index
        self.sofa = next((i for i, one in self.structures.items() if one[TYPE] == SOFA), None)
        text = self.structures[self.sofa].get("sofaString") if self.sofa is not None else None
        self.raw: str | None = text if isinstance(text, str) else None
        self.units = Units(self.raw)

    def value(self, structure: Structure, feature: str) -> Any:
        """What a feature holds: a value, or the list of an array that it refers to; None where it is empty."""
        if feature in structure:
            return structure[feature]
        other = self.structures.get(number_of(structure.get(f"@{feature}")))
        elements = other.get(ELEMENTS) if other is not None else None
        return elements if isinstance(elements, list) else None

    def array_of(self, structure: Structure, feature: str) -> int | None:
        """The id of the array that a feature refers to."""
        ident = number_of(structure.get(f"@{feature}"))
        return ident if ident in self.structures and ELEMENTS in self.structures[ident] else None


def is_array(types: Mapping[str, Any], type_name: str, feature: str) -> bool:
    """Whether a feature of a type holds several values."""
    known = types.get(type_name)
    said = known.get(feature) if isinstance(known, dict) else None
    return isinstance(said, dict) and str(said.get("%RANGE", "")).endswith(ARRAYS)


def number_of(value: Any) -> int:
    """A value that should be a structure's number; -1 where it is none."""
    return value if type(value) is int else -1


def _objects(value: Any) -> list[Structure]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
