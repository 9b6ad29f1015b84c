from __future__ import annotations

from hypothesis import given

from argmap.model import ArgumentMap, Component, Relation
from argmap.render.tree import walk
from argmap.render.view import Choice, select
from tests.render.maps import drawable


@given(drawable())
def test_every_component_has_its_grounds_once_and_cycles_end(amap: ArgumentMap) -> None:
    view = select(amap, Choice())
    twigs = list(walk(view))
    first = [t.component for t in twigs if t.component and not t.again]
    assert set(first) == set(view.shown)
    assert len(twigs) < 60 * (len(view.shown) + len(view.relations) + 1)


def test_a_very_deep_chain_does_not_overflow() -> None:
    count = 3000
    amap = ArgumentMap(
        "deep",
        components=tuple(Component(f"c{n}", "claim", "x") for n in range(count)),
        relations=tuple(Relation(f"k{n}", "supports", (f"c{n + 1}",), (f"c{n}",)) for n in range(count - 1)),
    )
    assert sum(1 for _ in walk(select(amap, Choice()))) == count


def test_members_of_an_undirected_relation_stand_below_the_first() -> None:
    ids = [f"c{n}" for n in range(2_000)]
    amap = ArgumentMap(
        "m",
        components=tuple(Component(ident, "claim", "x") for ident in ids),
        relations=(Relation("k", "attacks", mutual=tuple(ids)),),
    )
    twigs = list(walk(select(amap, Choice())))
    assert [t.component for t in twigs if len(t.trail) < 2] == ids
    assert [t.component for t in twigs if len(t.trail) == 2] == ["c0"] * 1_999


def test_a_circle_is_entered_once() -> None:
    pairs = (("c1", "c2"), ("c2", "c3"), ("c3", "c1"))
    amap = ArgumentMap(
        "ring",
        components=tuple(Component(f"c{n}", "claim", "x") for n in (1, 2, 3)),
        relations=tuple(Relation(f"k{a}", "supports", (a,), (b,)) for a, b in pairs),
    )
    assert [(t.component, t.again) for t in walk(select(amap, Choice()))] == [
        ("c1", False),
        ("c3", False),
        ("c2", False),
        ("c1", True),
    ]
