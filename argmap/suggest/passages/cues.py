"""Finding cues: expressions that speak for a kind of component. The expressions stand in `lexicon`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from argmap.suggest.passages.lexicon import LEXICON

KINDS = ("claim", "evidence", "recommendation")
# groups whose words say nothing that the label does not
_MUTE = frozenset(["quotation", "question", "announcement", "method"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of expressions; ``points`` (log odds) for claim, evidence, recommendation."""

    name: str
    label: str
    points: tuple[float, float, float]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a text, in code points of that text."""

    cue: Cue
    start: int
    end: int
    words: str

    @property
    def reason(self) -> str:
        """The cue as shown: its group and the words that were met."""
        return f"{self.cue.label}: {self.words}" if self.words else self.cue.label


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """The lexicon, compiled."""
    found = []
    for name, label, points, words, patterns, cased in LEXICON:
        parts = [alternatives(words)] if words else []
        pattern = re.compile("|".join([*parts, *patterns]), 0 if cased else re.IGNORECASE)
        found.append(Cue(name, label, points, pattern))
    return tuple(found)


def alternatives(text: str) -> str:
    """A regular expression for whole expressions parted by semicolons, with any white space inside them.

    >>> re.findall(alternatives("so that; hence"), "hence so  that")
    ['hence', 'so  that']
    """
    space = r"\s+"
    return rf"\b(?:{'|'.join(space.join(item.split()) for item in text.split(';'))})\b"


def hits(text: str, lexicon: Iterable[Cue] | None = None) -> list[Hit]:
    """All cues in a text, in order of place; several hits of one group are all given.

    >>> [hit.reason for hit in hits("We should therefore repave them.")]
    ['demand: should', 'conclusion: therefore']
    """
    found = [
        Hit(cue, match.start(), match.end(), _shown(cue, match.group()))
        for cue in (cues() if lexicon is None else lexicon)
        for match in cue.pattern.finditer(text)
    ]
    return sorted(found, key=lambda hit: (hit.start, hit.end, hit.cue.name))


def _shown(cue: Cue, words: str) -> str:
    """The words of a hit as a reason shows them: one line, short, in small letters where case says nothing."""
    if cue.name in _MUTE:
        return ""
    words = " ".join(words.split())
    words = words if len(words) <= 40 else words[:39] + "…"
    return words if cue.name == "citation" else words.lower()
