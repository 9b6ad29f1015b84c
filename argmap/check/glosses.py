"""Checks of the annotator's paraphrases: present, one sentence, and not the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.check.codes import codes, problem
from argmap.model import ArgumentMap
from argmap.plugins import Check
from argmap.problems import Problem

RUN = 9  # this many of the author's words in a row are a quotation, wherever they stand in the text
SHARE = 0.75  # a gloss of which this share stands in runs of SHORT_RUN words of its passage is a copy
SHORT_RUN = 4
LONGEST = 40  # words

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NEW_SENTENCE = re.compile(r"\b[a-zß-öø-ÿ]{4,}[.!?]+[\"”’»)\]]*\s+[\"“‘«(\[]*[A-ZÀ-ÖØ-Þ]")
_PLACEHOLDER = re.compile(
    r"\W*|\W*(?:to do|tb[ad]|x{2,}|n/a|gloss)\W*|\W*(?:todo|fixme|lorem ipsum)\b.*", re.IGNORECASE | re.DOTALL
)


def words(text: str) -> list[str]:
    """The words of a text, case-folded, without punctuation.

    >>> words("Kazakhstan’s 49th place, so.")
    ['kazakhstan’s', '49th', 'place', 'so']
    """
    return _WORD.findall(text.casefold())


def runs(text: list[str], length: int) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    return set(zip(*(text[i:] for i in range(length)), strict=False))


def shared_words(gloss: list[str], passage: list[str], length: int = SHORT_RUN) -> int:
    """How many of the gloss's words stand in runs of ``length`` words that the passage has too."""
    known = runs(passage, length)
    inside: set[int] = set()
    for start in range(len(gloss) - length + 1):
        if tuple(gloss[start : start + length]) in known:
            inside.update(range(start, start + length))
    return len(inside)


def empty(amap: ArgumentMap) -> Iterator[Problem]:
    """Components without a gloss."""
    for item in amap.components:
        if not item.gloss.strip():
            yield problem("E303", item.place, f"{item.id} has no gloss")


def placeholder(amap: ArgumentMap) -> Iterator[Problem]:
    """Glosses that were left to be written."""
    for item in amap.components:
        if item.gloss.strip() and _PLACEHOLDER.fullmatch(item.gloss.strip()):
            yield problem("W307", item.place, f"the gloss of {item.id} is a placeholder: {item.gloss.strip()!r}")


def too_close(amap: ArgumentMap) -> Iterator[Problem]:
    """Glosses that quote the text (nine words in a row) or mostly copy their passage."""
    if amap.text is None or amap.text.content is None:
        return
    everywhere = runs(words(amap.text.content), RUN)
    for item in amap.components:
        gloss = words(item.gloss)
        quoted = next((run for run in runs_in_order(gloss, RUN) if run in everywhere), None)
        if quoted:
            message = f"the gloss of {item.id} has {RUN} words in a row from the text, from {quoted[0]!r} on"
            yield problem("W304", item.place, message)
            continue
        copied = shared_words(gloss, words(amap.passage(item))) if len(gloss) >= SHORT_RUN else 0
        if gloss and copied / len(gloss) >= SHARE:
            message = f"{copied} of the {len(gloss)} words in the gloss of {item.id} are its passage's own"
            yield problem("W304", item.place, message)


def runs_in_order(text: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """The runs of so many words, from the first."""
    return zip(*(text[i:] for i in range(length)), strict=False)


def twice(amap: ArgumentMap) -> Iterator[Problem]:
    """Glosses that two components share (but not two joined by ``restates``: those say the same thing)."""
    restated = {frozenset(r.ends) for r in amap.relations if r.name == "restates"}
    first: dict[tuple[str, ...], str] = {}
    for item in amap.components:
        key = tuple(words(item.gloss))
        if not key:
            continue
        other = first.setdefault(key, item.id)
        if other != item.id and frozenset((other, item.id)) not in restated:
            yield problem("W305", item.place, f"{item.id} has the same gloss as {other}")


def too_long(amap: ArgumentMap) -> Iterator[Problem]:
    """Glosses of more than one sentence or more than forty words."""
    for item in amap.components:
        count = len(words(item.gloss))
        if count > LONGEST:
            yield problem("W306", item.place, f"the gloss of {item.id} has {count} words")
        elif _NEW_SENTENCE.search(item.gloss):
            yield problem("W306", item.place, f"the gloss of {item.id} has several sentences")


CHECKS = (
    Check("empty gloss", codes("E303"), empty),
    Check("placeholder gloss", codes("W307"), placeholder),
    Check("copied gloss", codes("W304"), too_close),
    Check("repeated gloss", codes("W305"), twice),
    Check("long gloss", codes("W306"), too_long),
)
