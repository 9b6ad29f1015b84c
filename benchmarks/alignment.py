"""How well suggested correspondences are ranked and calibrated, beside the usual likenesses.

Usage: python benchmarks/alignment.py [--model FOLDER_OR_PACKAGE] [--fit]

Corpora are read from ../shared/corpora beside the repository, and the links of our two articles from
annotations/. With --model, the ranking by sentence vectors and plain vectors are measured too. With --fit, the
weights of the text part are fitted anew, to each training corpus alone and to both, and each fit is measured on what
it has not seen. Rows marked "left out" come from weights fitted to other topics of the same corpus; all else is
measured with the weights that argmap ships. Published figures stand in docs/suggesting.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from alignment_data import Topic, argkp, microtexts, perspectrum
from alignment_fit import argkp_groups, glosses, left_out, one_list, perspectrum_groups, shipped, show_transfer
from alignment_own import show_grounds, show_own
from measures import auc, calibration_error, kpa, reliability, wilson
from similarities import bm25, char_margin, char_tfidf, edit, recipe, two_sided_margin, word_tfidf

from argmap.suggest import calibrate
from argmap.suggest.embeddings import Encoder
from argmap.suggest.features import encoded, likeness
from argmap.suggest.hints import hint
from argmap.workspace import load_encoder

Matrix = Callable[[Sequence[str], Sequence[str]], np.ndarray]
PUBLISHED = {
    "ArgKP dev, char TF-IDF with margin, no model": ".514/.735",
    "ArgKP dev, MiniLM, issue out, margin, char TF-IDF": ".614/.812",
    "ArgKP dev, MiniLM cosine": ".438/.725",
}


@dataclass
class Remembering:
    """An encoder that works out each sentence once."""

    encoder: Encoder
    known: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def sha256(self) -> str:
        return self.encoder.sha256

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = sorted({text for text in texts if text not in self.known})
        if new:
            self.known.update(zip(new, self.encoder.encode(new), strict=True))
        return np.array([self.known[text] for text in texts])


def methods(encoder: Remembering | None) -> dict[str, Matrix]:
    """The likenesses to measure against."""
    found: dict[str, Matrix] = {
        "edit distance (rapidfuzz)": edit,
        "BM25": bm25,
        "word TF-IDF": word_tfidf,
        "char TF-IDF": char_tfidf,
        "char TF-IDF, margin": char_margin,
        "char TF-IDF, two-sided margin": two_sided_margin,
    }
    if encoder is not None:
        found["sentence vectors, cosine"] = lambda left, right: encoded(encoder, left) @ encoded(encoder, right).T
    return found


def ways(encoder: Remembering | None) -> dict[str, Remembering | None]:
    """argmap without and, where there is one, with a sentence model."""
    return {"argmap, no model": None, **({"argmap, sentence model": encoder} if encoder else {})}


def by_side(topics: list[Topic], matrix: Matrix) -> list[tuple[np.ndarray, np.ndarray]]:
    """Labels and scores for each topic and side, worked out within the side, as a margin needs it."""
    found = []
    for topic in topics:
        left, right = glosses(topic.arguments), glosses(topic.points)
        for rows, columns, labels in topic.sides:
            found.append((labels, matrix([left[i] for i in rows], [right[i] for i in columns])))
    return found


def by_recipe(topics: list[Topic], encoder: Remembering | None) -> list[tuple[np.ndarray, np.ndarray]]:
    """The best untrained recipes known before: words are rare or not over all topics of the split."""
    whole = [text for topic in topics for amap in (topic.arguments, topic.points) for text in glosses(amap)]
    cosines = iter(recipe(topics, whole, encoder))
    return [(labels, next(cosines)) for topic in topics for _, _, labels in topic.sides]


def pooled(groups: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Labelled pairs and their scores in two flat arrays."""
    labels = np.concatenate([labels.ravel() for labels, _ in groups])
    scores = np.concatenate([scores.ravel() for _, scores in groups])
    return labels[labels >= 0], scores[labels >= 0]


def show_argkp(encoder: Remembering | None) -> None:
    for split in ("train", "dev"):
        topics = argkp(split)
        print(f"\nArgKP-2021 {split}: {len(topics)} topics   mAP strict/relaxed, AUC over labelled pairs")
        rows = {name: by_side(topics, matrix) for name, matrix in methods(encoder).items()}
        rows["recipe: char TF-IDF, margin"] = by_recipe(topics, None)
        if encoder is not None:
            rows["recipe: issue out, margin, TF-IDF"] = by_recipe(topics, encoder)
        for name, model in ways(encoder).items():
            groups = list(argkp_groups(split, model))
            rows[name] = [(group.labels, group.odds(shipped(model is not None))) for group in groups]
            if split == "train":
                odds = zip(groups, left_out(groups), strict=True)
                rows[f"{name}, left out"] = [(group.labels, each) for group, each in odds]
        for name, groups in rows.items():
            strict, relaxed = kpa(groups)
            print(f"  {name:<34}{strict:.3f}/{relaxed:.3f}  {auc(*pooled(groups)):.3f}")
        for name in ways(encoder):
            labels, odds = pooled(rows[name])
            show_reliability(f"{name}, ArgKP {split}", calibrate.probability(odds), labels)


