"""What the readers of marked-up media share: blocks of collapsed text, notes after their block, what is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from argmap.problems import DataError, Place
from argmap.text.media.builder import Builder

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
MAX_NODES = 2_000_000
MARK, PAGE = "mark", "page"


@dataclass(slots=True)
class Note:
    """A note's mark as printed, its text and its role."""

    number: str
    text: str
    role: str = "footnote"


@dataclass(slots=True)
class Block:
    """The content of one block while it is read: pieces of text, some of them note marks, some beginnings of pages."""

    pieces: list[tuple[str, str]] = field(default_factory=list)  # (what: "", MARK or PAGE; text or label)
    notes: list[Note] = field(default_factory=list)

    def add(self, text: str | None, what: str = "") -> None:
        """More text, a note mark, or a page's beginning."""
        if text or what == PAGE:
            self.pieces.append((what, text or ""))


class Flow:
    """Collects blocks; gives the text and the hints when all are in."""

    def __init__(self) -> None:
        self.builder = Builder(whole=True)
        self.left_out: list[tuple[str, str]] = []  # (text, why)
        self.titled = False

    def block(self, block: Block, kind: str = "", why: str = "") -> None:
        """Add a block; its notes follow it.

        Args:
            block: What it holds; one without characters is dropped but for its pages and notes.
            kind: "" for a paragraph, ``head``, ``item``, or a role.
            why: The evidence for the kind.
        """
        text, marks, pages = _collapsed(block)
        hints = self.builder.hints
        if text:
            number = self.builder.line(text, marks if kind in ("", "item", "head") else [], apart=True)
            hints.begins[number] = why or "a block of the file"
            start = self.builder.length - len(text)
            hints.pages += [(start + at, label) for at, label in pages]
            if kind == "head":
                hints.heads[number] = why
            elif kind == "item":
                hints.items.add(number)
            elif kind:
                hints.roles[number] = kind
                hints.opens.add(number)
                hints.evidence[number] = why
        else:
            hints.pages += [(self.builder.length, label) for _, label in pages]
        for note in block.notes:
            self.note(note, why="a note of the file")

    def note(self, note: Note, why: str) -> None:
        """Add a note on a line of its own."""
        text = collapse(note.text).strip()
        if text:
            number = self.builder.line(text, [], apart=True)
            self.builder.hints.roles[number] = note.role
            self.builder.hints.opens.add(number)
            self.builder.hints.evidence[number] = why
            if note.role == "footnote" and note.number:
                self.builder.hints.numbers[number] = note.number

    def leave_out(self, text: str, why: str) -> None:
        """Characters that do not come into the edition; the report keeps them."""
        text = collapse(text).strip()
        if text:
            self.left_out.append((text, why))

    def finish(self, place: Place, what: str) -> Builder:
        """The builder, with what is left out at its end.

        Raises:
            DataError: there is no text.
        """
        if not self.builder.parts:
            raise DataError(f"the {what} holds no text", "choose another file", place=place)
        for text, why in self.left_out:
            self.builder.line(text, [], apart=True)
            self.builder.hints.omitted.append((self.builder.length - len(text), self.builder.length, why))
        return self.builder


def collapse(text: str) -> str:
    """The text with every run of white space as one space (no-break spaces stay)."""
    return _SPACE.sub(" ", text)


def _collapsed(block: Block) -> tuple[str, list[tuple[int, int]], list[tuple[int, str]]]:
    """A block's text without double spaces, its marks, and the places where pages begin in it."""
    text = ""
    marks: list[tuple[int, int]] = []
    pages: list[tuple[int, str]] = []
    for what, piece in block.pieces:
        if what == PAGE:
            pages.append((len(text), piece))
            continue
        plain = collapse(piece)
        if what == MARK:
            plain = plain.strip()
            text = text.rstrip(" ")
            marks.append((len(text), len(text) + len(plain)))
        elif not text or text.endswith(" "):
            plain = plain.lstrip(" ")
        text += plain
    text = text.rstrip(" ")
    return text, marks, [(min(at, len(text)), label) for at, label in pages]


def parse_xml(raw: bytes, place: Place, what: str) -> _Element:
    """The root of an XML file, read without entities, DTDs or network.

    Raises:
        DataError: the file is not well-formed, or too large.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = " ".join((error.msg or "").split(", line ")[0].split())
        raise DataError(
            f"{what} is not well-formed XML: {said}",
            "mend or save it again",
            place=Place(place.file, line, column),
        ) from None
    internal: Any = root.getroottree().docinfo.internalDTD
    if internal is not None and any(entity.content is None for entity in internal.iterentities()):
        raise DataError(
            f"{what} names entities outside itself, which are not fetched", "expand them first", place=place
        )
    if sum(1 for _ in zip(root.iter(), range(MAX_NODES + 1), strict=False)) > MAX_NODES:
        raise DataError(f"{what} holds more elements than any article", "split it", place=place)
    return root


def inner(node: _Element, *tags: str, sep: str = "") -> str:
    """All characters inside an element, or inside the elements of a name in it."""
    return sep.join(str(piece) for piece in node.itertext(*tags))


def local(node: _Element | None) -> str:
    """An element's name without its namespace; "" for entities and the like."""
    if node is None:
        return ""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
