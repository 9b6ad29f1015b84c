"""AIF JSON as AIFdb exports it: nodes, edges and locutions, nothing around them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from argmap.formats.aif.batches import Unfit
from argmap.formats.aif.graph import Graph, Node
from argmap.formats.aif.loader import Loader
from argmap.formats.aif.merge import merged, plain_map
from argmap.formats.aif.names import PREFIX
from argmap.formats.aif.writer import Written
from argmap.formats.extension import KEY
from argmap.formats.extra import Extra, keep, kept
from argmap.formats.jsontext import head, listed, parse, peek, text_of
from argmap.formats.own import Reader
from argmap.model import ArgumentMap
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem

LISTS = ("nodes", "edges", "locutions", "participants")


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from AIF JSON.

    Raises:
        DataError: it is no JSON, or has no nodes.
    """
    if "json" not in source.memo:  # nobody has parsed it as a whole to find out what it is
        try:
            return _streamed(source)
        except Unfit:
            pass
    value, problems = parse(source)
    if not isinstance(value, dict) or "nodes" not in value:
        raise DataError("the JSON has no list of nodes", "name its format with --from", place=Place(source.name, 1, 1))
    source.memo.clear()  # what was parsed is taken to pieces; large files would else be held twice
    plain, graph = _plain(value, Reader(source, problems), stem(source.name), consume=True)
    return merged(plain, graph, value.get(KEY), Reader(source, problems)), problems


def _streamed(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from a sound file, node by node, which takes less memory.

    Raises:
        Unfit: it must be looked at as a whole.
    """
    text, problems = text_of(source)
    source.memo.clear()
    reader = Reader(source, problems)
    loader = Loader(reader)
    value = loader.take(text)
    del text  # it takes as much room as all relations
    loader.finish(value)
    return merged(_map(value, loader, stem(source.name)), loader.graph, value.get(KEY), reader), problems


def write(amap: ArgumentMap) -> str:
    """The map as AIF JSON: all ids are texts, all edges lead through nodes of inferences."""
    made = Written(amap)
    top = kept(PREFIX, amap.extra).get("top")
    lists = {key: texts(value) for key, value in made.lists().items() if value or key != "participants"}
    document = {**lists, **(top if isinstance(top, dict) else {})}
    bare, _ = _plain(document, Reader(Input(b""), []), "")
    said = made.finish(bare)
    return listed({**document, KEY: said} if said else document)


def stem(name: str) -> str:
    """A file's name without its endings: the id of a map that has none of its own."""
    return PurePath(name).name.partition(".")[0]


def list_slots(graph: Mapping[str, Any], loader: Loader) -> Extra:
    """Locutions and participants for the map's ``extra``."""
    found = {key: texts(loader.members(graph, key)) for key in ("locutions", "participants")}
    return keep(PREFIX, {key: value for key, value in found.items() if value})


def texts(members: list[Any]) -> list[Any]:
    """Members of a list, their ids as texts where they are numbers."""
    return [_texts(item) if isinstance(item, dict) else item for item in members]


def _texts(item: Node) -> Node:
    numbers = {
        key: str(item[key]) for key in ("nodeID", "edgeID", "fromID", "toID") if type(item.get(key)) is int
    }  # fmt: skip
    return {**item, **numbers} if numbers else item


def _plain(value: Mapping[str, Any], reader: Reader, ident: str, consume: bool = False) -> tuple[ArgumentMap, Graph]:
    loader = Loader(reader, consume=consume)
    graph = loader.load(value)
    return _map(value, loader, ident), graph


def _map(value: Mapping[str, Any], loader: Loader, ident: str) -> ArgumentMap:
    """The map of a graph that was loaded, with what the object holds besides nodes and edges."""
    top = {key: item for key, item in value.items() if key not in LISTS and key != KEY}
    return plain_map(ident, loader.graph, list_slots(value, loader) + keep(PREFIX, {"top": top} if top else {}))


def recognises(source: Input) -> bool:
    """Whether it is an object with a list of AIF's nodes, and nothing around it."""
    if _is_graph(head(source)) and '"AIF"' not in text_of(source)[0]:
        return True
    return _is_graph(peek(source))


def _is_graph(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), list) or "AIF" in value:
        return False
    nodes = value["nodes"]
    return "locutions" in value or (bool(nodes) and isinstance(nodes[0], dict) and "nodeID" in nodes[0])
