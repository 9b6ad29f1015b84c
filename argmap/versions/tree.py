"""A version of a file as a tree of items in which every byte has its place: what a merge puts together anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from argmap.tei.parse import Document, Node, Text, parse

MAX_DEPTH = 60
_BETWEEN = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)


@dataclass(eq=False, slots=True)
class Item:
    """An element, comment or instruction: its bytes, and the white space before it (``lead``).

    ``children`` and ``tail`` (the white space before the end tag) are those of an element that holds no
    text of its own. One that does, or that cannot be taken apart, is ``solid``: its inner bytes are one thing.
    """

    version: Version
    node: Node | None
    name: str
    start: int
    end: int
    lead: bytes = b""
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)
    tail: bytes = b""
    solid: bool = False
    inner: tuple[int, int] = (0, 0)

    @property
    def raw(self) -> bytes:
        """The item as written."""
        return self.version.data[self.start : self.end]

    @property
    def content(self) -> bytes:
        """What stands between the element's tags."""
        return self.version.data[slice(*self.inner)]

    @property
    def tag(self) -> str:
        """The start tag as written."""
        return self.version.document.source.decode(self.start, self.inner[0])

    @property
    def id(self) -> str:
        """The element's id, or ""."""
        return self.node.id if self.node is not None else ""

    @property
    def attrs(self) -> dict[str, str]:
        """The element's attributes."""
        return self.node.attrs if self.node is not None else {}


class Version:
    """One version: its bytes (in the codec of the merge), its parsed document, its items."""

    def __init__(self, data: bytes, document: Document | None = None) -> None:
        self.data = data
        self.document = document or parse(data)
        self._meanings: dict[int, tuple[object, ...]] = {}
        root = self.document.root
        self.root = self._item(root, b"", None)
        self.head = data[: self.root.start]
        self.foot = data[self.root.end :]
        self._grow()

    def items(self) -> list[Item]:
        """All items in document order."""
        found: list[Item] = []
        stack = [self.root]
        while stack:
            item = stack.pop()
            found.append(item)
            stack.extend(reversed(item.children))
        return found

    def meaning(self, item: Item) -> tuple[object, ...]:
        """What an item says: names, attributes, text with white space collapsed; layout and comments do not count."""
        if item.node is None:
            return (item.raw,)
        key = id(item)
        if key not in self._meanings:
            self._meanings[key] = tuple(_tokens(item.node))
        return self._meanings[key]

    def _item(self, node: Node, lead: bytes, parent: Item | None) -> Item:
        document = self.document
        return Item(
            self, node, node.name, node.start, document.end(node), lead, parent, inner=document.inner(node)
        )  # fmt: skip

    def _grow(self) -> None:
        """Take elements apart, from the root down, as far as they hold nothing but elements."""
        stack = [(self.root, 1)]
        while stack:
            item, depth = stack.pop()
            node = item.node
            if node is None:
                continue
            children = node.elements
            if depth >= MAX_DEPTH or any(child.inside_entity for child in children) or not self._split(item, children):
                item.solid, item.children = bool(item.content.strip()), []
            stack.extend((child, depth + 1) for child in item.children)

    def _split(self, item: Item, elements: list[Node]) -> bool:
        """Fill in the children; False where text of its own stands between them."""
        at = item.inner[0]
        for node in elements:
            rest = self._gap(item, at, node.start)
            if rest is None:
                return False
            child = self._item(node, rest, item)
            item.children.append(child)
            at = child.end
        tail = self._gap(item, at, item.inner[1])
        item.tail = tail or b""
        return tail is not None

    def _gap(self, parent: Item, start: int, end: int) -> bytes | None:
        """Comments and instructions between two elements as children; what white space is left, None for text."""
        unit = self.document.source.unit
        view = self.document.source.view[start // unit : end // unit]
        at = 0
        for match in _BETWEEN.finditer(view):
            if view[at : match.start()].strip():
                return None
            low, high = start + match.start() * unit, start + match.end() * unit
            name = "#comment" if match.group().startswith(b"<!") else "#instruction"
            lead = self.data[start + at * unit : low]
            parent.children.append(Item(self, None, name, low, high, lead, parent))
            at = match.end()
        return None if view[at:].strip() else self.data[start + at * unit : end]


def _tokens(top: Node) -> list[object]:
    tokens: list[object] = []
    stack: list[Node | Text | None] = [top]
    text = ""
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            text += node.text
            continue
        if text.strip():
            tokens.append(" ".join(text.split()))
        text = ""
        if node is None:
            tokens.append(None)
            continue
        tokens.append((node.name, *sorted(node.attrs.items())))
        stack.append(None)
        stack.extend(reversed(node.children))
    return tokens
