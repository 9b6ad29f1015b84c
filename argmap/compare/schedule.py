"""A schedule after the lawyers' Scott schedule: one row an issue.

A row says what each author holds and on what grounds, what is common ground, what is in dispute, what would
settle it, and leaves room for the editor's finding.

Nothing here is judged by the machine: common ground and dispute are confirmed links; what would settle an
issue stands only where a note or a link's reason says so in a sentence that begins with "Settled by" or
"Would settle it:"; the finding is always empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from argmap.compare import model as m
from argmap.compare.many import Many, MatrixRow, PairStanding, Standing
from argmap.compare.stance import OPPOSED
from argmap.compare.table import Statement, statement
from argmap.correspondence import Link
from argmap.graph import MapGraph
from argmap.model import Component, Issue

CLAIMS, GROUNDS = 2, 2
SETTLE = re.compile(r"\b(?:settled by|would settle it:)\s*([^.!?]+[.!?]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the grounds given for it, and how many grounds more there are."""

    said: Statement
    grounds: tuple[Statement, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One author's case on an issue; ``silent`` where the annotation files nothing of the author under it."""

    author: int
    claims: tuple[Claim, ...] = ()
    more: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A confirmed link as a point of common ground or of dispute. ``item`` is where it was told first (0: here)."""

    a: int
    b: int
    one: Statement
    other: Statement
    type: str
    link: str
    reason: str
    certainty: str = ""
    item: int = 0


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle an issue, in the annotation's own words, and where they stand (author -1: on a link)."""

    text: str
    author: int
    where: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the schedule. ``finding`` is the editor's and always empty."""

    number: int
    issue: Issue
    cases: tuple[Case, ...]
    common: tuple[Point, ...]
    disputed: tuple[Point, ...]
    standings: tuple[PairStanding, ...]
    settling: tuple[Settling, ...] = ()
    finding: str = ""


def schedule(many: Many) -> list[Item]:
    """The schedule of any number of authors, in the order of the code book."""
    graphs = [MapGraph(amap) for amap in many.maps]
    told: dict[tuple[int, int, str], int] = {}
    rows = {key: {row.issue.id: row for row in c.rows} for key, c in many.pairs.items()}
    items = []
    for number, row in enumerate(many.rows, 1):
        here = {key: index[row.issue.id] for key, index in rows.items() if row.issue.id in index}
        points = [point(many, key, link) for key, r in here.items() for link in _links(many, key, r)]
        fresh = [replace(p, item=told.get((p.a, p.b, p.link), 0)) for p in points]
        for p in points:
            told.setdefault((p.a, p.b, p.link), number)
        items.append(
            Item(
                number,
                row.issue,
                cases=_cases(many, graphs, row, here),
                common=tuple(p for p in fresh if p.type not in OPPOSED),
                disputed=tuple(p for p in fresh if p.type in OPPOSED),
                standings=row.pairs,
                settling=tuple(_settling(many, row, points)),
            )
        )
    return items


def _links(many: Many, key: tuple[int, int], row: m.IssueRow) -> list[Link]:
    """The links of a row's findings, each once: those that oppose first, those of the theses before others."""
    comparison = many.pairs[key]
    by_id = {link.id: link for link in comparison.links}
    theses = ({c.id for c in comparison.a.theses}, {c.id for c in comparison.b.theses})

    def weight(f: m.Finding) -> tuple[int, bool]:
        return m.CLASSES.index(f.kind), not (f.a in theses[0] or f.b in theses[1])

    ordered = sorted(row.findings, key=weight)
    found = {f.link.id: f.link for f in ordered if f.link is not None}
    for finding in ordered:
        for ident in finding.links:
            if ident in by_id:
                found.setdefault(ident, by_id[ident])
    return list(found.values())


def point(many: Many, key: tuple[int, int], link: Link) -> Point:
    """A link between two authors with both statements; their names are numbers."""
    a, b = key
    one = statement(many.maps[a], many.maps[a].component[link.a.id])
    other = statement(many.maps[b], many.maps[b].component[link.b.id])
    return Point(a, b, one, other, link.type, link.id, link.reason, link.certainty)


def _cases(
    many: Many, graphs: list[MapGraph], row: MatrixRow, here: dict[tuple[int, int], m.IssueRow]
) -> tuple[Case, ...]:
    """Every author's case on the issue."""
    return tuple(
        _case(graphs[n], cell, tied_under(many, n, here)) if cell.position else Case(n, silent=True)
        for n, cell in enumerate(row.cells)
    )


def tied_under(many: Many, author: int, here: dict[tuple[int, int], m.IssueRow]) -> list[str]:
    """The author's components in the findings under an issue: the gravest first, and the thesis before others."""
    component = many.maps[author].component
    ranked: list[tuple[int, bool, str]] = []
    for (a, b), found in here.items():
        for f in found.findings if author in (a, b) else ():
            ident = f.a if author == a else f.b
            ranked.append((m.CLASSES.index(f.kind), not component[ident].thesis, ident))
    return [ident for *_, ident in sorted(ranked, key=lambda entry: entry[:2])]


def _case(graph: MapGraph, cell: Standing, tied: list[str]) -> Case:
    """Claims that stand in findings, then the leading ones; evidence only where there is nothing else."""
    position, component = cell.position, graph.map.component
    filed = (*position.own, *position.reported)
    order = list(dict.fromkeys([i for i in tied if i in filed] + [*position.leading, *filed]))
    claims = [i for i in order if component[i].kind != "evidence" and not component[i].reported]
    claims = claims or [i for i in order if not component[i].reported] or order
    shown = claims[:CLAIMS]
    made = tuple(_claim(graph, ident, shown) for ident in shown)
    told = {*shown, *(ground.id for claim in made for ground in claim.grounds)}
    return Case(cell.author, made, len(set(filed) - told))


def _claim(graph: MapGraph, ident: str, shown: list[str]) -> Claim:
    """A claim with its nearest grounds; those that are shown as claims themselves are not repeated."""
    component = graph.map.component
    grounds = [component[p] for p in graph.premises(ident) if p in component and p not in shown]
    grounds.sort(key=lambda c: c.kind != "evidence")
    said = tuple(statement(graph.map, c) for c in grounds[:GROUNDS])
    return Claim(statement(graph.map, component[ident]), said, max(0, len(grounds) - GROUNDS))


def _settling(many: Many, row: MatrixRow, points: list[Point]) -> Iterable[Settling]:
    for cell in row.cells:
        amap = many.maps[cell.author]
        for ident in (*cell.position.own, *cell.position.reported):
            component: Component = amap.component[ident]
            for note in component.notes:
                yield from (Settling(text, cell.author, ident) for text in _said(note))
    for point in points:
        yield from (Settling(text, -1, point.link) for text in _said(point.reason))


def _said(words: str) -> list[str]:
    return [found.strip() for found in SETTLE.findall(words)]
