"""What TEI has no place for, kept beside it as JSON in ``xenoData type="argmap"`` of the header.

Only what differs is kept: for each element and field, the value, and a digest of what TEI alone gives for it. Where
somebody has changed the TEI since, the digest does not fit any more and the TEI counts. What TEI says is never
repeated here, so that there is no second truth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from argmap.model import ArgumentMap
from argmap.problems import ArgmapError, Problem
from argmap.tei.markup import block, escape
from argmap.tei.parse import Document, Node, Text, parse
from argmap.tei.splice import Editor
from argmap.text.normal import digest

KIND = "argmap"
VERSION = 1
_SKIPPED = frozenset({"place", "file", "content"})
_PARTS = ("components", "relations")
_ESCAPED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNFIT = object()
Json = dict[str, Any]
T = TypeVar("T")


def differences(plain: ArgumentMap, actual: ArgumentMap) -> Json:
    """What a map says that its TEI does not, ready for JSON.

    Args:
        plain: The map as it is read from the TEI alone.
        actual: The map as it is.
    """
    made = _fields(plain, actual, skip=_PARTS)
    for part in _PARTS:
        was = {item.id: item for item in reversed(getattr(plain, part))}
        found = {}
        for item in getattr(actual, part):
            change = _fields(was[item.id], item) if item.id in was else {}
            if change:
                found[item.id] = change
        if found:
            made[part] = found
        order = [item.id for item in getattr(actual, part)]
        if order != [item.id for item in getattr(plain, part)]:
            made.setdefault("order", {})[part] = order
    return made


def _fields(was: Any, now: Any, skip: tuple[str, ...] = ()) -> Json:
    """Fields that differ, each with the digest of the old value and the new value; of parts, their fields."""
    made: Json = {}
    for known in fields(now):
        old, new = getattr(was, known.name), getattr(now, known.name)
        if old == new or known.name in _SKIPPED or known.name in skip:
            continue
        if known.name == "extra":
            made["extra"] = _pairs(old, new)
        elif is_dataclass(new) and is_dataclass(old):
            made[known.name] = _fields(old, new)
        else:
            made[known.name] = [_mark(old), _plain(new)]
    return made


def _pairs(old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> list[Any]:
    """Pairs of an ``extra`` slot in order; of those that TEI gives itself only the key, of those too many a triple."""
    given = set(old)
    made: list[Any] = [key if (key, value) in given else [key, value] for key, value in new]
    return [*made, *([key, value, "-"] for key, value in old if (key, value) not in new)]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            known.name: _plain(getattr(value, known.name))
            for known in fields(value)
            if known.name not in _SKIPPED and getattr(value, known.name) != known.default
        }
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _mark(value: Any) -> str:
    """Sixteen digits that tell a value from another."""
    return digest(json.dumps(_plain(value), sort_keys=True))[:16]


def kept_lines(found: Json) -> list[str]:
    """The ``xenoData`` element, an entry a line; no lines where there is nothing to keep."""
    if not found:
        return []
    entries = [f'"version":{VERSION}']
    for key, value in found.items():
        if key in _PARTS:
            inner = [f"{_dump(name)}:{_dump(item)}" for name, item in value.items()]
            entries.append(f"{_dump(key)}:{{\n" + ",\n".join(inner) + "}")
        else:
            entries.append(f"{_dump(key)}:{_dump(value)}")
    lines = ("{" + ",\n".join(entries) + "}").split("\n")
    return block("xenoData", [escape(line) for line in lines], [("type", KIND)])


def _dump(value: Any) -> str:
    """JSON on one line; what XML cannot hold, and white space that it would change, is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(_code_units, text)


