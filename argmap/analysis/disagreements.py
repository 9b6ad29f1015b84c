"""The disagreements between authors: what kind each is, where it leads, and on which deeper ones it turns.

Three things count as one:

* a confirmed *contrary* or *contradictory* link (``opposed``);
* a confirmed *overlaps*, *broader* or *narrower* link whose ends are coded *for* and *against* on an
  issue that both are filed under (``opposite stances``): the two share something and pull apart;
* recommendations that answer one problem (a statement that both authors rest them on), are not tied
  by a link, and differ in stance (``other remedy``).

A contrary that was weighed and *rejected* is kept apart as ``apparent``: it looks like a
disagreement, and somebody found that both sides can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.analysis.chains import Chain, Grounds, beneath, chains, grounds
from argmap.analysis.frameworks import OPPOSED, Framework, Member
from argmap.analysis.kinds import Sign, shared_grounds, signs, verdict
from argmap.compare.align import belongs
from argmap.correspondence import Correspondences, Link

STANCE_APART, OTHER_REMEDY = "opposite stances", "other remedy"
PARTIAL = ("overlaps", "broader", "narrower")
Stances = Mapping[tuple[int, str, str], str]


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a disagreement: the component, its chains up to the author's thesis, and its grounds."""

    member: Member
    reported: bool
    up: tuple[Chain, ...]
    down: Grounds


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two components that stand against each other.

    ``id`` is the link's, or made of the two components. ``type`` is the link's type, or one of
    `STANCE_APART` and `OTHER_REMEDY`. ``deeper`` are ids of disagreements among what the two rest on,
    nearest first. ``shared`` are grounds that both use. ``why`` says what it follows from. ``also`` are
    further links between the same two statements (one of them restated, for instance).
    """

    id: str
    type: str
    a: Side
    b: Side
    kind: str
    signs: tuple[Sign, ...]
    why: str
    link: Link | None = None
    issues: tuple[str, ...] = ()
    shared: tuple[tuple[Member, Member], ...] = ()
    deeper: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def opposed(self) -> bool:
        """Whether the two cannot both hold, so that the graph has them attack each other."""
        return self.type in OPPOSED

    @property
    def held(self) -> bool:
        """Whether both authors hold their side themselves."""
        return not (self.a.reported or self.b.reported)


@dataclass(frozen=True, slots=True)
class Apparent:
    """A pair that was weighed as opposed and found compatible."""

    a: Member
    b: Member
    link: Link


def stance_table(frame: Framework, given: Correspondences) -> dict[tuple[int, str, str], str]:
    """Coded stances by map, component and issue."""
    return {
        (side, s.component.id, s.issue): s.value
        for s in given.stances
        for side, amap in enumerate(frame.maps)
        if belongs(s.component, amap)
    }


def disagreements(frame: Framework, given: Correspondences) -> tuple[Disagreement, ...]:
    """All disagreements, opposed ones first, then in the order of the links."""
    stances = stance_table(frame, given)
    found = _once(frame, sorted(_of_links(frame, stances), key=lambda d: not d.opposed))
    found += _once(frame, list(_of_remedies(frame, stances, _tied(frame))))
    found = [_deepen(frame, d, found) for d in sorted(found, key=lambda d: not d.opposed)]
    return tuple(_inherit(d, found) for d in found)


def _once(frame: Framework, found: list[Disagreement]) -> list[Disagreement]:
    """One for each pair of statements; the others' ids go with it."""
    by_pair: dict[frozenset[int], Disagreement] = {}
    for one in found:
        pair = frozenset((frame.index[one.a.member], frame.index[one.b.member]))
        known = by_pair.setdefault(pair, one)
        if known is not one:
            by_pair[pair] = replace(known, also=(*known.also, one.id))
    return list(by_pair.values())


def apparent(frame: Framework, given: Correspondences) -> tuple[Apparent, ...]:
    """Pairs weighed as contrary or contradictory and rejected, between own positions."""
    found = []
    for link in given.links:
        ends = _ends(frame, link)
        if link.status == "rejected" and link.type in OPPOSED and ends is not None:
            found.append(Apparent(*ends, link))
    return tuple(found)


def _ends(frame: Framework, link: Link) -> tuple[Member, Member] | None:
    """The ends of a link as members of the graph, in the order of the maps; None if one is missing or is reported."""
    found = []
    for ref in (link.a, link.b):
        sides = [Member(side, ref.id) for side, amap in enumerate(frame.maps) if belongs(ref, amap)]
        found += [m for m in sides if m in frame.index and not frame.component(m).reported][:1]
    if len(found) != 2 or found[0].side == found[1].side:
        return None
    return min(found), max(found)


def link_ends(frame: Framework, link: Link) -> tuple[Member, Member] | None:
    """The ends of an asserted link; ``link.a`` lies in the earlier map (see `links_between`)."""
    for i, a in enumerate(frame.maps):
        for j in range(i + 1, len(frame.maps)):
            if belongs(link.a, a) and belongs(link.b, frame.maps[j]):
                pair = Member(i, link.a.id), Member(j, link.b.id)
                if all(m in frame.index for m in pair):
                    return pair
    return None


