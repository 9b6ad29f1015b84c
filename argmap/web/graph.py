"""The figure beside the text, by the layout engine of all other figures: a neighbourhood, an issue, the whole map.

More boxes than can be read beside a text are folded: nothing vanishes, and whoever is current stays in sight.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError
from argmap.render.html_page import drawing
from argmap.render.layout import draw
from argmap.render.look import Look
from argmap.render.view import View, fold, reading_order

MOST = 60  # boxes in one figure; more cannot be read beside a text
WIDTH = 150.0
STEPS = 6


class NothingToDraw(ArgmapError):
    """A component that is gone, or an issue that nothing is filed under."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure as SVG, and who stands in each folded box."""

    svg: str
    folds: Mapping[str, tuple[str, ...]]


def neighbourhood(amap: ArgumentMap, focus: str, steps: int, within: Collection[str] | None = None) -> list[str]:
    """Components within so many relations of one, nearest first; an undercut ties to both ends of what it hits."""
    graph = MapGraph(amap)
    found, queue = {focus: 0}, deque([focus])
    while queue:
        node = queue.popleft()
        if found[node] >= steps:
            continue
        for other in _beside(amap, graph, node):
            if other not in found and (within is None or other in within):
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
    """All components under an issue, or those under none for ``""``."""
    wanted = amap.issue_closure(issue)
    return [c.id for c in amap.components if (wanted.intersection(c.issues) if issue else not c.issues)]


def figure(amap: ArgumentMap, focus: str, steps: int | None = 1, issue: str | None = None) -> Figure:
    """The components around one, all under an issue, or (``steps`` None) the whole map.

    Raises:
        NothingToDraw: there is no such component, or none under the issue.
        ArgmapError: Graphviz is missing or fails.
    """
    if issue is None and steps is not None and focus not in amap.component:
        raise NothingToDraw(f"there is no component {focus!r}", "choose one")
    if issue is not None:
        chosen = of_issue(amap, issue)
    elif steps is None:
        chosen = [c.id for c in amap.components]
    else:
        chosen = neighbourhood(amap, focus, max(0, min(steps, STEPS)))
    if not chosen:
        raise NothingToDraw("there is nothing to draw", "file components under this issue")
    view = _view(amap, chosen, focus)
    look = Look(box_width=WIDTH, caption=False, legend=False, seconds=10.0, href=_href, schemes=True)
    folds = {item.id: item.members for item in view.folds}
    return Figure(str(drawing(draw(view, look), "graph.")), folds)


def _view(amap: ArgumentMap, chosen: Sequence[str], focus: str) -> View:
    """The chosen ones, folded where they are too many, over a map that holds no others: so it is drawn fast."""
    wanted = set(chosen)
    shown = tuple(dict.fromkeys(c.id for c in amap.components if c.id in wanted))
    whole = View(amap, shown, sheet=True)
    if len(shown) <= MOST:
        return replace(whole, map=_only(amap, wanted))
    near = neighbourhood(amap, focus, len(shown), wanted) if focus in wanted else []
    order = dict.fromkeys([*near, *(() if len(near) >= MOST else reading_order(whole))])
    folded = fold(whole, list(order)[:MOST])
    return replace(folded, map=_only(amap, set(folded.shown)))


def _only(amap: ArgumentMap, ids: set[str]) -> ArgumentMap:
    """The map with these components alone, the relations between them, and those that point at such relations."""
    ends, left, kept = set(ids), list(amap.relations), set()
    while True:
        more = {
            r.id
            for r in left
            if not ends.isdisjoint(r.targets or r.mutual) and not ends.isdisjoint(r.sources or r.mutual)
        }
        if not more:
            break
        kept |= more
        ends |= more
        left = [r for r in left if r.id not in more]
    components = tuple(c for c in amap.components if c.id in ids)
    return replace(amap, components=components, relations=tuple(r for r in amap.relations if r.id in kept))


def _href(component: Component) -> str:
    return f"#{component.id}"
