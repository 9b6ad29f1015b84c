"""A document's, or a section's, annotations as counts that add up: what coefficients and bootstrap work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.cass import boundaries, edits
from argmap.analysis.agreement.data import Document, clipped, placed, spans
from argmap.analysis.agreement.relations import RelationCounts, count_relations
from argmap.analysis.agreement.spans import Hits, candidates, one_to_one, word_hits, word_labels
from argmap.model import ArgumentMap

NEARLY_ALL = 0.95
Rows = Counter[tuple[Any, ...]]
Table = Counter[tuple[Hashable, Hashable]]
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
    """A document, or a section of the only one, as counts that add up over parts and pairs of coders."""

    continuum: un.Continuum = field(default_factory=un.Continuum)
    words: Rows = field(default_factory=Counter)
    hits: dict[str, Hits] = field(default_factory=dict)
    kinds: Rows = field(default_factory=Counter)
    issues: Rows = field(default_factory=Counter)
    filed: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)
    relations: RelationCounts = field(default_factory=RelationCounts)
    edits: float = 0
    places: float = 0


def part_of(text: Document, region: tuple[int, int], how: Options) -> Part:
    """The counts of a region; components belong to the one in which they begin."""
    maps = [_within(amap, region) for amap in text.maps]
    units = [[(a, b, item.kind) for a, b, item in clipped(line, region)] for line in text.layers]
    part = Part(un.continuum(region[1] - region[0], units), word_labels(text, region))
    cuts = [boundaries(line, text.words, region) for line in text.layers]
    everyone = range(len(maps))
    for i, j in combinations(everyone, 2):
        found = candidates(maps[i], maps[j])
        pairs = one_to_one(found, how.least)
        part.relations = part.relations + count_relations(maps[i], maps[j], pairs, how.window)
        sizes = len(maps[i].components), len(maps[j].components)
        for name, least, kinds in SPANS:
            both = sum(not kinds or a.kind == b.kind for a, b in one_to_one(found, least))
            part.hits[name] = part.hits.get(name, Hits()) + Hits(both, *sizes)
        for name, kinds in (("words", False), ("words and kinds", True)):
            part.hits[name] = part.hits.get(name, Hits()) + word_hits(part.words, i, j, kinds=kinds)
        part.kinds.update((a.kind, b.kind) for a, b in pairs)
        for a, b in pairs:
            part.issues[frozenset(a.issues), frozenset(b.issues)] += 1
            part.filed.update((issue, issue in a.issues, issue in b.issues) for issue in {*a.issues, *b.issues})
        part.edits += edits(cuts[i], cuts[j])
        part.places += max(0, part.words.total() - 1)
    return part


def _within(amap: ArgumentMap, region: tuple[int, int]) -> ArgumentMap:
    """The components that begin in a region, with the relations between them."""
    kept = tuple(item for item in placed(amap) if region[0] <= spans(item)[0][0] < region[1])
    return amap if len(kept) == len(amap.components) else replace(amap, components=kept)


def mirrored(table: Table) -> Table:
    """Coincidences of a table of two coders."""
    found: Table = Counter()
    for (one, other), number in table.items():
        found[one, other] += number
        found[other, one] += number
    return found


def filed(part: Part, issue: str) -> Rows:
    """Whether each of two matched components is filed under an issue, with how often that comes."""
    known = {(a, b): part.filed[issue, a, b] for a, b in ((True, True), (True, False), (False, True))}
    rows: Rows = Counter({**known, (False, False): part.kinds.total() - sum(known.values())})
    return Counter({row: number for row, number in rows.items() if number})


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
