"""Maps too big for one sheet: an overview with folded groups, and pages that hold every component once.

The overview begins at the theses and goes down level by level as far as it is legible. The pages follow
the branches under it, or the issues, or the sections; what a page leaves to another stands in folded
groups with page numbers, and what its components bear on stands pale at its edge.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from argmap.problems import ArgmapError
from argmap.render.look import Look
from argmap.render.paper import Paper, fit, legible, shrink
from argmap.render.scene import Scene
from argmap.render.view import GROUPINGS, Fold, View, fold, reading_order, subject, subjects

LEVELS = 2  # how far below the theses the overview of a paged map goes
FULL = 0.6  # a page may be cut before it is full, down to this share, to keep a branch together
NAMED = 4  # so many conclusions are named in a heading
FURTHER = "further components"
RESERVE = 22.0  # points
PLACEHOLDER = 88  # stands for page numbers until they are known: as wide as any of two digits


@dataclass(frozen=True, slots=True)
class Press:
    """What all pages share: the look, the sheet, the direction ("" for the better one), the grouping.

    ``told`` hears of every component twice, many at a time: when its page is settled, and when that is drawn.
    ``tried`` keeps which pages turned out to be legible.
    """

    look: Look
    sheet: Paper
    direction: str = ""
    grouping: str = "branch"
    told: Callable[[int], object] = field(default=lambda _: None, compare=False)
    tried: dict[tuple[str, ...], bool] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Chunk:
    """The components of one page, and the page's heading."""

    heading: str
    ids: tuple[str, ...]


def single(view: View, press: Press) -> Scene:
    """One figure: the whole view where it is legible on the sheet, else as much from the top as is.

    Raises:
        ArgmapError: Graphviz is missing or fails, or takes too long.
    """
    whole = fit(view, press.look, press.sheet, press.direction)
    if whole is not None:
        return whole
    order = reading_order(view)
    kept = order[: _longest(len(order), lambda n: _try(fold(view, order[:n], press.grouping), press))]
    return _print(fold(view, kept, press.grouping), press)


def paged(view: View, press: Press) -> list[Scene]:
    """The view on as many sheets as it takes, all at one scale; one where it fits on one.

    Raises:
        ArgmapError: an unknown grouping; Graphviz is missing or fails, or takes too long.
    """
    if press.grouping not in GROUPINGS:
        raise ArgmapError(f"{press.grouping!r} is no way to group pages", f"choose one of {', '.join(GROUPINGS)}")
    whole = fit(view, press.look, press.sheet, press.direction)
    if whole is not None:
        return [whole]
    press = replace(press, direction=press.direction or "lr")
    draft = _draft(view, press)
    first = _first_page(view, draft)
    done = set(first) if press.grouping == "branch" else set()
    press.told(len(done))
    rest = [i for i in _branches(view) if i not in done]
    chunks = _merge(view, draft, [c for group in _groups(view, press, rest) for c in _split(view, draft, group)])
    numbers = {i: n for n, chunk in enumerate(chunks, 2) for i in chunk.ids}
    numbers.update(dict.fromkeys(done, 1))
    final = replace(press, look=replace(press.look, pages=numbers))
    views = [fold(_headed(view, "overview"), first, press.grouping)]
    views += [
        _headed(page_view(view, chunk.ids), heading)
        for chunk, heading in zip(chunks, _headings(view, chunks), strict=True)
    ]
    scenes = []
    for part, size in zip(views, (len(done), *(len(chunk.ids) for chunk in chunks)), strict=True):
        scenes.append(_print(part, final))
        press.told(size)
    common = min(scene.scale for scene in scenes)
    return [replace(scene, scale=common) for scene in scenes]


def _draft(view: View, press: Press) -> Press:
    """For trying out: page numbers not known yet, and room kept for a heading of two lines more."""
    sheet = replace(press.sheet, height=press.sheet.height - RESERVE * press.sheet.least)
    look = replace(press.look, pages=dict.fromkeys(view.shown, PLACEHOLDER))
    return replace(press, sheet=sheet, look=look, tried={})


