"""Which components of several annotators are about the same passage; in any order of the annotators the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.adjudication.sides import Case, Side
from argmap.analysis.agreement.data import Span, spans
from argmap.model import Component
from argmap.versions.pairs import gloss_likeness, overlap


@dataclass(frozen=True)
class Unit:
    """The components of one passage, by side; None where an annotator has none there."""

    members: tuple[Component | None, ...]

    @property
    def there(self) -> tuple[Component, ...]:
        """The components that there are."""
        return tuple(item for item in self.members if item is not None)

    @property
    def at(self) -> int:
        """Where it begins; what has no place comes last."""
        return min((s for item in self.there for s, _ in spans(item)), default=1 << 60)

    @property
    def anchor(self) -> str:
        """The places of all members, whoever they are: by this a unit is known again."""
        return ";".join(sorted({_cut(item) for item in self.there}))


def _cut(item: Component) -> str:
    return (
        ",".join(f"{a}-{b}" for a, b in spans(item)) or f"?{'|'.join(f.pointer for f in item.fragments)}|{item.gloss}"
    )


def content(item: Component) -> tuple[object, ...]:
    """What a component says, without its id and who signed it."""
    return (_cut(item), item.kind, item.gloss, sorted(item.issues), item.voice, item.thesis, item.certainty, item.notes)


def canonical(sides: Sequence[Side]) -> list[int]:
    """The indices of the sides in an order that hangs on what they say only."""
    told = [sorted(repr(content(item)) for item in side.map.components) for side in sides]
    return sorted(range(len(sides)), key=lambda i: told[i])


def units(case: Case, least: float = 0.5) -> list[Unit]:
    """All components, those taken together that share at least ``least`` of their passages (Jaccard).

    What shares most is joined first; a unit has one component of a side at most.
    """
    order = canonical(case.sides)
    lists = {i: sorted(case.sides[i].map.components, key=lambda c: (repr(content(c)), c.id)) for i in order}
    found = []
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            found += [(*score, place, x, order.index(j), y) for score, x, y in _pairs(lists[i], lists[j], least)]
    group: dict[tuple[int, int], dict[int, int]] = {
        (place, x): {place: x} for place, i in enumerate(order) for x in range(len(lists[i]))
    }
    for *_, p, x, q, y in sorted(found):
        one, other = group[p, x], group[q, y]
        if one is not other and not one.keys() & other.keys():
            one.update(other)
            for member in other.items():
                group[member] = one
    made = {id(members): members for members in group.values()}.values()
    result = [
        Unit(tuple(lists[i][members[order.index(i)]] if order.index(i) in members else None for i in range(len(order))))
        for members in made
    ]
    return sorted(result, key=lambda unit: (unit.at, unit.anchor, sorted(repr(content(c)) for c in unit.there)))


def _pairs(
    one: Sequence[Component], other: Sequence[Component], least: float
) -> list[tuple[tuple[float, bool, float], int, int]]:
    """Components of two sides that may be the same, with how far they are from it."""
    cuts = [spans(item) for item in one], [spans(item) for item in other]
    starts = sorted((cut[0][0], y) for y, cut in enumerate(cuts[1]) if cut)
    loose = [y for y, cut in enumerate(cuts[1]) if not cut]
    found = []
    for x, item in enumerate(one):
        near = loose if not cuts[0][x] else [y for start, y in starts if start < cuts[0][x][-1][1]]
        for y in near:
            share = _share(item, other[y], cuts[0][x], cuts[1][y])
            if share > 0 and share >= least:
                score = (-share, item.kind != other[y].kind, -gloss_likeness(item.gloss, other[y].gloss))
                found.append((score, x, y))
    return found


def _share(one: Component, other: Component, first: list[Span], second: list[Span]) -> float:
    """How much of the passages is shared; of components whose place is unknown, whether they say the same."""
    if first and second:
        return overlap(first, second) if second[-1][1] > first[0][0] else 0.0
    return 1.0 if content(one) == content(other) or (one.gloss and one.gloss == other.gloss) else 0.0
