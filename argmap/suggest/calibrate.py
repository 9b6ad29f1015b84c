"""From evidence to a probability: how likely it is that a person ties the pair.

The text part was fitted by logistic regression to the training parts of two corpora that differ in kind: ArgKP-2021
(Bar-Haim et al. 2020; 24 topics, 20,635 labelled pairs) and Perspectrum (Chen et al. 2019; 503 claims, 97,208
pairs), each counting as much as the other. Only these few numbers ship, none of the data;
`benchmarks/alignment.py --fit` prints them anew. The chance of any pair before its words are read is one partner
among the candidates of the shorter list. Once a person has weighed pairs of the two texts at hand, their share of
ties shifts all scores: texts differ in how much they have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEIGHBOURS = 4.0  # log odds for each unit of likeness between grounds and conclusions
LINKED = 1.0  # log odds where a ground or conclusion of the one is tied to one of the other
SAME_KIND = 0.4  # log odds for two of one kind; as much less for two of different kinds
MORE_ISSUES = 0.5  # log odds for every common issue after the first
PRIOR_PAIRS = 10.0  # how many weighed pairs the shipped level of scores counts for
PRIOR_SCALE = 10.0  # how firmly scores keep the distances between them that they are shipped with


@dataclass(frozen=True)
class Weights:
    """Log odds: a level, what the spread of likeness adds, and what a unit of each piece of evidence adds."""

    level: float
    spread: float
    pieces: tuple[float, ...]


WITHOUT_MODEL = Weights(0.63, 0.42, (1.42, 0.49))  # pieces: character n-grams, stems
WITH_MODEL = Weights(-0.04, 0.24, (0.97, 0.26, 1.22))  # and sentence vectors of all-MiniLM-L6-v2


def chance(short: int) -> float:
    """Log odds of one partner among ``short`` candidates and none: ``-ln short``."""
    return -float(np.log(max(1, short)))


def probability(odds: Floats) -> Floats:
    """Log odds as probabilities."""
    made: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
    return made


def adjust(odds: Floats, outcomes: Floats) -> tuple[float, float]:
    """How to move and stretch all log odds so that they fit the pairs weighed so far: ``shift + scale * odds``.

    Logistic regression on the score itself (Platt 1999), drawn towards the shipped scores (0 and 1), so that few
    judgements move little. The scale stays above 0.1: judgements change how sure a score is, never the order.

    Args:
        odds: Log odds of the weighed pairs, as shipped.
        outcomes: 1 where a person tied the pair, 0 where not.
    """
    at, shipped = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    if not len(odds):
        return 0.0, 1.0
    design = np.column_stack([np.ones(len(odds)), odds])
    firm = np.diag([PRIOR_PAIRS / 4.0, PRIOR_SCALE])  # a pair at even odds carries a quarter of information
    for _ in range(100):
        chances = probability(design @ at)
        slope = design.T @ (outcomes - chances) - firm @ (at - shipped)
        bend = (design * (chances * (1.0 - chances))[:, None]).T @ design + firm
        step = np.clip(np.linalg.solve(bend, slope), -0.5, 0.5)
        at = at + step
        if np.abs(step).max() < 1e-10:
            break
    return float(at[0]), max(0.1, float(at[1]))


def fit(features: Floats, outcomes: Floats, offset: Floats, counts: Floats | None = None, ridge: float = 1.0) -> Floats:
    """Logistic regression with a known offset, by Newton's method: the level first, then a weight a column.

    Args:
        features: One row a pair.
        outcomes: 1 where the pair is tied, else 0.
        offset: Log odds known beforehand.
        counts: How many pairs each row counts for; None for one each.
        ridge: Penalty on the squares of the weights, the level apart.
    """
    counts = np.ones(len(features)) if counts is None else counts
    design = np.column_stack([np.ones(len(features)), features])
    penalty = np.eye(design.shape[1]) * ridge
    penalty[0, 0] = 1e-9
    weights = np.zeros(design.shape[1])

    def loss(at: Floats) -> float:
        odds = design @ at + offset
        return float(counts @ (np.logaddexp(0.0, odds) - outcomes * odds) + at @ penalty @ at / 2.0)

    for _ in range(100):
        chances = probability(design @ weights + offset)
        slope = design.T @ (counts * (outcomes - chances)) - penalty @ weights
        bend = (design * (counts * chances * (1.0 - chances))[:, None]).T @ design + penalty
        step, length = np.linalg.solve(bend, slope), 1.0
        while loss(weights + length * step) > loss(weights) and length > 1e-9:
            length /= 2.0  # a full step can overshoot where the data are nearly separable
        weights = weights + length * step
        if np.abs(length * step).max() < 1e-10:
            break
    return weights
