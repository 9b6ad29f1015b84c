"""Graph notations, read back by NetworkX: the same nodes, edges and words."""

from __future__ import annotations

import io
import json

import networkx
import pytest
from hypothesis import HealthCheck, given, settings

from argmap import formats
from argmap.formats.project import project
from argmap.formats.xmltext import sound
from argmap.model import ArgumentMap, Component, Relation
from tests.strategies import rich_maps

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
MAP = ArgumentMap(
    "m",
    "Streets",
    components=(
        Component("c1", "recommendation", "Kerbs <b>should</b> go & soon", thesis=True),
        Component("c2", "evidence", 'Wheels "stumble"\\n'),
        Component("c3", "claim", "Prams do, too"),
        Component("c4", "claim", "They keep cars off"),
    ),
    relations=(
        Relation("k1", "supports", ("c2", "c3"), ("c1",)),
        Relation("k2", "attacks", ("c4",), ("c1",)),
        Relation("k3", "undercuts", ("c4",), ("k1",)),
        Relation("k4", "attacks", mutual=("c3", "c4")),
        Relation("k5", "supports", ("c2",), ("gone",)),
        Relation("c1", "restates", ("c3",), ("c4",)),
    ),
)


def read(name: str, amap: ArgumentMap) -> networkx.Graph:
    data = formats.write(amap, name).main
    if name == "graphml":
        return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
    if name == "gexf":
        return networkx.read_gexf(io.BytesIO(data))
    value = json.loads(data)
    if name == "nodelink":
        return networkx.node_link_graph(value, edges="edges")
    return networkx.cytoscape_graph(value)


NAMES = ["graphml", "gexf", "nodelink", "cytoscape"]


@pytest.mark.parametrize("name", NAMES)
def test_nodes_edges_and_words(name):
    graph = read(name, MAP)
    assert set(graph) == {"c1", "c2", "c3", "c4", "k1", "k4", "gone"}
    assert {(a, b) for a, b in graph.edges()} == {
        ("c2", "k1"), ("c3", "k1"), ("k1", "c1"), ("c4", "c1"), ("c4", "k1"), ("c3", "k4"), ("c4", "k4"),
        ("c2", "gone"), ("c3", "c4"),
    }  # fmt: skip
    assert graph.nodes["c1"]["gloss"] == "Kerbs <b>should</b> go & soon"
    assert graph.nodes["c1"]["thesis"] in (True, "true")
    assert graph.nodes["c2"]["label"] == 'Wheels "stumble"\\n'
    assert graph.nodes["k1"]["what"] == "relation" and graph.nodes["gone"]["what"] == "missing"


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(amap=rich_maps())
def test_any_map_is_read_by_another_program(name, amap):
    nodes, edges = project(amap)
    graph = read(name, amap)
    assert set(graph) == {sound(node.id) for node in nodes}
    assert graph.number_of_edges() == len(edges)
    for node in nodes:
        if "gloss" in node.data:
            assert graph.nodes[sound(node.id)]["gloss"] == (
                sound(node.data["gloss"]) if name in NAMES[:2] else node.data["gloss"]
            )
