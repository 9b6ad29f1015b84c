"""Gamma: disorders of another implementation's fixtures, and assignments against brute force."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.agreement.gamma import assignment, disorder, dissimilarity, gamma, mean_gamma

# made with pygamma-agreement 0.5.9 for the tests of DKPro Statistics (Apache-2.0): observed and sampled continua
UNEQUAL = [(1, 5, "a"), (6, 10, "b"), (20, 24, "a"), (30, 34, "b")], [(2, 6, "a"), (31, 35, "b")]
WEIGHTED = [(1, 5, "a"), (6, 10, "b"), (11, 15, "c")], [(2, 7, "a"), (8, 12, "b"), (11, 15, "a")]
SAMPLED = (
    (
        [(2.3105082, 5.9716461, "b"), (6.2776434, 10.8034086, "b"), (12.9859235, 17.0851330, "a")],
        [(2.0188327, 5.9670801, "b"), (6.7821464, 10.9406303, "a"), (12.9305428, 16.7722393, "a")],
        0.6703331,
    ),
    (
        [(0.2566862, 4.1326073, "a"), (5.6884321, 9.0875445, "b"), (9.4861858, 13.4436046, "c")],
        [(1.5022323, 5.7684548, "c"), (6.1520596, 10.4664437, "b"), (9.0043947, 12.9414781, "b")],
        1.3903924,
    ),
    (
        [(1.5419242, 5.8674580, "a"), (5.9140875, 9.6757996, "b"), (10.1318958, 14.4651229, "a")],
        [(0.7340497, 4.6203386, "a"), (6.1722813, 10.5036334, "b"), (10.3742080, 14.6221871, "b")],
        0.7472984,
    ),
)
COSTS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(-9, 9), min_size=width, max_size=width), min_size=1, max_size=3)
)
UNITS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 10), st.sampled_from("ab")).map(lambda u: (u[0], u[0] + u[1], u[2])),
    min_size=1,
    max_size=6,
)


def test_observed_disorders():
    assert disorder(*UNEQUAL) == pytest.approx(0.7083333, abs=1e-6)
    assert disorder(*WEIGHTED, 3, 2) == pytest.approx(1.0277778, abs=1e-6)


@pytest.mark.parametrize(("one", "other", "wanted"), SAMPLED)
def test_disorders_of_sampled_continua(one, other, wanted):
    assert disorder(one, other, 3, 2) == pytest.approx(wanted, abs=2e-6)


def test_dissimilarities():
    assert dissimilarity(UNEQUAL[0][0], UNEQUAL[1][0]) == 0.0625
    assert dissimilarity(UNEQUAL[0][0], UNEQUAL[1][1]) == 57.25
    assert dissimilarity(WEIGHTED[0][1], WEIGHTED[1][0], 3, 2) == pytest.approx(3.814815, abs=1e-6)


@given(COSTS)
def test_assignments_are_the_cheapest(costs):
    rows = [{at: cost for at, cost in enumerate(row) if cost} for row in costs]
    wide = [[*row, *[0] * len(costs)] for row in costs]
    ways = permutations(range(len(wide[0])), len(wide))
    assert assignment(rows) == pytest.approx(min(sum(wide[i][at] for i, at in enumerate(way)) for way in ways))
    assert assignment([]) == 0


@given(UNITS, UNITS)
def test_units_far_apart_are_left_alone_without_looking_at_them(one, other):
    """The same as over all pairs."""
    gains = [{j: dissimilarity(a, b) - 2 for j, b in enumerate(other)} for a in one]
    assert disorder(one, other) == pytest.approx(
        (len(one) + len(other) + assignment(gains)) * 2 / (len(one) + len(other))
    )


@given(UNITS, UNITS)
def test_disorder_is_bounded_and_the_same_both_ways(one, other):
    value = disorder(one, other)
    assert 0 <= value <= 2 + 1e-9
    assert disorder(other, one) == pytest.approx(value)
    assert disorder(one, one) == 0


def test_gamma():
    assert gamma(UNEQUAL[0], UNEQUAL[0]).value == 1
    assert gamma([], UNEQUAL[0]).value is None
    first, again, other = (gamma(*UNEQUAL, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first.value == pytest.approx(other.value, abs=0.2)
    assert 0 < first.value < 1
    assert mean_gamma([UNEQUAL[0], UNEQUAL[0], UNEQUAL[0]]) == 1
    assert mean_gamma([UNEQUAL[0], []]) is None
