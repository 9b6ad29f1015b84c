"""What several annotators of one text see differently: a list that is the same in whatever order they are named."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from argmap.adjudication.sides import Case
from argmap.adjudication.ties import Refs, Tie, ties
from argmap.adjudication.units import Unit, units
from argmap.analysis.agreement.data import spans
from argmap.model import Component, Relation

ABOUT = (
    "missing", "boundary", "kind", "gloss", "issue", "voice", "thesis", "certainty", "note", "other", "relation",
)  # fmt: skip


PROVENANCE = ("resp", "source")  # who signed, which program proposed: no judgement of the passage


@dataclass(frozen=True)
class Difference:
    """One thing that annotators see differently.

    ``values`` is what each side says, as plain data: None where a side has nothing to say of it. For relations it
    is a list of them. ``unit`` or ``tie`` is what it is about, by number; -1 for none. ``ways`` counts how many
    different things are said (nothing does not count).
    """

    id: str
    about: str
    detail: str
    values: tuple[Any, ...]
    unit: int = -1
    tie: int = -1
    at: int = 0
    place: tuple[tuple[int, int], ...] = ()
    ways: int = 0


@dataclass(frozen=True)
class Differences:
    """A case with its units and ties, and what differs."""

    case: Case
    units: tuple[Unit, ...]
    ties: tuple[Tie, ...]
    refs: Refs
    list: tuple[Difference, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Difference]:
        """Differences by id."""
        return {item.id: item for item in self.list}

    @cached_property
    def unit_ids(self) -> tuple[str, ...]:
        """What units are called in decisions: the same as long as their passages are."""
        return _distinct([f"u{_digest('', unit.anchor, [])[:8]}" for unit in self.units])

    @cached_property
    def tie_ids(self) -> tuple[str, ...]:
        """What ties are called in decisions."""
        told = [
            sorted(
                [r.name, *(_anchors(part, self.units) for part in ends)]
                for side, many in enumerate(tie.members)
                for r, ends in zip(many, tie.ends[side], strict=True)
            )
            for tie in self.ties
        ]
        return _distinct([f"t{_digest('', '', many)[:8]}" for many in told])

    @cached_property
    def of_unit(self) -> Mapping[int, Mapping[str, Difference]]:
        """Differences about components, by unit and by what they are about."""
        found: dict[int, dict[str, Difference]] = {}
        for item in self.list:
            if item.unit >= 0:
                found.setdefault(item.unit, {})[item.about] = item
        return found

    @cached_property
    def of_tie(self) -> Mapping[int, Difference]:
        """Differences about relations, by tie."""
        return {item.tie: item for item in self.list if item.tie >= 0}


def differences(case: Case, least: float = 0.5) -> Differences:
    """Everything that is not the same on all sides, in the order of the text; what is agreed is not in it.

    Args:
        case: The text and its annotators.
        least: The share of their passages from which two components are taken as the same (0 to 1).
    """
    found_units = units(case, least)
    found_ties, refs = ties(case, found_units)
    found = [d for number, unit in enumerate(found_units) for d in _of_unit(number, unit)]
    found += [_of_tie(number, tie, found_units, refs) for number, tie in enumerate(found_ties) if not tie.agreed]
    order = sorted(found, key=lambda d: (d.at, d.unit if d.unit >= 0 else 1 << 40, ABOUT.index(d.about), d.id))
    return Differences(case, tuple(found_units), tuple(found_ties), refs, tuple(_numbered(order)))


def _numbered(found: Iterable[Difference]) -> list[Difference]:
    """Ids that two differences have in common (the same thing twice in one place) made different."""
    items = list(found)
    return [replace(item, id=name) for item, name in zip(items, _distinct([i.id for i in items]), strict=True)]


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        seen[name] += 1
        made.append(f"{name}-{seen[name]}" if seen[name] > 1 else name)
    return tuple(made)


def aspect(item: Component, about: str) -> Any:
    """What a component says in one respect, as plain data."""
    if about == "boundary":
        return [list(span) for span in spans(item)] or [[f.pointer] for f in item.fragments]
    if about == "issue":
        return sorted(item.issues)
    if about == "note":
        return list(item.notes)
    if about == "other":
        return [list(pair) for pair in item.extra if pair[0] not in PROVENANCE]
    return getattr(item, about)


def _of_unit(number: int, unit: Unit) -> list[Difference]:
    place = tuple(sorted({span for item in unit.there for span in spans(item)}))
    base = Difference("", "", "", (), number, -1, unit.at, place)
    found = []
    if None in unit.members:
        told = tuple(item is not None for item in unit.members)
        found.append(replace(base, about="missing", detail="missing", values=told, id=_missing_id(unit)))
    for about in ABOUT[1:-1]:
        values = tuple(None if item is None else aspect(item, about) for item in unit.members)
        said = [value for value in values if value is not None]
        if any(value != said[0] for value in said):
            ident = _digest(about, unit.anchor, said)
            ways = len({json.dumps(value) for value in said if value})
            found.append(replace(base, about=about, detail=about, values=values, id=ident, ways=ways))
    return found


def _missing_id(unit: Unit) -> str:
    there = [[unit.anchor, item.kind, item.gloss] for item in unit.there]
    return _digest("missing", unit.anchor, [*there, len(unit.members) - len(there)])


def _of_tie(number: int, tie: Tie, found: Sequence[Unit], refs: Refs) -> Difference:
    sides = range(len(tie.members))
    values = tuple([relation_data(r) for r in tie.members[side]] for side in sides)
    ends = {end for side in tie.ends for relation in side for part in relation for end in part}
    there = [found[int(n)] for sort, n in sorted(ends) if sort == "u"]
    sources = [end for side in tie.ends for relation in side for end in (*relation[0], *relation[2])]
    first = next((found[int(n)] for sort, n in sorted(sources) if sort == "u"), there[0] if there else None)
    at = first.at if first is not None else 0
    place = sorted({span for unit in there for item in unit.there for span in spans(item)})
    anchors = [
        sorted([r.name, r.reason, r.certainty, *(_anchors(part, found) for part in tie.ends[side][n])]
               for n, r in enumerate(tie.members[side]))
        for side in sides
    ]  # fmt: skip
    ident = _digest("relation", "", anchors)
    ways = len({repr(tie.said(side)) for side in sides if tie.members[side]})
    return Difference(ident, "relation", _detail(tie), values, -1, number, at, tuple(place), ways)


def _anchors(part: Iterable[tuple[str, str]], found: Sequence[Unit]) -> str:
    return "+".join(sorted(found[int(n)].anchor if sort == "u" else sort for sort, n in part))


def relation_data(relation: Relation) -> dict[str, Any]:
    """A relation as plain data, under the ids of its side."""
    return {
        "id": relation.id,
        "name": relation.name,
        "sources": list(relation.sources),
        "targets": list(relation.targets),
        "mutual": list(relation.mutual),
        "schemes": list(relation.schemes),
        "certainty": relation.certainty,
        "reason": relation.reason,
    }


def _detail(tie: Tie) -> str:
    """In what relations differ: present, type, linked, ends, or something said about them."""
    if not all(tie.members):
        return "present"
    names = [sorted(r.name for r in side) for side in tie.members]
    ends = [sorted(side) for side in tie.ends]
    if any(len(side) != len(names[0]) for side in names):
        return "linked" if {len(r.sources) > 1 for side in tie.members for r in side} == {True, False} else "present"
    if any(side != ends[0] for side in ends):
        return "linked" if any(len(e[0]) != len(ends[0][0][0]) for side in ends for e in side) else "ends"
    return "type" if any(side != names[0] for side in names) else "details"


def _digest(about: str, anchor: str, values: Iterable[Any]) -> str:
    """An id that the same difference has again, whoever is named first and in whatever session."""
    said = sorted(json.dumps(value, ensure_ascii=True, sort_keys=True) for value in values)
    return hashlib.sha256(json.dumps([about, anchor, said]).encode()).hexdigest()[:10]
