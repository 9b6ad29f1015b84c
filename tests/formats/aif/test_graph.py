"""What nodes and edges of AIF become: every quirk of real exports."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.aif.graph import ends
from argmap.formats.aif.loader import Loader
from argmap.formats.extra import kept
from argmap.formats.own import Reader
from argmap.plugins import Input
from argmap.problems import DataError


def read(nodes: list, edges: list, **more):
    """A map from a compact graph: nodes as (id, type, text), edges as (from, to)."""
    made = [dict(zip(("nodeID", "type", "text"), (*node, "")[:3], strict=True)) if isinstance(node, tuple) else node
            for node in nodes]  # fmt: skip
    joined = [{"edgeID": str(n), "fromID": a, "toID": b, "formEdgeID": None} for n, (a, b) in enumerate(edges)]
    data = json.dumps({"nodes": made, "edges": joined, "locutions": [], **more}).encode()
    return formats.read(data, "g.json")


def codes(problems):
    return [item.code for item in problems]


def test_inference_conflict_rephrase_preference():
    amap, problems = read(
        [("1", "I", "A"), ("2", "I", "B"), ("3", "I", "C"), ("r", "RA"), ("c", "CA"), ("m", "MA"), ("p", "PA")],
        [("2", "r"), ("3", "r"), ("r", "1"), ("3", "c"), ("c", "1"), ("2", "m"), ("m", "1"), ("2", "p"), ("p", "3")],
    )
    assert problems == []
    assert [(item.id, item.name, item.sources, item.targets) for item in amap.relations] == [
        ("r", "supports", ("2", "3"), ("1",)),
        ("c", "attacks", ("3",), ("1",)),
        ("m", "restates", ("2",), ("1",)),
        ("p", "prefers", ("2",), ("3",)),
    ]
    assert [(item.id, item.kind, item.gloss) for item in amap.components] == [
        ("1", "claim", "A"), ("2", "claim", "B"), ("3", "claim", "C"),
    ]  # fmt: skip
    assert amap.id == "g"


@pytest.mark.parametrize("under", ["RA", "CA", "MA"])
def test_a_conflict_with_an_inference_is_an_undercut(under):
    amap, _ = read(
        [("1", "I"), ("2", "I"), ("3", "I"), ("s", under), ("c", "CA")],
        [("2", "s"), ("s", "1"), ("3", "c"), ("c", "s")],
    )
    assert amap.relation["c"].name == "undercuts"
    assert amap.relation["c"].targets == ("s",)
    assert amap.relation["s"].sources == ("2",)


def test_a_preference_joins_inferences():
    amap, problems = read(
        [("1", "I"), ("2", "I"), ("r", "RA"), ("s", "RA"), ("p", "PA")],
        [("2", "r"), ("r", "1"), ("1", "s"), ("s", "2"), ("r", "p"), ("p", "s")],
    )
    assert (amap.relation["p"].sources, amap.relation["p"].targets) == (("r",), ("s",))
    assert amap.relation["r"].targets == ("1",)
    assert problems == []


@pytest.mark.parametrize(
    ("edges", "lacks"), [([("2", "r")], "conclusion"), ([("r", "1")], "premise"), ([], "conclusion")]
)
def test_an_inference_without_an_end_is_kept_and_told(edges, lacks):
    amap, problems = read([("1", "I"), ("2", "I"), ("r", "RA")], edges)
    assert codes(problems) == ["W918"]
    assert lacks in problems[0].message
    assert [item.id for item in amap.relations] == ["r"]


@pytest.mark.parametrize("edge", [("1", "1"), ("r", "r"), ("1", "2")])
def test_edges_that_join_nothing_are_kept_apart(edge):
    amap, problems = read([("1", "I"), ("2", "I"), ("r", "RA")], [("2", "r"), ("r", "1"), edge])
    assert codes(problems) == ["W918"]
    assert amap.relation["r"].sources == ("2",)
    assert [(item["fromID"], item["toID"]) for item in kept("aif", amap.extra)["loose"]] == [edge]


def test_parallel_edges():
    amap, problems = read([("1", "I"), ("2", "I"), ("r", "RA")], [("2", "r"), ("r", "1"), ("2", "r"), ("r", "1")])
    assert codes(problems) == ["W918", "W918"]
    assert (amap.relation["r"].sources, amap.relation["r"].targets) == (("2",), ("1",))


def test_dangling_edges_are_told_with_their_place():
    data = b'{"nodes": [{"nodeID": "1", "text": "A", "type": "I"}],\n "edges": [\n  {"fromID": "1", "toID": "9"}]}'
    amap, problems = formats.read(data, "g.json")
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [("E913", 3, 3)]
    assert len(amap.components) == 1


def test_an_id_given_twice_is_renamed():
    amap, problems = read([("1", "I", "A"), ("1", "I", "B"), ("1", "I", "C"), ("r", "RA")], [("1", "r"), ("r", "1")])
    assert codes(problems) == ["E912", "E912"]
    assert [item.id for item in amap.components] == ["1", "1-2", "1-3"]


def test_ids_that_are_numbers_even_zero():
    data = json.dumps({
        "nodes": [{"nodeID": n, "text": "t", "type": "RA" if n == 1 else "I"} for n in range(3)],
        "edges": [{"edgeID": 0, "fromID": 0, "toID": 1}, {"edgeID": 1, "fromID": 1, "toID": 2}],
        "locutions": [],
    })  # fmt: skip
    amap, problems = formats.read(data.encode(), "g.json")
    assert problems == []
    assert [item.id for item in amap.components] == ["0", "2"]
    assert (amap.relation["1"].sources, amap.relation["1"].targets) == (("0",), ("2",))
    written = json.loads(formats.write(amap, "aif").main)
    assert all(isinstance(node["nodeID"], str) for node in written["nodes"])
    assert all(isinstance(edge[key], str) for edge in written["edges"] for key in ("edgeID", "fromID", "toID"))


@pytest.mark.parametrize("ident", [None, "", [], {}, 1.5, True])
def test_what_cannot_be_an_id(ident):
    amap, problems = read([{"nodeID": ident, "type": "I", "text": "A"}], [])
    assert codes(problems) == ["E914"]
    assert amap.components[0].id == "node1"


@pytest.mark.parametrize("kind", ["ZZ", None, [], 5])
def test_unknown_types_are_kept(kind):
    node = {"nodeID": "1", "type": kind, "text": "A"}
    amap, problems = read([node], [])
    assert codes(problems) == ["W917"]
    assert kept("aif", amap.extra)["nodes"] == [node]


def test_enthymemes_are_propositions():
    amap, _ = read([("1", "I"), ("2", "EN", "unsaid"), ("r", "RA")], [("2", "r"), ("r", "1")])
    assert amap.component["2"].gloss == "unsaid"
    assert amap.relation["r"].sources == ("2",)


def test_a_node_of_no_type_is_a_relation_by_its_text():
    amap, _ = read(
        [("1", "I"), ("2", "I"), ("a", "", "explains"), ("b", "")], [("1", "a"), ("a", "2"), ("2", "b"), ("b", "1")]
    )
    assert [item.name for item in amap.relations] == ["explains", "relates"]


@pytest.mark.parametrize(
    "text", ["Rents &amp; wages &#39;rise&#39;", "<b>x</b>", "line\nline\\n", "__proto__", "\u202e"]
)
def test_text_stays_as_it_is(text):
    amap, _ = read([("1", "I", text)], [])
    assert amap.components[0].gloss == text


def test_empty_graphs_and_null_lists():
    amap, problems = formats.read(b'{"nodes": null, "edges": null, "locutions": null}', "g.json", "aif")
    assert (amap.components, amap.relations, problems) == ((), (), [])
    amap, problems = formats.read(b'{"nodes": [], "edges": [], "locutions": []}', "g.json")
    assert (amap.components, problems) == ((), [])
    _, problems = formats.read(b'{"nodes": {}, "edges": 5, "locutions": []}', "g.json", "aif")
    assert codes(problems) == ["E914", "E914"]
    with pytest.raises(DataError):
        formats.read(b'{"edges": []}', "g.json", "aif")


def test_cycles_are_no_problem():
    nodes = [("1", "I"), ("r", "RA"), ("2", "I"), ("s", "RA"), ("c", "CA"), ("d", "CA")]
    joined = ["1r", "r2", "2s", "s1", "1c", "cd", "2d", "dc"]
    amap, problems = read(nodes, [(pair[0], pair[1]) for pair in joined])
    assert problems == []
    assert (amap.relation["c"].targets, amap.relation["d"].targets) == (("d",), ("c",))


def test_edges_are_kept_short():
    amap, _ = read([("1", "I"), ("2", "I"), ("r", "RA")], [("2", "r"), ("r", "1")])
    assert kept("aif", amap.extra) == {"edges": ["2", "r", "0", "r", "1", "1"]}
    assert ends({"fromID": "1", "toID": 2, "x": 1}) == ("1", "2")
    assert ends(5) == ("", "")


@pytest.mark.parametrize("value", [[], ["x"], {}, {"a": 1}, True, 1.5])
def test_what_is_no_name_of_a_scheme_is_kept(value):
    node = {"nodeID": "r", "type": "RA", "text": value, "scheme": value, "schemeID": value}
    amap, _ = read([node], [])
    assert amap.relation["r"].schemes == ()
    assert json.loads(formats.write(amap, "aif").main)["nodes"] == [node]


def test_an_id_given_very_often_takes_linear_time():
    amap, problems = read([("1", "I")] * 20_000, [])
    assert codes(problems) == ["E912"] * 19_999
    assert len(amap.component) == 20_000


def test_ten_thousand_faults_are_told_in_linear_time():
    _, problems = read([("1", "I")], [("1", str(n)) for n in range(2, 10_002)])
    assert codes(problems) == ["E913"] * 10_000
    assert len({item.place.column for item in problems}) == 10_000


@pytest.mark.parametrize("consume", [False, True])
def test_lists_are_emptied_only_where_that_is_allowed(consume):
    data = {"nodes": [{"nodeID": "1", "text": "A", "type": "I"}], "edges": [{"fromID": "1", "toID": "1"}]}
    graph = Loader(Reader(Input(b""), []), consume=consume).load(data)
    assert [item.gloss for item in graph.components] == ["A"]
    assert (data["nodes"] == [None], data["edges"] == []) == (consume, consume)
