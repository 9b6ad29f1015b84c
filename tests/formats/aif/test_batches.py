"""A file read in batches gives the same map and problems as one that is parsed as a whole first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.aif.batches import SIZE, Unfit, pass_on
from argmap.formats.aif.plain import read
from argmap.formats.jsontext import parse
from argmap.plugins import Input
from argmap.problems import DataError

IDS = st.sampled_from(["1", "2", "3", "4", 5, "", None, ["x"]])
ODD = st.none() | st.integers() | st.lists(st.integers(), max_size=1)
NODES = st.fixed_dictionaries(
    {"nodeID": IDS, "type": st.sampled_from(["I", "I", "RA", "CA", "PA", "YA", "L", 7]), "text": st.text(max_size=3)},
    optional={
        "timestamp": st.sampled_from(["2020-01-01", 3]),
        "scheme": st.just("x"),
        "argmap": st.just({"type": "I"}),
    },
)
EDGES = st.fixed_dictionaries(
    {"fromID": IDS, "toID": IDS}, optional={"edgeID": st.sampled_from(["7", "1-2"]), "formEdgeID": st.none()}
)
GRAPHS = st.fixed_dictionaries(
    {"nodes": st.lists(NODES | NODES | ODD, max_size=6), "edges": st.lists(EDGES | EDGES | ODD, max_size=6)},
    optional={"locutions": st.lists(NODES, max_size=2), "more": NODES | ODD},
)


def both(text):
    """What is read in batches, and as a whole: the map with places, problems; or the error's place."""
    found = []
    for known in (False, True):
        source = Input(text.encode(), "g.json")
        try:
            if known:
                parse(source)
            amap, problems = read(source)
            found.append((amap, amap.components, problems))
        except DataError as error:
            found.append(error.place)
    return found


@settings(max_examples=80, deadline=None)
@given(GRAPHS, st.booleans(), st.integers(0, 400))
def test_the_same_map_and_problems(graph, turned, cut):
    text = json.dumps(dict(reversed(graph.items())) if turned else graph)
    one, other = both(text if cut > 200 else text[:cut])
    assert one == other


def test_batches_are_passed_on_in_order():
    taken = {"nodes": [], "edges": []}
    graph = {
        "nodes": [{"nodeID": n, "type": "I"} for n in range(3 * SIZE + 1)],
        "edges": [{"fromID": n} for n in range(SIZE)],
        "more": [1, {"text": "t"}],
    }

    def note(key):
        def take(batch, first):
            assert first == len(taken[key]) and (key == "edges" or not taken["edges"]) and len(batch) <= SIZE
            taken[key].extend(batch)

        return take

    assert pass_on(json.dumps(graph), note("nodes"), note("edges")) == {"more": [1, {"text": "t"}]}
    assert taken == {"nodes": graph["nodes"], "edges": graph["edges"]}


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"nodes": []}', '{"nodes": [], "edges": [1]}', '{"nodes": [], "edges": [], "more": {"fromID": 1}}',
     '{"nodes": [{"nodeID": 1, "type": "I"}], "nodes": [], "edges": []}', '{"nodes": ' + "[" * 100_000],
)  # fmt: skip
def test_unfit(text):
    with pytest.raises(Unfit):
        pass_on(text, lambda batch, first: None, lambda batch, first: None)
