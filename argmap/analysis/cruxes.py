"""Cruxes: what is contested and, settled one way or the other, changes how a thesis stands.

Contested are the two ends of a *contrary* or *contradictory* link (settled for one side: that one
holds and the other fails), every other statement that something attacks (it holds, or it
fails), and what undercuts a step (it holds, so that the step is hit, or it fails). For each settlement everything
is computed anew: the label of each thesis, and its strength
with the settled statements held at 1 and 0. The *swing* of a crux is the largest difference that it
makes to the strength of a thesis. Cruxes are ranked by the number of theses whose label depends on
them, then by swing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.analysis.attacks import STATEMENT, Attacks, Unit, attacks
from argmap.analysis.extensions import LIMIT, positions
from argmap.analysis.frameworks import OPPOSED, Framework
from argmap.analysis.gradual import Network, network, strengths
from argmap.analysis.labelling import IN, OUT, UNDECIDED, grounded, relabel

FIRM = 1e-6  # swings nearer to each other than this count as equal
MOST = 300  # contested points whose weight is computed; beyond them only those that decide a label


@dataclass(frozen=True, slots=True)
class Method:
    """How standing is computed: labels by which semantics, strengths by which, and whether grounds are needed."""

    labelling: str = "grounded"
    gradual: str = "qe"
    needs_grounds: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What one crux does to one thesis: label and strength after the first and after the second settlement."""

    thesis: int
    labels: tuple[str, str]
    strengths: tuple[float, float]

    @property
    def flips(self) -> bool:
        """Whether the label depends on how the crux is settled."""
        return self.labels[0] != self.labels[1]

    @property
    def swing(self) -> float:
        """Strength if settled the first way, minus that if settled the second way."""
        return self.strengths[0] - self.strengths[1]


@dataclass(frozen=True, slots=True)
class Crux:
    """Something contested: the statement that holds under the first settlement, and its rival, if a link names one.

    Without a rival the second settlement is that the statement fails. ``refs`` are the links, or the
    relations that attack it. ``itself`` tells that one of the two is a thesis: to settle that is to
    settle the question itself, and it stands last in the ranking. ``undercuts`` tells that the statement is not
    attacked itself, but hits a step: whether it holds is whether that step goes through.
    """

    statement: int
    rival: int | None
    refs: tuple[str, ...]
    effects: tuple[Effect, ...] = ()
    itself: bool = False
    undercuts: bool = False

    @property
    def settlements(self) -> tuple[dict[int, bool], dict[int, bool]]:
        """For each of the two ways: which statement holds, and which fails."""
        if self.rival is None:
            return {self.statement: True}, {self.statement: False}
        return {self.statement: True, self.rival: False}, {self.statement: False, self.rival: True}

    @property
    def flips(self) -> int:
        """How many theses have another label after the one settlement than after the other."""
        return sum(effect.flips for effect in self.effects)

    @property
    def swing(self) -> float:
        """The largest difference that it makes to the strength of a thesis."""
        return max((abs(effect.swing) for effect in self.effects), default=0.0)

    @property
    def matters(self) -> bool:
        """Whether it changes anything about a thesis."""
        return self.flips > 0 or self.swing > FIRM


@dataclass(frozen=True)
class Standing:
    """How everything stands before anything is settled, and the cruxes in order of rank.

    ``left_out`` counts contested points that lie farther from a thesis than `MOST` others and decide no
    label; they were not weighed. ``state`` holds the strengths of all units of the network.
    """

    frame: Framework
    graph: Attacks
    net: Network
    method: Method
    labels: list[str]
    strengths: tuple[float, ...]
    base: tuple[float, ...]
    cruxes: tuple[Crux, ...]
    unsettled: bool = False
    left_out: int = 0
    state: Any = field(default=None, compare=False, repr=False)

    @property
    def live(self) -> list[Crux]:
        """Cruxes that change something about a thesis and are not a thesis themselves."""
        return [crux for crux in self.cruxes if crux.matters and not crux.itself]


def standing(frame: Framework, method: Method | None = None, weights: Mapping[int, float] | None = None) -> Standing:
    """Labels and strengths of all statements, and all cruxes.

    Args:
        frame: The graph.
        method: Which semantics.
        weights: Base scores of statements that differ from the common one.

    Raises:
        ArgmapError: no such semantics, or a weight outside 0…1.
        TooManyPositionsError: the labelling asked for cannot be enumerated.
    """
    method = method or Method()
    graph = attacks(frame, method.needs_grounds)
    net = network(frame)
    labels = verdicts(graph, method.labelling)
    base = base_scores(frame, weights or {})
    now = strengths(net, method.gradual, base)
    every = candidates(frame)
    verdict = labels_of(graph, method, labels, every, frame.theses)
    kept = [n for n, (one, two) in enumerate(verdict) if n < MOST or one != two]
    bare, judged = [every[n] for n in kept], [verdict[n] for n in kept]
    swung, restless = swings(net, method.gradual, bare, frame.theses, base, now.units)
    found = []
    for n, crux in enumerate(bare):
        effects = [
            Effect(t, (judged[n][0][k], judged[n][1][k]), (float(swung[n, 0, k]), float(swung[n, 1, k])))
            for k, t in enumerate(frame.theses)
        ]
        itself = crux.statement in frame.theses or crux.rival in frame.theses
        found.append(replace(crux, effects=tuple(effects), itself=itself))
    ranked = sorted(found, key=lambda c: (c.itself, -c.flips, -round(c.swing, 9), c.statement))
    return Standing(
        frame,
        graph,
        net,
        method,
        labels,
        tuple(float(v) for v in now.values[:, 0]),
        tuple(base),
        tuple(ranked),
        restless or bool(now.unsettled),
        len(every) - len(kept),
        now.units,
    )


