"""What speaks for a pair, as numbers: likeness of words, margins over the other candidates, neighbours, kinds.

All arrays have shape ``(len(a.components), len(b.components))``. A margin is a likeness minus what one would
expect from the candidates around it (research on key points showed that plain likeness mostly measures how much
a sentence repeats its topic). The mean of the shorter list counts more: it is the one a claim is chosen from.

Two short sentences can say one thing in different words. The texts around them know those words: likeness is
therefore also carried over a random walk with restart (Page et al. 1998; Tong, Faloutsos and Pan 2006) between
the sentences of both texts that are most alike, so that two sentences meet that are each like a third.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component
from argmap.suggest.sparse import characters, terms
from argmap.suggest.words import PLAIN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from argmap.suggest.embeddings import Encoder
    from argmap.suggest.sparse import Sparse
    from argmap.suggest.words import Reader

    Floats = NDArray[np.float64]

SHRINK = 0.25  # candidates' worth of weight that the mean over everything has in a mean over few
AHEAD = 0.5  # chance that the walk goes on to a sentence alike, instead of ending where it is
NEAR = 1.5  # a sentence has this many times the root of the number of sentences as neighbours
FLOOR = (0.03, 0.03, 0.08)  # least spread of a margin (characters, words, sentences): below is noise


@dataclass(frozen=True)
class Likeness:
    """How alike the wordings are: cosines (0 to 1) of character n-grams and of stems, and both after the walk."""

    characters: Floats
    words: Floats
    walked_characters: Floats
    walked_words: Floats

    def cut(self, at: int) -> Likeness:
        """Of a square likeness: the rows before ``at`` and the columns from there."""
        squares = (self.characters, self.words, self.walked_characters, self.walked_words)
        return Likeness(*(values[:at, at:] for values in squares))


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


def likeness(left: Sequence[str], right: Sequence[str], reader: Reader = PLAIN) -> Likeness:
    """Of every text on the left with every one on the right; both lists together say which words are rare."""
    return among([*left, *right], reader).cut(len(left))


def among(texts: Sequence[str], reader: Reader = PLAIN) -> Likeness:
    """Of all texts with one another, shape ``(len(texts), len(texts))``."""
    plain = _cosines(characters(texts)), _cosines(terms([reader.stems(text) for text in texts]))
    return Likeness(*plain, *(walked(values) for values in plain))


def _cosines(rows: Sparse) -> Floats:
    return rows.products(rows).astype(np.float64)


def walked(alike: Floats) -> Floats:
    """Likeness of where two walkers end who start at the two sentences.

    ``H S H'`` with ``H = (1 - q)(I - q P)^-1``: every step goes from a sentence to one of its nearest, as often as
    they are alike, and the walk ends after each step with chance ``1 - q`` (``q`` is `AHEAD`).

    Args:
        alike: Cosines of all sentences with one another, square and symmetric.
    """
    count = len(alike)
    near = max(2, int(np.ceil(NEAR * np.sqrt(count))))
    step = np.maximum(alike, 0.0)
    np.fill_diagonal(step, 0.0)
    if near < count - 1:
        least = np.partition(step, count - near, axis=1)[:, count - near, None]
        step[step < least - 1e-6] = 0.0  # those that tie with the last all stay, whatever their order
    step /= np.maximum(step.sum(axis=1, keepdims=True), 1e-9)
    ends = (1.0 - AHEAD) * np.linalg.inv(np.eye(count) - AHEAD * step)
    made: Floats = ends @ alike @ ends.T
    return made


def evidence(like: Likeness, block: Block, sentences: Floats | None = None) -> Floats:
    """What the wording says of each pair of a block, in standard deviations: shape ``(features, rows, columns)``.

    The margins of the walked likenesses and, where given, of the sentence vectors, each divided by its spread within
    the block (never less than its `FLOOR`), so that one unit means the same in texts long and short.
    """
    cells = np.ix_(block.rows, block.columns)
    walks = (like.walked_characters, like.walked_words)
    margins = [margin(values[cells], float(values.mean())) for values in walks]
    margins += [] if sentences is None else [margin(sentences)]
    return np.stack([each / np.hypot(each.std(), floor) for each, floor in zip(margins, FLOOR, strict=False)])


def spread(like: Likeness) -> float:
    """How much the likenesses of two texts vary: log of the margins' standard deviation. Little: few true pairs."""
    return float(np.log(margin(like.characters).std() + 0.01)) if like.characters.size else 0.0


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


def linked(a: ArgumentMap, b: ArgumentMap, tied: Floats) -> Floats:
    """1 where a ground or conclusion of the one is tied to one of the other (``tied`` is 1), else 0."""
    made: Floats = (_adjacent(a) @ tied @ _adjacent(b).T > 0.0).astype(np.float64)
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
