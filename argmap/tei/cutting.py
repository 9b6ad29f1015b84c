"""Passages of an edition cut into pieces that an inline element can hold: each within one element, at the file's bytes.

A piece is as large as the markup allows: elements that lie in a passage as a whole are held with all that is in them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.tei.parse import CDATA, HOLE, LITERAL, REFERENCE, Document, Node, Text
from argmap.tei.phrases import IN_SEG, TAKES_SEG
from argmap.tei.text import EditionText
from argmap.text.normal import DROPPED

# characters that leave no trace in a reading text, or but a blank
_BLANK = "".join([*sorted(DROPPED), *filter(str.isspace, map(chr, range(0x3001)))])
_OPEN, _CLOSE = b"<![CDATA[", b"]]>"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters that is read: its element, its place among the element's children, its first and last ink."""

    text: Text
    parent: Node
    index: int
    ink: int
    ink_end: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where the ink of a passage begins and ends: runs, and characters in them."""

    first: int
    start: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One run of a passage, from ``at`` to ``past``, or an element that is held as a whole; a child of ``parent``."""

    parent: Node
    index: int
    held: Node | None
    run: Run
    at: int
    past: int


class Cutter:
    """Cuts passages of one text; the tree is walked once."""

    def __init__(self, document: Document, edition: EditionText, top: Node) -> None:
        self.document = document
        self.edition = edition
        self.runs: list[Run] = []
        self._spans: dict[int, tuple[int, int]] = {}
        self._index: dict[int, int] = {}
        self._above: dict[int, Node | None] = {}
        self._known: dict[int, tuple[int, int]] = {}
        self._walk(top)
        self._raws = [run.text.raw for run in self.runs]

    def _walk(self, top: Node) -> None:
        """Number the runs, and note for each element which of them it holds and what around it could be held whole."""
        self._above[id(top)] = None
        stack: list[tuple[Node, int, Iterator[tuple[int, Node | Text]]]] = [(top, 0, iter(enumerate(top.children)))]
        while stack:
            node, first, rest = stack[-1]
            for index, child in rest:
                if isinstance(child, Node):
                    self._index[id(child)] = index
                    self._above[id(child)] = child if _liftable(child) else self._above[id(node)]
                    stack.append((child, len(self.runs), iter(enumerate(child.children))))
                    break
                read = self.edition.raw[child.raw : child.raw + len(child.text)] if child.raw >= 0 else ""
                if read.strip(_BLANK):
                    ink = len(read) - len(read.lstrip(_BLANK))
                    self.runs.append(Run(child, node, index, ink, len(read.rstrip(_BLANK))))
            else:
                stack.pop()
                self._spans[id(node)] = (first, len(self.runs) - 1)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]] | None:
        """The bytes of the pieces of a passage, in order.

        Args:
            start: Its first character in the reading text.
            end: Just past its last one.

        Returns:
            None where it cannot be cut out: an end lies inside an entity or a CDATA section, or where no ``seg`` goes.
        """
        stretch = self._stretch(start, end)
        groups: list[tuple[_Part, _Part]] = []
        for part in self._parts(stretch) if stretch is not None else ():
            if part.held is None and not _takes(part.parent):
                return None
            if groups and groups[-1][1].parent is part.parent and _joins(groups[-1][1], part):
                groups[-1] = (groups[-1][0], part)
            else:
                groups.append((part, part))
        found = [(self._start(first), self._end(last)) for first, last in groups]
        sure = [(low, high) for low, high in found if low is not None and high is not None]
        return sure if len(sure) == len(found) else None

    def _stretch(self, start: int, end: int) -> _Stretch | None:
        """The ink of a passage by runs; None where it has none."""
        low, high = self.edition.raw_offset(start), self.edition.raw_offset(end, end=True)
        first, last = max(0, bisect_right(self._raws, low) - 1), bisect_left(self._raws, high) - 1
        if first < len(self.runs) and low >= self._raws[first] + self.runs[first].ink_end:
            first += 1
        if last >= 0 and high <= self._raws[last] + self.runs[last].ink:
            last -= 1
        if first > last:
            return None
        begin, finish = self.runs[first], self.runs[last]
        at, past = max(begin.ink, low - begin.text.raw), min(finish.ink_end, high - finish.text.raw)
        while at < begin.ink_end and self.edition.raw[begin.text.raw + at] in _BLANK:
            at += 1
        while past > finish.ink and self.edition.raw[finish.text.raw + past - 1] in _BLANK:
            past -= 1
        return _Stretch(first, at, last, past) if first < last or at < past else None

    def _parts(self, stretch: _Stretch) -> Iterator[_Part]:
        """The passage as runs, and as elements that it holds as a whole wherever these can stand in a ``seg``."""
        low = stretch.first + (stretch.start > self.runs[stretch.first].ink)
        high = stretch.last - (stretch.end < self.runs[stretch.last].ink_end)
        number = stretch.first
        while number <= stretch.last:
            run = self.runs[number]
            held: Node | None = None
            around = self._above[id(run.parent)]
            while around is not None and low <= self._spans[id(around)][0] and self._spans[id(around)][1] <= high:
                held = around
                around = self._above[id(held.parent)]
            if held is not None and held.parent is not None:
                yield _Part(held.parent, self._index[id(held)], held, run, 0, 0)
                number = self._spans[id(held)][1] + 1
                continue
            at = stretch.start if number == stretch.first else run.ink
            past = stretch.end if number == stretch.last else run.ink_end
            yield _Part(run.parent, run.index, None, run, at, past)
            number += 1

    def _start(self, part: _Part) -> int | None:
        """Where its start tag goes; None where markup cannot stand there."""
        if part.held is not None:
            return part.held.start
        run, text = part.run, part.run.text
        if text.how == LITERAL:
            return self._byte(run, part.at)
        if part.at > run.ink:
            return None
        before = run.parent.children[run.index - 1] if run.index else None
        if text.how in (REFERENCE, HOLE):
            return None if before is not None and _reference(before) == text.start else text.start
        source = self.document.source
        at = text.start // source.unit
        ends = self._byte_end(before) if isinstance(before, Text) and before.how == CDATA else 0
        opened = source.view[at - len(_OPEN) : at] == _OPEN and text.start - len(_OPEN) * source.unit >= ends
        return text.start - len(_OPEN) * source.unit if opened else None

    def _end(self, part: _Part) -> int | None:
        """Where its end tag goes; None where markup cannot stand there."""
        if part.held is not None:
            return self.document.end(part.held)
        run, text = part.run, part.run.text
        if text.how == LITERAL:
            return self._byte(run, part.past)
        if part.past < run.ink_end:
            return None
        source = self.document.source
        if text.how in (REFERENCE, HOLE):
            after = run.parent.children[run.index + 1] if run.index + 1 < len(run.parent.children) else None
            return None if after is not None and _reference(after) == text.start else source.reference_end(text.start)
        past = self._byte_end(text)
        at = past // source.unit
        return past + len(_CLOSE) * source.unit if source.view[at : at + len(_CLOSE)] == _CLOSE else None

    def _byte(self, run: Run, within: int) -> int:
        """The byte before a character of a literal run; counted on from the place that was asked for last."""
        at, byte = self._known.get(run.text.start, (0, run.text.start))
        source, text = self.document.source, run.text.text
        byte += source.width(text[at:within]) if within >= at else -source.width(text[within:at])
        self._known[run.text.start] = (within, byte)
        return byte

    def _byte_end(self, text: Text) -> int:
        return text.start + self.document.source.width(text.text)


def _liftable(node: Node) -> bool:
    """Whether a ``seg`` may go around an element."""
    return node.name in IN_SEG and not node.inside_entity and node.parent is not None and _takes(node.parent)


def _takes(node: Node) -> bool:
    """Whether a ``seg`` may go into an element."""
    return node.name in TAKES_SEG and not node.inside_entity


def _joins(before: _Part, part: _Part) -> bool:
    """Whether a ``seg`` may hold all that stands between two parts of one element."""
    between = before.parent.children[before.index + 1 : part.index]
    return all(isinstance(child, Text) or (child.name in IN_SEG and not child.inside_entity) for child in between)


def _reference(child: Node | Text) -> int:
    """The byte of the reference that a child comes from; -1 for one that stands in the file itself."""
    drawn = child.inside_entity if isinstance(child, Node) else child.how in (REFERENCE, HOLE)
    return child.start if drawn else -1
