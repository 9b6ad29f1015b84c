"""The text of a TEI file that others made: its blocks, notes, pages and heads, in the form that import writes."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from argmap.problems import DataError, Place
from argmap.text.imports.hints import Extracted, Source
from argmap.text.media.flow import MARK, PAGE, Block, Flow, Note, collapse, inner, local, parse_xml
from argmap.text.wordlists import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID = "{http://www.w3.org/XML/1998/namespace}"
_LOST = "markup inside paragraphs, attributes, the header but title and authors; the text as extracted is the raw text"
_START = re.compile(rb"<(?:\w+:)?(?:TEI(?:\.2|Corpus)?)[\s>]")
_PARAGRAPHS = words(
    "p ab lg l sp speaker stage salute signed dateline opener closer trailer bibl biblStruct docImprint docDate "
    "epigraph argument imprimatur postscript"
)
_HOLDERS = words("body front back group text list quote titlePage listBibl figure table")
_DIVISIONS = _HOLDERS | words("div div1 div2 div3 div4 cit floatingText castList q said")
_KINDS = {
    "head": ("head", "a head"), "item": ("item", "an item of a list"), "label": ("item", "a label in a list"),
    "docTitle": ("title", "the title page"), "titlePart": ("title", "the title page"),
    "byline": ("byline", "a byline"), "docAuthor": ("byline", "the title page"), "fw": ("header", "page furniture"),
    "figDesc": ("caption", "a figure's description"),
}  # fmt: skip
_BRANCHES = {"choice": ("corr", "reg", "expan", "unclear"), "app": ("lem", "rdg")}


def is_tei(raw: bytes) -> bool:
    """Whether bytes begin as a TEI file does."""
    head = raw[:20_000]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")
    return bool(_START.search(head)) and b"<" in head[:16]


def read_tei(raw: bytes, file: str = "") -> Extracted:
    """The text of a TEI file of others.

    Raises:
        DataError: it is no well-formed XML, has no text, or is an edition that argmap made.
    """
    place = Place(file, 1, 1)
    root = parse_xml(raw, place, "the file")
    if any(node.get("ident") == "argmap" for node in root.iter() if local(node) == "application"):
        raise DataError("the file is an edition of argmap already", "annotate it as it is", place=place)
    text = next((node for node in root.iter() if local(node) == "text"), None)
    if text is None:
        raise DataError("the TEI file holds no text element", "import needs the text itself", place=place)
    reader = _Reader()
    reader.blocks(text)
    reader.close()
    builder = reader.flow.finish(place, "TEI file")
    source = Source("tei", hashlib.sha256(raw).hexdigest(), len(raw), "argmap", _LOST)
    warnings = []
    if any(local(node) == "standOff" for node in root.iter()):
        warnings.append("the file's stand-off annotation is not carried over; keep the file")
    titles = _said(root, "title")[:1]
    return Extracted(
        builder.text(), builder.hints, source, warnings, titles[0] if titles else "", tuple(_said(root, "author")),
        text.get(f"{_ID}lang") or root.get(f"{_ID}lang") or "",
    )  # fmt: skip


def _said(root: _Element, name: str) -> list[str]:
    """What the title statement says under a name."""
    statement = next((node for node in root.iter() if local(node) == "titleStmt"), None)
    found = [node for node in statement if local(node) == name] if statement is not None else []
    return [text for node in found if (text := collapse(inner(node)).strip())]


class _Reader:
    """Walks the text; inline elements are read through."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.block = Block()
        self.kind = ("", "")
        self.number = 0
        self.joined = False  # the word goes on after a break

    def close(self) -> None:
        """End the block that is open."""
        self.flow.block(self.block, *self.kind)
        self.block, self.kind = Block(), ("", "")

    def blocks(self, node: _Element) -> None:
        """What an element holds."""
        self._text(node.text)
        for child in node:
            if local(child):
                self._child(child, local(child))
            elif isinstance(child.text, str):
                self._text(child.text)  # an entity that is not defined, as it is written
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text and self.joined:
            text = text.lstrip()
            self.joined = not text
        self.block.add(text)

    def _child(self, node: _Element, name: str) -> None:
        if name in ("pb", "lb", "cb", "milestone"):
            self._break(node, name)
        elif name == "note":
            self._note(node)
        elif name in _BRANCHES:
            self._branch(node, name)
        elif name in ("del", "surplus"):
            self.flow.leave_out(inner(node), "deleted in the source")
        elif name == "fw":
            self._aside(node, *_KINDS[name])
        elif name == "table":
            rows = [row for row in node if local(row) == "row"]
            cells = [[collapse(inner(cell)).strip() for cell in row] for row in rows]
            self._aside(node, "table", "a table", "; ".join(" | ".join(row) for row in cells))
        elif name in _PARAGRAPHS or name in _KINDS:
            self._block(node, name)
        elif name in _DIVISIONS and self._holds(node):
            self._block(node, "")
        else:
            self.blocks(node)

    @staticmethod
    def _holds(node: _Element) -> bool:
        """Whether an element holds blocks (a quote may be a block or stand in a line)."""
        names = {local(child) for child in node}
        return bool(names & (_PARAGRAPHS | _DIVISIONS | _KINDS.keys()))

    def _block(self, node: _Element, name: str) -> None:
        inner = name in ("l", "titlePart") and local(node.getparent()) in ("lg", "docTitle", "sp", "head")
        if inner:  # verses and parts of a title stay together
            self.block.add(" ")
            self.blocks(node)
            return
        self.close()
        within = local(node.getparent()) if node.getparent() is not None else ""
        kind = ("caption", "the head of a figure") if within == "figure" and name in ("head", "p") else None
        kind = self.kind = kind or _KINDS.get(name, ("", ""))
        self.blocks(node)
        if self.block.pieces and self.kind == ("", ""):
            self.kind = kind
        self.close()

    def _break(self, node: _Element, name: str) -> None:
        if node.get("break") == "no":
            if self.block.pieces and self.block.pieces[-1][0] == "":
                what, text = self.block.pieces[-1]
                self.block.pieces[-1] = (what, re.sub(r"(?<=\w)[-\u2010]?\s*$", "", text))
            self.joined = True
        else:
            self.block.add(" ")
        if name == "pb":
            self.block.add(node.get("n", ""), PAGE)

    def _note(self, node: _Element) -> None:
        text = collapse(inner(node)).strip()
        if not text:
            return
        kind = node.get("type", "")
        if kind in ("pullquote", "box", "caption", "table"):
            self.block.notes.append(Note("", text, kind))
            return
        self.number += 1
        number = node.get("n") or str(self.number)
        if self.block.pieces:
            self.block.add(number, MARK)
        self.block.notes.append(Note(number, text))

    def _branch(self, node: _Element, name: str) -> None:
        """One reading is taken; the others stand in the report."""
        parts = [child for child in node if local(child)]
        order = {wanted: place for place, wanted in enumerate(_BRANCHES[name])}
        best = min(parts, key=lambda child: order.get(local(child), 9), default=None)
        for child in parts:
            if child is best:
                self.blocks(child)
            else:
                self.flow.leave_out(inner(child), f"another reading ({local(child)})")

    def _aside(self, node: _Element, role: str, why: str, text: str = "") -> None:
        """Something beside the text: in a line of its own after the block that it stands in."""
        said = text or collapse(inner(node)).strip()
        if not self.block.pieces:
            self.flow.note(Note("", said, role), why)
        elif said:
            self.block.notes.append(Note("", said, role))
