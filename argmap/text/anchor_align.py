"""Alignment of word symbols, by edlib: where a passage and its surroundings lie in another text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTES = str.maketrans("“”„«»‘’‚`", "\"\"\"\"\"''''")
_STEP = re.compile(r"(\d+)([=XID])")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A query laid onto a target: for each query symbol the target's index (-1 for none), and whether both agree."""

    distance: int
    start: int
    end: int
    index: tuple[int, ...]
    agrees: tuple[bool, ...]

    def agreement(self, start: int, end: int) -> float:
        """The share of query symbols in ``[start, end)`` that agree; 0.0 for an empty range."""
        return sum(self.agrees[start:end]) / (end - start) if end > start else 0.0


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
    start, last = found["locations"][0]
    index: list[int] = []
    agrees: list[bool] = []
    at = start or 0
    for count, step in _STEP.findall(found["cigar"]):
        number = int(count)
        if step == "D":
            at += number
            continue
        index.extend(range(at + offset, at + offset + number) if step != "I" else [-1] * number)
        agrees.extend([step == "="] * number)
        at += number if step != "I" else 0
    return Alignment(found["editDistance"], (start or 0) + offset, last + 1 + offset, tuple(index), tuple(agrees))


def similarity(one: str, other: str) -> float:
    """Normalised Levenshtein similarity of two symbol strings (RapidFuzz), 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other)


@dataclass(frozen=True, slots=True)
class End:
    """Where one end of a passage was found by its words in clear, and how alike they are (0 to 1)."""

    offset: int
    likeness: float


def find_start(content: str, near: int, words: str, slack: int) -> End:
    """The start of a passage, near an offset, by its first words."""
    low = max(0, near - slack)
    window = content[low : near + len(words) + slack]
    stops, likeness = _stops(words[::-1], window[::-1])
    if not stops:
        return End(near, 0.0)
    places = [low + len(window) - stop for stop in stops]
    return End(min(places, key=lambda place: (_mid_word(content, place), abs(place - near))), likeness)


def find_end(content: str, near: int, words: str, slack: int) -> End:
    """The end of a passage, near an offset, by its last words."""
    low = max(0, near - len(words) - slack)
    stops, likeness = _stops(words, content[low : near + slack])
    if not stops:
        return End(near, 0.0)
    places = [low + stop for stop in stops]
    return End(min(places, key=lambda place: (_mid_word(content, place), abs(place - near))), likeness)


def _mid_word(content: str, place: int) -> bool:
    return 0 < place < len(content) and content[place - 1].isalpha() and content[place].isalpha()


def _plain(text: str) -> str:
    """The text without case and with straight quotes, character for character."""
    text = text.translate(_QUOTES)
    return text.lower() if text.isascii() else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _stops(words: str, window: str) -> tuple[list[int], float]:
    """Offsets in the window just past the best matches of the words, and their likeness."""
    import edlib

    if not words or not window:
        return [], 0.0
    found = edlib.align(_plain(words), _plain(window), mode="HW", task="distance")
    likeness = 1 - found["editDistance"] / len(words)
    return [stop + 1 for _, stop in found["locations"]], likeness