def _headed(view: View, heading: str) -> View:
    return view.part(heading="; ".join(filter(None, [view.heading, heading])))


def _headings(view: View, chunks: list[Chunk]) -> list[str]:
    """The pages' headings; pages of one group are counted."""
    plain = [chunk.heading or _grounds(view, chunk.ids) for chunk in chunks]
    total, seen = Counter(plain), Counter[str]()
    found = []
    for heading in plain:
        seen[heading] += 1
        found.append(f"{heading} ({seen[heading]} of {total[heading]})" if total[heading] > 1 else heading)
    return found


def _grounds(view: View, ids: tuple[str, ...]) -> str:
    """What a page is about: the conclusions elsewhere on which most of its components bear."""
    page = page_view(view, ids)
    count = Counter(t for r in page.relations for t in r.targets if t in page.context)
    named = [ident for ident, _ in count.most_common(NAMED)]
    more = ", …" if len(count) > NAMED else ""
    drawn = set(page.drawn)
    tied = {
        i
        for i in ids
        for r in view.graph.outgoing(i)
        for t in r.targets
        if drawn.intersection(_component_ends(view, t))
    }
    if named:
        return f"grounds of {', '.join(named)}{more}" + ("" if tied.issuperset(ids) else f"; {FURTHER}")
    theses = {thesis.id for thesis in view.map.theses}
    return "not tied to the thesis" if theses.intersection(view.shown) else FURTHER


def _try(part: View, press: Press) -> bool:
    return legible(part, press.look, press.sheet, press.direction or "lr") is not None


def _holds(view: View, press: Press, ids: Iterable[str]) -> bool:
    """Whether one sheet holds these components; every page is laid out once, by whatever way it is met."""
    key = tuple(ids)
    if key not in press.tried:
        press.tried[key] = _try(page_view(view, key), press)
    return press.tried[key]


def _print(part: View, press: Press) -> Scene:
    way = press.direction or "lr"
    return fit(part, press.look, press.sheet, way) or shrink(part, press.look, press.sheet, way)


def _first_page(view: View, press: Press) -> list[str]:
    """The theses and what stands up to two levels below them, as much of it as is legible."""
    theses = [c.id for c in view.map.theses if c.id in view.shown]
    order = reading_order(view)
    near = {i for root in theses or order[:1] for i in view.graph.beneath(root, LEVELS)}
    order = [i for i in order if i in near]
    return order[: _longest(len(order), lambda n: _try(fold(view, order[:n], press.grouping), press))]


def _longest(most: int, legible: Callable[[int], bool]) -> int:
    """The largest number from 1 to ``most`` that is legible, by doubling and halving; 1 is taken for granted."""
    low, step = 1, 8
    while low < most and legible(min(most, low + step)):
        low, step = min(most, low + step), 2 * step
    high = min(most, low + step)
    while low < high - 1:
        half = (low + high) // 2
        if legible(half):
            low = half
        else:
            high = half
    return low


def _branches(view: View) -> list[str]:
    """The shown components depth first: every branch in one piece, in the map's order."""
    found: dict[str, None] = {}
    shown = set(view.shown)
    for start in reading_order(view):
        stack = [start]
        while stack:
            node = stack.pop()
            if node in found or node not in shown:
                continue
            found[node] = None
            stack.extend(reversed([i for i in view.graph.beneath(node, 1) if i != node]))
    return list(found)


def _groups(view: View, press: Press, order: list[str]) -> list[Chunk]:
    """What belongs together by the grouping: one stretch of pages each."""
    if press.grouping == "branch":
        return [Chunk("", tuple(order))]
    groups: dict[str, list[str]] = {}
    for ident in order:
        name = subject(view.map, view.map.component[ident], press.grouping) or f"without {press.grouping}"
        groups.setdefault(f"{press.grouping}: {name}", []).append(ident)
    chunks = [Chunk(name, tuple(ids)) for name, ids in groups.items()]
    return sorted(chunks, key=lambda chunk: _rank(view, press.grouping, chunk))


