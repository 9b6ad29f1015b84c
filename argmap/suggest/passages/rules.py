"""Proposals by rule: cues are weighed, sentences scored, clauses parted, neighbours linked."""

from __future__ import annotations

import math
from collections.abc import Sequence

from argmap.suggest.passages.clauses import Span, divide
from argmap.suggest.passages.cues import KINDS, Hit, hits
from argmap.suggest.passages.links import Part, linked
from argmap.suggest.passages.proposals import RULES, Proposal, Proposals

# log odds of each kind against none, before any cue
PRIOR = (-1.0, -1.5, -3.0)
# a further hit of the same group adds this share of its points; after three there is no more
REPEAT = 0.4
SHORT = -1.5
FEWEST_WORDS = 5
# log odds are factor times points, plus a shift for each kind. Points as they are: benchmarks/suggest.py --fit gives
# 1.1 and -0.3 on abstracts of trials, which argue less than essays do
FACTOR = 1.0
SHIFT = (0.0, 0.0, 0.0)
# a passage is proposed if it is likelier than not that it is a component
LEAST = 0.5
MOST_REASONS = 5


def proposals(text: str, sentences: Sequence[Span]) -> Proposals:
    """Proposals for a text whose sentences are known.

    Args:
        text: The text; offsets of the result count its code points.
        sentences: Start and end of each sentence, in order.
    """
    items: list[Proposal] = []
    parts: list[Part] = []
    for number, (start, end) in enumerate(sentences):
        spans, join = divide(text[start:end])
        for place, (first, last) in enumerate(spans):
            found = proposal(text[start + first : start + last], start + first)
            if found is None:
                continue
            parts.append(Part(number, place, join, len(items)))
            items.append(found)
    return Proposals(tuple(items), linked(text, items, parts), RULES)


def proposal(passage: str, at: int = 0) -> Proposal | None:
    """What a passage that begins at ``at`` is proposed as; None where nothing, or no cue, speaks for it."""
    found = hits(passage)
    chance = chances(points(passage, found))
    best = max(range(len(KINDS)), key=lambda kind: chance[kind])
    reasons = _reasons(found, best)
    if sum(chance) < LEAST or not reasons:
        return None
    return Proposal(KINDS[best], at, at + len(passage), round(chance[best], 3), reasons)


def points(passage: str, found: Sequence[Hit]) -> tuple[float, float, float]:
    """Log odds of claim, evidence and recommendation against none, before calibration."""
    totals = list(PRIOR)
    count: dict[str, int] = {}
    for hit in found:
        seen = count[hit.cue.name] = count.get(hit.cue.name, 0) + 1
        factor = 1.0 if seen == 1 else REPEAT if seen <= 3 else 0.0
        for kind, value in enumerate(hit.cue.points):
            totals[kind] += factor * value
    if len(passage.split()) < FEWEST_WORDS:
        totals = [total + SHORT for total in totals]
    return totals[0], totals[1], totals[2]


def chances(sums: Sequence[float]) -> tuple[float, float, float]:
    """The chances of the three kinds; what they lack to 1 is the chance of none.

    >>> [round(chance, 2) for chance in chances((-50.0, -50.0, -50.0))]
    [0.0, 0.0, 0.0]
    """
    weights = [math.exp(max(-50.0, min(50.0, value))) for value in calibrated(sums)]
    total = 1.0 + sum(weights)
    return weights[0] / total, weights[1] / total, weights[2] / total


def calibrated(sums: Sequence[float]) -> tuple[float, float, float]:
    """Sums of points as log odds against none."""
    found = [FACTOR * value + shift for value, shift in zip(sums, SHIFT, strict=True)]
    return found[0], found[1], found[2]


def log_odds(passage: str) -> tuple[float, float, float]:
    """The calibrated log odds of claim, evidence and recommendation against none."""
    return calibrated(points(passage, hits(passage)))


def _reasons(found: Sequence[Hit], kind: int) -> tuple[str, ...]:
    """The cues that speak for the kind, the strongest first; each group once."""
    speaking = {}
    for hit in found:
        if hit.cue.points[kind] > 0 and hit.cue.name not in speaking:
            speaking[hit.cue.name] = hit
    ranked = sorted(speaking.values(), key=lambda hit: (-hit.cue.points[kind], hit.start))
    return tuple(dict.fromkeys(hit.reason for hit in ranked[:MOST_REASONS]))
