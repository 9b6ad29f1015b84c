"""xAIF, as OVA3 saves it and oAMF passes it on: AIF with the text, who spoke, fulfilled roles, and the drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from argmap.formats.aif import spans
from argmap.formats.aif.drawing import drawing
from argmap.formats.aif.graph import Graph, Node
from argmap.formats.aif.loader import Loader
from argmap.formats.aif.merge import merged, plain_map
from argmap.formats.aif.names import PREFIX as AIF
from argmap.formats.aif.names import RELATIONS
from argmap.formats.aif.plain import LISTS, list_slots, stem
from argmap.formats.aif.writer import Written
from argmap.formats.derived import bare
from argmap.formats.extension import KEY
from argmap.formats.extra import keep, kept
from argmap.formats.jsontext import listed, parse, peek
from argmap.formats.own import Reader
from argmap.model import ArgumentMap, Component
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem
from argmap.text.reading import ReadingText

PREFIX = "xaif"
FULFILLED = ("schemefulfillments", "descriptorfulfillments", "cqdescriptorfulfillments")
OUTER = ("AIF", "text", "OVA", KEY)


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from xAIF.

    Raises:
        DataError: it is no JSON, or holds no AIF.
    """
    value, problems = parse(source)
    if not isinstance(value, dict) or not isinstance(value.get("AIF"), dict):
        raise DataError("the JSON holds no object AIF", "name its format with --from", place=Place(source.name, 1, 1))
    reader = Reader(source, problems)
    plain, graph = _plain(value, reader, stem(source.name))
    return merged(plain, graph, value.get(KEY), reader, ("AIF",)), problems


def write(amap: ArgumentMap) -> str:
    """The map as xAIF that OVA3 opens: text with marked stretches, and a place in the drawing for each node."""
    amap = bare(amap)
    made = Written(amap, outer=True)
    held = kept(PREFIX, amap.extra)
    inner = {**made.lists(), **_fulfilled(made, held), **_dict(held.get("AIF"))}
    if kept(AIF, amap.extra).get("integers"):
        _number(inner)
    document: dict[str, Any] = {"AIF": inner, "text": held.get("text", "")}
    document["OVA"] = drawing(held.get("OVA"), inner["nodes"], inner["edges"])
    document.update(_dict(held.get("top")))
    silent = Reader(Input(b""), [])
    read_back, _ = _plain(document, silent, "")
    if not _same_text(read_back, amap):
        document["text"] = _marked(amap, made)
        read_back, _ = _plain(document, silent, "")
    said = made.finish(read_back)
    return listed({**document, KEY: said} if said else document)


def recognises(source: Input) -> bool:
    """Whether it is an object with AIF in it."""
    value = peek(source)
    return isinstance(value, dict) and isinstance(value.get("AIF"), dict)


def text_of(value: Any) -> str:
    """The HTML of a file's text, which is a text or an object that has it as ``txt``; "" for an address."""
    html = value.get("txt") if isinstance(value, dict) else value
    return html if isinstance(html, str) else ""


def anchored(
    components: list[Component], fragments: Mapping[str, Any], uttered: Mapping[str, str] | None = None
) -> list[Component]:
    """Components with the fragments that spans of the text mark: their own, else those of the locution in ``uttered``.

    OVA3 and oAMF mark what somebody says, not what it states.
    """
    said = uttered or {}
    known = {item.id for item in components}.union(said.values())
    by_node = {spans.owner(ident, known): found for ident, found in fragments.items()}
    found = ((item, by_node.get(item.id) or by_node.get(said.get(item.id, ""))) for item in components)
    return [replace(item, fragments=marked) if marked else item for item, marked in found]


def _plain(value: Mapping[str, Any], reader: Reader, ident: str) -> tuple[ArgumentMap, Graph]:
    inner = value["AIF"]
    numbers, others = _numbers(inner.get("schemefulfillments"), inner.get("nodes"))
    loader = Loader(reader, ("AIF",), numbers)
    graph = loader.load(inner)
    text: ReadingText | None = None
    html = text_of(value.get("text"))
    if html:
        text, fragments = spans.read(html)
        graph.components = anchored(graph.components, fragments, loader.located())
    slots = {
        "text": value.get("text", ""),
        "OVA": value.get("OVA"),
        "top": {key: item for key, item in value.items() if key not in OUTER},
        "AIF": {key: item for key, item in inner.items() if key not in (*LISTS, *FULFILLED)},
        "schemefulfillments": others,
        **{key: loader.members(inner, key) for key in FULFILLED[1:]},
    }
    empty: tuple[Any, ...] = (None, "", [], {})
    extra = list_slots(inner, loader) + keep(PREFIX, {key: item for key, item in slots.items() if item not in empty})
    return plain_map(ident, graph, extra, text), graph


def _numbers(given: Any, nodes: Any) -> tuple[dict[str, Any], list[Any]]:
    """Numbers of schemes by the id of the inference, and the entries that say something else."""
    members = given if isinstance(given, list) else []
    inferences = {
        str(node.get("nodeID"))
        for node in (nodes if isinstance(nodes, list) else [])
        if isinstance(node, dict) and isinstance(node.get("type"), str) and node["type"] in RELATIONS
    }
    numbers: dict[str, Any] = {}
    others = []
    for item in members:
        ident = str(item.get("nodeID")) if isinstance(item, dict) else ""
        if ident in inferences and ident not in numbers and set(item) == {"nodeID", "schemeID"}:
            numbers[ident] = item["schemeID"]
        else:
            others.append(item)
    return numbers, others


def _fulfilled(made: Written, held: Mapping[str, Any]) -> dict[str, list[Any]]:
    own = [{"nodeID": ident, "schemeID": number} for ident, number in made.fulfilled.items()]
    lists = {key: value if isinstance(value, list) else [] for key in FULFILLED for value in [held.get(key)]}
    return {**lists, FULFILLED[0]: own + lists[FULFILLED[0]]}


def _number(inner: Mapping[str, list[Any]]) -> None:
    """Write ids as numbers again, in a graph whose ids all were."""
    for key in ("nodes", "edges", "locutions", FULFILLED[0]):
        for item in inner[key]:
            for name in ("nodeID", "fromID", "toID"):
                ident = item.get(name) if isinstance(item, dict) else None
                if isinstance(ident, str) and ident.isascii() and ident.isdigit() and str(int(ident[:18])) == ident:
                    item[name] = int(ident)


def _same_text(read_back: ArgumentMap, amap: ArgumentMap) -> bool:
    """Whether the text as it was kept still says what the map says."""
    one, other = (item.text.content if item.text else None for item in (read_back, amap))
    if one != other:
        return False
    return one is None or all(
        [(item.start, item.end) for item in was.fragments] == [(item.start, item.end) for item in now.fragments]
        for was, now in zip(read_back.components, amap.components, strict=True)
    )


def _marked(amap: ArgumentMap, made: Written) -> str:
    content = amap.text.content if amap.text else None
    if not content:
        return ""
    ids = (str(node["nodeID"]) for node in made.nodes)
    return spans.write(content, zip(ids, amap.components, strict=False))


def _dict(value: Any) -> Node:
    return value if isinstance(value, dict) else {}
