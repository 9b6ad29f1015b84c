"""The figures of a map's page: an overview, every branch, every issue, and the whole, each legible by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from argmap.model import ArgumentMap, Component
from argmap.render.html_component import gloss
from argmap.render.html_outline import all_issues
from argmap.render.html_tags import anchor, target
from argmap.render.layout import draw
from argmap.render.look import Look
from argmap.render.pages import page_view
from argmap.render.scene import Scene
from argmap.render.view import Choice, View, fold, issue_label, select

SMALL = 30  # maps up to this many components need one figure only
NEAR = 2  # levels below the theses that the overview shows
BRANCH = 4  # a direct ground with fewer components beneath it has no figure of its own
WHOLE = 0.6  # nor has one with more than this share of the map, for which the whole map serves
CROWD = 40  # above this an issue's figure leaves out what is filed only under issues below it


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its address in the page, its group in the chooser, and its name."""

    id: str
    group: str
    name: str
    scene: Scene
    issue: str = ""


def figures(amap: ArgumentMap, look: Look, chosen: View | None = None) -> list[Figure]:
    """All drawings of a map's page; of a chosen view only that one.

    Raises:
        ArgmapError: Graphviz is missing or fails, or takes too long.
    """
    look = replace(look, href=_address, pages={}, caption=False)
    if chosen is not None:
        return [Figure("view:chosen", "", chosen.heading or "Whole map", draw(chosen, look))]
    if not amap.components:
        return []
    whole = select(amap, Choice())
    if len(whole.shown) <= SMALL:
        return [Figure("view:whole", "", "Whole map", draw(whole, look)), *_issues(whole, look)]
    return [
        Figure("view:overview", "", "Overview", draw(_overview(whole), look)),
        Figure("view:whole", "", "Whole map", draw(whole, look)),
        *_branches(whole, look),
        *_issues(whole, look),
    ]


def _address(component: Component) -> str:
    return target(component.id)


def _overview(whole: View) -> View:
    """The theses and what bears on them up to two levels below, or one where two are too many; the rest folded."""
    roots = [c.id for c in whole.map.theses] or whole.graph.roots()[:1] or list(whole.shown[:1])
    for depth in (NEAR, 1):
        kept = list(dict.fromkeys(i for root in roots for i in whole.graph.beneath(root, depth) if i in whole.shown))
        if len(kept) <= SMALL:
            break
    return replace(fold(whole, kept or roots, "issue"), heading="overview")


def _branches(whole: View, look: Look) -> Iterator[Figure]:
    """The grounds of every thesis: one figure for each direct ground that has much beneath it.

    A further thesis that is no ground of another has a figure too.
    """
    graph, amap = whole.graph, whole.map
    heads = [c.id for c in amap.theses] or graph.roots()[:1]
    grounds = [i for head in heads for i in graph.beneath(head, 1) if i in amap.component and i != heads[0]]
    for ident in dict.fromkeys(grounds):
        ids = [i for i in graph.beneath(ident) if i in amap.component]
        if BRANCH <= len(ids) <= WHOLE * len(amap.components):
            part = replace(page_view(whole, ids), heading=f"grounds of {ident}")
            yield Figure(anchor(ident, "view"), "Grounds of the thesis", gloss(amap.component[ident]), draw(part, look))


def _issues(whole: View, look: Look) -> Iterator[Figure]:
    """One figure for each issue: all that is filed under it or below it, and what that bears on.

    Where that is a crowd, and the issues below have figures of their own, only what is filed under it itself.
    """
    amap = whole.map
    for issue in all_issues(amap):
        closure = amap.issue_closure(issue)
        ids = [c.id for c in amap.components if closure.intersection(c.issues)]
        if len(ids) > CROWD:
            ids = [c.id for c in amap.components if issue in c.issues]
        if not ids or len(ids) == len(amap.components):
            continue
        name = issue_label(amap, issue)
        part = replace(page_view(whole, ids), heading=f"issue: {name}")
        yield Figure(anchor(issue, "view"), "Issues", name, draw(part, look), issue)
