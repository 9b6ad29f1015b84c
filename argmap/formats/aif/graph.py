"""Nodes and edges of the Argument Interchange Format, read in one pass each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.aif.names import ABSENT, DIALOGUE, PREFIX, PROPOSITIONS, RELATIONS, Spelling, hashable, resolve
from argmap.formats.aif.speakers import speakers
from argmap.formats.extension import KEY
from argmap.formats.extra import Extra, keep
from argmap.formats.own import Reader
from argmap.model import AUTHOR_VOICE, Component, Relation, Scheme, Voice

Node = dict[str, Any]
PLAIN = frozenset({"nodeID", "text", "type", "timestamp"})
SPELLED = frozenset({*PLAIN, "scheme", "schemeID"})


@dataclass(slots=True)
class Graph:
    """What the nodes and edges of a file hold, in the file's order.

    ``components`` and ``relations`` are what the notation alone gives; ``said`` holds the ``argmap`` object of
    each that has one, and where its node stands in the file. ``twins`` are second nodes of undirected relations.
    The rest is what the model has no field for: nodes of dialogues and of unknown types, edges with an id or keys
    of their own (``edges``), edges that no relation stands for (``loose``) and edges that lead to nothing.
    """

    components: list[Component] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    said: dict[str, tuple[Mapping[str, Any], int]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    others: list[Node] = field(default_factory=list)
    edges: list[Any] = field(default_factory=list)
    loose: list[Node] = field(default_factory=list)
    dangling: list[Node] = field(default_factory=list)
    integers: bool = False

    def slots(self) -> Extra:
        """All that goes into the map's ``extra``."""
        values = {
            "nodes": self.others,
            "edges": self.edges,
            "loose": self.loose,
            "dangling": self.dangling,
            "integers": self.integers,
        }
        return keep(PREFIX, {key: value for key, value in values.items() if value})