def _code_units(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def kept_element(document: Document) -> Node | None:
    """The element that holds what is kept, if the header has one."""
    for node in document.named("xenoData"):
        if node.attrs.get("type") == KIND and node.parent is not None and node.parent.name == "teiHeader":
            return node
    return None


def without_kept(data: bytes, file: str = "") -> bytes:
    """A file's bytes without that element."""
    document = parse(data, file)
    node = kept_element(document)
    if node is None:
        return data
    editor = Editor(document)
    editor.remove(node)
    return editor.result()


def keeping(data: bytes, lines: list[str], file: str = "") -> bytes:
    """A file's bytes with the element of these lines (`kept_lines`) in its header.

    Raises:
        ArgmapError: there is no header to hold it.
    """
    if not lines:
        return data
    document = parse(data, file)
    header = document.root.find("teiHeader")
    before = [node for node in header.elements if node.name != "revisionDesc"] if header is not None else []
    if not before:
        raise ArgmapError("the file has no header that could keep what TEI has no place for", "give it one")
    editor = Editor(document)
    editor.after(before[-1], lines)
    return editor.result()


def with_kept(amap: ArgumentMap, document: Document, problems: list[Problem]) -> ArgumentMap:
    """The map together with what is kept beside its TEI; what cannot be used is told."""
    node = kept_element(document)
    if node is None:
        return amap

    def tell(message: str) -> None:
        remedy = "take the file's xenoData from a whole copy, or remove that element"
        problems.append(Problem(document.place(node), "W216", message, remedy))

    text = "".join(child.text for child in node.children if isinstance(child, Text))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        tell("what was kept of other notations is no JSON; it is left")
        return amap
    if not isinstance(found, dict) or found.get("version") != VERSION:
        tell("what was kept of other notations is of a version that is not known; it is left")
        return amap
    return applied(amap, found, tell)


def applied(amap: ArgumentMap, found: Json, tell: Callable[[str], None]) -> ArgumentMap:
    """The map with what `differences` found; ``tell`` is told what cannot be used."""
    made = _with_fields(amap, {k: v for k, v in found.items() if k not in (*_PARTS, "version", "order")}, tell)
    changes: Json = {}
    for part in _PARTS:
        entries = found.get(part, {})
        if not isinstance(entries, dict):
            tell(f"what was kept of {part} cannot be used")
            continue
        changes[part] = tuple(
            _with_fields(item, entries[item.id], tell) if item.id in entries else item
            for item in _ordered(getattr(made, part), found.get("order"), part)
        )
    return replace(made, **changes)


def _ordered(items: tuple[Any, ...], orders: Any, part: str) -> tuple[Any, ...]:
    """Members in the order that is kept, new ones last."""
    order = orders.get(part) if isinstance(orders, dict) else None
    if not isinstance(order, list):
        return items
    at = {ident: n for n, ident in enumerate(order) if isinstance(ident, str)}
    return tuple(sorted(items, key=lambda item: at.get(item.id, len(at))))


def _with_fields(item: T, found: Any, tell: Callable[[str], None]) -> T:
    """An element with those fields changed whose old values are still those that the digests name."""
    hints: Json = _hints(type(item))  # type: ignore[arg-type]
    changes: Json = {}
    for name, value in found.items() if isinstance(found, dict) else ():
        old = getattr(item, name, None)
        fresh: Any = _UNFIT
        if name == "extra" and isinstance(value, list):
            fresh = _with_pairs(item.extra, value)  # type: ignore[attr-defined]
        elif name in hints and isinstance(value, dict) and is_dataclass(old):
            fresh = _with_fields(old, value, tell)
        elif name in hints and isinstance(value, list) and len(value) == 2:
            fresh = _fit(hints[name], value[1]) if value[0] == _mark(old) else old
        if fresh is _UNFIT:
            tell(f"what was kept of {name} cannot be used")
        else:
            changes[name] = fresh
    return replace(item, **changes) if changes else item  # type: ignore[type-var]


def _with_pairs(given: tuple[tuple[str, str], ...], listed: list[Any]) -> Any:
    rest: dict[str, list[str]] = {}
    for key, value in given:
        rest.setdefault(key, []).append(value)
    made: list[tuple[str, str]] = []
    gone: set[tuple[str, str]] = set()
    for entry in listed:
        if isinstance(entry, str):
            made += [(entry, rest[entry].pop(0))] if rest.get(entry) else []
        elif isinstance(entry, list) and len(entry) in (2, 3) and all(isinstance(part, str) for part in entry):
            (made.append if len(entry) == 2 else gone.add)((entry[0], entry[1]))
        else:
            return _UNFIT
    known = {key for key, _ in made}
    return (*made, *(pair for pair in given if pair[0] not in known and pair not in gone))


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Types of a dataclass's fields, those that are kept."""
    hints = get_type_hints(kind)
    return {known.name: hints[known.name] for known in fields(kind) if known.name not in _SKIPPED}


def _fit(hint: Any, value: Any) -> Any:
    """A value as the field's type, or ``_UNFIT``."""
    options = get_args(hint)
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or (options[-1] is not Ellipsis and len(value) != len(options)):
            return _UNFIT
        made = tuple(_fit(options[0], item) for item in value)
        return _UNFIT if _UNFIT in made else made
    if options:  # X | None
        return None if value is None else _fit(options[0], value)
    if is_dataclass(hint) and isinstance(value, dict):
        return _built(hint, value)
    if hint is float and type(value) in (int, float):
        return float(value)
    return value if type(value) is hint else _UNFIT


def _built(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    made = {name: _fit(hints[name], item) for name, item in value.items() if name in hints}
    if _UNFIT in made.values():
        return _UNFIT
    try:
        return kind(**made)
    except TypeError:  # a field that must be given is missing
        return _UNFIT
