"""What changed between two versions of one annotation, or of a correspondences file, said in its own words.

Entries are matched by id; where ids changed, components by passage and gloss, relations and links by name and ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap.correspondence import Correspondences, Link, Stance
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.versions.pairs import Pairs, pair_components, pair_links, pair_plain, pair_relations

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One way in which an entry changed: its name (re-cut, re-glossed …), and what it was and is."""

    name: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry added, removed or changed.

    ``what`` is component, relation, issue, voice, scheme, annotator, bibliography, source, text, link or stance;
    ``before`` and ``after`` are the entries themselves.
    """

    what: str
    before: Any
    after: Any
    aspects: tuple[Aspect, ...] = ()

    @property
    def kind(self) -> str:
        """Added, removed or changed."""
        return ADDED if self.before is None else REMOVED if self.after is None else CHANGED

    @property
    def id(self) -> str:
        """The entry's id, in the new version where it is there."""
        entry = self.after if self.after is not None else self.before
        return str(getattr(entry, "id", ""))

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        found: dict[str, Any] = {"what": self.what, "id": self.id, "kind": self.kind, "says": headline(self)}
        if self.before is not None and getattr(self.before, "id", self.id) != self.id:
            found["old_id"] = self.before.id
        if self.aspects:
            found["changes"] = [{"aspect": a.name, "old": a.old, "new": a.new} for a in self.aspects]
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one version to the next, components first, in the new version's order, removed ones last."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def reversed(self) -> Difference:
        """The changes that lead back."""
        turned = (
            Change(c.what, c.after, c.before, tuple(Aspect(a.name, a.new, a.old) for a in c.aspects))
            for c in self.changes
        )
        return Difference(tuple(turned))

    def count(self) -> dict[str, int]:
        """How many changes of each kind and aspect, such as ``{"component added": 2, "component re-cut": 1}``."""
        found: dict[str, int] = {}
        for change in self.changes:
            names = [a.name for a in change.aspects] if change.kind == CHANGED else [change.kind]
            for name in names:
                found[f"{change.what} {name}"] = found.get(f"{change.what} {name}", 0) + 1
        return found

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"count": self.count(), "changes": [change.as_dict() for change in self.changes]}


def diff(old: ArgumentMap, new: ArgumentMap) -> Difference:
    """What changed from one map to another; empty where they say the same."""
    components = pair_components(old, new)
    relations = pair_relations(old, new, components.ids(old.components, new.components))
    same_text = _same_text(old, new)

    def component(before: Component, after: Component) -> tuple[Aspect, ...]:
        return _component(before, after, same_text)

    changes = [
        *_changes("component", components, old.components, new.components, component),
        *_changes("relation", relations, old.relations, new.relations, _relation),
    ]
    for what, name in (("issue", "issues"), ("voice", "voices"), ("scheme", "schemes"), ("annotator", "annotators")):
        changes += _plain(what, getattr(old, name), getattr(new, name))
    changes += _plain("bibliography", old.bibliography, new.bibliography)
    if old.source != new.source or old.title != new.title or old.id != new.id:
        changes.append(Change("source", replace(old, text=None), replace(new, text=None), _head(old, new)))
    if old.text != new.text:
        aspects = _fields(old.text, new.text, ("length", "sha256", "normalization"))
        changes.append(Change("text", old.text, new.text, aspects or (Aspect("pages or sections"),)))
    return Difference(tuple(changes))


def diff_links(old: Correspondences, new: Correspondences) -> Difference:
    """What changed from one correspondences file to another."""
    changes = _changes("link", pair_links(old.links, new.links), old.links, new.links, _link)
    changes += _plain("stance", old.stances, new.stances)
    changes += _plain("issue", old.issues, new.issues)
    changes += _plain("annotator", old.annotators, new.annotators)
    if (old.id, old.title) != (new.id, new.title):
        aspects = _fields(old, new, ("id", "title"))
        changes.append(Change("source", old, new, aspects))
    return Difference(tuple(changes))


def apply(found: Difference, amap: ArgumentMap) -> ArgumentMap:
    """The map with the changes made; entries stand in its own order, added ones last.

    ``apply(diff(a, b), a)`` says what ``b`` says, and ``apply(diff(a, b).reversed(), b)`` what ``a`` says.
    """
    lists = {
        "component": "components", "relation": "relations", "issue": "issues", "voice": "voices",
        "scheme": "schemes", "annotator": "annotators", "bibliography": "bibliography",
    }  # fmt: skip
    fields: dict[str, Any] = {
        name: _applied(found, what, getattr(amap, name)) for what, name in lists.items()
    }  # fmt: skip
    for change in found.changes:
        if change.what == "source":
            fields |= {"source": change.after.source, "title": change.after.title, "id": change.after.id}
        elif change.what == "text":
            fields["text"] = change.after
    return replace(amap, **fields)


def headline(change: Change) -> str:
    """An entry in a few words: its gloss, its ends, its label."""
    entry = change.after if change.after is not None else change.before
    if isinstance(entry, Component):
        return entry.gloss
    if isinstance(entry, Relation):
        ends = " = ".join(entry.mutual) or f"{' + '.join(entry.sources)} → {' '.join(entry.targets)}"
        return f"{ends} ({entry.name})"
    if isinstance(entry, Link):
        return f"{entry.a} {entry.type} {entry.b} ({entry.status})"
    if isinstance(entry, Stance):
        return f"{entry.component} is {entry.value} {entry.issue}"
    return str(getattr(entry, "label", "") or getattr(entry, "name", "") or getattr(entry, "title", "") or "")


