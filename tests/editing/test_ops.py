"""Steps: applying and taking back, writing down and reading back, joining and folding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.editing.ops import (
    SORTS,
    Change,
    Op,
    apply,
    difference,
    find,
    fold,
    from_json,
    inverse,
    join,
    put,
    take,
    to_json,
)
from argmap.model import ArgumentMap, Component, Issue
from argmap.problems import DataError
from tests.strategies import maps

EMPTY = ArgumentMap("m")


def between(old: ArgumentMap, new: ArgumentMap) -> Op:
    return Op("all", difference(old, new))


def contents(amap: ArgumentMap) -> dict[str, dict[str, object]]:
    """All entries by id: what two maps must share to say the same."""
    return {name: {item.id: item for item in getattr(amap, name)} for name, _ in SORTS.values()}


@settings(max_examples=10)
@given(maps(max_components=4), maps(max_components=4))
def test_a_difference_leads_from_one_map_to_the_other_and_back(old: ArgumentMap, new: ArgumentMap):
    op = between(old, new)
    assert contents(apply(old, op)) == contents(new)
    assert contents(apply(apply(old, op), inverse(op))) == contents(old)
    assert difference(new, new) == ()


@settings(max_examples=10)
@given(maps(max_components=4), st.data())
def test_taking_out_and_back_restores_the_order(amap: ArgumentMap, data: st.DataObject):
    left, steps = amap, []
    for _ in range(data.draw(st.integers(1, len(amap.components)))):
        ident = data.draw(st.sampled_from([item.id for item in left.components]))
        op = Op("gone", (take(left, "component", ident),))
        steps.append(op)
        left = apply(left, op)
    for op in reversed(steps):
        left = apply(left, inverse(op))
    assert left == amap


@settings(max_examples=10)
@given(maps(max_components=4), maps(max_components=4))
def test_steps_survive_being_written_down(old: ArgumentMap, new: ArgumentMap):
    op = between(old, new)
    assert from_json(to_json(op)) == op


@settings(max_examples=10)
@given(maps(max_components=4), maps(max_components=4), maps(max_components=4))
def test_joined_and_folded_steps_do_the_same(a: ArgumentMap, b: ArgumentMap, c: ArgumentMap):
    first, second = between(a, b), between(b, c)
    both = join(first, second)
    assert contents(apply(a, both)) == contents(c)
    assert contents(apply(apply(a, both), inverse(both))) == contents(a)
    assert contents(apply(a, Op("", fold([first, second])))) == contents(c)


def test_folding_what_was_undone_leaves_nothing():
    op = Op("add", (put(EMPTY, "issue", Issue("issue.x", "X")),))
    assert fold([op, inverse(op)]) == ()


def test_an_entry_that_is_not_there_is_passed_over():
    gone = Op("gone", (Change("component", "c9", Component("c9", "claim"), None),))
    assert apply(EMPTY, gone) == EMPTY
    assert find(EMPTY, "component", "c9") is None


@pytest.mark.parametrize(
    "spoil", [{"changes": 1}, {"label": None, "changes": [{}]}, {}, {"changes": [{"sort": "ghost"}]}]
)
def test_damaged_steps_are_refused(spoil: dict[str, object]):
    with pytest.raises(DataError):
        from_json(spoil)


def test_places_do_not_go_into_the_journal():
    item = Component("c1", "claim", "g")
    written = to_json(Op("add", (put(EMPTY, "component", replace(item)),)))
    assert "place" not in written["changes"][0]["after"]
