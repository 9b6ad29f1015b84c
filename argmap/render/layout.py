"""From a view to a scene: measure the boxes, let Graphviz place them, draw lines, caption and legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from argmap.model import Component, Relation
from argmap.render import legend, lines
from argmap.render.boxes import component_box, context_box, fold_box
from argmap.render.engine import Cluster, Link, Node, Placed, Plan, place
from argmap.render.look import CAPTION, SMALL, Look
from argmap.render.measure import LEADING, clean, shorten, width, wrap
from argmap.render.scene import Item, Point, Rect, Scene, Shape, Text, box, circle
from argmap.render.view import View, reading_order, section_of, subject

MARGIN = 8.0
GAP = 9.0  # between neighbours of one rank
RANK_GAP = 13.0  # half the way between two ranks of boxes: knots stand in the middle
LEAST_WIDTH = 230.0
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


def draw(view: View, look: Look) -> Scene:
    """The view as a scene, at its natural size.

    Raises:
        ArgmapError: Graphviz is missing or fails, or takes too long.
    """
    boxes = _boxes(view, look)
    knots = _knots(view, look)
    wires = _wires(view, knots)
    placed = place(_plan(view, look, boxes, knots, wires), engine=look.engine, seconds=look.seconds)
    items = _assemble(view, look, placed, boxes, knots, wires)
    return _compose(view, look, items, (placed.width, placed.height))


def _boxes(view: View, look: Look) -> dict[str, Item]:
    """All boxes at the origin, in reading order, so that Graphviz and screen readers meet them so."""
    order = reading_order(replace(view, shown=tuple(view.drawn)))
    found: dict[str, Item] = {}
    for ident in order:
        build: Callable[..., Item] = context_box if ident in view.context else component_box
        found[ident] = build(view.map, view.map.component[ident], look)
    for fold in view.folds:
        found[fold.id] = fold_box(fold, look)
    return found


def _knots(view: View, look: Look) -> dict[str, Knot]:
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
    return (entry.label if entry else "") or scheme.removeprefix("scheme.").replace("-", " ")


def _knot_item(relation: Relation, linked: bool, labels: list[str], look: Look) -> Item:
    role = relation.name if relation.name in look.theme.colours else "other"
    title = f"{relation.name} {relation.id}" + (": linked premises" if linked else "")
    ident = f"knot.{relation.id}"
    if labels:
        rows = [shorten(label, look.box_width * 0.6, SMALL, "italic") for label in labels]
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


def _wires(view: View, knots: dict[str, Knot]) -> list[Wire]:
    here = view.drawn
    found: list[Wire] = []
    for r in view.relations:
        sources = [s for s in r.sources if s in here]
        targets = [t if t in here else f"knot.{t}" for t in r.targets if t in here or t in knots]
        members = [m for m in r.mutual if m in here]
        if r.id in knots:
            hub = f"knot.{r.id}"
            found += [Wire(f"{r.id}.from{i}", s, hub, r.name, False, False, r) for i, s in enumerate(sources)]
            found += [Wire(f"{r.id}.to{i}", hub, t, r.name, True, False, r) for i, t in enumerate(targets)]
            found += [Wire(f"{r.id}.of{i}", m, hub, r.name, False, False, r) for i, m in enumerate(members)]
            continue
        found += [
            Wire(f"{r.id}.{i}" if i else r.id, s, t, r.name, True, False, r)
            for i, (s, t) in enumerate((s, t) for s in sources for t in targets)
        ]
        if len(members) == 2:
            found.append(Wire(r.id, members[1], members[0], r.name, True, True, r))
    for fold in view.folds:
        for anchor in fold.bears_on:
            end = anchor if anchor in here else f"knot.{anchor}"
            found.append(Wire(f"{fold.id}.to", fold.id, end, "fold", False))
    return found


def _plan(view: View, look: Look, boxes: dict[str, Item], knots: dict[str, Knot], wires: list[Wire]) -> Plan:
    sizes = {**boxes, **{knot.item.id: knot.item for knot in knots.values()}}
    nodes = tuple(Node(i, item.rect.w, item.rect.h) for i, item in sizes.items() if item.rect)
    links = tuple(
        Link(
            w.id,
            w.tail,
            w.head,
            1 if "knot." in w.tail[:5] or "knot." in w.head[:5] else 2,
            1 if w.kind == "fold" else 2,
        )
        for w in wires
    )
    return Plan(
        nodes,
        links,
        "RL" if look.direction == "lr" else "BT",
        GAP,
        RANK_GAP,
        tuple(Cluster(f"cluster.{name}", members) for name, members in _groups(view, look).items()),
    )


def _groups(view: View, look: Look) -> dict[str, tuple[str, ...]]:
    """Components to frame together, by subject."""
    if not look.cluster:
        return {}
    found: dict[str, list[str]] = {}
    for ident in view.shown:
        component = view.map.component[ident]
        if look.cluster == "section" and section_of(view.map, component)[0]:
            number, label = section_of(view.map, component)
            found.setdefault(f"{number}. {label}" if label else f"Section {number}", []).append(ident)
        elif look.cluster == "issue" and subject(view.map, component, "issue"):
            found.setdefault(subject(view.map, component, "issue"), []).append(ident)
    return {name: tuple(members) for name, members in found.items()}


def _assemble(
    view: View, look: Look, placed: Placed, boxes: dict[str, Item], knots: dict[str, Knot], wires: list[Wire]
) -> list[Item]:
    """Everything in its place: frames below, then lines, then boxes and knots."""
    items = [_frame(name, rect) for name, rect in placed.clusters.items()]
    for wire in wires:
        points = placed.links.get(wire.id)
        if points and len(points) >= 4:
            items.append(_edge(view, look, wire, points))
    for ident, item in [*boxes.items(), *((knot.item.id, knot.item) for knot in knots.values())]:
        x, y = placed.nodes[ident]
        assert item.rect is not None  # noqa: S101 - every box and knot is built with its rectangle
        items.append(item.moved(x - item.rect.w / 2, y - item.rect.h / 2))
    return items


def _edge(view: View, look: Look, wire: Wire, points: list[Point]) -> Item:
    stroke = look.stroke(wire.kind)
    role = wire.kind if wire.kind in look.theme.colours else "other"
    if not wire.marked:
        stroke = replace(stroke, head="")
    return Item(
        id=wire.id,
        role="edge",
        kind=wire.kind,
        title=_spoken(wire) if wire.relation else "",
        shapes=lines.draw(points, stroke, role, both=wire.both),
    )


def _spoken(wire: Wire) -> str:
    relation = wire.relation
    if relation is None:
        return ""
    ends = f"{' and '.join(relation.sources)} {relation.name} {' and '.join(relation.targets)}"
    if relation.mutual:
        ends = f"{relation.name}: {' and '.join(relation.mutual)}"
    return f"{ends}: {clean(relation.reason)}" if relation.reason else ends


def _frame(name: str, rect: tuple[float, float, float, float]) -> Item:
    frame = Rect(*rect)
    label = name.removeprefix("cluster.")
    heading = Text.at(
        frame.x + 5.0, frame.y + 9.5, shorten(label, frame.w - 10.0, SMALL, "bold"), SMALL, "bold", "muted"
    )
    shape = Shape(box(frame, 4.0), "cluster.fill", "cluster", 0.6, (1.0, 1.5))
    return Item(name, "cluster", title=f"group: {label}", rect=frame, shapes=(shape,), texts=(heading,))


def _compose(view: View, look: Look, items: list[Item], size: tuple[float, float]) -> Scene:
    """Caption above, legend below, a margin around."""
    inner = max(size[0], LEAST_WIDTH if look.caption or look.legend else 0.0)
    above = caption(view, inner) if look.caption else []
    top = MARGIN + (max(t.y for t in above) + 8.0 if above else 0.0)
    left = MARGIN + (inner - size[0]) / 2
    drawn = [item.moved(left, top) for item in items]
    bottom = top + size[1]
    if above:
        title = Item("caption", "caption", title="", texts=tuple(above)).moved(MARGIN, MARGIN)
        drawn.insert(0, title)
    if look.legend:
        key = legend.draw(view, look, inner)
        drawn.append(key.moved(MARGIN, bottom + 10.0))
        bottom += 10.0 + (key.rect.h if key.rect else 0.0)
    return Scene(
        inner + 2 * MARGIN,
        bottom + MARGIN,
        tuple(drawn),
        title=clean(f"Argument map: {view.map.short_name}" + (f" ({view.heading})" if view.heading else "")),
        description=describe(view),
        language=view.map.source.language or "en",
        theme=look.theme,
    )


def caption(view: View, inner: float) -> list[Text]:
    """Who and what at the top of a figure: short name and title, the part shown, what is folded."""
    amap = view.map
    title = amap.source.shown_title or amap.title
    name = amap.short_name
    head = name if title in (name, "") else f"{name}: {title}" if amap.source.authors else title
    rows = wrap(head, inner, CAPTION, "bold")
    texts = [Text.at(0.0, CAPTION + i * CAPTION * LEADING, row, CAPTION, "bold") for i, row in enumerate(rows)]
    notes = [view.heading] if view.heading else []
    if view.folds:
        notes.append(f"{len(view.shown)} of {len(view.shown) + view.hidden} components drawn, the others folded")
    y = CAPTION + (len(rows) - 1) * CAPTION * LEADING
    for row in wrap("; ".join(notes), inner, 7.5):
        y += 7.5 * LEADING + 1.0
        texts.append(Text.at(0.0, y, row, 7.5, "regular", "muted"))
    return texts


def describe(view: View) -> str:
    """The figure in words, for those who hear it."""
    count: dict[str, int] = {}
    for relation in view.relations:
        count[relation.name] = count.get(relation.name, 0) + 1
    kinds: dict[str, int] = {}
    for ident in view.shown:
        kind = view.map.component[ident].kind
        kinds[kind] = kinds.get(kind, 0) + 1
    told = [f"{n} × {clean(name)}" for name, n in kinds.items()]
    said = [f"{n} × {clean(name)}" for name, n in count.items()]
    theses: list[Component] = [view.map.component[i] for i in view.shown if view.map.component[i].thesis]
    parts = [f"Components: {', '.join(told) or 'none'}.", f"Relations: {', '.join(said) or 'none'}."]
    if view.folds:
        parts.append(f"Folded: {view.hidden} components.")
    parts += [f"Thesis: {clean(thesis.gloss)}" for thesis in theses]
    return " ".join(parts)
