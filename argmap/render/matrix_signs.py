"""The signs of the matrix figure: each status has a form of its own, so that none is told by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType

from argmap.compare import many as mm
from argmap.render.scene import Rect, Shape, box, line

SIGN = 9.5  # points across
R = SIGN / 2


def sign(status: str, x: float, y: float) -> list[Shape]:
    """The sign of a status around a point."""
    return _SIGNS[status](x, y)


def _disc(x: float, y: float, r: float = R) -> Rect:
    return Rect(x - r, y - r, 2 * r, 2 * r)


def _plus(x: float, y: float, arm: float, role: str) -> list[Shape]:
    return [*_minus(x, y, arm, role), Shape(line((x, y - arm), (x, y + arm)), "", role, 1.2)]


def _minus(x: float, y: float, arm: float, role: str) -> list[Shape]:
    return [Shape(line((x - arm, y), (x + arm, y)), "", role, 1.2)]


def _for(x: float, y: float) -> list[Shape]:
    """A full disc with a plus."""
    return [Shape(box(_disc(x, y), R), "claim", "claim", 0.8), *_plus(x, y, 2.6, "inverse")]


def _against(x: float, y: float) -> list[Shape]:
    """A full square with a minus."""
    return [Shape(box(_disc(x, y)), "attacks", "attacks", 0.8), *_minus(x, y, 2.6, "inverse")]


def _qualified(x: float, y: float) -> list[Shape]:
    """An open disc with a plus."""
    return [Shape(box(_disc(x, y), R), "claim.fill", "claim", 1.0), *_plus(x, y, 2.4, "claim")]


def _other(x: float, y: float) -> list[Shape]:
    """A diamond."""
    corners = [(x, y - R), (x + R, y), (x, y + R), (x - R, y), (x, y - R)]
    return [Shape(line(a, b), "", "recommendation", 1.2, round_caps=True) for a, b in pairwise(corners)]


def _mixed(x: float, y: float) -> list[Shape]:
    """A square parted in two: plus and minus."""
    parted = [Shape(box(_disc(x, y)), "other.fill", "ink", 0.9), Shape(line((x, y - R), (x, y + R)), "", "ink", 0.7)]
    return [*parted, *_plus(x - R / 2, y, 1.5, "ink"), *_minus(x + R / 2, y, 1.5, "ink")]


def _speaks(x: float, y: float) -> list[Shape]:
    """A ring with a dot."""
    return [Shape(box(_disc(x, y), R), "", "ink", 0.9), Shape(box(_disc(x, y, 1.4), 1.4), "ink", "ink", 0.4)]


def _reports(x: float, y: float) -> list[Shape]:
    """A dashed ring."""
    return [Shape(box(_disc(x, y), R), "", "muted", 0.9, (1.6, 1.4))]


def _silent(x: float, y: float) -> list[Shape]:
    """A short line."""
    return [Shape(line((x - 2.4, y), (x + 2.4, y)), "", "muted", 0.9)]


def _unknown(x: float, y: float) -> list[Shape]:
    """A slanted line."""
    return [Shape(line((x - 2.4, y + 3), (x + 2.4, y - 3)), "", "muted", 0.9)]


_SIGNS: Mapping[str, Callable[[float, float], list[Shape]]] = MappingProxyType(
    {
        mm.FOR: _for,
        mm.AGAINST: _against,
        mm.QUALIFIED: _qualified,
        mm.OTHER: _other,
        mm.MIXED: _mixed,
        mm.SPEAKS: _speaks,
        mm.REPORTS: _reports,
        mm.SILENT: _silent,
        mm.UNKNOWN: _unknown,
    }
)
