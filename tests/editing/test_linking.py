"""Ends carried over to another component: nothing dangles, nothing joins a component with itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.editing.linking import redirect
from argmap.editing.ops import Op, apply, inverse
from argmap.model import ArgumentMap
from tests.strategies import maps


@settings(max_examples=20)
@given(maps(max_components=5), st.data())
def test_redirected_relations_are_sound(amap: ArgumentMap, data: st.DataObject):
    ids = [c.id for c in amap.components]
    kept = data.draw(st.sampled_from(ids))
    gone = set(data.draw(st.lists(st.sampled_from(ids), max_size=4))) - {kept}
    op = Op("", redirect(amap, gone, kept))
    done = apply(amap, op)
    here = {*done.relation, *done.component}
    for relation in done.relations:
        assert gone.isdisjoint(relation.ends)
        assert set(relation.ends) <= here
    assert apply(done, inverse(op)) == amap
