from itertools import pairwise

import networkx
import pytest
from hypothesis import given, settings

from argmap.graph import MapGraph, to_networkx
from argmap.model import ArgumentMap, Component, Relation
from tests.strategies import maps


def graph(*relations: Relation, ids: str = "abcdef") -> MapGraph:
    return MapGraph(ArgumentMap("m", components=tuple(Component(i, "claim") for i in ids), relations=relations))


def test_beneath_takes_in_undercutters_and_stops_at_the_depth():
    g = graph(
        Relation("k1", "supports", ("b",), ("a",)),
        Relation("k2", "supports", ("c",), ("b",)),
        Relation("k3", "undercuts", ("d",), ("k1",)),
    )
    assert g.beneath("a") == {"a": 0, "b": 1, "d": 1, "c": 2}
    assert g.beneath("a", 1) == {"a": 0, "b": 1, "d": 1}
    assert g.above("c") == {"c": 0, "b": 1, "a": 2}
    assert g.above("d") == {"d": 0, "a": 1}


def test_undercuts_of_undercuts_are_a_branch():
    chain = [Relation(f"u{n}", "undercuts", (f"x{n}",), (f"u{n - 1}" if n else "k",)) for n in range(5000)]
    ids = ["a", "b", *(item.sources[0] for item in chain)]
    components = tuple(Component(ident, "claim") for ident in ids)
    g = MapGraph(ArgumentMap("m", components=components, relations=(Relation("k", "supports", ("b",), ("a",)), *chain)))
    assert g.beneath("a") == {"a": 0, "b": 1, **{f"x{n}": n + 1 for n in range(5000)}}
    assert g.beneath("x7", 1) == {"x7": 0, "x8": 1} and g.beneath("b") == {"b": 0}
    assert g.above("x2") == {"x2": 0, "x1": 1, "x0": 2, "a": 3}
    assert g.path("x4999", "a") == [*(f"x{n}" for n in range(4999, -1, -1)), "a"]


@settings(max_examples=15)
@given(maps())
def test_walks_from_several_nodes_find_what_walks_from_each_find(amap):
    g = MapGraph(amap)
    ids = [component.id for component in amap.components]
    roots = ids[::2][::-1]
    one_by_one = list(dict.fromkeys(node for root in roots for node in g.beneath(root)))
    assert g.beneath_all(roots) == (roots, one_by_one)
    starts, found = g.beneath_all(roots, ids)
    others = [node for node in starts if node not in roots]
    assert set(others).isdisjoint(one_by_one) and found[: len(one_by_one)] == one_by_one and set(ids) <= set(found)


def test_attackers_count_mutual_attacks():
    g = graph(Relation("k1", "attacks", ("b",), ("a",)), Relation("k2", "attacks", mutual=("a", "c")))
    assert g.attackers("a") == ["b", "c"]
    assert g.attackers("c") == ["a"]


def test_an_undercutter_belongs_to_the_same_part():
    g = graph(Relation("k1", "supports", ("b",), ("a",)), Relation("k2", "undercuts", ("c",), ("k1",)), ids="abcd")
    assert g.parts() == [["a", "b", "c"], ["d"]]
    assert g.unconnected() == ["d"]


def test_self_support_is_a_cycle():
    g = graph(Relation("k1", "supports", ("a",), ("a",)), Relation("k2", "supports", ("b",), ("c",)))
    assert g.cycles() == [["a"]]


@given(maps())
def test_cycles_agree_with_networkx(amap):
    ours = {frozenset(group) for group in MapGraph(amap).cycles()}
    theirs = networkx.DiGraph()
    for r in amap.relations:
        if r.name == "supports":
            theirs.add_edges_from((s, t) for s in r.sources for t in r.targets)
    groups = networkx.strongly_connected_components(theirs)
    assert ours == {frozenset(g) for g in groups if len(g) > 1 or theirs.has_edge(*[next(iter(g))] * 2)}


@given(maps())
def test_parts_agree_with_networkx(amap):
    plain = to_networkx(amap).to_undirected()
    for r in amap.relations:
        if r.name == "undercuts":
            plain.add_edges_from((r.id, end) for end in r.ends)
            for target in r.targets:
                plain.add_edges_from((target, end) for end in amap.relation[target].ends)
    wanted = {frozenset(i for i in part if i in amap.component) for part in networkx.connected_components(plain)} - {
        frozenset()
    }
    assert {frozenset(p) for p in MapGraph(amap).parts()} == wanted


@given(maps())
def test_networkx_keeps_every_component_and_relation(amap):
    g = to_networkx(amap)
    assert set(amap.component) <= set(g.nodes)
    named = {key.split(":")[0] for _, _, key in g.edges(keys=True)} | {n for n in g.nodes if n in amap.relation}
    assert named == set(amap.relation)


@pytest.mark.parametrize("shape", ["linked", "mutual", "theses", "both"])
def test_one_relation_of_very_many_ends_takes_linear_time(shape):
    ids = tuple(f"c{n}" for n in range(20_000))
    relation = {
        "linked": Relation("r", "supports", ids[1:], ids[:1]),
        "both": Relation("r", "supports", ids[1:], ids),
    }.get(shape, Relation("r", "attacks", mutual=ids))
    amap = ArgumentMap(
        "wide",
        components=tuple(Component(ident, "claim", thesis=shape == "theses") for ident in ids),
        relations=(relation,),
    )
    index = MapGraph(amap)
    assert index.parts() == [list(ids)]
    assert len(index.roots()) == (1 if relation.sources else 20_000)
    assert set(index.beneath(ids[0])) == set(ids)
    assert index.above(ids[0]) == {ids[0]: 0}
    assert index.cycles() == ([list(ids[1:])] if shape == "both" else [])


def test_a_relation_that_very_many_undercut_takes_linear_time():
    ids = tuple(f"c{n}" for n in range(10_000))
    under = tuple(Relation(f"u{ident}", "undercuts", (ident,), ("r",)) for ident in ids)
    relation = Relation("r", "supports", ids[:1], ids[1:])
    g = MapGraph(ArgumentMap("m", components=tuple(Component(i, "claim") for i in ids), relations=(relation, *under)))
    assert set(g.beneath(ids[-1])) == set(ids)
    assert set(g.above(ids[0])) == set(ids)
    assert g.path(ids[0], ids[7]) == [ids[0], ids[7]]


@given(maps())
def test_paths_are_as_short_as_networkx_finds_them(amap):
    """A step leads from a source to a target, and through an undercut relation to the relation's own targets."""
    ours = MapGraph(amap)
    steps = networkx.DiGraph()
    steps.add_nodes_from(amap.component)
    for source in amap.component:
        steps.add_edges_from((source, near) for near, far in ours.above(source, 1).items() if far == 1)
    for source in amap.component:
        lengths = networkx.single_source_shortest_path_length(steps, source)
        for target in amap.component:
            way = ours.path(source, target)
            assert (len(way) - 1 if way else None) == lengths.get(target)
            assert not way or (way[0], way[-1]) == (source, target)
            assert all(steps.has_edge(a, b) for a, b in pairwise(way))


def test_a_long_path_and_a_circle_end():
    ids = [f"c{n}" for n in range(20_000)]
    chain = tuple(
        Relation(f"k{n}", "supports", (a,), (b,)) for n, (a, b) in enumerate(zip(ids, [*ids[1:], ids[0]], strict=True))
    )
    g = MapGraph(ArgumentMap("m", components=tuple(Component(i, "claim") for i in ids), relations=chain))
    assert g.path("c0", "c19999") == ids
    assert g.path("c5", "c5") == ["c5"]
    assert g.path("c0", "nowhere") == []
