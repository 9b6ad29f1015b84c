"""The nearest counterparts of every position in a whole corpus, without comparing every pair.

Positions are rows of character n-grams, hashed into a fixed number of columns and built in pieces, so that memory
grows with the text alone. Lists say which positions of an issue have an n-gram, and how much it weighs there. For one
position, the lists of its n-grams under its issues are added up in NumPy, which gives the cosines but for n-grams so
common that no list of them is kept; the best are then compared exactly. As no list is longer than `COMMON`, the work
grows with the number of positions, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from argmap.suggest.features import said
from argmap.suggest.sparse import Sparse, grams

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from argmap.model import ArgumentMap
    from argmap.suggest.sparse import Columns

    Floats = NDArray[np.float64]

WIDTH = 1 << 21  # columns that n-grams are hashed into
PIECE = 2000  # texts that are turned into rows at a time
COMMON = 1500  # an n-gram in more positions of an issue finds no candidates (it still counts in the comparison)
FINALISTS = 60  # candidates that are compared exactly, for each position; ten times the number wanted if more

WITHOUT, ALL = " without", " all"  # groups beside the issues, whose ids hold no blank


@dataclass(frozen=True, slots=True)
class Position:
    """A component of a corpus: its map's number, its id, what it says, its issues."""

    owner: int
    id: str
    text: str
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two positions of different maps, by their numbers in the corpus, and the cosine of their n-grams."""

    a: int
    b: int
    cosine: float


def positions(amap: ArgumentMap, owner: int) -> list[Position]:
    """What a map contributes: the author's own positions that say something."""
    return [Position(owner, c.id, said(amap, c), c.issues) for c in amap.components if not c.reported and said(amap, c)]


