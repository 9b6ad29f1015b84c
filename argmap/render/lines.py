"""Lines between boxes: curves shortened to make room for the marks at their ends."""

from __future__ import annotations

import itertools
import math

from argmap.render.look import Stroke
from argmap.render.scene import Point, Shape, bezier, circle, line, polygon

REACH = 12.0  # length of the last stretch of a curve, in which it turns to face its box
HEADS = {"triangle": 6.0, "bar": 2.0, "diamond": 7.0, "ring": 5.0, "chevron": 5.0, "": 0.0}


def draw(points: list[Point], stroke: Stroke, role: str, *, both: bool = False) -> tuple[Shape, ...]:
    """A curve with its mark at the end, and at the start too where ``both`` is asked for."""
    length = HEADS[stroke.head]
    shapes: list[Shape] = []
    body = points
    if both and length:
        body, tip, angle = _cut_end(body[::-1], length)
        body = body[::-1]
        shapes += _head(stroke, tip, angle, role)
    if length:
        body, tip, angle = _cut_end(body, length)
        shapes += _head(stroke, tip, angle, role)
    curve = Shape(bezier(body), "", role, stroke.width, stroke.dash, stroke.round_caps)
    return (curve, *shapes)


def docked(
    points: list[Point], ends: tuple[Point, Point], back: Point, stroke: Stroke, role: str, *, both: bool = False
) -> tuple[Shape, ...]:
    """A curve that leaves and arrives at right angles to the sides of its boxes, with its mark at the end.

    Args:
        points: The curve as routed.
        ends: Where it shall begin and end, a little beside the routed ends.
        back: A unit vector that points from the target back along the line.
        stroke: The line and its mark.
        role: Name of the colour.
        both: Put the mark at the start too.
    """
    (start, tip), length = ends, HEADS[stroke.head]
    away = (-back[0], -back[1])
    base = (tip[0] + length * back[0], tip[1] + length * back[1])
    begin = (start[0] + length * away[0], start[1] + length * away[1]) if both else start
    body = _arrive(points, base, back)
    body = _arrive(body[::-1], begin, away)[::-1]
    shapes = [Shape(bezier(body), "", role, stroke.width, stroke.dash, stroke.round_caps)]
    if length:
        shapes += _head(stroke, tip, math.atan2(away[1], away[0]), role)
    if length and both:
        shapes += _head(stroke, start, math.atan2(back[1], back[0]), role)
    return tuple(shapes)


def _arrive(points: list[Point], end: Point, back: Point) -> list[Point]:
    """The curve with its last stretch replaced by one that reaches ``end`` along the direction ``back``."""
    if math.dist(points[-1], end) < 0.01:
        return points
    reach = min(REACH + math.dist(points[-1], end), 0.4 * _length(points))
    kept = _cut_end(points, reach)[0]
    last, before = kept[-1], kept[-2] if math.dist(kept[-1], kept[-2]) > 0.01 else kept[0]
    way, gap = math.dist(last, before) or 1.0, 0.4 * math.dist(last, end)
    leave = (last[0] + gap * (last[0] - before[0]) / way, last[1] + gap * (last[1] - before[1]) / way)
    return [*kept, leave, (end[0] + gap * back[0], end[1] + gap * back[1]), end]


def middle(points: list[Point]) -> Point:
    """The point halfway along a curve."""
    return along(points, _length(points) / 2)


def along(points: list[Point], distance: float) -> Point:
    """The point at a distance from the start, measured along the curve."""
    walked = 0.0
    sampled = sample(points)
    for (x0, y0), (x1, y1) in itertools.pairwise(sampled):
        step = math.hypot(x1 - x0, y1 - y0)
        if walked + step >= distance and step:
            share = (distance - walked) / step
            return x0 + share * (x1 - x0), y0 + share * (y1 - y0)
        walked += step
    return sampled[-1]


def _head(stroke: Stroke, tip: Point, angle: float, role: str) -> list[Shape]:
    """The mark whose tip touches the box; ``angle`` is the direction of travel."""

    def at(back: float, aside: float) -> Point:
        cos, sin = math.cos(angle), math.sin(angle)
        return tip[0] - back * cos - aside * sin, tip[1] - back * sin + aside * cos

    if stroke.head == "triangle":
        return [Shape(polygon(tip, at(6.0, 2.6), at(6.0, -2.6)), role)]
    if stroke.head == "bar":
        return [Shape(line(at(1.2, 4.2), at(1.2, -4.2)), "", role, 2.2)]
    if stroke.head == "diamond":
        return [Shape(polygon(tip, at(3.5, 2.6), at(7.0, 0.0), at(3.5, -2.6)), "page", role, 1.0)]
    if stroke.head == "ring":
        return [Shape(circle(*at(2.5, 0.0), 2.0), "page", role, 0.9)]
    return [Shape(line(at(5.0, 2.8), at(0.4, 0.0), at(5.0, -2.8)), "", role, 0.9)]


def _cut_end(points: list[Point], length: float) -> tuple[list[Point], Point, float]:
    """The curve without its last ``length`` points of way, its old end, and the direction there."""
    tip = points[-1]
    body = list(points)
    while len(body) > 4 and math.dist(body[-4], tip) <= length:
        body = body[:-3]
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        if math.dist(_split(body[-4:], t)[-1], tip) > length:
            low = t
        else:
            high = t
    kept = [*body[:-4], *_split(body[-4:], max(low, 0.02))]
    return kept, tip, math.atan2(tip[1] - kept[-1][1], tip[0] - kept[-1][0])


def _split(points: list[Point], t: float) -> list[Point]:
    """The first part of a cubic curve up to parameter ``t`` (de Casteljau)."""
    rows = [points]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append([(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in itertools.pairwise(row)])
    return [row[0] for row in rows]


def sample(points: list[Point], steps: int = 12) -> list[Point]:
    """Points along a path of cubic curves, ``steps`` to a curve."""
    found = [points[0]]
    for i in range(0, len(points) - 3, 3):
        part = points[i : i + 4]
        found += [_split(part, n / steps)[-1] for n in range(1, steps + 1)]
    return found


def _length(points: list[Point]) -> float:
    sampled = sample(points)
    return math.fsum(math.dist(a, b) for a, b in itertools.pairwise(sampled))
