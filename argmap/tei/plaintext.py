"""A reading text as the ``text`` element of an edition: pages as ``pb``, sections as ``div`` with their headings.

Paragraphs are not known any more in a reading text, so each section is one ``ab`` (an anonymous block), not a
paragraph that the author did not write.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from argmap.tei.markup import block, escape, tag, tei_file
from argmap.tei.parse import parse
from argmap.tei.text import EditionText
from argmap.text.reading import ReadingText, Region

# writes a stretch of the text with what stands in it; made for a text, its page breaks, and the stretches of its blocks
Marker = Callable[[int, int], str]
Breaks = Sequence[tuple[int, str]]
MakeMarker = Callable[[str, Breaks, Sequence[tuple[int, int]]], Marker]


def plain_marker(content: str, breaks: Breaks, blocks: Sequence[tuple[int, int]]) -> Marker:
    """Writes the text with its page breaks and nothing else."""
    del blocks
    places = [place for place, _ in breaks]

    def marked(start: int, end: int) -> str:
        parts, at = [], start
        for place, written in breaks[bisect_left(places, start) : bisect_left(places, end)]:
            parts += [escape(content[at:place]), written]
            at = place
        return "".join([*parts, escape(content[at:end])])

    return marked


def text_lines(text: ReadingText, marker: MakeMarker = plain_marker) -> tuple[list[str], ReadingText] | None:
    """The ``text`` element, and what is read from it; None where XML cannot hold the text.

    Pages and sections that would be read otherwise than they are given are left out.

    Args:
        text: The text.
        marker: Makes what writes its stretches; segments may stand in them.
    """
    if text.content is None:
        return None
    for headed, paged in product((True, False), repeat=2):
        sections, pages = text.sections if headed else (), text.pages if paged else ()
        if not _fit(sections, text.content):
            continue
        lines = _lines(text.content, sections, pages, marker)
        read = EditionText(parse(tei_file(lines, []))).reading
        if (read.content, read.sections, read.pages) == (text.content, tuple(sections), tuple(pages)):
            return lines, read
    return None


def _fit(sections: Sequence[Region], content: str) -> bool:
    """Whether each section begins with its heading and goes on after it, and none begins inside another."""
    end = 0
    for item in sections:
        words = content[item.start : item.end]
        if item.start < end or not item.label or not words.startswith(f"{item.label} "):
            return False
        end = item.end
    return True


def _lines(content: str, sections: Sequence[Region], pages: Sequence[Region], marker: MakeMarker) -> list[str]:
    breaks = [(page.start, _break(page, content)) for page in pages]
    parts = list(_parts(content, sections)) if sections else [Region(0, len(content), "")]
    blocks = [(start, end) for part in parts for start, end in _blocks(part)]
    marked = marker(content, breaks, blocks)
    if not sections:
        return block("text", block("body", [f"<ab>{marked(0, len(content))}</ab>"]))
    return block("text", block("body", [line for part in parts for line in _division(part, marked)]))


def _blocks(part: Region) -> list[tuple[int, int]]:
    """The stretches of a section's heading and of what follows it."""
    start = part.start + len(part.label)
    return [(part.start, start), (start, part.end)] if part.label else [(start, part.end)]


def _parts(content: str, sections: Sequence[Region]) -> Iterator[Region]:
    """The sections, and what lies before, between and after them."""
    at = 0
    for item in (*sections, Region(len(content), len(content), "")):
        if content[at : item.start].strip():
            yield Region(at, item.start, "")
        if item.start < item.end:
            yield item
        at = item.end


def _division(part: Region, marked: Marker) -> list[str]:
    *head, body = [marked(start, end) for start, end in _blocks(part)]
    return block("div", [*(f"<head>{words}</head>" for words in head), f"<ab>{body}</ab>"], [("n", part.n)])


def _break(page: Region, content: str) -> str:
    inside = 0 < page.start < len(content) and content[page.start - 1] != " " and content[page.start] != " "
    return tag("pb", [("n", page.n), ("break", "no" if inside else "")], empty=True)
