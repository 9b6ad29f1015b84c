"""One set of codes and names for several files: what is the same under two ids gets one, what differs gets two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.model import ArgumentMap, BibItem, Component, Relation

_NAMED = ("resp", "source")  # attributes that point at annotators
_LISTS = ("issues", "voices", "schemes", "annotators", "bibliography")


@dataclass
class _Book:
    """Entries of one sort, as they are met; an entry is known by its id or by what it is called."""

    taken: set[str]
    entries: dict[str, Any] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def take(self, entry: Any) -> str:
        """The id under which an entry stands from now on."""
        name = _called(entry)
        known = self.entries.get(entry.id)
        if known is not None and (not name or not _called(known) or _called(known) == name):
            if name and not _called(known):
                self.entries[entry.id] = entry
                self.called.setdefault(name, entry.id)
            return str(entry.id)
        if name in self.called:
            return self.called[name]
        ident = str(entry.id) if known is None else free(str(entry.id), self.taken)
        self.taken.add(ident)
        self.entries[ident] = replace(entry, id=ident)
        if name:
            self.called[name] = ident
        return ident


def _called(entry: Any) -> str:
    if isinstance(entry, BibItem):
        return " ".join(entry.text.split())
    return " ".join(str(getattr(entry, "label", "") or getattr(entry, "name", "")).casefold().split())


def free(ident: str, taken: set[str]) -> str:
    """The id, or the first of ``id-2``, ``id-3`` … that is not taken."""
    if ident not in taken:
        return ident
    number = 2
    while f"{ident}-{number}" in taken:
        number += 1
    return f"{ident}-{number}"


def common(maps: Sequence[ArgumentMap]) -> list[ArgumentMap]:
    """The maps with all lists of codes, voices, schemes, annotators and cited works joined; ids mean the same in all.

    Entries of one id are the same if they are called the same, or one of them is not called anything; entries with
    two ids and one name are one. The first map's ids stay.
    """
    taken = {item.id for amap in maps for name in _LISTS for item in getattr(amap, name)}
    books = {name: _Book(taken) for name in _LISTS}
    tables = [{name: {e.id: books[name].take(e) for e in getattr(amap, name)} for name in _LISTS} for amap in maps]
    lists = {name: tuple(books[name].entries.values()) for name in _LISTS}
    parents = {books["issues"].take(e): t["issues"].get(e.parent, e.parent)
               for amap, t in reversed(list(zip(maps, tables, strict=True))) for e in amap.issues}  # fmt: skip
    lists["issues"] = tuple(replace(e, parent=parents.get(e.id, "")) for e in lists["issues"])
    return [_renamed(amap, table, lists) for amap, table in zip(maps, tables, strict=True)]


def _renamed(amap: ArgumentMap, table: dict[str, dict[str, str]], lists: dict[str, Any]) -> ArgumentMap:
    def through(name: str) -> Callable[[str], str]:
        return lambda ident: table[name].get(ident, ident)

    issue, voice, scheme, who, work = (through(name) for name in _LISTS)

    def component(item: Component) -> Component:
        codes = tuple(dict.fromkeys(issue(i) for i in item.issues))
        return replace(item, issues=codes, voice=voice(item.voice), annotator=who(item.annotator),
                       extra=_signatures(item.extra, who))  # fmt: skip

    def relation(item: Relation) -> Relation:
        targets = tuple(end if end in amap.component or end in amap.relation else work(end) for end in item.targets)
        codes = tuple(scheme(s) for s in item.schemes)
        return replace(item, targets=targets, schemes=codes, annotator=who(item.annotator),
                       extra=_signatures(item.extra, who))  # fmt: skip

    return replace(
        amap,
        components=tuple(component(item) for item in amap.components),
        relations=tuple(relation(item) for item in amap.relations),
        **lists,
    )


def _signatures(extra: Iterable[tuple[str, str]], who: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Where several signed, or a program proposed it, their ids as they are now called."""
    return tuple(
        (key, " ".join(f"#{who(w.removeprefix('#'))}" for w in value.split()) if key in _NAMED else value)
        for key, value in extra
    )
