"""The order of two facing columns in which the links between them cross least.

The barycentre heuristic (Sugiyama, Tagawa and Toda, IEEE Trans. SMC 11, 1981), then exchanges of
neighbours while they help; two-sided crossing minimisation is NP-hard, and columns here are short.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations
from math import factorial

Pair = tuple[str, str]
ROUNDS = 12
EXHAUSTIVE = 1500  # with at most this many arrangements all are tried


def crossings(left: Sequence[str], right: Sequence[str], links: Sequence[Pair]) -> int:
    """How many pairs of links cross, drawn as straight lines between the columns.

    >>> crossings(["a", "b"], ["x", "y"], [("a", "y"), ("b", "x")])
    1
    """
    above = {item: i for i, item in enumerate(left)}
    beside = {item: i for i, item in enumerate(right)}
    ends = [(above[a], beside[b]) for a, b in links]
    return sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(ends) for c, d in ends[i + 1 :])


def least_crossings(left: Sequence[str], right: Sequence[str], links: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Both columns reordered so that few links cross; the given order decides where nothing else does."""
    best = (list(left), list(right))
    fewest = crossings(best[0], best[1], links)
    if fewest and factorial(len(left)) * factorial(len(right)) <= EXHAUSTIVE:
        tried = ((list(p), list(q)) for p in permutations(left) for q in permutations(right))
        return min(tried, key=lambda pair: crossings(pair[0], pair[1], links))
    current = best
    for _ in range(ROUNDS):
        if fewest == 0:
            return best
        mine, theirs = current
        theirs = _by_barycentre(theirs, mine, [(b, a) for a, b in links])
        mine = _by_barycentre(mine, theirs, list(links))
        mine, theirs = _exchange(mine, theirs, links)
        current = (mine, theirs)
        count = crossings(mine, theirs, links)
        if count < fewest:
            best, fewest = current, count
    return best


def _by_barycentre(moving: list[str], fixed: list[str], links: list[Pair]) -> list[str]:
    """The moving column sorted by the mean place of each item's partners; partnerless items keep theirs."""
    place = {item: i for i, item in enumerate(fixed)}
    partners: dict[str, list[int]] = {}
    for mine, other in links:
        partners.setdefault(mine, []).append(place[other])
    own = {item: i for i, item in enumerate(moving)}

    def key(item: str) -> tuple[float, int]:
        near = partners.get(item)
        return (math.fsum(near) / len(near) if near else own[item], own[item])

    return sorted(moving, key=key)


def _exchange(left: list[str], right: list[str], links: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Swap neighbours in either column while that removes a crossing."""
    left, right = list(left), list(right)
    fewest = crossings(left, right, links)
    improved = True
    while improved and fewest:
        improved = False
        for column in (left, right):
            for i in range(len(column) - 1):
                column[i], column[i + 1] = column[i + 1], column[i]
                count = crossings(left, right, links)
                if count < fewest:
                    fewest, improved = count, True
                else:
                    column[i], column[i + 1] = column[i + 1], column[i]
    return left, right


def groups(left: Sequence[str], right: Sequence[str], links: Sequence[Pair]) -> list[tuple[list[str], list[str]]]:
    """The two columns cut into parts that no link joins, in the order of their first items."""
    near: dict[Pair, list[Pair]] = {}
    for a, b in links:
        near.setdefault(("a", a), []).append(("b", b))
        near.setdefault(("b", b), []).append(("a", a))
    seen: set[Pair] = set()
    found = []
    for start in [("a", i) for i in left] + [("b", i) for i in right]:
        if start in seen:
            continue
        part = {start}
        queue = [start]
        while queue:
            for other in near.get(queue.pop(), ()):
                if other not in part:
                    part.add(other)
                    queue.append(other)
        seen |= part
        found.append(([i for i in left if ("a", i) in part], [i for i in right if ("b", i) in part]))
    return found
