"""Relations of the text joined with what the frontmatter says of them: ids, schemes, certainty, reasons, order.

An entry of the frontmatter is a `Relation` as data, with marks: ``apart`` for what Argdown cannot express and
what stands nowhere else; ``as`` for the name and ends that the text shows where they differ; ``whole`` where the
slots kept for Argdown are as in the entry; ``rules`` for the schemes that the text names where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from argmap.formats.argdown.model import Edge, Step
from argmap.formats.argdown.overlay import PREFIX, Filler, clean, data_of, others
from argmap.formats.extra import only
from argmap.model import Relation

Origin = Edge | Step
Pair = tuple[Relation, Origin]
Key = tuple[str, frozenset[str] | tuple[str, ...], tuple[str, ...]]
MARKS = ("apart", "as", "whole", "rules")


@dataclass(slots=True)
class Joined:
    """Relations in their order, and those of them that stand in the text, with what they came from there."""

    relations: tuple[Relation, ...]
    origins: list[Pair]


@dataclass(slots=True, eq=False)
class _Entry:
    """One entry: the relation, its marks, its place in the list, and the key by which the text is searched."""

    relation: Relation
    marks: dict[str, Any]
    place: int
    key: Key


def key_of(relation: Relation) -> Key:
    """What an entry and a relation of the text must have in common: name and ends."""
    if relation.mutual:
        return relation.name, frozenset(relation.mutual), ()
    return relation.name, relation.sources, relation.targets


def loose_key(relation: Relation) -> tuple[str, frozenset[str]]:
    """Name and ends, whatever their direction."""
    return relation.name, frozenset(relation.ends)


class Entries:
    """The frontmatter's entries on relations."""

    def __init__(self, data: Any, filler: Filler) -> None:
        self._apart: list[_Entry] = []
        self._by_key: dict[Key, list[_Entry]] = {}
        self._by_id: dict[tuple[str, Key], _Entry] = {}
        self._used: set[_Entry] = set()
        filler.offset = 0
        for place, item in enumerate(data if isinstance(data, list) else ()):
            if isinstance(item, dict):
                self._add(item, place, filler)

    def _add(self, item: dict[str, Any], place: int, filler: Filler) -> None:
        marks = {name: item[name] for name in MARKS if name in item}
        made: Relation = filler.build(Relation, {name: item[name] for name in item if name not in marks}, ())
        shown = made
        if isinstance(marks.get("as"), dict):
            ends = {name: marks["as"].get(name, []) for name in ("name", "sources", "targets", "mutual")}
            shown = filler.build(Relation, ends, (), id=made.id)
        entry = _Entry(made, marks, place, key_of(shown))
        if marks.get("apart"):
            self._apart.append(entry)
            return
        self._by_key.setdefault(entry.key, []).append(entry)
        self._by_id.setdefault((made.id, entry.key), entry)

    def over(self, found: list[Pair]) -> Joined:
        """The relations of the text with the entries over them; entries whose edge is gone from the text go too."""
        if not self._by_key and not self._apart:
            return Joined(tuple(relation for relation, _ in found), found)
        renamed: dict[str, str] = {}
        joined: dict[int, tuple[_Entry | None, Relation]] = {}
        for steps_now in (True, False):  # ids of steps first: undercuts point at them
            for place, (relation, origin) in enumerate(found):
                if isinstance(origin, Step) is steps_now:
                    joined[place] = self._join(_turned(relation, renamed), steps_now)
                    renamed[relation.id] = joined[place][1].id
        pairs = [(joined[place][1], origin) for place, (_, origin) in enumerate(found)]
        ranks = [entry.place if entry else -1 for entry, _ in (joined[place] for place in range(len(found)))]
        if -1 in ranks:
            return Joined((*(relation for relation, _ in pairs), *(entry.relation for entry in self._apart)), pairs)
        ranked = [*zip(ranks, (relation for relation, _ in pairs), strict=True)]
        ranked += [(entry.place, entry.relation) for entry in self._apart]
        ranked.sort(key=lambda item: item[0])
        return Joined(tuple(relation for _, relation in ranked), pairs)

    def _join(self, relation: Relation, is_step: bool) -> tuple[_Entry | None, Relation]:
        """The entry of a relation in the text, and both as one."""
        key = key_of(relation)
        entry = self._by_id.get((relation.id, key))
        if entry is None or entry in self._used:
            waiting = self._by_key.get(key, [])
            while waiting and waiting[0] in self._used:
                waiting.pop(0)
            entry = waiting[0] if waiting else None
        if entry is None:
            return None, relation
        self._used.add(entry)
        return entry, _over(relation, entry, is_step)


