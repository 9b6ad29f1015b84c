"""Maps too big for one sheet: an overview with folded groups, and pages that hold every component once.

The overview begins at the theses and goes down level by level as far as it is legible. The pages follow
the branches under it, or the issues, or the sections; what a page leaves out to the next stands in folded
groups with page numbers, and what its components bear on stands pale at its edge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from argmap.graph import MapGraph
from argmap.problems import ArgmapError
from argmap.render.look import Look
from argmap.render.paper import Paper, fit, shrink
from argmap.render.scene import Scene
from argmap.render.view import GROUPINGS, Fold, View, fold, reading_order, subject, subjects, top

LEVELS = 2  # how far below the theses the overview of a paged map goes


@dataclass(frozen=True, slots=True)
class Press:
    """What all pages share: the look, the sheet, the direction ("" for the better one), the grouping."""

    look: Look
    sheet: Paper
    direction: str = ""
    grouping: str = "branch"


def single(view: View, press: Press) -> Scene:
    """One figure: the whole view where it is legible on the sheet, else as much from the top as is.

    Raises:
        ArgmapError: Graphviz is missing or fails, or takes too long.
    """
    whole = fit(view, press.look, press.sheet, press.direction)
    if whole is not None:
        return whole
    order = reading_order(view)
    return _overview(view, press, order)


def paged(view: View, press: Press) -> list[Scene]:
    """The view on as many sheets as it takes; one where it fits on one.

    Raises:
        ArgmapError: an unknown grouping; Graphviz is missing or fails, or takes too long.
    """
    if press.grouping not in GROUPINGS:
        raise ArgmapError(f"{press.grouping!r} is no way to group pages", f"choose one of {', '.join(GROUPINGS)}")
    whole = fit(view, press.look, press.sheet, press.direction)
    if whole is not None:
        return [whole]
    order = reading_order(view)
    near = {i for root in top(view.graph) for i in view.graph.beneath(root, LEVELS)}
    first = _prefix(view, press, [i for i in order if i in near and _tied(view, i)] or order[:1])
    unknown = replace(press, look=replace(press.look, pages=dict.fromkeys(order, 88)))
    parts: list[View] = []
    for heading, members in _groups(view, press, order, first).items():
        found = _split(view, unknown, members)
        for n, part in enumerate(found, 1):
            count = f" ({n} of {len(found)})" if len(found) > 1 else ""
            parts.append(replace(part, heading="; ".join(filter(None, [view.heading, heading + count]))))
    numbers = {i: n for n, part in enumerate(parts, 2) for i in part.shown}
    if press.grouping == "branch":
        numbers.update(dict.fromkeys(first, 1))
    final = replace(press, look=replace(press.look, pages=numbers))
    head = fold(replace(view, heading="; ".join(filter(None, [view.heading, "overview"]))), first, press.grouping)
    return [_print(part, final) for part in [head, *parts]]


def _tied(view: View, ident: str) -> bool:
    """Whether a component hangs together with a thesis; always so in a map without one."""
    theses = view.map.theses
    return not theses or any(ident in view.graph.beneath(thesis.id, LEVELS) for thesis in theses)


def _print(part: View, press: Press) -> Scene:
    return fit(part, press.look, press.sheet, press.direction) or shrink(part, press.look, press.sheet, press.direction)


def _overview(view: View, press: Press, order: list[str]) -> Scene:
    return _print(fold(view, _prefix(view, press, order), press.grouping), press)


def _prefix(view: View, press: Press, order: list[str]) -> list[str]:
    """The longest beginning of the order that is legible on the sheet, the rest of the view folded."""
    low, high = 1, len(order)
    while low < high:
        half = (low + high + 1) // 2
        part = fold(view, order[:half], press.grouping)
        if fit(part, press.look, press.sheet, press.direction) is not None:
            low = half
        else:
            high = half - 1
    return order[:low]


def _groups(view: View, press: Press, order: list[str], first: list[str]) -> dict[str, list[str]]:
    """Components page by page, with the pages' headings, in reading order."""
    groups: dict[str, list[str]] = {}
    if press.grouping == "branch":
        place = {i: n for n, i in enumerate(order)}
        for group in sorted(fold(view, first).folds, key=lambda f: min(place.get(i, 0) for i in f.members)):
            anchor = "".join(group.bears_on)
            heading = f"grounds of {anchor}" if anchor else "not tied to the thesis"
            groups[heading] = sorted(group.members, key=lambda i: place.get(i, 0))
        return groups
    for ident in order:
        name = subject(view.map, view.map.component[ident], press.grouping) or f"without {press.grouping}"
        groups.setdefault(f"{press.grouping}: {name}", []).append(ident)
    return groups


