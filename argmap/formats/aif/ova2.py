"""OVA2 and ReCAP-OVA JSON, read only: nodes with numbers for ids, edges that repeat whole nodes, text with spans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from argmap.formats.aif import spans
from argmap.formats.aif.graph import Node
from argmap.formats.aif.loader import Loader
from argmap.formats.aif.merge import plain_map
from argmap.formats.aif.names import slug
from argmap.formats.aif.plain import list_slots, stem
from argmap.formats.aif.xaif import anchored
from argmap.formats.extra import keep
from argmap.formats.jsontext import parse, peek
from argmap.formats.own import Reader
from argmap.model import Annotator, ArgumentMap, Component, Source
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem
from argmap.text.reading import ReadingText

PREFIX = "ova2"
# keys of a node that have a place of their own; the rest is kept with it
NAMED = ("id", "text", "type", "scheme", "majorClaim", "comment", "annotator")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from OVA2's JSON.

    Raises:
        DataError: it is no JSON, or has no nodes.
    """
    value, problems = parse(source)
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), list):
        raise DataError("the JSON has no list of nodes", "name its format with --from", place=Place(source.name, 1, 1))
    analysis = value.get("analysis")
    about: Mapping[str, Any] = analysis if isinstance(analysis, dict) else {}
    nodes = [node for node in value["nodes"] if isinstance(node, dict)]
    inner = {
        "nodes": [_node(item) if isinstance(item, dict) else item for item in value["nodes"]],
        "edges": [_edge(item) for item in value["edges"]] if isinstance(value.get("edges"), list) else None,
        "participants": _participants(value.get("participants")),
        "locutions": [
            {"nodeID": str(node.get("id")), "personID": node["participantID"]}
            for node in nodes
            if node.get("type") == "L" and node.get("participantID") not in (None, 0, "", "0")
        ],
    }
    loader = Loader(Reader(source, problems))
    graph = loader.load(inner)
    text, fragments = _text(about)
    graph.components = anchored(graph.components, fragments)
    rest = {key: item for key, item in value.items() if key not in ("nodes", "edges", "participants")}
    plain = plain_map(stem(source.name), graph, list_slots(inner, loader) + keep(PREFIX, rest), text)
    return _enriched(plain, nodes, about), problems


def recognises(source: Input) -> bool:
    """Whether it is an object with OVA2's nodes: ids that are called so, and places in a drawing."""
    value = peek(source)
    nodes = value.get("nodes") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(nodes, list) or "edges" not in value:
        return False
    first = nodes[0] if nodes else {}
    if not nodes:
        return isinstance(value.get("analysis"), dict)
    return isinstance(first, dict) and {"id", "type", "text", "x"} <= set(first) and "nodeID" not in first


def _node(item: Node) -> Node:
    """A node as AIF has it; scheme 0 is none."""
    number = item.get("scheme")
    made = {"nodeID": _ident(item.get("id")), "text": item.get("text"), "type": item.get("type")}
    if number not in (None, 0, "0", ""):
        made["schemeID"] = number if isinstance(number, int) else str(number)
    return {**made, **{key: value for key, value in item.items() if key not in NAMED}}


def _edge(item: Any) -> Any:
    """An edge as AIF has it: of the nodes that it repeats, only the ids count."""
    if not isinstance(item, dict):
        return item
    start, end = (
        _ident(item[key].get("id")) if isinstance(item.get(key), dict) else None for key in ("from", "to")
    )  # fmt: skip
    rest = {key: value for key, value in item.items() if key not in ("from", "to")}
    return {"edgeID": f"{start}-{end}", "fromID": start, "toID": end, "formEdgeID": None, **rest}


def _ident(value: Any) -> Any:
    return str(value) if type(value) is int else value


def _participants(given: Any) -> list[Any]:
    return [
        {"participantID": item.get("id"), **{key: value for key, value in item.items() if key != "id"}}
        for item in (given if isinstance(given, list) else [])
        if isinstance(item, dict)
    ]


def _text(about: Mapping[str, Any]) -> tuple[ReadingText | None, Mapping[str, Any]]:
    html, bare = about.get("txt"), about.get("plain_txt")
    if isinstance(html, str) and html:
        return spans.read(html)
    return (ReadingText.of(bare), {}) if isinstance(bare, str) and bare.strip() else (None, {})


def _enriched(plain: ArgumentMap, nodes: list[Node], about: Mapping[str, Any]) -> ArgumentMap:
    """The map with what OVA2 says of nodes and of the text beyond AIF."""
    people: dict[str, Annotator] = {}
    by_id = {_ident(node.get("id")): node for node in reversed(nodes)}
    components = tuple(_component(item, by_id.get(item.id, {}), people) for item in plain.components)
    name = about.get("annotatorName")
    if isinstance(name, str) and name.strip():
        _annotator(name, people)
    given = _DATE.match(_said(about, "documentDate"))
    source = Source(
        title=_said(about, "documentTitle"),
        date=f"{given[3]}-{int(given[2]):02}-{int(given[1]):02}" if given else "",
        container=_said(about, "documentSource"),
    )
    return replace(plain, components=components, annotators=tuple(people.values()), source=source)


def _component(plain: Component, node: Node, people: dict[str, Annotator]) -> Component:
    name, comment = _said(node, "annotator"), _said(node, "comment")
    return replace(
        plain,
        thesis=node.get("majorClaim") is True,
        notes=(comment,) if comment else (),
        annotator=_annotator(name, people) if name else "",
    )


def _annotator(name: str, people: dict[str, Annotator]) -> str:
    ident = f"ann.{slug(name)}"
    people.setdefault(ident, Annotator(ident, name.strip()))
    return ident


def _said(about: Mapping[str, Any], key: str) -> str:
    value = about.get(key)
    return value.strip() if isinstance(value, str) else ""
