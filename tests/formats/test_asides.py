"""What is told beside an element, and when it is left."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from argmap.formats.asides import aside, map_aside, map_told, told
from argmap.formats.own import Reader
from argmap.model import Component
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
