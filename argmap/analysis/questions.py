"""Where three and more authors stand: disagreements that meet in a statement are one question with its positions.

The positions of a question are the statements that links oppose to each other. Two positions that both stand against
a third need not be one, so nobody is put into a camp: of every author it is told which position is held, and which
are only reported or partly shared.

| how | rule |
| --- | --- |
| holds | a component in the author's own voice is, or says the same as, the position |
| near | an own component overlaps it, or is broader or narrower, by a confirmed link |
| reports | the author has the position only in the mouth of others |
| speaks | none of these, but own components are filed under the question's issues |
| silent | none of these |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from argmap.analysis.cruxes import Crux
from argmap.analysis.disagreements import PARTIAL, Disagreement, link_ends
from argmap.analysis.frameworks import Framework, Member
from argmap.correspondence import Link

HOLDS, NEAR, REPORTS, SPEAKS, SILENT = "holds", "near", "reports", "speaks", "silent"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one author (the map's number) stands: how, at which position (its number from 1; 0 for none), by what."""

    side: int
    how: str
    position: int = 0
    member: Member | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Disagreements that meet: places of the opposed statements, and for every author where it stands.

    ``crux`` is the weightiest one among the disagreements, None if none reaches a thesis; ``rank`` its place among
    the ``of`` that lie below a thesis, 0 for none.
    """

    positions: tuple[int, ...]
    disagreements: tuple[Disagreement, ...]
    issues: tuple[str, ...]
    stands: tuple[tuple[Stand, ...], ...]
    crux: Crux | None = None
    rank: int = 0
    of: int = 0


def questions(
    frame: Framework, found: Iterable[Disagreement], cruxes: Sequence[Crux], live: Sequence[Crux]
) -> tuple[Question, ...]:
    """The questions between the authors, the weightiest first.

    Args:
        frame: The graph of all the maps.
        found: Disagreements; only those in which both sides are held and opposed count.
        cruxes: All cruxes.
        live: Those below a thesis, ranked.
    """
    groups = _joined(frame, [one for one in found if one.opposed and one.held])
    partial = _partial(frame)
    ranks = {crux: n for n, crux in enumerate(live, 1)}
    made = []
    for group in groups:
        places = tuple(dict.fromkeys(frame.index[side.member] for one in group for side in (one.a, one.b)))
        issues = tuple(dict.fromkeys(issue for one in group for issue in one.issues))
        stands = tuple(tuple(_stands(frame, n, places, issues, partial)) for n in range(len(frame.maps)))
        names = {name for one in group for name in (one.id, *one.also)}
        mine = sorted((c for c in cruxes if names & set(c.refs)), key=lambda c: ranks.get(c, len(ranks) + 1))
        crux = mine[0] if mine else None
        rank = ranks.get(crux, 0) if crux else 0
        made.append(Question(places, tuple(group), issues, stands, crux, rank, len(ranks)))
    return tuple(sorted(made, key=lambda q: q.rank or len(ranks) + 1))


def _joined(frame: Framework, found: list[Disagreement]) -> list[list[Disagreement]]:
    """Disagreements that share a statement, directly or through others, in the order of the first of each."""
    groups: list[tuple[set[int], list[Disagreement]]] = []
    for one in found:
        ends = {frame.index[one.a.member], frame.index[one.b.member]}
        near = [group for group in groups if group[0] & ends]
        if not near:
            groups.append((ends, [one]))
            continue
        first, *others = near
        first[0].update(ends, *(group[0] for group in others))
        for group in others:
            first[1].extend(group[1])
            groups.remove(group)
        first[1].append(one)
    return [group for _, group in groups]


def _partial(frame: Framework) -> list[tuple[Member, Member, Link]]:
    """Both ends of every confirmed link that ties in part."""
    found = ((link_ends(frame, link), link) for link in frame.links if link.type in PARTIAL)
    return [(*ends, link) for ends, link in found if ends is not None]


def _stands(
    frame: Framework,
    side: int,
    places: tuple[int, ...],
    issues: tuple[str, ...],
    partial: list[tuple[Member, Member, Link]],
) -> Iterator[Stand]:
    found = [stand for n, place in enumerate(places, 1) for stand in _at(frame, side, place, n, partial)]
    if found:
        yield from sorted(found, key=lambda stand: ((HOLDS, NEAR, REPORTS).index(stand.how), stand.position))
        return
    own = (c for c in frame.maps[side].components if not c.reported and set(c.issues) & set(issues))
    first = next(own, None)
    yield Stand(side, SPEAKS, member=Member(side, first.id)) if first else Stand(side, SILENT)


def _at(
    frame: Framework, side: int, place: int, number: int, partial: list[tuple[Member, Member, Link]]
) -> Iterator[Stand]:
    """How an author stands to one position."""
    statement = frame.statements[place]
    held = next((m for m in statement.held if m.side == side), None)
    if held is not None:
        yield Stand(side, HOLDS, number, held)
        return
    told: set[Member] = set()
    for ends in partial:
        for mine, other in (ends[:2], ends[1::-1]):
            near = mine.side == side and frame.index.get(other) == place and mine not in told
            if near and not frame.component(mine).reported:
                told.add(mine)
                yield Stand(side, NEAR, number, mine, ends[2])
    voiced = next((m for m in statement.members if m.side == side), None)
    if voiced is not None:
        yield Stand(side, REPORTS, number, voiced)
