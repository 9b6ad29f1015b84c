"""From the nodes and edges of a file to a map: what the notation gives, and what argmap said besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from argmap.formats.aif.graph import Graph, Inference
from argmap.formats.aif.names import RELATIONS, spelled, type_of
from argmap.formats.extension import KEY, with_additions, with_map_additions
from argmap.formats.extra import Extra
from argmap.formats.outside import inserted
from argmap.formats.own import Reader
from argmap.model import ArgumentMap, Component, Relation, Scheme
from argmap.text.reading import ReadingText

Spell = Callable[[str, tuple[Scheme, ...]], Any]
OF = "of"  # the hash of the text that fragments are counted in


def shown(component: Component, amap: ArgumentMap) -> str:
    """The text of a component's node: its gloss, else its passage."""
    return component.gloss or amap.passage(component)


def plain_map(ident: str, graph: Graph, extra: Extra = (), text: ReadingText | None = None) -> ArgumentMap:
    """The map that a graph alone gives."""
    return ArgumentMap(
        ident,
        text=text,
        components=tuple(graph.components),
        relations=tuple(graph.relations),
        voices=tuple(graph.voices.values()),
        schemes=tuple(graph.schemes.values()),
        extra=graph.slots() + extra,
    )


def merged(
    plain: ArgumentMap,
    graph: Graph,
    said: Any,
    reader: Reader,
    path: tuple[str, ...] = (),
    spell: Spell = spelled,
) -> ArgumentMap:
    """The map with what stands in its ``argmap`` objects.

    Args:
        plain: The map without them.
        graph: The graph it was made of.
        said: The file's own ``argmap`` object; anything else is passed over.
        reader: Tells what does not fit.
        path: The keys under which the list of nodes stands.
        spell: How the notation writes a node's schemes.
    """
    top: Mapping[str, Any] = said if isinstance(said, dict) else {}
    whole = with_map_additions(plain, top, reader, (KEY,)) if top else plain
    if not graph.said and not top:
        return whole
    stale = plain.text is not None and top.get(OF, plain.text.sha256) != plain.text.sha256
    merger = _Merger(graph, whole, reader, (*path, "nodes"), stale)
    merger.spell = spell
    relations = inserted([merger.relation(item) for item in plain.relations], top.get("relations"), reader, (KEY,))
    return replace(whole, components=tuple(map(merger.component, plain.components)), relations=relations)


class _Merger:
    """Adds to components and relations what their nodes' ``argmap`` objects say.

    Args:
        graph: The nodes and edges.
        whole: The map with what is said of it.
        reader: Tells what does not fit.
        path: The keys under which the list of nodes stands.
        stale: Whether the text is another than the one that fragments were counted in.
    """

    def __init__(self, graph: Graph, whole: ArgumentMap, reader: Reader, path: tuple[str, ...], stale: bool) -> None:
        self._graph = graph
        self._whole = whole
        self._schemes = whole.scheme
        self._stale = stale
        self.spell: Spell = spelled
        self._reader = reader
        self._path = path
        self._renamed = {
            ident: said["id"]
            for ident, (said, _) in graph.said.items()
            if isinstance(said.get("id"), str) and said["id"] not in graph.nodes
        }

    def component(self, plain: Component) -> Component:
        """A component with what its node says besides."""
        if plain.id not in self._graph.said:
            return plain
        said, index = self._graph.said[plain.id]
        rest = {key: value for key, value in said.items() if key != "fragments" or not self._stale}
        made: Component = with_additions(plain, rest, self._reader, (*self._path, index, KEY))
        # without a gloss the node shows the passage; if it shows anything else now, that is the gloss
        return made if plain.gloss == shown(made, self._whole) else replace(made, gloss=plain.gloss)

    def relation(self, plain: Relation) -> Relation:
        """A relation with what its node says besides, as far as the graph does not say otherwise."""
        if self._renamed:
            plain = replace(plain, sources=self._ids(plain.sources), targets=self._ids(plain.targets))
        given = self._graph.said.get(plain.id)
        if given is None:
            return plain
        said, index = given
        node = self._graph.nodes[plain.id]
        kind = node.kind if isinstance(node, Inference) else ""
        rest = dict(said)
        name = said.get("name")
        if not isinstance(name, str) or type_of(name) != kind or (kind == "" and plain.name != RELATIONS[kind]):
            rest.pop("name", None)
        if not self._same_schemes(kind, plain, said.get("schemes")):
            rest.pop("schemes", None)
        for key in _contrary_ends(plain, said):
            rest.pop(key, None)
        made: Relation = with_additions(plain, rest, self._reader, (*self._path, index, KEY))
        return made

    def _ids(self, ends: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._renamed.get(end, end) for end in ends)

    def _same_schemes(self, kind: str, plain: Relation, listed: Any) -> bool:
        """Whether the node would be spelled as it is if it had these schemes."""
        if kind == "":
            return True
        first = listed[:1] if isinstance(listed, list) else []
        named = tuple(self._named(ident) for ident in first if isinstance(ident, str))
        own = tuple(self._graph.schemes[ident] for ident in plain.schemes)
        return bool(self.spell(kind, named) == self.spell(kind, own))

    def _named(self, ident: str) -> Scheme:
        return self._schemes.get(ident) or Scheme(ident)


def _contrary_ends(plain: Relation, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Fields of ends that do not agree with the graph's edges."""
    mutual = said.get("mutual")
    if isinstance(mutual, list):
        members = {item for item in mutual if isinstance(item, str)}
        return () if members.issuperset(plain.sources + plain.targets) else ("mutual", "sources", "targets")
    pairs = (("sources", plain.sources), ("targets", plain.targets))
    return tuple(key for key, ends in pairs if key in said and not _same_members(said[key], ends))


def _same_members(given: Any, ends: tuple[str, ...]) -> bool:
    return isinstance(given, list) and all(isinstance(item, str) for item in given) and set(given) == set(ends)
