"""A figure as data: shapes and measured lines of text, ready for any writer (svg, pdf, png).

All lengths are in points, the origin at the top left, y downward. Colours are names of roles that a
`Theme` resolves, so that one scene can be drawn in several themes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from argmap.render.measure import clean, covered, runs_right_to_left, width
from argmap.render.theme import LIGHT, Theme

Point = tuple[float, float]
Step = tuple[str, tuple[float, ...]]
T = TypeVar("T")
KAPPA = 0.5523  # length of the handles with which a cubic Bézier curve draws a quarter circle


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    def overlaps(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether the two share more than a border of ``slack`` points."""
        return (
            self.x + slack < other.right
            and other.x + slack < self.right
            and self.y + slack < other.bottom
            and other.y + slack < self.bottom
        )

    def holds(self, other: Rect, slack: float = 0.01) -> bool:
        """Whether the other lies wholly within."""
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: ``x`` is its left end, ``y`` its baseline, ``width`` as measured.

    ``exact`` says that the bundled font draws all of it, so that the width is no estimate.
    """

    x: float
    y: float
    text: str
    size: float
    width: float
    face: str = "regular"
    role: str = "ink"
    exact: bool = True
    rtl: bool = False

    @classmethod
    def at(cls, x: float, y: float, text: str, size: float, face: str = "regular", role: str = "ink") -> Text:
        """A line that starts at ``x``; cleaned and measured here."""
        text = clean(text)
        return cls(x, y, text, size, width(text, size, face), face, role, covered(text, face), runs_right_to_left(text))

    @classmethod
    def ending(cls, x: float, y: float, text: str, size: float, face: str = "regular", role: str = "ink") -> Text:
        """A line that ends at ``x``."""
        line = cls.at(x, y, text, size, face, role)
        return replace(line, x=x - line.width)

    @property
    def rect(self) -> Rect:
        """The space that the line takes, from cap height to a little below the baseline."""
        return Rect(self.x, self.y - 0.75 * self.size, self.width, 0.97 * self.size)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path of steps M, L, C and Z, with fill and stroke as names of roles ("" for none)."""

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round_caps: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What belongs together: a box, an edge, the legend. ``title`` is read out and shown on hover.

    ``role`` tells what it is (box, edge, fold, junction, cluster, legend, caption), ``kind`` the kind
    of component or the name of the relation, ``href`` where a click leads ("" for nowhere).
    """

    id: str
    role: str
    kind: str = ""
    title: str = ""
    href: str = ""
    rect: Rect | None = None
    shapes: tuple[Shape, ...] = ()
    texts: tuple[Text, ...] = ()

    def moved(self, dx: float, dy: float) -> Item:
        """The same item elsewhere."""
        return replace(
            self,
            rect=self.rect.moved(dx, dy) if self.rect else None,
            shapes=tuple(replace(s, steps=shift(s.steps, dx, dy)) for s in self.shapes),
            texts=tuple(replace(t, x=t.x + dx, y=t.y + dy) for t in self.texts),
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole figure. ``scale`` is the size of one unit on paper in points (1 = as measured)."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""
    description: str = ""
    language: str = "en"
    theme: Theme = field(default=LIGHT)
    scale: float = 1.0

    @property
    def boxes(self) -> tuple[Item, ...]:
        """The boxes of components and of folded groups."""
        return tuple(item for item in self.items if item.role in ("box", "fold"))

    @property
    def smallest_text(self) -> float:
        """The smallest size of a gloss on paper, in points."""
        sizes = [t.size for item in self.boxes for t in item.texts if t.role == "ink"]
        return self.scale * min(sizes, default=0.0)

    def moved(self, dx: float, dy: float, width: float, height: float) -> Scene:
        """The same figure on a ground of another size."""
        return replace(self, width=width, height=height, items=tuple(item.moved(dx, dy) for item in self.items))


def shift(steps: Iterable[Step], dx: float, dy: float) -> tuple[Step, ...]:
    """A path moved."""
    return tuple((op, tuple(v + (dx, dy)[i % 2] for i, v in enumerate(values))) for op, values in steps)


def polygon(*points: Point) -> tuple[Step, ...]:
    """A closed path through the points."""
    return (("M", points[0]), *(("L", point) for point in points[1:]), ("Z", ()))


def line(*points: Point) -> tuple[Step, ...]:
    """An open path of straight lines."""
    return (("M", points[0]), *(("L", point) for point in points[1:]))


def bezier(points: list[Point]) -> tuple[Step, ...]:
    """A path of cubic curves: a start, then groups of two handles and an end (as Graphviz gives them)."""
    steps: list[Step] = [("M", points[0])]
    for i in range(1, len(points) - 2, 3):
        steps.append(("C", (*points[i], *points[i + 1], *points[i + 2])))
    return tuple(steps)


def box(rect: Rect, radius: float = 0.0) -> tuple[Step, ...]:
    """A rectangle, its corners rounded."""
    if radius <= 0:
        return polygon((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
    r = min(radius, rect.w / 2, rect.h / 2)
    k = r * (1 - KAPPA)
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def octagon(rect: Rect, cut: float) -> tuple[Step, ...]:
    """A rectangle with its corners cut off."""
    c = min(cut, rect.w / 2, rect.h / 2)
    return polygon(
        (rect.x + c, rect.y),
        (rect.right - c, rect.y),
        (rect.right, rect.y + c),
        (rect.right, rect.bottom - c),
        (rect.right - c, rect.bottom),
        (rect.x + c, rect.bottom),
        (rect.x, rect.bottom - c),
        (rect.x, rect.y + c),
    )


def circle(x: float, y: float, radius: float) -> tuple[Step, ...]:
    """A circle about a point."""
    return box(Rect(x - radius, y - radius, 2 * radius, 2 * radius), radius)


def on_sheets(parts: Iterable[tuple[T, float]], room: float, later: float | None = None) -> list[list[T]]:
    """Parts, each with its height, put onto sheets in their order; one that is taller than the room has its own.

    ``later`` is the room on all sheets but the first, where it differs.

    >>> on_sheets([("a", 6), ("b", 4), ("c", 1), ("d", 12)], 10)
    [['a', 'b'], ['c'], ['d']]
    """
    sheets: list[list[T]] = [[]]
    used = 0.0
    for part, height in parts:
        if sheets[-1] and used + height > room:
            sheets.append([])
            used = 0.0
            room = room if later is None else later
        sheets[-1].append(part)
        used += height
    return sheets
