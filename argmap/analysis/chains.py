"""From a component up to its author's thesis, and down to the grounds that the author gives for it.

Chains run through one author's own steps only: what B says of A's grounds is a matter of links, not
of A's argument.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from argmap.analysis.frameworks import Framework, Member, Step


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of a chain: the relation, from where, with what beside it, to where.

    ``onto`` names the relation that is hit where the step undercuts another; then ``target`` is what
    that other step bears on. ``supports`` tells the direction in which the step moves its target.
    """

    relation: str
    supports: bool
    source: Member
    beside: tuple[Member, ...]
    target: Member
    onto: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """The shortest way from a component to a thesis; empty ``steps`` where the component is the thesis."""

    start: Member
    thesis: Member
    steps: tuple[ChainStep, ...]

    @property
    def supports(self) -> bool:
        """Whether the component speaks for the thesis: an even number of steps against."""
        return sum(not step.supports for step in self.steps) % 2 == 0

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations that it runs through."""
        return tuple(step.relation for step in self.steps)


@dataclass(frozen=True, slots=True)
class Ground:
    """One step into a component: its relation, whether for or against, and its premises."""

    relation: str
    supports: bool
    premises: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an author rests a component on: the steps into it, and where the supports end.

    ``last`` are the components at the bottom of the supports, for which no ground is given; ``beneath``
    are all components that support it, directly or not, with their distance.
    """

    direct: tuple[Ground, ...]
    last: tuple[Member, ...]
    beneath: tuple[tuple[Member, int], ...]


def chains(frame: Framework, start: Member) -> tuple[Chain, ...]:
    """The shortest chain from a component to each thesis of its own map that it bears on."""
    place = frame.index.get(start)
    if place is None:
        return ()
    goals = frame.theses_of(start.side)
    before = _climb(frame, place, start.side)
    found = []
    for goal in goals:
        if goal in before:
            steps = _retrace(frame, before, goal, start.side)
            found.append(Chain(start, frame.spoken(goal, start.side), steps))
    return tuple(found)


def _climb(frame: Framework, start: int, side: int) -> dict[int, tuple[int, int] | None]:
    """For each statement that the start bears on: the statement and step before it on a shortest way."""
    before: dict[int, tuple[int, int] | None] = {start: None}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for j in frame.out_of[here]:
            target = _lands(frame, j) if frame.steps[j].side == side else -1
            if target >= 0 and target not in before:
                before[target] = (here, j)
                queue.append(target)
    return before


def _lands(frame: Framework, j: int) -> int:
    """The statement that a step bears on in the end, through the steps that it hits."""
    while frame.steps[j].onto >= 0:
        j = frame.steps[j].onto
    return frame.steps[j].target


def _moves_up(frame: Framework, j: int) -> bool:
    """Whether the step speaks for what it lands on."""
    up = frame.steps[j].supports
    while frame.steps[j].onto >= 0:
        j = frame.steps[j].onto
        up = up == frame.steps[j].supports
    return up


def _retrace(
    frame: Framework, before: dict[int, tuple[int, int] | None], goal: int, side: int
) -> tuple[ChainStep, ...]:
    found = []
    here = goal
    while (came := before[here]) is not None:
        source, j = came
        step = frame.steps[j]
        beside = tuple(frame.spoken(s, side) for s in step.sources if s != source)
        onto = frame.steps[step.onto].id if step.onto >= 0 else ""
        ends = frame.spoken(source, side), frame.spoken(here, side)
        found.append(ChainStep(step.id, _moves_up(frame, j), ends[0], beside, ends[1], onto))
        here = source
    return tuple(reversed(found))


def grounds(frame: Framework, start: Member) -> Grounds:
    """What the component's author rests it on, in that author's own map."""
    place = frame.index.get(start)
    if place is None:
        return Grounds((), (), ())
    side = start.side
    direct = tuple(
        Ground(s.id, s.supports, tuple(frame.spoken(p, side) for p in s.sources)) for s in _own(frame, place, side)
    )
    distance = beneath(frame, place, side)
    last = [p for p in distance if p != place and not any(s.supports for s in _own(frame, p, side))]
    told = tuple((frame.spoken(p, side), d) for p, d in distance.items() if p != place)
    return Grounds(direct, tuple(frame.spoken(p, side) for p in last), told)


def beneath(frame: Framework, place: int, side: int) -> dict[int, int]:
    """All statements that support one through steps of one map, with the distance; itself at 0."""
    distance = {place: 0}
    queue = deque([place])
    while queue:
        here = queue.popleft()
        for step in _own(frame, here, side):
            for source in step.sources if step.supports else ():
                if source not in distance:
                    distance[source] = distance[here] + 1
                    queue.append(source)
    return distance


def support_steps(frame: Framework, place: int, side: int) -> tuple[str, ...]:
    """Ids of the supports beneath a statement in one map, each once, nearest first."""
    found = [s.id for p in beneath(frame, place, side) for s in _own(frame, p, side) if s.supports]
    return tuple(dict.fromkeys(found))


def _own(frame: Framework, place: int, side: int) -> list[Step]:
    return [frame.steps[j] for j in frame.into[place] if frame.steps[j].side == side]
