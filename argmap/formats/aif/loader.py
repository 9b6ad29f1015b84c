"""Nodes and edges of the Argument Interchange Format, read in one pass each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from json.encoder import encode_basestring
from typing import Any

from argmap.formats.aif.batches import Unfit, pass_on
from argmap.formats.aif.graph import Graph, Inference, Node, ends, text_id
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
from argmap.formats.aif.speakers import located, speakers
from argmap.formats.extension import KEY
from argmap.formats.extra import Extra, keep
from argmap.formats.jsontext import compact
from argmap.formats.own import Reader
from argmap.formats.quick import claim, no_collection, relation
from argmap.model import Component

PLAIN = frozenset({"nodeID", "text", "type", "timestamp"})
SPELLED = frozenset({*PLAIN, "scheme", "schemeID"})
_STAMP = f"{PREFIX}:timestamp"
_NONE: Any = object()
# each name once, so that its hash is known
_KINDS = {kind: kind for kind in (*PROPOSITIONS, *RELATIONS)}


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
        self._integers = 0  # ids that are numbers
        self._resolved: dict[tuple[Any, ...], Resolved] = {}
        self._inferences: list[Inference] = []
        self._dialogue: list[tuple[str, str]] = []
        self.graph = Graph()

    def load(self, data: Mapping[str, Any]) -> Graph:
        """The graph that a JSON object holds in its lists of nodes, edges, locutions and participants."""
        with no_collection():
            nodes, edges = self.members(data, "nodes"), self.members(data, "edges")
            self._nodes(_spent(nodes) if self._consume else nodes)
            self._edges(edges)
            graph = self.finish(data, edges)
            if self._consume:
                edges.clear()
        return graph

    def take(self, text: str) -> dict[str, Any]:
        """Take nodes and edges from JSON, where they are never there all at once; gives what else it holds.

        Raises:
            Unfit: the text must be looked at as a whole.
        """
        with no_collection():
            return pass_on(text, self._nodes, self._edges)

    def finish(self, data: Mapping[str, Any], edges: list[Any] | None = None) -> Graph:
        """The graph, when all nodes and edges were taken.

        Args:
            data: What holds locutions and participants.
            edges: The edges once more, where that is possible.

        Raises:
            Unfit: an edge is given twice, and there is no second look at them.
        """
        with no_collection():
            self._sort_out(edges)
            self._relate()
            if self.graph.others:
                self._give_voices(data)
        return self.graph

    def _give_voices(self, data: Mapping[str, Any]) -> None:
        """Give propositions the voices of those who assert them."""
        graph = self.graph
        others = self._others()
        lists = (self.members(data, key) for key in ("locutions", "participants"))
        spoken = speakers(others, self._dialogue, *lists)
        heard = {ident: voice for ident, voice in spoken.items() if isinstance(graph.nodes[ident], Component)}
        graph.voices = {voice.id: voice for voice in heard.values()}
        if heard:
            graph.components = [
                replace(item, voice=heard[item.id].id) if item.id in heard else item for item in graph.components
            ]

    def located(self) -> dict[str, str]:
        """The locution that states each proposition, where there is one; see `argmap.formats.aif.speakers`."""
        return located(self._others(), self._dialogue) if self.graph.others else {}

    def _others(self) -> dict[str, Node]:
        return {node["nodeID"]: node for node in self.graph.others}

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

    def _nodes(self, nodes: Iterable[Any], first: int = 0) -> None:
        """Make components; note what inferences say, which become relations when their edges are known."""
        graph, made = self.graph, self.graph.nodes
        last: Any = None
        stamp: Extra = ()
        for index, node in enumerate(nodes, first):
            if type(node) is not dict:
                self.tell("E914", f"a node should be an object, not {type(node).__name__}", "nodes", index)
                continue
            ident, kind, keys = node.get("nodeID"), node.get("type"), len(node)
            if type(ident) is not str or ident in made or not ident:
                self._integers += type(ident) is int
                ident, keys = self._ident(ident, index), 0
            known = _KINDS.get(kind) if type(kind) is str else None
            if known is None:
                self._put_by(ident, kind, node, index)
                continue
            if KEY in node and isinstance(node[KEY], dict):
                graph.said[ident] = (node[KEY], index)
            given = node.get("timestamp")
            if given != last:  # nodes of one second follow each other, and share what is made of it
                last, stamp = given, _stamped(given)
            text, extra = node.get("text", _NONE), stamp
            if known in PROPOSITIONS:
                if keys != 4 or not stamp or type(text) is not str or known != "I":  # not the usual keys, and no others
                    text, extra = text if type(text) is str else "", stamp + _more(node, known)
                made[ident] = component = claim(ident, text, extra)
                graph.components.append(component)
            else:
                if keys != 6 or not stamp or text is _NONE or "scheme" not in node or "schemeID" not in node:
                    extra = stamp + _more(node, known)
                made[ident] = inference = Inference(ident, known, self._spelled(ident, known, node), extra, index)
                self._inferences.append(inference)
        graph.integers = 0 < self._integers == len(made)

    def _ident(self, given: Any, index: int) -> str:
        """The id of a node whose own is no text, empty, or taken."""
        ident = str(given) if type(given) is int else given
        if not isinstance(ident, str) or not ident:
            self.tell("E914", f"the id of a node should be a text, not {given!r}", "nodes", index)
            ident = f"node{index + 1}"
        known = self.graph.nodes
        if ident not in known:
            return ident
        number = self._numbers.get(ident, 1) + 1
        while f"{ident}-{number}" in known:
            number += 1
        self._numbers[ident] = number
        self.tell("E912", f"the id {ident} is given twice; this node is now {ident}-{number}", "nodes", index)
        return f"{ident}-{number}"

    def _put_by(self, ident: str, kind: Any, node: Node, index: int) -> None:
        if kind not in DIALOGUE if type(kind) is str else True:
            self.tell("W917", f"the node {ident} is of the type {kind!r}; it is kept as it is", "nodes", index)
        self.graph.nodes[ident] = None
        self.graph.others.append(node if node.get("nodeID") == ident else {**node, "nodeID": ident})

    def _edges(self, edges: Iterable[Any], first: int = 0) -> None:
        """Make edges the ends of relations; put by what is no such end, and what an edge says besides."""
        find, hold = self.graph.nodes.get, self._hold
        for index, edge in enumerate(edges, first):
            if type(edge) is not dict:
                self.tell("E914", f"an edge should be an object, not {type(edge).__name__}", "edges", index)
                continue
            start, end = edge.get("fromID"), edge.get("toID")
            if type(start) is not str or type(end) is not str:
                start, end = text_id(start), text_id(end)
            of, to = find(start), find(end)
            if type(to) is Inference and (
                type(of) is Component or (to.kind == "PA" and type(of) is Inference and of is not to)
            ):
                to.sources = _with(to.sources, of.id)
            elif type(of) is Inference and to is not None and of is not to:
                of.targets = _with(of.targets, to.id)
            else:
                self._put_edge_by(edge, start, end, index)
                continue
            hold(edge, of.id, to.id)

    def _hold(self, edge: Node, start: str, end: str) -> None:
        """Keep what an edge of a relation says besides its ends."""
        number = edge.get("edgeID", _NONE)
        usual, form = (3, _NONE) if self._outer else (4, None)
        if len(edge) != usual or number is _NONE or edge.get("formEdgeID", _NONE) is not form:
            self.graph.detailed.append({**edge, "fromID": start, "toID": end})
        elif type(number) is not str or "-" not in number or number != f"{start}-{end}":
            self.graph.edges += (start, end, number)

    def _put_edge_by(self, edge: Node, start: str, end: str, index: int) -> None:
        """Keep an edge that no relation stands for."""
        nodes = self.graph.nodes
        kept = {**edge, "fromID": start or edge.get("fromID"), "toID": end or edge.get("toID")}
        if start not in nodes or end not in nodes:
            self.graph.dangling.append(kept)
            missing = start if end in nodes else end
            self.tell("E913", f"the edge {edge.get('edgeID')!r} leads to no node {missing!r}", "edges", index)
            return
        self.graph.loose.append(kept)
        if nodes[start] is None or nodes[end] is None:
            self._dialogue.append((start, end))
        else:
            self.tell("W918", f"the edge from {start} to {end} joins what AIF does not join", "edges", index)

    def _relate(self) -> None:
        """Make relations of the inferences and their ends."""
        nodes, said, relations = self.graph.nodes, self.graph.said, self.graph.relations
        for item in self._inferences:
            if item.id in said and self._is_twin(item.id):
                continue
            found, sources, targets = item.spelled, tuple(item.sources), tuple(item.targets)
            name = found.name
            if item.kind == "CA" and any(type(nodes[target]) is Inference for target in targets):
                name = "undercuts"
            extra = item.extra + found.extra if found.extra else item.extra
            relations.append(relation(item.id, name, sources, targets, found.ids, extra))
            if not sources or not targets:
                lacks = "premise" if targets else "conclusion"
                self.tell("W918", f"the {item.kind} node {item.id} has no {lacks}", "nodes", item.index)

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

    def _sort_out(self, edges: list[Any] | None) -> None:
        """Of edges that are given twice, the first makes the relation; the others are put by.

        Raises:
            Unfit: there are such, but no list to find them in again.
        """
        doubled: set[tuple[str, str]] = set()
        for item in self._inferences:
            if type(item.sources) is list and len(set(item.sources)) < len(item.sources):
                doubled.update((other, item.id) for other in item.sources)
                item.sources = list(dict.fromkeys(item.sources))
            if type(item.targets) is list and len(set(item.targets)) < len(item.targets):
                doubled.update((item.id, other) for other in item.targets)
                item.targets = list(dict.fromkeys(item.targets))
        if not doubled:
            return
        if edges is None:
            raise Unfit
        graph = self.graph
        triples = (graph.edges[at : at + 3] for at in range(0, len(graph.edges), 3))
        graph.edges = [part for item in triples if (item[0], item[1]) not in doubled for part in item]
        graph.detailed = [item for item in graph.detailed if ends(item) not in doubled]
        seen: set[tuple[str, str]] = set()
        for index, edge in enumerate(edges):
            pair = ends(edge)
            if pair in seen:
                graph.loose.append({**edge, "fromID": pair[0], "toID": pair[1]})
                self.tell("W918", f"there is a second edge from {pair[0]} to {pair[1]}", "edges", index)
            elif pair in doubled:
                seen.add(pair)
                self._hold(edge, *pair)


def _spent(members: list[Any]) -> Iterator[Any]:
    """Members of a list that lets go of each when it is taken."""
    for index, member in enumerate(members):
        members[index] = None
        yield member


def _with(known: Sequence[str], ident: str) -> Sequence[str]:
    """Ends of a relation and one more: a tuple, and from the second on a list that grows."""
    if not known:
        return (ident,)
    if type(known) is list:
        known.append(ident)
        return known
    return [*known, ident]


def _stamped(stamp: Any) -> Extra:
    """The slot of a timestamp."""
    if type(stamp) is not str:
        return ()
    quoted = encode_basestring(stamp)
    return ((_STAMP, quoted if quoted.isascii() else compact(stamp)),)


def _more(node: Node, kind: str) -> Extra:
    """A node's keys that have no field, but for a sound timestamp."""
    usual = PLAIN if kind in PROPOSITIONS else SPELLED
    more = {key: value for key, value in node.items() if key not in usual and key != KEY}
    if "timestamp" in node and type(node["timestamp"]) is not str:
        more["timestamp"] = node["timestamp"]
    made: Extra = keep(PREFIX, {"type": kind}) if kind == "EN" else ()
    if kind in PROPOSITIONS and "text" in node and type(node["text"]) is not str:
        made += keep(PREFIX, {"text": node["text"]})
    return made + keep(PREFIX, {"more": more}) if more else made