def show_reliability(name: str, chances: np.ndarray, labels: np.ndarray) -> None:
    """The share that is right at each tenth of scores, with its 95 % interval."""
    print(f"  calibration of {name}: ECE {calibration_error(chances, labels):.3f}")
    for mean, share, count in reliability(chances, labels):
        low, high = wilson(round(share * count), count)
        print(f"    scored {mean:.2f}: {share:.2f} right [{low:.2f}, {high:.2f}] of {count}")


def show_perspectrum(encoder: Remembering | None) -> None:
    claims = list(perspectrum())
    same: dict[str, list[np.ndarray]] = {name: [] for name in (*methods(encoder), *ways(encoder))}
    labels, side = [], []
    hinted: list[tuple[str, bool, bool]] = []
    for claim in claims:
        texts = list(claim.perspectives)
        upper = np.triu_indices(len(texts), 1)
        labels.append(np.array([claim.clusters[i] == claim.clusters[j] for i, j in zip(*upper, strict=True)]))
        side.append(np.array([claim.sides[i] == claim.sides[j] for i, j in zip(*upper, strict=True)]))
        for name, matrix in methods(encoder).items():
            same[name].append(matrix(texts, texts)[upper])
        like = likeness(texts, texts)
        for i, j in zip(*upper, strict=True):
            found = hint(texts[i], texts[j], float(like.characters[i, j]))
            if found:
                equal = claim.clusters[i] == claim.clusters[j]
                hinted.append((found.type, equal, claim.sides[i] != claim.sides[j]))
    for name, model in ways(encoder).items():
        for group in perspectrum_groups("test", model):
            upper = np.triu_indices(len(group.labels), 1)
            same[name].append(group.odds(shipped(model is not None))[upper])
    one, both = np.concatenate(labels).astype(int), np.concatenate(side).astype(int)
    print(f"\nPerspectrum test: {len(one)} pairs under {len(claims)} claims, {one.sum()} in one cluster")
    print("  AUC of same cluster against the rest, and of same side against opposite side")
    for name, parts in same.items():
        values = np.concatenate(parts)
        print(f"  {name:<34}{auc(one, values):.3f}  {auc(both, values):.3f}")
    for name in ways(encoder):
        show_reliability(f"{name}, Perspectrum test", calibrate.probability(np.concatenate(same[name])), one)
    show_hints(hinted)


def show_hints(hinted: list[tuple[str, bool, bool]]) -> None:
    print("  hints: how often they fit")
    for kind in dict.fromkeys(kind for kind, _, _ in hinted):
        these = [each for each in hinted if each[0] == kind]
        same, opposed = sum(each[1] for each in these), sum(each[2] for each in these)
        print(f"    {kind:<10}{len(these):>5} pairs: {same} in one cluster, {opposed} on opposite sides")


def show_microtexts(encoder: Remembering | None) -> None:
    texts, topics, stances = (list(each) for each in zip(*microtexts(), strict=True))
    upper = np.triu_indices(len(texts), 1)
    topic = np.array([topics[i] == topics[j] for i, j in zip(*upper, strict=True)]).astype(int)
    stance = np.array([stances[i] == stances[j] for i, j in zip(*upper, strict=True)]).astype(int)
    print(f"\nMicrotexts: {len(texts)} texts; AUC of same question against others; same stance within a question")
    rows = {name: matrix(texts, texts) for name, matrix in methods(encoder).items()}
    rows["argmap, no model"] = np.tensordot(shipped(False)[2:], one_list(texts, "", None)[0], axes=1)
    for name, values in rows.items():
        found = values[upper]
        print(f"  {name:<34}{auc(topic, found):.3f}  {auc(stance[topic == 1], found[topic == 1]):.3f}")


def main(arguments: Sequence[str]) -> int:
    """Print all tables; returns the exit status."""
    named = arguments[arguments.index("--model") + 1] if "--model" in arguments else ""
    encoder = Remembering(load_encoder(named)) if named else None
    began = time.perf_counter()
    if "--fit" in arguments:
        for model in ways(encoder).values():
            show_transfer(model)
    show_argkp(encoder)
    show_perspectrum(encoder)
    show_microtexts(encoder)
    show_own(encoder, methods(encoder), show_reliability)
    show_grounds()
    print("\nPublished or measured before:", "; ".join(f"{name} {value}" for name, value in PUBLISHED.items()))
    print(f"{time.perf_counter() - began:.0f} s; model: {encoder.name if encoder else 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
