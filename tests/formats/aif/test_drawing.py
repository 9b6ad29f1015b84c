"""Places in OVA's drawing."""

from __future__ import annotations

import pytest

from argmap.formats.aif.drawing import drawing


def nodes(*idents):
    return [{"nodeID": ident} for ident in idents]


def edges(*pairs):
    return [{"edgeID": pair, "fromID": pair[0], "toID": pair[1]} for pair in pairs]


def places(made):
    return {item["nodeID"]: (item["x"], item["y"]) for item in made["nodes"]}


def test_what_supports_stands_below():
    made = places(drawing(None, nodes("a", "r", "b", "c"), edges("br", "cr", "ra")))
    assert made["a"][1] < made["r"][1] < made["b"][1] == made["c"][1]
    assert len(set(made.values())) == 4


def test_cycles_and_lone_nodes_have_places():
    made = places(drawing({}, nodes("a", "b", "c"), edges("ab", "ba")))
    assert len(set(made.values())) == 3


def test_what_is_there_stays_and_what_is_gone_goes():
    given = {"firstname": "Ann", "zoom": 2, "nodes": [{"nodeID": "a", "x": 5, "y": 900}, {"nodeID": "z", "x": 1}, 5],
             "edges": [{"fromID": "a", "toID": "b", "visible": False}, {"fromID": "z", "toID": "a"}]}  # fmt: skip
    made = drawing(given, nodes("a", "b"), edges("ab", "ba"))
    assert made["nodes"][0] == {"nodeID": "a", "x": 5, "y": 900}
    assert made["nodes"][1]["y"] > 900
    assert made["edges"] == [
        {"fromID": "a", "toID": "b", "visible": False}, {"fromID": "b", "toID": "a", "visible": True},
    ]  # fmt: skip
    assert (made["firstname"], made["surname"], made["zoom"]) == ("Ann", "", 2)


@pytest.mark.parametrize("given", [None, 5, [], {"nodes": 5, "edges": {}}, {"nodes": None}])
def test_any_shape_is_borne(given):
    made = drawing(given, nodes("a"), [])
    assert [item["nodeID"] for item in made["nodes"]] == ["a"]
