"""What has a node of its own in SADFace, and what has not."""

from __future__ import annotations

import json

from argmap import formats
from argmap.formats.own import Reader
from argmap.formats.sadface.reading import Reading
from argmap.formats.sadface.writing import Written
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input

CLAIMS = tuple(Component(f"c{n}", "claim", f"Claim {n}") for n in range(12))


def test_only_steps_between_nodes_have_nodes():
    relations = (
        Relation("a", "supports", ("c0", "c1"), ("c2",)),
        Relation("b", "undercuts", ("c3",), ("a",)),
        Relation("c", "cites", ("c0",), ("c1",)),
        Relation("d", "supports", ("c0",), ("c",)),  # its end has no node
        Relation("e", "attacks", ("c0",), ("d",)),  # nor has this one's
        Relation("f", "supports", (), ("c1",)),
        Relation("g", "supports", ("c1",), ("g",)),
        Relation("h", "attacks", mutual=("c0", "c1", "c2")),
        Relation("i", "undercuts", ("c3",), ("h",)),
        Relation("j", "restates", mutual=("c0", "c1")),
        Relation("l", "attacks", mutual=("c0", "c0")),
    )
    amap = ArgumentMap("m", components=CLAIMS, relations=relations)
    made = Written(amap)
    assert [item.id for item in made.inside] == ["a", "b", "h", "i"]
    plain = Reading(made.document, Reader(Input(b""), [])).plain()
    assert [(item.id, item.sources, item.targets, item.mutual) for item in plain.relations] == [
        ("a", ("c0", "c1"), ("c2",), ()),
        ("b", ("c3",), ("a",), ()),
        ("h", (), (), ("c0", "c1", "c2")),
        ("i", ("c3",), ("h",), ()),
    ]
    data = formats.write(amap, "sadface").main
    assert formats.read(data, "m.json") == (amap, [])
    assert json.loads(data)["metadata"]["argmap"]["id"] == "m"
