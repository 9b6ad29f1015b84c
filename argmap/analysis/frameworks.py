"""From maps and links to one argumentation graph: statements, and steps between them.

The reading is *evidential*: only what an annotator marked as an attack attacks, and a support is
never turned into a hidden attack. In detail:

* Components that a *restates* relation or a confirmed *same* link joins are one statement. Two
  authors who say the same then share one place in the graph: what settles it for one settles it
  for the other, and evidence that both use is not counted twice. (Support both ways would let a
  pair raise each other's strength without any ground.)
* Confirmed *contrary* and *contradictory* links are attacks both ways. *Broader*, *narrower* and
  *overlaps* attack and support nothing: both sides may hold.
* Linked premises are one step with several sources; it has force only if all of them have.
* Undercuts (and attacks whose target is a relation) are attacks on the step, not on its ends.
* Reported voices are kept apart: what an author cites others for may support him, but an objection
  that he only reports does not defeat what he holds himself. It is put on record (`Framework.set_aside`),
  as an attack on something preferred has no effect (Amgoud and Cayrol 2002). `Reading.reported` may
  give reported positions full part, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from argmap.compare.align import holds as asserted
from argmap.compare.align import links_between
from argmap.correspondence import Correspondences, Link
from argmap.model import ArgumentMap, Component, Relation
from argmap.problems import Problem

OPPOSED = ("contrary", "contradictory")
AGAINST = ("attacks", "undercuts")
SUPPORTS = "supports"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A component of one of the maps: the map's number and the component's id."""

    side: int
    id: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One content: the components that say it. ``held`` are those in their author's own voice."""

    key: str
    members: tuple[Member, ...]
    held: tuple[Member, ...] = ()

    @property
    def reported(self) -> bool:
        """Whether no author holds it: everyone only reports it."""
        return not self.held


@dataclass(frozen=True, slots=True)
class Step:
    """One move: statements that support or attack a statement, or another step.

    ``id`` names the relation or link that it comes from; ``side`` is the map's number, -1 for a link.
    ``sources`` and ``target`` are places in `Framework.statements`; ``onto`` a place in
    `Framework.steps` where the target is a step (then ``target`` is -1).
    """

    id: str
    supports: bool
    sources: tuple[int, ...]
    target: int = -1
    onto: int = -1
    side: int = -1


APART, FULL, NONE = "apart", "full", "none"
VOICES = (APART, FULL, NONE)


@dataclass(frozen=True, slots=True)
class Reading:
    """Choices in reading the maps: the part that positions have which an author only reports.

    `APART`: they support, and attack each other, but defeat nothing that the author who reports them
    holds. `FULL`: like any other. `NONE`: they are not in the graph, nor any step that needs them.
    """

    reported: str = APART


