"""The printed page as extraction left it: lines, blank lines between them, widths, letters only."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

PLACEHOLDER = "\u2060"  # stands for a character that XML cannot hold, so that offsets stay the same
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGES = re.compile(rf"\A[\s{PLACEHOLDER}]+|[\s{PLACEHOLDER}]+\Z")
_CLOSERS = "\"”’'»)]}›"
_TERMINAL = re.compile(r"[.!?…:][" + re.escape(_CLOSERS) + r"]*(?:\d{1,3}|[⁰¹²³⁴-⁹*†‡]+)?$")
UNWRAPPED = 160  # a median line longer than this: one line of the file is one paragraph
_NARROW, _WIDE, _BROAD = frozenset("ijl.,;:'’‘|! "), frozenset("mwMW—%@…"), frozenset('ABCDEFGHKNOPQRSTUVXYZ&–“”"')


@dataclass(frozen=True, slots=True)
class Line:
    """One printed (not blank) line: its number in the file from 1 and its offsets, line end excluded."""

    number: int
    start: int
    end: int
    text: str
    blanks: int  # blank lines before it

    @property
    def body(self) -> str:
        """The line without white space at its ends."""
        return bare(self.text)

    @property
    def first(self) -> int:
        """Offset of the first character that is not white space."""
        return self.start + len(self.text) - len(self.text.lstrip())

    @property
    def last(self) -> int:
        """Offset just past the last character that is not white space."""
        return self.start + len(self.text.rstrip())

    @property
    def indent(self) -> int:
        """Number of white-space characters before the text."""
        return self.first - self.start

    @property
    def width(self) -> float:
        """Rough printed width in units of an average letter."""
        return width(self.body)


@dataclass(slots=True)
class Layout:
    """All printed lines of a text and what is usual among them."""

    text: str
    lines: list[Line]
    spacing: int = 0  # blank lines that usually stand between two printed lines
    full: float = 0.0  # width of a full line
    wrapped: bool = True  # False where each line of the file is a whole paragraph
    dense: bool = False  # True where blank lines say nothing about paragraphs
    roles: dict[int, str] = field(default_factory=dict)  # line index -> what it is, if not running text
    breaks: set[int] = field(default_factory=set)  # indexes of the lines that begin a page

    def gap(self, index: int) -> int:
        """Blank lines before a line beyond the usual number (negative: fewer)."""
        return self.lines[index].blanks - self.spacing if index else 0

    def running(self) -> list[int]:
        """Indexes of the lines of running text."""
        return [index for index in range(len(self.lines)) if index not in self.roles]


def working(text: str) -> str:
    """The text with every character that cannot stay replaced by one other, so that offsets hold.

    A form feed becomes a line end where it stands between words, else a space; carriage returns become
    white space; characters that XML forbids become a word joiner.
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n").replace("\x0b", "\n")
    text = re.sub(r"(?<=[^\n])\f(?=[^\n])", "\n", text).replace("\f", " ")
    return _NOT_XML.sub(PLACEHOLDER, text)


def bare(text: str) -> str:
    """The text without white space and placeholders at its ends."""
    return _EDGES.sub("", text)


def width(text: str) -> float:
    """Rough printed width of a string in a text face, in units of an average lower-case letter."""
    return sum(
        0.55 if c in _NARROW else 1.6 if c in _WIDE else 1.4 if c in _BROAD else 0.7 if c in "frtI()[]-" else 1
        for c in text
    )


def letters(text: str) -> str:
    """Letters only, in lower case: the same for two copies that differ in line breaks, hyphens and note digits."""
    return "".join(char for char in text.casefold() if char.isalpha())


def terminal(body: str) -> bool:
    """Whether a line may end a sentence: end mark, closing quotes or brackets, a glued note mark."""
    return bool(_TERMINAL.search(body.rstrip()))


def measure(text: str) -> Layout:
    """Split a working text into printed lines and find its usual spacing and width."""
    layout = Layout(text, _lines(text))
    if not layout.lines:
        return layout
    gaps = Counter(min(line.blanks, 3) for line in layout.lines[1:])
    total = sum(gaps.values())
    # printed lines mostly end inside a sentence; paragraphs of one line each do not
    open_ends = sum(not terminal(line.body) for line in layout.lines) >= 0.5 * len(layout.lines)
    layout.spacing = 1 if total >= 5 and gaps[1] >= 0.7 * total and open_ends else 0
    widths = sorted(line.width for line in layout.lines if len(line.body) > 20) or [1.0]
    layout.full = widths[int(0.93 * (len(widths) - 1))]
    layout.wrapped = median(len(line.body) for line in layout.lines) <= UNWRAPPED
    layout.dense = layout.spacing == 1 or (total >= 5 and gaps[0] >= 0.97 * total)
    return layout


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start = blanks = 0
    for number, content in enumerate(text.split("\n"), 1):
        if bare(content):
            lines.append(Line(number, start, start + len(content), content, blanks))
            blanks = 0
        else:
            blanks += 1
        start += len(content) + 1
    return lines
