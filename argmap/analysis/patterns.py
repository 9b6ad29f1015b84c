"""Patterns across two authors, and within one: what they share, what they leave out, where an author strains.

Nothing here is found by likeness of words: shared means tied by a confirmed *same* link, and what is
said to be missing comes with the share of candidate pairs that somebody weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from argmap.analysis.chains import beneath, support_steps
from argmap.analysis.disagreements import Disagreement
from argmap.analysis.frameworks import Framework, Member, Step
from argmap.analysis.labelling import IN, OUT
from argmap.compare.align import LinkIndex, links_between
from argmap.correspondence import Correspondences
from argmap.model import Issue


@dataclass(frozen=True, slots=True)
class SharedGround:
    """One ground, opposite conclusions: the ground as each author has it, the conclusions, the supports between."""

    ground: tuple[Member, Member]
    conclusion: tuple[Member, Member]
    link: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherGrounds:
    """One conclusion that two authors share and rest on grounds of which none correspond.

    ``weighed`` of ``possible`` pairs of these grounds were looked at by somebody.
    """

    conclusion: tuple[Member, Member]
    grounds: tuple[tuple[Member, ...], tuple[Member, ...]]
    weighed: int
    possible: int


@dataclass(frozen=True, slots=True)
class Unshared:
    """Evidence of one author that nothing ties to the other, though both speak to its issue.

    ``serves`` are the components that it supports directly; ``weighed`` of ``possible`` positions that the
    other holds under the same issues were set against it.
    """

    evidence: Member
    other: int
    issues: tuple[str, ...]
    serves: tuple[Member, ...]
    weighed: int
    possible: int


@dataclass(frozen=True, slots=True)
class Silence:
    """An issue that one author addresses in an own voice and the other does not; ``reports``: what it reports."""

    issue: Issue
    speaks: int
    silent: int
    components: tuple[Member, ...]
    reports: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """Two positions of one author of which one speaks against the other.

    ``refs`` are relations, or the links through which it follows. ``state``: "answered" where the attack
    fails, "unanswered" where it stands, else "open".
    """

    attacker: Member
    attacked: Member
    refs: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Objection:
    """What an author reports others as saying against a position of the author's own; set aside in the graph."""

    sources: tuple[Member, ...]
    target: Member | None
    relation: str
    onto: str = ""


@dataclass(frozen=True, slots=True)
class Patterns:
    """All of them."""

    shared: tuple[SharedGround, ...]
    other_grounds: tuple[OtherGrounds, ...]
    unshared: tuple[Unshared, ...]
    silences: tuple[Silence, ...]
    tensions: tuple[Tension, ...]
    objections: tuple[Objection, ...]


def patterns(
    frame: Framework, given: Correspondences, found: Sequence[Disagreement], labels: Sequence[str]
) -> Patterns:
    """Everything in the module's list, in the maps' order.

    Args:
        frame: The graph.
        given: The correspondences, for what was weighed and with what outcome.
        found: The disagreements.
        labels: The label of each statement.
    """
    pairs = list(combinations(range(len(frame.maps)), 2))
    weighed = {(i, j): LinkIndex(links_between(frame.maps[i], frame.maps[j], given)[0]) for i, j in pairs}
    return Patterns(
        tuple(_shared(frame, found)),
        tuple(item for i, j in pairs for item in _other_grounds(frame, i, j, weighed[i, j])),
        tuple(item for i, j in pairs for item in _unshared(frame, i, j, weighed[i, j])),
        tuple(item for i, j in pairs for item in _silences(frame, i, j, given)),
        tuple(_tensions(frame, labels)),
        tuple(_objection(frame, step) for step in frame.set_aside),
    )


def _shared(frame: Framework, found: Sequence[Disagreement]) -> Iterator[SharedGround]:
    for one in found:
        for p, q in one.shared if one.opposed else ():
            relations = []
            for ground, end in ((p, one.a.member), (q, one.b.member)):
                above = set(_between(frame, frame.index[ground], frame.index[end], end.side))
                relations += [f"{frame.names[end.side]}#{r}" for r in _ordered(frame, end, above)]
            yield SharedGround((p, q), (one.a.member, one.b.member), one.id, tuple(relations))


def _between(frame: Framework, ground: int, end: int, side: int) -> Iterator[str]:
    """Ids of the supports that lie on some way from a ground to a conclusion."""
    above = {ground}
    waiting = [ground]
    inside = beneath(frame, end, side)
    while waiting:
        for j in frame.out_of[waiting.pop()]:
            step = frame.steps[j]
            if step.side == side and step.supports and step.target in inside:
                yield step.id
                if step.target not in above:
                    above.add(step.target)
                    waiting.append(step.target)


def _ordered(frame: Framework, end: Member, wanted: set[str]) -> list[str]:
    return [r for r in reversed(support_steps(frame, frame.index[end], end.side)) if r in wanted]


