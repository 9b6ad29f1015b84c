"""Figures per kind against counts done by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.suggest.passages.scoring import confusion, figures, macro

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


def test_by_hand():
    claim, evidence = figures("ccceen", "ccenen", "ce")
    assert (claim.precision, claim.recall, claim.number) == (1.0, pytest.approx(2 / 3), 3)
    assert (evidence.precision, evidence.recall, evidence.f1) == (0.5, 0.5, 0.5)
    assert macro([claim, evidence]) == pytest.approx((0.8 + 0.5) / 2)
    assert confusion("ccceen", "ccenen", "cen") == [[2, 1, 0], [0, 1, 1], [0, 0, 1]]


def test_a_kind_that_is_nowhere_has_no_figures():
    assert figures("aa", "aa", "z")[0].f1 == 0


@given(PAIRS)
def test_f1_is_the_harmonic_mean_and_the_table_adds_up(pairs: list[tuple[str, str]]):
    gold, given_ = [a for a, _ in pairs], [b for _, b in pairs]
    table = confusion(gold, given_, "abc")
    assert sum(map(sum, table)) == len(pairs)
    for place, row in enumerate(figures(gold, given_, "abc")):
        assert sum(table[place]) == row.number
        both = row.precision + row.recall
        assert row.f1 == pytest.approx(2 * row.precision * row.recall / both if both else 0)
