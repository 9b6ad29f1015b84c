from __future__ import annotations

import math

import pytest

from argmap.render.lines import HEADS, along, docked, draw, middle, sample
from argmap.render.look import STROKES

WAY = [(100.0, 0.0), (80.0, 0.0), (20.0, 50.0), (0.0, 50.0)]


@pytest.mark.parametrize("name", STROKES)
def test_the_mark_touches_the_end_and_the_line_stops_before_it(name: str) -> None:
    curve, *marks = draw(WAY, STROKES[name], "role")
    end = curve.steps[-1][1][-2:]
    length = HEADS[STROKES[name].head]
    assert math.dist(end, WAY[-1]) == pytest.approx(length, abs=0.6)
    assert bool(marks) == bool(length)
    if STROKES[name].head in ("triangle", "diamond"):
        assert marks[0].steps[0][1] == WAY[-1]


def test_docked_lines_meet_their_boxes_at_right_angles() -> None:
    ends = ((100.0, -4.0), (0.0, 59.0))
    curve, head = docked(WAY, ends, (1.0, 0.0), STROKES["supports"], "role")
    assert curve.steps[0][1] == ends[0]
    *_, hx, hy, x, y = curve.steps[-1][1]
    assert (x, y) == pytest.approx((6.0, 59.0)) and hy == pytest.approx(y) and hx > x
    assert head.steps[0][1] == ends[1]


def test_marks_at_both_ends() -> None:
    assert len(docked(WAY, (WAY[0], WAY[-1]), (1.0, 0.0), STROKES["attacks"], "role", both=True)) == 3
    assert len(draw(WAY, STROKES["attacks"], "role", both=True)) == 3


def test_halfway_along_a_straight_line() -> None:
    straight = [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0)]
    assert middle(straight) == pytest.approx((15.0, 0.0))
    assert along(straight, 999) == (30.0, 0.0)
    assert sample(straight, 3)[0] == (0.0, 0.0) and sample(straight, 3)[-1] == (30.0, 0.0)


def test_very_short_lines_do_not_break() -> None:
    for stroke in STROKES.values():
        assert draw([(0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (0.3, 0.0)], stroke, "role")
        assert docked([(0.0, 0.0)] * 4, ((0.0, 0.0), (0.0, 1.0)), (1.0, 0.0), stroke, "role")
