"""Hints at a type, each with its cue; without a clear cue the type stays open.

Likeness cannot tell agreement from conflict, so a hint is never more than a reason to look twice. The cues:
nearly the same words (*same*), the same words that one sentence denies (*contrary*), and one sentence that holds all
that the other says and more (*broader*, *narrower*).
The word lists are English; in other languages only the last kind and near-identity work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.suggest.sparse import fold
from argmap.suggest.words import stem, stems

NEARLY = 0.8  # cosine of character n-grams from which two sentences are nearly the same
EQUAL = 0.9  # share of content words that a denied sentence and its opposite have in common
LEAST = 3  # content words that the broader sentence must have

NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "neither",
        "nor",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "cannot",
        "without",
        "lack",
        "lacks",
        "lacked",
        "lacking",
        "fail",
        "fails",
        "failed",
        "fails",
        "failing",
        "unable",
        "impossible",
        "unlikely",
    ]
)
STRONG = frozenset(
    [
        "must",
        "should",
        "need",
        "needs",
        "ought",
        "necessary",
        "essential",
        "imperative",
        "required",
        "require",
        "requires",
    ]
)
WEAK = frozenset(
    ["may", "might", "could", "perhaps", "possibly", "probably", "likely", "possible", "can", "seems", "appears"]
)
_SHORT = re.compile(r"n['’]t\b", re.IGNORECASE)
OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in [
        "increase/decrease",
        "increase/reduce",
        "rise/fall",
        "grow/shrink",
        "more/less",
        "strong/weak",
        "strengthen/weaken",
        "stable/unstable",
        "stability/instability",
        "secure/insecure",
        "security/insecurity",
        "safe/dangerous",
        "help/harm",
        "help/hinder",
        "benefit/damage",
        "benefit/harm",
        "success/failure",
        "succeed/fail",
        "effective/ineffective",
        "able/unable",
        "allow/forbid",
        "allow/ban",
        "permit/prohibit",
        "legal/illegal",
        "support/oppose",
        "accept/reject",
        "include/exclude",
        "trust/distrust",
        "cheap/expensive",
        "easy/difficult",
        "good/bad",
        "better/worse",
        "best/worst",
        "high/low",
        "higher/lower",
        "positive/negative",
        "likely/unlikely",
        "necessary/unnecessary",
        "relevant/irrelevant",
        "important/unimportant",
        "encourage/discourage",
        "improve/worsen",
        "protect/endanger",
        "unite/divide",
        "cooperation/rivalry",
        "war/peace",
        "win/lose",
        "start/end",
        "open/closed",
        "public/private",
        "freedom/repression",
        "democracy/autocracy",
        "equal/unequal",
        "fair/unfair",
        "true/false",
        "right/wrong",
    ]
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A type that a cue speaks for, seen from the first text."""

    type: str
    cue: str


def denied(text: str) -> bool:
    """Whether the sentence denies: an odd number of negations.

    >>> denied("The alliance cannot act."), denied("It does not lack means.")
    (True, False)
    """
    negated = sum(word in NEGATIONS for word in fold(text).split()) + len(_SHORT.findall(text))
    return negated % 2 == 1


def opposites(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Pairs of opposite words of which each sentence has one that the other lacks."""
    mine, theirs = set(_stemmed(left)), set(_stemmed(right))
    only_mine, only_theirs = mine - theirs, theirs - mine
    for one, other in OPPOSITES:
        x, y = stem(one), stem(other)
        if x in only_mine and y in only_theirs:
            yield one, other
        elif y in only_mine and x in only_theirs:
            yield other, one


def _stemmed(text: str) -> list[str]:
    return [stem(word) for word in fold(text).split()]


def modality(left: str, right: str) -> str:
    """Which side demands or asserts what the other only allows; empty where neither does."""
    mine, theirs = set(fold(left).split()), set(fold(right).split())
    for first, second, said in ((mine, theirs, "the first demands"), (theirs, mine, "the second demands")):
        if first & STRONG and not first & WEAK and second & WEAK and not second & STRONG:
            return f"{said} what the other calls possible"
    return ""


def hint(left: str, right: str, cosine: float) -> Hint | None:
    """The type that a cue speaks for; None where there is no clear cue.

    Opposite words alone are no hint: measured on Perspectrum, most sentences that differ by them agree ("harm no
    one", "benefit nobody"). A denial is one where all other words are the same: of such pairs all were opposed.

    Args:
        left: What the first component says.
        right: What the second says.
        cosine: Likeness of their character n-grams.
    """
    negated = denied(left) != denied(right)
    mine, theirs = _content(left), _content(right)
    if negated:
        alike = len(mine & theirs) >= EQUAL * len(mine | theirs) and mine
        return Hint("contrary", "the same words, one denies them") if alike else None
    if next(opposites(left, right), None) is not None:
        return None
    if cosine >= NEARLY:
        return Hint("same", "nearly the same words")
    if LEAST <= len(mine) < len(theirs) and mine < theirs:
        return Hint("broader", "the second says all of the first and more")
    if LEAST <= len(theirs) < len(mine) and theirs < mine:
        return Hint("narrower", "the first says all of the second and more")
    return None


def _content(text: str) -> set[str]:
    """Stems of the words that say something, denials apart."""
    return {stem(word) for word in fold(text).split() if word not in NEGATIONS} & set(stems(text))
