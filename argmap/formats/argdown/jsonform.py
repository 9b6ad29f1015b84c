"""Argdown JSON as a format: read with and without its ``map``, written as Argdown's program does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from argmap.formats.argdown.exported import exported
from argmap.formats.argdown.given import GROUPS, current, groups_of, mapped, mark_of, remember
from argmap.formats.argdown.imported import Importer
from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.mapform import drawn, is_ours
from argmap.formats.argdown.markup import fresh
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.overlay import PREFIX as TEXT
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.reading import included, kept_source, last_read, without_layout
from argmap.formats.argdown.source import load
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
# the map of nodes and edges as it was read, False where there was none; and of which argument it is one
_MAP, _OF = "map", "map-of"
# the export itself, as it was read, and where the writer says that it could be made again
_GIVEN, MARK = "given", "argmap"
_SLOT = f"{PREFIX}:{_GIVEN}"
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
    found = mapped(model, source.name)
    places = Places(source)
    for offset, code, message in model.faults:
        path = importer.paths[offset] if 0 < offset < len(importer.paths) else ()
        problems.append(fault(code, message, places.of(*path)))
    more: dict[str, Any] = {name: item for name, item in value.items() if name not in {*GROUPS, _MAP, MARK}}
    if not is_ours(value.get(_MAP)):
        more[_MAP] = value.get(_MAP, False)
        more |= {_OF: _argument(found)} if more[_MAP] is not False else {}
    if importer.dangling:
        more["dangling"] = importer.dangling
    groups = groups_of(value)
    if groups and not _is_canonical(value):
        more[_GIVEN] = groups
    slots = keep(PREFIX, more)
    remember(found, dict(slots).get(_SLOT, ""))
    return replace(found, extra=(*found.extra, *slots)), problems


def _is_canonical(value: dict[str, Any]) -> bool:
    """Whether an export is as the writer made it from a map alone, by the mark that it left."""
    own = value.get(MARK)
    mark = own.get("layout") if isinstance(own, dict) else None
    return isinstance(mark, str) and mark == mark_of(_pieces(groups_of(value).items()))


def _argument(amap: ArgumentMap) -> str:
    """A hash of what the map says: components with their words, and relations."""
    said = sorted([item.id, item.gloss] for item in amap.components)
    ends = sorted([item.name, *item.sources, "", *item.targets, "", *item.mutual] for item in amap.relations)
    return hashlib.sha256(json.dumps([said, ends]).encode()).hexdigest()[:16]


def _which(amap: ArgumentMap, more: dict[str, Any]) -> str:
    """Whether a ``map`` of nodes and edges is written: the one that was read, one that is made, or none.

    One is made of a map from another notation, of a text that asks for it, and where the argument was changed.
    """
    if _MAP in more:
        known = more.get(_OF, "")
        return _NONE if more[_MAP] is False else _KEPT if known in ("", _argument(amap)) else _MADE
    slots = kept(TEXT, amap.extra)
    front = slots.get("front")
    settings = front.get("json") if isinstance(front, dict) else None
    asked = settings.get("exportMap") if isinstance(settings, dict) else None
    return _MADE if asked is True or (asked is None and "source" not in slots) else _NONE


def _more(amap: ArgumentMap) -> dict[str, Any]:
    """What was kept beside the groups of an export."""
    taken = {f"{PREFIX}:{name}" for name in (*GROUPS, MARK, _GIVEN)}
    return kept(PREFIX, (pair for pair in amap.extra if pair[0] not in taken))


def write(amap: ArgumentMap) -> str:
    """A map as Argdown's JSON, one element to a line."""
    more = _more(amap)
    which = _which(amap, more)
    bare = replace(amap, extra=tuple(pair for pair in amap.extra if not pair[0].startswith(f"{PREFIX}:")))
    more.pop(_OF, None)
    known = more.pop(_MAP, None)
    given = current(bare, dict(amap.extra).get(_SLOT, ""))
    dangling = more.pop("dangling", [])
    groups: Iterable[tuple[str, Any]]
    if given is not None:
        model = Importer(given).run() if which is _MADE else Model()
        groups = given.items()
    else:
        found = last_read(bare)
        source = found.source if found else load(Input(write_text(bare), amap.file, included(bare)))
        model = found.model if found else build(parse(source.text))
        groups = _with(exported(model, source.position), dangling)
    if which is not _NONE:
        more[_MAP] = known if which is _KEPT else drawn(model)
    with no_collection():
        pieces = list(_pieces(groups))
        if given is None and kept_source(bare) is None:
            more[MARK] = {"layout": mark_of(pieces)}
        pieces += _pieces(more.items(), ",\n" if pieces else "{\n")
    return escaped("".join((*pieces, "\n}\n")))


def _with(groups: Iterable[tuple[str, Any]], dangling: Any) -> Iterator[tuple[str, Any]]:
    """The groups of an export, with the relations that lead to nothing."""
    for name, known in groups:
        yield name, [*known, *dangling] if name == "relations" and isinstance(dangling, list) else known


def _pieces(groups: Iterable[tuple[str, Any]], mark: str = "{\n") -> Iterator[str]:
    """Groups as they are written, with what stands before the first."""
    for name, group in groups:
        yield from (mark, _row(name), ": ", *_rows(group))
        mark = ",\n"


# one encoder for all elements: making one costs more than most elements
_row = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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
    """The map as it comes back: without the text that it was read from, whose layout JSON cannot hold.

    An export that no longer says what the map says goes as well, and so do the places in it.
    """
    amap, losses = fresh(amap)
    bare = without_layout(amap)
    losses += [Loss("map", "layout", 1, (amap.id,))] if bare != amap else []
    more = _more(amap)
    which = _which(amap, more)
    last = {name: more.pop(name) for name in ("dangling",) if name in more}
    known, old = more.pop(_MAP, False), any(name == _SLOT for name, _ in amap.extra)
    more.pop(_OF, None)
    if which is not _MADE:
        more |= {_MAP: False} if which is _NONE else {_MAP: known, _OF: _argument(amap)}
    written = json.loads(write(amap)) if old or bare != amap else {MARK: {}}
    if MARK not in written:
        last[_GIVEN] = groups_of(written)
    elif old:
        losses.append(Loss("map", "positions", 1, (amap.id,)))
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