class Loader:
    """Reads one graph.

    Args:
        reader: Tells what does not fit.
        path: The keys under which the graph's lists stand.
        fulfilled: In xAIF, the number of the scheme by node; None in plain AIF.
    """

    def __init__(self, reader: Reader, path: tuple[str, ...] = (), fulfilled: Mapping[str, Any] | None = None) -> None:
        self._reader = reader
        self._path = path
        self._fulfilled = fulfilled
        self._stamps: dict[str, Extra] = {}
        self._sources: dict[str, list[str]] = {}
        self._targets: dict[str, list[str]] = {}
        self._dialogue: list[tuple[str, str]] = []
        self._listed: list[Any] = []
        self.graph = Graph()

    def load(self, data: Mapping[str, Any]) -> Graph:
        """The graph that a JSON object holds in its lists of nodes, edges, locutions and participants."""
        self._listed = self.members(data, "nodes")
        nodes = self._nodes(self._listed)
        edges = self.members(data, "edges")
        self._edges(edges)
        others = {node["nodeID"]: node for node in self.graph.others}
        spoken = speakers(
            others, self._dialogue, self.members(data, "locutions"), self.members(data, "participants")
        )  # fmt: skip
        propositions = {ident: voice for ident, voice in spoken.items() if self.graph.types[ident] in PROPOSITIONS}
        self.graph.voices = {voice.id: voice for voice in propositions.values()}
        doubled = self._build(nodes, propositions)
        self._tell_incomplete(nodes)
        if doubled:
            self._sort_out(edges, doubled)
        return self.graph

    def members(self, data: Mapping[str, Any], key: str) -> list[Any]:
        """A list of the graph; null is an empty one, and anything else a problem."""
        value = data.get(key)
        if isinstance(value, list) or value is None:
            return value or []
        self._reader.tell("E914", f"{key} should be a list, not {type(value).__name__}", *self._path, key)
        return []

    def tell(self, code: str, message: str, key: str, index: int) -> None:
        """Note a problem at a member of one of the graph's lists."""
        self._reader.tell(code, message, *self._path, key, index)

    def _nodes(self, nodes: list[Any]) -> list[tuple[str, Node]]:
        """Propositions and inferences with their ids, in order; all else is put by."""
        found: list[tuple[str, Node]] = []
        types = self.graph.types
        integers = 0
        for index, node in enumerate(nodes):
            if type(node) is not dict:
                self.tell("E914", f"a node should be an object, not {type(node).__name__}", "nodes", index)
                continue
            ident, kind = node.get("nodeID"), node.get("type")
            if type(ident) is not str or ident in types or not ident:
                integers += type(ident) is int
                ident = self._ident(ident, index)
            if type(kind) is not str or (kind not in PROPOSITIONS and kind not in RELATIONS):
                self._put_by(ident, kind, node, index)
                continue
            types[ident] = kind
            if KEY in node:
                said = node[KEY]
                if isinstance(said, dict):
                    self.graph.said[ident] = (said, index)
            found.append((ident, node))
        self.graph.integers = bool(nodes) and integers == len(nodes)
        return found

    def _ident(self, given: Any, index: int) -> str:
        """The id of a node whose own is no text, empty, or taken."""
        ident = str(given) if type(given) is int else given
        if not isinstance(ident, str) or not ident:
            self.tell("E914", f"the id of a node should be a text, not {given!r}", "nodes", index)
            ident = f"node{index + 1}"
        types = self.graph.types
        if ident not in types:
            return ident
        number = 2
        while f"{ident}-{number}" in types:
            number += 1
        self.tell("E912", f"the id {ident} is given twice; this node is now {ident}-{number}", "nodes", index)
        return f"{ident}-{number}"

    def _put_by(self, ident: str, kind: Any, node: Node, index: int) -> None:
        if kind not in DIALOGUE if type(kind) is str else True:
            self.tell("W917", f"the node {ident} is of the type {kind!r}; it is kept as it is", "nodes", index)
        self.graph.types[ident] = "L"
        self.graph.others.append(node if node.get("nodeID") == ident else {**node, "nodeID": ident})

    def _edges(self, edges: list[Any]) -> None:
        types, graph, outer = self.graph.types, self.graph, self._fulfilled is not None
        for index, given in enumerate(edges):
            edge = given
            if type(edge) is not dict:
                self.tell("E914", f"an edge should be an object, not {type(edge).__name__}", "edges", index)
                continue
            start, end = edge.get("fromID"), edge.get("toID")
            if type(start) is not str or type(end) is not str:
                start, end = _text(start), _text(end)
                edge = {**edge, "fromID": start or edge.get("fromID"), "toID": end or edge.get("toID")}
            of, to = types.get(start), types.get(end)
            if of is None or to is None:
                graph.dangling.append(edge)
                missing = end if to is None else start
                self.tell("E913", f"the edge {edge.get('edgeID')!r} leads to no node {missing!r}", "edges", index)
            elif not self._join(start, end, of, to):
                graph.loose.append(edge)
                if "L" not in (of, to):
                    self.tell("W918", f"the edge from {start} to {end} joins what AIF does not join", "edges", index)
            elif not usual(edge, start, end, outer):
                graph.edges.append(brief(edge, start, end, outer))

    def _join(self, start: str, end: str, of: str, to: str) -> bool:
        """Make an edge an end of a relation; False where no relation stands at either end."""
        if of == "L" or to == "L":
            self._dialogue.append((start, end))
            return False
        if start == end:
            return False
        if to in RELATIONS and (of in PROPOSITIONS or to == "PA"):
            self._sources.setdefault(end, []).append(start)
        elif of in RELATIONS:
            self._targets.setdefault(start, []).append(end)
        else:
            return False
        return True

    def _build(self, nodes: Iterable[tuple[str, Node]], spoken: Mapping[str, Voice]) -> set[tuple[str, str]]:
        """Make components and relations; returns ends that are given more than once."""
        types, graph = self.graph.types, self.graph
        doubled: set[tuple[str, str]] = set()
        for ident, node in nodes:
            kind = types[ident]
            if self._is_twin(ident):
                continue
            if kind in PROPOSITIONS:
                text = node.get("text")
                extra = self._extra(node, kind)
                if type(text) is not str:
                    text, extra = "", (*extra, *keep(PREFIX, {"text": text} if "text" in node else {}))
                voice = spoken[ident].id if ident in spoken else AUTHOR_VOICE
                graph.components.append(Component(ident, "claim", text, extra=extra, voice=voice))
            else:
                graph.relations.append(self._relation(ident, kind, node, doubled))
        return doubled

    def _is_twin(self, ident: str) -> bool:
        """Whether a node only stands for the other direction of an undirected relation."""
        said = self.graph.said
        of = said[ident][0].get("twin") if ident in said else None
        return isinstance(of, str) and of in said and "mutual" in said[of][0]

    def _tell_incomplete(self, nodes: list[tuple[str, Node]]) -> None:
        """Note inferences without premise or conclusion."""
        bare = {item.id: "premise" if item.targets else "conclusion" for item in self.graph.relations
                if not item.sources or not item.targets}  # fmt: skip
        if not bare:
            return
        given = {id(node): ident for ident, node in nodes if ident in bare}
        for index, node in enumerate(self._listed):
            if id(node) in given:
                ident = given[id(node)]
                self.tell("W918", f"the {node.get('type')} node {ident} has no {bare[ident]}", "nodes", index)

    def _relation(self, ident: str, kind: str, node: Node, doubled: set[tuple[str, str]]) -> Relation:
        sources, targets = tuple(self._sources.pop(ident, ())), tuple(self._targets.pop(ident, ()))
        if len(sources) > 1 and len(set(sources)) < len(sources):
            doubled.update((source, ident) for source in sources)
            sources = tuple(dict.fromkeys(sources))
        if len(targets) > 1 and len(set(targets)) < len(targets):
            doubled.update((ident, target) for target in targets)
            targets = tuple(dict.fromkeys(targets))
        fulfilled = ABSENT if self._fulfilled is None else self._fulfilled.get(ident, ABSENT)
        given = Spelling(node.get("text"), node.get("scheme", ABSENT), node.get("schemeID", ABSENT), fulfilled)
        more: Extra = ()
        if not hashable(given):
            given, more = Spelling("", ABSENT, ABSENT, fulfilled), keep(PREFIX, {"spelling": node})
        found = resolve(kind, given, self._fulfilled is not None)
        for scheme in found.schemes:
            self.graph.schemes.setdefault(scheme.id, scheme)
        name = found.name
        if kind == "CA" and any(self.graph.types[target] in RELATIONS for target in targets):
            name = "undercuts"
        extra = self._extra(node, kind) + found.extra + more
        return Relation(ident, name, sources, targets, schemes=found.ids, extra=extra)

    def _extra(self, node: Node, kind: str) -> Extra:
        """A node's keys that have no field; what many nodes share is made once."""
        stamp = node.get("timestamp")
        usual_keys = PLAIN if kind in PROPOSITIONS else SPELLED
        made: Extra = ()
        if type(stamp) is str:
            made = self._stamps.get(stamp, ())
            if not made:
                made = self._stamps[stamp] = keep(PREFIX, {"timestamp": stamp})
        if kind == "EN":
            made += keep(PREFIX, {"type": kind})
        if usual_keys.issuperset(node) and type(stamp) is str:
            return made
        more = {key: value for key, value in node.items() if key not in usual_keys and key != KEY}
        if "timestamp" in node and type(stamp) is not str:
            more["timestamp"] = stamp
        return made + keep(PREFIX, {"more": more}) if more else made

    def _sort_out(self, edges: list[Any], doubled: set[tuple[str, str]]) -> None:
        """Of edges that are given twice, the first makes the relation; the others are put by."""
        outer = self._fulfilled is not None
        seen: set[tuple[str, str]] = set()
        kept: list[Any] = []
        for index, edge in enumerate(edges):
            if type(edge) is not dict:
                continue
            pair = (_text(edge.get("fromID")), _text(edge.get("toID")))
            if pair not in doubled:
                continue
            if pair in seen:
                self.graph.loose.append({**edge, "fromID": pair[0], "toID": pair[1]})
                self.tell("W918", f"there is a second edge from {pair[0]} to {pair[1]}", "edges", index)
            elif not usual(edge, *pair, outer):
                kept.append(brief(edge, *pair, outer))
            seen.add(pair)
        self.graph.edges = [item for item in self.graph.edges if ends(item) not in doubled] + kept


