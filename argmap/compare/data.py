"""A comparison as plain data for JSON: everything a view shows, with the ids that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from argmap import __version__
from argmap.compare import model as m
from argmap.compare.table import Cell, Row, rows
from argmap.correspondence import Link
from argmap.model import Annotator, ArgumentMap


def as_dict(comparison: m.Comparison) -> dict[str, Any]:
    """The whole comparison, JSON-ready; keys are stable."""
    return {
        "argmap": __version__,
        "texts": [text_facts(comparison.a), text_facts(comparison.b)],
        "links": link_counts(comparison),
        "judges": [{"name": name, "machine": program} for name, program in judges(comparison)],
        "review": {"reviewed": comparison.reviewed, "possible": comparison.possible},
        "issues": [_issue(row) for row in comparison.rows],
        "rows": [_row(row) for row in rows(comparison)],
        "correspondences": [_link(link) for link in comparison.links],
        "only": [_only(comparison.a, comparison.only_a), _only(comparison.b, comparison.only_b)],
    }


def text_facts(amap: ArgumentMap) -> dict[str, Any]:
    """What identifies a side: title, authors, hash of the text, annotators, counts."""
    return {
        "id": amap.id,
        "name": amap.short_name,
        "title": amap.source.shown_title or amap.title,
        "authors": list(amap.source.authors),
        "date": amap.source.date,
        "text_sha256": amap.text.sha256 if amap.text else "",
        "annotators": [a.shown for a in amap.annotators],
        "components": len(amap.components),
        "relations": len(amap.relations),
    }


def link_counts(comparison: m.Comparison) -> dict[str, int]:
    """How many links there are by status; pairs that were judged *unrelated* tie nothing and are counted apart."""
    kinds = ("unrelated" if link.type == "unrelated" else link.status for link in comparison.links)
    return dict(sorted(Counter(kinds).items()))


def judges(comparison: m.Comparison) -> list[tuple[str, bool]]:
    """Who confirmed or rejected the links, by name (else by id), and whether that is a program."""
    return judges_of(comparison.links, comparison.annotators)


def judges_of(links: Iterable[Link], annotators: Iterable[Annotator]) -> list[tuple[str, bool]]:
    """The same for any links and those who may have judged them."""
    people = {who.id: who for who in annotators}
    found: dict[str, bool] = {}
    for link in links:
        for one in link.annotator.split() if link.status in ("confirmed", "rejected") else ():
            who = people.get(one)
            found.setdefault((who.name if who else "") or one, who.machine if who else False)
    return list(found.items())


def _issue(row: m.IssueRow) -> dict[str, Any]:
    return {
        "id": row.issue.id,
        "label": row.issue.label,
        "question": row.issue.question,
        "class": row.kind,
        "why": row.why,
        "a": _position(row.a),
        "b": _position(row.b),
        "reviewed": row.reviewed,
        "possible": row.possible,
        "outside": row.outside,
        "findings": [_finding(finding) for finding in row.findings],
    }


def _position(position: m.Position) -> dict[str, Any]:
    return {
        "own": list(position.own),
        "reported": list(position.reported),
        "leading": list(position.leading),
        "stances": dict(position.stances),
    }


def _finding(finding: m.Finding) -> dict[str, Any]:
    return {
        "class": finding.kind,
        "a": finding.a,
        "b": finding.b,
        "links": list(finding.links),
        "relations": list(finding.relations),
        "why": finding.why,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "issue": row.issue.id,
        "a": _cell(row.a),
        "b": _cell(row.b),
        "relation": row.relation,
        "reason": row.reason,
        "certainty": row.certainty,
        "links": list(row.links),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return asdict(cell)


def _link(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "type": link.type,
        "a": link.a.id,
        "b": link.b.id,
        "status": link.status,
        "annotator": link.annotator,
        "date": link.date,
        "certainty": link.certainty,
        "reason": link.reason,
        "issues": list(link.issues),
        "score": link.score,
    }


def _only(amap: ArgumentMap, items: tuple[m.Unmatched, ...]) -> list[dict[str, Any]]:
    return [
        {
            "component": item.component,
            "gloss": amap.component[item.component].gloss,
            "reviewed": item.reviewed,
            "possible": item.possible,
        }
        for item in items
    ]
