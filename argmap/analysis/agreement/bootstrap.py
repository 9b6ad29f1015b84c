"""Confidence intervals by drawing documents (or sections) anew: passages of one text are not independent."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
LEAST_PARTS = 5
ROUNDS = 1000


def interval(
    parts: Sequence[T], estimate: Callable[[list[T]], float | None], rounds: int = ROUNDS, seed: int = 1
) -> tuple[float, float] | None:
    """The 95 % interval of an estimate by the percentile bootstrap (Efron 1979).

    Args:
        parts: What is drawn with replacement: documents or sections.
        estimate: The coefficient of any list of parts, None where it is not defined.
        rounds: How many draws.
        seed: Of the random numbers; the same seed gives the same interval.

    Returns:
        Lower and upper bound; None with fewer than five parts, or where most draws give no value.
    """
    if len(parts) < LEAST_PARTS or rounds < 1:
        return None
    draw = random.Random(seed)  # noqa: S311 - no secret
    drawn = (estimate(draw.choices(parts, k=len(parts))) for _ in range(rounds))
    values = sorted(value for value in drawn if value is not None)
    if len(values) < rounds / 2:
        return None
    return _quantile(values, 0.025), _quantile(values, 0.975)


def _quantile(values: Sequence[float], share: float) -> float:
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)
