"""xAIF in all the shapes that it is met in: nothing lost, text anchored, OVA able to open what is written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.aif.xaif import text_of
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.problems import DataError
from argmap.text.reading import ReadingText
from tests.formats.aif.samples import as_bag, graphs

FILE = {
    "AIF": {
        "nodes": [
            {"nodeID": "1_67", "text": "A", "type": "I"},
            {"nodeID": "2_67", "text": "B &amp; b", "type": "I"},
            {"nodeID": "3_67", "text": "ExpertOpinion", "type": "RA"},
            {"nodeID": "4_67", "text": "Ann Lee: A", "type": "L"},
            {"nodeID": "5_67", "text": "Asserting", "type": "YA"},
        ],
        "edges": [
            {"edgeID": 1, "fromID": "2_67", "toID": "3_67"},
            {"edgeID": 2, "fromID": "3_67", "toID": "1_67"},
            {"edgeID": 3, "fromID": "4_67", "toID": "5_67"},
            {"edgeID": 4, "fromID": "5_67", "toID": "1_67"},
        ],
        "schemefulfillments": [
            {"nodeID": "3_67", "schemeID": "15"}, {"nodeID": "5_67", "schemeID": "74"},
        ],
        "participants": [{"participantID": 28, "firstname": "Ann", "surname": "Lee"}],
        "locutions": [{"nodeID": "4_67", "personID": 28, "start": "2020-05-28 19:30:28", "end": None}],
        "descriptorfulfillments": [{"nodeID": "3_67", "descriptorID": "58", "selectedID": "2_67"}],
        "cqdescriptorfulfillments": [{"nodeID": "3_67", "descriptorID": "60", "selectedID": "1_67"}],
    },
    "text": 'Part 1 <span id="node1_67" class="highlighted">A</span>, as <span id="2_67">B &amp; b</span>.<br>',
    "dialog": True,
    "OVA": {
        "firstname": "Anon", "surname": "User", "url": "",
        "nodes": [
            {"nodeID": f"{n}_67", "visible": True, "x": 438, "y": 60, "timestamp": "Thu Mar 02"} for n in range(1, 6)
        ],
        "edges": [{"fromID": a, "toID": b, "visible": True} for a, b in
                  [("2_67", "3_67"), ("3_67", "1_67"), ("4_67", "5_67"), ("5_67", "1_67")]],
    },
    "propositionClassifier": {"nodes": [1]},
}  # fmt: skip


def there_and_back(document):
    """What argmap writes of a document, and the map between."""
    amap, problems = formats.read(json.dumps(document).encode(), "f.json")
    assert [item for item in problems if item.code == "E910"] == []
    written = formats.write(amap, "xaif").main
    again, _ = formats.read(written, "other.json")
    assert again == amap
    assert formats.write(again, "xaif").main == written
    return json.loads(written), amap, problems


def without_ours(value):
    return {key: item for key, item in value.items() if key != "argmap"}


def test_a_file_of_ova3_comes_back_as_it_was():
    written, amap, problems = there_and_back(FILE)
    assert problems == []
    assert without_ours(written) == FILE
    assert amap.text.content == "Part 1 A, as B & b."
    assert [amap.passage(item) for item in amap.components] == ["A", "B & b"]
    assert amap.components[1].gloss == "B &amp; b"
    assert amap.relations[0].schemes == ("scheme.expert-opinion",)
    assert amap.component["1_67"].voice == "voice.ann-lee"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ({"txt": "<b>One</b> two"}, "One two"),
        ({"url": "https://example.org/x"}, None),
        ({"txt": "", "url": "x"}, None),
        ("", None),
        (None, None),
        (5, None),
        ("plain words\nof two lines", "plain words of two lines"),
    ],
)
def test_text_in_all_its_shapes(text, content):
    written, amap, _ = there_and_back({**FILE, "text": text})
    assert (amap.text.content if amap.text else None) == content
    assert written["text"] == ("" if text is None else text)
    assert text_of(text) in ("", text, text["txt"] if isinstance(text, dict) and "txt" in text else "")


@pytest.mark.parametrize("mark", ["node4_67", "4_67"])
def test_spans_that_mark_what_somebody_says(mark):
    document = {**FILE, "text": f'Ann: <span id="{mark}">rents rise</span> she said'}
    data = json.dumps(document).encode()
    amap, problems = formats.read(data, "x.json")
    assert [amap.passage(item) for item in amap.components] == ["rents rise", ""] and problems == []
    assert json.loads(formats.write(amap, "xaif").main)["text"] == document["text"]


def test_integer_ids_from_zero_stay_integers():
    inner = {
        "nodes": [{"nodeID": n, "text": "t", "type": "RA" if n == 1 else "I"} for n in range(3)],
        "edges": [{"edgeID": 0, "fromID": 0, "toID": 1}, {"edgeID": 1, "fromID": 1, "toID": 2}],
        "locutions": [{"nodeID": 0, "personID": 0}],
        "schemefulfillments": [{"nodeID": 1, "schemeID": 72}],
        "participants": None,
    }
    written, amap, problems = there_and_back({"AIF": inner, "text": {"txt": '<span id="0">t</span>'}, "ova": []})
    assert problems == []
    assert (amap.relations[0].sources, amap.relations[0].targets) == (("0",), ("2",))
    assert amap.passage(amap.component["0"]) == "t"
    written["AIF"]["nodes"].sort(key=lambda node: node["nodeID"])
    assert {key: written["AIF"][key] for key in inner} == {**inner, "participants": []}
    assert written["ova"] == []


def test_missing_and_null_lists():
    written, amap, problems = there_and_back({"AIF": {"nodes": None, "edges": None}})
    assert (amap.components, problems) == ((), [])
    assert written["AIF"]["nodes"] == []
    with pytest.raises(DataError):
        formats.read(b'{"AIF": 5}', "f.json", "xaif")
    for nodes in (5, {}, "x", [5, None, []]):
        amap, problems = formats.read(json.dumps({"AIF": {"nodes": nodes}}).encode(), "f.json")
        assert amap.components == () and {item.code for item in problems} == {"E914"}


@settings(max_examples=40, deadline=None)
@given(graph=graphs(), numbers=st.lists(st.sampled_from(["72", "15", 71, None]), max_size=4))
def test_nothing_of_any_graph_is_lost(graph, numbers):
    given = [{"nodeID": str(index + 1), "schemeID": number} for index, number in enumerate(numbers)]
    written, _, _ = there_and_back({"AIF": {**graph, "schemefulfillments": given}, "text": "words"})
    for key in ("nodes", "edges", "locutions", "schemefulfillments"):
        members = [without_ours(item) for item in written["AIF"][key]]
        assert as_bag(members) == as_bag(({**graph, "schemefulfillments": given})[key])


def test_ova3_has_all_that_it_needs_to_open_a_map_of_ours():
    """OVA3 takes the nodes' places and all edges from its own block, and needs a text."""
    text = ReadingText.of("Rents rise. Cap them & see.")
    amap = ArgumentMap("m", text=text, components=(
        Component("a", "claim", "Cap rents", (Fragment(12, 26),), thesis=True),
        Component("b", "evidence", "", (Fragment(0, 11),)),
    ), relations=(Relation("r", "supports", ("b",), ("a",)), Relation("u", "undercuts", ("a",), ("r",))))  # fmt: skip
    written = formats.write(amap, "xaif").main
    assert formats.read(written, "m.xaif") == (amap, [])
    document = json.loads(written)
    nodes = {node["nodeID"]: node for node in document["AIF"]["nodes"]}
    places = {item["nodeID"]: (item["x"], item["y"]) for item in document["OVA"]["nodes"]}
    assert set(places) == set(nodes) and len(set(places.values())) == 4
    assert [(e["fromID"], e["toID"]) for e in document["OVA"]["edges"]] == [
        (e["fromID"], e["toID"]) for e in document["AIF"]["edges"]
    ]  # fmt: skip
    assert nodes["b"]["text"] == "Rents rise."
    assert document["text"] == (
        '<span id="nodeb" class="highlighted">Rents rise.</span> '
        '<span id="nodea" class="highlighted">Cap them &amp; see</span>.'
    )
    assert {item["nodeID"]: item["schemeID"] for item in document["AIF"]["schemefulfillments"]} == {
        "r": "72",
        "u": "71",
    }


