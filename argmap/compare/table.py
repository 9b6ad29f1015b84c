"""The comparison as rows: issue, each author's position with grounds and pages, relation, reason.

Each pair of positions stands once, under the first issue that it belongs to; an issue on which no
pair is tied has one row with the leading positions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.compare import model as m
from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component, Issue

LEADING = 3
GROUNDS = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """One component as a table shows it; ``speaker`` is set for a reported position."""

    id: str
    kind: str
    gloss: str
    page: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One author's side of a row: positions, the grounds given for them, and how many more there are."""

    statements: tuple[Statement, ...] = ()
    more: int = 0
    grounds: tuple[Statement, ...] = ()
    more_grounds: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; ``relation`` is a stance class, ``links`` are the ids that it rests on."""

    issue: Issue
    a: Cell
    b: Cell
    relation: str
    reason: str
    certainty: str = ""
    links: tuple[str, ...] = ()


def rows(comparison: m.Comparison) -> list[Row]:
    """The table of a comparison, in the order of the code book."""
    a, b = MapGraph(comparison.a), MapGraph(comparison.b)
    shown: set[tuple[str, str, str]] = set()
    found: list[Row] = []
    for row in comparison.rows:
        fresh = [f for f in row.findings if (f.kind, f.a, f.b) not in shown]
        shown.update((f.kind, f.a, f.b) for f in fresh)
        ordered = sorted(fresh, key=lambda f: m.CLASSES.index(f.kind))
        found.extend(_pair(row.issue, finding, a, b) for finding in ordered)
        if not row.findings and row.kind != m.SILENT:
            found.append(Row(row.issue, _leading(row.a, a), _leading(row.b, b), row.kind, row.why))
    return found


def relation_label(relation: str, a: ArgumentMap, b: ArgumentMap) -> str:
    """The class with the authors' names in the place of A and B."""
    return {m.ONLY_A: f"only {a.short_name}", m.ONLY_B: f"only {b.short_name}"}.get(relation, relation)


def statement(amap: ArgumentMap, component: Component) -> Statement:
    """A component with its page and, if reported, its speaker."""
    voice = amap.voice.get(component.voice)
    speaker = (voice.label or voice.id if voice else component.voice) if component.reported else ""
    return Statement(component.id, component.kind, component.gloss, amap.page(component), speaker)


def _pair(issue: Issue, finding: m.Finding, a: MapGraph, b: MapGraph) -> Row:
    link = finding.link
    reason = (link.reason if link else "") or finding.why
    return Row(
        issue,
        _cell([finding.a], a),
        _cell([finding.b], b),
        finding.kind,
        reason,
        link.certainty if link else "",
        finding.links,
    )


def _leading(position: m.Position, graph: MapGraph) -> Cell:
    return _cell(position.leading or position.reported, graph, LEADING)


def _cell(ids: Iterable[str], graph: MapGraph, limit: int | None = None) -> Cell:
    ids = list(ids)
    shown = ids[:limit]
    grounds = list(dict.fromkeys(p for id_ in shown for p in graph.premises(id_) if p not in shown))
    known = [graph.map.component[p] for p in grounds if p in graph.map.component]
    return Cell(
        statements=tuple(statement(graph.map, graph.map.component[i]) for i in shown),
        more=len(ids) - len(shown),
        grounds=tuple(statement(graph.map, c) for c in known[:GROUNDS]),
        more_grounds=max(0, len(known) - GROUNDS),
    )
