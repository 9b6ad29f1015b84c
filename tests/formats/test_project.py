"""A map as nodes and edges: nothing hangs in the air, ids are unique, nothing is dropped."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from argmap.formats.project import project
from argmap.graph import to_networkx
from tests.formats.test_graphs import MAP
from tests.strategies import rich_maps


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(amap=rich_maps())
def test_the_same_graph_as_the_library_gives(amap):
    nodes, edges = project(amap)
    known = [node.id for node in nodes]
    assert len(known) == len(set(known)) and len({edge.id for edge in edges}) == len(edges)
    assert {end for edge in edges for end in (edge.source, edge.target)} <= set(known)
    other = to_networkx(amap)
    assert len(edges) == other.number_of_edges()
    assert sorted((edge.source, edge.target) for edge in edges) == sorted(other.edges())


def test_an_id_of_both_a_component_and_a_relation_makes_two_things():
    nodes, edges = project(MAP)
    assert [node.id for node in nodes].count("c1") == 1
    assert any(edge.id == "c1" and (edge.source, edge.target) == ("c3", "c4") for edge in edges)
