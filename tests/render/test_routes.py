from __future__ import annotations

import re

from argmap.model import ArgumentMap, Component, Relation
from argmap.render.layout import draw
from argmap.render.lines import sample
from argmap.render.look import Look
from argmap.render.scene import Item, Scene
from argmap.render.view import Choice, select
from tests.render.maps import big


def points(item: Item) -> list[tuple[float, float]]:
    """Points along the line of an edge, some way off its ends."""
    steps = item.shapes[0].steps
    flat = [steps[0][1], *(p for _, v in steps[1:] for p in zip(v[::2], v[1::2], strict=True))]
    return sample([(float(x), float(y)) for x, y in flat], 20)[2:-2]


def crossings(scene: Scene) -> list[tuple[str, str]]:
    found = []
    for edge in (item for item in scene.items if item.role == "edge"):
        for box in scene.boxes:
            r = box.rect
            assert r is not None
            if any(r.x + 2 < x < r.right - 2 and r.y + 2 < y < r.bottom - 2 for x, y in points(edge)):
                found.append((edge.id, box.id))
    return found


def test_lines_run_round_boxes() -> None:
    for seed in (1, 2, 3):
        for direction in ("lr", "tb"):
            scene = draw(select(big(50, seed), Choice()), Look(direction=direction, engine="bundled"))
            assert crossings(scene) == []


def test_different_relations_end_apart() -> None:
    amap = ArgumentMap(
        "m",
        components=tuple(
            Component(f"c{n}", "claim", "Some words that fill a line or two of the box") for n in range(3)
        ),
        relations=(Relation("k", "supports", ("c1",), ("c0",)), Relation("a", "attacks", ("c2",), ("c0",))),
    )
    scene = draw(select(amap, Choice()), Look())
    tips = [item.shapes[0].steps[-1][1][-1] for item in scene.items if item.role == "edge"]
    assert abs(tips[0] - tips[1]) >= 8


def test_lines_are_told_in_words() -> None:
    scene = draw(select(big(20), Choice()), Look())
    for item in scene.items:
        if item.role == "edge":
            assert re.match(r"[cku]\d+.* (supports|attacks|undercuts) [cku]\d+", item.title)
