"""CASS (Duthie, Lawrence, Budzynska and Reed 2016): segmentation and relations in one figure, for comparison only.

Segmentation similarity is that of Fournier and Inkpen (2012): 1 - (boundaries to set or move) / (places for one).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from argmap.analysis.agreement.data import Span


def boundaries(layer: Iterable[tuple[int, int, object]], words: Sequence[int], region: Span) -> set[int]:
    """Between which words of a region units begin and end: the numbers of the words after them."""
    low, high = bisect_left(words, region[0]), bisect_left(words, region[1])
    ends = {bisect_left(words, at) for start, end, _ in layer for at in (start, end)}
    return {at - low for at in ends if low < at < high}


def edits(one: set[int], other: set[int]) -> int:
    """How many boundaries must be set, taken away or moved to the next place to make one segmentation the other.

    >>> edits({3, 7, 12}, {4, 7})
    2
    """
    alone = sorted([(at, 0) for at in one - other] + [(at, 1) for at in other - one])
    count = at = 0
    while at < len(alone):
        near = at + 1 < len(alone) and alone[at + 1][0] - alone[at][0] == 1 and alone[at + 1][1] != alone[at][1]
        at += 2 if near else 1
        count += 1
    return count


def similarity(changed: float, places: float) -> float | None:
    """Segmentation similarity from edits and places; None where there is no place for a boundary."""
    return 1 - changed / places if places > 0 else None


def cass(segmentation: float | None, relations: float | None) -> float | None:
    """The harmonic mean of segmentation similarity and of the relations' score; None where one of them is not defined.

    >>> round(cass(0.86275, 0.05454), 4)
    0.1026
    """
    if segmentation is None or relations is None or segmentation + relations <= 0:
        return None
    return 2 * segmentation * relations / (segmentation + relations)
