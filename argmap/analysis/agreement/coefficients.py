"""Chance-corrected agreement on given items: Cohen's kappa, Scott's pi, Fleiss' kappa, Krippendorff's alpha.

All work on counts that add up over documents, so that a bootstrap can draw documents anew. None is
returned where a coefficient is not defined: no items, or no disagreement that chance could have made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

Value = Any
Table = Mapping[tuple[Hashable, Hashable], float]
Units = Iterable[Sequence[Value]] | Mapping[Sequence[Value], int]
Metric = str | Callable[[Value, Value], float]


def cohen(table: Table, weights: str = "", order: Sequence[Hashable] = ()) -> float | None:
    """Cohen's kappa of two coders (Cohen 1960), weighted for ordered categories (Cohen 1968).

    Args:
        table: How often the first coder said the one and the second the other.
        weights: "", "linear" or "quadratic": how disagreement grows with distance in ``order``.
        order: The categories in their order; by default sorted.
    """
    rows, columns = _margins(table)
    return _two_coders(table, rows, columns, _penalty(weights, order or sorted({*rows, *columns}, key=str)))


def scott(table: Table) -> float | None:
    """Scott's pi of two coders (Scott 1955): chance from the pooled margins."""
    rows, columns = _margins(table)
    pooled = Counter(rows)
    pooled.update(columns)
    half = {key: value / 2 for key, value in pooled.items()}
    return _two_coders(table, half, half, _penalty("", ()))


def fleiss(items: Units) -> float | None:
    """Fleiss' kappa (Fleiss 1971).

    Args:
        items: For each item the category that each coder chose; or each such row with how often it comes.

    Raises:
        ValueError: the items have different numbers of coders, or fewer than two.
    """
    rows = list(_rows(items))
    if not rows:
        return None
    coders, count = len(rows[0][0]), sum(times for _, times in rows)
    if coders < 2 or any(len(row) != coders for row, _ in rows):
        raise ValueError("Fleiss' kappa needs the same number of coders, at least two, for every item")
    agreed = 0.0
    totals: Counter[Hashable] = Counter()
    for row, times in rows:
        chosen = Counter(row)
        agreed += times * (sum(n * n for n in chosen.values()) - coders) / (coders * (coders - 1))
        totals.update({value: n * times for value, n in chosen.items()})
    chance = sum((n / (coders * count)) ** 2 for n in totals.values())
    return (agreed / count - chance) / (1 - chance) if chance < 1 else None


def coincidences(units: Units) -> Counter[tuple[Value, Value]]:
    """How often two values meet in one unit, each pair weighted so that every value counts once.

    Args:
        units: For each unit the coders' values, None for a missing one; or each such row with how often it comes.
            Units with fewer than two values do not count.
    """
    found: Counter[Any] = Counter()
    for unit, often in _rows(units):
        given = Counter(value for value in unit if value is not None)
        count = given.total()
        for one, times in given.items() if count > 1 else ():
            for other, more in given.items():
                found[one, other] += often * times * (more - (one == other)) / (count - 1)
    return Counter({pair: number for pair, number in found.items() if number})


def alpha(units: Units, metric: Metric = "nominal") -> float | None:
    """Krippendorff's alpha for any number of coders and missing values (Krippendorff 2011)."""
    return alpha_of(coincidences(units), metric)


def alpha_of(met: Table, metric: Metric = "nominal") -> float | None:
    """Krippendorff's alpha from coincidences: 1 - observed / expected disagreement.

    Args:
        met: As `coincidences` gives them, or sums of such.
        metric: nominal, ordinal, interval, ratio, or a function that gives the distance (squared where the
            measure asks for it) of two values.
    """
    totals, _ = _margins(met)
    count = sum(totals.values())
    distance = _distance(metric, totals)
    observed = sum(number * distance(one, other) for (one, other), number in met.items())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    if count <= 1 or expected == 0:
        return None
    return 1 - (count - 1) * observed / expected


@lru_cache(maxsize=1 << 16)
def masi(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Distance of two sets of labels (Passonneau 2006): 1 - Jaccard * (1, 2/3, 1/3 or 0 by how they overlap)."""
    if one == other:
        return 0.0
    both = one & other
    if not both:
        return 1.0
    share = 2 / 3 if both in (one, other) else 1 / 3
    return 1 - len(both) / len(one | other) * share


def _margins(table: Table) -> tuple[dict[Hashable, float], dict[Hashable, float]]:
    rows: dict[Hashable, float] = {}
    columns: dict[Hashable, float] = {}
    for (one, other), number in table.items():
        rows[one] = rows.get(one, 0) + number
        columns[other] = columns.get(other, 0) + number
    return rows, columns


def _two_coders(
    table: Table, rows: Mapping[Hashable, float], columns: Mapping[Hashable, float], penalty: Metric
) -> float | None:
    count = sum(table.values())
    if not count or isinstance(penalty, str):
        return None
    observed = sum(number * penalty(one, other) for (one, other), number in table.items()) / count
    chance = sum(rows[a] * columns[b] * penalty(a, b) for a in rows for b in columns) / count**2
    return 1 - observed / chance if chance else None


def _rows(units: Units) -> Iterable[tuple[Sequence[Value], int]]:
    return units.items() if isinstance(units, Mapping) else ((unit, 1) for unit in units)


def _penalty(weights: str, order: Sequence[Hashable]) -> Callable[[Value, Value], float]:
    if not weights:
        return lambda one, other: float(one != other)
    place = {value: index for index, value in enumerate(order)}
    power = {"linear": 1, "quadratic": 2}[weights]
    return lambda one, other: float(abs(place[one] - place[other]) ** power)


def _distance(metric: Metric, totals: Mapping[Value, float]) -> Callable[[Value, Value], float]:
    if not isinstance(metric, str):
        return metric
    if metric == "ordinal":
        return _ordinal(totals)
    known: dict[str, Callable[[Value, Value], float]] = {
        "nominal": lambda one, other: float(one != other),
        "interval": lambda one, other: float((one - other) ** 2),
        "ratio": lambda one, other: float(((one - other) / (one + other)) ** 2) if one + other else 0.0,
    }
    return known[metric]


def _ordinal(totals: Mapping[Value, float]) -> Callable[[Value, Value], float]:
    values = sorted(totals)
    below: dict[Value, float] = {}
    running = 0.0
    for value in values:
        below[value] = running + totals[value] / 2
        running += totals[value]
    return lambda one, other: (below[one] - below[other]) ** 2
