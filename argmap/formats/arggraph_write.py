"""Writing arggraph XML: the units as they were read where they still fit, else cut anew at the components' borders."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from argmap.formats.extra import kept
from argmap.formats.xmltext import attributes, sound
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Relation, Scheme, Voice

PREFIX = "arggraph"
OPPONENT = Voice("voice.opponent", "opponent")
EXAMPLE = Scheme("scheme.example", "Argument from example")
NAMES = {"sup": "supports", "exa": "supports", "reb": "attacks", "und": "undercuts"}
_TYPES = {"supports": "sup", "attacks": "reb", "undercuts": "und"}


@dataclass(frozen=True, slots=True)
class Units:
    """The text side of an arggraph: edus (id, text, attributes), joints, and segment edges (id, source, target)."""

    edus: tuple[tuple[str, str, dict[str, str]], ...]
    joints: tuple[str, ...]
    segments: tuple[tuple[str, str, str], ...]


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, neighbours with one space between them joined, empty ones left out."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if start == end:
            continue
        if made and made[-1][1] + 1 == start:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def native(amap: ArgumentMap) -> str:
    """The map as arggraph XML alone, as far as it can hold it."""
    known = kept(PREFIX, amap.extra)
    units = _kept_units(amap, known) or _fresh_units(amap)
    root = known.get("attributes")
    pairs = [("id", amap.id), *(root.items() if isinstance(root, dict) else ())]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<arggraph{attributes(pairs)}>"]
    lines += [f"  <edu{attributes([('id', i), *more.items()])}>{_cdata(text)}</edu>" for i, text, more in units.edus]
    lines += [f"  <joint{attributes([('id', ident)])}/>" for ident in units.joints]
    lines += [f"  <adu{attributes([('id', item.id), ('type', _side(item))])}/>" for item in amap.components]
    lines += [_edge(ident, source, target, "seg") for ident, source, target in units.segments]
    lines += [line for relation in amap.relations for line in _edges(relation)]
    stray = known.get("stray")
    lines += [f"  <edge{attributes(list(item.items()))}/>" for item in (stray if isinstance(stray, list) else ())]
    return "\n".join([*lines, "</arggraph>", ""])


def _cdata(text: str) -> str:
    return "<![CDATA[" + sound(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _side(component: Component) -> str:
    side = kept(PREFIX, component.extra).get("type")
    return side if isinstance(side, str) else "pro" if component.voice == AUTHOR_VOICE else "opp"


def _kept_units(amap: ArgumentMap, known: dict[str, Any]) -> Units | None:
    """The units as they were read, if the components still stand on them; None where they do not."""
    content = amap.text.content if amap.text is not None else ""
    try:
        spans = {ident: (start, end) for ident, start, end, _ in known["edus"]}
        edus = tuple((ident, (content or "")[start:end], dict(more)) for ident, start, end, more in known["edus"])
        segments = tuple((ident, source, target) for ident, source, target in known.get("segments", []))
        joints = tuple(known.get("joints", []))
        into: dict[str, list[str]] = {}
        for _, source, target in segments:
            into.setdefault(target, []).append(source)
        for item in amap.components:
            units = [u for s in into.get(item.id, []) for u in (into.get(s, []) if s in joints else [s])]
            if joined(spans[unit] for unit in units) != [(f.start, f.end) for f in item.fragments]:
                return None
    except (KeyError, TypeError, ValueError):
        return None
    whole = " ".join(text for _, text, _ in edus if text)
    return Units(edus, joints, segments) if whole == (content or "") else None


def _fresh_units(amap: ArgumentMap) -> Units:
    """The text cut at every border of a component; components without a passage get a unit of their own."""
    content = (amap.text.content if amap.text is not None else None) or ""
    taken = {item.id for item in amap.components} | {item.id for item in amap.relations}
    edu_ids, edge_ids = _ids("e", taken), _ids("s", taken)
    ends = [(f.start, f.end) for item in amap.components for f in item.fragments]
    cuts = {0, len(content), *(at for span in ends for at in span if at is not None and 0 <= at <= len(content))}
    pieces = [(start, end) for start, end in pairwise(sorted(cuts)) if content[start:end].strip()]
    names = [next(edu_ids) for _ in pieces]
    starts = [start for start, _ in pieces]
    edus: list[tuple[str, str, dict[str, str]]] = [
        (name, content[start:end].strip(), {}) for name, (start, end) in zip(names, pieces, strict=True)
    ]
    segments: list[tuple[str, str, str]] = []
    more: list[tuple[str, str, dict[str, str]]] = []
    for item in amap.components:
        inside = [
            name
            for f in item.fragments
            if f.start is not None and f.end is not None
            for name in names[bisect_left(starts, f.start) : bisect_left(starts, f.end)]
        ]
        if not inside and item.gloss:
            inside = [next(edu_ids)]
            more.append((inside[0], item.gloss, {"implicit": "true"}))
        segments += [(next(edge_ids), name, item.id) for name in dict.fromkeys(inside)]
    return Units((*edus, *more), (), tuple(segments))


def _ids(letter: str, taken: set[str]) -> Iterator[str]:
    """Fresh ids that nothing else has."""
    number = 0
    while True:
        number += 1
        if f"{letter}{number}" not in taken:
            yield f"{letter}{number}"


def _edges(relation: Relation) -> Iterator[str]:
    """A relation's edges: one for each target, ``add`` for further premises, both ways between mutual attackers."""
    kind = "exa" if relation.name == "supports" and relation.schemes == (EXAMPLE.id,) else _TYPES.get(relation.name)
    known = kept(PREFIX, relation.extra).get("add")
    added = known if isinstance(known, list) else []
    sources, targets = relation.sources, relation.targets
    if relation.mutual and kind == "reb":
        sources, targets = relation.mutual[:1], relation.mutual[1:]
    if not sources or not targets:
        return
    for number, target in enumerate(targets):
        ident = relation.id if number == 0 else f"{relation.id}-{number + 1}"
        yield _edge(ident, sources[0], target, kind or relation.name)
        for place, source in enumerate(sources[1:]):
            name = added[place] if number == 0 and len(added) == len(sources) - 1 else f"{ident}-add{place + 1}"
            yield _edge(name, source, ident, "add")


def _edge(ident: str, source: str, target: str, kind: str) -> str:
    return f"  <edge{attributes([('id', ident), ('src', source), ('trg', target), ('type', kind)])}/>"
