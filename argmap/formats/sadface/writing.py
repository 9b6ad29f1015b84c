"""From a map to a SADFace document of version 0.5."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from argmap.formats.asides import aside, map_aside
from argmap.formats.extension import KEY
from argmap.formats.extra import kept
from argmap.formats.outside import outside
from argmap.formats.rawtext import layout_of
from argmap.formats.sadface.names import NODES, PREFIX, VERSION, is_uuid, resolve, spelled, uuid_of
from argmap.formats.sadface.reading import edge_of
from argmap.formats.sadface.sources import JSON, Places
from argmap.model import ArgumentMap, Component, Relation, Scheme


class Written:
    """The document of a map, before what argmap says besides is added."""

    def __init__(self, amap: ArgumentMap) -> None:
        self._amap = amap
        self._kept = kept(PREFIX, amap.extra)
        self._taken: set[str] = set()
        self._ids: dict[str, str] = {}
        self._odd = {(item[0], item[1]): item[2] for item in self._list("edges") if _is_odd(item)}
        places = Places(amap, self._kept.get("resources"), layout_of(amap), uuid_of(amap.id or "sadface", "resource"))
        self._places = places
        steps = {item.id for item in amap.relations if item.id not in amap.component}
        self.outside = outside(amap, lambda item: _fits(item, amap, steps))
        self.atoms = [self._atom(item) for item in amap.components]
        self.inside = [item for index, item in enumerate(amap.relations) if index not in self.outside]
        self.steps = [self._step(item) for item in self.inside]
        edges = [edge for item in self.inside for edge in self._edges(item)]
        self.document: JSON = {
            "metadata": self._metadata(),
            "resources": places.resources(),
            "nodes": [*self.atoms, *self.steps, *self._list("nodes")],
            "edges": [*edges, *self._list("stray")],
            **_object(self._kept.get("top")),
        }

    def finish(self, plain: ArgumentMap) -> JSON:
        """The document with what is still missing; ``plain`` is the map as it is read back without that."""
        pairs = (*zip(self.atoms, plain.components, self._amap.components, strict=True),
                 *zip(self.steps, plain.relations, self.inside, strict=True))  # fmt: skip
        for node, was, now in pairs:
            _say(node, aside(was, now))
        _say(self.document, map_aside(plain, self._amap, self.outside))
        return self.document

    def _list(self, key: str) -> list[Any]:
        value = self._kept.get(key)
        return value if isinstance(value, list) else []

    def _metadata(self) -> JSON:
        amap = self._amap
        core: JSON = {
            "id": amap.id if is_uuid(amap.id) else uuid_of(amap.id, "map"),
            "version": VERSION,
            "created": "",
            "edited": "",
            "analyst_name": next((item.name for item in amap.annotators), ""),
            "analyst_email": "",
            **_object(self._kept.get("core")),
        }
        thesis = next((item.id for item in amap.components if item.thesis), "")
        if thesis:
            core["claim"] = self._ids[thesis]
        if amap.title:
            core["title"] = amap.title
        made: JSON = {"core": core, **_object(self._kept.get("metadata"))}
        return made if is_uuid(amap.id) else {**made, KEY: {"id": amap.id}}

    def _node(self, what: str, item: Component | Relation, **given: Any) -> JSON:
        """A node with its id, its own id where that is no UUID, and what others said of it."""
        held = kept(PREFIX, item.extra)
        ident, number = item.id, 1
        while ident in self._taken or not is_uuid(ident):
            ident = uuid_of(self._amap.id, what, item.id, str(number))
            number += 1
        self._taken.add(ident)
        self._ids.setdefault(item.id, ident)
        node = {"id": ident, **given, "metadata": {**_object(held.get("metadata"))}, **_object(held.get("more"))}
        return node if ident == item.id else _say(node, {"id": item.id})

    def _atom(self, item: Component) -> JSON:
        held = kept(PREFIX, item.extra)
        text = held["text"] if "text" in held and not isinstance(held["text"], str) and not item.gloss else item.gloss
        odd = held.get("sources")
        known = {tuple(one[:2]): one[2] for one in odd if _is_odd(one, int)} if isinstance(odd, list) else {}
        sources = [known.get((one.start, one.end)) or self._places.source(one) for one in item.fragments]
        lost = held.get("lost")
        listed = [*(one for one in sources if one), *(lost if isinstance(lost, list) else ())]
        return self._node("atom", item, type="atom", text=text, sources=listed)

    def _step(self, item: Relation) -> JSON:
        kind = NODES[item.name]
        named = self._amap.scheme.get(item.schemes[0], Scheme(item.schemes[0])) if item.schemes else None
        usual = spelled(item.name, named, bool(item.mutual))
        given = kept(PREFIX, item.extra).get("name")
        if isinstance(given, str) and given:
            found = resolve(kind, given)[1]
            usual = given if (found and found.id) == (named and named.id) else usual
        return self._node("step", item, type=kind, name=usual)

    def _edges(self, item: Relation) -> Iterator[JSON]:
        own = self._ids[item.id]
        away = item.targets or item.mutual
        for start, end in (*((one, item.id) for one in item.sources), *((item.id, one) for one in away)):
            ends = (own if start == item.id else self._ids[start], own if end == item.id else self._ids[end])
            yield {**edge_of(*ends), **_object(self._odd.get((start, end)))}


def _say(holder: JSON, said: JSON) -> JSON:
    """Add what argmap says to a node's or the file's metadata."""
    if said:
        metadata = holder["metadata"]
        metadata[KEY] = {**metadata.get(KEY, {}), **said}
    return holder


def _object(value: Any) -> JSON:
    return value if isinstance(value, dict) else {}


def _is_odd(item: Any, kind: type = str) -> bool:
    whole = isinstance(item, list) and len(item) == 3 and isinstance(item[2], dict)
    return whole and isinstance(item[0], kind) and isinstance(item[1], kind)


def _fits(item: Relation, amap: ArgumentMap, steps: Container[str]) -> bool:
    """Whether a node can stand for a relation: it has a name of SADFace's, and all its ends are nodes."""
    ends = set(item.targets)
    return _undirected(item, amap) or (
        item.name in NODES
        and not item.mutual
        and amap.relation[item.id] is item
        and 0 < len(item.sources) == len(set(item.sources))
        and 0 < len(item.targets) == len(ends)
        and all(end in amap.component for end in item.sources)
        and all(end in amap.component or (end in steps and end != item.id) for end in ends)
    )


def _undirected(item: Relation, amap: ArgumentMap) -> bool:
    """Whether it is an undirected attack among components, which one node stands for."""
    alone = item.name == "attacks" and not item.sources and not item.targets and amap.relation[item.id] is item
    members = set(item.mutual)
    return alone and 1 < len(item.mutual) == len(members) and all(end in amap.component for end in members)
