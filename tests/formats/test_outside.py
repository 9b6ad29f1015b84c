"""Relations that a notation cannot hold: with what leads to them, and back in their places."""

from __future__ import annotations

from argmap.formats.outside import beside, inserted, outside
from argmap.formats.own import Reader
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input

READER = Reader(Input(b""), [])


def test_what_leads_to_a_relation_that_is_left_out_is_left_out():
    ends = {"k1": "c", "k2": "k1", "k3": "k2", "k4": "k5", "k5": "k4", "k6": "c", "c": "k6", "k7": "c"}
    amap = ArgumentMap(
        "m",
        components=(Component("c", "claim"),),
        relations=tuple(Relation(ident, "undercuts", ("c",), (target,)) for ident, target in ends.items()),
    )
    assert outside(amap, lambda item: item.id != "k1") == {0, 1, 2}
    assert outside(amap, lambda item: item.id != "k5") == {3, 4}  # a ring
    # c means the component, so what leads to it is sound, whatever becomes of the relation of that id
    assert outside(amap, lambda item: item.id != "c") == {6}
    assert outside(amap, lambda item: True) == set()


def test_a_long_chain_takes_no_recursion():
    chain = tuple(Relation(f"k{n}", "undercuts", ("c",), (f"k{n - 1}",)) for n in range(20_000))
    amap = ArgumentMap("m", components=(Component("c", "claim"),), relations=chain)
    assert len(outside(amap, lambda item: item.id != "k0")) == len(chain)


def test_relations_told_beside_stand_where_they_stood():
    every = tuple(Relation(f"r{n}", "supports", ("a",), ("b",)) for n in range(5))
    said = beside(ArgumentMap("m", relations=every), {0, 2, 3})
    assert inserted((every[1], every[4]), said, READER) == every
    assert inserted((), said, READER) == (every[0], every[2], every[3])


def test_what_is_no_relation_is_told():
    problems = []
    reader = Reader(Input(b"{}"), problems)
    assert inserted((), [7, {"at": "x", "id": "r", "name": "supports"}], reader) == (Relation("r", "supports"),)
    assert [item.code for item in problems] == ["E914"]
    assert inserted((), {"no": "list"}, reader) == ()
