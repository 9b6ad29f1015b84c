"""The alignment of least disorder of any number of coders' units (Mathet, Widloecher and Metivier 2015, 4.4 and 5.1).

A cluster holds at most one unit of each coder; a missing unit costs 1 against every other coder, present or missing.
So a cluster of k units costs 1 + (sum of (distance - 1) over its pairs) / (number of pairs of coders), a unit left
alone costs 1, and the alignment sought is the cheapest partition of all units into clusters.

For two coders that is an assignment problem. For more it is set partitioning: all clusters that may stand in a cheapest
partition are listed, prices of units are raised by subgradient steps (Held and Karp 1971), and the partition is found
by shortest paths over what the clusters cost beyond their prices. Where that takes too long, coders are
reassigned in turn until nothing improves, and the prices tell how far that can be from the least.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from math import inf, sqrt

from argmap.analysis.agreement.assignment import assigned, assignment
from argmap.analysis.agreement.prices import prices

Unit = tuple[float, float, str]
Cluster = tuple[int, ...]
MOST_TRIED = 100_000  # clusters that are looked at before the search for all of them is given up
MOST_STEPS = 20_000  # of the search for the cheapest partition
MOST_FAR = 14.0  # units further apart are not put into one cluster by turns (up to five coders it cuts nothing off)
MOST_BOUNDED = 8  # coders up to whom all pairs are aligned for a bound where there is no better one
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much in the distance of two units: boundaries (alpha in the paper), labels (beta)."""

    position: float = 1
    label: float = 1


EVEN = Weights()


@dataclass(frozen=True, slots=True)
class Disorder:
    """Of the best alignment found; ``least`` is what no alignment goes below (the same where it is exact)."""

    value: float
    least: float

    @property
    def exact(self) -> bool:
        """Whether no alignment has less."""
        return self.value - self.least <= 1e-6 * max(1.0, self.value)


def dissimilarity(one: Unit, other: Unit, weights: Weights = EVEN) -> float:
    """How far two units are apart: weighted sum of the distances of boundaries and labels."""
    away = abs(one[0] - other[0]) + abs(one[1] - other[1])
    size = (one[1] - one[0]) + (other[1] - other[0])
    return weights.position * (away / size) ** 2 + weights.label * (one[2] != other[2])


def disorder(coders: Sequence[Sequence[Unit]], weights: Weights = EVEN) -> Disorder:
    """The disorder of the best alignment: the sum of its clusters' costs over the mean number of units of a coder.

    Args:
        coders: Each one's units ``(start, end, label)``; they may overlap.
        weights: Of boundaries and labels.
    """
    units = [unit for each in coders for unit in each]
    if not units:
        return Disorder(0.0, 0.0)
    if len(coders) == 2:
        value = 2 * (len(units) + assignment(_gains(coders[0], coders[1], weights))) / len(units)
        return Disorder(value, value)
    problem = _Problem(coders, weights)
    clusters = problem.clusters() if problem.whole else None
    best = problem.by_turns()
    if clusters is not None:
        best, least = problem.cheapest(clusters, best)
    else:
        least = _by_pairs(coders, weights)
    share = len(coders) / len(units)
    return Disorder(best * share, least * share)


def _by_pairs(coders: Sequence[Sequence[Unit]], weights: Weights) -> float:
    """What no partition costs less than: the mean over pairs of coders of their own best alignments."""
    if len(coders) > MOST_BOUNDED:
        return 0.0
    pairs = list(combinations(coders, 2))
    return sum(len(a) + len(b) + assignment(_gains(a, b, weights)) for a, b in pairs) / len(pairs)


def _gains(one: Sequence[Unit], other: Sequence[Unit], weights: Weights) -> list[dict[int, float]]:
    """For each unit the others that it is better aligned with than both left alone, and by how much."""
    starts, order, longest = _by_start(other)
    rows: list[dict[int, float]] = []
    for unit in one:
        near = _within(unit, starts, order, _reach(unit, longest, 2, weights))
        values = {index: dissimilarity(unit, other[index], weights) - 2 for index in near}
        rows.append({index: value for index, value in values.items() if value < 0})
    return rows


def _by_start(units: Sequence[Unit]) -> tuple[list[float], list[int], float]:
    order = sorted(range(len(units)), key=lambda index: units[index][0])
    longest = max((unit[1] - unit[0] for unit in units), default=0.0)
    return [units[index][0] for index in order], order, longest


def _reach(unit: Unit, longest: float, most: float, weights: Weights) -> float:
    """How far off a unit may begin whose distance is at most so much."""
    return (unit[1] - unit[0] + longest) * sqrt(most / weights.position) if weights.position else inf


def _within(unit: Unit, starts: Sequence[float], order: Sequence[int], reach: float) -> Sequence[int]:
    return order[bisect_left(starts, unit[0] - reach) : bisect_right(starts, unit[0] + reach)]


