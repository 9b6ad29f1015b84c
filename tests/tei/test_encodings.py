"""Maps in other TEI encodings: they come back, other programs see what is meant, all of it is valid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from argmap.model import ArgumentMap, Component, Relation
from argmap.tei.encodings import ENCODINGS, encoded, encoded_view
from argmap.tei.reader import read
from tests.tei.test_export import ODD, TEXT
from tests.tei.test_newfile import FULL

NS = {"t": "http://www.tei-c.org/ns/1.0"}
MAPS = {"odd": ODD, "full": FULL, "odd with text": replace(ODD, text=TEXT), "bare": ArgumentMap("m")}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("amap", MAPS.values(), ids=MAPS)
def test_odd_maps_come_back_and_are_stable(amap, name):
    data = encoded(amap, name)
    etree.fromstring(data)
    found, _ = read(data)
    assert found == encoded_view(amap, name)[0]
    assert encoded(found, name) == data


@pytest.mark.parametrize("name", ENCODINGS)
def test_valid_tei(shared, name):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    faults = [schema.validate(turbohtml.parse_xml(encoded(amap, name).decode())).errors for amap in MAPS.values()]
    assert [[error.message for error in errors] for errors in faults] == [[]] * len(MAPS)


def test_graphs_draw_undercuts_and_leave_what_they_cannot_draw():
    components = tuple(Component(f"c{n}", "claim", f"Claim {n}.") for n in range(3))
    relations = (
        Relation("u", "undercuts", ("c2",), ("k",)),
        Relation("k", "supports", ("c0", "c1"), ("c2",)),
        Relation("m", "attacks", mutual=("c0", "c1")),
    )
    tree = etree.fromstring(encoded(ArgumentMap("m", components=components, relations=relations), "tei-graph"))
    arcs = [(arc.get("from"), arc.get("to")) for arc in tree.iterfind(".//t:arc", NS)]
    assert ("#u", "#k") in arcs and ("#n.c0", "#k") in arcs and ("#n.c1", "#k") in arcs and ("#k", "#n.c2") in arcs
    assert [item.get("mutual") for item in tree.iterfind(".//t:relation", NS)] == ["#c0 #c1"]
