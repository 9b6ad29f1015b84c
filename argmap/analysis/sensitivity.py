"""How far the ranking of cruxes depends on choices that the texts do not make: the semantics, and the weights."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from argmap.analysis.attacks import attacks
from argmap.analysis.cruxes import FIRM, Crux, Method, Standing, labels_of, narrowed, swings, verdicts
from argmap.analysis.extensions import TooManyPositionsError
from argmap.analysis.gradual import GRADUAL, strengths

SEED = 20120101
DRAWS = 200
TOP = 10
RANKED = 100  # cruxes whose order is compared between semantics
LARGEST = 2000  # units up to which positions are enumerated again for each settlement
QUICK = 500  # steps of the search for positions, where it is done again for each settlement
ENUMERATED = 20_000  # labels of positions that may be found again for the settlements of one view
WORK = 1_000_000  # strengths that the random draws may compute; larger graphs get fewer draws, at least 20


@dataclass(frozen=True, slots=True)
class Rival:
    """Another semantics: its order of the cruxes against the order shown.

    ``correlation`` is Spearman's, None where one of the two leaves all cruxes level; ``first`` the id of
    its first crux; ``unsettled`` tells that some setting came to no rest; ``compared`` cruxes were ordered anew.
    """

    name: str
    correlation: float | None
    first: tuple[str, ...]
    unsettled: bool = False
    compared: int = 0


@dataclass(frozen=True, slots=True)
class LabelView:
    """Another way of labelling: how many cruxes decide a thesis, of ``asked``; theses' labels; ``why`` not computed."""

    name: str
    deciding: int
    theses: tuple[str, ...]
    why: str = ""
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Draws:
    """Random base scores between 0 and 1: in which share of draws the order holds.

    ``first`` is the share in which the first crux stays first, ``order`` that in which the whole order of
    the first ``top`` holds, ``correlation`` the mean of Spearman's; ``in_three`` for each crux the share
    in which it is among the first three.
    """

    draws: int
    seed: int
    top: int
    first: float
    order: float
    correlation: float | None
    in_three: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """All three views."""

    rivals: tuple[Rival, ...]
    labellings: tuple[LabelView, ...]
    weights: Draws | None


def sensitivity(done: Standing, draws: int = DRAWS, seed: int = SEED) -> Sensitivity:
    """Compute the ranking again under the other semantics and under random base scores."""
    live = done.live
    return Sensitivity(
        tuple(_rival(done, live[:RANKED], name) for name in GRADUAL if name != done.method.gradual),
        tuple(_label_view(done, name, needs) for name, needs in _labellings(done.method)),
        _draws(done, live[:TOP], min(draws, max(20, WORK // (len(done.frame.statements) + 1))), seed)
        if len(live) > 1
        else None,
    )


def _rival(done: Standing, live: Sequence[Crux], name: str) -> Rival:
    import numpy as np

    before = strengths(narrowed(done.net, done.frame.theses), name, done.base)
    values, restless = swings(done.net, name, live, done.frame.theses, done.base, before.units)
    unsettled = restless or bool(before.unsettled)
    theirs = _largest(values)
    first = live[int(np.argmax(theirs))].refs if len(live) and theirs.max() > FIRM else ()
    correlation = spearman([crux.swing for crux in live], list(theirs))
    return Rival(GRADUAL[name][0], correlation, first, unsettled, len(live))


def _largest(values: Any) -> Any:
    """The largest swing of each crux over the theses."""
    import numpy as np

    return np.abs(values[:, 0] - values[:, 1]).max(axis=-1, initial=0.0)


def _labellings(method: Method) -> list[tuple[str, bool]]:
    every = [(name, needs) for needs in (False, True) for name in ("grounded", "preferred")]
    return [pair for pair in every if pair != (method.labelling, method.needs_grounds)]


def _label_view(done: Standing, name: str, needs_grounds: bool) -> LabelView:
    told = f"{name}, a claim needs a ground that stands" if needs_grounds else name
    if name != "grounded" and len(done.graph.units) > LARGEST:
        return LabelView(told, 0, (), f"left out in graphs of more than {LARGEST} units")
    try:
        graph = attacks(done.frame, needs_grounds)
        labels = verdicts(graph, name, QUICK)
        few = RANKED if name == "grounded" else min(RANKED, max(5, ENUMERATED // (len(graph.units) + 1)))
        asked = [crux for crux in done.cruxes if not crux.itself][:few]
        pairs = labels_of(graph, Method(name), labels, asked, done.frame.theses, QUICK)
    except TooManyPositionsError as error:
        return LabelView(told, 0, (), error.message)
    return LabelView(told, sum(a != b for a, b in pairs), tuple(labels[t] for t in done.frame.theses), "", len(asked))


def _draws(done: Standing, live: Sequence[Crux], draws: int, seed: int) -> Draws:
    """The order by swing of the first cruxes under random base scores; one setting for each draw and settlement."""
    import numpy as np

    # Python's own generator gives the same numbers in every version, NumPy's does not promise it
    source = random.Random(seed)  # noqa: S311 - no secret
    count = len(done.frame.statements)
    base = np.array([[source.random() for _ in range(count)] for _ in range(draws)]).T
    net = narrowed(done.net, done.frame.theses)
    before = strengths(net, done.method.gradual, base, [{}] * draws).units
    ways = [{s: float(holds) for s, holds in way.items()} for crux in live for way in crux.settlements]
    every = strengths(
        net,
        done.method.gradual,
        np.tile(base, len(ways)),
        [way for way in ways for _ in range(draws)],
        np.tile(before, len(ways)),
    )
    ends = every.values[list(done.frame.theses)].reshape(-1, len(live), 2, draws)
    table = np.abs(ends[:, :, 0] - ends[:, :, 1]).max(axis=0)  # cruxes, draws
    shown = np.array([crux.swing for crux in live])
    ordered = np.argsort(-shown, kind="stable")
    ranks = np.array([_ranks(-column) for column in table.T])  # draws, cruxes
    held = [bool(np.all(np.diff(column[ordered]) <= FIRM)) for column in table.T]
    best = ordered[0]
    correlations = [c for column in table.T if (c := spearman(list(shown), list(column))) is not None]
    return Draws(
        draws,
        seed,
        len(live),
        float(np.mean(table[best] >= table.max(axis=0) - FIRM)),
        float(np.mean(held)),
        float(np.mean(correlations)) if correlations else None,
        tuple(float(share) for share in np.mean(ranks <= 3, axis=0)),
    )


def spearman(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Spearman's rank correlation with mean ranks for ties; None where it has no meaning."""
    import numpy as np

    if len(a) < 2:
        return None
    x, y = _ranks(np.asarray(a)), _ranks(np.asarray(b))
    x, y = x - x.mean(), y - y.mean()
    scale = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / scale if scale > 0 else None


def _ranks(values: Any) -> Any:
    """Ranks from 1, equal values (to nine digits) sharing their mean rank."""
    import numpy as np

    _, place, counts = np.unique(np.round(values, 9), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + 1 + ends) / 2)[place]