@dataclass(frozen=True, slots=True)
class Group:
    """Positions that may be compared with each other, in order, and the group's number in the lists."""

    number: int
    members: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """For each group's column (key: group * `WIDTH` + column, ascending) the places in the group that have it."""

    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    values: NDArray[np.float32]

    def under(
        self, group: int, columns: Columns, values: NDArray[np.float32]
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Places in a group that have some of these columns, as often as they have, and the products of the values."""
        wanted = columns + np.int64(group * WIDTH)
        at = np.searchsorted(self.keys, wanted)
        known = at < len(self.keys)
        known[known] = self.keys[at[known]] == wanted[known]
        begins, ends = self.starts[at[known]], self.starts[at[known] + 1]
        lengths = ends - begins
        total = int(lengths.sum())
        entries = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(total)
        return self.places[entries], self.values[entries] * np.repeat(values[known], lengths)


class Corpus:
    """Rows and lists over all positions; asked map by map."""

    def __init__(self, items: Sequence[Position]) -> None:
        self.items = items
        self.owner = np.array([item.owner for item in items], dtype=np.int64)
        self.groups = _groups(items)
        self.rows = hashed([item.text for item in items])
        self.lists = _lists(self.rows, [group.members for group in self.groups.values()])
        self.wide = np.zeros(WIDTH, dtype=np.float32)

    def nearest(self, owner: int, most: int) -> Iterator[Near]:
        """For each position of one map, its nearest in other maps under a common issue, best first."""
        for index in np.flatnonzero(self.owner == owner).tolist():
            found, cosines = self._of(index, most)
            yield from (Near(index, int(b), round(float(c), 4)) for b, c in zip(found, cosines, strict=True))

    def _of(self, index: int, most: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        columns, values = self.rows.row(index)
        finalists = max(FINALISTS, 10 * most)
        told = []
        for name in _fitting(self.items[index].issues):
            group = self.groups.get(name)
            if group is None:
                continue
            places, weights = self.lists.under(group.number, columns, values)
            votes = np.bincount(places, weights, minlength=len(group.members))
            votes[self.owner[group.members] == self.owner[index]] = 0.0
            some = np.flatnonzero(votes)
            if len(some) > finalists:
                some = some[np.argpartition(-votes[some], finalists)[:finalists]]
            told.append(group.members[some])
        if not told:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        found = np.unique(np.concatenate(told))
        cosines = self._exactly(columns, values, found)
        order = np.lexsort((found, -cosines))[:most]
        return found[order], cosines[order]

    def _exactly(self, columns: Columns, values: NDArray[np.float32], told: NDArray[np.int64]) -> Floats:
        """Cosines of one row with some others; the wide row is kept and cleaned, not made anew."""
        others = self.rows.take(told)
        self.wide[columns] = values
        terms = self.wide[others.columns] * others.values
        self.wide[columns] = 0.0
        owner = np.repeat(np.arange(len(told)), np.diff(others.starts))
        return np.bincount(owner, terms, minlength=len(told)).astype(np.float64)


def hashed(texts: Sequence[str]) -> Sparse:
    """TF-IDF rows as `argmap.suggest.sparse.characters` makes them, in `WIDTH` hashed columns, built in pieces."""
    lengths, columns, counts = [], [], []
    frequency = np.zeros(WIDTH, dtype=np.int64)
    for start in range(0, len(texts), PIECE):
        piece = texts[start : start + PIECE]
        owner, codes = grams(piece)
        cells, often = np.unique(owner * WIDTH + _column(codes), return_counts=True)
        lengths.append(np.bincount(cells // WIDTH, minlength=len(piece)))
        columns.append((cells % WIDTH).astype(np.int32))
        counts.append(often.astype(np.float32))
        frequency += np.bincount(columns[-1], minlength=WIDTH)
    if not columns:
        return Sparse(np.zeros(1, dtype=np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), WIDTH)
    where, often32 = np.concatenate(columns), np.concatenate(counts)
    size = np.concatenate(lengths)
    idf = (1.0 + np.log((1.0 + len(texts)) / (1.0 + frequency))).astype(np.float32)
    values = (1.0 + np.log(often32)) * idf[where]
    starts = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    norms = np.sqrt(np.bincount(np.repeat(np.arange(len(texts)), size), values**2, minlength=len(texts)))
    values /= np.repeat(np.maximum(norms, 1e-9), size).astype(np.float32)
    return Sparse(starts, where, values.astype(np.float32), WIDTH)


def _column(codes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """A column for each code; shifts and two products (as in MurmurHash3's last step) spread codes that are alike."""
    codes = (codes ^ (codes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    codes = (codes ^ (codes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return ((codes ^ (codes >> np.uint64(33))) % np.uint64(WIDTH)).astype(np.int64)


def _lists(rows: Sparse, members: Sequence[NDArray[np.int64]]) -> Lists:
    """For each group and column the rows that have it; none where they are too many."""
    if not members:
        return Lists(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    parts = [_listed(rows.take(some), number * rows.width) for number, some in enumerate(members)]
    keys, counts, places, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Lists(keys, np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), places, values)


def _listed(
    rows: Sparse, first: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """One group's columns (numbered from ``first``), how many rows each has, these rows, and their values."""
    often = np.bincount(rows.columns, minlength=rows.width)
    keep = (often <= COMMON)[rows.columns]
    columns = rows.columns[keep]
    order = np.argsort(columns, kind="stable")
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))[keep]
    used = np.flatnonzero((often > 0) & (often <= COMMON))
    return used + first, often[used], owner[order], rows.values[keep][order]


def _groups(items: Sequence[Position]) -> dict[str, Group]:
    """Positions by issue; those without one; and all, where there are such, which are compared with everything."""
    found: dict[str, list[int]] = {}
    for index, item in enumerate(items):
        for name in item.issues or (WITHOUT,):
            found.setdefault(name, []).append(index)
    if WITHOUT in found:
        found[ALL] = list(range(len(items)))
    return {name: Group(at, np.array(sorted(set(members)))) for at, (name, members) in enumerate(found.items())}


def _fitting(issues: Sequence[str]) -> tuple[str, ...]:
    """The groups in which a position's counterparts are: its issues' and those without any; or all."""
    return (*dict.fromkeys(issues), WITHOUT) if issues else (ALL,)
