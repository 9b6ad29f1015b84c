"""Measures of a ranking, from their definitions."""

from __future__ import annotations

import numpy as np


def average_precision(relevant: np.ndarray) -> float:
    """Of labels in ranked order: the mean of the precisions at the relevant ranks."""
    if not relevant.any():
        return 0.0
    precision = np.cumsum(relevant) / np.arange(1, len(relevant) + 1)
    return float((precision * relevant).sum() / relevant.sum())


def kpa_precision(labels: np.ndarray, scores: np.ndarray) -> float:
    """One topic and side in the KPA-2021 shared task: labels and scores of each argument's best key point.

    Average precision over the half with the highest scores, times the share of matches in that half (the final
    form of the organisers' measure, which rewards finding matches and not only ordering them).
    """
    order = np.argsort(-scores, kind="stable")[: int(len(scores) * 0.5)]
    relevant = labels[order]
    return average_precision(relevant) * float(relevant.mean()) if len(relevant) else 0.0


def kpa(groups: list[tuple[np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """Strict and relaxed mean average precision.

    Each group is ``(labels, scores)``, arguments by key points; labels are 1, 0, or -1 where the pair has none
    (0 in the strict measure, 1 in the relaxed one).
    """
    strict, relaxed = [], []
    for labels, scores in groups:
        best = scores.argmax(axis=1)
        rows = np.arange(len(best))
        picked = labels[rows, best]
        strict.append(kpa_precision((picked == 1).astype(float), scores[rows, best]))
        relaxed.append(kpa_precision((picked != 0).astype(float), scores[rows, best]))
    return float(np.mean(strict)), float(np.mean(relaxed))


def auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Chance that a positive scores higher than a negative, ties half (Mann and Whitney 1947)."""
    _, number, count = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2.0)[number]
    positive = float((labels == 1).sum())
    negative = float(len(labels) - positive)
    if not positive or not negative:
        return float("nan")
    return float((rank[labels == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def recall(ranks: np.ndarray, at: int) -> float:
    """Share of the ranks (from 1) that are within the first ``at``."""
    return float((ranks <= at).mean()) if len(ranks) else float("nan")


def ranks(relevant: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """For each relevant pair, its rank among the candidates of its row and of its column (ties: the middle)."""
    found = []
    for labels, values in ((relevant, scores), (relevant.T, scores.T)):
        for row, column in zip(*np.nonzero(labels), strict=True):
            line, own = values[row], values[row, column]
            better, equal = (line > own).sum(), (line == own).sum() - 1
            found.append(1 + better + equal / 2 if np.isfinite(own) else np.inf)
    return np.array(found)


def reliability(chances: np.ndarray, labels: np.ndarray, bins: int = 10) -> list[tuple[float, float, int]]:
    """For each tenth that holds pairs: mean score, share that is right, number of pairs."""
    number = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        (float(chances[number == each].mean()), float(labels[number == each].mean()), int((number == each).sum()))
        for each in range(bins)
        if (number == each).any()
    ]


def calibration_error(chances: np.ndarray, labels: np.ndarray) -> float:
    """Expected calibration error: the mean distance of score and share over the tenths, weighted by pairs."""
    rows = reliability(chances, labels)
    return sum(abs(score - share) * count for score, share, count in rows) / max(1, len(labels))


def log_loss(chances: np.ndarray, labels: np.ndarray) -> float:
    """Mean negative log likelihood of the labels."""
    safe = np.clip(chances, 1e-12, 1.0 - 1e-12)
    return float(-np.where(labels == 1, np.log(safe), np.log1p(-safe)).mean())


def wilson(right: int, count: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    share, room = right / count, z * z / count
    middle = (share + room / 2.0) / (1.0 + room)
    half = z / (1.0 + room) * float(np.sqrt(share * (1.0 - share) / count + room / (4.0 * count)))
    return max(0.0, middle - half), min(1.0, middle + half)