@dataclass(frozen=True)
class Framework:
    """The argumentation graph of one or more maps. Statements and steps stand in the maps' order."""

    maps: tuple[ArgumentMap, ...]
    statements: tuple[Statement, ...]
    steps: tuple[Step, ...]
    links: tuple[Link, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    set_aside: tuple[Step, ...] = ()
    reading: Reading = field(default_factory=Reading)

    @cached_property
    def index(self) -> dict[Member, int]:
        """The place of the statement that a component belongs to."""
        return {member: i for i, s in enumerate(self.statements) for member in s.members}

    @cached_property
    def into(self) -> tuple[tuple[int, ...], ...]:
        """For each statement, the places of the steps that have it as target."""
        found: list[list[int]] = [[] for _ in self.statements]
        for j, step in enumerate(self.steps):
            if step.target >= 0:
                found[step.target].append(j)
        return tuple(map(tuple, found))

    @cached_property
    def out_of(self) -> tuple[tuple[int, ...], ...]:
        """For each statement, the places of the steps of which it is a source."""
        found: list[list[int]] = [[] for _ in self.statements]
        for j, step in enumerate(self.steps):
            for source in step.sources:
                found[source].append(j)
        return tuple(map(tuple, found))

    @cached_property
    def onto(self) -> tuple[tuple[int, ...], ...]:
        """For each step, the places of the steps that have it as target."""
        found: list[list[int]] = [[] for _ in self.steps]
        for j, step in enumerate(self.steps):
            if step.onto >= 0:
                found[step.onto].append(j)
        return tuple(map(tuple, found))

    @cached_property
    def theses(self) -> tuple[int, ...]:
        """Places of the statements that are some map's thesis."""
        found = (self.index.get(Member(side, c.id)) for side, amap in enumerate(self.maps) for c in amap.theses)
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def component(self, member: Member) -> Component:
        """The component itself."""
        return self.maps[member.side].component[member.id]

    def name(self, member: Member) -> str:
        """How reports name a component: ``voloshin-2012#c12``; the bare id where there is one map."""
        return member.id if len(self.maps) == 1 else f"{self.names[member.side]}#{member.id}"

    def spoken(self, place: int, side: int) -> Member:
        """The component that stands for a statement in one map: an own one before a reported; else of any map."""
        statement = self.statements[place]
        here = [m for m in (*statement.held, *statement.members) if m.side == side]
        return (here or [*statement.held, *statement.members])[0]

    def theses_of(self, side: int) -> tuple[int, ...]:
        """Places of the statements that are the thesis of one map."""
        found = (self.index.get(Member(side, c.id)) for c in self.maps[side].theses)
        return tuple(dict.fromkeys(place for place in found if place is not None))


def framework(
    maps: Sequence[ArgumentMap], given: Correspondences | None = None, reading: Reading | None = None
) -> tuple[Framework, list[Problem]]:
    """Build the graph of one or more maps and the links between them.

    Args:
        maps: The maps, in the order in which reports name them.
        given: Links between them; only those that are asserted (confirmed or identical) count.
        reading: Choices in reading.

    Returns:
        The graph, and problems with links that point nowhere. What was left out (a link that opposes
        what others make one statement, a step from a statement to itself) is told in ``notes``.
    """
    reading = reading or Reading()
    links, problems = _links(maps, given or Correspondences())
    builder = _Builder(maps, links, reading)
    return builder.build(), problems


def _links(maps: Sequence[ArgumentMap], given: Correspondences) -> tuple[list[tuple[int, int, Link]], list[Problem]]:
    """Asserted links between each two of the maps, with the numbers of the maps, and problems."""
    found = []
    problems: list[Problem] = []
    for i, a in enumerate(maps):
        for j in range(i + 1, len(maps)):
            links, more = links_between(a, maps[j], given)
            problems += more
            found += [(i, j, link) for link in links if asserted(link)]
    return found, list(dict.fromkeys(problems))


class _Builder:
    """Gathers statements and steps; one use."""

    def __init__(self, maps: Sequence[ArgumentMap], links: list[tuple[int, int, Link]], reading: Reading) -> None:
        self.maps = tuple(maps)
        self.links = links
        self.reading = reading
        self.notes: list[str] = []
        self.steps: list[Step] = []
        self.set_aside: list[Step] = []
        self.of_relation: dict[tuple[int, str], list[int]] = {}
        self.parent: dict[Member, Member] = {}
        self.names = _names(maps)

    def build(self) -> Framework:
        for side, amap in enumerate(self.maps):
            for c in amap.components:
                if not (self.reading.reported == NONE and c.reported):
                    self.parent.setdefault(Member(side, c.id), Member(side, c.id))
        self._identify()
        statements = self.statements = self._statements()
        self.index = {member: i for i, s in enumerate(statements) for member in s.members}
        for side, amap in enumerate(self.maps):
            self._steps_of(side, amap)
        for i, j, link in self.links:
            if link.type in OPPOSED:
                self._mutual(link.id, [Member(i, link.a.id), Member(j, link.b.id)], -1)
        kept = tuple(link for _, _, link in self.links)
        steps, aside = tuple(self.steps), tuple(self.set_aside)
        return Framework(self.maps, statements, steps, kept, self.names, tuple(self.notes), aside, self.reading)

    def _identify(self) -> None:
        for side, amap in enumerate(self.maps):
            for relation in amap.relations:
                if relation.name == "restates":
                    ends = [Member(side, end) for end in relation.ends]
                    for one in ends[1:]:
                        self._join(ends[0], one)
        for i, j, link in self.links:
            if link.type == "same":
                self._join(Member(i, link.a.id), Member(j, link.b.id))

    def _join(self, a: Member, b: Member) -> None:
        if a in self.parent and b in self.parent:
            x, y = sorted((self._root(a), self._root(b)))
            self.parent[y] = x

    def _root(self, member: Member) -> Member:
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def _statements(self) -> tuple[Statement, ...]:
        groups: dict[Member, list[Member]] = {}
        for member in self.parent:
            groups.setdefault(self._root(member), []).append(member)
        found = []
        for members in groups.values():
            said = [(m, self.maps[m.side].component[m.id]) for m in members]
            said.sort(key=lambda pair: (pair[1].reported, not pair[1].thesis))  # what names the statement comes first
            held = tuple(m for m, component in said if not component.reported)
            first = said[0][0]
            found.append(Statement(f"{self.names[first.side]}#{first.id}", tuple(m for m, _ in said), held))
        return tuple(found)

    def _steps_of(self, side: int, amap: ArgumentMap) -> None:
        """Steps of one map: those onto statements first, so that undercuts find the steps that they hit."""
        waiting = []
        for relation in amap.relations:
            if relation.name != SUPPORTS and relation.name not in AGAINST:
                continue
            if relation.mutual:
                if relation.name in AGAINST:
                    self._mutual(relation.id, [Member(side, m) for m in relation.mutual], side)
                continue
            for target in relation.targets:
                place = self.index.get(Member(side, target))
                if place is not None:
                    self._step(relation, side, place)
                elif target not in amap.component:
                    waiting.append((relation, target))
        self._steps_onto(side, waiting)

    def _steps_onto(self, side: int, waiting: list[tuple[Relation, str]]) -> None:
        """Steps that hit steps; a chain of undercuts resolves from the bottom, a circle of them is left out."""
        while waiting:
            later = []
            for relation, target in waiting:
                hits = list(self.of_relation.get((side, target), ()))
                for hit in hits:
                    self._step(relation, side, -1, hit)
                if not hits:
                    later.append((relation, target))
            if len(later) == len(waiting):
                return  # what is left points at nothing in the graph (argmap check says so)
            waiting = later

    def _step(self, relation: Relation, side: int, target: int, onto: int = -1) -> None:
        found = [self.index.get(Member(side, source)) for source in relation.sources]
        sources = tuple(dict.fromkeys(place for place in found if place is not None))
        if not sources or None in found:
            return  # a premise that is missing, or left out as reported: the step has not all it needs
        if target in sources:
            self.notes.append(f"{relation.id} leads from a statement to itself and is left out")
            return
        self._add(Step(relation.id, relation.name == SUPPORTS, sources, target, onto, side))

    def _add(self, step: Step) -> None:
        if step.side >= 0 and not step.supports and self.reading.reported == APART and self._only_reported(step):
            self.set_aside.append(step)
            return
        self.of_relation.setdefault((step.side, step.id), []).append(len(self.steps))
        self.steps.append(step)

    def _only_reported(self, step: Step) -> bool:
        """Whether nobody holds one of the sources, and the reporting author holds what it attacks."""
        hit = step
        while hit.onto >= 0:
            hit = self.steps[hit.onto]
        owned = any(m.side == step.side for m in self.statements[hit.target].held)
        return owned and any(self.statements[s].reported for s in step.sources)

    def _mutual(self, ident: str, members: Iterable[Member], side: int) -> None:
        places = [self.index[m] for m in members if m in self.index]
        for a in places:
            for b in places:
                if a != b:
                    self._add(Step(ident, False, (a,), b, -1, side))
        if len(places) > 1 and len(set(places)) == 1:
            self.notes.append(f"{ident} opposes what other links or relations make one statement, and is left out")


def _names(maps: Sequence[ArgumentMap]) -> tuple[str, ...]:
    """A short name for each map, made distinct by a number where ids are the same."""
    ids = [amap.id or f"map{n + 1}" for n, amap in enumerate(maps)]
    return tuple(i if ids.count(i) == 1 else f"{i}:{n + 1}" for n, i in enumerate(ids))
