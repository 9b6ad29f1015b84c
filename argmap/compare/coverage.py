"""What a class rests on, in words: the links, and how many of the pairs that could have been linked were weighed.

The pairs of an issue are those of the authors' own positions filed under it. A finding may also rest on a link of
a reported position, or of one that is filed elsewhere; such links are told apart, for no count of pairs holds them.
"""

from __future__ import annotations

from collections.abc import Iterable

from argmap.compare.many import PairStanding
from argmap.compare.model import IssueRow

Judged = IssueRow | PairStanding
PAIRS_MEANT = (
    "The pairs of an issue are those of the authors' own positions filed under it; "
    "other positions are reported, or filed elsewhere."
)


def coverage(*rows: Judged) -> str:
    """What the class of an issue between two authors rests on; of several pairs of authors the sum.

    Returns:
        Such as "rests on 3 links; only 4 of 20 pairs weighed"; "" where there is nothing to weigh.
    """
    links = sum(len(row.links) for row in rows)
    return rests(links, sum(row.outside for row in rows), *counted(rows))


def counted(rows: Iterable[Judged]) -> tuple[int, int]:
    """How many pairs were weighed, and of how many."""
    found = [(row.reviewed, row.possible) for row in rows]
    return sum(done for done, _ in found), sum(possible for _, possible in found)


def rests(links: int, outside: int, reviewed: int, possible: int) -> str:
    """The same from numbers: links, those of them between positions that are not counted, pairs weighed, pairs.

    >>> rests(3, 1, 4, 20)
    'rests on 3 links, 1 of them of other positions; only 4 of 20 pairs weighed'
    """
    share = weighed(reviewed, possible)
    if not links:
        return f"no link; {share}" if share else ""
    beyond = f", {outside} of them of other positions" if outside else ""
    beyond = " of other positions" if outside == links else beyond
    lead = f"rests on {links} link{'s' * (links != 1)}{beyond}"
    return f"{lead}; {share}" if share else lead


def weighed(reviewed: int, possible: int) -> str:
    """How many pairs were weighed; "" where there are none.

    >>> weighed(20, 20), weighed(12, 20), weighed(0, 20)
    ('all 20 pairs weighed', '12 of 20 pairs weighed', 'none of 20 pairs weighed')
    """
    if not possible:
        return ""
    if reviewed == possible:
        return "the only pair weighed" if possible == 1 else f"all {possible} pairs weighed"
    if not reviewed:
        return "the only pair not weighed" if possible == 1 else f"none of {possible} pairs weighed"
    return f"{'only ' * (2 * reviewed < possible)}{reviewed} of {possible} pairs weighed"


def because(row: Judged) -> str:
    """Why the class holds, with what it rests on; where no link does, the reason says it already."""
    return "; ".join(part for part in (row.why, coverage(row) if row.links else "") if part)


def thin(*rows: Judged) -> bool:
    """Whether pairs remain that nobody weighed, so that the class may change."""
    done, possible = counted(rows)
    return done < possible
