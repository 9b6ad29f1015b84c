"""Ids from titles, and the data that makes up for what Argdown lacks."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.argdown import kinds, nodes, source
from argmap.formats.argdown.overlay import Filler, Ids, clean, data_of, differences, slug
from argmap.formats.argdown.to_map import PARTS
from argmap.model import ArgumentMap, Component
from argmap.plugins import Input
from tests.strategies import rich_maps


@given(st.text())
def test_ids_are_names(text):
    made = slug(text)
    assert made and (made[0].isalpha() or made[0] == "_" or made == "n")
    assert slug(made) == made or len(made) >= 79
    assert not set(made) & set(" \t\n[]<>:#@{}")


@given(st.lists(st.sampled_from(["a", "b", "a-2", "a-3"]), max_size=8))
def test_ids_are_given_once(bases):
    ids = Ids()
    given_out = [ids.give(base) for base in bases]
    assert len(set(given_out)) == len(bases)


@settings(max_examples=15)
@given(rich_maps())
def test_parts_come_back_from_their_data(amap):
    filler = Filler(lambda *told: (_ for _ in ()).throw(AssertionError(told)))
    for item in (*amap.components, *amap.relations, *amap.issues, *amap.annotators):
        data = json.loads(json.dumps(data_of(item)))
        assert filler.build(type(item), data, ()) == item
    for item in amap.components:
        base = Component(item.id, "claim", clean(item.gloss))
        changed = differences(item, base)
        assert (
            filler.build(Component, json.loads(json.dumps(changed)), (), id=item.id, kind="claim", gloss=base.gloss)
            == item
        )


def test_places_of_included_text_lead_back():
    files = {"b": b"two\nthree"}
    found = source.load(Input(b"one\n@include(b)\nfour", "a", files.get))
    assert found.text == "one\ntwo\nthree\nfour"
    assert str(found.place(found.text.index("three"))) == "b:2:1"
    assert str(found.place(found.text.index("four"))) == "a:3:1"


def test_kinds_of_relations_have_names():
    assert kinds.NAMES["undercut", True] == ("undercuts", True)
    assert nodes.Said().role == nodes.TOP
    assert set(PARTS) <= set(vars(ArgumentMap("m")))
