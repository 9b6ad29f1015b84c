"""Alignments of two and more coders: published disorders, and all partitions by brute force."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.agreement import alignment
from argmap.analysis.agreement.alignment import EVEN, Weights, disorder, dissimilarity
from argmap.analysis.agreement.prices import prices

# made with pygamma-agreement 0.5.9 for the tests of DKPro Statistics (Apache-2.0)
UNEQUAL = [(1, 5, "a"), (6, 10, "b"), (20, 24, "a"), (30, 34, "b")], [(2, 6, "a"), (31, 35, "b")]
WEIGHTED = [(1, 5, "a"), (6, 10, "b"), (11, 15, "c")], [(2, 7, "a"), (8, 12, "b"), (11, 15, "a")]
# the example of Mathet, Widloecher and Metivier's software, also in the tests of pygamma-agreement (MIT)
ALEX_PAUL_SUZAN = [
    [(2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7")],
    [(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")],
    [(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")],
]


def lines(most: int) -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Units of a coder."""
    unit = st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from("ab"))
    return st.lists(unit.map(lambda u: (u[0], u[0] + u[1], u[2])), min_size=1, max_size=most)


def cheapest(coders, weights):
    """The least cost of all partitions, tried one by one."""
    units = [(who, unit) for who, line in enumerate(coders) for unit in line]
    pairs = len(coders) * (len(coders) - 1) / 2

    def cost(cluster):
        apart = sum(dissimilarity(a[1], b[1], weights) for a, b in combinations(cluster, 2))
        return (apart + pairs - len(cluster) * (len(cluster) - 1) / 2) / pairs

    def partitions(rest, clusters):
        if not rest:
            yield sum(map(cost, clusters))
            return
        first, *others = rest
        yield from partitions(others, [*clusters, [first]])
        for at, cluster in enumerate(clusters):
            if all(first[0] != who for who, _ in cluster):
                yield from partitions(others, [*clusters[:at], [*cluster, first], *clusters[at + 1 :]])

    return min(partitions(units, [])) * len(coders) / len(units)


def test_observed_disorders_of_two():
    assert disorder(UNEQUAL).value == pytest.approx(0.7083333, abs=1e-6)
    assert disorder(WEIGHTED, Weights(3, 2)).value == pytest.approx(1.0277778, abs=1e-6)


def test_observed_disorder_of_three():
    found = disorder(ALEX_PAUL_SUZAN, Weights(3, 1))
    assert found.value == pytest.approx(0.96, rel=0.01)
    assert found.exact


def test_dissimilarities():
    assert dissimilarity(UNEQUAL[0][0], UNEQUAL[1][0]) == 0.0625
    assert dissimilarity(UNEQUAL[0][0], UNEQUAL[1][1]) == 57.25
    assert dissimilarity(WEIGHTED[0][1], WEIGHTED[1][0], Weights(3, 2)) == pytest.approx(3.814815, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(st.tuples(*[lines(4)] * 2), st.tuples(*[lines(3)] * 3), st.tuples(*[lines(2)] * 4)),
    st.sampled_from([EVEN, Weights(3, 1)]),
)
def test_no_partition_is_cheaper(coders, weights):
    found = disorder(coders, weights)
    assert found.value == pytest.approx(cheapest(coders, weights))
    assert found.exact


@settings(max_examples=40, deadline=None)
@given(st.lists(lines(8), min_size=2, max_size=4))
def test_disorder_is_bounded_and_the_same_in_any_order(coders):
    found = disorder(coders)
    assert 0 <= found.least <= found.value <= len(coders)
    assert disorder(coders[::-1]).value == pytest.approx(found.value)
    assert disorder([coders[0]] * 3).value == 0


@settings(max_examples=20, deadline=None)
@given(st.lists(lines(6), min_size=3, max_size=4))
def test_where_it_is_not_proven_the_bound_holds(coders):
    """By turns alone, as with many coders: never below the least, the least never above it."""
    exact = disorder(coders)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_TRIED", 0)
        loose = disorder(coders)
        patch.undo()
        patch.setattr(alignment, "MOST_STEPS", 0)
        stopped = disorder(coders)
    for found in (loose, stopped):
        assert found.least - 1e-9 <= exact.value <= found.value + 1e-9


def test_many_coders_are_aligned_by_turns():
    line = [(at, at + 8, "a") for at in range(0, 80, 10)]
    found = disorder([[(a + n % 3, b + n % 2, label) for a, b, label in line] for n in range(9)])
    assert 0 < found.value < 0.2
    assert not found.exact


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.sets(st.integers(0, 4), min_size=2).map(lambda s: tuple(sorted(s))), st.floats(0, 4), max_size=9)
)
def test_no_cluster_costs_less_than_its_prices(costs):
    clusters = {**{(unit,): 1.0 for unit in range(5)}, **costs}
    found = prices(clusters, 5, 5.0)
    assert all(cost >= sum(found[unit] for unit in cluster) - 1e-9 for cluster, cost in clusters.items())
