"""What a JSON notation has no slot for, field by field in an object ``argmap`` of each element.

Other programs pass such a key over. A writer first makes the file without it, reads that again, and adds what is
still missing; so the round trip is whole by construction, and where somebody changes the file elsewhere, the
notation's own fields count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from argmap.formats.own import SKIPPED, Reader, value_of
from argmap.model import ArgumentMap
from argmap.text.normal import digest

KEY = "argmap"
# lists of the map whose members have ids; components and relations are the notation's own business
LISTS = ("issues", "voices", "schemes", "annotators", "bibliography")
OWN = ("components", "relations")
Extra = tuple[tuple[str, str], ...]


def additions(plain: Any, actual: Any) -> dict[str, Any]:
    """The fields in which an element differs from what the notation alone gives, ready for JSON.

    Args:
        plain: The element as it is read without this.
        actual: The element as it is, of the same class.
    """
    made: dict[str, Any] = {}
    for known in fields(actual):
        was, now = getattr(plain, known.name), getattr(actual, known.name)
        if known.name in SKIPPED or was == now:
            continue
        if known.name == "extra":
            made.update(_extra_additions(was, now))
        elif is_dataclass(now) and type(now) is type(was):
            made[known.name] = additions(was, now)
        else:
            made[known.name] = value_of(now)
    return made


def with_additions(plain: Any, data: Mapping[str, Any], reader: Reader, path: tuple[str | int, ...]) -> Any:
    """An element together with what an ``argmap`` object says of it; see `additions`.

    Args:
        plain: The element as the notation alone gives it.
        data: The object.
        reader: Tells what does not fit.
        path: Where the object stands.
    """
    changes: dict[str, Any] = {}
    rest = dict(data)
    for known in fields(plain):
        was = getattr(plain, known.name)
        if known.name == "extra":
            changes["extra"] = _extra(was, rest)
            rest.pop("extra", None)
        elif is_dataclass(was) and isinstance(rest.get(known.name), dict):
            changes[known.name] = with_additions(was, rest.pop(known.name), reader, (*path, known.name))
    changes.update(reader.some(type(plain), rest, path))
    return replace(plain, **changes)


def map_additions(plain: ArgumentMap, actual: ArgumentMap) -> dict[str, Any]:
    """As `additions`, for the map itself without its components and relations."""
    made = additions(replace(plain, components=(), relations=()), replace(actual, components=(), relations=()))
    absent = {}
    for name in LISTS:
        given = {item.id for item in getattr(actual, name)}
        gone = [item.id for item in getattr(plain, name) if item.id not in given]
        if gone:
            absent[name] = gone
    return {**made, "absent": absent} if absent else made


def with_map_additions(
    plain: ArgumentMap, data: Mapping[str, Any], reader: Reader, path: tuple[str, ...]
) -> ArgumentMap:
    """As `with_additions`, for the map itself; what the notation names and the object does not is added to lists."""
    rest = {key: value for key, value in data.items() if key not in (*OWN, "absent")}
    made: ArgumentMap = with_additions(plain, rest, reader, path)
    absent = data.get("absent")
    changes: dict[str, Any] = {}
    for name in LISTS:
        if name in rest:
            listed = getattr(made, name)
            known = {item.id for item in listed} | set(_texts(absent.get(name) if isinstance(absent, dict) else None))
            changes[name] = (*listed, *(item for item in getattr(plain, name) if item.id not in known))
    return replace(made, **changes)


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _extra_additions(was: Extra, now: Extra) -> dict[str, Any]:
    """Pairs that the notation does not give.

    Of those that it gives only the key is said, to keep the order; where it gives another value, what that was, so
    that a later change of it is seen.
    """
    given = dict(was)
    listed: list[Any] = []
    for key, value in now:
        if given.get(key) == value:
            listed.append(key)
        else:
            listed.append([key, value, _mark(given[key])] if key in given else [key, value])
    made: dict[str, Any] = {"extra": listed}
    keys = {key for key, _ in now}
    gone = {key: _mark(value) for key, value in was if key not in keys}
    return {**made, "unset": gone} if gone else made


def _extra(was: Extra, data: Mapping[str, Any]) -> Extra:
    listed = data.get("extra")
    if not isinstance(listed, list):
        return was
    given = dict(was)
    made: list[tuple[str, str]] = []
    for item in listed:
        if isinstance(item, str):
            made += [(item, given[item])] if item in given else []
        elif isinstance(item, list) and len(item) in (2, 3) and all(isinstance(part, str) for part in item):
            changed = len(item) == 3 and item[0] in given and _mark(given[item[0]]) != item[2]
            made.append((item[0], given[item[0]] if changed else item[1]))
    unset = data.get("unset")
    gone = unset if isinstance(unset, dict) else {}
    known = {key for key, _ in made}
    more = ((key, value) for key, value in was if key not in known and gone.get(key) != _mark(value))
    return (*made, *more)


def _mark(value: str) -> str:
    return digest(value)[:12]
