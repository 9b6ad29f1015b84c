"""Where a Web Annotation points: from selectors to fragments and back, the quoted words checked against the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from argmap.formats.rawtext import Layout, Span
from argmap.model import Fragment
from argmap.text.anchor import end_words
from argmap.text.normal import digest, normalise

AROUND = 32  # characters of prefix and suffix
FARTHEST = 1000  # the most of them that is written back
_CHARS = re.compile(r"char=(\d{1,15}),(\d{1,15})(?:;.*)?", re.DOTALL)  # RFC 5147
Target = dict[str, Any]


@dataclass
class Text:
    """The text that selectors count in, as the file beside has it; ``raw`` is None where it is not at hand."""

    raw: str | None = None
    layout: Layout = field(default_factory=Layout)
    content: str = ""
    wide: bool | None = None  # whether positions count UTF-16 units, as browsers do; None until a quotation tells

    def position(self, start: int, end: int) -> Span | None:
        """Code points of a position of the file; None where it leads out of the text."""
        if self.raw is None or not self.wide:
            fits = self.raw is None or end <= len(self.raw)
            return (start, end) if 0 <= start < end and fits else None
        first, last = (at - bisect_left(self._astral, at) for at in (start, end))
        return (first, last) if 0 <= first < last <= len(self.raw) else None

    @cached_property
    def _astral(self) -> list[int]:
        """Where, counted in UTF-16 units, characters stand that take two of these."""
        places = (at for at, char in enumerate(self.raw or "") if char > "\uffff")
        return [at + number for number, at in enumerate(places)]

    def says(self, span: Span | None, quote: str) -> bool:
        """Whether these words stand there."""
        return bool(span and self.raw is not None and normalise(self.raw[span[0] : span[1]]) == normalise(quote))

    def checked(self, start: int, end: int, quote: str) -> Span | None:
        """A position whose quotation is right, counted in code points or, failing that, in UTF-16 units."""
        for wide in (self.wide or False, True):
            was, self.wide = self.wide, wide
            span = self.position(start, end)
            if self.says(span, quote):
                return span
            self.wide = was
        return None

    def find(self, quote: Target) -> Span | None:
        """The only place of a quotation with its surroundings, in the reading text."""
        words = normalise(str(quote["exact"]))
        before, after = (normalise(str(quote.get(key) or "")) for key in ("prefix", "suffix"))
        places = [found.start() for found in re.finditer(re.escape(words), self.content)] if words else []
        if len(places) > 1:
            places = [
                at
                for at in places
                if self.content[max(0, at - len(before) - 1) : at].rstrip().endswith(before)
                and self.content[at + len(words) : at + len(words) + len(after) + 1].lstrip().startswith(after)
            ]
        return (places[0], places[0] + len(words)) if len(places) == 1 else None


def selectors(target: Target) -> Iterator[Target]:
    """The selectors of a target, which all say the same in several ways."""
    given = target.get("selector")
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, dict):
            yield one


def kind(selector: Target) -> str:
    """A selector's type."""
    value = selector.get("type", selector.get("@type"))
    return value.removeprefix("oa:") if isinstance(value, str) else ""


def quotation(target: Target) -> Target | None:
    """The quotation of a target, where there is one."""
    for one in selectors(target):
        if kind(one) == "TextQuoteSelector" and isinstance(one.get("exact"), str):
            return one
    return None


def position(target: Target) -> Span | None:
    """The position of a target as given; one that is relative to another selector does not count."""
    for one in selectors(target):
        start, end = one.get("start"), one.get("end")
        if kind(one) == "TextPositionSelector" and type(start) is int and type(end) is int:
            return start, end
        chars = _CHARS.fullmatch(str(one.get("value"))) if kind(one) == "FragmentSelector" else None
        if chars:
            return int(chars[1]), int(chars[2])
    for one in selectors(target):
        if kind(one) == "RangeSelector":
            ends = [one.get(key) for key in ("startSelector", "endSelector")]
            first, last = ends
            if all(isinstance(end, dict) and kind(end) == "TextPositionSelector" for end in ends):
                start, end = first.get("start"), last.get("start")  # type: ignore[union-attr]
                if type(start) is int and type(end) is int:  # a range ends where its second selector begins
                    return start, end
    return None


def placed(target: Target) -> bool:
    """Whether a target says by itself where in the text it is; true also of one that is kept without its words."""
    return any(kind(one) == "TextQuoteSelector" for one in selectors(target)) or position(target) is not None


def fragment_of(target: Target, text: Text) -> tuple[Fragment | None, str]:
    """The fragment that a target selects, and what is wrong with it; None for a target as a whole."""
    whole = {"selector": [one for one in selectors(target) if not _refined(one)]}
    quote, place = quotation(whole), position(whole)
    if quote is None and place is None:
        outer = next((one for one in selectors(target) if _refined(one) and placed({"selector": one})), None)
        return _narrowed(outer, text) if outer else (None, "")
    if text.raw is None:
        return _unseen(quote, place, text), ""
    if place is not None:
        span = text.checked(*place, quote["exact"]) if quote else text.position(*place)
        if span is not None:
            return _counted(text.layout.reading_span(*span)), ""
    found = text.find(quote) if quote else None
    if found is not None:
        moved = place is not None
        return _counted(found, "moved" if moved else ""), "the quoted words stand elsewhere" if moved else ""
    if quote is not None:
        lost = _unseen(quote, None, text)
        return lost, "the quoted words are not in the text, or in several places"
    return Fragment(status="lost"), "the position leads out of the text"


