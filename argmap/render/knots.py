"""Where lines meet: knots that join linked premises or take an undercut, and the wires between all boxes."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model import Relation
from argmap.render.look import SMALL, Look
from argmap.render.measure import LEADING, balance, width
from argmap.render.scene import Item, Rect, Shape, Text, box, circle
from argmap.render.view import View

KNOT = 7.0
BAR = (3.0, 15.0)


@dataclass(frozen=True, slots=True)
class Knot:
    """A point of a relation that other lines end on: where linked premises join, or an undercut hits."""

    relation: Relation
    item: Item


@dataclass(frozen=True, slots=True)
class Wire:
    """One line to draw: between two boxes or knots, with or without marks at its ends."""

    id: str
    tail: str
    head: str
    kind: str
    marked: bool = True
    both: bool = False
    relation: Relation | None = None

    @property
    def hits_knot(self) -> bool:
        """Whether the line ends on a relation: then it may come from any side."""
        return self.marked and self.head.startswith("knot.")


def knots_of(view: View, look: Look) -> dict[str, Knot]:
    """The knots that the view needs, by the id of their relation; items stand at the origin."""
    here = view.drawn
    pointed = {t for r in view.relations for t in r.targets if t not in here}
    pointed.update(anchor for fold in view.folds for anchor in fold.bears_on if anchor not in here)
    found = {}
    for relation in view.relations:
        sources = [s for s in relation.sources if s in here]
        labels = [_scheme(view, s) for s in relation.schemes] if look.schemes else []
        if len(sources) > 1 or len([m for m in relation.mutual if m in here]) > 2 or relation.id in pointed or labels:
            found[relation.id] = Knot(relation, _knot_item(relation, len(sources) > 1, labels, look))
    return found


def _scheme(view: View, scheme: str) -> str:
    entry = view.map.scheme.get(scheme)
    name = (entry.label if entry else "") or scheme.removeprefix("scheme.").replace("-", " ")
    return name.removeprefix("argument ")


def _knot_item(relation: Relation, linked: bool, labels: list[str], look: Look) -> Item:
    role = relation.name if relation.name in look.theme.colours else "other"
    title = f"{relation.name} {relation.id}" + (": linked premises" if linked else "")
    ident = f"knot.{relation.id}"
    if labels:
        rows = [row for label in labels for row in balance(label, look.box_width * 0.5, SMALL, "italic")] or ["?"]
        wide = max(width(row, SMALL, "italic") for row in rows) + 6.0
        rect = Rect(0.0, 0.0, wide, len(rows) * SMALL * LEADING + 3.0)
        shapes = [Shape(box(Rect(0.4, 0.4, wide - 0.8, rect.h - 0.8), 3.0), "page", role, 0.7)]
        if linked:
            side = Rect(wide - 2.0, 0.0, 2.0, rect.h) if look.direction == "lr" else Rect(0.0, rect.h - 2.0, wide, 2.0)
            shapes.append(Shape(box(side), role))
        texts = tuple(
            Text.at(3.0, 1.5 + SMALL + i * SMALL * LEADING, row, SMALL, "italic", "muted") for i, row in enumerate(rows)
        )
        return Item(ident, "junction", relation.name, title, rect=rect, shapes=tuple(shapes), texts=texts)
    if linked:
        wide, high = BAR if look.direction == "lr" else BAR[::-1]
        rect = Rect(0.0, 0.0, wide, high)
        return Item(ident, "junction", relation.name, title, rect=rect, shapes=(Shape(box(rect), role),))
    rect = Rect(0.0, 0.0, KNOT, KNOT)
    dot = Shape(circle(KNOT / 2, KNOT / 2, KNOT / 2 - 1.0), "page", role, 1.0)
    return Item(ident, "junction", relation.name, title, rect=rect, shapes=(dot,))


def wires_of(view: View, knots: dict[str, Knot]) -> list[Wire]:
    """All lines of the view; folds that hang on a component need none."""
    here = view.drawn
    found = [wire for relation in view.relations for wire in _wires(relation, here, knots)]
    for fold in view.folds:
        loose = [anchor for anchor in fold.bears_on if anchor not in here]
        found += [Wire(f"{fold.id}.to", fold.id, f"knot.{anchor}", "fold", False) for anchor in loose]
    return found


def _wires(r: Relation, here: frozenset[str], knots: dict[str, Knot]) -> list[Wire]:
    """The lines of one relation: through its knot, or straight from each source to each target."""
    sources = [s for s in r.sources if s in here]
    targets = [t if t in here else f"knot.{t}" for t in r.targets if t in here or t in knots]
    members = [m for m in r.mutual if m in here]
    if r.id in knots:
        hub = f"knot.{r.id}"
        return [
            *(Wire(f"{r.id}.from{i}", s, hub, r.name, False, False, r) for i, s in enumerate(sources)),
            *(Wire(f"{r.id}.to{i}", hub, t, r.name, True, False, r) for i, t in enumerate(targets)),
            *(Wire(f"{r.id}.of{i}", m, hub, r.name, False, False, r) for i, m in enumerate(members)),
        ]
    pairs = [(s, t) for s in sources for t in targets]
    found = [Wire(f"{r.id}.{i}" if i else r.id, s, t, r.name, True, False, r) for i, (s, t) in enumerate(pairs)]
    if len(members) == 2:
        found.append(Wire(r.id, members[1], members[0], r.name, True, True, r))
    return found
