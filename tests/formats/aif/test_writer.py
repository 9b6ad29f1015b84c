"""AIF is written so that nothing of what was read is lost, whatever the graph."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from argmap import formats
from argmap.formats.aif.writer import PAIRED
from argmap.formats.doubles import told_apart
from argmap.model import ArgumentMap, BibItem, Component, Relation, Voice
from tests.formats.aif.samples import as_bag, graphs


def there_and_back(document: dict) -> tuple[dict, object]:
    """A document as argmap writes it after reading it, checked for stability."""
    amap, _ = formats.read(json.dumps(document).encode(), "g.json", "aif")
    written = formats.write(amap, "aif").main
    again, _ = formats.read(written, "other.json", "aif")
    assert again == amap
    assert formats.write(again, "aif").main == written
    return json.loads(written), amap


def without_ours(members: list) -> list:
    return [{key: value for key, value in item.items() if key != "argmap"} for item in members]


@settings(max_examples=60, deadline=None)
@given(document=graphs())
def test_every_node_edge_and_locution_of_any_graph_is_kept(document):
    written, _ = there_and_back(document)
    for key in ("nodes", "edges", "locutions"):
        assert as_bag(without_ours(written[key])) == as_bag(document[key])


DIALOGUE = {
    "nodes": [
        {"nodeID": "11", "text": "Rents should be capped", "type": "I", "timestamp": "2020-05-28 19:30:28"},
        {"nodeID": "12", "text": "Rents rise faster than wages", "type": "I", "timestamp": "2020-05-28 19:30:29"},
        {"nodeID": "13", "text": "Default Inference", "type": "RA", "timestamp": "2020-05-28 19:30:30",
         "scheme": "Default Inference", "schemeID": "72"},
        {"nodeID": "14", "text": "Ann Lee : rents rise faster than wages", "type": "L", "timestamp": ""},
        {"nodeID": "15", "text": "Asserting", "type": "YA", "timestamp": "", "scheme": "Asserting", "schemeID": "74"},
        {"nodeID": "16", "text": "Bob Day : cap them", "type": "L"},
        {"nodeID": "17", "text": "Asserting", "type": "YA"},
        {"nodeID": "18", "text": "Default Transition", "type": "TA", "scheme": "Default Transition", "schemeID": "82"},
        {"nodeID": "19", "text": "Arguing", "type": "YA", "scheme": "Arguing", "schemeID": "80"},
        {"nodeID": "20", "text": "Ann Lee : Bob said so", "type": "L"},
        {"nodeID": "21", "text": "Analysing", "type": "YA"},
        {"nodeID": "22", "text": "Ad Hoc Conflict", "type": "CA", "scheme": "Ad Hoc Conflict", "schemeID": "4711"},
    ],
    "edges": [
        {"edgeID": str(n), "fromID": a, "toID": b, "formEdgeID": None}
        for n, (a, b) in enumerate([
            ("12", "13"), ("13", "11"), ("14", "15"), ("15", "12"), ("16", "17"), ("17", "11"), ("16", "18"),
            ("18", "14"), ("18", "19"), ("19", "13"), ("20", "21"), ("21", "16"), ("11", "22"), ("22", "13"),
            ("14", "13"), ("13", "20"), ("11", "15"),
        ])
    ],
    "locutions": [
        {"nodeID": "14", "personID": "3812", "timestamp": "2020-05-28 19:30:52", "start": "2020-05-07 22:57:55",
         "end": None, "source": None},
        {"nodeID": "13", "personID": "1"},
    ],
    "extra": {"kept": [1, 2.5, None]},
}  # fmt: skip


def test_a_dialogue_keeps_all_its_parts_and_gives_voices():
    written, amap = there_and_back(DIALOGUE)
    for key in ("nodes", "edges", "locutions"):
        assert as_bag(written[key]) == as_bag(DIALOGUE[key])
    assert written["extra"] == DIALOGUE["extra"]
    assert [item.voice for item in amap.components] == ["voice.bob-day", "voice.ann-lee"]
    assert [(item.id, item.label) for item in amap.voices] == [
        ("voice.ann-lee", "Ann Lee"), ("voice.bob-day", "Bob Day"),
    ]  # fmt: skip
    assert (amap.relation["22"].name, amap.relation["22"].schemes) == ("undercuts", ("scheme.ad-hoc-conflict",))


def test_what_is_removed_from_the_map_takes_its_edges_along():
    amap, _ = formats.read(json.dumps(DIALOGUE).encode(), "d.json")
    less = replace(amap, components=amap.components[1:], relations=())
    written = json.loads(formats.write(less, "aif").main)
    ids = {node["nodeID"] for node in written["nodes"]}
    assert ids == {"12", "14", "15", "16", "17", "18", "19", "20", "21"}
    assert all({edge["fromID"], edge["toID"]} <= ids for edge in written["edges"])
    assert ("15", "12") in {(edge["fromID"], edge["toID"]) for edge in written["edges"]}


OURS = ArgumentMap(
    "ours",
    "A title",
    components=(
        Component("a", "claim", "A", thesis=True),
        Component("b", "evidence", "B", voice="voice.other"),
        Component("c", "recommendation", "C", issues=("issue.x",)),
    ),
    relations=(
        Relation("r", "supports", ("b", "c"), ("a",), reason="why"),
        Relation("q", "cites", ("a",), ("book",)),
        Relation("u", "undercuts", ("c",), ("r",)),
        Relation("x", "attacks", mutual=("a", "c")),
        Relation("v", "undercuts", ("b",), ("q",)),
        Relation("e", "explains", ("a",), ("b",)),
        Relation("d", "supports", ("a",), ("nowhere",)),
        Relation("w", "supports", ("a", "a"), ("b",)),
        Relation("p", "prefers", ("r",), ("u",)),
        Relation("o", "attacks", ("a",), ("p",)),
        Relation("n", "attacks", ("a",), ("r",)),
        Relation("m", "undercuts", ("a",), ("b",)),
        Relation("z", "restates", mutual=("a", "b", "c")),
        Relation("s", "supports", ("s",), ("s",)),
    ),
    voices=(Voice("voice.other", "Other"),),
    bibliography=(BibItem("book", "A book"),),
)


def test_our_own_maps_come_back_whole():
    written = formats.write(OURS, "aif").main
    again, problems = formats.read(written, "x.json")
    assert again == OURS
    assert problems == []


def test_our_own_maps_are_sound_aif():
    """Every edge leads through a node of an inference, and only there."""
    written = json.loads(formats.write(OURS, "aif").main)
    types = {node["nodeID"]: node["type"] for node in written["nodes"]}
    pairs = [(edge["fromID"], edge["toID"]) for edge in written["edges"]]
    assert len({edge["edgeID"] for edge in written["edges"]}) == len(pairs) == len(set(pairs))
    assert all("I" not in (types[a], types[b]) or (types[a] == "I") != (types[b] == "I") for a, b in pairs)
    assert {("b", "r"), ("c", "r"), ("r", "a"), ("c", "u"), ("u", "r")} <= set(pairs)
    assert types["r"] == "RA" and types["u"] == "CA" and types["e"] == ""
    assert not {"q", "v", "d", "o", "s"} & set(types)
    both = {(a, b) for a, x in pairs for y, b in pairs if x == y and types[x] == "CA"}
    assert {("a", "c"), ("c", "a")} <= both
    triple = {(a, b) for a, x in pairs for y, b in pairs if x == y and types[x] == "MA"}
    assert triple == {(a, b) for a in "abc" for b in "abc" if a != b}


def test_undirected_relations_of_very_many_members_stay_small():
    members = tuple(f"c{n}" for n in range(300))
    assert len(members) > PAIRED
    amap = ArgumentMap("m", components=tuple(Component(ident, "claim") for ident in members),
                       relations=(Relation("x", "attacks", mutual=members),))  # fmt: skip
    written = formats.write(amap, "aif").main
    assert len(json.loads(written)["nodes"]) == 600
    assert formats.read(written, "x.json")[0] == amap


def test_ids_that_are_taken_or_empty_come_back():
    amap = ArgumentMap(
        "m",
        components=(Component("a", "claim", "1"), Component("a", "claim", "2"), Component("", "claim", "3")),
        relations=(Relation("a", "supports", ("",), ("",)), Relation("r", "supports", ("a",), ("",))),
    )
    written = formats.write(amap, "aif").main
    ids = [node["nodeID"] for node in json.loads(written)["nodes"]]
    assert len(set(ids)) == len(ids) == 5
    assert formats.read(written, "x.json") == (told_apart(amap)[0], [])


def test_the_110_microtexts_are_written_as_they_are(shared):
    paths = sorted((shared / "corpora/microtexts-aif/format=aif,lang=en").glob("*.json"))
    if not paths:
        pytest.skip("the microtexts are not on this machine")
    assert len(paths) == 110
    for path in paths:
        document = json.loads(path.read_bytes())
        written, amap = there_and_back(document)
        for key in ("nodes", "edges", "locutions"):
            assert as_bag(written[key]) == as_bag(document[key]), path.name
        propositions = [node for node in document["nodes"] if node["type"] == "I"]
        assert [item.gloss for item in amap.components] == [node["text"] for node in propositions]
        assert len(amap.relations) == len(document["nodes"]) - len(propositions)
