"""Kinds and names as TEI takes them: one word, whatever they hold."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from argmap.model import Component, Relation
from argmap.tei.words import worded

HOSTILE = st.text(st.sampled_from('aé "<&\t\n\u202e\u2028-page'), max_size=12) | st.sampled_from(
    ["page", "fragment", ""]
)


@given(HOSTILE, HOSTILE)
def test_one_word_that_stays_as_it_is(name, certainty):
    component = worded(Component("c1", name, certainty=certainty))
    relation = worded(Relation("k1", name, certainty=certainty))
    assert re.fullmatch(r"[^\s\u202e]+", component.kind)
    assert component.kind not in ("page", "section", "fragment")
    assert re.fullmatch(r"[^\s\u202e]*", relation.name)
    assert component.certainty in ("", certainty)
    assert (worded(component), worded(relation)) == (component, relation)


def test_what_is_a_word_is_left():
    for item in (Component("c1", "claim", certainty="high"), Component("c1", "Пункт", certainty="0.5")):
        assert worded(item) == item
    assert worded(Relation("k1", "supports", certainty="1.0")) == Relation("k1", "supports", certainty="1.0")