def _turned(relation: Relation, renamed: dict[str, str]) -> Relation:
    """A relation that points at steps by their new ids."""
    if not any(renamed.get(end, end) != end for end in relation.targets):
        return relation
    return replace(relation, targets=tuple(renamed.get(end, end) for end in relation.targets))


def _over(relation: Relation, entry: _Entry, is_step: bool) -> Relation:
    """An entry over what the text says; the text wins where somebody has changed it since."""
    made = entry.relation
    shown = entry.marks.get("rules")
    rules = tuple(shown) if isinstance(shown, list) else made.schemes
    if is_step:
        schemes = made.schemes if relation.schemes == rules else relation.schemes
        reason = made.reason if clean(made.reason) == relation.reason else relation.reason
        made = replace(made, schemes=schemes, reason=reason)
    if not entry.marks.get("whole"):
        made = replace(made, extra=(*only(PREFIX, relation.extra), *others(made.extra)))
    return replace(made, place=relation.place)


def entries_for(wanted: Iterable[Relation], found: list[Pair]) -> list[dict[str, Any]]:
    """The entries that make relations as read from a text into those wanted; [] where they are the same.

    Args:
        wanted: The relations of the map.
        found: Those of the text, read without entries, in its order.
    """
    wanted = list(wanted)
    steps = [pair for pair in found if isinstance(pair[1], Step)]
    named = {steps[place][0].id: wanted[number].id for number, place in _partners(wanted, steps).items()}
    found = [(_turned(relation, named), origin) for relation, origin in found]
    partners = _partners(wanted, found)
    plainly = [partners.get(place) for place in range(len(wanted))]
    in_text = [place for place in plainly if place is not None]
    as_in_text = in_text == sorted(in_text) and plainly[: len(in_text)] == in_text
    entries: list[dict[str, Any]] = []
    for relation, place in zip(wanted, plainly, strict=True):
        if place is None:
            entries.append({**data_of(relation), "apart": True})
        elif not as_in_text or found[place][0] != relation:
            entries.append(_entry(relation, found[place][0], isinstance(found[place][1], Step)))
    return entries


def _partners(wanted: list[Relation], found: list[Pair]) -> dict[int, int]:
    """Which wanted relation stands where in the text: by id and ends, then by ends, then whatever the direction."""
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for key in (lambda item: (item.id, key_of(item)), key_of, loose_key):
        places: dict[Any, list[int]] = {}
        for place in range(len(found) - 1, -1, -1):
            if place not in taken:
                places.setdefault(key(found[place][0]), []).append(place)
        for number, relation in enumerate(wanted):
            waiting = places.get(key(relation)) if number not in partners else None
            if waiting:
                partners[number] = waiting.pop()
                taken.add(partners[number])
    return partners


def _entry(relation: Relation, shown: Relation, is_step: bool) -> dict[str, Any]:
    """One entry with its marks."""
    made = {name: value for name, value in data_of(relation).items() if name != "extra"}
    whole = only(PREFIX, relation.extra) != only(PREFIX, shown.extra) or relation.extra != (
        *only(PREFIX, relation.extra),
        *others(relation.extra),
    )
    extra = relation.extra if whole else others(relation.extra)
    if extra:
        made["extra"] = [list(pair) for pair in extra]
    if whole:
        made["whole"] = True
    if key_of(shown) != key_of(relation):
        made["as"] = {
            name: value for name, value in data_of(shown).items() if name in ("name", "sources", "targets", "mutual")
        }
    if is_step and shown.schemes != relation.schemes:
        made["rules"] = list(shown.schemes)
    return made
