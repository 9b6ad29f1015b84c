"""The links of our own two articles, and what the graph around a pair adds. Used by alignment.py."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from alignment_data import CORPORA, REPOSITORY
from alignment_fit import glosses
from measures import auc, log_loss, ranks, recall

from argmap.compare.align import TYING, holds, links_between
from argmap.model import ArgumentMap, Component, Relation
from argmap.suggest import calibrate
from argmap.suggest.embeddings import Encoder
from argmap.suggest.features import alike_kinds, among, likeness, linked, margin, neighbours
from argmap.suggest.ranking import score
from argmap.workspace import load, load_correspondences

Matrix = Callable[[Sequence[str], Sequence[str]], np.ndarray]
FOLDS = 5


@dataclass(frozen=True)
class Case:
    """Two maps, which pairs are tied (1) and which were weighed at all, and what the issues ask."""

    a: ArgumentMap
    b: ArgumentMap
    tied: np.ndarray
    known: np.ndarray
    questions: dict[str, str]


def our_case() -> Case:
    """The two articles of annotations/central-asia."""
    folder = REPOSITORY / "annotations" / "central-asia"
    a, b = load(folder / "voloshin-2012.xml")[0], load(folder / "central-asia-challenges.xml")[0]
    links = links_between(a, b, load_correspondences(folder / "correspondences.xml")[0])[0]
    tied = {(link.a.id, link.b.id) for link in links if holds(link) and link.type in TYING}
    weighed = {(link.a.id, link.b.id) for link in links}
    return Case(
        a,
        b,
        np.array([[int((x.id, y.id) in tied) for y in b.components] for x in a.components]),
        np.array([[(x.id, y.id) in weighed for y in b.components] for x in a.components]),
        {issue.id: issue.question or issue.label for issue in (*a.issues, *b.issues)},
    )


def bare(amap: ArgumentMap) -> ArgumentMap:
    """The map without issue codes."""
    return replace(amap, components=tuple(replace(c, issues=()) for c in amap.components))


def show_own(
    encoder: Encoder | None,
    methods: dict[str, Matrix],
    show_reliability: Callable[[str, np.ndarray, np.ndarray], None],
) -> None:
    """Ranks with and without issue codes, calibration, and the ablation of the graph."""
    case = our_case()
    total, weighed = case.tied.sum(), case.known.sum()
    print(f"\nOur two articles: {total} tying links of {weighed} weighed pairs (judged by a named program)")
    ways = {"argmap, no model": None, **({"argmap, sentence model": encoder} if encoder else {})}
    for coded in (True, False):
        maps = (case.a, case.b) if coded else (bare(case.a), bare(case.b))
        candidate = np.isfinite(score(*maps).odds)
        print(f"  {'with' if coded else 'without'} issue codes: {candidate.sum()} candidates")
        print("    recall at 1, 5, 10 among a position's candidates; AUC over weighed pairs; precision at 50")
        rows = {name: matrix(glosses(case.a), glosses(case.b)) for name, matrix in methods.items()}
        rows.update({name: score(*maps, case.questions, model).odds for name, model in ways.items()})
        for name, raw in rows.items():
            values = np.where(candidate, raw, -np.inf)
            at = ranks(case.tied, values)
            order = np.argsort(-values.ravel(), kind="stable")[:50]
            cells = "  ".join(f"{recall(at, k):.2f}" for k in (1, 5, 10))
            right = case.tied.ravel()[order].mean()
            print(f"    {name:<32}{cells}  {auc(case.tied[case.known], values[case.known]):.3f}  {right:.2f}")
    for name, model in ways.items():
        odds, labels = score(case.a, case.b, case.questions, model).odds[case.known], case.tied[case.known]
        show_reliability(f"{name}, our articles, as shipped", calibrate.probability(odds), labels)
        show_reliability(f"{name}, after four fifths of the weighed pairs", learnt(odds, labels), labels)
        show_ablation(case, name, model)


def learnt(odds: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Chances of each fifth of the weighed pairs after the other four have moved and stretched the scores."""
    fold = np.arange(len(odds)) % FOLDS
    made = np.zeros(len(odds))
    for each in range(FOLDS):
        moved, scale = calibrate.adjust(odds[fold != each], labels[fold != each].astype(float))
        made[fold == each] = calibrate.probability(moved + scale * odds[fold == each])
    return made


