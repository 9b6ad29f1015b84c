"""Steps that change a map: an `Op` is a list of changes of single entries, each with what was there before.

Applying a step and then its inverse gives back an equal map. Steps are data: `to_json` and `from_json`
write them down and read them back, so that a journal of steps can be replayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from argmap.model import Annotator, ArgumentMap, Component, Fragment, Issue, Relation, Scheme, Voice
from argmap.problems import DataError


@dataclass(frozen=True, slots=True)
class Rejection:
    """A proposal of the machine that somebody turned down, by its name; no part of the map."""

    id: str


Entity = Component | Relation | Issue | Voice | Scheme | Annotator | Rejection
# what an entry is called -> (the map's field that holds it, its type)
SORTS: Mapping[str, tuple[str, type]] = {
    "component": ("components", Component),
    "relation": ("relations", Relation),
    "issue": ("issues", Issue),
    "voice": ("voices", Voice),
    "scheme": ("schemes", Scheme),
    "annotator": ("annotators", Annotator),
}
# what steps note beside the map
ASIDE: Mapping[str, type] = {"rejection": Rejection}
_DERIVED = "place"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry as it was (None: not there) and as it becomes (None: taken out).

    ``at`` is its position among its kind, for an entry that comes or goes; -1 puts it last.
    """

    sort: str
    id: str
    before: Entity | None
    after: Entity | None
    at: int = -1


@dataclass(frozen=True, slots=True)
class Op:
    """A step as the user sees it: its name and its changes. Steps in a row with one ``key`` are undone together."""

    label: str
    changes: tuple[Change, ...]
    key: str = ""


def entries(amap: ArgumentMap, sort: str) -> tuple[Entity, ...]:
    """All entries of one sort, in the map's order."""
    found: tuple[Entity, ...] = getattr(amap, SORTS[sort][0])
    return found


def find(amap: ArgumentMap, sort: str, ident: str) -> Entity | None:
    """The entry of that id, or None."""
    return next((item for item in entries(amap, sort) if item.id == ident), None)


def put(amap: ArgumentMap, sort: str, entity: Entity) -> Change:
    """The change that adds an entry, or replaces the one of the same id."""
    return Change(sort, entity.id, find(amap, sort, entity.id), entity)


def take(amap: ArgumentMap, sort: str, ident: str) -> Change:
    """The change that takes an entry out."""
    ids = [item.id for item in entries(amap, sort)]
    at = ids.index(ident)
    return Change(sort, ident, entries(amap, sort)[at], None, at)


def apply(amap: ArgumentMap, op: Op) -> ArgumentMap:
    """The map after a step; entries that a change replaces or takes out and that are not there are passed over."""
    touched: dict[str, list[Entity]] = {}
    for change in in_map(op.changes):
        items = touched.setdefault(change.sort, list(entries(amap, change.sort)))
        _apply_one(items, change)
    return replace(amap, **{SORTS[sort][0]: tuple(items) for sort, items in touched.items()})  # type: ignore[arg-type]


def in_map(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of the map itself, without what is only noted beside it."""
    return tuple(change for change in changes if change.sort not in ASIDE)


def noted(rejected: frozenset[str], op: Op) -> frozenset[str]:
    """Which proposals are rejected after a step."""
    if len(in_map(op.changes)) == len(op.changes):
        return rejected
    after = {change.id: change.after for change in op.changes if change.sort in ASIDE}
    return rejected.difference(after) | {ident for ident, entity in after.items() if entity is not None}


def _apply_one(items: list[Entity], change: Change) -> None:
    at = next((i for i, item in enumerate(items) if item.id == change.id), None)
    if change.after is None:
        if at is not None:
            del items[at]
    elif at is not None:
        items[at] = change.after
    else:
        items.insert(change.at if 0 <= change.at <= len(items) else len(items), change.after)


def inverse(op: Op) -> Op:
    """The step that takes this one back."""
    changes = (replace(item, before=item.after, after=item.before) for item in reversed(op.changes))
    return replace(op, changes=tuple(changes))


def join(first: Op, second: Op) -> Op:
    """Two steps as one; an entry that both replace is changed once, so that typing stays short."""
    changes = list(first.changes)
    last = {(item.sort, item.id): i for i, item in enumerate(changes)}
    for change in second.changes:
        at = last.get((change.sort, change.id))
        if at is not None and changes[at].after is not None and change.after is not None:
            changes[at] = replace(changes[at], after=change.after)
        else:
            last[change.sort, change.id] = len(changes)
            changes.append(change)
    return Op(second.label, tuple(changes), second.key)


def difference(old: ArgumentMap, new: ArgumentMap) -> tuple[Change, ...]:
    """What must change to make one map's entries into the other's, in the order of `SORTS`; gone ones first."""
    found: list[Change] = []
    for sort in SORTS:
        before = {item.id: item for item in reversed(entries(old, sort))}
        after = {item.id: item for item in reversed(entries(new, sort))}
        order = [item.id for item in entries(old, sort)]
        found += [Change(sort, i, before[i], None, order.index(i)) for i in dict.fromkeys(order) if i not in after]
        for at, item in enumerate(entries(new, sort)):
            was = before.get(item.id)
            if was != item and after[item.id] is item:
                found.append(Change(sort, item.id, was, item, at))
    return tuple(found)


def to_json(op: Op) -> dict[str, Any]:
    """A step as JSON-ready data."""
    changes = [
        {"sort": c.sort, "id": c.id, "before": entity_json(c.before), "after": entity_json(c.after), "at": c.at}
        for c in op.changes
    ]
    return {"label": op.label, "key": op.key, "changes": changes}


def from_json(data: Mapping[str, Any]) -> Op:
    """A step read back.

    Raises:
        DataError: the data is no step.
    """
    try:
        changes = tuple(
            Change(
                str(item["sort"]),
                str(item["id"]),
                _entity(item["sort"], item["before"]),
                _entity(item["sort"], item["after"]),
                int(item["at"]),
            )
            for item in data["changes"]
        )
        return Op(str(data["label"]), changes, str(data["key"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"a journal entry is no step ({error})", "the journal was damaged") from None


def entity_json(entity: Entity | Fragment | None) -> dict[str, Any] | None:
    """An entry as JSON-ready data; its place in a file is left out."""
    if entity is None:
        return None
    return {item.name: _plain(getattr(entity, item.name)) for item in fields(entity) if item.name != _DERIVED}


def _plain(value: Any) -> Any:
    if isinstance(value, Fragment):
        return entity_json(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _entity(sort: str, data: Mapping[str, Any] | None) -> Entity | None:
    if data is None:
        return None
    values = {key: _frozen(value) for key, value in data.items()}
    if sort == "component":
        values["fragments"] = tuple(Fragment(**dict(item)) for item in data["fragments"])
    made: Entity = (ASIDE.get(sort) or SORTS[sort][1])(**values)
    return made


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def ids_of(ops: Iterable[Op]) -> set[str]:
    """All ids that steps name."""
    return {change.id for op in ops for change in op.changes}


def fold(ops: Sequence[Op]) -> tuple[Change, ...]:
    """The net change of steps in a row: for every entry what it was first and what it is last."""
    first: dict[tuple[str, str], Change] = {}
    for change in (change for op in ops for change in op.changes):
        key = change.sort, change.id
        known = first.get(key)
        first[key] = replace(change, before=known.before) if known else change
    return tuple(item for item in first.values() if item.before != item.after)
