"""Components in other encodings: ``annotation`` and ``note`` in ``listAnnotation``, ``interp``, inline ``seg``.

CATMA's exports have a module of their own (`argmap.tei.catma`); all of them are written by `argmap.tei.encodings`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from argmap.model import KINDS, Component, Fragment
from argmap.tei.catma import catma_components
from argmap.tei.components import GROUPS, ComponentReader, component_spans, inherited
from argmap.tei.header import read_codes
from argmap.tei.names import OTHER_ROLES, ROLES
from argmap.tei.parse import Document, Node
from argmap.tei.pointers import Resolver
from argmap.tei.relations import relation_elements
from argmap.tei.targets import Target, Targets

_KNOWN = frozenset(KINDS) | OTHER_ROLES
_GLOSS = frozenset({"gloss", "paraphrase"})


def other_components(reader: ComponentReader) -> tuple[list[Component], dict[str, str]]:
    """Components in forms other than ``span``, and which component each further part of a chain belongs to."""
    found: list[Component] = []
    alias: dict[str, str] = {}
    for node in _nodes(reader):
        if node.name == "interp":
            found.append(_interp(reader, node))
        elif node.name == "seg":
            found += [] if _continues(reader, node) else [_chain(reader, node, alias)]
        else:
            found.append(_annotation(reader, node))
    return found + catma_components(reader, alias), alias


def _nodes(reader: ComponentReader) -> Iterator[Node]:
    """The elements that are components, or parts of them, in these forms."""
    for node in reader.document.named("annotation", "note", "interp", "seg"):
        if (
            (node.name in ("annotation", "note") and _in_list(reader, node))
            or (node.name == "interp" and _is_component(reader, node, "interpGrp"))
            or (node.name == "seg" and _role(reader, node))
        ):
            yield node


def variant_nodes(document: Document) -> list[Node]:
    """All elements of the annotation where some of it is in another encoding than the home form; else none."""
    resolver = Resolver(document, Targets(Target.of(document), None), [])
    reader = ComponentReader(document, resolver, read_codes(document))
    foreign = list(_nodes(reader))
    foreign += [note for node in foreign if node.name == "seg" for note in _said(reader, node) if not _in_text(note)]
    spans = list(component_spans(document))
    ids = frozenset(node.id for node in (*foreign, *spans))
    foreign += [node for node in document.named("link", "graph") if _joins(node, ids)]
    if not foreign:
        return [document.root] if catma_components(reader, {}) else []
    return [*foreign, *spans, *relation_elements(document, ids)]


def _joins(node: Node, ids: frozenset[str]) -> bool:
    """Whether a link or a graph is about components."""
    if node.name == "graph":
        return any(item.attrs.get("value", "").removeprefix("#") in ids for item in node.find_all("node"))
    ends = [value.removeprefix("#") for value in node.attrs.get("target", "").split()]
    grouped = node.parent is not None and node.parent.name == "linkGrp" and node.parent.attrs.get("type") in GROUPS
    return grouped or (len(ends) > 1 and all(end in ids for end in ends))


def _in_list(reader: ComponentReader, node: Node) -> bool:
    return (
        node.parent is not None
        and node.parent.name == "listAnnotation"
        and _is_component(reader, node, "listAnnotation")
    )


def _is_component(reader: ComponentReader, node: Node, group: str) -> bool:
    """Whether its role is known, or its group is one of components."""
    parent = node.parent
    grouped = parent is not None and parent.name == group and parent.attrs.get("type") in GROUPS
    return grouped or _role(reader, node)


def _role(reader: ComponentReader, node: Node) -> bool:
    """Whether its type or one of its codes is a role in an argument."""
    if node.attrs.get("type", "").lower() in _KNOWN:
        return True
    codes = [value[1:] for value in inherited(node, "ana").split() if value.startswith("#")]
    return any(
        reader.book.use.get(code) == ROLES or (code in KINDS and code not in reader.document.ids) for code in codes
    )


def _annotation(reader: ComponentReader, node: Node) -> Component:
    """``annotation`` (paraphrase in a note), or a ``note`` that is itself the paraphrase."""
    if node.name == "note":
        return reader.component(node, _from_target_end(reader, node), node.text())
    notes = node.find_all("note")
    gloss = next((note for note in notes if note.attrs.get("type") in _GLOSS), notes[0] if notes else None)
    component = reader.component(node, reader.fragments(node), gloss.text() if gloss is not None else "")
    changes = [{**item.attrs, "text": item.text()} for item in node.find_all("revisionDesc", "change")]
    kept = (("tei:changes", json.dumps(changes)),) if changes else ()
    others = tuple(note.text() for note in notes if note is not gloss)
    return replace(component, notes=others, extra=(*component.extra, *kept))


def _from_target_end(reader: ComponentReader, node: Node) -> tuple[Fragment, ...]:
    first, last = node.attrs.get("target", ""), node.attrs.get("targetEnd", "")
    if not last or len(first.split()) != 1:
        return reader.fragments(node)
    where = reader.resolver.between(first, last, node)
    return (reader.fragment(node, f"{first} {last}", where, "target"),)


def _interp(reader: ComponentReader, node: Node) -> Component:
    """``interp``: its text is the paraphrase; it points by ``inst``, or is pointed at by ``ana``."""
    fragments = reader.fragments(node, "inst")
    if not fragments and node.id:
        pointing = [item for item in _pointing(reader, node.id) if item.id]
        fragments = tuple(fragment for item in pointing for fragment in _of_element(reader, node, item))
    return reader.component(node, fragments, node.text(frozenset({"desc", "certainty"})))


def _pointing(reader: ComponentReader, ident: str, attribute: str = "ana") -> list[Node]:
    """Elements whose ``ana`` (or other attribute) names the id; the index is made once."""
    index = reader.pointing.get(attribute)
    if index is None:
        index = reader.pointing[attribute] = {}
        for node in reader.document.nodes:
            for value in node.attrs.get(attribute, "").split():
                index.setdefault(value.removeprefix("#"), []).append(node)
    return index.get(ident, [])


def _of_element(reader: ComponentReader, node: Node, item: Node) -> Iterator[Fragment]:
    pointer = f"#{item.id}"
    for where in reader.resolver.ranges(pointer, node):
        yield reader.fragment(node, pointer, where, "ana")


def _continues(reader: ComponentReader, node: Node) -> bool:
    """Whether a segment is a later part of a chain whose first part is there."""
    before = reader.document.ids.get(node.attrs.get("prev", "").removeprefix("#"))
    return before is not None and before is not node and before.attrs.get("next") == f"#{node.id}"


def _said(reader: ComponentReader, node: Node) -> list[Node]:
    """The notes that point at a segment: its paraphrase, and comments."""
    kinds = (*_GLOSS, "comment")
    found = _pointing(reader, node.id, "target") if node.id else []
    return [item for item in found if item.name == "note" and item.attrs.get("type") in kinds]


def _in_text(node: Node) -> bool:
    while node.parent is not None and node.name != "text":
        node = node.parent
    return node.name == "text"


def _chain(reader: ComponentReader, node: Node, alias: dict[str, str]) -> Component:
    """An inline segment with all its later parts; paraphrase and comments are notes that point at it."""
    parts, seen = [node], {id(node)}
    while True:
        following = reader.document.ids.get(parts[-1].attrs.get("next", "").removeprefix("#"))
        if following is None or id(following) in seen:
            break
        parts.append(following)
        seen.add(id(following))
    fragments: list[Fragment] = []
    for part in parts:
        where = reader.resolver.of_node(part)
        fragments.append(reader.fragment(part, f"#{part.id}" if part.id else "", where, "xml:id"))
    said = _said(reader, node)
    gloss = next((note.text() for note in said if note.attrs.get("type") in _GLOSS), "")
    component = reader.component(node, tuple(fragments), gloss)
    component = replace(component, notes=tuple(n.text() for n in said if n.attrs.get("type") == "comment"))
    left_out = ("next", "prev", "part")
    component = replace(component, extra=tuple(pair for pair in component.extra if pair[0] not in left_out))
    known = reader.document.ids
    alias.update({part.id: component.id for part in parts if part.id and known[part.id] is part})
    return component
