"""`compare`: two maps and their correspondences in, a `Comparison` out. Pure; nothing is stored."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from argmap.compare import model as m
from argmap.compare.align import LinkIndex, belongs, holds, links_between
from argmap.compare.stance import Sides, issue_class, link_finding, remedy_findings
from argmap.correspondence import Correspondences, Link
from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component, Issue
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
    links, problems = links_between(a, b, given)
    index = LinkIndex(links)
    sides = Sides(MapGraph(a), MapGraph(b), index, _stances(a, given), _stances(b, given))
    found = [finding for link in links if holds(link) for finding in [link_finding(link, sides)] if finding]
    found.extend(remedy_findings(sides))
    rows = tuple(_row(issue, sides, found) for issue in _issues(a, b, given))
    only_a, only_b = _unmatched(sides)
    own_a, own_b = _own(a), _own(b)
    return (
        m.Comparison(
            a=a,
            b=b,
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


def _issues(a: ArgumentMap, b: ArgumentMap, given: Correspondences) -> list[Issue]:
    """The issues that either side uses, in the order of the code book; undeclared ones come last."""
    declared: dict[str, Issue] = {}
    for issue in (*given.issues, *a.issues, *b.issues):
        known = declared.get(issue.id)
        declared[issue.id] = replace(known, question=known.question or issue.question) if known else issue
    used = {i for amap in (a, b) for c in amap.components for i in c.issues}
    stray = [Issue(i, label=i) for i in sorted(used - declared.keys())]
    unfiled = any(not c.issues for amap in (a, b) for c in amap.components)
    return [i for i in declared.values() if i.id in used] + stray + ([Issue("", "no issue given")] if unfiled else [])


def _row(issue: Issue, sides: Sides, found: list[m.Finding]) -> m.IssueRow:
    mine = _position(sides.a, issue.id, sides.stance_a)
    theirs = _position(sides.b, issue.id, sides.stance_b)
    here = [replace(f, issue=issue.id) for f in found if _filed(f, issue.id, sides)]
    possible = len(mine.own) * len(theirs.own)
    left, right = frozenset(mine.own), frozenset(theirs.own)
    weighed = [pair for pair in sides.links.by_pair if pair[0] in left and pair[1] in right]
    voiced = [f for f in here if _own_voices(f, sides)]
    voiced = [f for f in voiced if not _both_evidence(f, sides)] or voiced
    kind, why = issue_class(mine, theirs, voiced, len(weighed), possible)
    if kind == m.TALK_PAST and any(sides.links.tying(*pair) for pair in weighed):
        kind, why = m.UNDETERMINED, "the pairs that are tied were compared under other issues"
    return m.IssueRow(issue, mine, theirs, tuple(here), kind, why, len(weighed), possible)


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


def _position(graph: MapGraph, issue: str, stances: dict[tuple[str, str], str]) -> m.Position:
    here = [c for c in graph.map.components if (issue in c.issues if issue else not c.issues)]
    own = [c for c in here if not c.reported]
    ids = {c.id for c in own}
    premises = {s for c in own for s in graph.premises(c.id)}
    leading = [c for c in own if c.id not in premises or c.thesis]
    leading = leading or own
    counted = Counter(stances[c.id, issue] for c in own if (c.id, issue) in stances)
    return m.Position(
        own=tuple(c.id for c in own),
        reported=tuple(c.id for c in here if c.id not in ids),
        leading=tuple(c.id for c in sorted(leading, key=_weight)),
        stances=tuple(sorted(counted.items())),
    )


def _weight(component: Component) -> tuple[bool, bool]:
    """Sort key: the thesis first, evidence last, otherwise the order of the text."""
    return (not component.thesis, component.kind == "evidence")


def _stances(amap: ArgumentMap, given: Correspondences) -> dict[tuple[str, str], str]:
    return {(s.component.id, s.issue): s.value for s in given.stances if belongs(s.component, amap)}


def _own(amap: ArgumentMap) -> frozenset[str]:
    return frozenset(c.id for c in amap.components if not c.reported)


def _unmatched(sides: Sides) -> tuple[tuple[m.Unmatched, ...], tuple[m.Unmatched, ...]]:
    """Claims and recommendations in the author's voice that no link ties, most rested-upon first."""
    weighed = set(sides.links.by_pair)
    only_a = _untied(sides.a, sides.links.tied_a, sides.b.map, weighed)
    only_b = _untied(sides.b, sides.links.tied_b, sides.a.map, {(y, x) for x, y in weighed})
    return only_a, only_b


def _untied(
    graph: MapGraph, tied: set[str], other: ArgumentMap, weighed: set[tuple[str, str]]
) -> tuple[m.Unmatched, ...]:
    """Untied positions; candidates for each are the other author's own ones under a common issue."""
    by_issue: dict[str, list[str]] = {}
    for component in other.components:
        for issue in () if component.reported else component.issues:
            by_issue.setdefault(issue, []).append(component.id)
    free = [c for c in graph.map.components if c.kind != "evidence" and not c.reported and c.id not in tied]
    ranked = sorted(free, key=lambda c: (not c.thesis, -len(graph.beneath(c.id)), c.start or 0))
    found = []
    for c in ranked:
        candidates = {id_ for issue in c.issues for id_ in by_issue.get(issue, ())}
        found.append(m.Unmatched(c.id, sum((c.id, id_) in weighed for id_ in candidates), len(candidates)))
    return tuple(found)


def link_by_id(comparison: m.Comparison) -> dict[str, Link]:
    """The comparison's links by id."""
    return {link.id: link for link in comparison.links}
