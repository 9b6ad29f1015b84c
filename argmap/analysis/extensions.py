"""Preferred, stable, semi-stable and complete labellings: the positions that can be held together.

Exact. What the grounded labelling decides is the same in all of them; the undecided rest falls into
*knots* (connected parts), whose choices are independent. Within a knot, strongly connected groups
are solved one after another, each given the labels of those before it: complete, preferred and
stable semantics allow this (Baroni, Giacomin and Guida 2005; Baroni et al. 2014). A knot's choices
are kept apart from those of the others, so that thirty independent disagreements are thirty pairs
and not a thousand million positions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from argmap.analysis.attacks import Attacks
from argmap.analysis.labelling import IN, OUT, UNDECIDED, grounded
from argmap.graph import strong_components
from argmap.problems import ArgmapError

SEMANTICS = ("grounded", "complete", "preferred", "stable", "semi-stable")
LIMIT = 20_000
HELD = 50  # labels that all choices of one knot may hold together, for each step of the limit
Labelling = dict[int, str]
_ANY = {IN: 1, OUT: 2, UNDECIDED: 4}
_NAMED = {mask: label for label, mask in _ANY.items()}


class TooManyPositionsError(ArgmapError):
    """The search passed its limit; nothing is said rather than something partial."""


@dataclass(frozen=True, slots=True)
class Knot:
    """Units whose labels hang together, and the ways to label them."""

    units: tuple[int, ...]
    choices: tuple[Labelling, ...]


@dataclass(frozen=True)
class Positions:
    """All labellings of one semantics: what is common to all, and the knots with their choices."""

    semantics: str
    labels: list[str]
    knots: tuple[Knot, ...]

    @property
    def count(self) -> int:
        """How many labellings there are (0 is possible for stable)."""
        return prod(len(knot.choices) for knot in self.knots)

    def __iter__(self) -> Iterator[list[str]]:
        """Each labelling as a list of labels, one for each unit."""
        for combination in product(*(knot.choices for knot in self.knots)):
            labels = list(self.labels)
            for choice in combination:
                for unit, label in choice.items():
                    labels[unit] = label
            yield labels

    def standing(self, unit: int) -> frozenset[str]:
        """The labels that the unit has in one labelling or another; empty where there is no labelling."""
        if not self.count:
            return frozenset()
        for knot in self.knots:
            if unit in knot.units:
                return frozenset(choice[unit] for choice in knot.choices)
        return frozenset({self.labels[unit]})


def positions(graph: Attacks, semantics: str = "preferred", limit: int = LIMIT) -> Positions:
    """All labellings of a semantics.

    Args:
        graph: Who attacks whom.
        semantics: One of `SEMANTICS`.
        limit: Steps of the search in one strongly connected group, and choices in one knot.

    Raises:
        ArgmapError: there is no such semantics.
        TooManyPositionsError: the limit was passed.
    """
    if semantics not in SEMANTICS:
        raise ArgmapError(f"there is no semantics called {semantics!r}", f"choose one of {', '.join(SEMANTICS)}")
    base = grounded(graph)
    if semantics == "grounded":
        return Positions(semantics, base, ())
    knots = tuple(
        Knot(tuple(units), tuple(_choices(graph, base, units, semantics, limit))) for units in _parts(graph, base)
    )
    return Positions(semantics, base, knots)


def _parts(graph: Attacks, base: list[str]) -> list[list[int]]:
    """Connected parts of what the grounded labelling leaves undecided."""
    seen: set[int] = set()
    found = []
    for start, label in enumerate(base):
        if label != UNDECIDED or start in seen:
            continue
        part = []
        queue = deque([start])
        seen.add(start)
        while queue:
            unit = queue.popleft()
            part.append(unit)
            for near in (*graph.attackers[unit], *graph.attacked[unit]):
                if base[near] == UNDECIDED and near not in seen:
                    seen.add(near)
                    queue.append(near)
        found.append(sorted(part))
    return found


def _choices(graph: Attacks, base: list[str], units: list[int], semantics: str, limit: int) -> list[Labelling]:
    here = set(units)
    groups = strong_components(units, lambda u: [v for v in graph.attacked[u] if v in here])
    partial: list[Labelling] = [{}]
    for group in reversed(groups):  # Tarjan finds a group after all that it attacks
        following: list[Labelling] = []
        for known in partial:
            for local in _Search(graph, base, group, known, limit).run(semantics):
                following.append({**known, **local})
                if len(following) > limit or len(following) * len(units) > HELD * limit:
                    raise _too_many(limit)
        partial = following
    if semantics == "semi-stable":
        opens = [frozenset(u for u, label in c.items() if label == UNDECIDED) for c in partial]
        partial = [c for c, own in zip(partial, opens, strict=True) if not any(other < own for other in opens)]
    return partial


def _too_many(limit: int) -> TooManyPositionsError:
    return TooManyPositionsError(
        f"the search for positions that can be held together passed {limit} steps",
        "ask for --semantics grounded, which has one answer, or leave links out",
    )


class _Search:
    """All complete labellings of one strongly connected group, given the labels of those outside."""

    def __init__(self, graph: Attacks, base: list[str], group: list[int], known: Labelling, limit: int) -> None:
        self.group = sorted(group)
        place = {unit: i for i, unit in enumerate(self.group)}
        self.within = [[place[a] for a in graph.attackers[u] if a in place] for u in self.group]
        self.hits: list[list[int]] = [[] for _ in self.group]
        self.outside = []
        for i, unit in enumerate(self.group):
            for a in self.within[i]:
                self.hits[a].append(i)
            marks = [known.get(a, base[a]) for a in graph.attackers[unit] if a not in place]
            self.outside.append([_ANY[mark] for mark in marks if mark != OUT])
        self.left = limit
        self.limit = limit

    def run(self, semantics: str) -> list[Labelling]:
        every = 3 if semantics == "stable" else 7
        found: list[list[int]] = []
        stack = [[every] * len(self.group)]
        fresh: list[int] | None = list(range(len(self.group)))
        while stack:
            self.left -= 1
            if self.left < 0:
                raise _too_many(self.limit)
            domains = stack.pop()
            if not self._narrow(domains, fresh):
                fresh = None
                continue
            fresh = None
            if semantics in ("preferred", "semi-stable") and self._covered(domains, found):
                continue
            self._branch(domains, stack, found)
        if semantics in ("preferred", "semi-stable"):
            found = self._maximal(found)
        return [{u: _NAMED[d] for u, d in zip(self.group, domains, strict=True)} for domains in found]

    def _branch(self, domains: list[int], stack: list[list[int]], found: list[list[int]]) -> None:
        wide = [i for i, d in enumerate(domains) if d & (d - 1)]
        if not wide:
            found.append(domains)
            if len(found) > self.limit // 10:  # to compare so many with each other would take longer than the search
                raise _too_many(self.limit)
            return
        chosen = max(wide, key=lambda i: len(self.hits[i]) + len(self.within[i]))
        for mask in (4, 2, 1):  # last in, first out: "in" is tried first, so that large sets are found early
            if domains[chosen] & mask:
                copy = list(domains)
                copy[chosen] = mask
                stack.append(copy)

    def _narrow(self, domains: list[int], start: list[int] | None) -> bool:
        """Leave only labels that some complete labelling may give; False if a unit has none."""
        queue = deque(start or range(len(domains)))
        waiting = set(queue)
        while queue:
            i = queue.popleft()
            waiting.discard(i)
            changed = self._revise(domains, i)
            if changed is None:
                return False
            for near in changed:
                for j in (near, *self.hits[near]):
                    if j not in waiting:
                        waiting.add(j)
                        queue.append(j)
        return True

    def _revise(self, domains: list[int], i: int) -> list[int] | None:
        """Narrow one unit by its attackers and them by it; the units that changed, None on contradiction."""
        fixed = self.outside[i]
        marks = [*fixed, *(domains[a] for a in self.within[i])]
        allowed = 0
        if all(mark & 2 for mark in marks):
            allowed |= 1
        if any(mark & 1 for mark in marks):
            allowed |= 2
        if all(mark & 6 for mark in marks) and any(mark & 4 for mark in marks):
            allowed |= 4
        new = domains[i] & allowed
        if not new:
            return None
        changed = [i] if new != domains[i] else []
        domains[i] = new
        keep = {1: 2, 4: 6}.get(new, 7)
        if new == 2 and not any(mark == 1 for mark in fixed):
            able = [a for a in self.within[i] if domains[a] & 1]
            if len(able) == 1 and domains[able[0]] != 1:
                domains[able[0]] = 1
                changed.append(able[0])
        for a in self.within[i]:
            narrowed = domains[a] & keep
            if not narrowed:
                return None
            if narrowed != domains[a]:
                domains[a] = narrowed
                changed.append(a)
        return changed

    @staticmethod
    def _covered(domains: list[int], found: list[list[int]]) -> bool:
        """Whether every labelling below would accept no more than one that was found."""
        return any(all(done == 1 or not d & 1 for d, done in zip(domains, one, strict=True)) for one in found)

    @staticmethod
    def _maximal(found: list[list[int]]) -> list[list[int]]:
        """Labellings whose accepted units are contained in no other's."""
        sets = [frozenset(i for i, d in enumerate(one) if d == 1) for one in found]
        return [one for one, own in zip(found, sets, strict=True) if not any(own < other for other in sets)]
