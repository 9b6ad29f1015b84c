"""Which entry of one version is which of the other: by id, then by what the entries are about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from argmap.correspondence import Link
from argmap.model import ArgumentMap, Component, Relation

LIKE = 0.6
MOST = 400  # entries on either side that are still compared each with each


@dataclass(slots=True)
class Pairs:
    """Indices of the new version's entries to those of the old."""

    old_of: dict[int, int] = field(default_factory=dict)

    def ids(self, old: Sequence[Any], new: Sequence[Any]) -> dict[str, str]:
        """Old ids to new ones, of the entries that are in both."""
        return {old[before].id: new[after].id for after, before in self.old_of.items()}


class _Pairer:
    """Gives pairs step by step; what is paired once is no longer free."""

    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self.old, self.new = old, new
        self.free_old = dict.fromkeys(range(len(old)))
        self.free_new = dict.fromkeys(range(len(new)))
        self.pairs = Pairs()

    def join(self, before: int, after: int) -> None:
        """Pair two."""
        self.pairs.old_of[after] = before
        del self.free_old[before], self.free_new[after]

    def by(self, key_old: Callable[[Any], Hashable], key_new: Callable[[Any], Hashable] | None = None) -> None:
        """Pair what has the same key (None is no key), in order."""
        waiting: dict[Hashable, list[int]] = {}
        for index in self.free_old:
            waiting.setdefault(key_old(self.old[index]), []).append(index)
        for index in list(self.free_new):
            key = (key_new or key_old)(self.new[index])
            if key is not None and waiting.get(key):
                self.join(waiting[key].pop(0), index)

    def by_likeness(self, score: Callable[[Any, Any], float], least: float) -> None:
        """Pair what is most alike first; ties go by place, the same whichever version is the old one."""
        if max(len(self.free_old), len(self.free_new)) > MOST:
            return
        found = []
        for before in self.free_old:
            for after in self.free_new:
                value = score(self.old[before], self.new[after])
                if value >= least:
                    found.append((-value, abs(before - after), before + after, min(before, after), before, after))
        for *_, before, after in sorted(found):
            if before in self.free_old and after in self.free_new:
                self.join(before, after)


def pair_components(old: ArgumentMap, new: ArgumentMap) -> Pairs:
    """Components of two versions: ids count where passage or gloss agree with them, then passage and gloss alone."""
    pairer = _Pairer(old.components, new.components)
    pairer.by(lambda c: (c.id, c.gloss, _cut(c)))
    pairer.by(lambda c: (c.id, c.gloss) if c.gloss else None)
    pairer.by(lambda c: (c.id, _cut(c)) if c.fragments else None)
    pairer.by(lambda c: (c.gloss, _cut(c)) if c.gloss and c.fragments else None)
    same = {c.id for c in new.components}
    pairer.by_likeness(lambda a, b: _likeness(a, b) if a.id == b.id else 0.0, LIKE / 2)
    pairer.by_likeness(lambda a, b: _likeness(a, b) if a.id not in same or a.id == b.id else _strict(a, b), LIKE)
    pairer.by(lambda c: c.id)
    return pairer.pairs


def pair_relations(old: ArgumentMap, new: ArgumentMap, ids: dict[str, str]) -> Pairs:
    """Relations of two versions, under the components' new ids; undercuts after what they undercut."""
    pairer = _Pairer(old.relations, new.relations)
    known = dict(ids)

    def moved(relation: Relation) -> tuple[Hashable, ...]:
        return _ends(relation, known)

    def own(relation: Relation) -> tuple[Hashable, ...]:
        return _ends(relation, {})

    paired = -1
    while len(pairer.pairs.old_of) > paired:
        paired = len(pairer.pairs.old_of)
        pairer.by(lambda r: (r.id, *moved(r)), lambda r: (r.id, *own(r)))
        known |= pairer.pairs.ids(old.relations, new.relations)
        pairer.by(moved, own)
        known |= pairer.pairs.ids(old.relations, new.relations)
    pairer.by(lambda r: r.id)
    return pairer.pairs


def pair_links(old: Sequence[Link], new: Sequence[Link]) -> Pairs:
    """Links of two versions: by id where they join the same pair, then by the pair, then by id."""
    pairer = _Pairer(old, new)
    pairer.by(lambda link: (link.id, *_pair(link)))
    pairer.by(_pair)
    pairer.by(lambda link: link.id)
    return pairer.pairs


def pair_plain(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Entries that have nothing but their ids to be known by."""
    pairer = _Pairer(old, new)
    pairer.by(lambda ident: ident)
    return pairer.pairs


def _cut(component: Component) -> tuple[Hashable, ...]:
    """The passage by its words where they are known, else by its place."""
    return tuple((f.sha256,) if f.sha256 else (f.pointer, f.start, f.end) for f in component.fragments)


def _likeness(one: Component, other: Component) -> float:
    """The better of how much of the passage and how much of the gloss two components share, 0 to 1."""
    return max(overlap(_spans(one), _spans(other)), gloss_likeness(one.gloss, other.gloss))


def _strict(one: Component, other: Component) -> float:
    """Against ids: both must speak for it."""
    return min(overlap(_spans(one), _spans(other)), gloss_likeness(one.gloss, other.gloss))


def _spans(component: Component) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in component.fragments if f.start is not None and f.end is not None]


def overlap(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> float:
    """Shared length over joint length (Jaccard) of two sets of ranges that do not overlap within a set."""
    first, second = sorted(one), sorted(other)
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in first for c, d in second)
    joint = sum(b - a for a, b in (*first, *second)) - both
    return both / joint if joint > 0 else 0.0


def gloss_likeness(one: str, other: str) -> float:
    """How alike two glosses are, by their words: 0 to 1, 0 where one is empty; the same both ways round."""
    first, second = sorted((one.casefold().split(), other.casefold().split()))
    if not first or not second:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE / 2 else 0.0


def _ends(relation: Relation, ids: dict[str, str]) -> tuple[Hashable, ...]:
    def moved(names: Iterable[str]) -> frozenset[str]:
        return frozenset(ids.get(name, name) for name in names)

    return (relation.name, moved(relation.sources), moved(relation.targets), moved(relation.mutual))


def _pair(link: Link) -> tuple[Hashable, ...]:
    return (frozenset((str(link.a), str(link.b))),)
