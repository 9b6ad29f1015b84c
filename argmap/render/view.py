"""What of a map a figure shows: the whole, a thesis with its grounds, an issue, a kind, a section.

What is left out does not vanish: it stands in folded groups ("… 7 more on repression") tied to the
component that it bears on.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from argmap.graph import INFERENCES, MapGraph
from argmap.model import ArgumentMap, Component, Relation
from argmap.problems import ArgmapError

GROUPINGS = ("branch", "issue", "section")
NAMED = 24  # so many of the names that there are, for one that there is not


@dataclass(frozen=True, slots=True)
class Fold:
    """Components drawn as one box: how many there are on which subject, and what they bear on."""

    id: str
    members: tuple[str, ...]
    subjects: tuple[tuple[str, int], ...]
    bears_on: tuple[str, ...] = ()


class Index(MapGraph):
    """The index over a whole map, and what all the figures of it would else work out each for itself."""

    @cached_property
    def rank(self) -> dict[str, int]:
        """Every component's place in the order of reading: level by level from the theses, then the rest."""
        return {node: place for place, node in enumerate(_from_top_down(self)[1])}

    @cached_property
    def number(self) -> dict[int, int]:
        """The place of every relation in the map, by its identity: several may share an id."""
        return {id(relation): n for n, relation in enumerate(self.map.relations)}

    @cached_property
    def measured(self) -> dict[Hashable, Any]:
        """Boxes that were measured once, by all that decides how they look; for `argmap.render.layout`."""
        return {}

    def touching(self, node: str) -> list[Relation]:
        """All relations with the node as an end."""
        return [*self.into.get(node, ()), *self.out.get(node, ()), *self.ties.get(node, ())]


@dataclass(frozen=True)
class View:
    """A choice from a map: ``shown`` in full, ``context`` pale (drawn in full on another page), ``folds``.

    ``sheet`` marks one of several pages, which needs no account of what is missing.
    """

    map: ArgumentMap
    shown: tuple[str, ...]
    context: tuple[str, ...] = ()
    folds: tuple[Fold, ...] = ()
    heading: str = ""
    sheet: bool = False
    indexed: Index | None = field(default=None, compare=False, repr=False)

    @cached_property
    def graph(self) -> Index:
        """The index over the whole map, the same one for every part of the view."""
        known = self.indexed
        return known if known is not None and known.map is self.map else Index(self.map)

    def part(self, **changed: Any) -> View:
        """The view with something changed, the map staying the same."""
        return replace(self, indexed=self.graph, **changed)

    @cached_property
    def drawn(self) -> frozenset[str]:
        """Ids of all components that have a box of their own."""
        return frozenset(self.shown) | frozenset(self.context)

    @cached_property
    def full(self) -> frozenset[str]:
        """Ids of all components that are shown in full."""
        return frozenset(self.shown)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations with both ends in the figure, undercuts of such relations included.

        Between two context boxes only those are drawn that a shown component undercuts. On one of several sheets what
        undercuts an undercut on another sheet leads to the box of who makes that.
        """
        graph, here, shown = self.graph, set(self.drawn), set(self.shown)
        order: dict[str, int] = {}
        hit = {target for ident in shown for relation in graph.out.get(ident, ()) for target in relation.targets}
        found: dict[str, Relation] = {}
        touching = {graph.number[id(r)]: r for ident in here for r in graph.touching(ident)}
        queue = deque(touching[number] for number in sorted(touching))
        late = deque(self._astray() if self.sheet else ())
        while queue or late:
            relation = queue.popleft() if queue else late.popleft()
            if relation.id in found:
                continue
            wanted = relation.id in hit or not shown.isdisjoint(relation.ends) or _on_relation(relation, found)
            if wanted and _is_drawn(relation, here):
                found[relation.id] = relation
                order[relation.id] = graph.number.get(id(relation), graph.number[id(self.map.relation[relation.id])])
                here.add(relation.id)
                queue.extend(graph.touching(relation.id))
        return tuple(sorted(found.values(), key=lambda relation: order[relation.id]))

    def _astray(self) -> list[Relation]:
        """Undercuts of undercuts, led to the boxes of those who make these; those from other sheets first."""
        known, components = self.map.relation, self.map.component
        made: dict[str, tuple[bool, Relation]] = {}
        for relation in (one for ident in self.shown for one in self.graph.outgoing(ident) if one.id not in made):
            hit = (known[end] for end in relation.targets if end not in components and end in known)
            makers = tuple(dict.fromkeys(end for one in hit for end in one.sources if end in self.drawn))
            if makers and known.get(relation.id) is relation:
                made[relation.id] = (self.full.issuperset(makers), replace(relation, targets=makers))
        return [relation for _, relation in sorted(made.values(), key=lambda pair: pair[0])]

    @property
    def hidden(self) -> int:
        """How many components stand in folded groups."""
        return len({member for fold in self.folds for member in fold.members})


def _is_drawn(relation: Relation, here: set[str]) -> bool:
    if relation.name == "cites":
        return False
    ends = sum(1 for end in relation.mutual if end in here)
    return ends > 1 or (any(s in here for s in relation.sources) and any(t in here for t in relation.targets))


def _on_relation(relation: Relation, found: dict[str, Relation]) -> bool:
    return any(target in found for target in relation.targets)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asks for; empty fields choose everything."""

    root: str = ""
    depth: int | None = None
    issue: str = ""
    kind: str = ""
    section: str = ""


