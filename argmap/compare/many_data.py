"""The matrix, schedule, evidence and summary as plain data for JSON, with what all of them rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from typing import Any

from argmap import __version__
from argmap.compare.data import link_counts, text_facts
from argmap.compare.many import Many, MatrixRow


def head(many: Many) -> dict[str, Any]:
    """What every view states: version, texts with hash and annotators, links by status, their judges, coverage."""
    texts = [text_facts(amap) | {"name": name} for name, amap in zip(many.names, many.maps, strict=True)]
    return {
        "argmap": __version__,
        "texts": texts,
        "links": many.link_counts,
        "judges": [{"name": name, "machine": name in many.machines} for name in many.judges],
        "review": {"reviewed": many.reviewed, "possible": many.possible},
    }


def matrix_dict(many: Many) -> dict[str, Any]:
    """The matrix: a row for each issue with a cell for each author, and every pair's class; then the pairs."""
    pairs = [
        {
            "a": many.maps[i].id,
            "b": many.maps[j].id,
            "links": link_counts(comparison),
            "review": {"reviewed": comparison.reviewed, "possible": comparison.possible},
        }
        for (i, j), comparison in many.pairs.items()
    ]
    return head(many) | {"issues": [_row(many, row) for row in many.rows], "pairs": pairs}


def items_dict(many: Many, name: str, items: Iterable[Any]) -> dict[str, Any]:
    """A list of dataclass values under a name, with the head; authors are their numbers in ``texts``, from 0."""
    return head(many) | {name: [asdict(item) if is_dataclass(item) else item for item in items]}  # type: ignore[arg-type]


def pair_address(many: Many, issue: str, a: int, b: int) -> str:
    """The name of a pair under an issue: ``issue.x@one--other``."""
    return f"{address(issue, many.ids[a])}--{many.ids[b]}"


def address(issue: str, text: str) -> str:
    """The name of a matrix cell, by which it can be cited: ``issue.x@text-id``."""
    return f"{issue or 'issue.none'}@{text}"


def _row(many: Many, row: MatrixRow) -> dict[str, Any]:
    cells = [
        {
            "cell": address(row.issue.id, many.ids[cell.author]),
            "text": many.maps[cell.author].id,
            "status": cell.status,
            "own": list(cell.position.own),
            "reported": list(cell.position.reported),
            "leading": list(cell.position.leading),
            "stances": dict(cell.position.stances),
        }
        for cell in row.cells
    ]
    pairs = [
        {
            "a": many.maps[pair.a].id,
            "b": many.maps[pair.b].id,
            "class": pair.kind,
            "why": pair.why,
            "links": list(pair.links),
            "reviewed": pair.reviewed,
            "possible": pair.possible,
            "outside": pair.outside,
        }
        for pair in row.pairs
    ]
    issue = row.issue
    return {"id": issue.id, "label": issue.label, "question": issue.question, "cells": cells, "pairs": pairs}
