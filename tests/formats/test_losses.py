"""Losses: counted by element and field, taken out of the map, nothing else touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from argmap.formats.losses import merged, reduced, without
from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source
from argmap.plugins import Format, Loss
from tests.strategies import rich_maps

MAP = ArgumentMap(
    "m",
    "A title",
    Source(title="T", volume="3"),
    components=(
        Component("c1", "evidence", certainty="high", fragments=(Fragment(1, 2, score=0.5),)),
        Component("c2", "claim", certainty="low"),
        Component("c3", "claim"),
    ),
    relations=(Relation("r1", "attacks", ("c1",), ("c2",)),),
    issues=(Issue("i1", "One"),),
)


@pytest.mark.parametrize(
    ("field", "loss"),
    [
        ("component.certainty", Loss("component", "certainty", 2, ("c1", "c2"))),
        ("component.kind", Loss("component", "kind", 1, ("c1",))),
        ("relation.name", Loss("relation", "name", 1, ("r1",))),
        ("fragment.score", Loss("fragment", "score", 1, ("c1",))),
        ("source.volume", Loss("source", "volume", 1)),
        ("map.title", Loss("map", "title", 1)),
        ("issues", Loss("map", "issues", 1, ("i1",))),
        ("issue.label", Loss("issue", "label", 1, ("i1",))),
    ],
)
def test_a_field_is_counted_and_emptied(field, loss):
    left, losses = without(MAP, [field])
    assert losses == [loss]
    assert left != MAP
    assert without(left, [field]) == (left, [])


def test_what_is_empty_is_no_loss():
    assert without(MAP, ["component.notes", "relation.reason", "text", "source.pages"]) == (MAP, [])


def test_an_unknown_field_is_a_mistake_of_the_format():
    with pytest.raises(ValueError, match="no field colour"):
        without(MAP, ["component.colour"])


def test_a_format_may_say_itself_what_is_left():
    form = Format("x", "X", (".x",), reduce=lambda amap: (replace(amap, title=""), [Loss("map", "title", 1)]))
    assert reduced(form, MAP) == (replace(MAP, title=""), [Loss("map", "title", 1)])
    plain = Format("y", "Y", (".y",), loses=frozenset({"map.title"}))
    assert reduced(plain, MAP) == reduced(form, MAP)


def test_losses_add_up():
    one, two = Loss("component", "kind", 2, ("c1", "c2")), Loss("component", "kind", 1, ("c2",))
    assert merged([one, two, Loss("map", "text", 1)]) == [
        Loss("component", "kind", 3, ("c1", "c2")),
        Loss("map", "text", 1),
    ]
    assert str(Loss("component", "kind", 9, ("c1",))) == "component.kind: 9 (c1, …)"


@settings(max_examples=30, deadline=None)
@given(amap=rich_maps())
def test_taking_nothing_out_changes_nothing(amap):
    assert without(amap, []) == (amap, [])
