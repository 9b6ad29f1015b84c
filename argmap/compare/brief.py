"""The comparison in brief: what to read first, chosen by stated rules from links that were judged. No score decides.

| part | what is in it, and in which order |
| --- | --- |
| shared | issues on which nothing is opposed, by the share of positions that links tie; of each the surest link |
| parted | opposed links, the surest first, then those that decide the class of their issue |
| apparent | pairs weighed as opposed and found compatible: those whose coded stances differ first, then the surest |

Only positions in the authors' own voices count, and no position stands twice in a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.compare import model as m
from argmap.compare.align import belongs, holds
from argmap.compare.coverage import thin, weighed
from argmap.compare.many import Many
from argmap.compare.schedule import Point, point
from argmap.compare.stance import OPPOSED
from argmap.correspondence import Link
from argmap.model import Issue

CERTAINTIES = ("high", "medium", "low")
KINDS = ("same", "broader", "narrower", "overlaps")
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """A pair worth reading first: its issue, both positions, their coded stances there ("" for none), and why it is."""

    issue: Issue
    point: Point
    stances: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What the authors share, where they part, and what only sounds opposed; ``totals`` count all there is of each.

    The totals count issues for what is shared, links for the other two.
    """

    shared: tuple[Note, ...]
    parted: tuple[Note, ...]
    apparent: tuple[Note, ...]
    totals: tuple[int, int, int]


def brief(many: Many, most: int = 3) -> Brief:
    """The first few of each part.

    Args:
        many: Two or more authors.
        most: How many of each part.
    """
    coded = stances(many)
    shared = _shared(many, coded)
    parted = _parted(many, coded)
    apparent = _apparent(many, coded)
    parts = [tuple(_once(part, most)) for part in (shared, parted, apparent)]
    return Brief(parts[0], parts[1], parts[2], (len(shared), len(parted), len(apparent)))


def stances(many: Many) -> dict[tuple[int, str, str], str]:
    """Coded stances by author's number, component and issue."""
    return {
        (n, s.component.id, s.issue): s.value
        for s in many.given.stances
        for n, amap in enumerate(many.maps)
        if belongs(s.component, amap)
    }


def _once(notes: Iterable[Note], most: int) -> Iterator[Note]:
    """The first notes, passing over those of which a position has been told."""
    seen: set[tuple[int, str]] = set()
    told = 0
    for note in notes:
        ends = {(note.point.a, note.point.one.id), (note.point.b, note.point.other.id)}
        if told < most and not ends & seen:
            seen |= ends
            told += 1
            yield note


def _certainty(link: Link) -> int:
    return CERTAINTIES.index(link.certainty) if link.certainty in CERTAINTIES else len(CERTAINTIES)


def _own(many: Many, key: Key, link: Link) -> bool:
    a, b = (many.maps[n].component.get(end.id) for n, end in zip(key, (link.a, link.b), strict=True))
    return a is not None and b is not None and not a.reported and not b.reported


def _note(many: Many, key: Key, link: Link, issue: Issue, coded: dict[tuple[int, str, str], str], why: str) -> Note:
    pair = (coded.get((key[0], link.a.id, issue.id), ""), coded.get((key[1], link.b.id, issue.id), ""))
    return Note(issue, point(many, key, link), pair, why)


def _shared(many: Many, coded: dict[tuple[int, str, str], str]) -> list[Note]:
    found: list[tuple[float, int, Note]] = []
    for key, comparison in many.pairs.items():
        for row in comparison.rows:
            links = [f.link for f in row.findings if f.link is not None and _own(many, key, f.link)]
            if not links or any(f.kind in (m.DISAGREE, m.SAME_EVIDENCE, m.OTHER_REMEDY) for f in row.findings):
                continue
            tied = len({x.a.id for x in links} & {*row.a.own}) + len({x.b.id for x in links} & {*row.b.own})
            filed = len(row.a.own) + len(row.b.own)
            best = min(links, key=lambda x: (_certainty(x), KINDS.index(x.type) if x.type in KINDS else len(KINDS)))
            why = f"{len(links)} links, none opposed; they tie {tied} of the {filed} positions filed here"
            if len(links) == 1:
                why = f"1 link; it ties {tied} of the {filed} positions filed here"
            why += _remaining(row)
            found.append(
                (-tied / filed if filed else 0.0, _certainty(best), _note(many, key, best, row.issue, coded, why))
            )
    return [note for *_, note in sorted(found, key=lambda one: one[:2])]


def _parted(many: Many, coded: dict[tuple[int, str, str], str]) -> list[Note]:
    found: dict[tuple[Key, str], tuple[int, bool, Note]] = {}
    for key, comparison in many.pairs.items():
        for row in comparison.rows:
            for finding in row.findings:
                link = finding.link
                if link is None or link.type not in OPPOSED or not _own(many, key, link):
                    continue
                whole = row.kind in (m.DISAGREE, m.SAME_EVIDENCE)
                why = "on this issue nothing is shared" if whole else f"of this issue they share {_share(row)}"
                note = _note(many, key, link, row.issue, coded, f"{link.type}; {why}{_remaining(row)}")
                known = found.get((key, link.id))
                if known is None or (whole and known[1]):
                    found[key, link.id] = (_certainty(link), not whole, note)
    return [note for *_, note in sorted(found.values(), key=lambda one: one[:2])]


def _remaining(row: m.IssueRow) -> str:
    """A word on coverage where pairs of the issue remain, so that more may come to light."""
    return f"; {weighed(row.reviewed, row.possible)}" if thin(row) else ""


def _share(row: m.IssueRow) -> str:
    count = sum(f.link is not None and f.link.type not in OPPOSED for f in row.findings)
    return f"{count} point" if count == 1 else f"{count} points"


def _apparent(many: Many, coded: dict[tuple[int, str, str], str]) -> list[Note]:
    found: list[tuple[bool, int, Note]] = []
    for key, comparison in many.pairs.items():
        issues = {row.issue.id: row.issue for row in comparison.rows}
        for link in comparison.links:
            if link.status != "rejected" or link.type not in OPPOSED or not _own(many, key, link):
                continue
            if any(holds(x) and x.type in OPPOSED for x in comparison.links if (x.a, x.b) == (link.a, link.b)):
                continue
            issue = filed(many, key, link, issues)
            note = _note(many, key, link, issue, coded, f"{link.type} was considered and rejected")
            found.append((not _apart(note.stances), _certainty(link), note))
    return [note for *_, note in sorted(found, key=lambda one: one[:2])]


def _apart(pair: tuple[str, str]) -> bool:
    return pair[0] != pair[1] and not {"", "none"} & set(pair)


def filed(many: Many, key: Key, link: Link, issues: dict[str, Issue]) -> Issue:
    """The issue of a link: the one that it names, else the first that both ends or either is filed under."""
    one, other = (many.maps[n].component[end.id].issues for n, end in zip(key, (link.a, link.b), strict=True))
    names = [*link.issues, *(i for i in one if i in other), *one, *other]
    return next((issues[name] for name in names if name in issues), Issue(""))
