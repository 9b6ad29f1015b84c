"""Fields without a slot, kept in an object of argmap's own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.extension import additions, map_additions, with_additions, with_map_additions
from argmap.formats.own import Reader
from argmap.model import ArgumentMap, Component, Scheme, Source
from argmap.plugins import Input
from tests.strategies import rich_maps

READER = Reader(Input(b""), [])
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=4, unique_by=lambda pair: pair[0])


def test_only_what_differs_is_said():
    plain = Component("c", "claim", "A")
    actual = replace(plain, kind="evidence", thesis=True)
    assert additions(plain, actual) == {"kind": "evidence", "thesis": True}
    assert additions(plain, plain) == {}
    assert with_additions(plain, {"kind": "evidence", "thesis": True}, READER, ()) == actual


@settings(max_examples=60, deadline=None)
@given(was=PAIRS, now=PAIRS)
def test_kept_pairs_come_back_in_their_order(was, now):
    plain, actual = Component("c", "claim", extra=tuple(was)), Component("c", "claim", extra=tuple(now))
    assert with_additions(plain, additions(plain, actual), READER, ()) == actual


@settings(max_examples=20, deadline=None)
@given(was=rich_maps(), now=rich_maps())
def test_any_map_follows_from_any_other(was, now):
    said = map_additions(was, now)
    again = with_map_additions(was, said, READER, ())
    assert replace(again, components=(), relations=()) == replace(now, components=(), relations=())
    for one in was.components:
        assert with_additions(one, additions(one, now.components[0]), READER, ()) == now.components[0]


def test_what_the_notation_names_anew_is_added():
    listed = ArgumentMap("m", schemes=(Scheme("s1"), Scheme("s2")), source=Source(title="T"))
    plain = ArgumentMap("", schemes=(Scheme("s2", "other"), Scheme("s3")))
    said = map_additions(ArgumentMap("", schemes=(Scheme("s2", "other"),)), listed)
    again = with_map_additions(plain, said, READER, ())
    assert [item.id for item in again.schemes] == ["s1", "s2", "s3"]
    assert again.source.title == "T"
