"""The reading text of an edition: what one reads aloud from `text`, and where each character's bytes are.

What is read: everything inside ``text`` but notes, page furniture, figures, annotation, matter of
other articles (``div type="foreign"``) and egXML; of ``choice`` and ``app`` one branch (corr, reg,
expan, lem, else the first). Ends of blocks are white space, and so are ``lb pb cb gb`` unless
``break="no"``: then the word goes on, and a hyphen just before an ``lb`` is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from argmap.tei.parse import CDATA, HOLE, LITERAL, REFERENCE, Document, Node, Text, parse
from argmap.tei.pattern import Budget
from argmap.tei.walk import Walk, tops
from argmap.text.normal import normalise, normalise_with_map
from argmap.text.reading import ReadingText, Region

_WORD = re.compile(r"\S+")


class EditionText:
    """A document's reading text with the maps between its offsets, the raw text, the tree, and the bytes.

    ``raw`` is the text before normalisation, one character for each character of the file that is read
    (characters that must not show, such as the blanks around a joined break, are U+2060 there).
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        walk = Walk()
        for top in tops(document.root):
            walk.run(top)
        self.raw = "".join(walk.parts)
        self._starts = walk.starts
        self._items = walk.items
        self._breaks = walk.pages
        self._heads = walk.heads
        self.budget = Budget(3_000_000)

    @cached_property
    def _words(self) -> tuple[list[int], list[int], list[str], list[str]]:
        """Raw starts, normal starts, raw words, normal words."""
        raw_starts, starts, raws, words = [], [], [], []
        at = 0
        for found in _WORD.finditer(self.raw):
            raw = found.group()
            word = raw if raw.isascii() else normalise(raw)
            if word:
                raw_starts.append(found.start())
                starts.append(at)
                raws.append(raw)
                words.append(word)
                at += len(word) + 1
        return raw_starts, starts, raws, words

    @cached_property
    def content(self) -> str:
        """The reading text in normal form."""
        return " ".join(self._words[3])

    @cached_property
    def reading(self) -> ReadingText:
        """The reading text as data, with pages and sections."""
        raw = _raw_digest(self.document.root)
        return ReadingText.of(self.content, pages=self.pages(), sections=self.sections(), raw_sha256=raw)

    def offset(self, raw: int, *, end: bool = False) -> int:
        """The normal offset of a raw one: of the next character read, or (``end``) just past the last one before it."""
        raw_starts, starts, raws, words = self._words
        at = bisect_left(raw_starts, raw) - 1 if end else bisect_right(raw_starts, raw) - 1
        if at < 0:
            return 0
        within = raw - raw_starts[at]
        if within >= len(raws[at]):
            if end:
                return starts[at] + len(words[at])
            return starts[at + 1] if at + 1 < len(starts) else starts[at] + len(words[at])
        if words[at] == raws[at]:
            return starts[at] + within
        origin = normalise_with_map(raws[at])[1][:-1]
        return starts[at] + bisect_left(origin, within)

    def raw_offset(self, offset: int, *, end: bool = False) -> int:
        """The raw offset of a normal one; with ``end``, of the end of the character before it."""
        raw_starts, starts, raws, words = self._words
        at = bisect_left(starts, offset) - 1 if end else bisect_right(starts, offset) - 1
        if at < 0:
            return raw_starts[0] if raw_starts else 0
        within = offset - starts[at]
        if within >= len(words[at]):
            past = raw_starts[at] + len(raws[at])
            return past if end or at + 1 >= len(starts) else raw_starts[at + 1]
        if words[at] == raws[at]:
            return raw_starts[at] + within
        origin = normalise_with_map(raws[at])[1]
        if end:  # past all characters that gave the one before, such as a letter with its accents
            within = bisect_right(origin, origin[within - 1])
        return raw_starts[at] + origin[min(within, len(origin) - 1)]

    def byte(self, offset: int, *, end: bool = False) -> int | None:
        """Where in the file the character at a normal offset starts; with ``end``, where the one before it ends.

        None where the file has no such character (an empty text).
        """
        raw = self.raw_offset(offset, end=end)
        at = bisect_right(self._starts, raw - 1 if end else raw) - 1
        step = -1 if end else 1
        while 0 <= at < len(self._items) and self._items[at] is None:
            at += step
        if not 0 <= at < len(self._items):
            return None
        item = self._items[at]
        if item is None:
            return None
        within = min(max(raw - self._starts[at], 0), len(item.text))
        return _byte_in(self.document, item, within, end)

    def span(self, node: Node) -> tuple[int, int] | None:
        """The normal range of an element's text; None where it holds no reading text."""
        if node.raw < 0:
            return None
        start, end = self.offset(node.raw), self.offset(node.raw_end, end=True)
        return (start, end) if start < end else None

    def point(self, node: Node, *, end: bool = False) -> int | None:
        """The normal offset at an (empty) element, as the start or the end of a range."""
        if node.raw < 0:
            return None
        return self.offset(node.raw_end if end else node.raw, end=end)

    def stream_offset(self, at: int, *, end: bool = False) -> int | None:
        """The normal offset of a point in the stream of all characters of the document (as TEI pointers count)."""
        read, starts = self._read
        if end:
            index = bisect_left(starts, at) - 1
        else:
            index = bisect_right(starts, at) - 1
            index += index < 0 or at >= starts[index] + len(read[index].text)
        if not 0 <= index < len(read):
            return None
        item = read[index]
        return self.offset(item.raw + min(max(at - item.at, 0), len(item.text)), end=end)

    @cached_property
    def _read(self) -> tuple[list[Text], list[int]]:
        """The runs that are read, and where each starts in the stream of all characters."""
        read = [item for item in self.document.texts if item.raw >= 0]
        return read, [item.at for item in read]

    def pages(self) -> tuple[Region, ...]:
        """Pages from the page breaks; what stands before the first break is on no page."""
        starts = [(self.offset(node.raw), node.attrs.get("n", "")) for node in self._breaks]
        ends = [start for start, _ in starts[1:]] + [len(self.content)]
        return tuple(Region(start, end, n) for (start, n), end in zip(starts, ends, strict=False))

    def _heading(self, node: Node) -> str:
        """A division's heading as read: one branch of each choice, note marks left out."""
        head = node.find("head")
        span = self.span(head) if head else None
        return self.content[span[0] : span[1]] if span else ""

    def sections(self) -> tuple[Region, ...]:
        """Sections from divisions with a heading; a division around others goes on where they end."""
        marks: list[tuple[int, Region | None]] = []
        stack: list[tuple[Node, Region]] = []
        for node, n, label in _numbered(self._heads):
            read = self._heading(node)
            region = Region(self.offset(node.raw), self.offset(node.raw_end, end=True), n, read or label)
            while stack and stack[-1][0].raw_end <= node.raw:
                done = stack.pop()[1]
                marks.append((done.end, stack[-1][1] if stack else None))
            marks.append((region.start, region))
            stack.append((node, region))
        while stack:
            done = stack.pop()[1]
            marks.append((done.end, stack[-1][1] if stack else None))
        return tuple(_flat(marks, self.content))


