"""A view in Graphviz's DOT language, for those who want to go on with it in their own tools."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.render.knots import Knot, knots_of, wires_of
from argmap.render.look import PAD_X, Look
from argmap.render.measure import balance, clean
from argmap.render.view import Fold, View, reading_order

SHAPES = {"claim": "box", "evidence": "box", "recommendation": "octagon"}
STYLES = {"supports": "solid", "attacks": "dashed", "undercuts": "dotted", "restates": "dashed", "fold": "solid"}
HEADS = {"supports": "normal", "attacks": "tee", "undercuts": "odiamond", "restates": "odot", "fold": "none"}
TEXT = 9.0
FONTS = "Noto Sans, Helvetica, sans-serif"


def write(view: View, look: Look) -> str:
    """The view as DOT source: readable labels, ids and tooltips, the colours of the look's theme."""
    import graphviz

    letters = {"fontname": FONTS, "fontsize": f"{TEXT:g}"}
    graph = graphviz.Digraph("argmap", graph_attr=_frame(view, look), node_attr=letters, edge_attr=letters)
    knots = knots_of(view, look)
    names: dict[str, str] = {}
    for ident, attributes in _nodes(view, look, knots):
        names[ident] = f"n{len(names)}"
        graph.node(names[ident], **attributes)
    wires = [(w.tail, w.head, w.kind, w.marked, w.both) for w in wires_of(view, knots)]
    wires += [(f.id, a, "fold", False, False) for f in view.folds for a in f.bears_on if a in view.drawn]
    for tail, head, kind, marked, both in wires:
        graph.edge(names[tail], names[head], **_edge(look, kind, HEADS.get(kind, "vee") if marked else "none", both))
    return str(graph.source)


def _frame(view: View, look: Look) -> dict[str, str]:
    return {
        "rankdir": "RL" if look.direction == "lr" else "BT",
        "label": _label([view.map.short_name, view.heading]),
        "labelloc": "t",
        "fontname": FONTS,
        "bgcolor": look.theme.colour("page"),
        "fontcolor": look.theme.colour("ink"),
    }


def _nodes(view: View, look: Look, knots: dict[str, Knot]) -> Iterator[tuple[str, dict[str, str]]]:
    """All nodes with their attributes: components in reading order, folded groups, knots."""
    for ident in [*reading_order(view), *view.context]:
        yield ident, _component(view, look, ident)
    for fold in view.folds:
        yield fold.id, _fold(fold, look)
    for knot in knots.values():
        role = look.theme.colour(knot.relation.name)
        yield knot.item.id, {"shape": "point", "width": "0.07", "color": role, "tooltip": _tip(knot.item.title)}


def _edge(look: Look, kind: str, mark: str, both: bool) -> dict[str, str]:
    return {
        "style": STYLES.get(kind, "dotted"),
        "color": look.theme.colour(kind),
        "arrowhead": mark,
        "dir": "both" if both else "forward",
        "arrowtail": mark if both else "none",
        "tooltip": _tip(kind),
    }


def _component(view: View, look: Look, ident: str) -> dict[str, str]:
    component = view.map.component[ident]
    page = view.map.page(component)
    head = f"{'THESIS ' if component.thesis else ''}{component.kind} {component.id}" + (f", p. {page}" if page else "")
    lines = [clean(head), *balance(view.map.words(component), look.box_width - 2 * PAD_X, TEXT)]
    style = ["filled"]
    if component.reported:
        style.append("dashed")
    if component.kind == "claim":
        style.append("rounded")
    return {
        "id": _quote(ident),
        "label": _label(lines),
        "shape": SHAPES.get(component.kind, "box"),
        "style": ",".join(style),
        "peripheries": "2" if component.thesis else "1",
        "color": look.theme.colour(component.kind),
        "fillcolor": look.theme.colour(f"{component.kind}.fill"),
        "fontcolor": look.theme.colour("ink"),
        "tooltip": _tip(view.map.words(component)),
    }


def _fold(fold: Fold, look: Look) -> dict[str, str]:
    lines = [f"… {len(fold.members)} more", *(f"{n} on {clean(name)}" for name, n in fold.subjects)]
    return {
        "label": _label(lines),
        "shape": "folder",
        "color": look.theme.colour("fold"),
        "fontcolor": look.theme.colour("muted"),
    }


def _label(lines: list[str]) -> str:
    """Lines flush left; none empty, for some Graphviz builds crash on that."""
    return "".join(_quote(line) + r"\l" for line in lines if clean(line)) or " "


def _quote(text: str) -> str:
    """Text in which Graphviz finds no escapes and no entities, and which it does not take for HTML."""
    quoted = clean(text).replace("\\", "\\\\").replace("&", "&amp;")
    return f" {quoted}" if quoted.startswith("<") and quoted.endswith(">") else quoted


def _tip(text: str) -> str:
    """A tooltip: Graphviz looks for escapes in it twice."""
    return _quote(text).replace("\\\\", "\\\\\\\\")
