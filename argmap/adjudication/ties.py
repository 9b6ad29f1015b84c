"""Which relations of several annotators speak of the same step, under the units that their ends belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from argmap.adjudication.sides import Case
from argmap.adjudication.units import Unit
from argmap.model import Relation

Ref = tuple[str, str]
Ends = tuple[tuple[Ref, ...], tuple[Ref, ...], tuple[Ref, ...]]


@dataclass(frozen=True)
class Tie:
    """What each side says of one step: no relation, one, or several (linked premises against convergent ones)."""

    members: tuple[tuple[Relation, ...], ...]
    ends: tuple[tuple[Ends, ...], ...]

    def said(self, side: int) -> list[tuple[object, ...]]:
        """What a side says, comparable between sides."""
        pairs = zip(self.members[side], self.ends[side], strict=True)
        return sorted((r.name, *ends, sorted(r.schemes), r.reason, r.certainty, _rest(r)) for r, ends in pairs)

    @property
    def agreed(self) -> bool:
        """Whether all sides say the same."""
        return all(self.said(i) == self.said(0) for i in range(len(self.members)))


def _rest(relation: Relation) -> list[tuple[str, str]]:
    """Attributes of other tools; which program proposed it is no judgement."""
    return [pair for pair in relation.extra if pair[0] not in ("resp", "source")]


class Refs:
    """What an id of a side stands for: ``u`` a unit, ``t`` a tie, ``x`` something outside of the map."""

    def __init__(self, case: Case, units: Sequence[Unit]) -> None:
        self.known: list[dict[str, Ref]] = [{} for _ in case.sides]
        for number, unit in enumerate(units):
            for side, item in enumerate(unit.members):
                if item is not None:
                    self.known[side][item.id] = ("u", str(number))

    def of(self, side: int, ids: Iterable[str]) -> tuple[Ref, ...]:
        """References, sorted, each once."""
        return tuple(sorted({self.known[side].get(ident, ("x", ident)) for ident in ids}))

    def ends(self, side: int, relation: Relation) -> Ends:
        """The ends of a relation."""
        return self.of(side, relation.sources), self.of(side, relation.targets), self.of(side, relation.mutual)


Item = tuple[int, Relation, Ends]
Group = list[Item]


def ties(case: Case, units: Sequence[Unit]) -> tuple[list[Tie], Refs]:
    """All relations in groups; a relation that another points at comes before it."""
    refs = Refs(case, units)
    waiting = [(side, relation) for side, one in enumerate(case.sides) for relation in one.map.relations]
    made: list[Tie] = []
    while waiting:
        names = {(side, relation.id) for side, relation in waiting}
        ready = [(s, r) for s, r in waiting if not any((s, end) in names for end in r.ends)]
        for group in _grouped([(s, r, refs.ends(s, r)) for s, r in ready or waiting]):
            for side, relation, _ in group:
                refs.known[side][relation.id] = ("t", str(len(made)))
            made.append(_tie(group, len(case.sides)))
        done = {(s, r.id) for s, r in ready or waiting}
        waiting = [(s, r) for s, r in waiting if (s, r.id) not in done]
    return made, refs


def _tie(group: Group, sides: int) -> Tie:
    order = sorted(group, key=lambda item: (item[0], item[2], item[1].name, item[1].id))
    return Tie(
        tuple(tuple(r for s, r, _ in order if s == side) for side in range(sides)),
        tuple(tuple(e for s, _, e in order if s == side) for side in range(sides)),
    )


def _grouped(items: Sequence[Item]) -> list[Group]:
    """First what has the same ends; then linked against convergent, turned round, and led elsewhere."""
    by_ends: dict[Ends, Group] = {}
    for item in items:
        by_ends.setdefault(item[2], []).append(item)
    groups = _joined([by_ends[ends] for ends in sorted(by_ends)], _linked)
    groups = _joined(groups, _turned)
    return sorted(_led_elsewhere(groups), key=lambda group: min(item[2] for item in group))


def _joined(groups: list[Group], fits: Callable[[Group, Group], bool]) -> list[Group]:
    """Groups that fit and have no annotator in common become one."""
    near: dict[tuple[Ref, ...], list[int]] = {}
    for number, group in enumerate(groups):
        for end in {end for item in group for part in item[2] for end in part}:
            near.setdefault((end,), []).append(number)
    root = list(range(len(groups)))

    def top(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for a, b in sorted({(a, b) for many in near.values() for a in many for b in many if a < b}):
        if not _sides(groups[a]) & _sides(groups[b]) and fits(groups[a], groups[b]):
            root[max(top(a), top(b))] = min(top(a), top(b))
    made: dict[int, Group] = {}
    for number, group in enumerate(groups):
        made.setdefault(top(number), []).extend(group)
    return list(made.values())


def _sides(group: Group) -> set[int]:
    return {item[0] for item in group}


def _linked(one: Group, other: Group) -> bool:
    """The same target, and a premise in common."""
    return any(a[2][1] == b[2][1] and set(a[2][0]) & set(b[2][0]) for a in one for b in other if a[2][1])


def _turned(one: Group, other: Group) -> bool:
    """From the same to the same, the other way round."""
    return any(a[2][0] == b[2][1] and a[2][1] == b[2][0] for a in one for b in other if a[2][0] and a[2][1])


def _led_elsewhere(groups: list[Group]) -> list[Group]:
    """Of steps from the same premises, one for each annotator in all: one step that leads to different places."""
    starts: dict[tuple[Ref, ...], list[Group]] = {}
    for group in groups:
        if len(_sides(group)) == len(group) and len({item[2] for item in group}) == 1 and group[0][2][0]:
            starts.setdefault(group[0][2][0], []).append(group)
    found = list(groups)
    for many in starts.values():
        sides = [side for group in many for side in _sides(group)]
        if len(many) > 1 and len(sides) == len(set(sides)):
            found = [group for group in found if not any(group is other for other in many)]
            found.append([item for group in many for item in group])
    return found
