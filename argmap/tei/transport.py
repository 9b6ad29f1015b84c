"""What travels with an annotation that leaves its text: marked additions, and the passages of its components.

All that `detach` adds bears ``n="derived"``: it can be made again from the text, and `attach` takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model import Fragment
from argmap.problems import DataError, Problem
from argmap.tei.components import ComponentReader, checks_of, component_spans
from argmap.tei.header import read_codes
from argmap.tei.home import range_pointer
from argmap.tei.parse import Document, Node, Text
from argmap.tei.pointers import SRC_MATCH, Resolver
from argmap.tei.splice import Editor
from argmap.tei.targets import Target, Targets

DERIVED = "derived"
# how a start tag that had closed itself is remembered: its end tag bears a space
FORMER_EMPTY_END = " >"
_COUNTED = re.compile(r"([A-Za-z][\w.+-]*):(\d{1,12})-(\d{1,12})")


class Carrier(Editor):
    """An editor that can also put back what a file once said, with the line ends that it had."""

    def restore(self, start: int, end: int, text: str) -> None:
        """Put text in place of a byte range as it is."""
        self._edits.append((start, end, text))


@dataclass(frozen=True, slots=True)
class Passages:
    """One component's element, its fragments in order, and what the file keeps of each by its pointer."""

    node: Node
    fragments: tuple[Fragment, ...]
    checks: dict[str, Node]


def passages(document: Document) -> list[Passages]:
    """The components of the home form with their passages in this document's own text, if it has one."""
    problems: list[Problem] = []
    resolver = Resolver(document, Targets(Target.of(document), None), problems)
    reader = ComponentReader(document, resolver, read_codes(document))
    return [
        Passages(node, reader.fragments(node), checks_of(node))
        for node in component_spans(document)
        if not node.inside_entity
    ]


def counted(pointer: str) -> tuple[int, int] | None:
    """The numbers of a pointer ``src:START-END``, valid or not; None for other forms."""
    found = _COUNTED.fullmatch(pointer)
    return (int(found[2]), int(found[3])) if found else None


def is_derived(node: Node) -> bool:
    """Whether `detach` added the element."""
    return node.attrs.get("n") == DERIVED


def derived_nodes(document: Document) -> Iterator[Node]:
    """The outermost elements that `detach` added, in document order."""
    stack = [document.root]
    while stack:
        node = stack.pop()
        if is_derived(node) and node.name in ("fs", "f", "spanGrp", "encodingDesc"):
            yield node
        else:
            stack.extend(reversed(node.elements))


def prefix_of(document: Document) -> str:
    """The prefix that ranges of the text bear in this file; "" where it declares none."""
    idents = [
        node.attrs.get("ident", "")
        for node in document.root.walk()
        if node.name == "prefixDef" and node.attrs.get("matchPattern") == SRC_MATCH
    ]
    return "src" if "src" in idents else idents[0] if idents else ""


def attribute_text(document: Document, node: Node, name: str) -> str:
    """An attribute's value as the file writes it, references and all."""
    found = document.source.attribute(node.start, name)
    return document.source.decode(*found) if found else ""


def raw_text(node: Node) -> str:
    """An element's characters with their white space."""
    parts: list[str] = []
    stack: list[Node | Text] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, Text):
            parts.append(item.text)
        else:
            stack.extend(reversed(item.children))
    return "".join(parts)


def feature_node(fs: Node, name: str) -> Node | None:
    """The ``f`` of that name."""
    return next((item for item in fs.find_all("f") if item.attrs.get("name") == name), None)


def set_ranges(editor: Carrier, item: Passages, ranges: list[str]) -> None:
    """Let a component point at its passages by ranges: in ``target``, or in ``from`` and ``to`` where it has these."""
    if item.node.attrs.get("from"):
        editor.attribute(item.node, "from", ranges[0])
        if item.node.attrs.get("to"):
            editor.attribute(item.node, "to", ranges[0])
    else:
        editor.attribute(item.node, "target", " ".join(ranges))


def written_range(fragment: Fragment, prefix: str) -> str:
    """A fragment as a range, or its own pointer where it was not found."""
    if fragment.start is None or fragment.end is None:
        return fragment.pointer
    return range_pointer(fragment.start, fragment.end, prefix)


def text_element(document: Document) -> Node:
    """The one ``text`` of a TEI document, a child of its root.

    Raises:
        DataError: there is none, or there are several, or they stand in a corpus.
    """
    found = [child for child in document.root.elements if child.name == "text" and not child.inside_entity]
    if len(found) == 1:
        return found[0]
    place = document.place(document.root)
    if found or any(node.name == "text" for node in document.root.walk()):
        raise DataError(
            "the file holds several texts, or its text stands inside a corpus",
            "take each TEI document as a file of its own",
            place=place,
        )
    raise DataError("the file holds no text", "choose an edition, that is a TEI file with a text element", place=place)
