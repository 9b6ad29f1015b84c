"""What speaks for a pair, as numbers: likeness of words, margins over the other candidates, neighbours, kinds.

All arrays have shape ``(len(a.components), len(b.components))``. A margin is a likeness minus what one would
expect from the candidates around it (research on key points showed that plain likeness mostly measures how much
a sentence repeats its topic). The mean of the shorter list counts more: it is the one a claim is chosen from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component
from argmap.suggest.sparse import characters, terms
from argmap.suggest.words import documents

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from argmap.suggest.embeddings import Encoder
    from argmap.suggest.sparse import Sparse

    Floats = NDArray[np.float64]

SHRINK = 0.25  # candidates' worth of weight that the mean over everything has in a mean over few


@dataclass(frozen=True)
class Likeness:
    """How alike the wordings are: character n-grams and stems, cosines from 0 to 1."""

    characters: Floats
    words: Floats


@dataclass(frozen=True)
class Block:
    """Candidates under one issue: row and column numbers."""

    issue: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def short(self) -> int:
        """Length of the shorter list: how many partners there are to choose from."""
        return min(len(self.rows), len(self.columns))


def said(amap: ArgumentMap, component: Component) -> str:
    """What the component says: its gloss, or its passage where no gloss is given."""
    return component.gloss or amap.passage(component)


def likeness(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """Cosines of TF-IDF over both lists together."""
    texts = [*left, *right]
    return Likeness(_cosines(characters(texts), len(left)), _cosines(terms(documents(texts)), len(left)))


def _cosines(rows: Sparse, cut: int) -> Floats:
    return rows.take(range(cut)).products(rows.take(range(cut, len(rows)))).astype(np.float64)


def margin(values: Floats, overall: float | None = None) -> Floats:
    """Each value minus the means of its row and column, the shorter list's mean weighing more.

    With ``m`` rows and ``n`` columns the row mean (over ``n`` values) weighs ``m / (m + n)`` and the column mean
    ``n / (m + n)``; means over few values are drawn towards the overall mean. Transposing commutes with it.
    """
    m, n = values.shape
    if not values.size:
        return values
    overall = float(values.mean()) if overall is None else overall
    rows = (values.sum(axis=1, keepdims=True) + SHRINK * overall) / (n + SHRINK)
    columns = (values.sum(axis=0, keepdims=True) + SHRINK * overall) / (m + SHRINK)
    made: Floats = values - (m * rows + n * columns) / (m + n)
    return made


def blocks(a: ArgumentMap, b: ArgumentMap) -> list[Block]:
    """The candidates issue by issue; components without any issue are candidates for one another.

    Where one map has no issues at all, every pair is a candidate.
    """
    left, right = _filed(a), _filed(b)
    if set(left) <= {""} or set(right) <= {""}:
        return [Block("", tuple(range(len(a.components))), tuple(range(len(b.components))))]
    return [Block(issue, tuple(rows), tuple(right[issue])) for issue, rows in left.items() if issue in right]


def _filed(amap: ArgumentMap) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, component in enumerate(amap.components):
        for issue in dict.fromkeys(component.issues or ("",)):
            found.setdefault(issue, []).append(index)
    return found


def neighbours(a: ArgumentMap, b: ArgumentMap, values: Floats) -> Floats:
    """How alike the grounds and conclusions of the two are: mean over pairs of neighbours, 0 where one has none."""
    left, right = _adjacent(a), _adjacent(b)
    scale = np.sqrt(np.maximum(1.0, left.sum(axis=1))[:, None] * np.maximum(1.0, right.sum(axis=1))[None, :])
    made: Floats = (left @ np.maximum(values, 0.0) @ right.T) / scale
    return made


def _adjacent(amap: ArgumentMap) -> Floats:
    number = {c.id: i for i, c in enumerate(amap.components)}
    graph = MapGraph(amap)
    found = np.zeros((len(amap.components), len(amap.components)))
    for component in amap.components:
        row = number[component.id]
        for premise in graph.premises(component.id):
            if premise in number and premise != component.id:
                found[row, number[premise]] = found[number[premise], row] = 1.0
    return found


def alike_kinds(a: ArgumentMap, b: ArgumentMap) -> Floats:
    """1 where both are of one kind (claim, evidence, recommendation), else 0."""
    right = [c.kind for c in b.components]
    return np.array([[float(c.kind == kind) for kind in right] for c in a.components]).reshape(
        len(a.components), len(right)
    )


def without(vectors: Floats, direction: Floats) -> Floats:
    """Unit vectors after the part along a direction is taken out."""
    unit = direction / max(float(np.linalg.norm(direction)), 1e-9)
    rest = vectors - np.outer(vectors @ unit, unit)
    made: Floats = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-9)
    return made


def encoded(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """The texts' vectors in double precision, so that sums do not depend on the machine's order of adding."""
    return encoder.encode(texts).astype(np.float64)
