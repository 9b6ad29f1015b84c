"""What is known of a passage apart from its text (`Anchor`), and what became of it (`Anchored`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from argmap.text.anchor_words import Words, words_of
from argmap.text.normal import digest

_SKETCH = re.compile(r"([0-7]*)\|([0-7]*)\|([0-7]*)(?:\|([01]\.\d\d))?", re.ASCII)
CONTEXT = 12
MAX_WORDS = 3
SHARE = 6
LONG_WORD = 20
EXACT, MOVED, FUZZY, LOST = "exact", "moved", "fuzzy", "lost"


@dataclass(frozen=True, slots=True)
class Sketch:
    """Symbols of a passage's words and of the words around it, and whether the old text had a look-alike.

    ``rival`` says how alike the surroundings of a look-alike in the old text are: 0.0 where it had no look-alike,
    None where nobody looked.
    """

    before: str
    inner: str
    after: str
    rival: float | None = None

    def __str__(self) -> str:
        mark = "" if self.rival is None else f"|{self.rival:.2f}"
        return f"{self.before}|{self.inner}|{self.after}{mark}"

    @classmethod
    def parse(cls, text: str) -> Sketch | None:
        """Read what ``str`` wrote; None for anything else.

        >>> str(Sketch.parse("0172|334|5|0.48"))
        '0172|334|5|0.48'
        """
        match = _SKETCH.fullmatch(text.strip())
        if match is None:
            return None
        return cls(match[1], match[2], match[3], rival=float(match[4]) if match[4] else None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage as a file without its text describes it.

    ``start`` and ``end`` are code points in the old reading text, ``first`` and ``last`` a few words in clear,
    ``sha256`` the passage's hash. ``sketch`` and ``quote`` (the whole passage) are there or not; more is better.
    """

    start: int
    end: int
    first: str = ""
    last: str = ""
    sha256: str = ""
    sketch: Sketch | None = None
    quote: str | None = None

    @property
    def length(self) -> int:
        """Code points of the old passage."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of a passage: ``status`` exact, moved, fuzzy or lost; start and end are None when lost.

    ``score`` is 1.0 for exact and moved, else the share of the passage that agrees. ``also`` lists starts of
    other places with the same words, so that nobody is misled by a repeated sentence.
    """

    status: str
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text to search: its normal form and its words."""

    content: str
    words: Words

    @classmethod
    def of(cls, content: str) -> Text:
        """Cut a reading text into words once, for any number of searches."""
        return cls(content, words_of(content))


def end_words(passage: str) -> tuple[str, str]:
    """The words shown in clear: a sixth of the passage at either end, at least one word and at most three.

    In writing without spaces, a sixth of the characters. So a passage is never given whole, unless it is a word or two.

    >>> end_words("On the two streets repaved in 2021 the gauges fell by a third.")
    ('On the', 'a third.')
    """
    words = passage.split()
    count = max(1, min(MAX_WORDS, len(words) // SHARE))
    if len(passage) > LONG_WORD * max(1, len(words)):
        size = max(1, min(LONG_WORD // 2, len(passage) // SHARE))
        return passage[:size].strip(), passage[-size:].strip()
    return " ".join(words[:count]), " ".join(words[-count:])


def describe(text: Text, start: int, end: int, *, quote: bool = False, rival: float | None = None) -> Anchor:
    """The anchor of a passage in a text that is at hand.

    Args:
        text: The text.
        start: Code point where the passage starts.
        end: Code point just past it.
        quote: Whether to keep the passage itself.
        rival: How like a look-alike elsewhere in the text is, if known.
    """
    passage = text.content[start:end]
    first, last = end_words(passage)
    low, high = text.words.within(start, end)
    symbols = text.words.symbols
    sketch = Sketch(symbols[max(0, low - CONTEXT) : low], symbols[low:high], symbols[high : high + CONTEXT], rival)
    return Anchor(start, end, first, last, digest(passage), sketch, passage if quote else None)
