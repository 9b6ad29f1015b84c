"""Assignments against brute force."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.agreement.assignment import assigned, assignment

COSTS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(-9, 9), min_size=width, max_size=width), min_size=1, max_size=3)
)


@given(COSTS)
def test_assignments_are_the_cheapest(costs):
    rows = [{at: cost for at, cost in enumerate(row) if cost} for row in costs]
    wide = [[*row, *[0] * len(costs)] for row in costs]
    ways = permutations(range(len(wide[0])), len(wide))
    assert assignment(rows) == pytest.approx(min(sum(wide[i][at] for i, at in enumerate(way)) for way in ways))
    given_to = assigned(rows)
    assert len(set(given_to.values())) == len(given_to)
    assert all(column in rows[row] for row, column in given_to.items())


def test_nothing_to_assign():
    assert assignment([]) == 0
    assert assigned([{}, {}]) == {}
