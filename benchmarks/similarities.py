"""What the ranking is measured against: the usual likenesses of two lists of sentences, as matrices.

All take ``(left, right)`` and give an array of shape ``(len(left), len(right))``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from argmap.suggest.features import encoded, likeness, margin, without
from argmap.suggest.sparse import characters, fold

if TYPE_CHECKING:
    from alignment_data import Topic

    from argmap.suggest.embeddings import Encoder


def word_tfidf(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Cosines of TF-IDF over stems."""
    return likeness(left, right).words


def char_tfidf(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Cosines of TF-IDF over character n-grams."""
    return likeness(left, right).characters


def char_margin(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """The same, each claim's mean over the candidates taken off."""
    cosines = likeness(left, right).characters
    return cosines - cosines.mean(axis=1, keepdims=True)


def two_sided_margin(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """The margin that argmap uses, over character n-grams alone."""
    return margin(likeness(left, right).characters)


def edit(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Normalised edit likeness (rapidfuzz ``ratio``), 0 to 1."""
    folded = [fold(text) for text in left], [fold(text) for text in right]
    return process.cdist(*folded, scorer=fuzz.ratio, dtype=np.float32) / 100.0


def bm25(left: Sequence[str], right: Sequence[str], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    """Okapi BM25 (Robertson and Zaragoza 2009, with the idf that is never negative): left asks, right answers."""
    documents = [Counter(fold(text).split()) for text in right]
    lengths = np.array([sum(document.values()) for document in documents], dtype=float)
    mean = lengths.mean() if len(lengths) and lengths.mean() else 1.0
    frequency = Counter(word for document in documents for word in document)
    asking = [Counter(fold(text).split()) for text in left]
    found = np.zeros((len(left), len(right)))
    for word, often in frequency.items():
        idf = np.log(1.0 + (len(documents) - often + 0.5) / (often + 0.5))
        counts = np.array([document[word] for document in documents], dtype=float)
        gains = idf * counts * (k1 + 1.0) / (counts + k1 * (1.0 - b + b * lengths / mean))
        asked = [(row, query[word]) for row, query in enumerate(asking) if word in query]
        for row, count in asked:
            found[row] += count * gains
    return found


def recipe(topics: Sequence[Topic], whole: Sequence[str], encoder: Encoder | None) -> Iterator[np.ndarray]:
    """The project's best untrained recipes before this one, for each topic and side of ArgKP.

    Without a model: character TF-IDF with idf over all texts of the split (``whole``), each argument's mean over the
    candidates taken off. With one: cosines of sentence vectors after the issue's sentence is projected out, the same
    margin, plus 0.7 times character TF-IDF, both as z-scores within the side.
    """
    rows = characters(whole)
    start = 0
    for topic in topics:
        texts = [[c.gloss for c in amap.components] for amap in (topic.arguments, topic.points)]
        second = start + len(texts[0])
        for left, right, _ in topic.sides:
            told = rows.take([start + i for i in left]).products(rows.take([second + i for i in right]))
            if encoder is None:
                yield told - told.mean(axis=1, keepdims=True)
                continue
            away = encoded(encoder, [topic.name])[0]
            sides = [without(encoded(encoder, [texts[n][i] for i in at]), away) for n, at in ((0, left), (1, right))]
            cosines = sides[0] @ sides[1].T
            yield _z(cosines - cosines.mean(axis=1, keepdims=True)) + 0.7 * _z(told)
        start = second + len(texts[1])


def _z(values: np.ndarray) -> np.ndarray:
    spread = float(values.std())
    return (values - values.mean()) / (spread if spread else 1.0)
