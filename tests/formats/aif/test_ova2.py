"""OVA2's files: read with text, dialogue, major claim; saved on as xAIF."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.aif.ova2 import recognises
from argmap.plugins import Input


def node(ident, kind, text, scheme="0", **more):
    return {"id": ident, "type": kind, "text": text, "scheme": scheme, "descriptors": {}, "cqdesc": {}, "visible": True,
            "participantID": 0, "x": 10, "y": 20, "w": 5, "h": 6, "color": "b", **more}  # fmt: skip


NODES = [
    node(1, "I", "Cap rents", majorClaim=True, annotator="Ann Lee", comment="well said", date="01/02/2020 - 10:00:00"),
    node(2, "I", "Rents rise"),
    node(3, "RA", "Expert Opinion", "15", descriptors={"s_conclusion": 1, "s_expert": 2}),
    node(4, "L", "Bob Day : rents rise", participantID=1),
    node(5, "YA", "Asserting", "74"),
    node(6, "CA", "Default Conflict", "71"),
]
FILE = {
    "nodes": NODES,
    "edges": [
        {"from": NODES[a - 1], "to": NODES[b - 1], "visible": True}
        for a, b in [(2, 3), (3, 1), (4, 5), (5, 2), (1, 6), (6, 3)]
    ],
    "participants": [{"id": 1, "firstname": "Bob", "surname": "Day"}],
    "analysis": {
        "txt": 'So: <span class="highlighted" id="node1">cap rents</span>, as <span id="node2">rents rise</span>.<br>',
        "documentTitle": "On rents", "documentSource": "The Paper", "documentDate": "3/4/2019",
        "annotatorName": "Ann Lee",
        "ovaVersion": "1.2",
    },
}  # fmt: skip


def test_all_of_it():
    amap, problems = formats.read(json.dumps(FILE).encode(), "f.json")
    assert problems == []
    assert [(item.id, item.gloss, item.thesis, item.voice) for item in amap.components] == [
        ("1", "Cap rents", True, "voice.author"), ("2", "Rents rise", False, "voice.bob-day"),
    ]  # fmt: skip
    assert [amap.passage(item) for item in amap.components] == ["cap rents", "rents rise"]
    assert [(item.name, item.sources, item.targets, item.schemes) for item in amap.relations] == [
        ("supports", ("2",), ("1",), ("scheme.expert-opinion",)), ("undercuts", ("1",), ("3",), ()),
    ]  # fmt: skip
    assert (amap.source.title, amap.source.date, amap.source.container) == ("On rents", "2019-04-03", "The Paper")
    assert [(item.id, item.name) for item in amap.annotators] == [("ann.ann-lee", "Ann Lee")]
    assert amap.components[0].notes == ("well said",)


def test_saved_as_xaif_it_says_the_same():
    amap, _ = formats.read(json.dumps(FILE).encode(), "f.json")
    again, problems = formats.read(formats.write(amap, "xaif").main, "f.xaif")
    assert (again, problems) == (amap, [])


@pytest.mark.parametrize(
    "change",
    [
        {"edges": None}, {"edges": [5, {}, {"from": 5, "to": {"id": 1}}]}, {"participants": 5}, {"analysis": []},
        {"analysis": {"txt": 5, "plain_txt": "only words"}}, {"nodes": [5, {"id": 1}]}, {"nodes": []},
        {"nodes": [{**NODES[0], "majorClaim": "x", "comment": 5, "annotator": [], "scheme": []}]},
    ],
)  # fmt: skip
def test_shapes_that_nobody_promised(change):
    amap, _ = formats.read(json.dumps({**FILE, **change}).encode(), "f.json", "ova2")
    assert amap.id == "f"


def test_other_files_are_not_taken_for_it():
    assert recognises(Input(json.dumps(FILE).encode()))
    assert not recognises(Input(b'{"nodes": [{"nodeID": "1"}], "edges": []}'))
    assert not recognises(Input(b'{"nodes": [{"id": "1", "type": "atom", "text": ""}], "edges": []}'))
    assert not recognises(Input(b"[1]"))
