"""One walk over an edition's tree: which characters are read, and where the nodes stand among them."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.tei.names import BLOCKS, BRANCHES, BREAKS, DIVISIONS, EXAMPLES_NS, ROOTS, UNREAD
from argmap.tei.parse import Node, Text

_EXAMPLES = f"{{{EXAMPLES_NS}}}"
_JOINER = "\u2060"
_HYPHENS = "-\u2010\u00ad"


def tops(root: Node) -> list[Node]:
    """The outermost ``text`` elements; a root that is no TEI document is itself the text."""
    if root.name not in ROOTS:
        return [root]
    found: list[Node] = []
    stack = [root]
    while stack:
        for child in reversed(stack.pop().elements):
            if child.name in ROOTS:
                stack.append(child)
            elif child.name == "text":
                found.append(child)
    return sorted(found, key=lambda node: node.at)


class Walk:
    """One pass over the tree, without recursion: raw characters, and where nodes lie in them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.items: list[Text | None] = []
        self.pages: list[Node] = []
        self.heads: list[tuple[Node, str]] = []
        self.at = 0
        self.joining = False

    def run(self, top: Node) -> None:
        """Walk one text; called for each in turn, they follow one another."""
        stack: list[tuple[Node, Iterable[Node | Text]]] = []
        self._open(top, stack)
        while stack:
            node, rest = stack[-1]
            for child in rest:
                if isinstance(child, Text):
                    self._text(child)
                elif not _unread(child):
                    self._open(child, stack)
                    break
                else:
                    child.raw = child.raw_end = self.at
            else:
                stack.pop()
                if node.name in BLOCKS:
                    self._gap()
                node.raw_end = self.at

    def _open(self, node: Node, stack: list[tuple[Node, Iterable[Node | Text]]]) -> None:
        if node.name in BREAKS:
            self._break(node)
        elif node.name in BLOCKS:
            self._gap()
            if node.name in DIVISIONS:
                head = node.find("head")
                if head is not None:
                    self.heads.append((node, head.text(UNREAD)))
        node.raw = self.at
        if node.name == "pb":
            self.pages.append(node)
        children: list[Node | Text] = node.children
        if node.name in ("choice", "app", "rdgGrp"):
            children = list(_branch(node))
        stack.append((node, iter(children)))

    def _text(self, item: Text) -> None:
        text = item.text
        item.raw = self.at
        if self.joining:
            kept = text.lstrip()
            text = _JOINER * (len(text) - len(kept)) + kept
            self.joining = not kept
        self._add(text, item)

    def _add(self, text: str, item: Text | None) -> None:
        self.parts.append(text)
        self.starts.append(self.at)
        self.items.append(item)
        self.at += len(text)

    def _gap(self) -> None:
        """A block's edge: white space, which also ends the search for a word's second half."""
        self.joining = False
        self._add(" ", None)

    def _break(self, node: Node) -> None:
        if node.attrs.get("break") == "no":
            self._join(drop_hyphen=node.name == "lb")
        elif not self.joining:
            self._add(" ", None)

    def _join(self, *, drop_hyphen: bool) -> None:
        """Hide the white space at the end of what was read so far, and a line's hyphen before it."""
        self.joining = True
        for index in range(len(self.parts) - 1, -1, -1):
            part = self.parts[index]
            kept = part.rstrip()
            self.parts[index] = kept + _JOINER * (len(part) - len(kept))
            if kept:
                if drop_hyphen and kept[-1] in _HYPHENS and self._letter_before(index, kept[:-1]):
                    self.parts[index] = kept[:-1] + _JOINER * (len(part) - len(kept) + 1)
                return

    def _letter_before(self, index: int, text: str) -> bool:
        """Whether a letter ends a part's beginning, or the part before it where markup cuts the word."""
        while not text and index:
            index -= 1
            text = self.parts[index]
        return text[-1:].isalpha()


def _unread(node: Node) -> bool:
    if node.name in UNREAD or node.name.startswith(_EXAMPLES):
        return True
    kind = node.attrs.get("type")
    return (node.name in DIVISIONS and kind == "foreign") or (node.name == "ref" and kind == "note")


def _branch(node: Node) -> list[Node]:
    children = node.elements
    for name in BRANCHES:
        found = [child for child in children if child.name == name]
        if found:
            return found[:1]
    return children[:1]
