"""Finding one passage in a text: verbatim by its hash, or damaged by its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.text.anchor_align import (
    FAR,
    GOOD,
    Alignment,
    align,
    distance,
    find_end,
    find_start,
    find_within,
    similarity,
)
from argmap.text.anchor_data import CONTEXT, Anchor, Sketch, Text
from argmap.text.anchor_words import words_of
from argmap.text.normal import digest

SAME_CONTEXT = 0.55  # twelve unrelated symbols reach 0.35 on average, half of all words spoilt still 0.55
BOTH_SIDES = 0.45
FIRM = 0.7  # in a small vocabulary chance reaches 0.65
FIRMER = 0.85
SHARED = 0.5  # likeness at which a look-alike may share one side of the surroundings altogether
ENOUGH = 8  # characters in clear without which a passage is not looked for by them alone
UNSURE = 0.6  # the most that words at the ends can prove
SIGNS = 4  # quotation marks, brackets and the like that may stand before a passage's first letter
SURE = 0.9  # the share of a passage that proves its presence
CLEAR = 0.15  # by how much the surroundings of one place must agree better than those of another


@dataclass(frozen=True, slots=True)
class Found:
    """A possible place: how much of the passage agrees, and of the words before and after it (each 0 to 1)."""

    start: int
    end: int
    share: float
    before: float
    after: float
    verbatim: bool = False

    @property
    def context(self) -> float:
        """The mean agreement of both sides."""
        return (self.before + self.after) / 2

    def at_home(self, rival: float | None) -> bool:
        """Whether the surroundings are the old ones, and not those of the look-alike that the old text had."""
        if rival:
            return self.context >= max(SAME_CONTEXT, rival + CLEAR)
        sides = sorted((self.before, self.after))
        return sides[1] >= SAME_CONTEXT and (rival == 0.0 or sides[0] >= BOTH_SIDES)

    def unmistakable(self, rival: float | None) -> bool:
        """Whether the surroundings alone prove that an unchanged passage is this one.

        A look-alike that the old text had may share one side altogether, so that both must agree.
        """
        weak, strong = sorted((self.before, self.after))
        if rival == 0.0:
            return strong >= FIRM or (strong >= SAME_CONTEXT and weak >= BOTH_SIDES)
        return self.at_home(rival) and weak >= (FIRM if rival is not None and rival < SHARED else FIRMER)

    def familiar(self) -> bool:
        """Whether the surroundings do not speak against the place."""
        return self.whole() and max(self.before, self.after) >= SAME_CONTEXT

    def whole(self) -> bool:
        """Whether both sides agree."""
        return min(self.before, self.after) >= BOTH_SIDES


def verbatim(anchor: Anchor, text: Text) -> list[Found]:
    """All places where the passage stands unchanged: by its first words or its sketch, its length, and its hash."""
    if anchor.length <= 0 or not anchor.sha256:
        return []
    places: list[Found] = []
    for at in sorted({anchor.start, *_likely_starts(anchor, text)}):
        end = at + anchor.length
        passage = text.content[at:end] if at >= 0 else ""
        if len(passage) == anchor.length and anchor.last in passage and digest(passage) == anchor.sha256:
            places.append(Found(at, end, 1.0, *_context(anchor, text, at, end), verbatim=True))
    return places


def _likely_starts(anchor: Anchor, text: Text) -> Iterator[int]:
    """Where the passage's first words stand; without these, where its words' symbols do (but for leading signs)."""
    needle = anchor.quote or anchor.first
    symbols = anchor.sketch.inner if anchor.sketch else ""
    if needle:
        for at in _occurrences(needle, text.content):
            yield from (at, at - 1)  # the passage may begin with the space before its first word
    elif symbols:
        for at in _occurrences(symbols, text.words.symbols):
            yield from (text.words.starts[at] - lead for lead in range(SIGNS))


def _occurrences(needle: str, content: str) -> Iterator[int]:
    at = content.find(needle)
    while at >= 0:
        yield at
        at = content.find(needle, at + 1)


def _context(anchor: Anchor, text: Text, start: int, end: int) -> tuple[float, float]:
    """How far the words before and after a place agree with those around the old passage.

    A side that the old passage did not have (the text's very start or end) says what the other one says.
    """
    sketch = anchor.sketch
    if sketch is None:
        return 0.0, 0.0
    low, high = text.words.within(start, end)
    symbols = text.words.symbols
    before = similarity(sketch.before, symbols[max(0, low - len(sketch.before)) : low])
    after = similarity(sketch.after, symbols[high : high + len(sketch.after)])
    return (before if sketch.before else after), (after if sketch.after else before)


def damaged(anchor: Anchor, text: Text, window: tuple[int, int] | None = None) -> Found | None:
    """The best place of a passage that no longer stands verbatim.

    Args:
        anchor: What is known of it.
        text: Where to look.
        window: Range of words to look in; None for the whole text.

    Returns:
        The place with its evidence, good or bad; None where nothing can be compared.
    """
    sketch = anchor.sketch
    if sketch is None or not sketch.inner:
        return None
    low, high = window or (0, len(text.words.symbols))
    found = align(sketch.before + sketch.inner + sketch.after, text.words.symbols[low:high], low)
    place = _place(anchor, text, found, len(sketch.before)) if found else None
    return None if place is None or _gone(sketch, text, place) else place


def _gone(sketch: Sketch, text: Text, place: Found) -> bool:
    """Whether the words around the old passage now follow one another, which fits better than any trace of it."""
    around = sketch.before + sketch.after
    if place.share >= SURE or not (sketch.before and sketch.after):
        return False
    low, high = text.words.within(place.start, place.end)
    near = text.words.symbols[max(0, low - 2 * CONTEXT) : high + 2 * CONTEXT]
    with_it = distance(sketch.before + sketch.inner + sketch.after, near) / (len(around) + len(sketch.inner))
    return distance(around, near) / len(around) <= with_it


def alone(anchor: Anchor, text: Text) -> Found | None:
    """The best place of a damaged passage by its own words, wherever its surroundings went."""
    sketch = anchor.sketch
    if sketch is None:
        return None
    found = align(sketch.inner, text.words.symbols)
    return _place(anchor, text, found, 0) if found else None


def _place(anchor: Anchor, text: Text, found: Alignment, skip: int) -> Found | None:
    """Turn an alignment of words into offsets of characters; ``skip`` words of it stand before the passage."""
    inner = len(anchor.sketch.inner) if anchor.sketch else 0
    index = found.index[skip : skip + inner]
    found_at = [at for at in index if at >= 0]
    if not found_at:
        return None
    near_start, near_end = _near_ends(anchor, text, index, found_at)
    start = find_start(text.content, near_start, anchor.first, _firm(found, skip, 1))
    end = find_end(text.content, near_end, anchor.last, _firm(found, skip + inner - 1, -1))
    if end.offset <= start.offset:
        return None
    agrees = found.agrees[skip : skip + inner]
    share = _share(anchor, agrees, start.likeness, end.likeness) - found.breaks(skip, skip + inner) / inner
    place = (start.offset, end.offset)
    if anchor.quote:
        laid, share = _by_quote(anchor.quote, text, place, share)
        low = start.offset if start.likeness >= GOOD else laid[0]
        high = end.offset if end.likeness >= GOOD else laid[1]
        place = (low, high) if low < high else place
    return Found(*place, max(0.0, share), *_context(anchor, text, *place))


def _firm(found: Alignment, at: int, step: int) -> bool:
    """Whether the word at one end is laid down by the two words beside it, or by itself and the next inside."""
    before, after = at - step, at + step
    if not (0 <= before < len(found.index) and 0 <= after < len(found.index)) or found.index[at] < 0:
        return False
    inside = found.agrees[after] and found.index[after] - found.index[at] == step
    outside = found.agrees[before] and found.index[at] - found.index[before] == step
    return inside and (found.agrees[at] or outside)


def _near_ends(anchor: Anchor, text: Text, index: tuple[int, ...], laid: list[int]) -> tuple[int, int]:
    """Where the passage's ends should be by its outermost words.

    A lost word at an end is looked for beyond the nearest one that was found; digits and signs that stand at an
    end are no words and lie beyond it too.
    """
    low = max(0, laid[0] - index.index(laid[0]))
    high = min(len(text.words.ends) - 1, laid[-1] + index[::-1].index(laid[-1]))
    first, last = words_of(anchor.first), words_of(anchor.last)
    lead = first.starts[0] if first.starts else len(anchor.first) + bool(anchor.first)
    trail = len(anchor.last) - last.ends[-1] if last.ends else len(anchor.last) + bool(anchor.last)
    return max(0, text.words.starts[low] - lead), text.words.ends[high] + trail


def _share(anchor: Anchor, agrees: tuple[bool, ...], first: float, last: float) -> float:
    """The share of the passage's words that agree: those in clear by their letters, the others by their symbols.

    A likeness of 0.5 is what unrelated words reach, so it counts nothing.
    """
    total = len(agrees)
    head = min(len(anchor.first.split()), total)
    tail = min(len(anchor.last.split()), total - head)
    middle = sum(agrees[head : total - tail])
    return (middle + head * max(0.0, 2 * first - 1) + tail * max(0.0, 2 * last - 1)) / total


def _by_quote(quote: str, text: Text, place: tuple[int, int], share: float) -> tuple[tuple[int, int], float]:
    """Lay the whole old passage onto the place that its words gave; a poor fit changes nothing."""
    import edlib

    low = max(0, place[0] - FAR)
    found = edlib.align(quote, text.content[low : place[1] + FAR], mode="HW", task="locations")
    likeness = 1 - found["editDistance"] / len(quote)
    if likeness < 0.75:
        return place, share
    ends = [((first or 0) + low, last + 1 + low) for first, last in found["locations"]]
    return min(ends, key=lambda end: abs(end[0] - place[0]) + abs(end[1] - place[1])), likeness


def bare(anchor: Anchor, text: Text, window: tuple[int, int], expected: int, slack: int) -> Found | None:
    """The place of a damaged passage of which only the words at its ends are known, near where it should be.

    Both ends must be there, about as far apart as they were. Nothing else could tell a look-alike from the passage, so
    the score stays low.
    """
    if len(anchor.first) + len(anchor.last) < ENOUGH or anchor.length <= 0:
        return None
    start = find_within(text.content, expected, anchor.first, slack, end=False)
    reach = FAR + anchor.length // 8  # hyphens, note digits and a running head may stand in it
    end = find_within(text.content, start.offset + anchor.length, anchor.last, reach, end=True)
    score = min(start.likeness, end.likeness)
    inside = window[0] <= start.offset < end.offset <= window[1]
    return Found(start.offset, end.offset, min(score, UNSURE), 0.0, 0.0) if score >= 0.75 and inside else None
