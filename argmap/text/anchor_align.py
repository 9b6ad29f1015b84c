"""Alignment of word symbols, by edlib: where a passage and its surroundings lie in another text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

CLOSE = 4  # characters by which a word boundary may miss the passage's end
FAR = 28  # where the nearest word turned out to be another one
GOOD = 0.8  # likeness of words in clear that leaves no doubt
TELLING = 8  # characters that words in clear need to be looked for farther off
CUT = 0.25  # what a match loses for each word that it cuts
_QUOTES = str.maketrans("“”„«»‘’‚`", '"""""\'\'\'\'')
_STEP = re.compile(r"(\d+)([=XID])")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A query laid onto a target: for each query symbol the target's index (-1 for none), and whether both agree."""

    index: tuple[int, ...]
    agrees: tuple[bool, ...]

    def breaks(self, start: int, end: int) -> int:
        """Target symbols skipped inside the query's range ``[start, end)``, two at most for each gap."""
        laid = [at for at in self.index[start:end] if at >= 0]
        return sum(min(2, after - at - 1) for at, after in pairwise(laid))


def align(query: str, target: str, offset: int = 0, limit: int = -1) -> Alignment | None:
    """The best place of the whole query in any part of the target (edit distance, ends free).

    Args:
        query: Symbols looked for.
        target: Symbols searched.
        offset: Added to every index of the result, where the target is a slice.
        limit: The largest distance of interest, -1 for any.

    Returns:
        The alignment, or None where there is none within the limit.
    """
    import edlib

    if not query or not target:
        return None
    found = edlib.align(query, target, mode="HW", task="path", k=limit)
    if found["editDistance"] < 0:
        return None
    start = found["locations"][0][0] or 0
    index: list[int] = []
    agrees: list[bool] = []
    at = start + offset
    for count, step in _STEP.findall(found["cigar"]):
        number = int(count)
        if step != "D":
            index.extend(range(at, at + number) if step != "I" else [-1] * number)
            agrees.extend([step == "="] * number)
        at += number if step != "I" else 0
    return Alignment(tuple(index), tuple(agrees))


def distance(query: str, target: str) -> int:
    """The edit distance of the whole query to the part of the target that it fits best."""
    import edlib

    if not query or not target:
        return len(query)
    found: int = edlib.align(query, target, mode="HW", task="distance")["editDistance"]
    return found


def similarity(one: str, other: str) -> float:
    """Normalised Levenshtein similarity of two symbol strings (RapidFuzz), 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other)


@dataclass(frozen=True, slots=True)
class End:
    """Where one end of a passage was found by its words in clear, and how alike they are (0 to 1)."""

    offset: int
    likeness: float


def find_start(content: str, near: int, words: str, firm: bool) -> End:
    """The start of a passage by its first words.

    Args:
        content: The text.
        near: Where the first word should start.
        words: The first words.
        firm: Whether the words around leave no doubt about ``near``; else a wider stretch is searched as well.
    """
    outer = words.split(" ", 1)[0]
    return _choose(near, words, firm, lambda text, slack: _start(content, near, text, slack), outer)


def find_end(content: str, near: int, words: str, firm: bool) -> End:
    """The end of a passage by its last words; as `find_start`."""
    outer = words.rsplit(" ", 1)[-1]
    return _choose(near, words, firm, lambda text, slack: _end(content, near, text, slack), outer)


def find_within(content: str, near: int, words: str, slack: int, *, end: bool) -> End:
    """The start (or end) of the best match of some words no farther than ``slack`` from an offset."""
    return _end(content, near, words, slack) if end else _start(content, near, words, slack)


def _choose(near: int, words: str, firm: bool, find: Callable[[str, int], End], outermost: str) -> End:
    """The words close by; else their outermost one (a running head may part them); else the words farther off."""
    close = find(words, CLOSE)
    if close.likeness >= GOOD:
        return close
    outer = find(outermost, CLOSE)
    if outer.likeness >= GOOD:
        return End(outer.offset, max(close.likeness, outer.likeness / 2))
    far = find(words, FAR)
    if firm and (far.likeness < GOOD or len(words) < TELLING):
        return End(near, close.likeness)
    best = far if far.likeness > close.likeness + 0.1 else close
    return best if best.likeness >= 0.5 else End(near, best.likeness)


def _start(content: str, near: int, words: str, slack: int) -> End:
    low = max(0, near - slack)
    window = content[low : near + len(words) + slack]
    places, likeness = _matches(words[::-1], window[::-1])
    high = low + len(window)
    return _best(content, near, [(high - stop, high - start) for start, stop in places], likeness, 0)


def _end(content: str, near: int, words: str, slack: int) -> End:
    low = max(0, near - len(words) - slack)
    places, likeness = _matches(words, content[low : max(low, near + slack)])
    return _best(content, near, [(low + start, low + stop) for start, stop in places], likeness, 1)


def _best(content: str, near: int, places: list[tuple[int, int]], likeness: float, side: int) -> End:
    """Of equally good places the one that cuts the fewest words, then the nearest; ``side`` 0 is its start.

    A place inside a word is less likely the one meant.
    """
    if not places:
        return End(near, 0.0)
    ranked = [(sum(_mid_word(content, at) for at in place), abs(place[side] - near), place[side]) for place in places]
    cuts, _, offset = min(ranked)
    return End(offset, likeness - CUT * cuts)


def _mid_word(content: str, place: int) -> bool:
    return 0 < place < len(content) and content[place - 1].isalpha() and content[place].isalpha()


def _plain(text: str) -> str:
    """The text without case and with straight quotes, character for character."""
    text = text.translate(_QUOTES)
    return text.lower() if text.isascii() else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _matches(words: str, window: str) -> tuple[list[tuple[int, int]], float]:
    """Where in the window the words match best, end exclusive, and how well (0 to 1)."""
    import edlib

    if not words or not window:
        return [], 0.0
    found = edlib.align(_plain(words), _plain(window), mode="HW", task="locations")
    likeness = 1 - found["editDistance"] / len(words)
    return [(start or 0, stop + 1) for start, stop in found["locations"]], likeness
