"""What argmap says besides AIF's own fields counts only as far as the file was not changed elsewhere."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.outside import AT
from argmap.model import ArgumentMap, Component, Relation, Scheme

MAP = ArgumentMap(
    "m",
    components=(Component("a", "evidence", "A"), Component("b", "claim", "B"), Component("c", "claim", "C")),
    relations=(
        Relation("r", "undercuts", ("a", "a"), ("b",), schemes=("scheme.sign", "scheme.mine"), certainty="low"),
        Relation("x", "attacks", mutual=("a", "b")),
        Relation("q", "cites", ("a",), ("z",)),
    ),
    schemes=(Scheme("scheme.sign", "Sign"), Scheme("scheme.mine", "Mine")),
)


def changed(change) -> ArgumentMap:
    """The map as it comes back after its file was changed."""
    document = json.loads(formats.write(MAP, "aif").main)
    nodes = {node["nodeID"]: node for node in document["nodes"]}
    change(document, nodes)
    amap, problems = formats.read(json.dumps(document).encode(), "m.json")
    assert [item for item in problems if item.severity == "error"] == []
    return amap


def test_unchanged():
    assert changed(lambda document, nodes: None) == MAP


def test_a_new_text_counts():
    amap = changed(lambda document, nodes: nodes["a"].update(text="A, said better"))
    assert (amap.component["a"].gloss, amap.component["a"].kind) == ("A, said better", "evidence")


def test_a_new_type_counts():
    amap = changed(lambda document, nodes: nodes["r"].update(type="RA"))
    assert (amap.relation["r"].name, amap.relation["r"].certainty) == ("supports", "low")


def test_a_new_scheme_counts():
    amap = changed(
        lambda document, nodes: nodes["r"].update(text="CauseToEffect", scheme="CauseToEffect", schemeID="4")
    )
    assert amap.relation["r"].schemes == ("scheme.cause-to-effect",)
    assert "scheme.cause-to-effect" in amap.scheme


def test_new_edges_count():
    def change(document, nodes):
        document["edges"].append({"edgeID": "9", "fromID": "c", "toID": "r", "formEdgeID": None})

    assert changed(change).relation["r"].sources == ("a", "c")


def test_a_conflict_that_is_no_longer_mutual_between_the_same():
    def change(document, nodes):
        for edge in document["edges"]:
            if edge["toID"] == "x":
                edge["fromID"] = "c"

    assert (changed(change).relation["x"].sources, changed(change).relation["x"].mutual) == (("c",), ())


def test_removed_nodes_are_gone():
    def change(document, nodes):
        document["nodes"].remove(nodes["c"])

    assert [item.id for item in changed(change).components] == ["a", "b"]


@pytest.mark.parametrize("place", [0, 1, 5, "last", None])
def test_relations_beside_the_graph_find_a_place(place):
    def change(document, nodes):
        document["argmap"]["relations"][0][AT] = place

    order = [item.id for item in changed(change).relations]
    assert order.index("q") == (place if isinstance(place, int) and place < 2 else 2)


NONSENSE = [5, [], "x", {"kind": 5}, {"fragments": "x"}, {"mutual": 3}, {"extra": 5}, {"twin": "r"}, {"id": []}]


@pytest.mark.parametrize("said", [*NONSENSE, {"sources": [5]}, {"schemes": [5]}, {"absent": 3}])
def test_nonsense_never_stops_a_reader(said):
    document = json.loads(formats.write(MAP, "aif").main)
    for node in document["nodes"]:
        node["argmap"] = said
    amap, _ = formats.read(json.dumps(document).encode(), "m.json")
    assert [item.gloss for item in amap.components] == ["A", "B", "C"]
    document["argmap"] = {**document["argmap"], "relations": [5, said], "voices": said, "extra": said, "absent": said}
    amap, _ = formats.read(json.dumps(document).encode(), "m.json")
    assert [item.gloss for item in amap.components] == ["A", "B", "C"]