def base_scores(frame: Framework, weights: Mapping[int, float]) -> list[float]:
    """The base score of each statement."""
    from argmap.analysis.gradual import BASE

    return [weights.get(i, BASE) for i in range(len(frame.statements))]


def verdicts(graph: Attacks, semantics: str, limit: int = LIMIT) -> list[str]:
    """One label for each unit: in or out if it is so in every labelling of the semantics, else undecided."""
    if semantics == "grounded":
        return grounded(graph)
    found = positions(graph, semantics, limit)
    labels = list(found.labels) if found.count else [UNDECIDED] * len(graph.units)
    for knot in found.knots if found.count else ():
        for unit in knot.units:
            marks = {choice[unit] for choice in knot.choices}
            labels[unit] = marks.pop() if len(marks) == 1 else UNDECIDED
    return labels


def settle(graph: Attacks, settled: Mapping[int, str]) -> Attacks:
    """The framework in which given units have nothing against them (in) or are attacked by something beyond doubt."""
    attackers, via = list(graph.attackers), list(graph.via)
    truth = len(attackers)
    for unit, label in settled.items():
        attackers[unit], via[unit] = ((), ()) if label == IN else ((truth,), (-1,))
    units = (*graph.units, Unit(STATEMENT, -1))
    return Attacks(units, (*attackers, ()), (*via, ()))


def candidates(frame: Framework) -> list[Crux]:
    """Everything contested from which some thesis can be reached: opposed pairs first, then the nearest first."""
    relevant = _reaching(frame, frame.theses)
    found: dict[tuple[int, ...], list[str]] = {}
    paired: set[int] = set()
    kinds = {link.id: link.type for link in frame.links}
    for step in frame.steps:
        if step.side < 0 and kinds.get(step.id) in OPPOSED:
            pair = (min(step.sources[0], step.target), max(step.sources[0], step.target))
            found.setdefault(pair, [])
            if step.id not in found[pair]:
                found[pair].append(step.id)
            paired.update(pair)
    for step in frame.steps:
        if not step.supports and step.side >= 0 and step.target >= 0 and step.target not in paired:
            found.setdefault((step.target,), []).append(f"{frame.names[step.side]}#{step.id}")
    hits: dict[tuple[int, ...], list[str]] = {}
    for step in frame.steps:
        for source in step.sources if step.onto >= 0 and not step.supports and step.side >= 0 else ():
            if source not in paired and (source,) not in found:
                hits.setdefault((source,), []).append(f"{frame.names[step.side]}#{step.id}")
    near = [(ends, refs) for ends, refs in (found | hits).items() if any(end in relevant for end in ends)]
    near.sort(key=lambda item: (len(item[0]) == 1, min(relevant[end] for end in item[0] if end in relevant)))
    return [
        Crux(ends[0], ends[1] if len(ends) > 1 else None, tuple(refs), undercuts=ends in hits) for ends, refs in near
    ]


def _reaching(frame: Framework, goals: Iterable[int]) -> dict[int, int]:
    """Statements from which one of the goals can be reached along steps, with the distance."""
    seen = dict.fromkeys(goals, 0)
    queue = deque(seen)
    while queue:
        here = queue.popleft()
        waiting = list(frame.into[here])
        while waiting:
            j = waiting.pop()
            waiting += frame.onto[j]
            fresh = [s for s in frame.steps[j].sources if s not in seen]
            seen.update(dict.fromkeys(fresh, seen[here] + 1))
            queue.extend(fresh)
    return seen


def labels_of(
    graph: Attacks, method: Method, before: list[str], cruxes: Sequence[Crux], theses: Sequence[int], limit: int = LIMIT
) -> list[tuple[list[str], list[str]]]:
    """The labels of the theses after the two settlements of each crux."""
    found = []
    for crux in cruxes:
        pair = []
        for way in crux.settlements:
            settled = {statement: IN if holds else OUT for statement, holds in way.items()}
            if method.labelling == "grounded":
                changed = relabel(graph, before, settled)
                pair.append([changed.get(t, before[t]) for t in theses])
            else:
                after = verdicts(settle(graph, settled), method.labelling, limit)
                pair.append([after[t] for t in theses])
        found.append((pair[0], pair[1]))
    return found


def swings(
    net: Network, gradual: str, cruxes: Sequence[Crux], theses: Sequence[int], base: Any, start: Any
) -> tuple[Any, bool]:
    """Strengths of the theses after the two settlements of each crux; ``start``: those of all units before.

    Returns:
        An array of shape (cruxes, 2, theses), and whether some setting came to no rest.
    """
    import numpy as np

    settled = [{s: float(holds) for s, holds in way.items()} for crux in cruxes for way in crux.settlements]
    if not settled or not theses:
        return np.zeros((len(cruxes), 2, len(theses))), False
    result = strengths(narrowed(net, theses), gradual, base, settled, start)
    rows = result.values[list(theses)]
    return rows.T.reshape(len(cruxes), 2, len(theses)), bool(result.unsettled)


def narrowed(net: Network, goals: Iterable[int]) -> Network:
    """The same network, in which only what bears on the goals is computed."""
    seen = set(goals)
    waiting = list(seen)
    while waiting:
        unit = waiting.pop()
        for near in (*net.attackers[unit], *net.supporters[unit], *net.premises[unit]):
            if near not in seen:
                seen.add(near)
                waiting.append(near)
    kept = [(tuple(u for u in units if u in seen), cyclic) for units, cyclic in net.levels]
    return replace(net, levels=tuple(level for level in kept if level[0]))
