"""OPML, the notation of outliners: claims with what speaks for and against them below.

An outline is a tree. Each component stands once: below the first component that it supports or attacks, else at the
top. Everything else is lost, and `reduce` says so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.formats.codes import fault
from argmap.formats.losses import without
from argmap.formats.xmltext import attributes, content, parse
from argmap.model import KINDS, ArgumentMap, Component, Relation
from argmap.plugins import Format, Input, Loss
from argmap.problems import DataError, Place, Problem
from argmap.tei.parse import Document, Node

DRAWN = ("supports", "attacks")
# what an outline has no place for; `without` takes these out of a map and counts them
LOST = frozenset(
    {"text", "source", "issues", "voices", "schemes", "annotators", "bibliography", "map.extra"}
    | {f"component.{name}" for name in ("fragments", "issues", "voice", "annotator", "certainty", "notes", "extra")}
    | {f"relation.{name}" for name in ("schemes", "annotator", "certainty", "reason", "extra")}
)


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from an outline: what stands below an entry supports it, unless its ``relation`` says otherwise.

    Raises:
        DataError: it is no XML, or no OPML.
    """
    document, problems = parse(source)
    if document.root.name != "opml":
        place = Place(source.name, document.root.line, document.root.column)
        raise DataError(f"the root is {document.root.name}, not opml", "name its format with --from", place=place)
    components: dict[str, Component] = {}
    relations: list[Relation] = []
    ids: dict[Node, str] = {}
    for node in document.named("outline"):
        ids[node] = ident = _ident(document, node, components, problems)
        kind = node.attrs.get("kind", "claim")
        thesis = node.attrs.get("thesis") == "true"
        components[ident] = Component(ident, kind, node.attrs.get("text", ""), thesis=thesis)
        if node.parent in ids:
            name = node.attrs.get("relation", "supports")
            number = node.attrs.get("relationId") or f"r{len(relations) + 1}"
            relations.append(Relation(number, name, (ident,), (ids[node.parent],)))
    title = document.root.find("head", "title")
    made = ArgumentMap(
        "opml",
        title.text() if title is not None else "",
        components=tuple(components.values()),
        relations=tuple(relations),
        file=source.name,
    )
    return made, problems


def _ident(document: Document, node: Node, taken: dict[str, Component], problems: list[Problem]) -> str:
    """The id of an entry: its own, else a number; a second one of its name is told and gets another."""
    given = node.attrs.get("id", "")
    if given and given not in taken:
        return given
    number = len(taken) + 1
    while f"{given or 'c'}-{number}" in taken or f"c{number}" in taken:
        number += 1
    if not given:
        return f"c{number}"
    problems.append(fault("E912", f"the id {given} is given twice", document.place(node, "id")))
    return f"{given}-{number}"


def _tree(amap: ArgumentMap) -> tuple[list[Component], dict[str, Relation], dict[str, list[str]]]:
    """What stands at the top, and for all others the relation that leads up, and what stands below each."""
    up: dict[str, Relation] = {}
    for item in amap.relations:
        fits = item.name in DRAWN and len(item.sources) == len(item.targets) == 1
        if fits and item.sources[0] not in up and {*item.sources, *item.targets} <= amap.component.keys():
            start, above = item.sources[0], item.targets[0]
            while above != start and above in up:  # a circle would hang in the air
                above = up[above].targets[0]
            if above != start:
                up[start] = item
    below: dict[str, list[str]] = {}
    for component in amap.components:
        if component.id in up:
            below.setdefault(up[component.id].targets[0], []).append(component.id)
    return [item for item in amap.components if item.id not in up], up, below


def write(amap: ArgumentMap) -> str:
    """The map as an outline; a stack instead of recursion, so that depth costs nothing."""
    tops, up, below = _tree(amap)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"<head><title>{content(amap.title)}</title></head>", "<body>"]
    stack: list[Component | None] = list(reversed(tops))
    while stack:
        item = stack.pop()
        if item is None:
            lines.append("</outline>")
            continue
        pairs = [("text", item.gloss), ("id", item.id), ("kind", item.kind)]
        pairs += [("thesis", "true")] if item.thesis else []
        if item.id in up:
            pairs += [("relation", up[item.id].name), ("relationId", up[item.id].id)]
        lines.append(f"<outline{attributes(pairs)}>")
        stack.append(None)
        stack += [amap.component[ident] for ident in reversed(below.get(item.id, []))]
    return "\n".join([*lines, "</body>", "</opml>", ""])


def reduce(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back from an outline, and what it lost: `read` of `write` gives exactly this."""
    bare, losses = without(amap, LOST)
    tops, up, below = _tree(bare)
    order: list[Component] = []
    stack = list(reversed(tops))
    while stack:
        order.append(stack.pop())
        stack += [bare.component[ident] for ident in reversed(below.get(order[-1].id, []))]
    drawn = [up[item.id] for item in order if item.id in up]
    lost = [item.id for item in bare.relations if item not in drawn]
    if lost:
        losses.append(Loss("relation", "all", len(lost), tuple(lost[:5])))
    return replace(bare, id="opml", components=tuple(order), relations=tuple(drawn)), losses


def recognises(source: Input) -> bool:
    """Whether its root is opml."""
    return re.match(rb"\s*(?:<\?[^>]*>\s*|<!--.{0,999}?-->\s*)*<opml[\s>]", source.data[:9000], re.DOTALL) is not None


FORMAT = Format(
    "opml",
    "OPML outline",
    (".opml",),
    read=read,
    write=write,
    recognises=recognises,
    reduce=reduce,
    about=f"An outline: what stands below a claim supports it, or attacks it where it says so. "
    f"Kinds are {', '.join(KINDS)}. Relations that make no tree, passages, issues and voices are lost.",
)