def test_what_is_changed_in_ova_counts():
    amap = formats.read(json.dumps(FILE).encode(), "f.json")[0]
    new = Component("new", "claim", "N", (Fragment(0, 6),))
    more = replace(amap, components=(*amap.components[1:], new), relations=())
    document = json.loads(formats.write(more, "xaif").main)
    assert document["text"].startswith('<span id="nodenew" class="highlighted">Part 1</span> A,')
    assert {item["nodeID"] for item in document["OVA"]["nodes"]} == {"2_67", "4_67", "5_67", "new"}
    document["OVA"]["nodes"][0]["x"] = 9999
    document["text"] = '<span id="node2_67">Other</span> text'
    again, _ = formats.read(json.dumps(document).encode(), "f.json")
    assert json.loads(formats.write(again, "xaif").main)["OVA"]["nodes"][0]["x"] == 9999
    assert again.text.content == "Other text"
    assert again.passage(again.component["2_67"]) == "Other"
    assert again.component["new"].fragments == ()


def test_a_graph_goes_from_aif_to_xaif_and_back():
    data = b'{"nodes": [{"nodeID": "1", "text": "A", "type": "I", "timestamp": "x"}, '
    data += b'{"nodeID": "2", "text": "RA", "type": "RA"}], '
    data += b'"edges": [{"edgeID": "9", "fromID": "2", "toID": "1", "formEdgeID": null}], "locutions": []}'
    amap, _ = formats.read(data, "g.json")
    outer, _ = formats.read(formats.write(amap, "xaif").main, "g.json")
    assert outer == amap
    back = json.loads(formats.write(outer, "aif").main)
    assert {key: back[key] for key in ("nodes", "edges", "locutions")} == json.loads(data)
