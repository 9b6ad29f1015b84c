"""Entries of the code book by id, by label, and by a name that no table lists."""

from __future__ import annotations

import pytest

from argmap import formats
from argmap.model import ArgumentMap, Component, Issue, Voice

COMPONENTS = b"""id,gloss,issues,voice,annotator
c1,a,i1 | Public safety,the shops,Ann
c2,b,"Trade, public safety",v1,Ann
c3,c,i1,voice.author,
"""
CODES = b"""table,id,label
issues,i1,Trade
voices,v1,The council
"""


def test_labels_lead_to_entries_and_names_that_are_nowhere_are_added():
    amap, problems = formats.read(COMPONENTS, "m.csv", "csv", {"m.codes.csv": CODES}.get)
    assert [item.issues for item in amap.components] == [("i1", "Public safety"), ("i1", "Public safety"), ("i1",)]
    assert [(item.id, item.label) for item in amap.issues] == [("i1", "Trade"), ("Public safety", "Public safety")]
    assert [item.voice for item in amap.components] == ["the shops", "v1", "voice.author"]
    assert [item.id for item in amap.voices] == ["v1", "the shops"]
    assert [(item.id, item.name) for item in amap.annotators] == [("Ann", "Ann")]
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [
        ("W920", 2, 3), ("W920", 2, 4), ("W920", 2, 5)
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "ods"])
def test_a_map_that_names_what_it_does_not_list_comes_back_as_it_was(form):
    amap = ArgumentMap(
        "m",
        components=(Component("c1", "claim", "a", issues=("Trade", "x"), voice="The council", annotator="Ann"),),
        issues=(Issue("i1", "Trade"),),
        voices=(Voice("v1", "The council"),),
    )
    written = formats.write(amap, form)
    beside = {f"m{suffix}": data for suffix, data in written.beside.items()}
    again, problems = formats.read(written.main, f"m{written.suffix}", form, beside.get)
    assert (again.components, again.issues, again.voices, again.annotators) == (
        amap.components, amap.issues, amap.voices, ()
    )  # fmt: skip
    assert problems == []
