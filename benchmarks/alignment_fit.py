"""How the scores of suggested pairs are fitted, and how far they hold on texts that nothing was fitted to.

Used by alignment.py. A group is one list of candidates: labels (1 tied, 0 not, -1 unknown), the evidence of
`argmap.suggest.features`, how much the likenesses vary, and the log odds of a pair before its words are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from alignment_data import argkp, perspectrum
from measures import auc, calibration_error, log_loss

from argmap.model import ArgumentMap
from argmap.suggest import calibrate
from argmap.suggest.embeddings import Encoder
from argmap.suggest.features import Block, Likeness, among, encoded, evidence, likeness, spread, without


@dataclass(frozen=True)
class Group:
    """Candidates of one issue; ``texts`` is the number of the list of texts they are from."""

    texts: int
    labels: np.ndarray
    found: np.ndarray
    spread: float
    prior: float

    def rows(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Features, labels and known log odds of the labelled pairs."""
        known = self.labels >= 0
        told = np.column_stack([np.full(known.sum(), self.spread), *(piece[known] for piece in self.found)])
        return told, self.labels[known].astype(float), np.full(known.sum(), self.prior)

    def odds(self, weights: np.ndarray) -> np.ndarray:
        """Log odds of every pair: level, spread, pieces."""
        return self.prior + weights[0] + weights[1] * self.spread + np.tensordot(weights[2:], self.found, axes=1)


def glosses(amap: ArgumentMap) -> list[str]:
    """What the components say."""
    return [component.gloss for component in amap.components]


def argkp_groups(split: str, encoder: Encoder | None) -> Iterator[Group]:
    """Each topic and side of ArgKP."""
    for number, topic in enumerate(argkp(split)):
        maps = glosses(topic.arguments), glosses(topic.points)
        like = likeness(*maps)
        vectors = [encoded(encoder, texts) for texts in maps] if encoder else []
        for rows, columns, labels in topic.sides:
            sentences = None
            if encoder is not None:
                away = encoded(encoder, [topic.name])[0]
                left, right = without(vectors[0][list(rows)], away), without(vectors[1][list(columns)], away)
                sentences = left @ right.T
            block = Block("", rows, columns)
            prior = calibrate.chance(block.short) + calibrate.SAME_KIND
            yield Group(number, labels, evidence(like, block, sentences), spread(like), prior)


def perspectrum_groups(split: str, encoder: Encoder | None) -> Iterator[Group]:
    """Each claim of Perspectrum: the pairs of what was said to it."""
    for number, claim in enumerate(perspectrum(split)):
        texts, cluster = list(claim.perspectives), np.array(claim.clusters)
        labels = np.where(np.triu(np.ones((len(texts), len(texts)), dtype=bool), 1), cluster[:, None] == cluster, -1)
        found, wide = one_list(texts, claim.text, encoder)
        yield Group(number, labels.astype(int), found, wide, calibrate.chance(len(texts)) + calibrate.SAME_KIND)


def one_list(texts: list[str], question: str, encoder: Encoder | None) -> tuple[np.ndarray, float]:
    """Evidence and spread where both lists are one and the same; a text's likeness to itself counts for nothing."""
    whole = among(texts)
    like = Likeness(*(off_diagonal(getattr(whole, field.name)) for field in fields(whole)))
    sentences = None
    if encoder is not None:
        vectors = without(encoded(encoder, texts), encoded(encoder, [question])[0])
        sentences = off_diagonal(vectors @ vectors.T)
    every = tuple(range(len(texts)))
    return evidence(like, Block("", every, every), sentences), spread(like)


def off_diagonal(values: np.ndarray) -> np.ndarray:
    """The values with every text's likeness to itself replaced by the mean of the others."""
    made = values.copy()
    np.fill_diagonal(made, (values.sum() - np.trace(values)) / max(1, values.size - len(values)))
    return made


def fitted(*corpora: Sequence[Group]) -> np.ndarray:
    """Weights fitted to the corpora, each counting as much as the smallest."""
    told = [
        [np.concatenate(each) for each in zip(*(group.rows() for group in groups), strict=True)] for groups in corpora
    ]
    least = min(len(labels) for _, labels, _ in told)
    counts = np.concatenate([np.full(len(labels), least / len(labels)) for _, labels, _ in told])
    features, outcomes, priors = (np.concatenate(each) for each in zip(*told, strict=True))
    return calibrate.fit(features, outcomes, priors, counts)


def shipped(model: bool) -> np.ndarray:
    """The weights that argmap uses."""
    weights = calibrate.WITH_MODEL if model else calibrate.WITHOUT_MODEL
    return np.array([weights.level, weights.spread, *weights.pieces])


def judged(groups: Sequence[Group], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels and log odds of all labelled pairs."""
    labels = np.concatenate([group.labels[group.labels >= 0] for group in groups])
    return labels, np.concatenate([group.odds(weights)[group.labels >= 0] for group in groups])


def left_out(groups: Sequence[Group], folds: int = 6) -> list[np.ndarray]:
    """Log odds of every group by weights fitted to other lists of texts of the same corpus."""
    made = [np.zeros(0)] * len(groups)
    for fold in range(folds):
        weights = fitted([group for group in groups if group.texts % folds != fold])
        for at, group in enumerate(groups):
            if group.texts % folds == fold:
                made[at] = group.odds(weights)
    return made


def show_transfer(encoder: Encoder | None) -> None:
    """Weights fitted to one corpus and to both, and how each fits what it did not see."""
    print(
        f"\nFitting, {'with' if encoder else 'without'} sentence vectors (level, spread, characters, stems, sentences)"
    )
    kpa, same = list(argkp_groups("train", encoder)), list(perspectrum_groups("train", encoder))
    held = {
        "ArgKP dev": list(argkp_groups("dev", encoder)),
        "Perspectrum test": list(perspectrum_groups("test", encoder)),
    }
    found = {"ArgKP train": fitted(kpa), "Perspectrum train": fitted(same), "both": fitted(kpa, same)}
    for name, weights in (*found.items(), ("as shipped", shipped(encoder is not None))):
        print(f"  {name:<20}{weights.round(2)}")
        for corpus, groups in held.items():
            labels, odds = judged(groups, weights)
            chances = calibrate.probability(odds)
            cells = f"log loss {log_loss(chances, labels):.4f}  ECE {calibration_error(chances, labels):.3f}"
            print(f"      on {corpus:<18}{cells}  AUC {auc(labels, odds):.3f}")
