"""The relations of the agreed map, under the ids of what came of the components that they join."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.adjudication.decisions import Decision
from argmap.adjudication.differences import Difference, Differences
from argmap.model import Relation

if TYPE_CHECKING:
    from argmap.adjudication.build import Names


class Steps:
    """Makes relations tie by tie; those that others point at come first."""

    def __init__(
        self,
        found: Differences,
        decisions: Mapping[str, Decision],
        names: Names,
        ends: Sequence[Callable[[int], str]],
    ) -> None:
        self.found, self.decisions, self.names, self.ends = found, decisions, names, ends
        self.made: list[Relation] = []
        self._ids: set[str] = set()
        self._said: dict[tuple[object, ...], str] = {}
        self.state: dict[str, str] = {}
        self.subjects: dict[str, tuple[str, ...]] = {}
        self.fallen: list[str] = []
        self.works: dict[str, str] = {}
        self._of_tie: list[dict[int, str]] = []
        self._named: dict[tuple[int, str], str] = {}
        own = found.case.own
        self._alias = {
            (side, theirs.id): ours.id
            for tie in found.ties
            for side, many in enumerate(tie.members)
            for ours, theirs in zip(tie.members[own] if own >= 0 else (), many, strict=False)
        }

    def tie(self, number: int) -> None:
        """Settle one tie."""
        tie, item = self.found.ties[number], self.found.of_tie.get(number)
        self._of_tie.append({})
        sides = range(len(tie.members))
        if item is None:
            self._each(number)
            return
        made = self.decisions.get(item.id)
        if made is None:
            possible = [[r for r in tie.members[side] if self._moved(side, r) is not None] for side in sides]
            self.state[item.id] = "open" if any(possible) or not any(tie.members) else "moot"
            self._each(number)
        else:
            self.state[item.id] = "decided"
            self._decided(number, item, made)
        self.subjects[item.id] = tuple(dict.fromkeys(self._of_tie[number].values()))

    def _each(self, number: int) -> None:
        """What every side says; the same said by several is one entry, signed by all of them."""
        tie, case = self.found.ties[number], self.found.case
        first = max(case.own, 0)
        said: dict[tuple[object, ...], tuple[Relation, list[tuple[int, str]]]] = {}
        for side in [first, *(s for s in range(len(case.sides)) if s != first)]:
            for relation in tie.members[side]:
                moved = self._moved(side, relation)
                if moved is None:
                    self._fell(side, relation)
                    continue
                said.setdefault(_says(moved), (moved, []))[1].append((side, relation.id))
        for moved, whose in said.values():
            who = tuple(dict.fromkeys(case.sides[side].who.id for side, _ in sorted(whose)))
            ident = self._add(number, whose[0][0], _signed(moved, who))
            for side, old in whose:
                self._of_tie[number].setdefault(side, ident)
                self._named[side, old] = ident

    def _decided(self, number: int, item: Difference, made: Decision) -> None:
        tie = self.found.ties[number]
        who = (made.who,) if made.who else ()
        names = [side.name for side in self.found.case.sides]
        if made.choice == "take":
            side = names.index(made.side)
            self._put(number, side, tie.members[side], who)
        elif made.choice == "both":
            for side in range(len(names)):
                self._put(number, side, tie.members[side], who)
        elif made.choice == "new":
            self._new(number, item, made, who)

    def _new(self, number: int, item: Difference, made: Decision, who: tuple[str, ...]) -> None:
        """A relation as the adjudicator wrote it, under the id of one of those it replaces."""
        tie = self.found.ties[number]
        side, old = next((s, r) for s, many in enumerate(tie.members) for r in many)
        sources = [self.ends[self.found.unit_ids.index(end)](side) for end in made.value["sources"]]
        targets = [
            self._of_tie_end(self.found.tie_ids.index(end), side)
            if made.value["name"] == "undercuts"
            else self.ends[self.found.unit_ids.index(end)](side)
            for end in made.value["targets"]
        ]
        said = f"{made.value['name']} (difference {item.id})"
        if not all([*sources, *targets]) or set(sources) & set(targets):
            self.fallen.append(f"{said}: an end of it was left out")
            return
        ident = self.names.of(side, old.id)
        ends = tuple(dict.fromkeys(sources)), tuple(dict.fromkeys(targets))
        self._add(number, side, Relation(ident, made.value["name"], *ends, annotator=who[0] if who else ""))

    def _of_tie_end(self, number: int, side: int) -> str:
        known = self._of_tie[number] if number < len(self._of_tie) else {}
        return known.get(side) or next(iter(known.values()), "")

    def _put(self, number: int, side: int, many: Sequence[Relation], who: tuple[str, ...]) -> None:
        """Relations of a side; what is there already in the same words is not said again."""
        for relation in many:
            moved = self._moved(side, relation)
            if moved is None:
                self._fell(side, relation)
                continue
            ident = self._said.get(_says(moved)) or self._add(number, side, _signed(moved, who))
            self._of_tie[number].setdefault(side, ident)
            self._named[side, relation.id] = ident

    def _fell(self, side: int, relation: Relation) -> None:
        self.fallen.append(f"{relation.id} of {self.found.case.sides[side].name}: an end of it was left out")

    def _add(self, number: int, side: int, made: Relation) -> str:
        if made.id in self._ids:
            made = replace(made, id=self.names.fresh(made.id))
        self.made.append(made)
        self._ids.add(made.id)
        self._said.setdefault(_says(made), made.id)
        self._of_tie[number].setdefault(side, made.id)
        return made.id

    def _moved(self, side: int, relation: Relation) -> Relation | None:
        """A side's relation with the ids of the agreed map; None where an end is left out."""
        parts = []
        for ids in (relation.sources, relation.targets, relation.mutual):
            ends = [self._end(side, ident) for ident in ids]
            if ids and not all(ends):
                return None
            parts.append(tuple(dict.fromkeys(ends)))
        ring = set(parts[0]) & set(parts[1]) and not set(relation.sources) & set(relation.targets)
        if ring or len(parts[2]) == 1 < len(relation.mutual):
            return None  # two ends have become one
        ident = self._alias.get((side, relation.id)) or self.names.of(side, relation.id)
        return replace(relation, id=ident, sources=parts[0], targets=parts[1], mutual=parts[2])

    def _end(self, side: int, ident: str) -> str:
        sort, number = self.found.refs.known[side].get(ident, ("x", ident))
        if sort == "u":
            return self.ends[int(number)](side)
        if sort == "t":
            return self._named.get((side, ident)) or self._of_tie_end(int(number), side)
        if "#" in ident or ":" in ident or ident in self.found.case.base.bibliographic_item:
            return ident
        if ident in self.found.case.template.bibliographic_item:  # a work that only another's file names comes along
            if ident not in self.works:
                self.works[ident] = self.names.fresh(ident)
            return self.works[ident]
        return ident if self._own(side) else ""

    def _own(self, side: int) -> bool:
        return self.found.case.own in (side, -1)


def _signed(relation: Relation, who: tuple[str, ...]) -> Relation:
    many = (("resp", " ".join(f"#{w}" for w in who)),) if len(who) > 1 else ()
    return replace(relation, annotator=who[0] if who else "", extra=relation.extra + many)


def _says(relation: Relation) -> tuple[object, ...]:
    ends = [tuple(sorted(ids)) for ids in (relation.sources, relation.targets, relation.mutual)]
    return (relation.name, *ends, relation.schemes, relation.reason, relation.certainty)
