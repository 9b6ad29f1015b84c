"""Paragraphs, list items and headings: where one block ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from argmap.text.imports.hints import Hints, Indexed
from argmap.text.imports.layout import Layout, Line, letters, terminal, width

ITEM = re.compile(r"(?:[-–•*▪●·]\s?(?=[^\W\d_]|[\"“‘'])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s)")
_LABEL = re.compile(r"(abstract|summary|keywords|key words|introduction|conclusions?)\s*[:.—–]\s*(?=\S)", re.I)
RUN_IN = "a run-in heading"
_OPENERS = "“\"‘'«([ "
_TOGETHER = frozenset(("pullquote", "footnote", "caption", "box", "table"))  # roles whose lines make one element


@dataclass(frozen=True, slots=True)
class Inside:
    """Something that is not running text: its role and offsets."""

    role: str
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A stretch of the working text that becomes one element; ``inside`` holds the lines that interrupt it."""

    kind: str  # head, p, item, title, byline, or the role of a special line
    start: int
    end: int
    foreign: bool = False
    inside: list[Inside] = field(default_factory=list)
    evidence: str = ""
    joined: list[int] = field(default_factory=list)  # lines that a blank line had cut off falsely


def build(
    layout: Layout,
    headings: dict[int, str],
    foreign: int,
    kept: Set[int] = frozenset(),
    known: Indexed | None = None,
) -> list[Block]:
    """Blocks in the order of the text; nothing but white space lies between them.

    Args:
        layout: Printed lines with their roles and page breaks.
        headings: Line index to evidence.
        foreign: Index of the line at which another article begins.
        kept: Lines that a blank line sets apart and that shall begin a paragraph whatever the evidence.
        known: What the reader of another medium knows about the lines.
    """
    builder = _Builder(layout, headings, foreign, kept, known or Indexed(layout, Hints()))
    for index in range(len(layout.lines)):
        builder.add(index)
    return builder.finish()


