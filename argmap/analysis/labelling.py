"""The grounded labelling: what stands, what falls and what stays open if one believes as little as one must.

A unit is *in* if all its attackers are out, *out* if one of them is in, and otherwise *undecided*
(Dung 1995; labellings: Caminada 2006). It is unique, is found in linear time, and each label has a
reason that can be told in a sentence.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.analysis.attacks import FAILS, GROUNDLESS, STATEMENT, STEP, Attacks
from argmap.analysis.frameworks import Framework

IN, OUT, UNDECIDED = "in", "out", "undecided"
DEPTH = 4


def grounded(graph: Attacks, settled: Mapping[int, str] | None = None) -> list[str]:
    """The grounded labelling.

    Args:
        graph: Who attacks whom.
        settled: Units whose label is given (`IN` or `OUT`), whatever attacks them.

    Returns:
        A label for each unit, in the order of the units.
    """
    labels = [UNDECIDED] * len(graph.units)
    _label(graph, labels, range(len(labels)), settled or {})
    return labels


def relabel(graph: Attacks, before: list[str], settled: Mapping[int, str]) -> dict[int, str]:
    """What changes in a grounded labelling when units are settled.

    Only units that a settled one reaches can change, so only they are looked at.

    Returns:
        The units that have another label than before, with the new one.
    """
    region = _reached(graph, settled)
    labels = _Overlay(before, region)
    _label(graph, labels, region, settled)
    return {unit: labels[unit] for unit in region if labels[unit] != before[unit]}


class _Overlay:
    """Labels as they were, with those of a region open to change."""

    def __init__(self, before: list[str], region: Iterable[int]) -> None:
        self.before = before
        self.now = dict.fromkeys(region, UNDECIDED)

    def __getitem__(self, unit: int) -> str:
        return self.now[unit] if unit in self.now else self.before[unit]

    def __setitem__(self, unit: int, label: str) -> None:
        self.now[unit] = label


def _reached(graph: Attacks, start: Iterable[int]) -> list[int]:
    seen = dict.fromkeys(start)
    queue = deque(seen)
    while queue:
        for unit in graph.attacked[queue.popleft()]:
            if unit not in seen:
                seen[unit] = None
                queue.append(unit)
    return list(seen)


def _label(graph: Attacks, labels: list[str] | _Overlay, region: Iterable[int], settled: Mapping[int, str]) -> None:
    """Fill in the labels of a region in which all are undecided; those outside are given."""
    open_attackers = {}
    queue = deque(settled.items())
    for unit in region:
        if unit in settled:
            continue
        marks = [labels[attacker] for attacker in graph.attackers[unit]]
        open_attackers[unit] = sum(mark != OUT for mark in marks)
        if IN in marks:
            queue.append((unit, OUT))
        elif not open_attackers[unit]:
            queue.append((unit, IN))
    while queue:
        unit, label = queue.popleft()
        if labels[unit] != UNDECIDED:
            continue
        labels[unit] = label
        for hit in graph.attacked[unit]:
            if hit not in open_attackers:
                continue  # settled, or outside
            if label == IN:
                queue.append((hit, OUT))
            else:
                open_attackers[hit] -= 1
                if not open_attackers[hit]:
                    queue.append((hit, IN))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a statement or step has its label, in words, with the reasons for that in turn."""

    label: str
    text: str
    steps: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()

    def lines(self, indent: int = 0) -> list[str]:
        """The reason as an indented list."""
        return ["  " * indent + self.text, *(line for reason in self.because for line in reason.lines(indent + 1))]


class Explainer:
    """Puts labels into words. Each reason names the components, relations and links that it rests on."""

    def __init__(self, frame: Framework, graph: Attacks, labels: list[str]) -> None:
        self.frame = frame
        self.graph = graph
        self.labels = labels

    def why(self, statement: int, depth: int = DEPTH) -> Reason:
        """Why a statement has its label, followed down to ``depth`` further statements."""
        return self._why(statement, depth, frozenset())

    def _why(self, unit: int, depth: int, seen: frozenset[int]) -> Reason:
        label = self.labels[unit]
        attackers = list(zip(self.graph.attackers[unit], self.graph.via[unit], strict=True))
        name = self._name(unit)
        if not attackers:
            return Reason(label, f"{name} is in: {self._unopposed(unit)}")
        if label == IN:
            told, used, text = attackers, attackers, f"{name} is in: {self._count(len(attackers))} fails"
        elif label == OUT:
            told = [(a, j) for a, j in attackers if self.labels[a] == IN][:1]
            used, text = told, f"{name} is out: {self._attack(*told[0])} stands"
        else:
            told = [(a, j) for a, j in attackers if self.labels[a] == UNDECIDED]
            used = told
            names = " and ".join(self._attack(a, j) for a, j in told)
            text = f"{name} is undecided: {names} {'is' if len(told) == 1 else 'are'} undecided too"
        steps = tuple(self.frame.steps[j].id for _, j in used if j >= 0)
        seen = seen | {unit}
        below = [self._why(a, depth - 1, seen) for a, _ in told if depth > 0 and a not in seen]
        return Reason(label, text, steps, tuple(reason for reason in below if reason.because or label != UNDECIDED))

    def _unopposed(self, unit: int) -> str:
        return "nothing attacks it" if self.graph.units[unit].kind == STATEMENT else "nothing stands against it"

    def _count(self, number: int) -> str:
        return "the one attack on it" if number == 1 else f"each of the {number} attacks on it"

    def _attack(self, attacker: int, via: int) -> str:
        name = self._name(attacker)
        own = via >= 0 and self.graph.units[attacker].kind == STATEMENT
        return f"{name} (by {self.frame.steps[via].id})" if own else name

    def _name(self, unit: int) -> str:
        kind, of = self.graph.units[unit].kind, self.graph.units[unit].of
        if kind == STEP:
            step = self.frame.steps[of]
            sources = " with ".join(self.frame.statements[s].key for s in step.sources)
            return f"the step {step.id} from {sources}"
        key = self.frame.statements[of].key
        forms = {STATEMENT: key, FAILS: f"the failing of {key}", GROUNDLESS: f"the want of a ground for {key}"}
        return forms[kind]
