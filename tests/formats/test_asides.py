"""What is told beside an element, and when it is left."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from argmap.formats.asides import aside, inserted, map_aside, map_told, told
from argmap.formats.own import Reader
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input
from tests.strategies import rich_maps

READER = Reader(Input(b""), [])


@settings(max_examples=15, deadline=None)
@given(was=rich_maps(), now=rich_maps())
def test_what_was_told_comes_back(was, now):
    one, other = was.components[0], now.components[0]
    assert told(one, aside(one, other), READER) == other
    again = map_told(was, map_aside(was, now), READER)
    assert replace(again, components=(), relations=()) == replace(now, components=(), relations=())


def test_what_the_notation_says_anew_counts():
    plain = Component("c", "odd_kind", gloss="A")
    said = aside(plain, Component("c1", "odd kind", gloss="A\tB", certainty="high"))
    assert told(plain, said, READER) == Component("c1", "odd kind", gloss="A\tB", certainty="high")
    changed = told(replace(plain, gloss="C", certainty="low"), said, READER)
    assert changed == Component("c1", "odd kind", gloss="C", certainty="low")


def test_relations_told_beside_stand_where_they_stood():
    every = tuple(Relation(f"r{n}", "supports", ("a",), ("b",)) for n in range(5))
    whole = ArgumentMap("m", relations=every)
    said = map_aside(ArgumentMap("m"), whole, {0, 2, 3})
    assert inserted((every[1], every[4]), said["relations"], READER) == every
    assert inserted((), said["relations"], READER) == (every[0], every[2], every[3])


def test_what_is_no_relation_is_told():
    problems = []
    reader = Reader(Input(b"{}"), problems)
    assert inserted((), [7, {"at": "x", "id": "r", "name": "supports"}], reader) == (Relation("r", "supports"),)
    assert [item.code for item in problems] == ["E914"]
    assert inserted((), {"no": "list"}, reader) == ()
