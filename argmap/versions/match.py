"""Which item of one version is which item of the others: by id, by place among its kind, by likeness."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from argmap.versions.tree import Item, Version

BASE, OURS, THEIRS = range(3)
# elements of which a parent has many; two new ones are the same only if they say the same
_MANY = frozenset(
    {"span", "relation", "category", "respStmt", "note", "fs", "f", "bibl", "biblStruct", "listBibl", "prefixDef"}
    | {"p", "s", "div", "head", "ab", "item", "row", "cell", "seg", "anchor", "pb", "lb", "fw", "figure", "ref"}
    | {"change", "person", "org", "idno", "author", "editor", "title", "desc", "term", "date"}
)
# attributes that tell an element without an id from its neighbours
_TELLING = ("type", "ident", "corresp", "n", "unit", "level", "scheme")


@dataclass(eq=False, slots=True)
class Entry:
    """One thing in up to three versions."""

    sides: list[Item | None] = field(default_factory=lambda: [None, None, None])

    @property
    def base(self) -> Item | None:
        """The thing in the common ancestor."""
        return self.sides[BASE]

    @property
    def ours(self) -> Item | None:
        """The thing in our version."""
        return self.sides[OURS]

    @property
    def theirs(self) -> Item | None:
        """The thing in their version."""
        return self.sides[THEIRS]

    @property
    def any(self) -> Item:
        """The thing where it is found first: ours, theirs, base."""
        return next(item for item in (self.ours, self.theirs, self.base) if item is not None)


class Matching:
    """All entries of three versions (the base may be missing), and the entry of each item."""

    def __init__(self, versions: list[Version | None]) -> None:
        self.versions = versions
        self.entry: dict[int, Entry] = {}
        self.entries: list[Entry] = []
        self.root = self._fill(Entry(), [version.root if version else None for version in versions])
        self._by_id(versions)
        queue = deque([self.root])
        met = {id(self.root)}
        while queue:
            entry = queue.popleft()
            self.entries.append(entry)
            for child in self._children(entry):
                if id(child) not in met:
                    met.add(id(child))
                    queue.append(child)

    def of(self, item: Item) -> Entry:
        """The entry to which an item belongs."""
        return self.entry[id(item)]

    def _by_id(self, versions: list[Version | None]) -> None:
        """Elements of one name and id are one thing, wherever they stand; of doubled ids, first with first."""
        named: dict[tuple[str, str, int], Entry] = {}
        for side, version in enumerate(versions):
            seen: Counter[tuple[str, str]] = Counter()
            for item in version.items() if version else ():
                if item.id and item.parent is not None:
                    key = (item.name, item.id)
                    self._put(named.setdefault((*key, seen[key]), Entry()), side, item)
                    seen[key] += 1

    def _fill(self, entry: Entry, sides: list[Item | None]) -> Entry:
        for side, item in enumerate(sides):
            if item is not None:
                self._put(entry, side, item)
        return entry

    def _put(self, entry: Entry, side: int, item: Item) -> Entry:
        entry.sides[side] = item
        self.entry[id(item)] = entry
        return entry

    def _children(self, parent: Entry) -> list[Entry]:
        """The entries of all that stands below this one in any version."""
        loose: list[list[Item]] = [[], [], []]
        known: list[Entry] = []
        for side, above in enumerate(parent.sides):
            for item in above.children if above else ():
                if id(item) in self.entry:
                    known.append(self.of(item))
                else:
                    loose[side].append(item)
        return known + self._loose(loose)

    def _loose(self, sides: list[list[Item]]) -> list[Entry]:
        """Items without ids, matched within their groups of one name and kind."""
        groups: dict[tuple[object, ...], list[list[Item]]] = {}
        for side, items in enumerate(sides):
            for item in items:
                groups.setdefault(_signature(item), [[], [], []])[side].append(item)
        return [entry for group in groups.values() for entry in self._group(group)]

    def _group(self, group: list[list[Item]]) -> list[Entry]:
        entries = [self._put(Entry(), BASE, item) for item in group[BASE]]
        for side in (OURS, THEIRS):
            rest = self._pair(entries, group[side], BASE, side)
            if side == THEIRS and rest:
                added = [entry for entry in entries if entry.base is None and entry.ours is not None]
                rest = self._pair(added, rest, OURS, side)
            entries += [self._put(Entry(), side, item) for item in rest]
        return entries

    def _pair(self, entries: list[Entry], items: list[Item], against: int, side: int) -> list[Item]:
        """Give items to entries that have none on this side; what is left over."""
        free = [entry for entry in entries if entry.sides[side] is None and entry.sides[against] is not None]
        for fits in (_says_same, _shares_ids):
            items = self._give(free, items, against, side, fits)
        alone = len(free) == len(items) == 1 if against == OURS else True
        many = bool(items) and items[0].name in _MANY and against == OURS
        left = [entry for entry in free if entry.sides[side] is None]
        if alone and not many and items and items[0].node is not None:
            for entry, item in zip(left, items, strict=False):
                self._put(entry, side, item)
            return items[len(left) :]
        return items

    def _give(
        self, free: list[Entry], items: list[Item], against: int, side: int, fits: Callable[[Item, Item], bool]
    ) -> list[Item]:
        rest: list[Item] = []
        for item in items:
            entry = next((e for e in free if e.sides[side] is None and _fits(fits, e.sides[against], item)), None)
            if entry is None:
                rest.append(item)
            else:
                self._put(entry, side, item)
        return rest


def _fits(fits: Callable[[Item, Item], bool], known: Item | None, item: Item) -> bool:
    return known is not None and fits(known, item)


def _signature(item: Item) -> tuple[object, ...]:
    if item.node is None:
        return (item.name, item.raw)
    telling = [(key, item.attrs[key]) for key in _TELLING if key in item.attrs]
    if item.name in ("f", "relation"):
        telling.append(("name", item.attrs.get("name", "")))
    return (item.name, *telling)


def _says_same(one: Item, other: Item) -> bool:
    return one.version.meaning(one) == other.version.meaning(other)


def _shares_ids(one: Item, other: Item) -> bool:
    return bool(_ids(one) & _ids(other))


def _ids(item: Item) -> set[str]:
    return {node.id for node in item.node.walk() if node.id} if item.node is not None else set()


def ends(item: Item) -> Iterable[str]:
    """The ids of its own file at which an item's attributes point."""
    return (word[1:] for value in item.attrs.values() for word in value.split() if word[:1] == "#")
