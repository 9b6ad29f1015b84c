"""From a view to a scene: measure the boxes, let Graphviz place them, draw lines, caption and legend."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model import Component
from argmap.render import legend
from argmap.render.boxes import component_box, context_box, fold_box, fold_tab, loose_words
from argmap.render.engine import Cluster, Link, Node, Placed, Plan, place
from argmap.render.knots import knots_of, wires_of
from argmap.render.look import CAPTION, SMALL, Look
from argmap.render.measure import LEADING, clean, shorten, wrap
from argmap.render.routes import Parts, edges
from argmap.render.scene import Item, Rect, Scene, Shape, Text, box
from argmap.render.view import View, reading_order, section_of, subject

MARGIN = 8.0
GAP = 9.0  # between neighbours of one rank
RANK_GAP = 13.0  # half the way between two ranks of boxes: knots stand in the middle
LEAST_WIDTH = 200.0
SPACE = 10.0  # above the legend


@dataclass(frozen=True)
class Draft:
    """A layout that is not drawn yet: its parts, their places, and the size that the figure will have."""

    view: View
    look: Look
    parts: Parts
    placed: Placed
    width: float
    height: float


def draw(view: View, look: Look) -> Scene:
    """The view as a scene, at its natural size.

    Raises:
        ArgmapError: Graphviz is missing or fails, or takes too long.
    """
    return finish(prepare(view, look))


def prepare(view: View, look: Look) -> Draft:
    """Measure and place everything; raises what `draw` raises."""
    knots = knots_of(view, look)
    parts = Parts(_boxes(view, look), _tabs(view, look), knots, wires_of(view, knots))
    placed = place(_plan(view, look, parts), engine=look.engine, seconds=look.seconds)
    inner = max(placed.width, LEAST_WIDTH if look.caption or look.legend else 0.0)
    high = placed.height + _above(view, look, inner)[1]
    if look.legend:
        key = legend.draw(view, look, inner)
        high += SPACE + (key.rect.h if key.rect else 0.0)
    return Draft(view, look, parts, placed, inner + 2 * MARGIN, high + 2 * MARGIN)


def _boxes(view: View, look: Look) -> dict[str, Item]:
    """All boxes at the origin, in reading order, so that Graphviz and screen readers meet them so."""
    here = view.drawn
    found: dict[str, Item] = {}
    for ident in reading_order(view.part(shown=tuple(here))):
        found[ident] = _measured(view, ident, look)
    for fold in view.folds:
        if fold.bears_on and here.isdisjoint(fold.bears_on):
            found[fold.id] = fold_box(fold, look)
    return found


def _measured(view: View, ident: str, look: Look) -> Item:
    """One component's box; of many pages that are tried, only the first measures it."""
    pale = ident in view.context
    key = (ident, look.box_width, look.href, look.pages.get(ident) if pale else None, pale)
    known = view.graph.measured
    if key not in known:
        known[key] = (context_box if pale else component_box)(view.map, view.map.component[ident], look)
    item: Item = known[key]
    return item


def _tabs(view: View, look: Look) -> dict[str, Item]:
    here = view.drawn
    return {anchor: fold_tab(fold, look) for fold in view.folds for anchor in fold.bears_on if anchor in here}


def _plan(view: View, look: Look, parts: Parts) -> Plan:
    links = tuple(
        Link(
            wire.id,
            wire.tail,
            wire.head,
            span=1 if wire.tail.startswith("knot.") or wire.head.startswith("knot.") else 2,
            weight=1 if wire.kind == "fold" else 2,
            docked=not wire.hits_knot,
        )
        for wire in parts.wires
    )
    return Plan(
        tuple(Node(*size) for size in parts.sizes()),
        links,
        "RL" if look.direction == "lr" else "BT",
        GAP,
        RANK_GAP,
        tuple(Cluster(f"cluster.{name}", _with_knots(members, parts)) for name, members in _groups(view, look).items()),
    )


def _with_knots(members: tuple[str, ...], parts: Parts) -> tuple[str, ...]:
    """The members of a frame with the knots whose lines begin and end in it."""
    inside = set(members)
    knots = [
        knot.item.id
        for knot in parts.knots.values()
        if all(end in inside for end in knot.relation.ends if end in parts.boxes)
    ]
    return (*members, *knots)


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


def _assemble(look: Look, placed: Placed, parts: Parts) -> list[Item]:
    """Everything in its place: frames below, then lines, then boxes, tabs and knots."""
    items = [_frame(name, rect) for name, rect in placed.clusters.items()]
    items += edges(look, parts, placed)
    things = {**parts.boxes, **{knot.item.id: knot.item for knot in parts.knots.values()}}
    for ident, wide, high in parts.sizes():
        x, y = placed.nodes[ident]
        left, top = x - wide / 2, y - high / 2
        item = things[ident].moved(left, top)
        if ident in parts.tabs and item.rect:
            items.append(parts.tabs[ident].moved(left, item.rect.bottom))
        items.append(item)
    return items


def _frame(name: str, rect: tuple[float, float, float, float]) -> Item:
    frame = Rect(*rect)
    label = name.removeprefix("cluster.")
    heading = Text.at(
        frame.x + 5.0, frame.y + 9.5, shorten(label, frame.w - 10.0, SMALL, "bold"), SMALL, "bold", "muted"
    )
    shape = Shape(box(frame, 4.0), "cluster.fill", "cluster", 0.6, (1.0, 1.5))
    return Item(name, "cluster", title=f"group: {label}", rect=frame, shapes=(shape,), texts=(heading,))


def _above(view: View, look: Look, inner: float) -> tuple[list[Text], float]:
    """The caption, and the height that it takes with the space below."""
    above = caption(view, look, inner) if look.caption else []
    return above, max(t.y for t in above) + 8.0 if above else 0.0


def finish(draft: Draft) -> Scene:
    """The draft as a scene: everything in its place, caption above, legend below, a margin around."""
    view, look = draft.view, draft.look
    inner = draft.width - 2 * MARGIN
    above, high = _above(view, look, inner)
    top = MARGIN + high
    left = MARGIN + (inner - draft.placed.width) / 2
    drawn = [item.moved(left, top) for item in _assemble(look, draft.placed, draft.parts)]
    if above:
        drawn.insert(0, Item("caption", "caption", texts=tuple(above)).moved(MARGIN, MARGIN))
    if look.legend:
        drawn.append(legend.draw(view, look, inner).moved(MARGIN, top + draft.placed.height + SPACE))
    return Scene(
        draft.width,
        draft.height,
        tuple(drawn),
        title=clean(f"Argument map: {view.map.short_name}" + (f" ({view.heading})" if view.heading else "")),
        description=describe(view),
        language=view.map.source.language or "en",
        theme=look.theme,
    )


def caption(view: View, look: Look, inner: float) -> list[Text]:
    """Who and what at the top of a figure: short name and title, the part shown, what is folded."""
    amap = view.map
    title = amap.source.shown_title or amap.title
    name = amap.short_name
    head = name if title in (name, "") else f"{name}: {title}" if amap.source.authors else title
    rows = wrap(head, inner, CAPTION, "bold")
    texts = [Text.at(0.0, CAPTION + i * CAPTION * LEADING, row, CAPTION, "bold") for i, row in enumerate(rows)]
    notes = [view.heading] if view.heading else []
    if view.folds and not view.sheet:
        notes.append(f"{len(view.shown)} of {len(view.shown) + view.hidden} components drawn, the others folded")
    notes += [loose_words(fold, look) for fold in view.folds if not fold.bears_on]
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