class _Problem:
    """Units of all coders by number, in the order of the text, with the distances that matter."""

    def __init__(self, coders: Sequence[Sequence[Unit]], weights: Weights) -> None:
        flat = [(unit, coder) for coder, units in enumerate(coders) for unit in units]
        flat.sort(key=lambda item: (item[0][0], item[0][1], item[1]))
        self.count = len(coders)
        self.pairs = self.count * (self.count - 1) // 2
        self.units = [unit for unit, _ in flat]
        self.coder = [coder for _, coder in flat]
        # further apart, a unit is cheaper alone than in any cluster with the other
        alone = self.pairs + self.count - 1.0
        self.most = min(alone, MOST_FAR)
        self.whole = alone <= MOST_FAR
        self.near: list[dict[int, float]] = [{} for _ in flat]
        starts = [unit[0] for unit in self.units]
        longest = max(unit[1] - unit[0] for unit in self.units)
        everyone = range(len(flat))
        for index, unit in enumerate(self.units):
            for other in _within(unit, starts, everyone, _reach(unit, longest, self.most, weights)):
                if other > index and self.coder[other] != self.coder[index]:
                    far = dissimilarity(unit, self.units[other], weights)
                    if far <= self.most:
                        self.near[index][other] = self.near[other][index] = far

    def cost(self, cluster: Cluster) -> float:
        """Of a cluster whose units are all near each other."""
        return 1 + sum(self.near[a][b] - 1 for a, b in combinations(cluster, 2)) / self.pairs

    def clusters(self) -> dict[Cluster, float] | None:
        """All that may stand in a cheapest partition, with their costs; None where there are too many.

        Taking one unit out of such a cluster does not make the whole cheaper: its distances to the others sum up to
        no more than the number of pairs of coders and of those others.
        """
        found: dict[Cluster, float] = {}
        stack: list[tuple[Cluster, tuple[float, ...], list[int]]] = []
        for first, near in enumerate(self.near):
            stack.append(((first,), (0.0,), sorted(other for other in near if other > first)))
        tried = 0
        while stack:
            cluster, sums, rest = stack.pop()
            tried += 1
            if tried > MOST_TRIED:
                return None
            if max(sums) <= self.pairs + len(cluster) - 1 + SLACK:
                cost = self.cost(cluster)
                if cost <= len(cluster) + SLACK:
                    found[cluster] = cost
            for at, unit in enumerate(rest):
                far = [self.near[unit][other] for other in cluster]
                total = (*(a + b for a, b in zip(sums, far, strict=True)), sum(far))
                if max(total) <= self.most:
                    fit = [other for other in rest[at + 1 :] if other in self.near[unit]]
                    stack.append(((*cluster, unit), total, fit))
        return found

    def by_turns(self) -> float:
        """A good partition: each coder in turn is taken out and put back in the best way, until nothing improves."""
        own = [[u for u, coder in enumerate(self.coder) if coder == each] for each in range(self.count)]
        groups: list[Cluster] = []
        best = inf
        turns = [units for units in sorted(own, key=len, reverse=True) if units]
        while True:
            for units in turns:
                groups = self._put_back(groups, units)
            total = sum(self.cost(group) for group in groups)
            if total >= best - SLACK:
                return best
            best = total

    def _put_back(self, groups: Sequence[Cluster], units: Sequence[int]) -> list[Cluster]:
        taken = set(units)
        kept = [left for left in (tuple(u for u in group if u not in taken) for group in groups) if left]
        where: dict[int, list[int]] = {}
        for number, group in enumerate(kept):
            for unit in group:
                where.setdefault(unit, []).append(number)
        rows: list[dict[int, float]] = []
        for unit in units:
            row: dict[int, float] = {}
            for number in {n for other in self.near[unit] for n in where.get(other, ())}:
                group = kept[number]
                if all(other in self.near[unit] for other in group):
                    gain = (sum(self.near[unit][o] - 1 for o in group)) / self.pairs - 1
                    if gain < 0:
                        row[number] = gain
            rows.append(row)
        given = assigned(rows)
        made = {number: (units[row],) for row, number in given.items()}
        joined = [tuple(sorted((*group, *made.get(number, ())))) for number, group in enumerate(kept)]
        return joined + [(unit,) for row, unit in enumerate(units) if row not in given]

    def cheapest(self, clusters: dict[Cluster, float], known: float) -> tuple[float, float]:
        """The least cost of a partition and what none goes below; ``known`` is that of some partition."""
        price = prices(clusters, len(self.units), known)
        base = sum(price)
        begin: list[list[tuple[float, int]]] = [[] for _ in self.units]
        for cluster, cost in clusters.items():
            beyond = cost - sum(price[u] for u in cluster)
            if base + beyond <= known + SLACK:
                begin[cluster[0]].append((max(beyond, 0.0), sum(1 << u for u in cluster)))
        whole = (1 << len(self.units)) - 1
        heap = [(0.0, -0, 0)]
        closed: set[int] = set()
        while heap:
            beyond, _, taken = heappop(heap)
            if base + beyond >= known - SLACK:
                return known, known
            if taken == whole:
                return base + beyond, base + beyond
            if taken in closed:
                continue
            closed.add(taken)
            if len(closed) > MOST_STEPS:
                return known, base + beyond
            first = (~taken & (taken + 1)).bit_length() - 1
            for more, members in begin[first]:
                if not taken & members:
                    after = taken | members
                    heappush(heap, (beyond + more, -after.bit_count(), after))
        return known, known
