"""The plug-in's own tests: the round trip, what is lost, faults with places, the check."""

from __future__ import annotations

import pytest
from argmap_opml.checks import CHECK
from argmap_opml.outline import FORMAT, read, reduce, write

from argmap import formats
from argmap.model import ArgumentMap, Component, Relation
from argmap.problems import DataError

OUTLINE = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Kerbs</title></head>
<body><outline text="Kerbs should go." id="go" thesis="true">
  <outline text="Wheels stumble."/>
  <outline text="They keep cars off." relation="attacks"/>
</outline></body></opml>
"""
CLAIMS = tuple(Component(f"c{n}", "claim", f"Claim {n} & <more>") for n in range(5))


def test_an_outline_becomes_a_map():
    amap, problems = read(formats.Input(OUTLINE.encode(), "kerbs.opml"))
    assert (amap.title, problems, [item.id for item in amap.theses]) == ("Kerbs", [], ["go"])
    assert [(r.name, r.sources, r.targets) for r in amap.relations] == [
        ("supports", ("c2",), ("go",)),
        ("attacks", ("c3",), ("go",)),
    ]


def test_what_is_written_comes_back_minus_what_is_lost():
    relations = (
        Relation("a", "supports", ("c1",), ("c0",)),
        Relation("b", "attacks", ("c2",), ("c1",)),
        Relation("c", "supports", ("c0",), ("c2",)),  # would close a circle
        Relation("d", "supports", ("c3", "c4"), ("c0",)),  # linked
    )
    amap = ArgumentMap("m", "A title", components=CLAIMS, relations=relations)
    expected, losses = reduce(amap)
    assert [(str(item)) for item in losses] == ["relation.all: 2 (c, d)"]
    again, problems = read(formats.Input(write(amap).encode(), "m.opml"))
    assert (again, problems) == (expected, [])
    assert reduce(again) == (again, [])


def test_faults_have_places_and_depth_costs_no_stack():
    twice = OUTLINE.replace('text="Wheels stumble."', 'text="Wheels stumble." id="go"')
    amap, (problem,) = read(formats.Input(twice.encode(), "k.opml"))
    assert (problem.code, problem.place.line, len(amap.components)) == ("E912", 4, 3)
    deep = ArgumentMap(
        "m",
        components=tuple(Component(f"c{n}", "claim") for n in range(3000)),
        relations=tuple(Relation(f"r{n}", "supports", (f"c{n}",), (f"c{n - 1}",)) for n in range(1, 3000)),
    )
    assert len(read(formats.Input(write(deep).encode()))[0].relations) == 2999
    with pytest.raises(DataError, match="not opml"):
        read(formats.Input(b"<html/>"))


def test_argmap_knows_the_format_and_its_content():
    known = formats.named("opml")
    amap = ArgumentMap("m", components=CLAIMS)
    assert (known.name, known.title, known.write(amap)) == (FORMAT.name, FORMAT.title, write(amap))
    assert formats.detect(formats.Input(OUTLINE.encode(), "unnamed.xml")) == known


def test_the_check():
    long = Component("c9", "claim", "word " * 41)
    found = list(CHECK.run(ArgumentMap("m", components=(*CLAIMS, long))))
    assert [item.code for item in found] == ["W991"] and "c9" in found[0].message
