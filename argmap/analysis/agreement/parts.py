"""A document's, or a section's, annotations as counts that add up: what coefficients and bootstrap work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.data import Document, clipped, layer, placed, spans
from argmap.analysis.agreement.relations import RelationCounts, count_relations
from argmap.analysis.agreement.spans import Hits, kind_table, matched, span_hits, word_hits, word_labels
from argmap.model import ArgumentMap

NEARLY_ALL = 0.95
Rows = Counter[tuple[Any, ...]]
Table = Counter[tuple[Hashable, Hashable]]
Parts = list["Part"]
# name, share of the passage, whether kinds count
SPANS = (
    ("exact boundaries", 1.0, False),
    ("exact boundaries and kind", 1.0, True),
    ("half of the passage shared", 0.5, False),
    ("any overlap", 0.0, False),
    ("any overlap and same kind", 0.0, True),
)


@dataclass(frozen=True, slots=True)
class Options:
    """How agreement is counted.

    ``least`` is the share of a passage (Jaccard) from which two components count as the same for relations and
    issues; ``window`` as in `count_relations`; ``rounds`` and ``seed`` are those of the bootstrap and of gamma.
    """

    least: float = 0.5
    window: int = 0
    rounds: int = 1000
    seed: int = 1


@dataclass
class Part:
    """A document, or a section of the only one, as counts that add up."""

    continuum: un.Continuum
    words: Rows
    hits: dict[str, Hits] = field(default_factory=dict)
    kinds: Rows = field(default_factory=Counter)
    issues: Rows = field(default_factory=Counter)
    tables: list[Table] = field(default_factory=list)
    relations: list[RelationCounts] = field(default_factory=list)


def part_of(text: Document, region: tuple[int, int], how: Options) -> Part:
    """The counts of a region; components belong to the one in which they begin."""
    maps = [_within(amap, region) for amap in text.maps]
    lines = [clipped(layer(amap), region) for amap in text.maps]
    units = [[(a, b, item.kind) for a, b, item in line] for line in lines]
    part = Part(un.continuum(region[1] - region[0], units), word_labels(text, region))
    everyone = range(len(maps))
    for i, j in combinations(everyone, 2):
        pairs = matched(maps[i], maps[j], how.least)
        part.relations.append(count_relations(maps[i], maps[j], pairs, how.window))
        part.tables.append(kind_table(pairs))
        for name, least, kinds in SPANS:
            part.hits[name] = part.hits.get(name, Hits()) + span_hits(maps[i], maps[j], least, kinds=kinds)
        for name, kinds in (("words", False), ("words and kinds", True)):
            part.hits[name] = part.hits.get(name, Hits()) + word_hits(part.words, i, j, kinds=kinds)
        part.kinds.update((a.kind, b.kind) for a, b in pairs)
        part.issues.update((frozenset(a.issues), frozenset(b.issues)) for a, b in pairs)
    return part


def _within(amap: ArgumentMap, region: tuple[int, int]) -> ArgumentMap:
    """The components that begin in a region, with the relations between them."""
    kept = tuple(item for item in placed(amap) if region[0] <= spans(item)[0][0] < region[1])
    return amap if len(kept) == len(amap.components) else replace(amap, components=kept)


def continuum_of(parts: Parts) -> un.Continuum:
    """The unitizing sums of all parts."""
    total = un.Continuum()
    for part in parts:
        total = total + part.continuum
    return total


def hits_of(parts: Parts, name: str) -> Hits:
    """Counts for one F1 over all parts."""
    total = Hits()
    for part in parts:
        total = total + part.hits.get(name, Hits())
    return total


def related(parts: Parts) -> RelationCounts:
    """Counts of relations over all parts and pairs of coders."""
    total = RelationCounts()
    for part in parts:
        for counts in part.relations:
            total = total + counts
    return total


def table_of(parts: Parts) -> Table:
    """Kinds of matched components of the first coder against the second."""
    total: Table = Counter()
    for part in parts:
        for table in part.tables:
            total.update(table)
    return total


def mirrored(table: Table) -> Table:
    """Coincidences of a table of two coders."""
    found: Table = Counter()
    for (one, other), number in table.items():
        found[one, other] += number
        found[other, one] += number
    return found


def rows_of(parts: Parts, name: str) -> Rows:
    """Rows of coders' values, with how often each comes, over all parts."""
    total: Rows = Counter()
    for part in parts:
        total.update(getattr(part, name))
    return total


def filed(rows: Rows, issue: str) -> Rows:
    """Sets of issues as yes or no to one of them."""
    found: Rows = Counter()
    for row, number in rows.items():
        found[tuple(issue in value for value in row)] += number
    return found


def skewed(rows: Rows | Table) -> list[str]:
    """A warning where nearly all values are the same, so that the coefficient hangs on a few items."""
    values: Counter[Hashable] = Counter()
    for row, number in rows.items():
        for value in row:
            values[value] += number
    if not values:
        return []
    most, count = values.most_common(1)[0]
    share = count / values.total()
    said = ("no component" if most == "" else most) if isinstance(most, str) else "one set"
    return [f"{share:.0%} of the values are {said}: it hangs on the few others"] if share > NEARLY_ALL else []
