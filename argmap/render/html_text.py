"""The text in the page: every passage marked in place, and each component's words between their neighbours."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from argmap.model import ArgumentMap, Component, Fragment
from argmap.render.html_tags import Html, anchor, el, esc, join, target
from argmap.text.reading import ReadingText

MOST_CONTEXT = 360  # characters of a neighbouring sentence


@dataclass(frozen=True)
class TextPane:
    """The text of a map as HTML, where it is at hand; sentences are found once."""

    map: ArgumentMap

    @property
    def content(self) -> str:
        """The reading text; "" where it is not at hand."""
        return (self.map.text.content if self.map.text else "") or ""

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of every sentence."""
        if not self.content:
            return []
        from argmap.text.sentences import splitter

        return splitter(self.map.source.language or "en")([self.content])[0]

    def passage(self, component: Component) -> Html:
        """The component's words in a quotation, with the sentence before and the one after.

        Without the text: the first and last words of each fragment.
        """
        if not self.content:
            return _ends(component)
        if not _placed(component):
            return el("p", "The passage could not be found in the text.", class_="absent")
        link = el("p", el("a", "Read it in the text", href=target(component.id, "text")))
        return join([self.quotation(component), link])

    def quotation(self, component: Component) -> Html:
        """The words between their neighbours; empty where the text is not at hand, or the passage is not found."""
        placed = _placed(component)
        if not self.content or not placed:
            return Html("")
        parts: list[Html] = [self._before(placed[0][0])]
        for index, (start, end) in enumerate(placed):
            if index:
                between = self.content[placed[index - 1][1] : start]
                shown = (
                    between if len(between) <= MOST_CONTEXT else f" {between[:80].strip()} … {between[-80:].strip()} "
                )
                parts.append(el("span", shown, class_="around"))
            parts.append(el("mark", self.content[start:end]))
        parts.append(self._after(placed[-1][1]))
        return el("blockquote", *parts, dir="auto", lang=self.map.source.language)

    def _before(self, start: int) -> Html:
        index = bisect_right(self.sentences, start, key=lambda span: span[0]) - 1
        begin = self.sentences[index][0] if index >= 0 else start
        if begin >= start and index > 0:
            begin = self.sentences[index - 1][0]
        words = self.content[begin:start]
        return el("span", _tail(words), class_="around")

    def _after(self, end: int) -> Html:
        index = bisect_right(self.sentences, end - 1, key=lambda span: span[0]) - 1
        finish = self.sentences[index][1] if index >= 0 else end
        if finish <= end and index + 1 < len(self.sentences):
            finish = self.sentences[index + 1][1]
        words = self.content[end:finish]
        return el("span", _head(words), class_="around")

    def whole(self) -> Html:
        """The text in sections, with page numbers; passages link to their components."""
        text = self.map.text
        if text is None or not text.content:
            return Html("")
        cuts, marks = self._cuts(text)
        first = _first_fragments(self.map)
        blocks: list[Html] = []
        run: list[Html] = []
        heads = _headings(text)
        pages = {region.start: region.n for region in text.pages}
        for start, end in pairwise(cuts):
            if start in pages:
                run.append(el("span", f"p. {pages[start]}", class_="pb"))
            if start in heads:
                blocks.append(_paragraph(run))
                run = []
            segment = _segment(text.content[start:end], marks.get(start, ()), first.get(start, ()))
            if start in heads and heads[start] == end:
                blocks.append(el("h3", segment, dir="auto"))
            else:
                run.append(segment)
        return join([*blocks, _paragraph(run)])

    def _cuts(self, text: ReadingText) -> tuple[list[int], dict[int, tuple[str, ...]]]:
        """Where the marking changes, and the components that cover each stretch, the shortest first."""
        spans = [(s, e, c.id) for c in self.map.components for s, e in _placed(c)]
        edges = {0, text.length, *(r.start for r in (*text.pages, *text.sections) if r.start < text.length)}
        edges.update(point for s, e, _ in spans for point in (s, e))
        edges.update(_headings(text).values())
        cuts = sorted(point for point in edges if 0 <= point <= text.length)
        cover: dict[int, list[tuple[int, str]]] = {}
        for start, end, ident in spans:
            for point in cuts[bisect_right(cuts, start - 1) : bisect_right(cuts, end - 1)]:
                cover.setdefault(point, []).append((end - start, ident))
        return cuts, {point: tuple(dict.fromkeys(i for _, i in sorted(found))) for point, found in cover.items()}


def _headings(text: ReadingText) -> dict[int, int]:
    """Where sections begin, and where their headings end (where they begin, if they have none in the text)."""
    content = text.content or ""
    return {r.start: r.start + len(r.label) * content.startswith(r.label, r.start) for r in text.sections}


def _head(words: str) -> str:
    """The first words, as many as are context."""
    return words if len(words) <= MOST_CONTEXT else words[:MOST_CONTEXT].rpartition(" ")[0] + " …"


def _tail(words: str) -> str:
    """The last words, as many as are context."""
    return words if len(words) <= MOST_CONTEXT else "… " + words[-MOST_CONTEXT:].partition(" ")[2]


def _placed(component: Component) -> list[tuple[int, int]]:
    """Start and end of the fragments that are known, in the order of the text."""
    return sorted((f.start, f.end) for f in component.fragments if f.start is not None and f.end is not None)


def _first_fragments(amap: ArgumentMap) -> dict[int, list[str]]:
    """Components by the place where they begin."""
    found: dict[int, list[str]] = {}
    for component in amap.components:
        placed = _placed(component)
        if placed:
            found.setdefault(placed[0][0], []).append(component.id)
    return found


def _paragraph(run: list[Html]) -> Html:
    return el("p", *run, dir="auto") if run else Html("")


def _segment(words: str, covering: tuple[str, ...], beginning: list[str] | tuple[str, ...]) -> Html:
    """A stretch of text; where components cover it, a link to the shortest of them."""
    marks = join([el("span", id=anchor(ident, "text"), class_="start") for ident in beginning])
    if not covering:
        return join([marks, esc(words)])
    label = join(
        [el("a", ident, href=target(ident), class_="label", aria_label=f"component {ident}") for ident in beginning],
        " ",
    )
    spans = " ".join(anchor(ident) for ident in covering)
    depth = "many" if len(covering) > 1 else ""
    return join([marks, label, el("span", words, class_=f"said {depth}".strip(), data_in=spans)])


def _ends(component: Component) -> Html:
    """Where a passage begins and ends when the text is not part of the page."""
    rows = [_fragment(fragment) for fragment in component.fragments]
    if not rows:
        return el("p", "No passage is named.", class_="absent")
    note = el("p", "The text itself is not part of this page.", class_="absent")
    return join([el("ul", *rows, class_="fragments"), note])


def _fragment(fragment: Fragment) -> Html:
    words = join([el("q", f"{fragment.first} …", dir="auto"), el("q", f"… {fragment.last}", dir="auto")], " to ")
    where = "" if fragment.start is None else f"characters {fragment.start}–{fragment.end}"
    status = "" if fragment.status in ("", "exact") else f" ({fragment.status})"
    if not fragment.first:
        return el("li", where or fragment.pointer or "nowhere", status)
    return el("li", words, el("span", f" {where}", class_="where"), status)