def reading_text(data: bytes, file: str = "") -> ReadingText:
    """The reading text of an edition's bytes.

    Raises:
        DataError: the bytes are no XML that can be read.
    """
    return EditionText(parse(data, file)).reading


def _raw_digest(root: Node) -> str:
    """SHA-256 of the raw file that an imported edition was made from, as its header gives it; "" if it does not."""
    for header in root.find_all("teiHeader"):
        for node in header.walk():
            if node.name == "idno" and node.attrs.get("type") == "raw-sha256":
                return node.text().strip()
    return ""


def has_text(document: Document) -> bool:
    """Whether the document holds a text (be it empty), and not annotation alone."""
    return bool(tops(document.root))


def _byte_in(document: Document, item: Text, within: int, end: bool) -> int:
    """The byte of the ``within``-th character of a run, as it is written."""
    source = document.source
    if item.how in (REFERENCE, HOLE):
        return source.reference_end(item.start) if end else item.start
    if item.text == "\n" and within and item.how in (LITERAL, CDATA):
        crlf = source.view[item.start // source.unit :][:2] == b"\r\n"
        return item.start + source.unit * (2 if crlf else 1)
    return item.start + source.width(item.text[:within])


def _numbered(heads: list[tuple[Node, str]]) -> list[tuple[Node, str, str]]:
    """Divisions with their own number, or one counted (1, 2, 2.1 and so on)."""
    counts: list[int] = []
    open_nodes: list[tuple[Node, str]] = []
    top = 0
    found: list[tuple[Node, str, str]] = []
    for node, label in heads:
        while open_nodes and open_nodes[-1][0].raw_end <= node.raw:
            open_nodes.pop()
            counts.pop()
        if open_nodes:
            counts[-1] += 1
            n = f"{open_nodes[-1][1]}.{counts[-1]}"
        else:
            top += 1
            n = str(top)
        n = node.attrs.get("n") or n
        open_nodes.append((node, n))
        counts.append(0)
        found.append((node, n, label))
    return found


def _flat(marks: list[tuple[int, Region | None]], content: str) -> list[Region]:
    """Regions that follow one another without overlap, from the points where the section changes."""
    found: list[Region] = []
    for index, (mark, region) in enumerate(marks):
        if region is None:
            continue
        end = marks[index + 1][0] if index + 1 < len(marks) else region.end
        start = mark + (content[mark : mark + 1] == " ")
        if start < end:
            found.append(Region(start, min(end, region.end), region.n, region.label))
    return found
