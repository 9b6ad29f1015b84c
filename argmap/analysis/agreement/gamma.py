"""Gamma (Mathet, Widloecher and Metivier 2015, Computational Linguistics 41): units aligned and compared at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean, stdev

from argmap.analysis.agreement.alignment import Unit, Weights, disorder

MOST_SAMPLES = 100
MOST_TRIES = 1000
MOST_WORK = 60_000  # units times coders of a text, beyond which it would take minutes and more memory than a laptop has


@dataclass(frozen=True, slots=True)
class Gamma:
    """Gamma with what it is made of: the disorder observed, that expected by chance, and how many samples.

    ``loose`` is by how much, at most, a disorder may lie above the least one, as a share of it: 0 where every alignment
    is proven to be the best.
    """

    value: float | None
    observed: float
    expected: float
    samples: int
    loose: float = 0.0


def gamma(
    coders: Sequence[Sequence[Unit]], samples: int = 30, seed: int = 1, *, position: float = 1, label: float = 1
) -> Gamma:
    """Gamma of two or more coders, over the joint alignment of all.

    Args:
        coders: Each one's units ``(start, end, label)``; they may overlap.
        samples: How many continua are drawn at first; more follow until the expected disorder is known to 2 %
            (at 95 %), but at most a hundred.
        seed: Of the random numbers.
        position: Weight of the boundaries (alpha in the paper).
        label: Weight of the labels (beta).

    Returns:
        Gamma; without a value where somebody marked nothing, or there are `too_many` units.
    """
    if len(coders) < 2 or not all(coders) or too_many(sum(map(len, coders)), len(coders)):
        return Gamma(None, 0.0, 0.0, 0)
    draw = random.Random(seed)  # noqa: S311 - no secret
    weights = Weights(position, label)
    observed = disorder(coders, weights)
    found = [disorder(_shuffled(coders, draw), weights) for _ in range(samples)]
    wanted = samples
    values = [each.value for each in found]
    if samples > 1 and fmean(values) > 0:
        wanted = min(max(samples, MOST_SAMPLES), ceil((stdev(values) / fmean(values) * 1.96 / 0.02) ** 2))
    found += [disorder(_shuffled(coders, draw), weights) for _ in range(wanted - len(found))]
    expected = fmean(each.value for each in found)
    loose = max((1 - each.least / each.value for each in (observed, *found) if not each.exact), default=0.0)
    value = 1 - observed.value / expected if expected else None
    return Gamma(value, observed.value, expected, len(found), loose)


def too_many(units: int, coders: int) -> bool:
    """Whether gamma is left out as a text has too many units.

    >>> too_many(2000, 2), too_many(20_000, 20)
    (False, True)
    """
    return units * coders > MOST_WORK


def _shuffled(coders: Sequence[Sequence[Unit]], draw: random.Random) -> list[list[Unit]]:
    """As many continua as coders, each made from one coder's by turning it at a random place, the places well apart."""
    units = [unit for each in coders for unit in each]
    low, high = min(unit[0] for unit in units), max(unit[1] for unit in units)
    apart = min(fmean(unit[1] - unit[0] for unit in units), (high - low) / (2 * len(coders)))
    places: list[float] = []
    tries = 0
    while len(places) < len(coders):
        place = draw.uniform(low, high)
        tries += 1
        if tries > MOST_TRIES or all(abs(place - other) >= apart for other in places):
            places.append(place)
    sources = [draw.choice(coders) for _ in coders]
    return [_turned(source, place, low, high) for source, place in zip(sources, places, strict=True)]


def _turned(units: Sequence[Unit], pivot: float, low: float, high: float) -> list[Unit]:
    moved = []
    for start, end, label in units:
        begin = start - pivot + low if start >= pivot else start + high - pivot
        moved.append((begin, begin + end - start, label))
    return moved
