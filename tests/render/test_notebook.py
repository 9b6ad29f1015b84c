"""Maps in a notebook: each shows itself as a diagram, several can stand in one page."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from argmap.model import ArgumentMap, Component, Relation

SMALL = ArgumentMap(
    "kerbs",
    components=(
        Component("c1", "claim", "Repaving is <due> & wise.", thesis=True),
        Component("e1", "evidence", "Fell."),
    ),
    relations=(Relation("k1", "supports", ("e1",), ("c1",)),),
)


def test_a_map_shows_itself_as_a_diagram():
    drawn = SMALL._repr_svg_()
    assert drawn is not None
    root = etree.fromstring(drawn.encode())
    assert etree.QName(root).localname == "svg"
    words = " ".join(root.itertext())
    assert "Repaving is <due> & wise." in words
    assert "Fell." in words


def test_a_diagram_goes_into_a_page_as_it_is():
    assert (SMALL._repr_svg_() or "").startswith("<svg")


def test_two_diagrams_share_no_id():
    drawings = [m._repr_svg_() or "" for m in (SMALL, replace(SMALL, id="two"))]
    first, second = (set(etree.fromstring(drawing.encode()).xpath("//@id")) for drawing in drawings)
    assert first
    assert first.isdisjoint(second)


def test_an_empty_map_shows_as_text():
    assert ArgumentMap("none")._repr_svg_() is None
