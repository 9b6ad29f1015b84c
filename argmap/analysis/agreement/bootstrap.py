"""Confidence intervals by drawing documents (or sections) anew: passages of one text are not independent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
LEAST_PARTS = 5
ROUNDS = 1000


def intervals(
    drawn: Iterable[T], estimates: Sequence[Callable[[T], float | None]], rounds: int = ROUNDS
) -> list[tuple[float, float] | None]:
    """The 95 % intervals of some estimates by the percentile bootstrap (Efron 1979).

    Args:
        drawn: Samples, each drawn anew with replacement, as `argmap.analysis.agreement.sums.redrawn` makes them.
        estimates: The coefficients, each None where it is not defined on a sample.
        rounds: How many samples there are.

    Returns:
        Lower and upper bound for each; None where most samples give no value.
    """
    values: list[list[float]] = [[] for _ in estimates]
    for sample in drawn:
        for found, estimate in zip(values, estimates, strict=True):
            value = estimate(sample)
            if value is not None:
                found.append(value)
    return [_interval(sorted(found)) if found and len(found) >= rounds / 2 else None for found in values]


def _interval(values: Sequence[float]) -> tuple[float, float]:
    return _quantile(values, 0.025), _quantile(values, 0.975)


def _quantile(values: Sequence[float], share: float) -> float:
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)
