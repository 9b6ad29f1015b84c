"""Outlines in one table, as people and programs for argument maps write them."""

from __future__ import annotations

import pytest

from argmap import formats
from argmap.formats.extra import kept

OUTLINE = """ID,Type,Parent,Text
1,Contention,,Kerbs should go
2,Reason,1,Wheels stumble
3,Objection,1.0,They keep cars off
4,Objection,2,Only at corners
5,Reason,"2; 9",Prams do too
"""


def test_a_claim_bears_on_the_one_it_stands_under():
    amap, problems = formats.read(OUTLINE.encode(), "kerbs.csv")
    assert [item.gloss for item in amap.components][:2] == ["Kerbs should go", "Wheels stumble"]
    assert [(item.id, item.name, item.sources, item.targets) for item in amap.relations] == [
        ("2.1", "supports", ("2",), ("1",)),
        ("3.1", "attacks", ("3",), ("1",)),
        ("4.2", "attacks", ("4",), ("2",)),
        ("5.2", "supports", ("5",), ("2",)),
        ("5.9", "supports", ("5",), ("9",)),
    ]
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [("E913", 6, 3)]
    written = formats.write(amap, "csv")
    side = {f"again{suffix}": data for suffix, data in written.beside.items()}
    again, _ = formats.read(written.main, "again.csv", fetch=side.get)
    assert (again.components, again.relations) == (amap.components, amap.relations)


@pytest.mark.parametrize(
    ("side", "name"), [("Con", "attacks"), ("pro", "supports"), ("", "supports"), ("undercuts", "undercuts")]
)
def test_a_column_of_sides_counts_before_the_kind(side, name):
    table = f"id;claim;type;stance;under\na;Go;;;\nb;Stay;Claim;{side};a\n"
    amap, problems = formats.read(table.encode(), "kerbs.csv")
    assert ([item.name for item in amap.relations], problems) == ([name], [])


def test_columns_may_say_what_a_claim_supports_and_attacks():
    table = "claim,Supports,Attacks\nKerbs should go,,\nWheels stumble,Kerbs should go,\nThey help,c9,c1; c2\n"
    amap, problems = formats.read(table.encode(), "kerbs.csv")
    found = [(item.name, item.sources, item.targets) for item in amap.relations]
    assert found == [
        ("supports", ("c2",), ("c1",)),
        ("supports", ("c3",), ("c9",)),
        ("attacks", ("c3",), ("c1",)),
        ("attacks", ("c3",), ("c2",)),
    ]
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [("E913", 4, 2)]


def test_a_side_without_a_parent_is_a_column_of_ones_own():
    for head in ("id,claim,kind,Stance,Parent", "id,claim,kind,Stance,x"):
        amap, _ = formats.read(f"{head}\na,Go,claim,For,\n".encode(), "kerbs.csv")
        assert kept("table", amap.components[0].extra) == {"Stance": "For"} and not amap.relations
