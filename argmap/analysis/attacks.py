"""The abstract framework (Dung 1995) that a `Framework` comes to: units, and who attacks whom.

A step that joins premises, or that something undercuts, becomes a unit of its own; for each of its
sources *s* there is a unit "not s", attacked by *s*, that attacks the step. So the step is in
exactly if all its sources are in and all undercuts fail (the flattening of Boella, Gabbay, van der
Torre and Villata 2009). A plain attack stays a plain attack.

Support has no part in it by default. With ``needs_grounds`` a statement for which grounds are given
stands only if one of them stands: a unit "no ground of c stands" attacks it, and every ground
attacks that unit (necessary support, with alternatives: Nouioua and Risch 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from argmap.analysis.frameworks import Framework

STATEMENT, STEP, FAILS, GROUNDLESS = "statement", "step", "fails", "groundless"


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be in or out: a statement, a step, "statement fails", or "statement has no ground that stands".

    ``of`` is the place of the statement or step in the framework.
    """

    kind: str
    of: int


@dataclass(frozen=True)
class Attacks:
    """An abstract framework: for each unit, its attackers and the name of the step for each of them.

    The first units are the framework's statements, in order. ``via`` holds the place of a step for
    each attacker, -1 for an attack that only serves the construction.
    """

    units: tuple[Unit, ...]
    attackers: tuple[tuple[int, ...], ...]
    via: tuple[tuple[int, ...], ...]

    @cached_property
    def attacked(self) -> tuple[tuple[int, ...], ...]:
        """For each unit, those that it attacks."""
        found: list[list[int]] = [[] for _ in self.units]
        for unit, attackers in enumerate(self.attackers):
            for attacker in attackers:
                found[attacker].append(unit)
        return tuple(map(tuple, found))

    @classmethod
    def plain(cls, count: int, pairs: list[tuple[int, int]]) -> Attacks:
        """An abstract framework of ``count`` statements from pairs (attacker, attacked)."""
        attackers: list[list[int]] = [[] for _ in range(count)]
        for a, b in pairs:
            if a not in attackers[b]:
                attackers[b].append(a)
        units = tuple(Unit(STATEMENT, i) for i in range(count))
        return cls(units, tuple(map(tuple, attackers)), tuple((-1,) * len(a) for a in attackers))


def attacks(frame: Framework, needs_grounds: bool = False) -> Attacks:
    """The abstract framework of a graph; linear in its size."""
    return _Flattening(frame, needs_grounds).run()


class _Flattening:
    def __init__(self, frame: Framework, needs_grounds: bool) -> None:
        self.frame = frame
        self.needs_grounds = needs_grounds
        self.units = [Unit(STATEMENT, i) for i in range(len(frame.statements))]
        self.attackers: list[list[tuple[int, int]]] = [[] for _ in self.units]
        self.unit_of_step: dict[int, int] = {}
        self.failure: dict[int, int] = {}

    def run(self) -> Attacks:
        for j, step in enumerate(self.frame.steps):
            if step.supports and not (self.needs_grounds and step.target >= 0):
                continue
            against = any(not self.frame.steps[k].supports for k in self.frame.onto[j])
            if len(step.sources) > 1 or against:
                self.unit_of_step[j] = self._new(Unit(STEP, j))
        for j, unit in self.unit_of_step.items():
            for source in self.frame.steps[j].sources:
                self.attackers[unit].append((self._fails(source), -1))
        for j, step in enumerate(self.frame.steps):
            if step.supports:
                continue
            hit = step.target if step.onto < 0 else self.unit_of_step.get(step.onto, -1)
            if hit >= 0:
                self.attackers[hit].append((self._force(j), j))
        if self.needs_grounds:
            self._grounds()
        attackers = [dict(pairs) for pairs in self.attackers]
        return Attacks(
            tuple(self.units),
            tuple(tuple(pairs) for pairs in attackers),
            tuple(tuple(pairs.values()) for pairs in attackers),
        )

    def _new(self, unit: Unit) -> int:
        self.units.append(unit)
        self.attackers.append([])
        return len(self.units) - 1

    def _fails(self, statement: int) -> int:
        if statement not in self.failure:
            self.failure[statement] = self._new(Unit(FAILS, statement))
            self.attackers[self.failure[statement]].append((statement, -1))
        return self.failure[statement]

    def _force(self, j: int) -> int:
        """The unit that is in exactly if the step has force: its own, or its only source."""
        return self.unit_of_step.get(j, self.frame.steps[j].sources[0])

    def _grounds(self) -> None:
        for i, into in enumerate(self.frame.into):
            grounds = [j for j in into if self.frame.steps[j].supports]
            if grounds:
                unit = self._new(Unit(GROUNDLESS, i))
                self.attackers[unit] += [(self._force(j), j) for j in grounds]
                self.attackers[i].append((unit, -1))