def show_ablation(case: Case, name: str, encoder: Encoder | None) -> None:
    """What each piece of the graph adds to the wording: fitted weight with its error, and gain on pairs left out."""
    like = likeness(glosses(case.a), glosses(case.b))
    scores = score(case.a, case.b, case.questions, encoder)
    kinds = 2.0 * alike_kinds(case.a, case.b) - 1.0
    more = np.maximum(0, scores.shared - 1).astype(float)
    near = neighbours(case.a, case.b, margin(like.characters))
    weights = calibrate.SAME_KIND, calibrate.MORE_ISSUES, calibrate.NEIGHBOURS
    graph = sum(weight * piece for weight, piece in zip(weights, (kinds, more, near), strict=True))
    pieces = {"same kind": kinds, "further issues": more, "grounds alike": near}
    pieces["grounds tied"] = linked(case.a, case.b, case.tied.astype(float))
    text, labels = (scores.odds - graph)[case.known], case.tied[case.known].astype(float)
    row = np.nonzero(case.known)[0]
    print(
        f"  what the graph adds to {name}, on our articles (a fifth of the first text's positions left out at a time)"
    )
    base = crossed(text[:, None], labels, row)
    loss = log_loss(calibrate.probability(base), labels)
    print(f"    {'wording alone':<18}AUC {auc(labels, base):.3f}  log loss {loss:.4f}")
    for called, piece in (*pieces.items(), ("all four", None)):
        added = list(pieces.values()) if piece is None else [piece]
        design = np.column_stack([text, *(each[case.known] for each in added)])
        odds = crossed(design, labels, row)
        told = f"AUC {auc(labels, odds):.3f}  log loss {log_loss(calibrate.probability(odds), labels):.4f}"
        fitted, errors = with_errors(design, labels)
        said = f"  weight {fitted[2]:.2f} ± {errors[2]:.2f}" if piece is not None else ""
        print(f"    {called:<18}{told}{said}")


def crossed(design: np.ndarray, labels: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Log odds of every pair by weights fitted to pairs of other positions of the first text."""
    made = np.zeros(len(labels))
    for each in range(FOLDS):
        out = row % FOLDS == each
        weights = calibrate.fit(design[~out], labels[~out], np.zeros((~out).sum()))
        made[out] = weights[0] + design[out] @ weights[1:]
    return made


def with_errors(design: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (level first) and their standard errors, from the curvature at the best fit."""
    weights = calibrate.fit(design, labels, np.zeros(len(labels)), ridge=1e-3)
    full = np.column_stack([np.ones(len(design)), design])
    chances = calibrate.probability(full @ weights)
    return weights, np.sqrt(np.diag(np.linalg.inv((full * (chances * (1.0 - chances))[:, None]).T @ full)))


def show_grounds() -> None:
    """Microtexts: does likeness of grounds tell that two central claims answer one question, beyond their words?"""
    amap, central = microtext_map()
    like = among(glosses(amap))
    number = {component.id: i for i, component in enumerate(amap.components)}
    at = [number[name] for name, _ in central]
    upper = np.triu_indices(len(at), 1)
    labels = np.array([float(central[i][1] == central[j][1]) for i, j in zip(*upper, strict=True)])
    words = margin(like.walked_characters)
    text = (words / words.std())[np.ix_(at, at)][upper]
    near = neighbours(amap, amap, margin(like.characters))[np.ix_(at, at)][upper]
    weights, errors = with_errors(np.column_stack([text, near]), labels)
    both = text * weights[1] + near * weights[2]
    print(f"\nMicrotexts: {len(at)} central claims, {labels.sum():.0f} pairs of one question among {len(labels)}")
    print(f"  AUC: claims {auc(labels, text):.3f}, grounds {auc(labels, near):.3f}, both {auc(labels, both):.3f}")
    print(f"  weight of grounds alike beside the claims: {weights[2]:.1f} ± {errors[2]:.1f}")


def microtext_map() -> tuple[ArgumentMap, list[tuple[str, str]]]:
    """All microtexts that answer a set question as one map; ids of their central claims, with the question."""
    components: list[Component] = []
    relations: list[Relation] = []
    central = []
    for path in sorted((CORPORA / "microtexts-xml").glob("micro_*.xml")):
        root = ET.fromstring(path.read_bytes())
        if not root.get("topic_id") or root.get("stance") not in ("pro", "con"):
            continue
        edges = {edge.get("id", ""): edge for edge in root.iter("edge")}
        units = {unit.get("id", ""): " ".join((unit.text or "").split()) for unit in root.iter("edu")}
        parts = [unit.get("id", "") for unit in root.iter("adu")]
        steps = [edge for edge in edges.values() if edge.get("type") != "seg" and edge.get("src") in parts]
        for part in parts:
            said = [
                units.get(e.get("src", ""), "")
                for e in edges.values()
                if e.get("type") == "seg" and e.get("trg") == part
            ]
            components.append(Component(f"{path.stem}_{part}", "claim", " ".join(said)))
        for edge in steps:
            target = edge.get("trg", "")
            while target in edges:  # an undercut, or a premise added to another: what that one bears on
                target = edges[target].get("trg", "")
            ends = (f"{path.stem}_{edge.get('src')}",), (f"{path.stem}_{target}",)
            relations.append(Relation(f"{path.stem}_{edge.get('id')}", "supports", *ends))
        sources = {edge.get("src") for edge in steps}
        central += [(f"{path.stem}_{part}", root.get("topic_id", "")) for part in parts if part not in sources]
    return ArgumentMap("microtexts", components=tuple(components), relations=tuple(relations)), central
