"""argmap JSON: a lossless mirror of the map, versioned, with a published schema (``own.schema.json``).

Keys are the model's names; what is empty or as usual is left out. Unknown keys are kept in ``extra`` slots and
written back. Version 1 is what this module writes; a reader takes every version up to its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from argmap.formats.codes import fault
from argmap.formats.extra import keep, kept
from argmap.formats.jsontext import Places, dump, parse, peek
from argmap.model import NOWHERE, ArgumentMap
from argmap.plugins import Format, Input
from argmap.problems import DataError, Place, Problem

VERSION = 1
SKIPPED = {"place", "file"}
PREFIX = "json"


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from argmap JSON.

    Raises:
        DataError: it is no JSON, or no object.
    """
    value, problems = parse(source)
    if not isinstance(value, dict):
        raise DataError("the JSON holds no object", "name its format with --from", place=Place(source.name, 1, 1))
    reader = Reader(source, problems)
    version = value.get("argmap")
    if type(version) is not int or not 1 <= version <= VERSION:
        reader.tell("E910", f"this is not argmap JSON of version {VERSION} or before: argmap is {version!r}", "argmap")
    content = {key: item for key, item in value.items() if key != "argmap"}
    return reader.build(ArgumentMap, content, (), file=source.name), problems


def write(amap: ArgumentMap) -> str:
    """The map as argmap JSON."""
    return dump({"argmap": VERSION, **plain(amap)})


def plain(item: Any) -> dict[str, Any]:
    """A dataclass of the model as JSON-ready data, without what is empty or as usual."""
    made: dict[str, Any] = {}
    for known in fields(item):
        value = getattr(item, known.name)
        if known.name in SKIPPED or (known.default is not MISSING and value == known.default):
            continue
        if known.name == "extra":
            value = tuple(pair for pair in value if not pair[0].startswith(f"{PREFIX}:"))
            if not value:
                continue
        made[known.name] = value_of(value)
    unknown = kept(PREFIX, getattr(item, "extra", ()))
    return {**made, **{key: value for key, value in unknown.items() if key not in made}}


def value_of(value: Any) -> Any:
    """A value of the model as JSON-ready data."""
    if is_dataclass(value):
        return plain(value)
    return [value_of(member) for member in value] if isinstance(value, tuple) else value


@cache
def _shape(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """Fields of a dataclass: name, type, and whether it must be given."""
    hints = get_type_hints(kind)
    return tuple(
        (known.name, hints[known.name], known.default is MISSING and known.default_factory is MISSING)
        for known in fields(kind)
        if known.name not in SKIPPED
    )


class Reader:
    """Builds dataclasses from JSON data; what does not fit is a problem and left out."""

    def __init__(self, source: Input, problems: list[Problem]) -> None:
        self.problems = problems
        self._places = Places(source)

    def tell(self, code: str, message: str, *path: str | int) -> None:
        """Note a problem at the value that a path of keys and indexes leads to."""
        self.problems.append(fault(code, message, self._places.of(*path)))

    def build(self, kind: Any, data: Mapping[str, Any], path: tuple[str | int, ...], /, **given: Any) -> Any:
        """One object of the model from a JSON object."""
        made: dict[str, Any] = dict(given)
        for name, hint, needed in _shape(kind):
            if name in data:
                value = self._fit(hint, data[name], (*path, name))
                if value is not _UNFIT:
                    made[name] = value
            if needed and name not in made:
                if name not in data:
                    self.tell("E914", f"{kind.__name__} without {name}", *path)
                made[name] = "" if hint is str else 0
        known = {name for name, _, _ in _shape(kind)}
        unknown = {key: value for key, value in data.items() if key not in known}
        if unknown and "extra" in known:
            made["extra"] = (*made.get("extra", ()), *keep(PREFIX, unknown))
        for key in unknown:
            self.tell("W917", f"the key {key} is not one of argmap JSON", *path)
        if "place" in {item.name for item in fields(kind)}:
            made["place"] = NOWHERE
        return kind(**made)

    def some(self, kind: Any, data: Mapping[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
        """Those fields of a dataclass that a JSON object gives and that fit."""
        made = {name: self._fit(hint, data[name], (*path, name)) for name, hint, _ in _shape(kind) if name in data}
        return {name: value for name, value in made.items() if value is not _UNFIT}

    def _fit(self, hint: Any, value: Any, path: tuple[str | int, ...]) -> Any:
        """A value as the field's type, or ``_UNFIT`` with a problem told."""
        options = get_args(hint)
        if get_origin(hint) is tuple:
            return self._members(options, value, path)
        if options:  # X | None
            return None if value is None else self._fit(options[0], value, path)
        if is_dataclass(hint):
            if isinstance(value, dict):
                return self.build(hint, value, path)
        elif hint is float:
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
        elif type(value) is hint:
            return value
        self.tell("E914", f"{path[-1]} should be {_NAMES.get(hint, 'an object')}, not {type(value).__name__}", *path)
        return _UNFIT

    def _members(self, options: tuple[Any, ...], value: Any, path: tuple[str | int, ...]) -> Any:
        if not isinstance(value, list):
            self.tell("E914", f"{path[-1]} should be a list, not {type(value).__name__}", *path)
            return _UNFIT
        if options[-1] is not Ellipsis:  # a pair of texts
            if len(value) == len(options) and all(isinstance(item, str) for item in value):
                return tuple(value)
            self.tell("E914", f"{path[-2]} should hold pairs of texts", *path)
            return _UNFIT
        made = ((index, self._fit(options[0], item, (*path, index))) for index, item in enumerate(value))
        given: set[str] = set()
        return tuple(self._placed(item, given, (*path, index)) for index, item in made if item is not _UNFIT)

    def _placed(self, item: Any, given: set[str], path: tuple[str | int, ...]) -> Any:
        """An element whose id was given before with its place, for those who tell it."""
        ident = getattr(item, "id", None)
        if ident in given:
            return replace(item, place=self._places.of(*path))
        if ident is not None:
            given.add(ident)
        return item


_UNFIT = object()
_NAMES: dict[Any, str] = {str: "a text", int: "a number", float: "a number", bool: "true or false"}


def _recognises(source: Input) -> bool:
    value = peek(source)
    return isinstance(value, dict) and "argmap" in value and not isinstance(value["argmap"], dict)


FORMATS = (
    Format(
        "json",
        "argmap JSON",
        (".argmap.json", ".json"),
        read=read,
        write=write,
        recognises=_recognises,
        about="A lossless mirror of the map, text included where it is at hand; the schema is published.",
    ),
)
