"""Circles, contradictions and repetitions, held against plain oracles."""

from __future__ import annotations

from itertools import pairwise

import networkx
from hypothesis import given
from hypothesis import strategies as st

from argmap.check import structure
from argmap.graph import MapGraph
from argmap.model import Relation
from tests.check.samples import a_map, claim, codes

IDS = [f"c{i}" for i in range(6)]
EDGES = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=14)
NAMED = st.lists(
    st.tuples(st.sampled_from(["supports", "attacks"]), st.sampled_from(IDS), st.sampled_from(IDS)), max_size=12
)
ALL = [claim(name) for name in IDS]


@given(EDGES)
def test_circles_are_those_of_networkx(edges):
    amap = a_map(*ALL, relations=tuple(f"k{i}: {a} supports {b}" for i, (a, b) in enumerate(edges)))
    graph = networkx.DiGraph(edges)
    strong = [part for part in networkx.strongly_connected_components(graph) if len(part) > 1]
    found = list(structure.circles(amap))
    paths = [item.message.split(": ")[1].split(" → ") for item in found]
    assert len(found) == len(strong)
    for path in paths:
        assert path[0] == path[-1]
        assert all(graph.has_edge(a, b) for a, b in pairwise(path))
        inner = graph.subgraph(next(part for part in strong if path[0] in part))
        assert len(path) - 1 == min(
            networkx.shortest_path_length(inner, b, path[0]) + 1 for b in inner.successors(path[0]) if b != path[0]
        )


def test_a_circle_through_linked_premises():
    amap = a_map(*ALL, relations=("k1: c0 c1 supports c2", "k2: c2 supports c1"))
    assert [item.message for item in structure.circles(amap)] == ["support runs in a circle: c1 → c2 → c1"]
    assert structure.circle(MapGraph(amap), ["c1", "c2"]) == ["c1", "c2", "c1"]


@given(st.lists(st.sampled_from([*(f"k{i}" for i in range(5)), "c0"]), min_size=5, max_size=5))
def test_rings_of_undercuts_are_those_of_networkx(targets):
    amap = a_map(*ALL, relations=tuple(f"k{i}: c1 undercuts {end}" for i, end in enumerate(targets)))
    graph = networkx.DiGraph([(f"k{i}", end) for i, end in enumerate(targets)])
    found = [item.message.split(": ")[1].split(" → ") for item in structure.rings(amap)]
    rings = [ring for ring in networkx.simple_cycles(graph) if len(ring) > 1]
    assert {frozenset(path) for path in found} == {frozenset(ring) for ring in rings}
    assert all(path[0] == path[-1] == min(path) and len(path) == len(set(path)) + 1 for path in found)


@given(NAMED)
def test_for_and_against_as_counted_by_hand(edges):
    amap = a_map(*ALL, relations=tuple(f"k{i}: {a} {name} {b}" for i, (name, a, b) in enumerate(edges)))
    supports = {(a, b) for name, a, b in edges if name == "supports"}
    attacks = [(a, b) for name, a, b in edges if name == "attacks"]
    same = sum(pair in supports for pair in attacks)
    turned = sum(pair not in supports and pair[::-1] in supports for pair in attacks)
    found = codes(structure.for_and_against(amap))
    assert (found.count("E404"), found.count("W405")) == (same, turned)


def test_a_mutual_attack_beside_support():
    amap = a_map(*ALL, relations=("k1: c0 supports c1",))
    both = type(amap)(
        "m", components=amap.components, relations=(*amap.relations, Relation("k2", "attacks", mutual=("c0", "c1")))
    )
    assert codes(structure.for_and_against(both)) == ["E404"]


def test_repeated_relations():
    amap = a_map(
        *ALL, relations=("k1: c0 c1 supports c2", "k2: c1 c0 supports c2", "k3: c0 supports c2", "k4: c0 attacks c2")
    )
    assert [item.message for item in structure.repeated(amap)] == ["relation k2 says the same as k1"]
    other = type(amap)(
        "m",
        relations=(
            Relation("k1", "supports", ("a",), ("b",), annotator="x"),
            Relation("k2", "supports", ("a",), ("b",)),
        ),
    )
    assert codes(structure.repeated(other)) == []
