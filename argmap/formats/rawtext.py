"""A text as a file has it, and its reading text: offsets of either in the other.

Many notations count in the text of a file as it is, with its line ends and double spaces; argmap counts in the
normal form (`argmap.text.normal`). A `Layout` holds only what is different: where it stands, and the characters that
the file has there. It holds white space, soft hyphens and the like, never the words, so it may travel with a map
whose text must not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from argmap.formats.extra import Extra, keep, kept
from argmap.model import ArgumentMap
from argmap.text.normal import DROPPED, normalise, normalise_with_map

PREFIX = "raw"
Span = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """How a raw text differs from its normal form.

    ``edits`` are triples in order: offset in the reading text, how many characters of it, and what the raw text has
    in their place.
    """

    edits: tuple[tuple[int, int, str], ...] = ()

    @classmethod
    def of(cls, raw: str) -> tuple[str, Layout]:
        r"""The normal form of a raw text, and its layout.

        >>> content, layout = Layout.of("One\r\ntwo  three\n")
        >>> content, layout.raw_span(4, 7), layout.reading_span(5, 8)
        ('One two three', (5, 8), (4, 7))
        """
        content = normalise(raw)
        pieces = _spaces(raw) if " ".join(raw.split()) == content else _clusters(raw)
        return content, cls(tuple((at, len(normal), piece) for at, normal, piece in pieces if normal != piece))

    def raw(self, content: str) -> str:
        """The raw text of a reading text."""
        parts: list[str] = []
        at = 0
        for start, length, piece in self.edits:
            parts += [content[at:start], piece]
            at = start + length
        return "".join([*parts, content[at:]])

    def fits(self, content: str) -> bool:
        """Whether it is a layout of this very text."""
        last = self.edits[-1] if self.edits else (0, 0, "")
        return last[0] + last[1] <= len(content) and (not self.edits or normalise(self.raw(content)) == content)

    def raw_span(self, start: int, end: int) -> Span:
        """Where a stretch of the reading text stands in the raw text; what was inserted at its ends stays out."""
        return self._raw(start, False), self._raw(end, True)

    def reading_span(self, start: int, end: int) -> Span:
        """Where a stretch of the raw text stands in the reading text; a border within white space moves inwards."""
        first = self._reading(start, False)
        return first, max(first, self._reading(end, True))

    @cached_property
    def _ends(self) -> list[int]:
        """Where each edit ends in the reading text."""
        return [at + length for at, length, _ in self.edits]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each edit starts in the reading text."""
        return [at for at, _, _ in self.edits]

    @cached_property
    def _shift(self) -> list[int]:
        """How far what stands before each edit, and after the last, is moved."""
        return [0, *accumulate(len(piece) - length for _, length, piece in self.edits)]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [at + shift for at, shift in zip(self._starts, self._shift, strict=False)]

    def _raw(self, offset: int, closing: bool) -> int:
        done = bisect_left(self._ends, offset) if closing else bisect_right(self._ends, offset)
        if done < len(self.edits) and self._starts[done] < offset:  # amid characters that changed together
            start = self._raw_starts[done]
            return start + len(self.edits[done][2]) if closing else start
        return offset + self._shift[done]

    def _reading(self, offset: int, closing: bool) -> int:
        index = bisect_right(self._raw_starts, offset) - 1
        if index < 0:
            return offset
        at, length, piece = self.edits[index]
        inside = offset - self._raw_starts[index]
        if inside >= len(piece):
            return offset - self._shift[index + 1]
        if inside == 0 and length:
            return at
        blank = not piece.translate(_DROP).strip()
        return at if closing == blank else at + length

    def slots(self) -> Extra:
        """It as slots for the map's ``extra``; none where raw and reading text are one."""
        return keep(PREFIX, {"layout": [list(edit) for edit in self.edits]}) if self.edits else ()


_DROP = dict.fromkeys(map(ord, DROPPED))


def layout_of(amap: ArgumentMap) -> Layout:
    """The layout that a map keeps of the file it was read from; an empty one where there is none or it does not fit."""
    layout = Layout(tuple(_edits(kept(PREFIX, amap.extra).get("layout"))))
    content = amap.text.content if amap.text is not None else None
    return layout if content is None or layout.fits(content) else Layout()


def told_layout(said: Mapping[str, Any]) -> Layout:
    """The layout that an object of argmap's own holds among a map's ``extra``, before that map is made."""
    pairs = said.get("extra")
    for pair in pairs if isinstance(pairs, list) else ():
        match pair:
            case [str(key), str(value)] if key == f"{PREFIX}:layout":
                return layout_of(ArgumentMap("", extra=((key, value),)))
    return Layout()


def _edits(value: Any) -> Iterable[tuple[int, int, str]]:
    """Sound edits of a kept list, in order; nothing behind one that is not."""
    at = 0
    for item in value if isinstance(value, list) else ():
        match item:
            case [int(start), int(length), str(piece)] if start >= at and length >= 0:
                yield start, length, piece
                at = start + length
            case _:
                return


def _spaces(raw: str) -> Iterable[tuple[int, str, str]]:
    """Pieces of a text that differs from its normal form in white space alone."""
    shift = 0
    for found in re.finditer(r"\s+", raw):
        normal = "" if found.start() == 0 or found.end() == len(raw) else " "
        yield found.start() - shift, normal, found[0]
        shift += len(found[0]) - len(normal)


def _clusters(raw: str) -> Iterable[tuple[int, str, str]]:
    """Pieces of any text: runs of characters that became normal together."""
    content, origin = normalise_with_map(raw)
    if origin[0]:
        yield 0, "", raw[: origin[0]]
    start = 0
    for index in range(1, len(content) + 1):
        if origin[index] != origin[start]:
            yield start, content[start:index], raw[origin[start] : origin[index]]
            start = index
    if raw[origin[-1] :] and content:
        yield len(content), "", raw[origin[-1] :]
