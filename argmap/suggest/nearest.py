"""The nearest counterparts of every position in a whole corpus, without comparing every pair.

Positions are rows of character n-grams, hashed into a fixed number of columns and built in pieces, so that memory
grows with the text alone. For one position, candidates are those that share n-grams which few others have: the
lists of such n-grams are added up in NumPy. Only the best of these are then compared exactly. As no list is longer
than `COMMON`, the work grows with the number of positions, not with its square.
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
COMMON = 1500  # an n-gram in more positions than this finds no candidates (it still counts in the comparison)
FINALISTS = 200  # candidates that are compared exactly, for each position; ten times the number wanted if more


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


class Corpus:
    """Rows and lists over all positions; asked map by map."""

    def __init__(self, items: Sequence[Position]) -> None:
        self.items = items
        self.owner = np.array([item.owner for item in items], dtype=np.int64)
        self.issues = _bits([item.issues for item in items])
        self.rows = hashed([item.text for item in items])
        self.lists, self.starts = _lists(self.rows)
        self.wide = np.zeros(WIDTH, dtype=np.float32)

    def nearest(self, owner: int, most: int) -> Iterator[Near]:
        """For each position of one map, its nearest in other maps under a common issue, best first."""
        for index in np.flatnonzero(self.owner == owner).tolist():
            found, cosines = self._of(index, most)
            yield from (Near(index, int(b), round(float(c), 4)) for b, c in zip(found, cosines, strict=True))

    def _of(self, index: int, most: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        columns, values = self.rows.row(index)
        begins, ends = self.starts[columns], self.starts[columns + 1]
        some = ends > begins + 1
        if not some.any():
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        parts = [self.lists[low:high] for low, high in zip(begins[some].tolist(), ends[some].tolist(), strict=True)]
        weights = np.repeat(values[some].astype(np.float64) ** 2, (ends - begins)[some])
        votes = np.bincount(np.concatenate(parts), weights, minlength=len(self.items))
        votes[(self.owner == self.owner[index]) | ~_common(self.issues, self.issues[index])] = 0.0
        told = np.flatnonzero(votes)
        finalists = max(FINALISTS, 10 * most)
        if len(told) > finalists:
            told = told[np.argsort(-votes[told], kind="stable")[:finalists]]
        cosines = self._exactly(columns, values, told)
        order = np.lexsort((told, -cosines))[:most]
        return told[order], cosines[order]

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


def _lists(rows: Sparse) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """For each column the rows that have it, one after the other; none where they are too many."""
    often = np.bincount(rows.columns, minlength=rows.width)
    keep = (often <= COMMON)[rows.columns]
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))[keep]
    columns = rows.columns[keep]
    lists = owner[np.argsort(columns, kind="stable")]
    starts = np.concatenate([[0], np.cumsum(np.where(often <= COMMON, often, 0))]).astype(np.int64)
    return lists, starts


def _bits(filed: Sequence[tuple[str, ...]]) -> NDArray[np.uint64]:
    """Issues as bits; beyond 63 different ones they share bits, which lets a few more candidates through."""
    known: dict[str, int] = {}
    made = [sum({1 << (known.setdefault(issue, len(known)) % 63) for issue in issues}) for issues in filed]
    return np.array(made, dtype=np.uint64)


def _common(many: NDArray[np.uint64], one: np.uint64) -> NDArray[np.bool_]:
    """Whether positions share an issue; one without issues is compared with all."""
    fit: NDArray[np.bool_] = ((many & one) != 0) | (many == 0) | (one == 0)
    return fit
