"""Held-out figures: what a model trained on some texts finds in others."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from argmap.suggest.passages.cues import KINDS, hits
from argmap.suggest.passages.learn import FEWEST, Progress, Settings, decide, names, predict, train
from argmap.suggest.passages.rules import LEAST, chances, points
from argmap.suggest.passages.samples import NONE, Sample
from argmap.suggest.passages.scoring import Figures, confusion, figures, macro

# from this many texts on, one fifth is held out once; below, every text is held out in turn or in five groups
SPLIT_FROM = 25
GROUPS = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """What was measured: how, on which texts, figures and confusion per kind ("" is none), and the rules beside it."""

    method: str
    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    figures: tuple[Figures, ...]
    confusion: tuple[tuple[int, ...], ...]
    macro_f1: float
    rules_macro_f1: float
    majority_macro_f1: float


def splits(samples: Sequence[Sample], seed: int) -> tuple[str, list[list[int]]]:
    """How texts are held out, in words, and the places of those held out in each round; none for a single text.

    What several people made of one text is held out together: a model that has read a text would shine in it.
    """
    same: dict[str, list[int]] = {}
    for place, item in enumerate(samples):
        same.setdefault(item.text, []).append(place)
    texts = list(same.values())
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)  # noqa: S311 (no secret)
    if len(texts) < 2:
        return "nothing held out: there is one text only", []
    if len(texts) >= SPLIT_FROM:
        chosen = order[: len(texts) // GROUPS]
        return f"{len(chosen)} of {len(texts)} texts held out", [_places(texts, chosen)]
    number = min(GROUPS, len(texts))
    return f"cross-validation by text, {number} rounds", [_places(texts, order[at::number]) for at in range(number)]


def _places(texts: Sequence[Sequence[int]], chosen: Sequence[int]) -> list[int]:
    return sorted(place for number in chosen for place in texts[number])


def rounds(samples: Sequence[Sample], settings: Settings) -> int:
    """How many trainings a trial takes."""
    return len(splits(samples, settings.seed)[1])


def held_out(samples: Sequence[Sample], settings: Settings, progress: Progress | None = None) -> Trial | None:
    """Train without some texts and measure on them; None for a single text, or where too little would be left.

    Args:
        samples: Annotated texts.
        settings: As for the final model.
        progress: Called after every step of every round.
    """
    method, groups = splits(samples, settings.seed)
    gold: list[str] = []
    given: list[str] = []
    seen: list[Sample] = []
    for group in groups:
        rest = [item for place, item in enumerate(samples) if place not in group]
        if sum(item.labelled for item in rest) < FEWEST or len({x for item in rest for x in item.labels}) < 2:
            return None
        nlp = train(rest, settings, progress)
        for item in (samples[place] for place in group):
            seen.append(item)
            gold += item.labels
            given += decide(predict(nlp, item), names(nlp), LEAST)
    return measured(method, seen, gold, given) if groups else None


def measured(method: str, seen: Sequence[Sample], gold: Sequence[str], given: Sequence[str]) -> Trial:
    """The figures of what was given for the sentences of the texts, beside those of the rules and of guessing."""
    kinds = (*sorted({label for label in [*gold, *given] if label != NONE}), NONE)
    present = [kind for kind in kinds if kind in set(gold)]
    table = figures(gold, given, kinds)
    common = max(present, key=list(gold).count)
    by_rule = [label for item in seen for label in rule_labels(item)]
    return Trial(
        method,
        tuple(item.name for item in seen),
        kinds,
        tuple(table),
        tuple(tuple(row) for row in confusion(gold, given, kinds)),
        macro([row for row in table if row.kind in present]),
        macro(figures(gold, by_rule, present)),
        macro(figures(gold, [common] * len(gold), present)),
    )


def rule_labels(item: Sample) -> list[str]:
    """What the rules call each sentence."""
    weigh: Callable[[str], tuple[float, float, float]] = lambda passage: chances(points(passage, hits(passage)))  # noqa: E731
    rows = np.array([weigh(item.text[start:end]) for start, end in item.sentences]).reshape(-1, len(KINDS))
    full = np.hstack([rows, 1 - rows.sum(axis=1, keepdims=True)])
    return decide(full, [*KINDS, NONE], LEAST)
