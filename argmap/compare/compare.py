"""`compare`: two maps and their correspondences in, a `Comparison` out. Pure; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from argmap.compare import model as m
from argmap.compare.align import LinkIndex, holds, links_between
from argmap.compare.side import Side
from argmap.compare.stance import Sides, issue_class, link_finding, remedy_findings
from argmap.correspondence import Correspondences
from argmap.model import ArgumentMap, Issue
from argmap.problems import Problem


def compare(
    a: ArgumentMap, b: ArgumentMap, correspondences: Correspondences | None = None
) -> tuple[m.Comparison, list[Problem]]:
    """Set two maps side by side.

    Args:
        a: The first text's map.
        b: The second text's map.
        correspondences: Links and stances between them; without any, only identical components
            and issues that one side leaves out are found.

    Returns:
        The comparison, and problems with links that point nowhere (all sound links are used).
    """
    given = correspondences or Correspondences()
    return between(Side.of(a, given), Side.of(b, given), given)


def between(left: Side, right: Side, given: Correspondences) -> tuple[m.Comparison, list[Problem]]:
    """`compare` for sides that are already worked out, as when one author is compared with many."""
    links, problems = links_between(left.map, right.map, given)
    index = LinkIndex(links)
    sides = Sides(left, right, index)
    found = [finding for link in links if holds(link) for finding in [link_finding(link, sides)] if finding]
    found.extend(remedy_findings(sides))
    rows = tuple(_row(issue, sides, found) for issue in issues_of((left.map, right.map), given))
    only_a, only_b = _unmatched(sides)
    own_a, own_b = left.own, right.own
    return (
        m.Comparison(
            a=left.map,
            b=right.map,
            rows=rows,
            links=tuple(links),
            only_a=only_a,
            only_b=only_b,
            reviewed=sum(1 for x, y in index.by_pair if x in own_a and y in own_b),
            possible=len(own_a) * len(own_b),
            title=given.title,
            annotators=given.annotators,
        ),
        problems,
    )


def issues_of(maps: Sequence[ArgumentMap], given: Correspondences) -> list[Issue]:
    """The issues that any side uses, in the order of the code book; undeclared ones come last.

    Components under no issue at all get an entry of their own, with the id "".
    """
    declared: dict[str, Issue] = {}
    for issue in (*given.issues, *(issue for amap in maps for issue in amap.issues)):
        known = declared.get(issue.id)
        declared[issue.id] = replace(known, question=known.question or issue.question) if known else issue
    used = {i for amap in maps for c in amap.components for i in c.issues}
    stray = [Issue(i, label=i) for i in sorted(used - declared.keys())]
    unfiled = any(not c.issues for amap in maps for c in amap.components)
    return [i for i in declared.values() if i.id in used] + stray + ([Issue("", "no issue given")] if unfiled else [])


def _row(issue: Issue, sides: Sides, found: list[m.Finding]) -> m.IssueRow:
    mine, theirs = sides.left.position(issue.id), sides.right.position(issue.id)
    here = [replace(f, issue=issue.id) for f in found if _filed(f, issue.id, sides)]
    possible = len(mine.own) * len(theirs.own)
    left, right = frozenset(mine.own), frozenset(theirs.own)
    weighed = [pair for pair in sides.links.by_pair if pair[0] in left and pair[1] in right]
    voiced = [f for f in here if _own_voices(f, sides)]
    voiced = [f for f in voiced if not _both_evidence(f, sides)] or voiced
    kind, why = issue_class(mine, theirs, voiced, len(weighed), possible)
    if kind == m.TALK_PAST and any(sides.links.tying(*pair) for pair in weighed):
        kind, why = m.UNDETERMINED, "the pairs that are tied were compared under other issues"
    if kind in (m.ONLY_A, m.ONLY_B) and here:
        tied = ", ".join(dict.fromkeys(link for f in here for link in f.links))
        why += f"; links tie it to components filed elsewhere ({tied})"
    row = m.IssueRow(issue, mine, theirs, tuple(here), kind, why, len(weighed), possible)
    inside = {link.id for pair in weighed for link in sides.links.by_pair[pair]}
    return replace(row, outside=sum(link not in inside for link in row.links))


def _filed(finding: m.Finding, issue: str, sides: Sides) -> bool:
    """Whether a finding belongs under the issue.

    The link says so; or both ends are filed there; or one is, where the two share no issue.
    """
    if finding.link is not None and finding.link.issues:
        return issue in finding.link.issues
    x, y = sides.a.map.component[finding.a], sides.b.map.component[finding.b]
    in_x, in_y = issue in x.issues, issue in y.issues
    if not issue:
        return not x.issues and not y.issues
    return (in_x and in_y) or ((in_x or in_y) and not set(x.issues) & set(y.issues))


def _own_voices(finding: m.Finding, sides: Sides) -> bool:
    return not (sides.a.map.component[finding.a].reported or sides.b.map.component[finding.b].reported)


def _both_evidence(finding: m.Finding, sides: Sides) -> bool:
    """Facts that both report soften no disagreement over what follows from them."""
    return sides.a.map.component[finding.a].kind == sides.b.map.component[finding.b].kind == "evidence"


def _unmatched(sides: Sides) -> tuple[tuple[m.Unmatched, ...], tuple[m.Unmatched, ...]]:
    """Claims and recommendations in the author's voice that no link ties, most rested-upon first."""
    weighed_a: dict[str, set[str]] = {}
    weighed_b: dict[str, set[str]] = {}
    for x, y in sides.links.by_pair:
        weighed_a.setdefault(x, set()).add(y)
        weighed_b.setdefault(y, set()).add(x)
    only_a = _untied(sides.left, sides.links.tied_a, sides.right, weighed_a)
    only_b = _untied(sides.right, sides.links.tied_b, sides.left, weighed_b)
    return only_a, only_b


def _untied(side: Side, tied: set[str], other: Side, weighed: dict[str, set[str]]) -> tuple[m.Unmatched, ...]:
    """Untied positions; candidates for each are the other author's own ones under a common issue."""
    candidates: dict[tuple[str, ...], frozenset[str]] = {}
    found = []
    for c in side.ranked:
        if c.id in tied:
            continue
        if c.issues not in candidates:
            candidates[c.issues] = frozenset(i for issue in c.issues for i in other.position(issue).own)
        here = candidates[c.issues]
        found.append(m.Unmatched(c.id, len(here & weighed.get(c.id, set())), len(here)))
    return tuple(found)