def _other_grounds(frame: Framework, i: int, j: int, index: LinkIndex) -> Iterator[OtherGrounds]:
    for place, statement in enumerate(frame.statements):
        sides = {m.side for m in statement.held}
        if not {i, j} <= sides:
            continue
        under = [[p for p, d in beneath(frame, place, side).items() if d] for side in (i, j)]
        if not all(under) or set(under[0]) & set(under[1]):
            continue
        mine, theirs = ([frame.spoken(p, side) for p in ps] for ps, side in zip(under, (i, j), strict=True))
        weighed = sum(index.reviewed(a.id, b.id) for a in mine for b in theirs)
        ends = frame.spoken(place, i), frame.spoken(place, j)
        yield OtherGrounds(ends, (tuple(mine), tuple(theirs)), weighed, len(mine) * len(theirs))


def _unshared(frame: Framework, i: int, j: int, index: LinkIndex) -> Iterator[Unshared]:
    for side, other in ((i, j), (j, i)):
        by_issue: dict[str, list[str]] = {}
        for c in frame.maps[other].components:
            for issue in () if c.reported else c.issues:
                by_issue.setdefault(issue, []).append(c.id)
        tied = index.tied_a if side == i else index.tied_b
        for c in frame.maps[side].components:
            member = Member(side, c.id)
            issues = tuple(issue for issue in c.issues if issue in by_issue)
            if c.kind != "evidence" or c.id in tied or not issues or member not in frame.index:
                continue
            near = list(dict.fromkeys(x for issue in issues for x in by_issue[issue]))
            pairs = [(c.id, x) if side == i else (x, c.id) for x in near]
            steps = [frame.steps[k] for k in frame.out_of[frame.index[member]]]
            serves = [frame.spoken(s.target, side) for s in steps if s.supports and s.target >= 0 and s.side == side]
            weighed = sum(index.reviewed(*pair) for pair in pairs) if index.by_pair else 0
            yield Unshared(member, other, issues, tuple(dict.fromkeys(serves)), weighed, len(near))


def _silences(frame: Framework, i: int, j: int, given: Correspondences) -> Iterator[Silence]:
    declared = {issue.id: issue for amap in (frame.maps[j], frame.maps[i]) for issue in amap.issues}
    declared |= {issue.id: issue for issue in given.issues}
    used = {x for side in (i, j) for c in frame.maps[side].components for x in c.issues}
    for issue in [*(x for x in declared if x in used), *sorted(used - declared.keys())]:
        said = [_filed(frame, side, issue) for side in (i, j)]
        own = [[m for m in members if not frame.component(m).reported] for members in said]
        for n, (side, other) in enumerate(((i, j), (j, i))):
            if own[n] and not own[1 - n]:
                yield Silence(declared.get(issue, Issue(issue)), side, other, tuple(own[n]), tuple(said[1 - n]))


def _filed(frame: Framework, side: int, issue: str) -> list[Member]:
    return [Member(side, c.id) for c in frame.maps[side].components if issue in c.issues]


def _tensions(frame: Framework, labels: Sequence[str]) -> Iterator[Tension]:
    for step in frame.steps:
        if step.supports or step.side < 0 or step.target < 0 or len(step.sources) != 1:
            continue
        source, target = frame.statements[step.sources[0]], frame.statements[step.target]
        if all(any(m.side == step.side for m in s.held) for s in (source, target)):
            ends = frame.spoken(step.sources[0], step.side), frame.spoken(step.target, step.side)
            state = _state(labels[step.sources[0]], labels[step.target])
            yield Tension(*ends, (f"{frame.names[step.side]}#{step.id}",), state)
    yield from _through_links(frame, labels)


def _state(attacker: str, attacked: str) -> str:
    if attacker == OUT or attacked == IN:
        return "answered"
    return "unanswered" if attacked == OUT else "open"


def _through_links(frame: Framework, labels: Sequence[str]) -> Iterator[Tension]:
    """A position that is opposed to something that its own author says elsewhere in another's words."""
    for step in frame.steps:
        if step.side >= 0 or step.sources[0] > step.target:
            continue
        ends = step.sources[0], step.target
        sides = [{m.side for m in frame.statements[p].held} for p in ends]
        for side in sorted(sides[0] & sides[1]):
            mine = [frame.spoken(p, side) for p in ends]
            yield Tension(mine[0], mine[1], (step.id,), _state(labels[ends[0]], labels[ends[1]]))


def _objection(frame: Framework, step: Step) -> Objection:
    sources = tuple(frame.spoken(s, step.side) for s in step.sources)
    target = frame.spoken(step.target, step.side) if step.target >= 0 else None
    onto = frame.steps[step.onto].id if step.onto >= 0 else ""
    return Objection(sources, target, step.id, onto)
