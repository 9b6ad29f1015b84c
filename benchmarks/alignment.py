"""How well suggested correspondences are ranked and calibrated, beside the usual likenesses.

Usage: python benchmarks/alignment.py [--model FOLDER_OR_PACKAGE] [--fit]

Corpora are read from ../shared/corpora beside the repository, and the links of our two articles from
annotations/. With --model, the ranking by sentence vectors and plain vectors are measured too. With --fit, the
shipped weights of the text part are fitted anew to ArgKP train and printed; everything else is measured on what
nothing was fitted to, except the rows marked "train". Published figures stand in the project's research notes and
in docs/suggesting.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from alignment_data import REPOSITORY, Topic, argkp, microtexts, perspectrum
from measures import auc, calibration_error, kpa, ranks, recall, reliability
from similarities import bm25, char_margin, char_tfidf, edit, two_sided_margin, word_tfidf

from argmap.compare.align import TYING, holds, links_between
from argmap.model import ArgumentMap
from argmap.suggest import calibrate
from argmap.suggest.embeddings import Encoder
from argmap.suggest.features import Block, Likeness, encoded, likeness, margin, without
from argmap.suggest.hints import hint
from argmap.suggest.ranking import score
from argmap.workspace import load, load_correspondences, load_encoder

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


def glosses(amap: ArgumentMap) -> list[str]:
    return [c.gloss for c in amap.components]


def argkp_groups(topics: list[Topic], values: Callable[[Topic], np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Labels and scores for each topic and side."""
    found = []
    for topic in topics:
        matrix = values(topic)
        found += [(labels, matrix[np.ix_(rows, columns)]) for rows, columns, labels in topic.sides]
    return found


def blockwise(matrix: Matrix) -> Callable[[Topic], np.ndarray]:
    """A likeness worked out within each side, as the margin needs it."""

    def values(topic: Topic) -> np.ndarray:
        left, right = glosses(topic.arguments), glosses(topic.points)
        made = np.zeros((len(left), len(right)))
        for rows, columns, _ in topic.sides:
            made[np.ix_(rows, columns)] = matrix([left[i] for i in rows], [right[i] for i in columns])
        return made

    return values


def ours(encoder: Remembering | None) -> Callable[[Topic], np.ndarray]:
    return lambda topic: score(topic.arguments, topic.points, topic.questions, encoder).odds


