"""Steps made on one state of a map, put on another one: field by field, so that both sides' work stays.

Two people may change the same component, one its gloss and the other its issues: both hold. Only where both changed
the same field to different things does somebody have to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from argmap.editing.arguments import Desk, free_id
from argmap.editing.ops import Change, Entity, Op, apply, entries, find
from argmap.model import ArgumentMap, Component, Relation

_SETS = frozenset({"issues", "notes", "schemes"})  # fields where both sides' additions and removals hold


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry that both sides changed, as each has it (None: deleted), and the fields in which they differ.

    The field is ``""`` where one side deleted what the other changed.
    """

    sort: str
    id: str
    fields: tuple[str, ...]
    mine: Entity | None = None
    theirs: Entity | None = None


@dataclass(frozen=True, slots=True)
class Rebased:
    """The step that brings my changes onto the other map, and what both sides changed to different things."""

    op: Op
    clashes: tuple[Clash, ...] = ()


def rebase(
    mine: Iterable[Change], theirs: ArgumentMap, yield_to: Collection[str] = (), desk: Desk | None = None
) -> Rebased:
    """Put changes onto a map that others changed meanwhile.

    Args:
        mine: What was changed here, each with what was there before.
        theirs: The map as the others left it.
        yield_to: Ids of entries where theirs holds in the fields that both changed; elsewhere mine holds.
        desk: Knows which ids are taken, for entries of mine whose id the others gave to one of theirs.

    Returns:
        One step on ``theirs``. Relations that lost an end there are left out.
    """
    changes = _renamed(list(mine), theirs, desk or Desk())
    made: list[Change] = []
    clashes: list[Clash] = []
    for change in changes:
        now = find(theirs, change.sort, change.id)
        after, differing = _three_way(change, now, change.id in yield_to)
        if differing:
            clashes.append(Clash(change.sort, change.id, differing, change.after, now))
        if after != now:
            made.append(replace(change, before=now, after=after))
    return Rebased(_without_loose_ends(Op("my changes", tuple(made)), theirs), tuple(clashes))


def _three_way(change: Change, now: Entity | None, yields: bool) -> tuple[Entity | None, tuple[str, ...]]:
    """What becomes of one entry, and the fields that both sides changed differently."""
    before, after = change.before, change.after
    if now in (before, after):
        return after, ()
    if before is None or after is None or now is None:  # one side deleted what the other changed
        return (now if yields else after), ("",)
    values, differing = {}, []
    for item in fields(before):
        if not item.compare:
            continue
        old, my, other = (getattr(entity, item.name) for entity in (before, after, now))
        value, clash = _value(item.name, (old, my, other), yields)
        values[item.name] = value
        if clash:
            differing.append(item.name)
    return replace(now, **values), tuple(differing)


def _value(name: str, values: tuple[Any, Any, Any], yields: bool) -> tuple[Any, bool]:
    old, mine, theirs = values
    if mine in (old, theirs):
        return theirs, False
    if theirs == old:
        return mine, False
    if name in _SETS:
        kept = [item for item in theirs if item in mine or item not in old]
        return tuple(dict.fromkeys([*kept, *(item for item in mine if item not in old)])), False
    return (theirs if yields else mine), True


def _renamed(changes: list[Change], theirs: ArgumentMap, desk: Desk) -> list[Change]:
    """Entries that both sides made under one id: mine gets another id, also where relations name it."""
    names: dict[str, str] = {}
    taken = {*desk.taken, *(change.id for change in changes), *_ids(theirs)}
    for change in changes:
        now = find(theirs, change.sort, change.id)
        if change.before is not None or now in (None, change.after) or change.sort not in ("component", "relation"):
            continue
        kind = change.after.kind if isinstance(change.after, Component) else "relation"
        names[change.id] = free_id(theirs, kind, Desk(desk.annotator, frozenset(taken), desk.locked))
        taken.add(names[change.id])
    return [_under(change, names) for change in changes] if names else changes


def _ids(amap: ArgumentMap) -> set[str]:
    return {item.id for sort in ("component", "relation") for item in entries(amap, sort)}


def _under(change: Change, names: Mapping[str, str]) -> Change:
    """A change with new names; ends of relations are renamed too, for what is mine points at what is mine."""
    after = change.after
    if isinstance(after, Relation):
        ends = [tuple(names.get(end, end) for end in part) for part in (after.sources, after.targets, after.mutual)]
        after = replace(after, sources=ends[0], targets=ends[1], mutual=ends[2])
    if change.before is None and change.id in names:
        after = replace(after, id=names[change.id]) if after is not None else None
        return replace(change, id=names[change.id], after=after)
    return replace(change, after=after)


def _without_loose_ends(op: Op, theirs: ArgumentMap) -> Op:
    """The step without relations whose ends are gone; those that point at such a one go too."""
    while True:
        after = apply(theirs, op)
        ends = {*after.component, *after.relation}
        kept = tuple(c for c in op.changes if all(end in ends for end in getattr(c.after, "ends", ())))
        if len(kept) == len(op.changes):
            return op
        op = replace(op, changes=kept)
