"""A reading text as the ``text`` element of an edition: pages as ``pb``, sections as ``div`` with their headings.

Paragraphs are not known any more in a reading text, so each section is one ``ab`` (an anonymous block), not a
paragraph that the author did not write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from argmap.tei.markup import block, escape, tag, tei_file
from argmap.tei.parse import parse
from argmap.tei.text import EditionText
from argmap.text.reading import ReadingText, Region


def text_lines(text: ReadingText) -> tuple[list[str], ReadingText] | None:
    """The ``text`` element, and what is read from it; None where XML cannot hold the text.

    Pages and sections that would be read otherwise than they are given are left out.
    """
    if text.content is None:
        return None
    for headed, paged in product((True, False), repeat=2):
        sections, pages = text.sections if headed else (), text.pages if paged else ()
        if not _fit(sections, text.content):
            continue
        lines = _lines(text.content, sections, pages)
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


def _lines(content: str, sections: Sequence[Region], pages: Sequence[Region]) -> list[str]:
    breaks = [(page.start, _break(page, content)) for page in pages]
    if not sections:
        return block("text", block("body", [f"<ab>{_marked(content, 0, len(content), breaks)}</ab>"]))
    divisions = [line for part in _parts(content, sections) for line in _division(content, part, breaks)]
    return block("text", block("body", divisions))


def _parts(content: str, sections: Sequence[Region]) -> Iterator[Region]:
    """The sections, and what lies before, between and after them."""
    at = 0
    for item in (*sections, Region(len(content), len(content), "")):
        if content[at : item.start].strip():
            yield Region(at, item.start, "")
        if item.start < item.end:
            yield item
        at = item.end


def _division(content: str, part: Region, breaks: Sequence[tuple[int, str]]) -> list[str]:
    start = part.start + len(part.label)
    head = [f"<head>{_marked(content, part.start, start, breaks)}</head>"] if part.label else []
    body = f"<ab>{_marked(content, start, part.end, breaks)}</ab>"
    return block("div", [*head, body], [("n", part.n)])


def _marked(content: str, start: int, end: int, breaks: Sequence[tuple[int, str]]) -> str:
    """A stretch of the text with the page breaks in it."""
    parts, at = [], start
    for place, written in breaks:
        if start <= place < end:
            parts += [escape(content[at:place]), written]
            at = place
    return "".join([*parts, escape(content[at:end])])


def _break(page: Region, content: str) -> str:
    inside = 0 < page.start < len(content) and content[page.start - 1] != " " and content[page.start] != " "
    return tag("pb", [("n", page.n), ("break", "no" if inside else "")], empty=True)
