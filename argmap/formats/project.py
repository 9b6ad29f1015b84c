"""A map as plain nodes and edges, for programs that know graphs but no arguments.

A relation with one source and one target that nothing points at is an edge. A linked, mutual or undercut relation
is a node of its own between its ends, as in AIF. Cited sources are nodes; so is an end that is not in the map, so
that no edge hangs in the air.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from argmap.model import ArgumentMap, Component, Relation

Value = str | bool | int


@dataclass(frozen=True, slots=True)
class Node:
    """``what`` is component, relation, source or missing; ``data`` holds only what is known."""

    id: str
    what: str
    label: str
    data: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """From ``source`` to ``target``; ``role`` is the relation's name, ``data`` what is known of the relation."""

    id: str
    source: str
    target: str
    role: str
    data: dict[str, Value]


def project(amap: ArgumentMap) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges in the map's order; ids are unique among each."""
    names = _names(amap)
    pointed = {target for relation in amap.relations for target in relation.targets if target not in amap.component}
    nodes = [_component(amap, item) for item in amap.component.values()]
    edges: list[Edge] = []

    def end(ident: str) -> str:
        return ident if ident in amap.component else names.get(ident, ident)

    for relation in amap.relation.values():
        if len(relation.sources) == 1 == len(relation.targets) and not relation.mutual and relation.id not in pointed:
            source, target = relation.sources[0], relation.targets[0]
            edges.append(Edge(relation.id, end(source), end(target), relation.name, _of_relation(relation)))
            continue
        ident = names[relation.id]
        nodes.append(Node(ident, "relation", relation.name, {"name": relation.name, **_of_relation(relation)}))
        edges += _spokes(relation, ident, end)
    nodes += [Node(item.id, "source", item.text, {}) for item in amap.bibliography if item.id not in amap.component]
    known = {node.id for node in nodes}
    missing = dict.fromkeys(name for edge in edges for name in (edge.source, edge.target) if name not in known)
    return [*nodes, *(Node(ident, "missing", ident, {}) for ident in missing)], _unique(edges)


def _names(amap: ArgumentMap) -> dict[str, str]:
    """Node ids of relations; one that is a component's id too gets a mark of its own."""
    taken = set(amap.component) | {item.id for item in amap.bibliography}
    return {ident: f"relation:{ident}" if ident in taken else ident for ident in amap.relation}


def _spokes(relation: Relation, ident: str, end: Callable[[str], str]) -> Iterator[Edge]:
    for source in (*relation.sources, *relation.mutual):
        yield Edge(f"{relation.id}:{source}", end(source), ident, relation.name, {})
    for target in relation.targets:
        yield Edge(f"{relation.id}:{target}", ident, end(target), relation.name, {})


def _unique(edges: list[Edge]) -> list[Edge]:
    seen: dict[str, int] = {}
    made = []
    for edge in edges:
        seen[edge.id] = seen.get(edge.id, 0) + 1
        ident = edge.id if seen[edge.id] == 1 else f"{edge.id}:{seen[edge.id]}"
        made.append(Edge(ident, edge.source, edge.target, edge.role, edge.data))
    return made


def _component(amap: ArgumentMap, item: Component) -> Node:
    issues = [amap.issue[ident].label or ident if ident in amap.issue else ident for ident in item.issues]
    voice = amap.voice[item.voice].label if item.reported and item.voice in amap.voice else item.voice
    data: dict[str, Value] = {
        "kind": item.kind,
        "gloss": item.gloss,
        "passage": amap.passage(item),
        "page": amap.page(item),
        "issues": "; ".join(issues),
        "voice": voice if item.reported else "",
        "thesis": item.thesis,
        "annotator": item.annotator,
        "certainty": item.certainty,
        "notes": "\n".join(item.notes),
    }
    known = {key: value for key, value in data.items() if value not in ("", False)}
    return Node(item.id, "component", amap.words(item) or item.id, known)


def _of_relation(relation: Relation) -> dict[str, Value]:
    data: dict[str, Value] = {
        "schemes": " ".join(relation.schemes),
        "reason": relation.reason,
        "annotator": relation.annotator,
        "certainty": relation.certainty,
    }
    return {key: value for key, value in data.items() if value}
