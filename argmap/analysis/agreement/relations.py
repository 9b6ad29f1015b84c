"""Agreement on relations, given which components of two coders are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.analysis.agreement.spans import Hits, Pair
from argmap.model import ArgumentMap, Relation

NONE = "none"
Link = tuple[str, str]


@dataclass(slots=True)
class RelationCounts:
    """What two coders' relations have in common; counts add up over texts.

    ``table`` is over ordered pairs of matched components; ``linked`` the same where both drew a relation.
    ``loose`` are relations of either that end at a component the other does not have, of ``all`` relations.
    """

    table: Counter[tuple[Hashable, Hashable]] = field(default_factory=Counter)
    linked: Counter[tuple[Hashable, Hashable]] = field(default_factory=Counter)
    attached: Hits = field(default_factory=Hits)
    named: Hits = field(default_factory=Hits)
    loose: int = 0
    all: int = 0

    def __add__(self, more: RelationCounts) -> RelationCounts:
        return RelationCounts(
            self.table + more.table,
            self.linked + more.linked,
            self.attached + more.attached,
            self.named + more.named,
            self.loose + more.loose,
            self.all + more.all,
        )


def links(amap: ArgumentMap) -> dict[Link, str]:
    """Each relation as ordered pairs of components with its name.

    Every one of linked premises has its pair; a mutual relation has both directions; an undercut leads to what
    the relation leads to that it undercuts. Citations lead out of the map and do not count.
    """
    found: dict[Link, str] = {}
    for relation in amap.relations:
        targets = [end for target in relation.targets for end in _components(amap, target)]
        ends = [(a, b) for a in relation.sources for b in targets]
        ends += [(a, b) for a in relation.mutual for b in relation.mutual if a != b]
        for a, b in ends:
            if a in amap.component and b in amap.component:
                found.setdefault((a, b), relation.name)
    return found


def count_relations(one: ArgumentMap, other: ArgumentMap, pairs: Sequence[Pair], window: int = 0) -> RelationCounts:
    """Relations of two coders over the components they share.

    Args:
        one: The first coder's map.
        other: The second's.
        pairs: Components taken as the same.
        window: Only pairs of components at most so many places apart in the text are candidates; 0 for all.
            The wider it is, the more pairs neither relates, and the higher kappa: say it when you publish.
    """
    mine, theirs = links(one), links(other)
    twin = {a.id: b.id for a, b in pairs}
    back = {b: a for a, b in twin.items()}
    counts = RelationCounts(all=len(mine) + len(theirs))
    counts.loose = _loose(mine, twin) + _loose(theirs, back)
    place = {a.id: at for at, (a, _) in enumerate(pairs)}
    told = {(back[a], back[b]): name for (a, b), name in theirs.items() if a in back and b in back}
    for a, b in {**mine, **told}:
        if a in place and b in place and a != b and (not window or abs(place[a] - place[b]) <= window):
            names = mine.get((a, b), NONE), told.get((a, b), NONE)
            counts.table[names] += 1
            if NONE not in names:
                counts.linked[names] += 1
    reach = min(window or len(pairs), len(pairs) - 1)
    silent = reach * (2 * len(pairs) - reach - 1) - counts.table.total()
    if silent > 0:  # both drew nothing between them
        counts.table[NONE, NONE] += silent
    drawn = [pair for pair in mine if pair[0] in twin and pair[1] in twin]
    shared = [pair for pair in drawn if (twin[pair[0]], twin[pair[1]]) in theirs]
    same = sum(mine[pair] == theirs[twin[pair[0]], twin[pair[1]]] for pair in shared)
    aligned = len(drawn), len(theirs) - _loose(theirs, back)
    counts.attached, counts.named = Hits(len(shared), *aligned), Hits(same, *aligned)
    return counts


def _components(amap: ArgumentMap, target: str, depth: int = 8) -> list[str]:
    """The component at which a relation's end lies, through relations that are themselves targets."""
    if target in amap.component or depth == 0:
        return [target]
    relation: Relation | None = amap.relation.get(target)
    return [end for each in relation.targets for end in _components(amap, each, depth - 1)] if relation else []


def _loose(found: Mapping[Link, str], known: Mapping[str, str]) -> int:
    return sum(a not in known or b not in known for a, b in found)
