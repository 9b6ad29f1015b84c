"""The corpora of benchmarks/alignment.py as maps and labels. Nothing of them is kept in this repository."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from argmap.model import ArgumentMap, Component, Issue

REPOSITORY = Path(__file__).resolve().parent.parent
CORPORA = REPOSITORY.parent / "shared" / "corpora"


@dataclass(frozen=True)
class Topic:
    """Arguments and key points of one topic as two maps filed by side, with labels (1, 0, -1 for none) per side."""

    name: str
    arguments: ArgumentMap
    points: ArgumentMap
    sides: tuple[tuple[tuple[int, ...], tuple[int, ...], np.ndarray], ...]

    @property
    def questions(self) -> dict[str, str]:
        """What the issues of both maps ask."""
        return {issue.id: issue.question for issue in self.arguments.issues}


def statements(name: str, texts: list[tuple[str, str]], question: str) -> ArgumentMap:
    """A map of bare claims: ``(text, issue)``."""
    issues = tuple(Issue(issue, issue, question) for issue in dict.fromkeys(issue for _, issue in texts))
    components = (Component(f"c{i}", "claim", text, issues=(issue,)) for i, (text, issue) in enumerate(texts))
    return ArgumentMap(name, components=tuple(components), issues=issues)


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def argkp(split: str) -> list[Topic]:
    """ArgKP-2021 (Bar-Haim et al. 2020): ``train`` or ``dev``."""
    folder = CORPORA / "argkp2021"
    given = {(row["arg_id"], row["key_point_id"]): int(row["label"]) for row in _table(folder / f"labels_{split}.csv")}
    arguments, points = _table(folder / f"arguments_{split}.csv"), _table(folder / f"key_points_{split}.csv")
    found = []
    for topic in dict.fromkeys(row["topic"] for row in arguments):
        left = [row for row in arguments if row["topic"] == topic]
        right = [row for row in points if row["topic"] == topic]
        sides = []
        for side in dict.fromkeys(row["stance"] for row in left):
            rows = tuple(i for i, row in enumerate(left) if row["stance"] == side)
            columns = tuple(i for i, row in enumerate(right) if row["stance"] == side)
            ids = [left[i]["arg_id"] for i in rows], [right[i]["key_point_id"] for i in columns]
            sides.append((rows, columns, np.array([[given.get((x, y), -1) for y in ids[1]] for x in ids[0]])))
        maps = (
            statements("left", [(row["argument"], f"issue.{row['stance']}") for row in left], topic),
            statements("right", [(row["key_point"], f"issue.{row['stance']}") for row in right], topic),
        )
        found.append(Topic(topic, *maps, tuple(sides)))
    return found


@dataclass(frozen=True)
class Claim:
    """A claim of Perspectrum and what people said to it: texts, cluster and side of each."""

    text: str
    perspectives: tuple[str, ...]
    clusters: tuple[int, ...]
    sides: tuple[str, ...]


def perspectrum(split: str = "test") -> Iterator[Claim]:
    """Perspectrum (Chen et al. 2019): perspectives in one cluster say the same."""
    folder = CORPORA / "perspectrum"
    load = {
        name: json.loads((folder / f"{name}_v1.0.json").read_text(encoding="utf-8"))
        for name in ("perspective_pool", "perspectrum_with_answers", "dataset_split")
    }
    texts = {item["pId"]: item["text"] for item in load["perspective_pool"]}
    for claim in load["perspectrum_with_answers"]:
        if load["dataset_split"][str(claim["cId"])] != split:
            continue
        members = [
            (texts[pid], number, cluster["stance_label_3"])
            for number, cluster in enumerate(claim["perspectives"])
            for pid in cluster["pids"]
            if pid in texts
        ]
        if len(members) > 1:
            yield Claim(claim["text"], *zip(*members, strict=True))


def microtexts() -> list[tuple[str, str, str]]:
    """Microtexts (Peldszus and Stede 2015) that answer a set question: text, question, stance."""
    found = []
    for path in sorted((CORPORA / "microtexts-xml").glob("micro_*.xml")):
        root = ET.fromstring(path.read_bytes())
        topic, stance = root.get("topic_id"), root.get("stance")
        if topic and stance in ("pro", "con"):
            found.append((" ".join(edu.text or "" for edu in root.iter("edu")), topic, stance))
    return found
