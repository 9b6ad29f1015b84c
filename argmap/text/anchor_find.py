"""Finding one passage in a text: verbatim by its hash, or damaged by its words."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.text.anchor_align import Alignment, End, align, find_end, find_start, similarity
from argmap.text.anchor_data import Anchor, Text
from argmap.text.normal import digest

NEAR = 4  # slack in characters where the word at the end was found
FAR = 28  # slack where it was not
SAME_CONTEXT = 0.55  # twelve unrelated symbols reach 0.35 on average, half of all words spoilt still 0.55


@dataclass(frozen=True, slots=True)
class Found:
    """A possible place: how much of the passage agrees and how much of its surroundings (each 0 to 1)."""

    start: int
    end: int
    share: float
    context: float
    verbatim: bool = False


def verbatim(anchor: Anchor, text: Text) -> list[Found]:
    """All places where the passage stands unchanged, by its first words, length, last words and hash."""
    places: list[Found] = []
    if anchor.length <= 0 or not anchor.sha256:
        return places
    content, needle = text.content, anchor.quote or anchor.first
    at = content.find(needle) if needle else anchor.start
    while at >= 0:
        end = at + anchor.length
        passage = content[at:end]
        if len(passage) == anchor.length and passage.endswith(anchor.last) and digest(passage) == anchor.sha256:
            places.append(Found(at, end, 1.0, context_at(anchor, text, at, end), verbatim=True))
        at = content.find(needle, at + 1) if needle else -1
    return places


def context_at(anchor: Anchor, text: Text, start: int, end: int) -> float:
    """How far the words around a place agree with those around the old passage: the better side, 0 to 1."""
    sketch = anchor.sketch
    if sketch is None:
        return 0.0
    low, high = text.words.within(start, end)
    symbols = text.words.symbols
    before = similarity(sketch.before, symbols[max(0, low - len(sketch.before)) : low]) if sketch.before else 0.0
    after = similarity(sketch.after, symbols[high : high + len(sketch.after)]) if sketch.after else 0.0
    return max(before, after)


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
    if sketch is None:
        return None
    if not sketch.inner:
        return None
    low, high = window or (0, len(text.words.symbols))
    found = align(sketch.before + sketch.inner + sketch.after, text.words.symbols[low:high], low)
    if found is None:
        return None
    return _place(anchor, text, found, len(sketch.before))


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
    laid = [at for at in index if at >= 0]
    if not laid:
        return None
    # a lost word at an end is looked for beyond the nearest one that was found
    near_start = text.words.starts[max(0, laid[0] - index.index(laid[0]))]
    near_end = text.words.ends[min(len(text.words.ends) - 1, laid[-1] + index[::-1].index(laid[-1]))]
    start = find_start(text.content, near_start, anchor.first, NEAR if index[0] >= 0 else FAR)
    end = find_end(text.content, near_end, anchor.last, NEAR if index[-1] >= 0 else FAR)
    start = start if start.likeness >= 0.5 else End(near_start, start.likeness)
    end = end if end.likeness >= 0.5 else End(near_end, end.likeness)
    if end.offset <= start.offset:
        return None
    if anchor.quote is not None:
        return _by_quote(anchor, anchor.quote, text, start.offset, end.offset)
    share = _share(anchor, found.agrees[skip : skip + inner], start.likeness, end.likeness)
    return Found(start.offset, end.offset, share, context_at(anchor, text, start.offset, end.offset))


def _share(anchor: Anchor, agrees: tuple[bool, ...], first: float, last: float) -> float:
    """The share of the passage's words that agree: those in clear by their letters, the others by their symbols.

    A likeness of 0.5 is what unrelated words reach, so it counts nothing.
    """
    total = len(agrees)
    head = min(len(anchor.first.split()), total)
    tail = min(len(anchor.last.split()), total - head)
    middle = sum(agrees[head : total - tail])
    return (middle + head * max(0.0, 2 * first - 1) + tail * max(0.0, 2 * last - 1)) / total


def _by_quote(anchor: Anchor, quote: str, text: Text, start: int, end: int) -> Found:
    """Lay the whole old passage onto the place that its words gave."""
    import edlib

    low = max(0, start - FAR)
    found = edlib.align(quote, text.content[low : end + FAR], mode="HW", task="locations")
    places = [((first or 0) + low, last + 1 + low) for first, last in found["locations"]]
    best = min(places, key=lambda place: abs(place[0] - start) + abs(place[1] - end))
    share = 1 - found["editDistance"] / max(1, len(quote))
    return Found(*best, share, context_at(anchor, text, *best))


def bare(anchor: Anchor, text: Text, expected: int, window: tuple[int, int]) -> Found | None:
    """The place of a damaged passage of which only the words at its ends are known, near where it should be.

    Both ends must be there, about as far apart as they were; nothing else could tell a likeness from the passage.
    """
    if len(anchor.first) + len(anchor.last) < 8 or anchor.length <= 0:
        return None
    slack = max(FAR, anchor.length // 8)
    start = find_start(text.content, expected, anchor.first, slack)
    end = find_end(text.content, start.offset + anchor.length, anchor.last, slack)
    score = min(start.likeness, end.likeness)
    if score < 0.75 or start.offset < window[0] or end.offset > window[1] or end.offset <= start.offset:
        return None
    return Found(start.offset, end.offset, min(score, 0.8), 0.0)