def _of_links(frame: Framework, stances: Stances) -> Iterator[Disagreement]:
    for link in frame.links:
        apart = link.type in PARTIAL
        if not apart and link.type not in OPPOSED:
            continue
        pair = link_ends(frame, link)
        if pair is None:
            continue
        issue = _stances_apart(frame, *pair, stances) if apart else ""
        if apart and not issue:
            continue
        if apart:
            type_, why = STANCE_APART, f"{link.id}: {link.type}, but on {issue} one is for, the other against"
        else:
            meaning = "they cannot both hold" if link.type == "contrary" else "exactly one of them holds"
            type_, why = link.type, f"{link.id}: {link.type}, {meaning}"
        yield _make(frame, link.id, type_, pair, stances, why, link)


def _stances_apart(frame: Framework, a: Member, b: Member, stances: Stances) -> str:
    for issue in frame.component(a).issues:
        pair = stances.get((a.side, a.id, issue)), stances.get((b.side, b.id, issue))
        if set(pair) == {"for", "against"}:
            return issue
    return ""


def _make(
    frame: Framework,
    ident: str,
    type_: str,
    pair: tuple[Member, Member],
    stances: Stances,
    why: str,
    link: Link | None = None,
) -> Disagreement:
    a, b = (Side(m, frame.component(m).reported, chains(frame, m), grounds(frame, m)) for m in pair)
    found = signs(frame, *pair, stances)
    filed = link.issues if link is not None else ()
    both = tuple(i for i in frame.component(pair[0]).issues if i in frame.component(pair[1]).issues)
    shared = tuple((p, q) for p, q, _ in shared_grounds(frame, *pair))
    return Disagreement(ident, type_, a, b, verdict(found), found, why, link, filed or both, shared)


def _tied(frame: Framework) -> set[frozenset[int]]:
    """Pairs of statements that some link ties."""
    pairs = (link_ends(frame, link) for link in frame.links if link.type != "unrelated")
    return {frozenset(frame.index[m] for m in pair) for pair in pairs if pair is not None}


def _of_remedies(frame: Framework, stances: Stances, tied: set[frozenset[int]]) -> Iterator[Disagreement]:
    own = [
        (Member(side, c.id), beneath(frame, frame.index[Member(side, c.id)], side))
        for side, amap in enumerate(frame.maps)
        for c in amap.components
        if c.kind == "recommendation" and not c.reported and Member(side, c.id) in frame.index
    ]
    coded = [(m, under, {i: stances.get((m.side, m.id, i)) for i in frame.component(m).issues}) for m, under in own]
    for n, m in _opposed([codes for _, _, codes in coded]):
        (r, under, mine), (s, other, theirs) = coded[n], coded[m]
        ends = frozenset((frame.index[r], frame.index[s]))
        if r.side == s.side or len(ends) == 1 or ends in tied:
            continue
        issue = next(i for i, x in mine.items() if {x, theirs.get(i)} == {"for", "against"})
        problem = next((p for p in under if p in other and under[p] and other[p]), None)
        if problem is not None:
            p, q = frame.spoken(problem, r.side), frame.spoken(problem, s.side)
            why = f"both answer {frame.name(p)} = {frame.name(q)}; on {issue} one is for, the other against"
            yield _make(frame, f"{frame.name(r)}/{frame.name(s)}", OTHER_REMEDY, (r, s), stances, why)


def _opposed(coded: Sequence[Mapping[str, str | None]]) -> list[tuple[int, int]]:
    """Numbers of recommendations of which one is for, the other against something; not found by trying all pairs."""
    found: set[tuple[int, int]] = set()
    for issue in {issue for codes in coded for issue in codes}:
        by = {way: [n for n, codes in enumerate(coded) if codes.get(issue) == way] for way in ("for", "against")}
        found |= {(min(n, m), max(n, m)) for n in by["for"] for m in by["against"]}
    return sorted(found)


def _deepen(frame: Framework, one: Disagreement, others: list[Disagreement]) -> Disagreement:
    """Name the disagreements among what the two sides rest on."""
    near = {m: d for side in (one.a, one.b) for m, d in _places(frame, side).items()}
    found = []
    for other in others:
        p, q = other.a.member, other.b.member
        if other.id != one.id and _below(frame, one, p, near) and _below(frame, one, q, near):
            key = [near[frame.index[m], m.side] for m in (p, q)]
            if max(key) > 0:
                found.append((max(key), sum(key), other.id))
    return replace(one, deeper=tuple(ident for *_, ident in sorted(found)))


def _places(frame: Framework, side: Side) -> dict[tuple[int, int], int]:
    place = frame.index[side.member]
    return {(p, side.member.side): d for p, d in beneath(frame, place, side.member.side).items()}


def _below(frame: Framework, one: Disagreement, member: Member, near: dict[tuple[int, int], int]) -> bool:
    return member.side in (one.a.member.side, one.b.member.side) and (frame.index[member], member.side) in near


def _inherit(one: Disagreement, others: list[Disagreement]) -> Disagreement:
    """Where nothing else tells the kind, take that of the deeper disagreements if they are of one."""
    if one.signs or not one.deeper:
        return one
    kinds = {other.kind for other in others if other.id in one.deeper}
    if len(kinds) != 1 or "undetermined" in kinds:
        return one
    kind = kinds.pop()
    sign = Sign(kind, f"it turns on {', '.join(one.deeper)}, which is about {kind}", one.deeper)
    return replace(one, kind=kind, signs=(sign,))
