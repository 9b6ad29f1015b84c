"""Mermaid and DOT: small diagrams as text, for wikis, notes and Graphviz; not read.

``argmap render -o map.dot`` gives the DOT of a figure, with its choices and colours; this one is the bare graph.
"""

from __future__ import annotations

from argmap.formats.graphs import LOSES as GRAPH_LOSES
from argmap.formats.losses import unnamed, without
from argmap.formats.project import Node, project
from argmap.model import ArgumentMap
from argmap.plugins import Format, Loss

_SHAPES = {"evidence": ("([", "])"), "recommendation": ("{{", "}}")}
_ARROWS = {"supports": "-->", "attacks": "--x", "undercuts": "--o"}
_DOT_STYLE = {
    "supports": "solid",
    "attacks": "dashed, arrowhead=tee",
    "undercuts": "dotted, arrowhead=odiamond",
}
_WIDTH = 40
_DRAWN = ("claim", "evidence", "recommendation")
# what a diagram does not show; kinds, theses, words and names of relations it does
LOSES = (GRAPH_LOSES - {"issue.question", "issue.parent", "scheme.label"}) | {
    "component.issues",
    "component.voice",
    "component.annotator",
    "component.certainty",
    "component.notes",
    "relation.schemes",
    "relation.annotator",
    "relation.certainty",
    "relation.reason",
    "issues",
    "voices",
    "schemes",
    "map.title",
}


def reduce(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as far as a diagram shows it, and what it does not; of ids only those of components stand there."""
    amap, losses = without(amap, LOSES)
    return amap, sorted([*losses, *unnamed(amap, "map", "relation", "bibliography")])


def mermaid(amap: ArgumentMap) -> str:
    """A Mermaid flowchart: kinds by shape, relations by arrow head and word."""
    nodes, edges = project(amap)
    names = {node.id: f"n{place}" for place, node in enumerate(nodes)}
    lines = ["flowchart BT"]
    for node in nodes:
        opening, closing = _mermaid_shape(node)
        lines.append(f'  {names[node.id]}{opening}"{_mermaid_text(_label(node))}"{closing}')
    for edge in edges:
        arrow = _ARROWS.get(edge.role, "-.->")
        word = "" if edge.role == "supports" else f'|"{_mermaid_text(edge.role)}"|'
        lines.append(f"  {names[edge.source]} {arrow}{word} {names[edge.target]}")
    lines += [f"  style {names[node.id]} stroke-width:3px" for node in nodes if node.data.get("thesis")]
    return "\n".join([*lines, ""])


def _mermaid_shape(node: Node) -> tuple[str, str]:
    if node.what == "relation":
        return "((", "))"
    return _SHAPES.get(str(node.data.get("kind", "")), ("[", "]"))


def _mermaid_text(text: str) -> str:
    """As Mermaid wants it between quotes: what could end the text or mean mark-up as numeric entities."""
    plain = " ".join(text.split())
    return "".join(char if char.isalnum() or char in " .,;-–—…’‘“”()/?!%'" else f"#{ord(char)};" for char in plain)


def _label(node: Node) -> str:
    """Id and words; a kind that has no shape of its own is named."""
    if node.what != "component":
        return node.label
    kind = str(node.data.get("kind", "claim"))
    name = node.id if kind in _DRAWN else f"{node.id} ({kind})"
    return f"{name}: {node.label}" if node.label != node.id else name


def dot(amap: ArgumentMap) -> str:
    """Graphviz DOT: kinds by shape, relations by line style; labels broken, ids and words as data only."""
    nodes, edges = project(amap)
    names = {node.id: f"n{place}" for place, node in enumerate(nodes)}
    lines = ["digraph argmap {", "  rankdir=BT;", '  node [shape=box, fontname="Helvetica", fontsize=10];']
    for node in nodes:
        more = ", peripheries=2" if node.data.get("thesis") else ""
        shape = {"evidence": ", style=rounded", "recommendation": ", shape=octagon"}.get(str(node.data.get("kind")), "")
        if node.what == "relation":
            shape = ", shape=circle"
        lines.append(f"  {names[node.id]} [label={_dot_text(_label(node))}{shape}{more}];")
    for edge in edges:
        style = _DOT_STYLE.get(edge.role, "dotted, arrowhead=vee")
        lines.append(f"  {names[edge.source]} -> {names[edge.target]} [tooltip={_dot_text(edge.role)}, style={style}];")
    return "\n".join([*lines, "}", ""])


def _dot_text(text: str) -> str:
    r"""A quoted DOT string: words wrapped by ``\n``, what is in the text itself taken literally."""
    from textwrap import wrap

    safe = " ".join(text.replace("\0", "\ufffd").split())
    parts = [line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in wrap(safe, _WIDTH)]
    return '"' + "\\n".join(parts) + '"'


_ABOUT = "Written only, for a quick picture: words, kinds and relations. argmap render makes figures for print."
FORMATS = (
    Format(
        "mermaid", "Mermaid flowchart", (".mmd", ".mermaid"), write=mermaid, loses=LOSES, reduce=reduce, about=_ABOUT
    ),
    Format("dot", "Graphviz DOT", (".dot", ".gv"), write=dot, loses=LOSES, reduce=reduce, about=_ABOUT),
)
