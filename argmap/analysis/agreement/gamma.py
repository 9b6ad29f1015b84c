"""Gamma (Mathet, Widloecher and Metivier 2015, Computational Linguistics 41): units aligned and compared at once.

For two coders the best alignment is an assignment problem and is solved exactly (Kuhn 1955, by shortest
augmenting paths). For more coders it is one of integer programming; here gamma is then the mean over pairs.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from math import ceil, inf, sqrt
from statistics import fmean, stdev

Unit = tuple[float, float, str]
MOST_SAMPLES = 100


@dataclass(frozen=True, slots=True)
class Gamma:
    """Gamma with what it is made of: the disorder observed, that expected by chance, and how many samples."""

    value: float | None
    observed: float
    expected: float
    samples: int


def gamma(
    one: Sequence[Unit],
    other: Sequence[Unit],
    samples: int = 30,
    seed: int = 1,
    *,
    position: float = 1,
    label: float = 1,
) -> Gamma:
    """Gamma of two coders.

    Args:
        one: The first coder's units ``(start, end, label)``; they may overlap.
        other: The second's.
        samples: How many continua are drawn at first; more follow until the expected disorder is known to 2 %
            (at 95 %), but at most a hundred.
        seed: Of the random numbers.
        position: Weight of the boundaries (alpha in the paper).
        label: Weight of the labels (beta).
    """
    if not one or not other:
        return Gamma(None, 0.0, 0.0, 0)
    draw = random.Random(seed)  # noqa: S311 - no secret
    observed = disorder(one, other, position, label)
    found = [disorder(*_shuffled(one, other, draw), position, label) for _ in range(samples)]
    wanted = samples
    if samples > 1 and fmean(found) > 0:
        wanted = min(max(samples, MOST_SAMPLES), ceil((stdev(found) / fmean(found) * 1.96 / 0.02) ** 2))
    found += [disorder(*_shuffled(one, other, draw), position, label) for _ in range(wanted - len(found))]
    expected = fmean(found)
    return Gamma(1 - observed / expected if expected else None, observed, expected, len(found))


def mean_gamma(coders: Sequence[Sequence[Unit]], samples: int = 30, seed: int = 1) -> float | None:
    """The mean of gamma over all pairs of coders; None where it is not defined for one of them."""
    values = [gamma(one, other, samples, seed).value for one, other in combinations(coders, 2)]
    known = [value for value in values if value is not None]
    return fmean(known) if known and len(known) == len(values) else None


def disorder(one: Sequence[Unit], other: Sequence[Unit], position: float = 1, label: float = 1) -> float:
    """The disorder of the best alignment of two coders' units, a unit left alone costing 1."""
    if not one and not other:
        return 0.0
    rows = _gains(one, other, position, label)
    return (len(one) + len(other) + assignment(rows)) / ((len(one) + len(other)) / 2)


def dissimilarity(one: Unit, other: Unit, position: float = 1, label: float = 1) -> float:
    """How far two units are apart: weighted sum of the distances of boundaries and labels."""
    away = abs(one[0] - other[0]) + abs(one[1] - other[1])
    size = (one[1] - one[0]) + (other[1] - other[0])
    return position * (away / size) ** 2 + label * (one[2] != other[2])


def assignment(rows: Sequence[Mapping[int, float]]) -> float:
    """The least sum of costs with each row given one column of its own, or none (which costs nothing).

    Args:
        rows: For each row the columns that it may be given, with their costs. Time grows with their number, not
            with that of all pairs.
    """
    price_row: list[float] = []
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    given: dict[int, int] = {}
    for start, edges in enumerate(rows):
        price_row.append(min(0.0, *edges.values()) if edges else 0.0)
        reached, before, end = _shortest(rows, start, (price_row, price, owner))
        for column, far in reached.items():
            if column != end:
                price_row[owner[column]] += reached[end] - far
                price[column] = price.get(column, 0.0) + far - reached[end]
        price_row[start] += reached[end]
        column, row = end, before[end]
        while row != start:
            owner[column], given[row], column = row, column, given[row]
            row = before[column]
        owner[column], given[row] = row, column
    return sum(rows[row][column] for row, column in given.items() if column >= 0)


def _shortest(
    rows: Sequence[Mapping[int, float]], start: int, known: tuple[list[float], dict[int, float], dict[int, int]]
) -> tuple[dict[int, float], dict[int, int], int]:
    """Columns reached from a row along the cheapest ways, with the rows before them, up to the first free one.

    Column ``~row`` stands for giving the row nothing.
    """
    price_row, price, owner = known
    far: dict[int, float] = {}
    before: dict[int, int] = {}
    reached: dict[int, float] = {}
    heap: list[tuple[float, int]] = []
    row, base = start, 0.0
    while True:
        for column, cost in (*rows[row].items(), (~row, 0.0)):
            way = base + cost - price_row[row] - price.get(column, 0.0)
            if column not in reached and way < far.get(column, inf):
                far[column], before[column] = way, row
                heappush(heap, (way, column))
        base, column = heappop(heap)
        while column in reached:
            base, column = heappop(heap)
        reached[column] = base
        if column not in owner:
            return reached, before, column
        row = owner[column]


def _gains(one: Sequence[Unit], other: Sequence[Unit], position: float, label: float) -> list[dict[int, float]]:
    """For each unit the others that it is better aligned with than both left alone, and by how much."""
    order = sorted(range(len(other)), key=lambda index: other[index][0])
    starts = [other[index][0] for index in order]
    longest = max((unit[1] - unit[0] for unit in other), default=0)
    rows: list[dict[int, float]] = []
    for unit in one:
        reach = (unit[1] - unit[0] + longest) * sqrt(2 / position) if position else inf
        near = order[bisect_left(starts, unit[0] - reach) : bisect_right(starts, unit[0] + reach)]
        values = {index: dissimilarity(unit, other[index], position, label) - 2 for index in near}
        rows.append({index: value for index, value in values.items() if value < 0})
    return rows


def _shuffled(one: Sequence[Unit], other: Sequence[Unit], draw: random.Random) -> tuple[list[Unit], list[Unit]]:
    """Two continua made from the coders' own by turning each at a random place, the places well apart."""
    units = [*one, *other]
    low, high = min(unit[0] for unit in units), max(unit[1] for unit in units)
    apart = min(fmean(unit[1] - unit[0] for unit in units), (high - low) / 4)
    first = draw.uniform(low, high)
    second = draw.uniform(low, high)
    while abs(first - second) < apart:
        second = draw.uniform(low, high)
    sources = [draw.choice((one, other)) for _ in range(2)]
    return _turned(sources[0], first, low, high), _turned(sources[1], second, low, high)


def _turned(units: Sequence[Unit], pivot: float, low: float, high: float) -> list[Unit]:
    moved = []
    for start, end, label in units:
        begin = start - pivot + low if start >= pivot else start + high - pivot
        moved.append((begin, begin + end - start, label))
    return moved
