from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.render.scene import Item, Rect, Scene, Shape, Text, bezier, box, circle, octagon, on_sheets, polygon, shift

SIDES = st.floats(1, 500)


@given(SIDES, SIDES, SIDES, SIDES, SIDES, SIDES)
def test_overlap_is_mutual_and_containment_implies_it(
    x: float, y: float, w: float, h: float, dx: float, dy: float
) -> None:
    one, other = Rect(x, y, w, h), Rect(x + dx - 250, y + dy - 250, h, w)
    assert one.overlaps(other) == other.overlaps(one)
    if one.holds(other, 0):
        assert one.overlaps(other)
    assert one.overlaps(one) and one.holds(one)


@pytest.mark.parametrize("draw", [box, lambda r: box(r, 6), lambda r: octagon(r, 6), lambda r: box(r, 900)])
def test_outlines_stay_in_their_rectangle_and_touch_its_sides(draw) -> None:
    rect = Rect(10, 20, 100, 40)
    steps = draw(rect)
    points = [p for _, v in steps for p in zip(v[::2], v[1::2], strict=True)]
    assert steps[0][0] == "M" and steps[-1][0] == "Z"
    assert min(x for x, _ in points) == rect.x and max(x for x, _ in points) == rect.right
    assert min(y for _, y in points) == rect.y and max(y for _, y in points) == rect.bottom


def test_a_circle_is_round() -> None:
    ends = [v[-2:] for op, v in circle(5, 5, 3) if op in "LC"]
    assert all((x - 5) ** 2 + (y - 5) ** 2 == pytest.approx(9) for x, y in ends)


def test_texts_are_measured_and_end_where_they_should() -> None:
    line = Text.ending(100, 20, "p. 12", 7)
    assert line.x + line.width == pytest.approx(100) and line.exact and not line.rtl
    assert Text.at(0, 0, "a\tb\x00", 7).text == "a b"
    assert Text.at(0, 0, "שלום", 7).rtl


def test_moving_moves_all() -> None:
    item = Item(
        "i", "box", rect=Rect(0, 0, 5, 5), shapes=(Shape(polygon((0, 0), (1, 2))),), texts=(Text.at(1, 2, "x", 7),)
    )
    moved = item.moved(10, 20)
    assert moved.rect == Rect(10, 20, 5, 5)
    assert moved.shapes[0].steps[1] == ("L", (11, 22))
    assert (moved.texts[0].x, moved.texts[0].y) == (11, 22)
    assert Scene(5, 5, (item,)).moved(10, 20, 50, 60).items == (moved,)


def test_curves() -> None:
    steps = bezier([(0, 0), (1, 1), (2, 1), (3, 0), (4, -1), (5, -1), (6, 0)])
    assert [op for op, _ in steps] == ["M", "C", "C"] and steps[-1][1][-2:] == (6, 0)
    assert shift(steps, 1, 2)[0] == ("M", (1, 2))


@given(st.lists(st.tuples(st.integers(), st.integers(0, 30))), st.integers(1, 40))
def test_sheets_hold_every_part_in_order_and_are_as_full_as_they_can_be(
    parts: list[tuple[int, int]], room: int
) -> None:
    sheets = on_sheets(((part, part[1]) for part in parts), room)
    assert [part for sheet in sheets for part in sheet] == parts
    assert all(sum(height for _, height in sheet) <= room or len(sheet) == 1 for sheet in sheets)
    for sheet, after in itertools.pairwise(sheets):
        assert sum(height for _, height in sheet) + after[0][1] > room
