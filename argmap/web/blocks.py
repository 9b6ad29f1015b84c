"""The text of an edition as blocks for the page: what is read, by offsets, and around it what is only shown.

A block is one heading, paragraph, verse line and the like: a continuous range of the reading text, with points
in it (page breaks, notes, figures) and ranges of italics and bold. Asides are notes, pull-quotes, furniture and
matter of other articles between blocks: shown, never part of a passage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from argmap.tei.names import BLOCKS, DIVISIONS, UNREAD
from argmap.tei.parse import Document, Node, Text
from argmap.tei.text import EditionText
from argmap.tei.walk import tops
from argmap.text.normal import normalise

_BOLD = ("bold", "strong")
_ITALIC = frozenset({"hi", "emph", "foreign", "title", "term", "mentioned"})
_SHOWN = frozenset({"note", "fw", "figure"})
_HEADS = ("head", "docTitle", "titlePart")


@dataclass
class Block:
    """A range of the reading text and how it is printed; in an aside, ``text`` is what is shown instead."""

    kind: str
    start: int = 0
    end: int = 0
    level: int = 0
    points: list[dict[str, Any]] = field(default_factory=list)
    styles: list[tuple[int, int, str]] = field(default_factory=list)
    text: str = ""
    label: str = ""

    def data(self) -> dict[str, Any]:
        """As JSON-ready data; empty parts are left out."""
        whole: dict[str, Any] = {"kind": self.kind, "start": self.start, "end": self.end}
        extra = {"level": self.level, "points": self.points, "text": self.text, "label": self.label}
        whole.update({name: value for name, value in extra.items() if value})
        if self.styles:
            whole["styles"] = [list(style) for style in self.styles]
        return whole


class Layout:
    """Walks an edition once and gathers its blocks."""

    def __init__(self, document: Document) -> None:
        self.edition = EditionText(document)
        self.found: list[Block] = []
        self._owner: Node | None = None
        self._inline: list[dict[str, Any]] = []
        for top in tops(document.root):
            self._walk(top)
        self._settle()

    def _walk(self, top: Node) -> None:
        """Depth first without recursion; every run of text goes to the innermost block element around it."""
        stack: list[tuple[Node | Text, Node]] = [(top, top)]
        while stack:
            item, owner = stack.pop()
            if isinstance(item, Text):
                if item.raw >= 0 and item.text.strip():
                    self._text(item, owner)
            elif _aside(item):
                self._aside(item)
            elif item.raw >= 0 and item.name not in UNREAD:
                self._inline_mark(item)
                inner = item if item.name in BLOCKS else owner
                stack.extend((child, inner) for child in reversed(item.children))

    def _text(self, item: Text, owner: Node) -> None:
        start = self.edition.offset(item.raw)
        end = self.edition.offset(item.raw + len(item.text), end=True)
        if start >= end:
            return
        last = self.found[-1] if self.found else None
        if last is not None and owner is self._owner and not last.text:
            last.end = max(last.end, end)
            return
        self._owner = owner
        self.found.append(Block(_kind(owner), start, end, _level(owner)))

    def _inline_mark(self, node: Node) -> None:
        if node.name == "pb":
            self._inline.append({"at": self.edition.offset(node.raw), "kind": "pb", "text": node.attrs.get("n", "")})
        elif node.name in _ITALIC:
            span = self.edition.span(node)
            look = _look(node)
            if span and look:
                self._inline.append({"at": span[0], "end": span[1], "kind": "style", "text": look})

    def _aside(self, node: Node) -> None:
        """What is shown and not read: within a block at its place, between blocks as an aside of its own."""
        shown = normalise(node.text())
        at = self.edition.offset(max(node.raw, 0), end=True)
        kind = _aside_kind(node)
        if kind == "mark" or (node.name == "ref" and shown == ""):
            self._inline.append({"at": at, "kind": "mark", "text": node.attrs.get("n") or shown})
        elif not shown:
            return
        elif kind == "note" and node.parent is not None and node.parent.name not in DIVISIONS:
            self._inline.append({"at": at, "kind": "note", "text": shown})
        else:
            self.found.append(Block("aside", at, at, text=shown, label=kind))

    def _settle(self) -> None:
        """Put page breaks, notes and italics into the blocks where they stand."""
        read = [block for block in self.found if not block.text]
        at = 0
        for mark in sorted(self._inline, key=lambda item: int(item["at"])):
            while at + 1 < len(read) and read[at + 1].start <= mark["at"]:
                at += 1
            if not read:
                return
            if mark["kind"] == "style":
                for block in read[at:]:
                    if block.start >= mark["end"]:
                        break
                    start, end = max(block.start, mark["at"]), min(block.end, mark["end"])
                    if start < end:
                        block.styles.append((start, end, mark["text"]))
            else:
                place = min(max(mark["at"], read[at].start), read[at].end)
                read[at].points.append({"at": place, "kind": mark["kind"], "text": mark["text"]})


def _kind(node: Node) -> str:
    if node.name in _HEADS:
        return "head"
    if node.name in ("l", "item", "cell", "byline", "quote", "label", "trailer", "speaker"):
        return node.name
    parent = node.parent.name if node.parent else ""
    return "quote" if parent in ("quote", "cit", "epigraph") else "p"


def _level(node: Node) -> int:
    """How deep a heading stands: 1 for the text's own, 2 for a section's."""
    if node.name not in _HEADS:
        return 0
    depth, at = 1, node.parent
    while at is not None:
        depth += at.name in DIVISIONS
        at = at.parent
    return min(depth, 4)


def _look(node: Node) -> str:
    look = " ".join(node.attrs.get(name, "") for name in ("rend", "rendition", "style")).lower()
    if node.name == "hi" or look.strip():
        if any(word in look for word in _BOLD):
            return "b"
        return "sup" if "super" in look else "i" if "ital" in look or not look.strip() else ""
    return "i" if node.name != "term" else ""


def _aside(node: Node) -> bool:
    kind = node.attrs.get("type")
    return (
        node.name in _SHOWN or (node.name == "ref" and kind == "note") or (node.name in DIVISIONS and kind == "foreign")
    )


def _aside_kind(node: Node) -> str:
    kind = node.attrs.get("type", "")
    if node.name == "note":
        return "mark" if kind == "mark" else "pull-quote" if kind == "pullquote" else "note"
    if node.name == "ref":
        return "mark"
    return {"fw": "furniture", "figure": "figure"}.get(node.name, "other matter" if kind == "foreign" else "not read")
