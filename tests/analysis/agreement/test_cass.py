"""Segmentation similarity by brute force; CASS from its published example."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.agreement.cass import boundaries, cass, edits, similarity

CUTS = st.sets(st.integers(1, 9), max_size=6)


def least(one: set[int], other: set[int]) -> int:
    """All ways to pair boundaries that are next to each other."""
    alone, odd = one - other, other - one
    moves = [(a, b) for a in alone for b in odd if abs(a - b) == 1]
    ways = (way for size in range(len(moves) + 1) for way in combinations(moves, size))
    apart = [way for way in ways if len({a for a, _ in way}) == len({b for _, b in way}) == len(way)]
    return len(alone) + len(odd) - max(map(len, apart))


@given(CUTS, CUTS)
def test_edits_are_the_fewest(one, other):
    assert edits(one, other) == edits(other, one) == least(one, other)


def test_similarity():
    # eleven places, one boundary moved, one missing
    assert similarity(edits({3, 6, 9}, {4, 6}), 11) == pytest.approx(1 - 2 / 11)
    assert similarity(0, 0) is None


def test_boundaries_are_counted_in_words():
    words = [0, 4, 8, 14, 19, 25]
    assert boundaries([(0, 7, "x"), (8, 24, "y")], words, (0, 30)) == {2, 5}
    assert boundaries([(0, 7, "x"), (8, 24, "y")], words, (8, 30)) == {3}


def test_cass_of_the_tool():
    assert cass(0.86275, 0.05454) == pytest.approx(0.10259, abs=0.0001)
    assert cass(None, 0.5) is cass(0.5, None) is cass(0.5, -0.5) is None