def usual(edge: Mapping[str, Any], start: str, end: str, outer: bool) -> bool:
    """Whether an edge says nothing beyond its ends; the id that argmap gives to it counts as nothing.

    Args:
        edge: The edge.
        start: The id of the node that it comes from.
        end: The id of the node that it leads to.
        outer: Whether the file is xAIF, whose edges have no ``formEdgeID``.
    """
    return _bare(edge, outer) and edge["edgeID"] == f"{start}-{end}"


def brief(edge: Node, start: str, end: str, outer: bool) -> Any:
    """An edge as it is kept: only id and ends where there is no more to it; see `usual`."""
    return [start, end, edge["edgeID"]] if _bare(edge, outer) else {**edge, "fromID": start, "toID": end}


def _bare(edge: Mapping[str, Any], outer: bool) -> bool:
    if "edgeID" not in edge:
        return False
    return len(edge) == 3 if outer else len(edge) == 4 and edge.get("formEdgeID", "") is None


def ends(kept: Any) -> tuple[str, str]:
    """From and to of an edge that `brief` made."""
    if isinstance(kept, list) and len(kept) == 3:
        return _text(kept[0]), _text(kept[1])
    return (_text(kept.get("fromID")), _text(kept.get("toID"))) if isinstance(kept, dict) else ("", "")


def _text(value: Any) -> str:
    """An id as text: numbers are written out; what cannot be an id is empty."""
    return value if isinstance(value, str) else str(value) if type(value) is int else ""