def select(amap: ArgumentMap, choice: Choice) -> View:
    """The part of the map that the choice names, nothing folded.

    Raises:
        ArgmapError: a root, issue, kind or section that the map does not have, or nothing left to show.
    """
    shown, heading = _from_top(amap, choice)
    if choice.issue:
        issue = find_issue(amap, choice.issue)
        wanted = amap.issue_closure(issue)
        shown = [i for i in shown if wanted.intersection(amap.component[i].issues)]
        heading.append(f"issue: {issue_label(amap, issue)}")
    if choice.kind:
        shown = [i for i in shown if _is_kind(amap.component[i], _kind(amap, choice.kind))]
        heading.append(f"only {choice.kind}")
    if choice.section:
        shown = _keep(shown, _in_section(amap, choice.section))
        heading.append(f"section {choice.section}")
    if not shown:
        _nothing(amap, choice)
    return View(amap, tuple(shown), heading="; ".join(heading))


def _from_top(amap: ArgumentMap, choice: Choice) -> tuple[list[str], list[str]]:
    """What root and depth leave, and the words for it."""
    every = list(dict.fromkeys(c.id for c in amap.components))
    graph = MapGraph(amap)
    if choice.root:
        levels = "" if choice.depth is None else f", {_levels(choice.depth)}"
        return _keep(every, graph.beneath(_root(amap, choice.root), choice.depth)), [
            f"grounds of {choice.root}{levels}"
        ]
    if choice.depth is None:
        return every, []
    starts = [c.id for c in amap.theses] or top(graph)
    near = {i for start in starts for i in graph.beneath(start, choice.depth)}
    words = f"theses and {_levels(choice.depth)} below" if amap.theses else f"first {_levels(choice.depth)}"
    return _keep(every, near), [words]


def _levels(depth: int) -> str:
    return f"{depth} level{'' if depth == 1 else 's'}"


def _nothing(amap: ArgumentMap, choice: Choice) -> None:
    if not amap.components:
        raise ArgmapError(f"{amap.file or amap.id} has no components to draw", "annotate the text first")
    raise ArgmapError("no component answers to all that was asked for", "ask for less: drop one of the options")


def _keep(shown: list[str], wanted: Iterable[str]) -> list[str]:
    kept = set(wanted)
    return [i for i in shown if i in kept]


def _root(amap: ArgumentMap, root: str) -> str:
    if root not in amap.component:
        raise ArgmapError(f"there is no component {root!r} in {amap.file or amap.id}", _near(root, amap.component))
    return root


def find_issue(amap: ArgumentMap, name: str) -> str:
    """The issue's id, given with or without the prefix ``issue.``, or by its label.

    Raises:
        ArgmapError: there is no such issue.
    """
    used = dict.fromkeys([*amap.issue, *(i for c in amap.components for i in c.issues)])
    for issue in used:
        if name in (issue, issue.removeprefix("issue."), issue_label(amap, issue)):
            return issue
    raise ArgmapError(f"there is no issue {name!r} in {amap.file or amap.id}", _near(name, used))


def _kind(amap: ArgumentMap, kind: str) -> str:
    kinds = dict.fromkeys(c.kind for c in amap.components)
    if kind != "thesis" and kind not in kinds:
        raise ArgmapError(f"there is no component of kind {kind!r}", f"kinds in this map: {', '.join(kinds) or 'none'}")
    return kind


def _is_kind(component: Component, kind: str) -> bool:
    return component.thesis if kind == "thesis" else component.kind == kind


