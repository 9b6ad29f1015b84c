"""TF-IDF over characters and words as sparse rows, in NumPy alone.

Rows are L2-normalised, so that a product of two rows is their cosine. Weights are those that are usual in
retrieval (Salton and Buckley 1988; Manning, Raghavan and Schütze 2008, section 6.4): ``1 + ln tf`` times
``1 + ln((1 + n) / (1 + df))``. All is deterministic: features stand in the order of their codes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Columns = NDArray[np.int64] | NDArray[np.int32]
    Ints = NDArray[np.int64]
    Codes = NDArray[np.uint64]

SIZES = (3, 4, 5)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads codes of longer n-grams over 64 bits
_SHIFT = np.uint64(21)  # a Unicode code point fits into 21 bits, three into 63


@dataclass(frozen=True)
class Sparse:
    """Rows of a sparse matrix: row ``i`` holds ``values[starts[i]:starts[i+1]]`` in columns ``columns[...]``."""

    starts: Ints
    columns: Columns
    values: Floats
    width: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, index: int) -> tuple[Columns, Floats]:
        """Columns and values of one row."""
        part = slice(self.starts[index], self.starts[index + 1])
        return self.columns[part], self.values[part]

    def take(self, rows: Sequence[int] | Ints) -> Sparse:
        """Some of the rows, in the order given."""
        picked = np.asarray(rows, dtype=np.int64)
        lengths = np.diff(self.starts)[picked]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        at = np.repeat(self.starts[picked] - starts[:-1], lengths) + np.arange(starts[-1])
        return Sparse(starts, self.columns[at], self.values[at], self.width)

    def products(self, other: Sparse) -> Floats:
        """Every row times every row of the other, shape ``(len(self), len(other))``; one dense row at a time."""
        found = np.zeros((len(self), len(other)), dtype=np.float32)
        spread = np.zeros(self.width, dtype=np.float32)
        owner = np.repeat(np.arange(len(other)), np.diff(other.starts))
        for index in range(len(self)):
            columns, values = self.row(index)
            spread[columns] = values
            terms = spread[other.columns] * other.values
            found[index] = np.bincount(owner, terms, minlength=len(other))
            spread[columns] = 0.0
        return found


def fold(text: str) -> str:
    """A text as it is compared: compatible forms made one, case folded, runs of anything but letters a space.

    >>> fold("The CSTO’s  “weak” reply")
    'the csto s weak reply'
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in text).split())


def characters(texts: Sequence[str], sizes: Sequence[int] = SIZES) -> Sparse:
    """TF-IDF rows over character n-grams inside words, each word with a blank at both ends."""
    owners, codes = grams(texts, sizes)
    return weighted(owners, codes, len(texts))


def terms(documents: Sequence[Iterable[str]]) -> Sparse:
    """TF-IDF rows over words, or whatever strings stand for a document."""
    known: dict[str, int] = {}
    owners, codes = [], []
    for index, document in enumerate(documents):
        for word in document:
            owners.append(index)
            codes.append(known.setdefault(word, len(known)))
    return weighted(np.array(owners, dtype=np.int64), np.array(codes, dtype=np.uint64), len(documents))


def grams(texts: Sequence[str], sizes: Sequence[int] = SIZES) -> tuple[Ints, Codes]:
    """Every n-gram of every text: the text's number and the n-gram's code.

    Codes of up to three characters are exact; longer ones are hashes of 64 bits.
    """
    folded = [f" {fold(text)} " for text in texts]
    points = np.frombuffer("".join(folded).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in folded])
    blank = points == ord(" ")
    owners, codes = [], []
    for size in sizes:
        count = len(points) - size + 1
        if count <= 0:
            continue
        code = np.zeros(count, dtype=np.uint64)
        inside = np.zeros(count, dtype=bool)  # a blank anywhere but at an end means two words
        for at in range(size):
            code = (code << _SHIFT if at < 3 else code * _MIX) + points[at : at + count]
            if 0 < at < size - 1:
                inside |= blank[at : at + count]
        keep = ~inside & (owner[:count] == owner[size - 1 :])
        keep &= ~(blank[:count] & blank[size - 1 :]) | (size > 2)
        owners.append(owner[:count][keep])
        codes.append(code[keep] * np.uint64(8) + np.uint64(size) if size > 3 else code[keep])
    if not owners:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64)
    return np.concatenate(owners), np.concatenate(codes)


def weighted(owners: Ints, codes: Codes, count: int) -> Sparse:
    """Rows of normalised TF-IDF from pairs of document and feature (a pair stands as often as it occurs)."""
    features, columns = np.unique(codes, return_inverse=True)
    width = max(1, len(features))
    cells, often = np.unique(owners * width + columns, return_counts=True)
    rows, columns = cells // width, cells % width
    frequency = np.bincount(columns, minlength=width)
    idf = 1.0 + np.log((1.0 + count) / (1.0 + frequency))
    values = (1.0 + np.log(often)) * idf[columns]
    norms = np.sqrt(np.bincount(rows, values**2, minlength=count))
    values = values / norms[rows] if len(values) else values
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))]).astype(np.int64)
    return Sparse(starts, columns.astype(np.int64), values.astype(np.float32), width)
