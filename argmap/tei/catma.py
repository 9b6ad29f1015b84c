"""CATMA's TEI exports: annotations as feature structures, their text as ``ptr`` with ``#char=START,END``.

Every annotation instance becomes a component whose kind is its tag. CATMA cuts overlapping passages
into slices; those of one instance that touch are joined again. It counts UTF-16 units in the plain
text that it was given, which equals our counting as long as no character lies beyond U+FFFF.
"""

from __future__ import annotations

import re
from dataclasses import replace

from argmap.model import Component, Fragment
from argmap.tei.components import ComponentReader, feature
from argmap.tei.names import OTHER_ROLES
from argmap.tei.parse import Node

PREFIX = "CATMA_"
AUTHOR, COLOUR = "catma_markupauthor", "catma_displaycolor"
OWN_ID = "argmap_id"  # the id that a component had before it went to CATMA
_PARAPHRASE = ("gloss", "paraphrase", "comment")
_INTERNAL = frozenset({COLOUR, AUTHOR, OWN_ID, *_PARAPHRASE})


def catma_components(reader: ComponentReader, alias: dict[str, str]) -> list[Component]:
    """The annotations of a CATMA export, in the order of their passages; none for other files.

    ``alias`` is told which component an annotation stands for where its id is another one.
    """
    tags: dict[str, str] = {}
    instances: list[Node] = []
    for node in reader.document.named("fsDecl", "fs"):
        if node.name == "fsDecl" and node.id:
            described = node.find("fsDescr")
            tags[node.attrs.get("type", node.id)] = described.text() if described is not None else node.id
        elif node.name == "fs" and node.id and node.attrs.get("type") in tags:
            instances.append(node)
    if not instances:
        return []
    slices = _slices(reader)
    found = [_component(reader, node, tags[node.attrs["type"]], slices.get(node.id, [])) for node in instances]
    taken = {*reader.document.ids}
    for n, node in enumerate(instances):
        own = feature(node, OWN_ID)
        if own and own not in taken:  # an annotation that was copied in CATMA bears the id of the first
            taken.add(own)
            if reader.document.ids[node.id] is node:
                alias[node.id] = own
            found[n] = replace(found[n], id=own)
    return sorted(found, key=lambda item: (item.start is None, item.start or 0))


def _slices(reader: ComponentReader) -> dict[str, list[tuple[Node, str]]]:
    """Pointers by the annotation instance that their ``seg`` names."""
    slices: dict[str, list[tuple[Node, str]]] = {}
    for node in reader.document.named("seg"):
        pointers = [(child, child.attrs.get("target", "")) for child in node.find_all("ptr")]
        for code in node.attrs.get("ana", "").split():
            slices.setdefault(code.removeprefix("#"), []).extend(pointers)
    return slices


def _component(reader: ComponentReader, node: Node, tag: str, slices: list[tuple[Node, str]]) -> Component:
    if not slices:
        reader.resolver.report("E211", "the annotation has no passage", node, "", "export it from CATMA again")
    kind = re.sub(r"\s+", "-", tag.strip())
    lower = kind.lower()
    return Component(
        id=reader.name(node),
        kind=lower if lower in OTHER_ROLES or lower in ("claim", "evidence", "recommendation") else kind,
        gloss=next((value for name in _PARAPHRASE if (value := feature(node, name))), ""),
        fragments=_joined(reader, slices),
        annotator=feature(node, AUTHOR),
        extra=tuple(
            (name, value.text())
            for item in node.find_all("f")
            if (name := item.attrs.get("name", "")) not in _INTERNAL
            for value in item.walk()
            if value.name == "string" and value.text()
        ),
        place=reader.document.place(node),
    )


def _joined(reader: ComponentReader, slices: list[tuple[Node, str]]) -> tuple[Fragment, ...]:
    """One fragment for each run of slices that touch."""
    found: list[Fragment] = []
    for node, pointer in slices:
        for start, end in reader.resolver.ranges(pointer, node):
            last = found[-1] if found else None
            if last is not None and start is not None and last.end == start and last.start is not None:
                file = pointer.partition("#")[0]
                found[-1] = Fragment(last.start, end, f"{file}#char={last.start},{end}", place=last.place)
            else:
                found.append(reader.fragment(node, pointer, (start, end), "target"))
    return tuple(found)
