"""From evidence to a probability: how likely it is that a person ties the pair.

The text part was fitted by logistic regression to the labelled pairs of the 24 training topics of ArgKP-2021
(Bar-Haim et al. 2020; only these few numbers ship, none of its data); `benchmarks/alignment.py --fit` prints
them anew. The chance of any pair before its words are read is one partner among the candidates of the shorter
list. What the corpus cannot teach (neighbours in the graph, kinds, a second common issue) has weights set
beforehand, which the benchmark tests on links that nothing was fitted to. Once a person has weighed pairs of the
two texts at hand, their share of ties shifts all scores: texts differ in how much they have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEIGHBOURS = 4.0  # log odds for each unit of likeness between grounds and conclusions
SAME_KIND = 0.25  # log odds for two of one kind; as much less for two of different kinds
MORE_ISSUES = 0.4  # log odds for every common issue after the first
PRIOR_PAIRS = 10.0  # how many weighed pairs the shipped level of scores counts for


@dataclass(frozen=True)
class Weights:
    """Log odds: a level, and what one unit of each margin adds. ``basis`` says where the numbers are from."""

    level: float
    characters: float
    words: float
    sentences: float = 0.0
    basis: str = ""


WITHOUT_MODEL = Weights(-0.3, 14.4, 5.9, basis="ArgKP-2021 train, 24 topics, 20,635 labelled pairs")
WITH_MODEL = Weights(-0.5, 10.2, 4.1, 8.4, basis="ArgKP-2021 train, 24 topics, 20,635 labelled pairs; all-MiniLM-L6-v2")


def chance(short: int) -> float:
    """Log odds of one partner among ``short`` candidates and none: ``-ln short``."""
    return -float(np.log(max(1, short)))


def probability(odds: Floats) -> Floats:
    """Log odds as probabilities."""
    made: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
    return made


def shift(odds: Floats, outcomes: Floats) -> float:
    """What to add to all log odds so that they fit the pairs weighed so far.

    One Newton search for the level alone; the shipped level counts as `PRIOR_PAIRS` pairs in its favour, so that
    few judgements move little.

    Args:
        odds: Log odds of the weighed pairs, as they are without a shift.
        outcomes: 1 where a person tied the pair, 0 where not.
    """
    if not len(odds):
        return 0.0
    moved, firm = 0.0, PRIOR_PAIRS / 4.0  # a pair at even odds carries a quarter of information
    for _ in range(50):
        chances = probability(odds + moved)
        slope = float((outcomes - chances).sum()) - firm * moved
        bend = float((chances * (1.0 - chances)).sum()) + firm
        step = max(-1.0, min(1.0, slope / bend))
        moved += step
        if abs(step) < 1e-10:
            break
    return moved


def fit(features: Floats, outcomes: Floats, offset: Floats, ridge: float = 1.0) -> Floats:
    """Logistic regression with a known offset, by Newton's method: the level first, then a weight a column."""
    design = np.column_stack([np.ones(len(features)), features])
    penalty = np.eye(design.shape[1]) * ridge
    penalty[0, 0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chances = probability(design @ weights + offset)
        slope = design.T @ (outcomes - chances) - penalty @ weights
        bend = (design * (chances * (1.0 - chances))[:, None]).T @ design + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-10:
            break
    return weights
