"""Components of two coders set against each other: one to one by overlap, F1 of spans and of words.

F1 needs no count of what neither marked; it is the limit of kappa as that count grows
(Hripcsak and Rothschild 2005, J. Am. Med. Inform. Assoc. 12).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap.analysis.agreement.data import Document, Span, placed, spans
from argmap.model import ArgumentMap, Component
from argmap.versions.pairs import overlap

Pair = tuple[Component, Component]
Candidate = tuple[float, bool, int, int, Component, Component]


@dataclass(frozen=True, slots=True)
class Hits:
    """Counts for F1: found by both, and by each; they add up over texts."""

    both: float = 0
    one: float = 0
    other: float = 0

    def __add__(self, more: Hits) -> Hits:
        return Hits(self.both + more.both, self.one + more.one, self.other + more.other)

    @property
    def f1(self) -> float | None:
        """Twice what both found over what each found; None where nobody found anything."""
        whole = self.one + self.other
        return 2 * self.both / whole if whole else None


def matched(one: ArgumentMap, other: ArgumentMap, least: float = 0.0) -> list[Pair]:
    """Components of two coders, one to one, those first that share most (Jaccard of their passages).

    Args:
        one: The first coder's map.
        other: The second's.
        least: The share from which two count as the same; 0 for any overlap, 1 for the same passage.
    """
    return one_to_one(candidates(one, other), least)


def candidates(one: ArgumentMap, other: ArgumentMap) -> list[Candidate]:
    """All pairs of components that share something, those first that share most, of like ones those of one kind."""
    second = sorted(placed(other), key=lambda item: spans(item)[0][0])
    reach = max((spans(item)[-1][1] - spans(item)[0][0] for item in second), default=0)
    starts = [spans(item)[0][0] for item in second]
    found = []
    for i, component in enumerate(placed(one)):
        mine = spans(component)
        for j in range(bisect_right(starts, mine[0][0] - reach - 1), bisect_right(starts, mine[-1][1])):
            share = overlap(mine, spans(second[j]))
            if share > 0:
                kind = component.kind == second[j].kind
                found.append((-share, not kind, i, j, component, second[j]))
    return sorted(found, key=lambda item: item[:4])


def one_to_one(found: Sequence[Candidate], least: float) -> list[Pair]:
    """Pairs taken from the front, each component once, down to a share."""
    pairs: list[Pair] = []
    used: set[tuple[int, int]] = set()
    for share, _, i, j, component, twin in found:
        if -share >= least and (0, i) not in used and (1, j) not in used:
            used |= {(0, i), (1, j)}
            pairs.append((component, twin))
    return sorted(pairs, key=lambda pair: (spans(pair[0])[0], pair[0].id))


def word_labels(text: Document, region: Span) -> Counter[tuple[str, ...]]:
    """How many words of a region got which kinds, one for each coder, "" where a coder marked nothing."""
    edges = sorted({*region, *(at for line in text.layers for a, b, _ in line for at in (a, b))})
    edges = edges[bisect_left(edges, region[0]) : bisect_right(edges, region[1])]
    starts = [[unit[0] for unit in line] for line in text.layers]
    rows: Counter[tuple[str, ...]] = Counter()
    for low, high in pairwise(edges):
        count = bisect_left(text.words, high) - bisect_left(text.words, low)
        if count:
            places = [bisect_right(begins, low) - 1 for begins in starts]
            kinds = [
                line[place][2].kind if place >= 0 and low < line[place][1] else ""
                for line, place in zip(text.layers, places, strict=True)
            ]
            rows[tuple(kinds)] += count
    return rows


def word_hits(rows: Mapping[tuple[str, ...], int], i: int, j: int, *, kinds: bool) -> Hits:
    """Words that both marked (as the same kind, if asked)."""
    both = sum(n for row, n in rows.items() if row[i] and row[j] and (not kinds or row[i] == row[j]))
    return Hits(both, sum(n for row, n in rows.items() if row[i]), sum(n for row, n in rows.items() if row[j]))