class _Builder:
    """Collects lines into blocks; lines that interrupt wait until it is known whether the text goes on."""

    def __init__(self, layout: Layout, headings: dict[int, str], foreign: int, kept: Set[int], known: Indexed) -> None:
        self.layout, self.headings, self.foreign, self.kept = layout, headings, foreign, kept
        self.known = known
        self.blocks: list[Block] = []
        self.waiting: list[int] = []
        self.previous: int | None = None

    def add(self, index: int) -> None:
        """Take the next printed line."""
        role = self.layout.roles.get(index, "")
        if role == "mark" and self.blocks and self.previous is not None:
            self._release(inside=True)
            self.blocks[-1].end = self.layout.lines[index].last
        elif role and role not in ("title", "byline"):
            self.waiting.append(index)
        else:
            self._text(index, role)

    def finish(self) -> list[Block]:
        """All blocks, the last interrupting lines as blocks of their own."""
        self._release(inside=False)
        return _labels(self.layout.text, sorted(self.blocks, key=lambda block: block.start))

    def _text(self, index: int, role: str) -> None:
        line = self.layout.lines[index]
        kind = role or ("head" if index in self.headings else "p")
        if self._continues(index, kind):
            self._release(inside=True)
            block = self.blocks[-1]
            block.end = line.last
            if kind == "p" and self.layout.gap(index) > 0 and not self.layout.roles.get(index - 1):
                block.joined.append(index)
        else:
            self._release(inside=False)
            item = kind == "p" and index < self.foreign and (index in self.known.items or self._item(line))
            self.blocks.append(Block("item" if item else kind, line.first, line.last, index >= self.foreign))
            self.blocks[-1].evidence = self.headings.get(index, "")
        self.previous = index

    def _item(self, line: Line) -> bool:
        """Whether a line that begins a block looks like an item of a list."""
        return not self.known.whole and bool(ITEM.match(line.body))

    def _release(self, *, inside: bool) -> None:
        """Put waiting lines into the current block (the text goes on after them) or make them blocks."""
        for index in self.waiting:
            role, line = self.layout.roles[index], self.layout.lines[index]
            taken = self.blocks[-1].inside if inside and self.previous is not None else self.blocks
            alike = index - 1 in self.waiting and role == self.layout.roles[index - 1] and role in _TOGETHER
            same = taken and alike and index not in self.known.opens
            start = taken.pop().start if same else line.first
            if taken is self.blocks:
                self.blocks.append(Block(role, start, line.last, index >= self.foreign))
            else:
                self.blocks[-1].inside.append(Inside(role, start, line.last))
        self.waiting = []

    def _continues(self, index: int, kind: str) -> bool:
        """Whether a text line belongs to the block of the text line before it."""
        if self.previous is None or not self.blocks or index == self.foreign or self._kept(index):
            return False
        block, before, line = self.blocks[-1], self.layout.lines[self.previous], self.layout.lines[index]
        current = "p" if block.kind == "item" else block.kind
        if current != kind:
            return False
        if self.known.exact:
            return index not in self.known.begins and not (kind == "head" and self.layout.gap(index) > 0)
        if kind == "head":
            return before.body.endswith(":") or (not self.layout.dense and self.layout.gap(index) <= 0)
        if kind in ("title", "byline"):
            return self.previous == index - 1 and self.layout.gap(index) <= 0
        return not self._paragraph_begins(before, line, index)

    def _kept(self, index: int) -> bool:
        return index in self.kept and self.layout.gap(index) > 0

    def _paragraph_begins(self, before: Line, line: Line, index: int) -> bool:
        ended, lower = terminal(before.body), _starts_lower(line.body)
        if ITEM.match(line.body) and ended:
            return True
        if not self.layout.wrapped:
            return ended or not lower
        if before.body[-1:] in ",-—–;" or (lower and not ended):
            return False
        room = self._room(before, line)
        if self.layout.dense:
            return self._dense_break(before, index, ended, lower, room)
        return self._spaced_break(before, index, ended, lower, room)

    def _spaced_break(self, before: Line, index: int, ended: bool, lower: bool, room: float) -> bool:
        """Paragraph break where blank lines, indents, or (over a page's end) a short line set paragraphs apart."""
        line = self.layout.lines[index]
        if any(page in self.layout.breaks for page in range((self.previous or 0) + 1, index + 1)):
            return ended and (line.indent >= 3 or before.width < 0.8 * self._column())
        if self._blank_between(index):
            return ended or room > 0.2 * self.layout.full
        return ended and not lower and line.indent >= 2 and before.indent < line.indent

    def _blank_between(self, index: int) -> bool:
        return any(self.layout.gap(i) > 0 for i in range((self.previous or 0) + 1, index + 1))

    def _column(self) -> float:
        """Width of the column that the last text line ends: the widest of the five lines of text up to it."""
        last = self.previous or 0
        near = (i for i in range(max(0, last - 4), last + 1) if i not in self.layout.roles)
        return max((self.layout.lines[i].width for i in near), default=self.layout.full)

    def _room(self, before: Line, line: Line) -> float:
        """Width left on a line after the first word of the next had been put there (negative: it did not fit)."""
        return self.layout.full - before.width - 0.6 - width(line.body.split()[0])

    def _dense_break(self, before: Line, index: int, ended: bool, lower: bool, room: float) -> bool:
        """Paragraph break where blank lines tell nothing: the next word would have fitted, or an indent shows."""
        line, full = self.layout.lines[index], self.layout.full
        following = self.layout.lines[index + 1] if index + 1 < len(self.layout.lines) else None
        marked = self.layout.roles.get(index - 1) == "mark"
        if lower or (marked and following and self._same_printed_line(before, line, following)):
            return False
        if not ended:
            return before.width < 0.72 * full
        if self._blank_between(index) or line.indent >= 2:
            return True
        slack = self._room(line, following) if following else 0.0
        # room: the next word would have fitted; slack: the next line is too short for its own next word (an indent)
        return room > 0.05 * full or slack > 0.025 * full or (room > -0.02 * full and slack > -0.02 * full)

    def _same_printed_line(self, before: Line, line: Line, following: Line) -> bool:
        """Whether a short line is the rest of the printed line before it, cut off by a raised note mark."""
        fits = before.width + 0.6 + line.width <= 1.03 * self.layout.full
        return fits and not terminal(line.body) and _starts_lower(following.body)


def _starts_lower(body: str) -> bool:
    return body.lstrip(_OPENERS)[:1].islower()


def _labels(text: str, blocks: list[Block]) -> list[Block]:
    """Split run-in headings such as “Abstract: …” off the paragraphs they open."""
    result: list[Block] = []
    for block in blocks:
        match = _LABEL.match(text, block.start, block.end) if block.kind == "p" else None
        if match and letters(match.group(1)) and match.group(1)[:1].isupper():
            end = block.start + len(match.group().rstrip())
            result.append(Block("head", block.start, end, block.foreign, evidence=RUN_IN))
            block.start = match.end()
        result.append(block)
    return result
