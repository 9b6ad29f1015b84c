"""Nodes and edges of the Argument Interchange Format, read in one pass each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from json.encoder import encode_basestring
from typing import Any

from argmap.formats.aif.graph import Graph, Node, ends, text_id
from argmap.formats.aif.names import (
    ABSENT,
    DIALOGUE,
    PREFIX,
    PROPOSITIONS,
    RELATIONS,
    SLOTS,
    Resolved,
    Spelling,
    resolve,
)
from argmap.formats.aif.speakers import speakers
from argmap.formats.extension import KEY
from argmap.formats.extra import Extra, keep
from argmap.formats.jsontext import compact
from argmap.formats.own import Reader
from argmap.formats.quick import claim, no_collection, relation

PLAIN = frozenset({"nodeID", "text", "type", "timestamp"})
_STAMP = f"{PREFIX}:timestamp"
_NONE: Any = object()
_INFERENCES = frozenset(RELATIONS)
# each name once, so that its hash is known
_KINDS = {kind: kind for kind in (*PROPOSITIONS, *RELATIONS)}
SPELLED = frozenset({*PLAIN, "scheme", "schemeID"})


class Loader:
    """Reads one graph.

    Args:
        reader: Tells what does not fit.
        path: The keys under which the graph's lists stand.
        fulfilled: In xAIF, the number of the scheme by node; None in plain AIF.
        consume: Whether the lists may be emptied on the way, to spare memory.
    """

    def __init__(
        self,
        reader: Reader,
        path: tuple[str, ...] = (),
        fulfilled: Mapping[str, Any] | None = None,
        consume: bool = False,
    ) -> None:
        self._reader = reader
        self._path = path
        self._fulfilled: Mapping[str, Any] = fulfilled or {}
        self._outer = fulfilled is not None
        self._consume = consume
        self._numbers: dict[str, int] = {}
        self._stamps: dict[str, Extra] = {}
        self._resolved: dict[tuple[Any, ...], Resolved] = {}
        # ends of relations: one as a tuple, several as a list
        self._sources: dict[str, Any] = {}
        self._targets: dict[str, Any] = {}
        self._inferences: list[tuple[str, str, Resolved, Extra, int]] = []
        self._dialogue: list[tuple[str, str]] = []
        self.graph = Graph()

    def load(self, data: Mapping[str, Any]) -> Graph:
        """The graph that a JSON object holds in its lists of nodes, edges, locutions and participants."""
        with no_collection():
            return self._load(data)

    def _load(self, data: Mapping[str, Any]) -> Graph:
        nodes, edges = self.members(data, "nodes"), self.members(data, "edges")
        self._nodes(nodes)
        self._edges(edges)
        self._sort_out(edges)
        if self._consume:
            edges.clear()
        self._relate()
        if self.graph.others:
            self._give_voices(data)
        return self.graph

    def _give_voices(self, data: Mapping[str, Any]) -> None:
        """Give propositions the voices of those who assert them."""
        graph = self.graph
        others = {node["nodeID"]: node for node in graph.others}
        lists = (self.members(data, key) for key in ("locutions", "participants"))
        spoken = speakers(others, self._dialogue, *lists)
        heard = {ident: voice for ident, voice in spoken.items() if graph.types[ident] in PROPOSITIONS}
        graph.voices = {voice.id: voice for voice in heard.values()}
        if heard:
            graph.components = [
                replace(item, voice=heard[item.id].id) if item.id in heard else item for item in graph.components
            ]

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

    def _nodes(self, nodes: list[Any]) -> None:
        """Make components; note what inferences say, which become relations when their edges are known."""
        types, said, components, inferences = self.graph.types, self.graph.said, self.graph.components, self._inferences
        integers = 0
        for index, node in enumerate(nodes):
            if type(node) is not dict:
                self.tell("E914", f"a node should be an object, not {type(node).__name__}", "nodes", index)
                continue
            ident, kind = node.get("nodeID"), node.get("type")
            # the usual keys and no others need no second look
            bare = len(node) == (4 if kind == "I" else 6)
            if type(ident) is not str or ident in types or not ident:
                integers += type(ident) is int
                ident, bare = self._ident(ident, index), False
            known = _KINDS.get(kind) if type(kind) is str else None
            if known is None:
                self._put_by(ident, kind, node, index)
                continue
            types[ident] = known
            if KEY in node and isinstance(node[KEY], dict):
                said[ident] = (node[KEY], index)
            if known in _INFERENCES:
                inferences.append(
                    (ident, known, self._spelled(ident, known, node), self._extra(node, known, bare), index)
                )
            else:
                text = node.get("text")
                if type(text) is not str:
                    text, bare = "", False
                components.append(claim(ident, text, self._extra(node, known, bare)))
            if self._consume:
                nodes[index] = None
        self.graph.integers = bool(nodes) and integers == len(nodes)

    def _ident(self, given: Any, index: int) -> str:
        """The id of a node whose own is no text, empty, or taken."""
        ident = str(given) if type(given) is int else given
        if not isinstance(ident, str) or not ident:
            self.tell("E914", f"the id of a node should be a text, not {given!r}", "nodes", index)
            ident = f"node{index + 1}"
        types = self.graph.types
        if ident not in types:
            return ident
        number = self._numbers.get(ident, 1) + 1
        while f"{ident}-{number}" in types:
            number += 1
        self._numbers[ident] = number
        self.tell("E912", f"the id {ident} is given twice; this node is now {ident}-{number}", "nodes", index)
        return f"{ident}-{number}"

    def _put_by(self, ident: str, kind: Any, node: Node, index: int) -> None:
        if kind not in DIALOGUE if type(kind) is str else True:
            self.tell("W917", f"the node {ident} is of the type {kind!r}; it is kept as it is", "nodes", index)
        self.graph.types[ident] = "L"
        self.graph.others.append(node if node.get("nodeID") == ident else {**node, "nodeID": ident})

    def _edges(self, edges: list[Any]) -> None:
        """Make edges the ends of relations; put by what is no such end, and what an edge says besides."""
        types, held, sources, targets = self.graph.types, self.graph.edges, self._sources, self._targets
        common, bare = (3, _NONE) if self._outer else (4, None)
        for index, edge in enumerate(edges):
            if type(edge) is not dict:
                self.tell("E914", f"an edge should be an object, not {type(edge).__name__}", "edges", index)
                continue
            start, end = edge.get("fromID"), edge.get("toID")
            if type(start) is not str or type(end) is not str:
                start, end = text_id(start), text_id(end)
            of, to = types.get(start, "L"), types.get(end, "L")
            if (of in PROPOSITIONS and to in _INFERENCES) or (to == "PA" and of in _INFERENCES and start != end):
                ends_of, ident, other = sources, end, start
            elif of in PROPOSITIONS or of == "L" or to == "L" or start == end:
                self._put_edge_by(edge, start, end, index)
                continue
            else:
                ends_of, ident, other = targets, start, end
            if ident not in ends_of:
                ends_of[ident] = (other,)
            elif type(ends_of[ident]) is list:
                ends_of[ident].append(other)
            else:
                ends_of[ident] = [*ends_of[ident], other]
            number = edge.get("edgeID", _NONE)
            if len(edge) == common and number is not _NONE and edge.get("formEdgeID", _NONE) is bare:
                if number != f"{start}-{end}":
                    held.extend((start, end, number))
            else:
                self.graph.detailed.append({**edge, "fromID": start, "toID": end})

    def _put_edge_by(self, edge: Node, start: str, end: str, index: int) -> None:
        """Keep an edge that no relation stands for."""
        of, to = self.graph.types.get(start), self.graph.types.get(end)
        kept = {**edge, "fromID": start or edge.get("fromID"), "toID": end or edge.get("toID")}
        if of is None or to is None:
            self.graph.dangling.append(kept)
            missing = end if to is None else start
            self.tell("E913", f"the edge {edge.get('edgeID')!r} leads to no node {missing!r}", "edges", index)
            return
        self.graph.loose.append(kept)
        if "L" in (of, to):
            self._dialogue.append((start, end))
        else:
            self.tell("W918", f"the edge from {start} to {end} joins what AIF does not join", "edges", index)

    def _relate(self) -> None:
        """Make relations of the inferences and their ends."""
        types, said, relations = self.graph.types, self.graph.said, self.graph.relations
        for ident, kind, found, extra, index in self._inferences:
            if ident in said and self._is_twin(ident):
                continue
            sources, targets = tuple(self._sources.get(ident, ())), tuple(self._targets.get(ident, ()))
            name = found.name
            if kind == "CA" and not PROPOSITIONS.issuperset(map(types.__getitem__, targets)):
                name = "undercuts"
            kept = extra + found.extra if found.extra else extra
            relations.append(relation(ident, name, sources, targets, found.ids, kept))
            if not sources or not targets:
                lacks = "premise" if targets else "conclusion"
                self.tell("W918", f"the {kind} node {ident} has no {lacks}", "nodes", index)

    def _is_twin(self, ident: str) -> bool:
        """Whether a node only stands for the other direction of an undirected relation."""
        said = self.graph.said
        of = said[ident][0].get("twin")
        return isinstance(of, str) and of in said and "mutual" in said[of][0]

    def _spelled(self, ident: str, kind: str, node: Node) -> Resolved:
        """What a node's spelling says, looked up once for all that are spelled alike."""
        fulfilled = self._fulfilled.get(ident, ABSENT) if self._outer else ABSENT
        key = (kind, node.get("text"), node.get("scheme", ABSENT), node.get("schemeID", ABSENT), fulfilled)
        try:
            return self._resolved[key]
        except TypeError:  # a list or an object: kept, but no name of anything
            kept = {slot: value for slot, value in zip(SLOTS, key[1:], strict=True) if isinstance(value, dict | list)}
            rest = ("" if slot in kept else value for slot, value in zip(SLOTS, key[1:], strict=True))
            found = resolve(kind, Spelling(*rest), self._outer)
            return replace(found, extra=found.extra + keep(PREFIX, kept))
        except KeyError:
            found = self._resolved[key] = resolve(kind, Spelling(*key[1:]), self._outer)
            for scheme in found.schemes:
                self.graph.schemes.setdefault(scheme.id, scheme)
            return found

    def _extra(self, node: Node, kind: str, bare: bool) -> Extra:
        """A node's keys that have no field; what nodes of one second share is made once."""
        stamp = node.get("timestamp")
        made: Extra = ()
        if type(stamp) is str:
            made = self._stamps.get(stamp, ())
            if not made:
                quoted = encode_basestring(stamp)
                made = self._stamps[stamp] = ((_STAMP, quoted if quoted.isascii() else compact(stamp)),)
            if bare and (kind == "I" or ("scheme" in node and "schemeID" in node and "text" in node)):
                return made
        usual = PLAIN if kind in PROPOSITIONS else SPELLED
        more = {key: value for key, value in node.items() if key not in usual and key != KEY}
        if "timestamp" in node and type(stamp) is not str:
            more["timestamp"] = stamp
        if kind == "EN":
            made += keep(PREFIX, {"type": kind})
        if kind in PROPOSITIONS and "text" in node and type(node["text"]) is not str:
            made += keep(PREFIX, {"text": node["text"]})
        return made + keep(PREFIX, {"more": more}) if more else made

    def _sort_out(self, edges: list[Any]) -> None:
        """Of edges that are given twice, the first makes the relation; the others are put by."""
        doubled: set[tuple[str, str]] = set()
        for ends_of, place in ((self._sources, 1), (self._targets, 0)):
            for ident, others in ends_of.items():
                if len(others) > 1 and len(set(others)) < len(others):
                    doubled.update((other, ident) if place else (ident, other) for other in others)
                    ends_of[ident] = list(dict.fromkeys(others))
        if not doubled:
            return
        seen: set[tuple[str, str]] = set()
        again = Loader(self._reader, self._path, {} if self._outer else None)
        again.graph.types = self.graph.types
        for index, edge in enumerate(edges):
            pair = ends(edge)
            if pair not in doubled:
                continue
            if pair in seen:
                self.graph.loose.append({**edge, "fromID": pair[0], "toID": pair[1]})
                self.tell("W918", f"there is a second edge from {pair[0]} to {pair[1]}", "edges", index)
            else:
                again._edges([edge])
            seen.add(pair)
        held = self.graph.edges
        triples = (held[at : at + 3] for at in range(0, len(held), 3))
        self.graph.edges = [part for item in triples if (item[0], item[1]) not in doubled for part in item]
        self.graph.edges += again.graph.edges
        self.graph.detailed = [item for item in self.graph.detailed if ends(item) not in doubled]
        self.graph.detailed += again.graph.detailed
