"""Argdown JSON as a format: read with and without its ``map``, written as Argdown's program does."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from argmap.formats.argdown.exported import exported
from argmap.formats.argdown.imported import Importer
from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.mapform import drawn, is_ours
from argmap.formats.argdown.overlay import PREFIX as TEXT
from argmap.formats.argdown.overlay import slug
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.reading import included, last_read, without_layout
from argmap.formats.argdown.source import load
from argmap.formats.argdown.to_map import to_map
from argmap.formats.argdown.writing import write as write_text
from argmap.formats.codes import fault
from argmap.formats.extra import keep, kept
from argmap.formats.jsontext import Places, escaped, peek
from argmap.formats.jsontext import parse as parse_json
from argmap.formats.quick import no_collection
from argmap.model import ArgumentMap
from argmap.plugins import Format, Input, Loss
from argmap.problems import DataError, Place, Problem

PREFIX = "argdown-json"
_KNOWN = {"arguments", "statements", "relations", "sections", "tags", "frontMatter"}
# the map of nodes and edges as it was read, False where there was none; and of which argument it is one
_MAP, _OF = "map", "map-of"
_NONE, _KEPT, _MADE = "none", "kept", "made"


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from Argdown's JSON; its ``map`` of nodes and edges is kept as it is, but for one that argmap made.

    Raises:
        DataError: it is no JSON, or no object.
    """
    value, problems = parse_json(source)
    if not isinstance(value, dict):
        raise DataError("the JSON holds no object", "name its format with --from", place=Place(source.name, 1, 1))
    importer = Importer(value)
    model = importer.run()
    stem = slug(re.sub(r"(?:\.argdown)?\.[^.]*\Z", "", posixpath.basename(source.name)) or "argdown")
    found = to_map(model, stem, source.name, lambda _: Place(source.name, 1, 1)).amap
    places = Places(source)
    for offset, code, message in model.faults:
        path = importer.paths[offset] if 0 < offset < len(importer.paths) else ()
        problems.append(fault(code, message, places.of(*path)))
    more: dict[str, Any] = {name: item for name, item in value.items() if name not in {*_KNOWN, _MAP}}
    if not is_ours(value.get(_MAP)):
        more[_MAP] = value.get(_MAP, False)
        more |= {_OF: _argument(found)} if more[_MAP] is not False else {}
    if importer.dangling:
        more["dangling"] = importer.dangling
    return replace(found, extra=(*found.extra, *keep(PREFIX, more))), problems


def _argument(amap: ArgumentMap) -> str:
    """A hash of what the map says: components with their words, and relations."""
    said = sorted([item.id, item.gloss] for item in amap.components)
    ends = sorted([item.name, *item.sources, "", *item.targets, "", *item.mutual] for item in amap.relations)
    return hashlib.sha256(json.dumps([said, ends]).encode()).hexdigest()[:16]


def _which(amap: ArgumentMap) -> str:
    """Whether a ``map`` of nodes and edges is written: the one that was read, one that is made, or none.

    One is made of a map from another notation, of a text that asks for it, and where the argument was changed.
    """
    more = kept(PREFIX, amap.extra)
    if _MAP in more:
        known = more.get(_OF, "")
        return _NONE if more[_MAP] is False else _KEPT if known in ("", _argument(amap)) else _MADE
    slots = kept(TEXT, amap.extra)
    front = slots.get("front")
    settings = front.get("json") if isinstance(front, dict) else None
    asked = settings.get("exportMap") if isinstance(settings, dict) else None
    return _MADE if asked is True or (asked is None and "source" not in slots) else _NONE


def write(amap: ArgumentMap) -> str:
    """A map as Argdown's JSON, one element to a line."""
    more = kept(PREFIX, amap.extra)
    which = _which(amap)
    bare = replace(amap, extra=tuple(pair for pair in amap.extra if not pair[0].startswith(f"{PREFIX}:")))
    found = last_read(bare)
    source = found.source if found else load(Input(write_text(bare), amap.file, included(bare)))
    model = found.model if found else build(parse(source.text))
    more.pop(_OF, None)
    known = more.pop(_MAP, None)
    if which is not _NONE:
        more[_MAP] = known if which is _KEPT else drawn(model)
    pieces: list[str] = []
    with no_collection():
        for name, group in _groups(exported(model, source.position), more):
            pieces += (",\n" if pieces else "{\n", _row(name), ": ", *_rows(group))
    return escaped("".join((*pieces, "\n}\n")))


# one encoder for all elements: making one costs more than most elements
_row = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _groups(made: Iterator[tuple[str, Any]], more: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The groups of an export, what was kept over them, and what else was kept."""
    dangling = more.pop("dangling", [])
    for name, known in made:
        group = more.pop(name, known)
        yield name, [*group, *dangling] if name == "relations" and isinstance(dangling, list) else group
    yield from more.items()


def _rows(group: Any) -> Iterator[str]:
    """A group of elements with each on a line of its own, in pieces; elements are made one by one."""
    if isinstance(group, dict | Iterator):
        pairs = group.items() if isinstance(group, dict) else group
        opening, closing, rows = "{", "}", (f"{_row(name)}: {_row(item)}" for name, item in pairs)
    elif isinstance(group, list):
        opening, closing, rows = "[", "]", (_row(item) for item in group)
    else:
        yield _row(group)
        return
    mark = f"{opening}\n"
    for row in rows:
        yield mark
        yield row
        mark = ",\n"
    yield f"\n{closing}" if mark == ",\n" else f"{opening}{closing}"


def reduce(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back: without the text that it was read from, whose layout JSON cannot hold."""
    bare = without_layout(amap)
    losses = [Loss("map", "layout", 1, (amap.id,))] if bare != amap else []
    more = kept(PREFIX, amap.extra)
    last = {name: more.pop(name) for name in ("dangling",) if name in more}
    known = more.pop(_MAP, False)
    more.pop(_OF, None)
    which = _which(amap)
    if which is not _MADE:
        more |= {_MAP: False} if which is _NONE else {_MAP: known, _OF: _argument(amap)}
    others = (pair for pair in bare.extra if not pair[0].startswith(f"{PREFIX}:"))
    return replace(bare, extra=(*others, *keep(PREFIX, {**more, **last}))), losses


def recognises(source: Input) -> bool:
    """Whether a JSON file is Argdown's."""
    value = peek(source)
    return isinstance(value, dict) and all(isinstance(value.get(name), dict) for name in ("arguments", "statements"))


FORMATS = (
    Format(
        "argdown-json",
        "Argdown JSON",
        (".argdown.json", ".json"),
        read=read,
        write=write,
        recognises=recognises,
        reduce=reduce,
        about="The export of Argdown's own program, with and without its map; fields it lacks stand in frontMatter.",
    ),
)
