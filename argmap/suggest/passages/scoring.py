"""Precision, recall and F1 per kind, and the confusion table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """How well one kind was found: ``number`` sentences have it. What was never given has precision 0."""

    kind: Any
    precision: float
    recall: float
    f1: float
    number: int


def figures(gold: Sequence[Hashable], given: Sequence[Hashable], kinds: Sequence[Hashable]) -> list[Figures]:
    """Figures for each kind.

    >>> [round(row.f1, 2) for row in figures("aab", "abb", "ab")]
    [0.67, 0.67]
    """
    found = []
    for kind in kinds:
        right = sum(a == b == kind for a, b in zip(gold, given, strict=True))
        wanted, offered = sum(a == kind for a in gold), sum(b == kind for b in given)
        precision, recall = right / max(1, offered), right / max(1, wanted)
        f1 = 2 * right / (wanted + offered) if wanted + offered else 0.0
        found.append(Figures(kind, precision, recall, f1, wanted))
    return found


def macro(table: Sequence[Figures]) -> float:
    """The plain mean of the F1s."""
    return sum(row.f1 for row in table) / max(1, len(table))


def confusion(gold: Sequence[Hashable], given: Sequence[Hashable], kinds: Sequence[Hashable]) -> list[list[int]]:
    """How often each kind (rows) was given as each kind (columns).

    >>> confusion("aab", "abb", "ab")
    [[1, 1], [0, 1]]
    """
    count = Counter(zip(gold, given, strict=True))
    return [[count[row, column] for column in kinds] for row in kinds]
