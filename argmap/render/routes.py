"""The lines of a figure: where each leaves and arrives, by which way, and with which marks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.render import lines
from argmap.render.engine import Placed
from argmap.render.knots import Knot, Wire
from argmap.render.look import Look
from argmap.render.measure import clean
from argmap.render.scene import Item, Point, Rect

DOCK = 9.0  # between the ends of lines of different relations on one side of a box
BACK = {"lr": (1.0, 0.0), "tb": (0.0, 1.0)}  # from a box towards what bears on it
NEAR = 48.0  # boxes so near have nothing but knots between them
CLEAR = 2.5  # how far a line stays from boxes and knots that are not its own


@dataclass(frozen=True)
class Parts:
    """All that is to be placed: boxes, the tabs of folded groups below them, knots, and wires."""

    boxes: dict[str, Item]
    tabs: dict[str, Item]
    knots: dict[str, Knot]
    wires: list[Wire]

    def sizes(self) -> list[tuple[str, float, float]]:
        """Name, width and height of everything that Graphviz places; a tab belongs to its box."""
        found = []
        for ident, item in [*self.boxes.items(), *((knot.item.id, knot.item) for knot in self.knots.values())]:
            tab = self.tabs[ident].rect if ident in self.tabs else None
            rect = item.rect or Rect(0.0, 0.0, 1.0, 1.0)
            found.append((ident, rect.w, rect.h + (tab.h if tab else 0.0)))
        return found


def edges(look: Look, parts: Parts, placed: Placed) -> list[Item]:
    """All lines, in the order of the wires."""
    docks = _docks(parts)
    solid = {name: _rect(placed.nodes[name], wide, high) for name, wide, high in parts.sizes()}
    found = []
    for wire in parts.wires:
        points = placed.links.get(wire.id)
        if points and len(points) >= 4:
            ends = _ends(look, wire, points, parts, docks.get(wire.id, 0.0))
            others = [rect for name, rect in solid.items() if name not in (wire.tail, wire.head)]
            found.append(_edge(look, wire, _way(look, wire, points, ends, others), ends))
    return found


def _rect(centre: Point, wide: float, high: float) -> Rect:
    x, y = centre
    return Rect(x - wide / 2 - CLEAR, y - high / 2 - CLEAR, wide + 2 * CLEAR, high + 2 * CLEAR)


def _docks(parts: Parts) -> dict[str, float]:
    """How far from the middle of its target's side each line ends: marks of different relations stay apart."""
    kinds: dict[str, dict[str, None]] = {}
    for wire in parts.wires:
        if wire.marked and not wire.head.startswith("knot."):
            kinds.setdefault(wire.head, {})[wire.kind] = None
    found = {}
    for wire in parts.wires:
        here = list(kinds.get(wire.head, ()))
        if wire.kind in here and not wire.head.startswith("knot."):
            found[wire.id] = (here.index(wire.kind) - (len(here) - 1) / 2) * DOCK
    return found


def _lift(parts: Parts, ident: str) -> float:
    """How far above the middle of box and tab the middle of the box itself is."""
    tab = parts.tabs[ident].rect if ident in parts.tabs else None
    return tab.h / 2 if tab else 0.0


def _ends(look: Look, wire: Wire, points: list[Point], parts: Parts, aside: float) -> tuple[Point, Point]:
    """Where a line really leaves and arrives: at the middle of the box, not of box and tab together."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    if look.direction == "lr":
        return (x0, y0 - _lift(parts, wire.tail)), (x1, y1 + aside - _lift(parts, wire.head))
    return (x0, y0), (x1 + aside, y1)


def _way(look: Look, wire: Wire, points: list[Point], ends: tuple[Point, Point], others: list[Rect]) -> list[Point]:
    """The routed curve, or one simple bend where the two are neighbours and nothing else lies between."""
    if wire.hits_knot:
        return points
    back = BACK[look.direction]
    (x0, y0), (x1, y1) = ends
    gap = (x0 - x1) * back[0] + (y0 - y1) * back[1]
    if not 0 < gap <= NEAR:
        return points
    length = lines.HEADS[look.stroke(wire.kind).head] if wire.marked else 0.0
    base = (x1 + length * back[0], y1 + length * back[1])
    reach = 0.55 * (gap - length)
    bend = [
        (x0, y0),
        (x0 - reach * back[0], y0 - reach * back[1]),
        (base[0] + reach * back[0], base[1] + reach * back[1]),
        base,
    ]
    return points if _touches(bend, others) else bend


def _touches(points: list[Point], others: list[Rect]) -> bool:
    sampled = lines.sample(points, 40)
    left, right = min(x for x, _ in sampled), max(x for x, _ in sampled)
    top, bottom = min(y for _, y in sampled), max(y for _, y in sampled)
    near = [r for r in others if r.x < right and left < r.right and r.y < bottom and top < r.bottom]
    return any(r.x < x < r.right and r.y < y < r.bottom for r in near for x, y in sampled)


def _edge(look: Look, wire: Wire, points: list[Point], ends: tuple[Point, Point]) -> Item:
    stroke = look.stroke(wire.kind)
    role = wire.kind if wire.kind in look.theme.colours else "other"
    if not wire.marked:
        stroke = replace(stroke, head="")
    shapes = (
        lines.draw(points, stroke, role)
        if wire.hits_knot
        else lines.docked(points, ends, BACK[look.direction], stroke, role, both=wire.both)
    )
    return Item(wire.id, "edge", wire.kind, _spoken(wire), shapes=shapes)


def _spoken(wire: Wire) -> str:
    relation = wire.relation
    if relation is None:
        return ""
    ends = f"{' and '.join(relation.sources)} {relation.name} {' and '.join(relation.targets)}"
    if relation.mutual:
        ends = f"{relation.name}: {' and '.join(relation.mutual)}"
    return f"{ends}: {clean(relation.reason)}" if relation.reason else ends
