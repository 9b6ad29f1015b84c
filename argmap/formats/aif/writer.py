"""From a map to nodes and edges of the Argument Interchange Format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations
from typing import Any

from argmap.formats.aif.graph import Node, ends
from argmap.formats.aif.merge import OF, shown
from argmap.formats.aif.names import ABSENT, PREFIX, spelling_of, type_of
from argmap.formats.extension import KEY, additions, map_additions
from argmap.formats.extra import kept
from argmap.formats.outside import beside, outside
from argmap.model import ArgumentMap, Component, Relation, Scheme

PAIRED = 8  # an undirected relation of more members than this is written round the circle, not for each pair
KEYS = ("edges", "detailed", "nodes", "loose", "dangling", "locutions", "participants")


class Written:
    """The nodes and edges of a map, before argmap's own objects are added.

    Args:
        amap: The map.
        outer: Whether they are for xAIF, which names schemes outside of the nodes.
    """

    def __init__(self, amap: ArgumentMap, outer: bool = False) -> None:
        self.amap = amap
        self.outer = outer
        self.kept = {key: _list(value) for key, value in kept(PREFIX, amap.extra).items() if key in KEYS}
        self.others = [item for item in self.kept.get("nodes", []) if isinstance(item, dict)]
        self._taken = {str(item.get("nodeID")) for item in self.others}
        self._ids: dict[str, str] = {}
        self.fulfilled: dict[str, Any] = {}
        self.nodes: list[Node] = [self._proposition(item) for item in amap.components]
        names = {item.id: item.name for item in reversed(amap.relations) if item.id not in amap.component}
        self.outside = outside(amap, lambda item: _joinable(item, amap, names))
        self.inside = [item for index, item in enumerate(amap.relations) if index not in self.outside]
        inferences = [self._inference(item) for item in self.inside]
        self.twins = [
            twin for item, node in zip(self.inside, inferences, strict=True) for twin in self._twins(item, node)
        ]
        self.nodes += [*inferences, *(node for node, _ in self.twins), *self.others]
        self.edges = self._edges(inferences)

    def _free(self, ident: str) -> str:
        """An id for a node: its own unless that is empty or taken."""
        base = ident or "node"
        number = 1
        free = base
        while free in self._taken:
            number += 1
            free = f"{base}-{number}"
        self._taken.add(free)
        self._ids.setdefault(ident, free)
        return free

    def _proposition(self, item: Component) -> Node:
        held = kept(PREFIX, item.extra)
        text = shown(item, self.amap)
        if not text and "text" in held and not isinstance(held["text"], str):
            text = held["text"]
        kind = "EN" if held.get("type") == "EN" else "I"
        return {"nodeID": self._free(item.id), "text": text, "type": kind, **_held(held)}

    def _inference(self, item: Relation) -> Node:
        held = kept(PREFIX, item.extra)
        named = tuple(self.amap.scheme.get(ident) or Scheme(ident) for ident in item.schemes[:1])
        spelling = spelling_of(item, named, held, self.outer)
        node: Node = {"nodeID": self._free(item.id), "text": spelling.text, "type": type_of(item.name)}
        if item.mutual:  # a mark for the reader, until `finish` says all that is to be said
            node[KEY] = {"mutual": list(item.mutual)}
        stamp = _held(held)
        if "timestamp" in stamp:
            node["timestamp"] = stamp.pop("timestamp")
        if spelling.scheme != ABSENT:
            node["scheme"] = spelling.scheme
        if spelling.schemeID != ABSENT:
            node["schemeID"] = spelling.schemeID
        if spelling.fulfilled != ABSENT:
            self.fulfilled[node["nodeID"]] = spelling.fulfilled
        return {**node, **stamp}

    def _twins(self, item: Relation, node: Node) -> Iterator[tuple[Node, tuple[str, str]]]:
        """Further nodes of an undirected relation, one for each direction but the first."""
        for number, pair in enumerate(_pairs(item.mutual)[1:], 2):
            twin: Node = {key: node[key] for key in ("text", "type", "scheme", "schemeID") if key in node}
            yield {"nodeID": self._free(f"{item.id}.{number}"), **twin, KEY: {"twin": node["nodeID"]}}, pair

    def _edges(self, inferences: list[Node]) -> list[Node]:
        triples = iter(self.kept.get("edges", []))
        held: dict[tuple[str, str], Any] = {
            (start, end): [number]
            for start, end, number in zip(triples, triples, triples, strict=False)
            if isinstance(start, str) and isinstance(end, str)
        }
        held.update((ends(item), item) for item in self.kept.get("detailed", []) if isinstance(item, dict))
        found = []
        for item, node in zip(self.inside, inferences, strict=True):
            ident = node["nodeID"]
            pair = _pairs(item.mutual)[:1]
            sources = item.sources or tuple(start for start, _ in pair)
            targets = item.targets or tuple(end for _, end in pair)
            found += [self._edge(self._ids[source], ident, held) for source in dict.fromkeys(sources)]
            found += [self._edge(ident, self._ids[target], held) for target in dict.fromkeys(targets)]
        for node, (start, end) in self.twins:
            found.append(self._edge(self._ids[start], node["nodeID"], held))
            found.append(self._edge(node["nodeID"], self._ids[end], held))
        present = self._taken
        loose = [item for item in self.kept.get("loose", []) if present.issuperset(ends(item))]
        return [*found, *(item for item in (*loose, *self.kept.get("dangling", [])) if isinstance(item, dict))]

    def _edge(self, start: str, end: str, held: Mapping[tuple[str, str], Any]) -> Node:
        known = held.get((start, end))
        if isinstance(known, dict):
            return known
        made: Node = {"edgeID": known[0] if known else f"{start}-{end}", "fromID": start, "toID": end}
        return made if self.outer else {**made, "formEdgeID": None}

    def lists(self) -> dict[str, Any]:
        """The lists of a graph object."""
        return {
            "nodes": self.nodes,
            "edges": self.edges,
            "locutions": self.kept.get("locutions", []),
            "participants": self.kept.get("participants", []),
        }

    def finish(self, bare: ArgumentMap) -> dict[str, Any]:
        """Add argmap's own objects to the nodes; returns the one for the file.

        Args:
            bare: The map as it is read back without them.
        """
        elements = (*zip(bare.components, self.amap.components, strict=True),
                    *zip(bare.relations, self.inside, strict=True))  # fmt: skip
        for node, (was, now) in zip(self.nodes, elements, strict=False):
            if was != now:
                node[KEY] = additions(was, now)
        top = map_additions(bare, self.amap)
        if bare.text is not None and any("fragments" in node.get(KEY, ()) for node in self.nodes):
            top[OF] = bare.text.sha256
        left = beside(self.amap, self.outside)
        return {**top, "relations": left} if left else top


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _held(held: Mapping[str, Any]) -> Node:
    """A node's keys beyond its id, text, type and scheme."""
    more = held.get("more")
    stamp = {"timestamp": held["timestamp"]} if "timestamp" in held else {}
    rest = more if isinstance(more, dict) else {}
    return {**stamp, **{key: value for key, value in rest.items() if key not in ("nodeID", "text", "type", KEY)}}


def _pairs(members: tuple[str, ...]) -> list[tuple[str, str]]:
    """From and to for each direction of an undirected relation."""
    if len(members) <= PAIRED:
        return list(permutations(dict.fromkeys(members), 2))
    return [*pairwise(members), (members[-1], members[0])]


def _joinable(item: Relation, amap: ArgumentMap, names: Mapping[str, str]) -> bool:
    """Whether a node can stand for a relation: it has all its ends, and they are of kinds that AIF joins."""
    if item.name == "cites" or not item.name.strip() or item.id in item.ends:
        return False
    if item.mutual:
        alone = not item.sources and not item.targets
        return alone and len(set(item.mutual)) > 1 and all(end in amap.component for end in item.mutual)
    inference_source = type_of(item.name) == "PA"
    return all(end in amap.component or (inference_source and end in names) for end in item.sources) and all(
        end in amap.component or (end in names and type_of(names[end]) != "PA") for end in item.targets
    )
