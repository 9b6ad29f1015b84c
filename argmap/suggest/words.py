"""Words as the ranking sees them: stems without endings, names, and words that carry no content.

Stemming is light and for English; other languages keep most of their words as they are, and the character
n-grams carry them. By default no trained pipeline is used, so that the same glosses give the same suggestions
everywhere; `argmap.suggest.pipeline` reads lemmas and entities with one that the user names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from argmap.suggest.sparse import fold

STOP = frozenset(
    [
        "a",
        "about",
        "above",
        "again",
        "against",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "many",
        "may",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
ENDINGS = [
    "ization",
    "isation",
    "ational",
    "fulness",
    "ousness",
    "iveness",
    "ations",
    "ation",
    "ments",
    "ment",
    "ness",
    "ities",
    "ity",
    "ings",
    "ing",
    "edly",
    "ers",
    "ies",
    "ied",
    "ed",
    "er",
    "es",
    "ly",
    "s",
]
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:]\s*$")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without its ending; at least three letters stay.

    >>> [stem(word) for word in ("interventions", "intervene", "democratization", "is")]
    ['intervention', 'interven', 'democrat', 'is']
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("ei") if len(word) > 3 else word


def stems(text: str) -> list[str]:
    """Stems of the words that carry content, in order, repeated as they are."""
    return [stem(word) for word in fold(text).split() if _tells(word)]


def _tells(word: str) -> bool:
    """Whether a word carries content: not a single letter (what an apostrophe leaves), not a word of grammar."""
    return word not in STOP and (len(word) > 1 or word.isdigit() or not word.isascii())


def surface(text: str) -> dict[str, str]:
    """For each stem the first word of the text that has it, as written."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        for part in fold(word).split():
            if _tells(part):
                found.setdefault(stem(part), word)
    return found


def names(text: str) -> frozenset[str]:
    """Stems of words that are written like names: capitals that no beginning of a sentence explains.

    >>> sorted(names("The CSTO and Russia did not act. Nobody did."))
    ['csto', 'russia']
    """
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word, before = match.group(), text[: match.start()]
        begins = not before.strip() or bool(_SENTENCE_END.search(before))
        shouts = len(word) > 1 and word[:2].isupper()
        if word[0].isupper() and (shouts or not begins):
            found.update(stem(part) for part in fold(word).split() if _tells(part))
    return frozenset(found)


class Reader(Protocol):
    """What turns a text into words to compare; its name stands in the record."""

    @property
    def name(self) -> str:
        """How it is called in reports; empty for the light stems."""

    def learn(self, texts: Iterable[str]) -> None:
        """Be told all texts beforehand, so that they can be read at once."""

    def stems(self, text: str) -> list[str]:
        """What stands for the words that carry content, in order, repeated as they are."""

    def surface(self, text: str) -> dict[str, str]:
        """For each of these the first word of the text that has it, as written."""

    def names(self, text: str) -> frozenset[str]:
        """Those that belong to names."""


class Stems:
    """The light stems of this module."""

    name = ""

    def learn(self, texts: Iterable[str]) -> None:
        """Nothing to do: stems need no model."""

    def stems(self, text: str) -> list[str]:
        """As the function of this name."""
        return stems(text)

    def surface(self, text: str) -> dict[str, str]:
        """As the function of this name."""
        return surface(text)

    def names(self, text: str) -> frozenset[str]:
        """As the function of this name."""
        return names(text)


PLAIN: Reader = Stems()
