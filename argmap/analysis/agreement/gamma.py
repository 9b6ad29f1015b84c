"""Gamma (Mathet, Widloecher and Metivier 2015, Computational Linguistics 41): units aligned and compared at once.

For two coders the best alignment is an assignment problem and is solved exactly (Kuhn 1955, by shortest
augmenting paths). For more coders it is one of integer programming; here gamma is then the mean over pairs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil
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
    gains = [[min(0.0, dissimilarity(a, b, position, label) - 2) for b in other] for a in one]
    return (len(one) + len(other) + assignment(gains)) / ((len(one) + len(other)) / 2)


def dissimilarity(one: Unit, other: Unit, position: float = 1, label: float = 1) -> float:
    """How far two units are apart: weighted sum of the distances of boundaries and labels."""
    away = abs(one[0] - other[0]) + abs(one[1] - other[1])
    size = (one[1] - one[0]) + (other[1] - other[0])
    return position * (away / size) ** 2 + label * (one[2] != other[2])


def assignment(costs: Sequence[Sequence[float]]) -> float:
    """The least sum of costs with each row given one column (or each column one row, if there are fewer)."""
    if not costs or not costs[0]:
        return 0.0
    if len(costs) > len(costs[0]):
        costs = list(zip(*costs, strict=True))
    import numpy

    table = numpy.asarray(costs, dtype=float)
    rows, columns = table.shape
    row_price, column_price = numpy.zeros(rows), numpy.zeros(columns + 1)
    owner = numpy.full(columns + 1, -1)
    for row in range(rows):
        owner[columns] = row
        at = columns
        least = numpy.full(columns, numpy.inf)
        before = numpy.full(columns, columns)
        done = numpy.zeros(columns + 1, dtype=bool)
        while owner[at] >= 0:
            done[at] = True
            free = ~done[:columns]
            way = table[owner[at]] - row_price[owner[at]] - column_price[:columns]
            better = free & (way < least)
            least[better], before[better] = way[better], at
            step = int(numpy.argmin(numpy.where(free, least, numpy.inf)))
            delta = least[step]
            row_price[owner[done]] += delta
            column_price[done] -= delta
            least[free] -= delta
            at = step
        while at != columns:
            owner[at] = owner[before[at]]
            at = int(before[at])
    return float(sum(table[owner[column], column] for column in range(columns) if owner[column] >= 0))


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
