"""Nothing overlaps, every text stays in its box, and everything asked for is drawn."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Component, Relation
from argmap.render.layout import draw
from argmap.render.look import Look
from argmap.render.scene import Scene
from argmap.render.view import Choice, View, fold, reading_order, select
from tests.render.maps import big, drawable


def assert_clear(scene: Scene) -> None:
    """No two boxes, knots, captions or legends share ground; text keeps inside its own box and the page."""
    solid = [item for item in scene.items if item.rect and item.role in ("box", "fold", "junction", "legend")]
    for a, b in combinations(solid, 2):
        assert a.rect is not None and b.rect is not None
        assert not a.rect.overlaps(b.rect, slack=0.6), f"{a.id} lies on {b.id}"
    for item in scene.items:
        for line in item.texts:
            assert line.x >= -0.01 and line.rect.right <= scene.width + 0.01, line
            assert line.rect.y >= 0 and line.rect.bottom <= scene.height, line
            if item.rect and item.role in ("box", "fold", "junction"):
                assert item.rect.holds(line.rect, slack=0.8), (item.id, item.rect, line)
        for a, b in combinations(item.texts, 2):
            assert not a.rect.overlaps(b.rect, slack=0.9), (item.id, a, b)


@settings(max_examples=60, deadline=None)
@given(drawable(), st.sampled_from(["lr", "tb"]), st.sampled_from([96.0, 142.0, 190.0]), st.booleans())
def test_nothing_overlaps(amap: ArgumentMap, direction: str, wide: float, schemes: bool) -> None:
    view = select(amap, Choice())
    scene = draw(view, Look(direction=direction, box_width=wide, schemes=schemes, engine="bundled"))
    assert_clear(scene)
    assert {item.id for item in scene.boxes} == {c.id for c in amap.components}
    assert {r.id for r in view.relations} >= {
        r.id for r in amap.relations if r.sources and r.sources[0] in amap.component and r.targets[0] in amap.component
    }


@settings(max_examples=25, deadline=None)
@given(drawable(), st.integers(1, 6), st.sampled_from(["lr", "tb"]))
def test_folding_keeps_the_count_and_the_ground_clear(amap: ArgumentMap, kept: int, direction: str) -> None:
    view = select(amap, Choice())
    lean = fold(view, reading_order(view)[:kept])
    assert len(lean.shown) + lean.hidden == len(view.shown)
    assert_clear(draw(lean, Look(direction=direction, engine="bundled")))


@pytest.mark.parametrize("engine", ["system", "bundled"])
@pytest.mark.parametrize("direction", ["lr", "tb"])
def test_a_big_map_is_clear_in_both_engines(engine: str, direction: str) -> None:
    import shutil

    if engine == "system" and not shutil.which("dot"):
        pytest.skip("no program dot on this machine")
    view = select(big(), Choice())
    scene = draw(view, Look(direction=direction, engine=engine))
    assert_clear(scene)
    assert len(scene.boxes) == 70


def test_both_engines_draw_nearly_the_same_size() -> None:
    import shutil

    if not shutil.which("dot"):
        pytest.skip("no program dot on this machine")
    view = select(big(40), Choice())
    one, other = (draw(view, Look(engine=engine)) for engine in ("system", "bundled"))
    assert one.width == pytest.approx(other.width, rel=0.1)
    assert one.height == pytest.approx(other.height, rel=0.1)


def _map(*relations: Relation, count: int = 4) -> ArgumentMap:
    return ArgumentMap(
        "m", components=tuple(Component(f"c{n}", "claim", f"Gloss {n}") for n in range(count)), relations=relations
    )


def test_linked_premises_meet_at_one_bar() -> None:
    scene = draw(select(_map(Relation("k", "supports", ("c1", "c2"), ("c0",))), Choice()), Look())
    knots = [item for item in scene.items if item.role == "junction"]
    wires = [item for item in scene.items if item.role == "edge"]
    assert len(knots) == 1 and len(wires) == 3
    assert knots[0].rect is not None and knots[0].rect.h > knots[0].rect.w  # upright across the flow


def test_an_undercut_ends_on_the_line_it_attacks() -> None:
    amap = _map(Relation("k", "supports", ("c1",), ("c0",)), Relation("u", "undercuts", ("c2",), ("k",)))
    scene = draw(select(amap, Choice()), Look())
    knot = next(item for item in scene.items if item.role == "junction")
    assert knot.rect is not None
    tip = next(item for item in scene.items if item.id == "u.0" or item.id == "u").shapes[-1].steps[0][1]
    grown = (knot.rect.x - 2, knot.rect.y - 2, knot.rect.right + 2, knot.rect.bottom + 2)
    assert grown[0] <= tip[0] <= grown[2] and grown[1] <= tip[1] <= grown[3]


def test_theses_stand_left_or_on_top() -> None:
    amap = _map(Relation("k", "supports", ("c1",), ("c0",)), Relation("j", "supports", ("c2",), ("c1",)))
    for direction, axis in (("lr", "x"), ("tb", "y")):
        scene = draw(select(amap, Choice()), Look(direction=direction))
        rects = {item.id: item.rect for item in scene.boxes}
        assert getattr(rects["c0"], axis) < getattr(rects["c1"], axis) < getattr(rects["c2"], axis)


def test_every_mark_has_its_line_in_the_legend() -> None:
    amap = _map(
        Relation("k", "supports", ("c1", "c2"), ("c0",)),
        Relation("a", "attacks", ("c3",), ("c0",)),
        Relation("u", "undercuts", ("c3",), ("k",)),
    )
    scene = draw(select(amap, Choice()), Look())
    legend = next(item for item in scene.items if item.role == "legend")
    for word in ("claim", "supports", "attacks", "undercuts", "linked premises"):
        assert word in legend.title
    assert "evidence" not in legend.title


def test_frames_hold_their_members() -> None:
    view = select(big(20), Choice())
    scene = draw(view, Look(cluster="issue", engine="bundled"))
    frames = {item.id.removeprefix("cluster."): item.rect for item in scene.items if item.role == "cluster"}
    assert frames
    for item in scene.boxes:
        label = view.map.issue[view.map.component[item.id].issues[0]].label
        assert frames[label] is not None and item.rect is not None and frames[label].holds(item.rect)


def test_an_empty_view_is_an_empty_figure() -> None:
    scene = draw(View(_map(count=0), ()), Look(caption=False, legend=False))
    assert scene.boxes == ()