def pooled(groups: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Labelled pairs and their scores in two flat arrays."""
    labels = np.concatenate([labels.ravel() for labels, _ in groups])
    scores = np.concatenate([scores.ravel() for _, scores in groups])
    return labels[labels >= 0], scores[labels >= 0]


def show_argkp(encoder: Remembering | None) -> None:
    for split in ("train", "dev"):
        topics = argkp(split)
        print(f"\nArgKP-2021 {split}: {len(topics)} topics   mAP strict/relaxed, AUC over labelled pairs")
        rows = {name: argkp_groups(topics, blockwise(matrix)) for name, matrix in methods(encoder).items()}
        rows["argmap, no model"] = argkp_groups(topics, ours(None))
        if encoder is not None:
            rows["argmap, sentence model"] = argkp_groups(topics, ours(encoder))
        for name, groups in rows.items():
            strict, relaxed = kpa(groups)
            print(f"  {name:<32}{strict:.3f}/{relaxed:.3f}  {auc(*pooled(groups)):.3f}")
        for name in [name for name in rows if name.startswith("argmap")]:
            labels, odds = pooled(rows[name])
            show_reliability(f"{name}, {split}", calibrate.probability(odds), labels)


def show_reliability(name: str, chances: np.ndarray, labels: np.ndarray) -> None:
    print(f"  calibration of {name}: ECE {calibration_error(chances, labels):.3f}")
    for mean, share, count in reliability(chances, labels):
        print(f"    scored {mean:.2f}: {share:.2f} right of {count}")


def show_perspectrum(encoder: Remembering | None) -> None:
    claims = list(perspectrum())
    names = [*methods(encoder), "argmap, no model", *(["argmap, sentence model"] if encoder else [])]
    same: dict[str, list[np.ndarray]] = {name: [] for name in names}
    labels, side = [], []
    hinted: list[tuple[str, bool, bool]] = []
    for claim in claims:
        texts = list(claim.perspectives)
        upper = np.triu_indices(len(texts), 1)
        labels.append(np.array([claim.clusters[i] == claim.clusters[j] for i, j in zip(*upper, strict=True)]))
        side.append(np.array([claim.sides[i] == claim.sides[j] for i, j in zip(*upper, strict=True)]))
        like = likeness(texts, texts)
        for name, matrix in methods(encoder).items():
            same[name].append(matrix(texts, texts)[upper])
        for name, model in (("argmap, no model", None), ("argmap, sentence model", encoder)):
            if name in same:
                same[name].append(text_score(like, texts, claim.text, model)[upper])
        for i, j in zip(*upper, strict=True):
            found = hint(texts[i], texts[j], float(like.characters[i, j]))
            if found:
                equal = claim.clusters[i] == claim.clusters[j]
                hinted.append((found.type, equal, claim.sides[i] != claim.sides[j]))
    one, both = np.concatenate(labels).astype(int), np.concatenate(side).astype(int)
    print(f"\nPerspectrum test: {len(one)} pairs under {len(claims)} claims, {one.sum()} in one cluster")
    print("  AUC of same cluster against the rest, and of same side against opposite side")
    for name, parts in same.items():
        values = np.concatenate(parts)
        print(f"  {name:<32}{auc(one, values):.3f}  {auc(both, values):.3f}")
    for name in [name for name in same if name.startswith("argmap")]:
        show_reliability(f"{name}, Perspectrum", calibrate.probability(np.concatenate(same[name])), one)
    show_hints(hinted)


def text_score(like: Likeness, texts: list[str], question: str, encoder: Remembering | None) -> np.ndarray:
    """argmap's log odds where both lists are one and the same (a pair of a text with itself is left out)."""
    from argmap.suggest.ranking import text_odds

    block = Block("", tuple(range(len(texts))), tuple(range(len(texts))))
    weights = calibrate.WITHOUT_MODEL if encoder is None else calibrate.WITH_MODEL
    sentences = None
    if encoder is not None:
        vectors = without(encoded(encoder, texts), encoded(encoder, [question])[0])
        sentences = vectors @ vectors.T
        np.fill_diagonal(sentences, sentences.mean())
    like = replace(like, characters=off_diagonal(like.characters), words=off_diagonal(like.words))
    return text_odds(like, block, weights, sentences) + calibrate.SAME_KIND


def off_diagonal(values: np.ndarray) -> np.ndarray:
    """The values with every text's likeness to itself replaced by the mean of the others."""
    made = values.copy()
    count = max(1, values.size - len(values))
    np.fill_diagonal(made, (values.sum() - np.trace(values)) / count)
    return made


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
    for name, matrix in methods(encoder).items():
        values = matrix(texts, texts)[upper]
        print(f"  {name:<32}{auc(topic, values):.3f}  {auc(stance[topic == 1], values[topic == 1]):.3f}")


def show_own(encoder: Remembering | None) -> None:
    folder = REPOSITORY / "annotations" / "central-asia"
    a, b = load(folder / "voloshin-2012.xml")[0], load(folder / "central-asia-challenges.xml")[0]
    given = load_correspondences(folder / "correspondences.xml")[0]
    links = links_between(a, b, given)[0]
    tied = {(link.a.id, link.b.id) for link in links if holds(link) and link.type in TYING}
    weighed = {(link.a.id, link.b.id) for link in links}
    label = np.array([[int((x.id, y.id) in tied) for y in b.components] for x in a.components])
    known = np.array([[(x.id, y.id) in weighed for y in b.components] for x in a.components])
    questions = {issue.id: issue.question or issue.label for issue in (*a.issues, *b.issues)}
    print(f"\nOur two articles: {len(tied)} tying links of {len(weighed)} weighed pairs (judged by a named program)")
    for coded in (True, False):
        maps = (a, b) if coded else (bare(a), bare(b))
        candidate = np.isfinite(score(*maps).odds)
        print(f"  {'with' if coded else 'without'} issue codes: {candidate.sum()} candidates")
        print("    recall at 1, 5, 10 among a position's candidates; AUC over weighed pairs; precision at 50")
        rows = {name: matrix(glosses(a), glosses(b)) for name, matrix in methods(encoder).items()}
        rows["argmap, no model"] = score(*maps, questions).odds
        if encoder is not None:
            rows["argmap, sentence model"] = score(*maps, questions, encoder).odds
        for name, raw in rows.items():
            values = np.where(candidate, raw, -np.inf)
            at = ranks(label, values)
            order = np.argsort(-values.ravel(), kind="stable")[:50]
            cells = "  ".join(f"{recall(at, k):.2f}" for k in (1, 5, 10))
            print(f"    {name:<32}{cells}  {auc(label[known], values[known]):.3f}  {label.ravel()[order].mean():.2f}")
            if coded and name.startswith("argmap"):
                show_own_calibration(name, values[known], label[known])


def show_own_calibration(name: str, odds: np.ndarray, labels: np.ndarray) -> None:
    """As shipped, and after the pairs weighed so far (four fifths, in turn) have shifted the level."""
    show_reliability(f"{name}, as shipped", calibrate.probability(odds), labels)
    fold = np.arange(len(odds)) % 5
    learnt = np.zeros(len(odds))
    for each in range(5):
        moved = calibrate.shift(odds[fold != each], labels[fold != each].astype(float))
        learnt[fold == each] = calibrate.probability(odds[fold == each] + moved)
    show_reliability(f"{name}, level learnt from four fifths of the weighed pairs", learnt, labels)


def bare(amap: ArgumentMap) -> ArgumentMap:
    """The map without issue codes."""
    return replace(amap, components=tuple(replace(c, issues=()) for c in amap.components))


def show_fit(encoder: Remembering | None) -> None:
    """Weights of the text part, fitted to ArgKP train."""
    features, outcomes, offsets = [], [], []
    for topic in argkp("train"):
        like = likeness(glosses(topic.arguments), glosses(topic.points))
        vectors = [encoded(encoder, glosses(m)) for m in (topic.arguments, topic.points)] if encoder else []
        for rows, columns, labels in topic.sides:
            cells = np.ix_(rows, columns)
            columns_of = [margin(v[cells], float(v.mean())) for v in (like.characters, like.words)]
            if encoder is not None:
                away = encoded(encoder, [topic.name])[0]
                sides = without(vectors[0][list(rows)], away), without(vectors[1][list(columns)], away)
                columns_of.append(margin(sides[0] @ sides[1].T))
            flat = labels.ravel()
            features.append(np.column_stack([each.ravel() for each in columns_of])[flat >= 0])
            outcomes.append(flat[flat >= 0])
            short = min(len(rows), len(columns))
            offsets.append(np.full((flat >= 0).sum(), calibrate.chance(short) + calibrate.SAME_KIND))
    fitted = calibrate.fit(np.vstack(features), np.concatenate(outcomes).astype(float), np.concatenate(offsets))
    print("fitted to ArgKP train: level, characters, words" + (", sentences" if encoder else ""), fitted.round(2))


def main(arguments: Sequence[str]) -> int:
    """Print all tables; returns the exit status."""
    named = arguments[arguments.index("--model") + 1] if "--model" in arguments else ""
    encoder = Remembering(load_encoder(named)) if named else None
    began = time.perf_counter()
    if "--fit" in arguments:
        show_fit(None)
        show_fit(encoder) if encoder else None
    show_argkp(encoder)
    show_perspectrum(encoder)
    show_microtexts(encoder)
    show_own(encoder)
    print("\nPublished or measured before:", "; ".join(f"{name} {value}" for name, value in PUBLISHED.items()))
    print(f"{time.perf_counter() - began:.0f} s; model: {encoder.name if encoder else 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
