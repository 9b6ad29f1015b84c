"""Sentences of a reading text, and the clauses of a sentence that argue with each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from argmap.suggest.passages.cues import alternatives
from argmap.text.reading import ReadingText

Span = tuple[int, int]
# a part of a sentence that has fewer words is no position of its own
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Join:
    """How two clauses hang together: ``name`` of the relation, which one gives it, and the word that says so."""

    name: str
    first_is_source: bool
    words: str


# connective, relation, and whether what stands before it supports or attacks what follows
_INSIDE = (
    ("because(?! of); given that; insofar as; inasmuch as", "supports", False),
    ("therefore; thus; hence; consequently; which means that; and so", "supports", True),
    ("but; yet; however; nevertheless", "attacks", False),
    ("although; though; even though; even if; whereas", "attacks", False),
)
_JOINS: list[tuple[re.Pattern[str], str, bool]] = [
    (re.compile(rf"[,;:–—]\s+(?=(?P<word>{alternatives(w)}))", re.I), n, f) for w, n, f in _INSIDE
]
_JOINS.append((re.compile(rf"\s+(?=(?P<word>{alternatives('because(?! of)')}))", re.I), "supports", False))
_JOINS.append((re.compile(r",\s+(?=(?P<word>\bsince\b)\s+(?!\d|then))", re.I), "supports", False))
_OPENING = (
    (re.compile(alternatives("because(?! of); since(?! \\d); given that; as long as"), re.I), "supports", True),
    (re.compile(alternatives("although; though; even though; even if; while; whereas"), re.I), "attacks", True),
)
_COMMA = re.compile(r",\s+")


def sentences(text: ReadingText, language: str = "en") -> list[Span]:
    """The sentences of a reading text in code points, headings left out; none where the text is not at hand.

    Args:
        text: The text.
        language: Code of the language by whose abbreviations sentences are told apart.
    """
    from argmap.text.sentences import splitter

    if not text.content:
        return []
    cuts = blocks(text)
    split = splitter(language)([text.content[start:end] for start, end in cuts])
    return [(at + start, at + end) for (at, _), spans in zip(cuts, split, strict=True) for start, end in spans]


def blocks(text: ReadingText) -> list[Span]:
    """The stretches between headings: what a sentence cannot reach across."""
    content = text.content or ""
    edges = {0, len(content)}
    heads: set[int] = set()
    for section in text.sections:
        end = section.start + len(section.label)
        edges |= {section.start, section.end}
        if section.label and content[section.start : end] == section.label:
            edges.add(end)
            heads.add(section.start)
    places = sorted(edge for edge in edges if 0 <= edge <= len(content))
    found = []
    for start, end in pairwise(places):
        inner = content[start:end].strip()
        if inner and start not in heads:
            at = content.index(inner, start)
            found.append((at, at + len(inner)))
    return found


def divide(sentence: str) -> tuple[list[Span], Join | None]:
    """The clauses of a sentence and what joins them: two where a connective parts it, else the whole.

    >>> parts, join = divide("The gauges fell by a third, because the stone lets the rain through.")
    >>> [sentence_part for sentence_part in parts], join.name, join.words
    ([(0, 26), (28, 68)], 'supports', 'because')
    """
    for pattern, name, first in _JOINS:
        for match in pattern.finditer(sentence):
            parts = [(0, match.start()), (match.end(), len(sentence))]
            if all(_long(sentence[start:end]) for start, end in parts):
                return parts, Join(name, first, match["word"].lower())
    for pattern, name, first in _OPENING:
        opening = pattern.match(sentence)
        comma = _COMMA.search(sentence, opening.end()) if opening else None
        if opening and comma and _long(sentence[: comma.start()]) and _long(sentence[comma.end() :]):
            parts = [(0, comma.start()), (comma.end(), len(sentence))]
            return parts, Join(name, first, opening.group().lower())
    return [(0, len(sentence))], None


def _long(text: str) -> bool:
    return len(re.findall(r"\w+", text)) >= FEWEST_WORDS