def _rank(view: View, grouping: str, chunk: Chunk) -> int:
    """Sections come in the order of the text, issues in that of the code book; what has none comes last."""
    if grouping == "section":
        starts = [view.map.component[ident].start for ident in chunk.ids]
        return min((start for start in starts if start is not None), default=sys.maxsize)
    order = {issue.id: n for n, issue in enumerate(view.map.issues)}
    issues = view.map.component[chunk.ids[0]].issues
    return order.get(issues[0], sys.maxsize - 1) if issues else sys.maxsize


def _split(view: View, press: Press, group: Chunk) -> list[Chunk]:
    """A group cut into pages, each as full as is legible, but cut between branches where that costs little.

    A page follows the branches either down to their ends (deep first) or level by level, whichever
    brings more of them onto the sheet.
    """
    left, found = list(group.ids), []
    depth = _depths(view)
    while left:
        page = max((_fill(view, press, left, depth), _fill(view, press, _levels(view, left), {})), key=len)
        found.append(Chunk(group.heading, tuple(page)))
        taken = set(page)
        left = [i for i in left if i not in taken]
        press.told(len(page))
    return found


def _fill(view: View, press: Press, order: list[str], depth: dict[str, int]) -> list[str]:
    """As much from the beginning of the order as a sheet holds; cut where the next branch is a high one."""
    many = _longest(len(order), lambda n: _holds(view, press, order[:n]))
    if many < len(order) and depth:
        cuts = range(many, max(1, int(many * FULL)) - 1, -1)
        best = min(cuts, key=lambda n: depth.get(order[n], 0))
        many = best if _holds(view, press, order[:best]) else many
    return order[:many]


def _levels(view: View, ids: list[str]) -> list[str]:
    """The components tree by tree, and each tree level by level."""
    inside = set(ids)
    found: dict[str, None] = {}
    for start in ids:
        if start in found:
            continue
        queue = [start]
        found[start] = None
        for node in queue:
            for near in view.graph.beneath(node, 1):
                if near in inside and near not in found:
                    found[near] = None
                    queue.append(near)
    return list(found)


def _depths(view: View) -> dict[str, int]:
    """How far below its starting point every component stands."""
    found: dict[str, int] = {}
    for start in reading_order(view):
        if start not in found:
            for node, distance in view.graph.beneath(start).items():
                found.setdefault(node, distance)
    return found


def _merge(view: View, press: Press, chunks: list[Chunk]) -> list[Chunk]:
    """Small pages put together with an earlier one where one sheet holds both; headings are joined."""
    merged: list[Chunk] = []
    for chunk in chunks:
        if merged and _holds(view, press, (*merged[-1].ids, *chunk.ids)):
            headings = dict.fromkeys(filter(None, [*merged[-1].heading.split("; "), chunk.heading]))
            merged[-1] = Chunk("; ".join(headings), merged[-1].ids + chunk.ids)
        else:
            merged.append(chunk)
    return merged


def page_view(view: View, ids: Iterable[str]) -> View:
    """A page with the given components in full, what they bear on pale, and their other grounds folded."""
    shown = tuple(dict.fromkeys(ids))
    graph, inside, within = view.graph, set(shown), set(view.shown)
    context: dict[str, None] = {}
    for ident in shown:
        for relation in graph.outgoing(ident):
            for target in relation.targets:
                ends = _component_ends(view, target)
                context.update(dict.fromkeys(e for e in ends if e not in inside and e in within))
    page = view.part(shown=shown, context=tuple(context), folds=(), sheet=True)
    return page.part(folds=_near_folds(view, page))


def _component_ends(view: View, target: str) -> tuple[str, ...]:
    """The target, or where that is a relation, the components that it ties."""
    if target in view.map.component:
        return (target,)
    hit = view.map.relation.get(target)
    return tuple(e for e in (hit.sources + hit.targets if hit else ()) if e in view.map.component)


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
