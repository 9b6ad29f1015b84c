"""Ids that XML can hold: deterministic, distinct, and led back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import Annotator, ArgumentMap, Component, Issue, Relation, Scheme, Voice
from argmap.tei.naming import IDS, is_name, named, old_ids


@pytest.mark.parametrize(("text", "fits"), [("c1", True), ("1.2", False), ("a b", False), ("", False), ("é.x", True)])
def test_names(text, fits):
    assert is_name(text) is fits


def test_a_map_of_names_stays_as_it_is():
    amap = ArgumentMap("m", components=(Component("c1", "claim"),))
    assert named(amap) == amap == old_ids(amap)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=5), min_size=1, max_size=6, unique=True))
def test_any_ids_become_names_and_come_back(ids):
    ids = [item for item in ids if item] or ["1"]
    amap = ArgumentMap(
        "m1", components=tuple(Component(item, "claim") for item in ids), relations=(Relation("rr r", "x", tuple(ids)),)
    )
    made = named(amap)
    names = [item.id for item in made.components]
    assert all(is_name(name) for name in names) and len(set(names)) == len(names)
    assert made.relations[0].sources == tuple(names)
    assert named(made) == made
    assert old_ids(made) == amap


def test_what_refers_to_an_id_of_several_lists_leads_to_the_list_that_is_meant():
    """Ids are counted anew in each list of many programs."""
    made = named(
        ArgumentMap(
            "m",
            components=tuple(
                Component(ident, "claim", issues=("1",), voice="1", annotator="1") for ident in ("1", "2")
            ),
            relations=(Relation("1", "supports", ("2",), ("1",), schemes=("1",), annotator="1"),),
            issues=(Issue("1"), Issue("2", parent="1")),
            voices=(Voice("1"),),
            schemes=(Scheme("1"),),
            annotators=(Annotator("1"),),
        )
    )
    first, second = made.components
    relation = made.relations[0]
    assert (relation.sources, relation.targets) == ((second.id,), (first.id,))
    assert relation.schemes == (made.schemes[0].id,)
    assert first.issues == (made.issues[0].id,) and made.issues[1].parent == made.issues[0].id
    assert first.voice == made.voices[0].id
    assert {item.annotator for item in (first, second, relation)} == {made.annotators[0].id}


def test_dangling_ends_are_named_but_pointers_stay():
    made = named(ArgumentMap("m", relations=(Relation("k", "x", ("a b",), ("other.xml#c1",)),)))
    assert made.relations[0].ends == ("a_b", "other.xml#c1")
    assert old_ids(made).relations[0].ends == ("a b", "other.xml#c1")


def test_a_garbled_table_is_left():
    assert old_ids(ArgumentMap("m", extra=((IDS, "["),))).id == "m"
    assert old_ids(replace(ArgumentMap("m"), extra=((IDS, '{"m":3}'),))).id == "m"
