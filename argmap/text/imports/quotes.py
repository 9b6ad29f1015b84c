"""Pull-quotes, addresses on lines of their own, ornaments: what stands in the text without being part of it."""

from __future__ import annotations

import re
from bisect import bisect_right

from argmap.text.imports.layout import Layout, letters, terminal

_FEWEST_LETTERS = 30
_MOST_LINES = 24
_URL = re.compile(r"(?:\d{1,3}\s+)?(?:https?://|www\.|doi:\s?10\.|ftp://)\S+", re.I)
# glyphs of symbol fonts (Zapf Dingbats, Wingdings) that extraction hands over as these letters
_ORNAMENT = re.compile(r"[.!?][\"”’')\]]*\d{0,3}\s+([noqluvz❖◆■□●▪◊❑§∎★✦*])\s*$")


def find_pullquotes(layout: Layout, end: int) -> dict[int, int]:
    """First line index to last line index of each run of lines that repeats the text in narrow print.

    A pull-quote begins and ends with whole lines, is set apart (blank line or page boundary), is
    clearly narrower than the column, begins like a sentence, and its letters occur elsewhere in the
    text, where more text stands on the same lines.
    """
    stream, owner = _stream(layout, end)
    found: dict[int, int] = {}
    index = 0
    while index < end:
        last = _pullquote(layout, index, end, stream, owner) if _may_open(layout, index) else None
        if last is not None:
            found[index] = last
            index = last
        index += 1
    return found


def _may_open(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    apart = index == 0 or layout.gap(index) > 0 or index in layout.breaks or layout.spacing > 0
    starts = line.body.lstrip("“\"‘'«…. ")[:1]
    return (
        index not in layout.roles and apart and (starts.isupper() or line.body[0] in '“"‘«…') and _narrow(layout, index)
    )


def _narrow(layout: Layout, index: int) -> bool:
    return layout.lines[index].width <= 0.7 * layout.full


def _pullquote(layout: Layout, index: int, end: int, stream: str, owner: list[int]) -> int | None:
    """The last line of the longest pull-quote that begins at a line."""
    best = None
    run = ""
    for last in range(index, min(end, index + _MOST_LINES)):
        if last in layout.roles or not _narrow(layout, last):
            break
        run += letters(layout.lines[last].body)
        if not _elsewhere(run, index, last, stream, owner):
            break
        closes = last + 1 >= end or last + 1 in layout.breaks or layout.gap(last + 1) > 0
        if (
            closes
            and len(run) >= _FEWEST_LETTERS
            and last > index
            and terminal(layout.lines[last].body.rstrip("…. ") + ".")
        ):
            best = last
    return best


def _elsewhere(run: str, first: int, last: int, stream: str, owner: list[int]) -> bool:
    """Whether the letters occur outside the lines, on lines that hold more than these letters."""
    at = stream.find(run)
    while at >= 0:
        start, stop = bisect_right(owner, at) - 1, bisect_right(owner, at + len(run) - 1) - 1
        whole = owner[start] == at and (stop + 1 >= len(owner) or owner[stop + 1] == at + len(run))
        if (stop < first or start > last) and not whole:
            return True
        at = stream.find(run, at + 1)
    return False


def _stream(layout: Layout, end: int) -> tuple[str, list[int]]:
    """The letters of all lines, and where in them each line begins."""
    pieces = [letters(line.body) for line in layout.lines[:end]]
    owner = [0]
    for piece in pieces[:-1]:
        owner.append(owner[-1] + len(piece))
    return "".join(pieces), owner


def find_addresses(layout: Layout, end: int) -> dict[int, str]:
    """Lines that hold nothing but a web address and stand inside a sentence or at a page's foot."""
    found: dict[int, str] = {}
    for index in range(1, end):
        if index in layout.roles or not _URL.fullmatch(layout.lines[index].body):
            continue
        inside = not terminal(layout.lines[index - 1].body)
        foot = index + 1 in layout.breaks or index + 1 >= end
        if inside or foot:
            found[index] = "a web address alone on a line, " + (
                "inside a sentence" if inside else "at the foot of a page"
            )
    return found


def find_ornament(text: str, end: int) -> tuple[int, int] | None:
    """Offsets of an end ornament: one sign after the last sentence of the article."""
    match = _ORNAMENT.search(text, max(0, end - 80), end)
    return match.span(1) if match else None