def _refined(selector: Target) -> bool:
    """Whether another selector narrows a selector down."""
    return isinstance(selector.get("refinedBy"), dict)


def _narrowed(outer: Target, text: Text) -> tuple[Fragment, str]:
    """The fragment of a selector that others narrow down, each within what the one before it selects."""
    found, fault = fragment_of({"selector": {**outer, "refinedBy": None}}, text)
    if found is None or found.start is None or found.end is None or text.raw is None:
        return Fragment(status="lost"), fault or "what narrows the passage down needs the text"
    first, last = text.layout.raw_span(found.start, found.end)
    inner = outer["refinedBy"]
    while isinstance(inner, dict):
        within, target = text.raw[first:last], {"selector": inner}
        quote, place = quotation(target), position(target)
        words = str(quote["exact"]) if quote else ""
        if words:
            at = within.find(words)
            place = (at, at + len(words)) if within.count(words) == 1 else None
        if place is None or not 0 <= place[0] < place[1] <= len(within):
            return Fragment(status="lost"), "what narrows the passage down cannot be followed"
        first, last = first + place[0], first + place[1]
        inner = inner.get("refinedBy")
    return _counted(text.layout.reading_span(first, last), found.status), fault


def _unseen(quote: Target | None, place: Span | None, text: Text) -> Fragment:
    """A fragment of a text that is not at hand: of a quotation, the words at its ends and its hash."""
    words = normalise(quote["exact"]) if quote else ""
    first, last = end_words(words) if words else ("", "")
    sha256 = digest(words) if words else ""
    if place is None or not 0 <= place[0] < place[1]:
        return Fragment(first=first, last=last, sha256=sha256)
    start, end = text.layout.reading_span(*place)
    return Fragment(start, end, f"src:{start}-{end}", first=first, last=last, sha256=sha256)


def _counted(span: Span, status: str = "") -> Fragment:
    return Fragment(*span, f"src:{span[0]}-{span[1]}", status=status)


def selector_of(fragment: Fragment, text: Text, around: int = AROUND) -> list[Target]:
    """The selectors of a fragment: its position, and a quotation where the text is at hand."""
    start, end = fragment.start, fragment.end
    if start is None or end is None or not 0 <= start < end:
        return []
    if text.raw is None:
        first, last = text.layout.raw_span(start, end)
        return [{"type": "TextPositionSelector", "start": first, "end": last}]
    if end > len(text.content):
        return []
    first, last = text.layout.raw_span(start, end)
    place = {"type": "TextPositionSelector", "start": first, "end": last}
    return [{"type": "TextQuoteSelector", **quoted(first, last, text.raw, around)}, place]


def quoted(start: int, end: int, raw: str, around: int = AROUND) -> Target:
    """The words of a passage with a few characters around it."""
    beside = {"prefix": raw[max(0, start - around) : start], "suffix": raw[end : end + around]}
    return {"exact": raw[start:end], **{key: value for key, value in beside.items() if value}}


def without_quotes(value: Any) -> Any:
    """A target without the words that it quotes, so that it may be kept."""
    if not isinstance(value, dict):
        return value
    given = value.get("selector")
    if isinstance(given, dict):
        return {**value, "selector": _unquoted(given)}
    if isinstance(given, list):
        return {**value, "selector": [_unquoted(one) if isinstance(one, dict) else one for one in given]}
    return value


def _unquoted(selector: Target) -> Target:
    """A quotation with the lengths of what stands around it; what is narrowed down cannot be made anew, and stays."""
    if kind(selector) != "TextQuoteSelector" or _refined(selector):
        return selector
    lengths = {key: len(selector[key]) for key in ("prefix", "suffix") if isinstance(selector.get(key), str)}
    return {**{key: value for key, value in selector.items() if key != "exact" and key not in lengths}, **lengths}


def with_quotes(value: Any, made: list[Target]) -> Any:
    """A kept target with the quotation that a fragment gives; without one, its empty quotation is left out.

    Args:
        value: A target of `without_quotes`.
        made: Selectors of its fragment, their quotations with at least as much around them as may have been kept.
    """
    if not isinstance(value, dict):
        return value
    given = value.get("selector")
    quote = next((one for one in made if kind(one) == "TextQuoteSelector"), None)
    fresh = []
    for one in given if isinstance(given, list) else [given]:
        if not isinstance(one, dict) or kind(one) != "TextQuoteSelector" or _refined(one):
            fresh.append(one)
        elif quote:
            fresh.append({**one, **_cut(quote, one)})
    if not fresh:
        return {key: item for key, item in value.items() if key != "selector"}
    return {**value, "selector": fresh if isinstance(given, list) else fresh[0]} if "selector" in value else value


def _cut(quote: Target, lengths: Target) -> Target:
    """A quotation with as much around it as another one had."""
    made = {"exact": quote["exact"]}
    before, after = (lengths.get(key) for key in ("prefix", "suffix"))
    words = quote.get("prefix", "")
    if type(before) is int:
        made["prefix"] = words[max(0, len(words) - before) :]
    if type(after) is int:
        made["suffix"] = quote.get("suffix", "")[: max(0, after)]
    return made