def _applied(found: Difference, what: str, entries: Sequence[Any]) -> tuple[Any, ...]:
    changes = [change for change in found.changes if change.what == what]
    after = {id_of(change.before): change.after for change in changes if change.before is not None}
    kept = [after.get(id_of(entry), entry) for entry in entries]
    return (*(entry for entry in kept if entry is not None), *(c.after for c in changes if c.before is None))


def id_of(entry: Any) -> str:
    """An entry's id; of a bibliographic item without one, what it says."""
    return str(getattr(entry, "id", "") or entry)


def _changes(
    what: str, pairs: Pairs, old: Sequence[Any], new: Sequence[Any], aspects: Callable[[Any, Any], tuple[Aspect, ...]]
) -> list[Change]:
    found: list[Change] = []
    for index, after in enumerate(new):
        at = pairs.old_of.get(index)
        if at is None:
            found.append(Change(what, None, after))
        elif old[at] != after:
            ids = [Aspect("re-named", old[at].id, after.id)] if id_of(old[at]) != id_of(after) else []
            found.append(Change(what, old[at], after, (*ids, *aspects(old[at], after))))
    used = set(pairs.old_of.values())
    return found + [Change(what, entry, None) for index, entry in enumerate(old) if index not in used]


def _plain(what: str, old: Sequence[Any], new: Sequence[Any]) -> list[Change]:
    names = [name for entry in (*old, *new)[:1] for name in type(entry).__dataclass_fields__]
    wanted = tuple(name for name in names if name not in ("id", "place"))
    pairs = pair_plain([id_of(entry) for entry in old], [id_of(entry) for entry in new])
    return _changes(what, pairs, old, new, lambda one, other: _fields(one, other, wanted))


def _component(old: Component, new: Component, same_text: bool) -> tuple[Aspect, ...]:
    kind = [f"{item.kind}{' (thesis)' if item.thesis else ''}" for item in (old, new)]
    aspects = [
        *_aspect("re-typed", kind[0], kind[1]),
        *_aspect("re-glossed", old.gloss, new.gloss),
        *_passage(old.fragments, new.fragments, same_text),
        *_aspect("re-filed", old.issues, new.issues),
        *_fields(old, new, ("voice", "annotator", "certainty", "notes")),
        *_aspect("other attributes", _pairs(old.extra), _pairs(new.extra)),
    ]
    return tuple(aspects)


def _passage(old: Sequence[Fragment], new: Sequence[Fragment], same_text: bool) -> list[Aspect]:
    """Whether the passage was cut anew, or the same words stand elsewhere or are pointed at in another way."""
    if old == new:
        return []
    where = [" ".join(f.pointer or f"{f.start}-{f.end}" for f in cut) for cut in (old, new)]
    spans = [[(f.start, f.end) for f in cut] for cut in (old, new)]
    words = [[f.sha256 for f in cut] for cut in (old, new)]
    alike = words[0] == words[1] and all(words[0]) and bool(words[0])
    if spans[0] == spans[1] and (same_text or alike):
        if where[0] != where[1]:
            return [Aspect("pointer", *where)]
        status = [" ".join(f"{f.status} {f.score or ''}".strip() for f in cut) for cut in (old, new)]
        return [Aspect("anchoring", *status)] if status[0] != status[1] else [Aspect("fingerprint")]
    return [Aspect("moved" if alike and not same_text else "re-cut", *where)]


def _relation(old: Relation, new: Relation) -> tuple[Aspect, ...]:
    ends = [
        " = ".join(item.mutual) or f"{' + '.join(item.sources)} → {' '.join(item.targets)}" for item in (old, new)
    ]  # fmt: skip
    aspects = [*_aspect("re-typed", old.name, new.name), *_aspect("re-tied", ends[0], ends[1])]
    aspects += _fields(old, new, ("reason", "schemes", "annotator", "certainty"))
    return (*aspects, *_aspect("other attributes", _pairs(old.extra), _pairs(new.extra)))


def _link(old: Link, new: Link) -> tuple[Aspect, ...]:
    ends = [f"{item.a} {item.b}" for item in (old, new)]
    aspects = [*_aspect("re-typed", old.type, new.type), *_aspect("re-tied", ends[0], ends[1])]
    return (
        *aspects,
        *_fields(old, new, ("status", "reason", "annotator", "date", "certainty", "issues", "score", "cues")),
    )


def _head(old: ArgumentMap, new: ArgumentMap) -> tuple[Aspect, ...]:
    names = tuple(type(old.source).__dataclass_fields__)
    return (*_fields(old, new, ("id", "title")), *_fields(old.source, new.source, names))


def _fields(old: Any, new: Any, names: Iterable[str]) -> tuple[Aspect, ...]:
    values = ((name, getattr(old, name, ""), getattr(new, name, "")) for name in names)
    return tuple(aspect for name, one, other in values for aspect in _aspect(name, one, other))


def _aspect(name: str, old: Any, new: Any) -> list[Aspect]:
    return [Aspect(name, _said(old), _said(new))] if old != new else []


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(" ".join(item) if isinstance(item, tuple) else str(item) for item in value)
    return "" if value is None else str(value)


def _pairs(extra: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{key}={value}" for key, value in extra)


def _same_text(old: ArgumentMap, new: ArgumentMap) -> bool:
    return (old.text.sha256 if old.text else "") == (new.text.sha256 if new.text else "")
