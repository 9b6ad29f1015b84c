"""Relations taken apart into arrows and joined again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.arrows import arrows, joined
from argmap.model import Relation

ENDS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True).map(tuple)


@given(sources=ENDS, targets=ENDS)
def test_directed_relations_come_together_again(sources, targets):
    whole = Relation("r", "supports", sources, targets)
    assert joined(Relation("r", "supports"), arrows(whole)) == whole
    (first, *rest) = arrows(whole)
    assert joined(joined(Relation("r", "supports"), [first]), rest) == whole


def test_undirected_relations_are_chains():
    whole = Relation("r", "attacks", mutual=("a", "b", "c"))
    (first, *rest) = arrows(whole)
    assert joined(Relation("r", "attacks", mutual=first), rest) == whole


def test_what_arrows_cannot_say():
    assert arrows(Relation("r", "supports", ("a",))) == []
    assert arrows(Relation("r", "attacks", ("a",), mutual=("a", "b"))) == []
    assert arrows(Relation("r", "attacks", mutual=("a", "a"))) == []
    assert arrows(Relation("r", " ", ("a",), ("b",))) == []