def _split(view: View, press: Press, members: list[str]) -> list[View]:
    """The members on as few pages as an honest effort finds, each legible, each keeping branches together."""
    queue, found = [members], []
    while queue:
        ids = queue.pop(0)
        page = page_view(view, ids)
        if len(ids) == 1 or fit(page, press.look, press.sheet, press.direction) is not None:
            found.append(ids)
            continue
        parts = _parts(view.graph, ids)
        if len(parts) > 1:
            cut = len(parts) // 2
            queue[:0] = [[i for part in half for i in part] for half in (parts[:cut], parts[cut:])]
        else:
            queue[:0] = _halve(view, ids)
    return [page_view(view, ids) for ids in _merge(view, press, found)]


def _halve(view: View, ids: list[str]) -> list[list[str]]:
    """One connected group in two: the branch that is nearest to half of it is taken off."""
    inside = set(ids)
    best: list[str] = []
    for ident in ids[1:]:
        branch = [i for i in _beneath(view.graph, ident, inside) if i != ids[0]]
        if len(branch) < len(ids) and abs(len(branch) - len(ids) / 2) < abs(len(best) - len(ids) / 2):
            best = branch
    if not best or len(best) == len(ids):
        best = ids[len(ids) // 2 :]
    taken = set(best)
    return [[i for i in ids if i not in taken], [i for i in ids if i in taken]]


def _beneath(graph: MapGraph, root: str, inside: set[str]) -> list[str]:
    found, queue = {root}, [root]
    for node in queue:
        for near in graph.beneath(node, 1):
            if near in inside and near not in found:
                found.add(near)
                queue.append(near)
    return queue


def _merge(view: View, press: Press, chunks: list[list[str]]) -> list[list[str]]:
    """Neighbouring small pages put together where one sheet holds both."""
    merged: list[list[str]] = []
    for chunk in chunks:
        if merged:
            both = page_view(view, [*merged[-1], *chunk])
            if fit(both, press.look, press.sheet, press.direction) is not None:
                merged[-1] = [*merged[-1], *chunk]
                continue
        merged.append(chunk)
    return merged


def _parts(graph: MapGraph, ids: list[str]) -> list[list[str]]:
    """The groups of ids that hang together among themselves, in the given order."""
    inside, place = set(ids), {i: n for n, i in enumerate(ids)}
    left, found = set(ids), []
    for ident in ids:
        if ident not in left:
            continue
        queue = [ident]
        left.discard(ident)
        for node in queue:
            for near in [*graph.beneath(node, 1), *graph.above(node, 1)]:
                if near in left and near in inside:
                    left.discard(near)
                    queue.append(near)
        found.append(sorted(queue, key=place.__getitem__))
    return found


def page_view(view: View, ids: Iterable[str]) -> View:
    """A page with the given components in full, what they bear on pale, and their other grounds folded."""
    shown = tuple(dict.fromkeys(ids))
    graph, inside, within = view.graph, set(shown), set(view.shown)
    context: dict[str, None] = {}
    for ident in shown:
        for relation in graph.outgoing(ident):
            for target in relation.targets:
                ends = [target]
                if target not in view.map.component and target in view.map.relation:
                    hit = view.map.relation[target]
                    ends = [*hit.sources, *hit.targets]
                context.update({e: None for e in ends if e in view.map.component and e not in inside and e in within})
    page = replace(view, shown=shown, context=tuple(context), folds=())
    return replace(page, folds=_near_folds(view, page))


def _near_folds(view: View, page: View) -> tuple[Fold, ...]:
    """What bears directly on the page's components but is drawn elsewhere, one fold per component."""
    within, drawn = set(view.shown), page.drawn
    missing: dict[str, list[str]] = defaultdict(list)
    for ident in page.shown:
        for near in view.graph.beneath(ident, 1):
            if near in within and near not in drawn and near in view.map.component:
                missing[ident].append(near)
    return tuple(
        Fold(f"fold.{anchor}", tuple(members), subjects(view.map, members, "issue"), (anchor,))
        for anchor, members in missing.items()
    )
