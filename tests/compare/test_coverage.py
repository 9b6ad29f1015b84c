"""What a class rests on: counted here from the pairs themselves, told in the same words everywhere."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare.coverage import because, coverage, rests, thin, weighed
from argmap.compare.many import compare_many
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue

ISSUES = (Issue("i"), Issue("k"))


def side(name: str) -> ArgumentMap:
    filed = {"c1": "i", "c2": "i", "c3": "k"}
    parts = [Component(ident, "claim", f"{name} {ident}", issues=(issue,)) for ident, issue in filed.items()]
    voiced = Component("c4", "claim", "Said by others.", issues=("i",), voice="voice.x")
    return ArgumentMap(name, components=(*parts, voiced), issues=ISSUES)


PAIRS = list(product(("c1", "c2", "c3", "c4"), repeat=2))


@given(st.sets(st.sampled_from(PAIRS)))
@settings(max_examples=25, deadline=None)
def test_links_of_positions_that_are_not_counted_are_told_apart(chosen: set[tuple[str, str]]):
    links = tuple(Link(f"x{a}{b}", "overlaps", Ref("a", a), Ref("b", b)) for a, b in sorted(chosen))
    many = compare_many([side("a"), side("b")], Correspondences(links=links))[0]
    row = next(row for row in many.pairs[0, 1].rows if row.issue.id == "i")
    inside = [pair for pair in chosen if {*pair} <= {"c1", "c2"}]
    assert (row.reviewed, row.possible) == (len(inside), 4)
    assert len(row.links) - row.outside == len(inside)
    assert thin(row) == (len(inside) < 4)
    pair = next(r for r in many.rows if r.issue.id == "i").pairs[0]
    assert coverage(pair) == coverage(row)
    assert not row.links or (str(len(row.links)) in coverage(row) and because(row).endswith(coverage(row)))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0, 0, 0, 0), ""),
        ((0, 0, 1, 9), "no link; only 1 of 9 pairs weighed"),
        ((1, 1, 0, 9), "rests on 1 link of other positions; none of 9 pairs weighed"),
        ((2, 1, 0, 0), "rests on 2 links, 1 of them of other positions"),
        ((2, 0, 9, 9), "rests on 2 links; all 9 pairs weighed"),
        ((1, 0, 1, 1), "rests on 1 link; the only pair weighed"),
    ],
)
def test_the_words(numbers: tuple[int, int, int, int], words: str):
    assert rests(*numbers) == words


def test_half_is_not_called_little():
    assert weighed(5, 10) == "5 of 10 pairs weighed" and weighed(4, 10).startswith("only 4")
