"""What a merge keeps, and where: removals against changes, moves, and things that others still point at."""

from __future__ import annotations

from argmap.tei.conflicts import Conflict
from argmap.versions.match import BASE, OURS, THEIRS, Entry, Matching, ends
from argmap.versions.tree import Item

_SIDE = {OURS: "ours", THEIRS: "theirs"}


class Decisions:
    """For every entry whether it stays, under which parent, and what was in doubt about it."""

    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self.kept: set[int] = set()
        self.parents: dict[int, Entry] = {}
        self.doubts: dict[int, list[Conflict]] = {}
        for entry in matching.entries:
            self._stays(entry)
        self._restore()
        for entry in matching.entries:
            if id(entry) in self.kept:
                self._settle(entry)

    def keeps(self, entry: Entry) -> bool:
        """Whether the entry is part of the result."""
        return id(entry) in self.kept

    def parent(self, entry: Entry) -> Entry | None:
        """Under which entry it stands in the result."""
        return self.parents.get(id(entry))

    def doubt(self, entry: Entry, conflict: Conflict) -> None:
        """Note a conflict about an entry; the same one only once."""
        known = self.doubts.setdefault(id(entry), [])
        if conflict not in known:
            known.append(conflict)

    def _stays(self, entry: Entry) -> None:
        here = [side for side in (OURS, THEIRS) if entry.sides[side] is not None]
        if len(here) == 2 or (here and entry.base is None):
            self.kept.add(id(entry))
        elif here and _changed(entry.any, entry.base):
            self._keep(entry, here[0])
            if (entry.any.id or not entry.any.children) and not self._went_with(entry, here[0]):
                self._removed(entry, here[0])

    def _went_with(self, entry: Entry, here: int) -> bool:
        """Whether it went with something around it that was removed as a whole, and that bears the mark."""
        item = entry.sides[here]
        above = item.parent if item is not None else None
        while above is not None:
            if above.id and self.matching.of(above).sides[THEIRS if here == OURS else OURS] is None:
                return True
            above = above.parent
        return False

    def _removed(self, entry: Entry, here: int) -> None:
        by = _SIDE[THEIRS if here == OURS else OURS]
        name = entry.any.name if entry.any.node is not None else "comment"
        self.doubt(entry, Conflict("removed", name_of(entry.any), name, by))

    def _keep(self, entry: Entry, side: int) -> None:
        """Keep it, with what is below it and what is around it in that version."""
        item = entry.sides[side]
        stack = [item] if item is not None else []
        whole = bool(entry.any.id)
        while stack:
            below = stack.pop()
            self.kept.add(id(self.matching.of(below)))
            stack.extend(below.children if whole else ())
        above = item.parent if item is not None else None
        while above is not None:
            self.kept.add(id(self.matching.of(above)))
            above = above.parent

    def _restore(self) -> None:
        """Bring back what one version removed while something that stays newly points at it."""
        named: dict[str, list[Entry]] = {}
        for entry in self.matching.entries:
            if entry.base is not None and entry.any.id:
                named.setdefault(entry.any.id, []).append(entry)
        queue = [entry for entry in self.matching.entries if self.keeps(entry)]
        while queue:
            entry = queue.pop()
            for side in (OURS, THEIRS):
                item, other = entry.sides[side], entry.sides[OURS if side == THEIRS else THEIRS]
                for target in _new_ends(item, entry.base, other):
                    queue.extend(self._bring_back(named.get(target, []), side))

    def _bring_back(self, entries: list[Entry], side: int) -> list[Entry]:
        back: list[Entry] = []
        for entry in entries:
            if not self.keeps(entry) and entry.sides[side] is not None:
                before = set(self.kept)
                self._keep(entry, side)
                self._removed(entry, side)
                back += [e for e in self.matching.entries if id(e) in self.kept - before]
        return back

    def _settle(self, entry: Entry) -> None:
        """Its parent: ours, unless only they moved it; never below itself."""
        above = [item.parent if item is not None else None for item in entry.sides]
        places = [self.matching.of(item) if item is not None else None for item in above]
        choice = places[OURS] or places[THEIRS]
        moved = places[THEIRS] if places[OURS] is places[BASE] and places[THEIRS] is not places[BASE] else None
        if moved is not None and places[BASE] is not None and self.keeps(moved) and not self._below(moved, entry):
            choice = moved
        if choice is not None and not self.keeps(choice):
            choice = places[THEIRS] if choice is places[OURS] else places[OURS]
        if choice is not None:
            self.parents[id(entry)] = choice

    def _below(self, low: Entry, high: Entry) -> bool:
        """Whether ``low`` stands in ``high`` in the result as settled so far, or in either version."""
        if any(_inside(low.sides[side], high.sides[side]) for side in (OURS, THEIRS)):
            return True
        above: Entry | None = low
        while above is not None and above is not high:
            above = self.parents.get(id(above))
        return above is high


def name_of(item: Item) -> str:
    """The id of an item, or of the nearest element around it that has one."""
    above: Item | None = item
    while above is not None and not above.id:
        above = above.parent
    return above.id if above is not None else ""


def _changed(item: Item, base: Item | None) -> bool:
    if base is None or item.raw == base.raw:
        return False
    return item.version.meaning(item) != base.version.meaning(base)


def _inside(low: Item | None, high: Item | None) -> bool:
    while low is not None and low is not high:
        low = low.parent
    return low is not None and low is high


def _new_ends(item: Item | None, base: Item | None, other: Item | None) -> list[str]:
    """Ids at which this version points, and the other does not.

    What the other version has and points at as well, it left dangling on purpose; what stands in this version
    as it was in the base, the other version has changed.
    """
    if item is None or (other is not None and base is not None and item.attrs == base.attrs):
        return []
    known = set(ends(other)) if other is not None else set()
    return [target for target in ends(item) if target not in known]
