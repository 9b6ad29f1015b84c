"""The neighbourhood of a component as a figure, by the layout engine of all other figures."""

from __future__ import annotations

from collections import deque

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError
from argmap.render.html_page import drawing
from argmap.render.layout import draw
from argmap.render.look import Look
from argmap.render.view import View

MOST = 60  # boxes in one figure; more cannot be read beside a text
WIDTH = 150.0


class NothingToDraw(ArgmapError):
    """A component that is gone, or an issue that nothing is filed under."""


def neighbourhood(amap: ArgumentMap, focus: str, steps: int) -> list[str]:
    """Components within so many relations of one, nearest first; an undercut ties to both ends of what it hits."""
    graph = MapGraph(amap)
    found, queue = {focus: 0}, deque([focus])
    while queue and len(found) < MOST:
        node = queue.popleft()
        if found[node] >= steps:
            continue
        for other in _beside(amap, graph, node):
            if other not in found and len(found) < MOST:
                found[other] = found[node] + 1
                queue.append(other)
    return list(found)


def _beside(amap: ArgumentMap, graph: MapGraph, node: str) -> list[str]:
    touching = [*graph.into.get(node, ()), *graph.out.get(node, ()), *graph.ties.get(node, ())]
    found: list[str] = []
    for relation in touching:
        under = graph.into.get(relation.id, [])
        for end in (end for item in (relation, *under) for end in item.ends):
            hit = amap.relation.get(end)
            found += hit.ends if hit is not None and end not in amap.component else (end,)
    return [end for end in dict.fromkeys(found) if end in amap.component and end != node]


def of_issue(amap: ArgumentMap, issue: str) -> list[str]:
    """All components under an issue, or those under none for ``""``, as many as can be read."""
    wanted = amap.issue_closure(issue)
    fits = [c.id for c in amap.components if (wanted.intersection(c.issues) if issue else not c.issues)]
    return fits[:MOST]


def figure(amap: ArgumentMap, focus: str, steps: int = 1, issue: str | None = None) -> str:
    """The figure as SVG: the components around one, or all under an issue.

    Raises:
        NothingToDraw: there is no such component, or none under the issue.
        ArgmapError: Graphviz is missing or fails.
    """
    if issue is None and focus not in amap.component:
        raise NothingToDraw(f"there is no component {focus!r}", "choose one")
    shown = of_issue(amap, issue) if issue is not None else neighbourhood(amap, focus, max(0, min(steps, 6)))
    if not shown:
        raise NothingToDraw("there is nothing to draw", "file components under this issue")
    here = dict.fromkeys(c.id for c in amap.components if c.id in set(shown))
    look = Look(box_width=WIDTH, caption=False, legend=False, seconds=10.0, href=_href, schemes=True)
    return str(drawing(draw(View(amap, tuple(here), sheet=True), look), "graph."))


def _href(component: Component) -> str:
    return f"#{component.id}"