def _in_section(amap: ArgumentMap, section: str) -> set[str]:
    regions = amap.text.sections if amap.text else ()
    if not any(section in (r.n, r.label) for r in regions):
        known = ", ".join(dict.fromkeys(r.n for r in regions))
        raise ArgmapError(f"there is no section {section!r}", f"sections: {known or 'none are known for this map'}")
    return {c.id for c in amap.components if section in section_of(amap, c)}


def _near(name: str, known: Iterable[str]) -> str:
    import difflib

    names = list(known)
    close = difflib.get_close_matches(name, names, 3, 0.5)
    if close:
        return f"perhaps {', '.join(close)}"
    more = f", … {len(names)} in all" if len(names) > NAMED else ""
    return f"choose one of {', '.join(names[:NAMED])}{more}" if names else "the map has none"


def section_of(amap: ArgumentMap, component: Component) -> tuple[str, str]:
    """Number and label of the section in which the component begins; empty where unknown."""
    region = amap.text.section_at(component.start) if amap.text and component.start is not None else None
    return (region.n, region.label) if region else ("", "")


def issue_label(amap: ArgumentMap, issue: str) -> str:
    """The issue's label in the code book, or its id without the prefix."""
    entry = amap.issue.get(issue)
    return (entry.label if entry else "") or issue.removeprefix("issue.")


def subject(amap: ArgumentMap, component: Component, grouping: str) -> str:
    """What a component is about, in the words of a grouping: its first issue, or its section."""
    if grouping == "section":
        n, label = section_of(amap, component)
        return label or (f"section {n}" if n else "")
    return issue_label(amap, component.issues[0]) if component.issues else ""


def top(graph: MapGraph) -> list[str]:
    """Where reading begins: the theses, then the other components that support nothing, then the rest.

    Every component is reached from one of these.
    """
    return _from_top_down(graph)[0]


def _from_top_down(graph: MapGraph) -> tuple[list[str], list[str]]:
    """Where reading begins, and all components in the order in which it comes to them."""
    theses = [component.id for component in graph.map.theses]
    return graph.beneath_all([*theses, *graph.roots()], (component.id for component in graph.map.components))


def reading_order(view: View) -> list[str]:
    """The shown components level by level from the theses down; then what is not tied to them."""
    rank = view.graph.rank
    return sorted({ident for ident in view.shown if ident in rank}, key=rank.__getitem__)


def fold(view: View, kept: Iterable[str], grouping: str = "issue") -> View:
    """The view with only the kept components shown and the others folded into groups.

    A folded component belongs to the first shown component, or shown relation, on the way up from it.
    """
    keep = set(kept)
    shown = tuple(i for i in view.shown if i in keep)
    lean = view.part(shown=shown)
    anchors = {*lean.drawn, *(r.id for r in lean.relations)}
    groups: dict[str, list[str]] = {}
    for member in view.shown:
        if member not in keep:
            groups.setdefault(_anchor(view.graph, member, anchors), []).append(member)
    folds = tuple(
        Fold(
            f"fold.{anchor or 'rest'}",
            tuple(members),
            subjects(view.map, members, grouping),
            (anchor,) if anchor else (),
        )
        for anchor, members in groups.items()
    )
    return lean.part(folds=folds)


def _anchor(graph: MapGraph, member: str, anchors: set[str]) -> str:
    queue, seen = [member], {member}
    for node in queue:
        relations = graph.outgoing(node, *INFERENCES, "restates") + graph.ties.get(node, [])
        targets = (target for relation in relations for target in relation.targets + relation.mutual)
        for step in (step for target in targets for step in (target, *_ends_of(graph.map, target))):
            if step in anchors and step != member:
                return step
            if step not in seen:
                seen.add(step)
                queue.append(step)
    return ""


def _ends_of(amap: ArgumentMap, node: str) -> tuple[str, ...]:
    """Of a relation its targets, and its sources, where these bear on a relation again."""
    relation = amap.relation.get(node) if node not in amap.component else None
    if relation is None or all(end in amap.component for end in relation.targets):
        return relation.targets if relation is not None else ()
    return relation.targets + relation.sources


def subjects(amap: ArgumentMap, members: Iterable[str], grouping: str) -> tuple[tuple[str, int], ...]:
    """How many of the members are about which subject, the commonest first."""
    count = Counter(subject(amap, amap.component[m], grouping) for m in members)
    return tuple((name, n) for name, n in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])) if name)
