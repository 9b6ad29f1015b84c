"""Strengths between 0 and 1: gradual semantics over the graph, for many settings at once.

With base score *w*, attackers *A*, supporters *S* and their strengths *s*:

* ``qe``, quadratic energy (Potyka 2018): E = ΣS - ΣA, h(x) = max(x, 0)² / (1 + max(x, 0)²),
  s = w - w·h(-E) + (1 - w)·h(E).
* ``dfquad``, DF-QuAD (Rago, Toni, Aurisicchio and Baroni 2016): a = 1 - Π(1 - s_A), p likewise over
  supporters; s = w - w(a - p) if a ≥ p, else w + (1 - w)(p - a).
* ``euler``, Euler-based (Amgoud and Ben-Naim 2017): s = 1 - (1 - w²) / (1 + w·exp E).
* ``hcat``, weighted h-categoriser (Amgoud, Ben-Naim, Doder and Vesic 2017): s = w / (1 + ΣA);
  support plays no part.

A step with linked premises passes on the strength of its weakest premise; a step that is undercut
passes on that strength times its own, which starts at 1 and is lowered by the same semantics. For
one premise and no undercut this is the plain edge of the papers.

Acyclic parts take one pass. A circle is solved as Potyka (2018) does, ds/dt = f(s) - s from the
base scores, here with Heun's method; where it does not come to rest, that is reported. What changes
when statements are settled is followed from the strengths that were reached without it (``start``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.analysis.frameworks import Framework
from argmap.graph import strong_components
from argmap.problems import ArgmapError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BASE = 0.5
ROUNDS = 1500
TOLERANCE = 1e-8
STRIDES = (0.5, 0.1)
CHUNK = 256
CACHED = 300_000  # strengths computed at once, so that they stay in the processor's cache
PLAIN, PLAIN_ROUNDS = 1.0, 80
Influence = Callable[["Array", "_Edges", "_Edges", "Array"], "Array"]


@dataclass(frozen=True)
class Network:
    """Statements, and the steps that need a place of their own, with what bears on each.

    ``premises`` is filled for steps only. The first units are the framework's statements. ``levels``
    lists groups of units so that each depends on earlier ones and, where ``circular``, on itself.
    """

    attackers: tuple[tuple[int, ...], ...]
    supporters: tuple[tuple[int, ...], ...]
    premises: tuple[tuple[int, ...], ...]
    statements: int
    levels: tuple[tuple[tuple[int, ...], bool], ...]

    @property
    def circular(self) -> bool:
        """Whether anything depends on itself."""
        return any(cyclic for _, cyclic in self.levels)


@dataclass(frozen=True)
class Strengths:
    """Strengths in several settings, and which settings came to no rest.

    ``units`` has the shape (units of the network, settings); ``values`` is the part for the statements.
    """

    units: Array
    statements: int
    unsettled: tuple[int, ...] = ()

    @property
    def values(self) -> Array:
        """Strengths of the statements: an array of shape (statements, settings)."""
        return self.units[: self.statements]


def network(frame: Framework) -> Network:
    """The graph as a network for gradual semantics; linear in its size."""
    count = len(frame.statements)
    own: dict[int, int] = {}
    for j, step in enumerate(frame.steps):
        if len(step.sources) > 1 or frame.onto[j]:
            own[j] = count + len(own)
    size = count + len(own)
    attackers: list[list[int]] = [[] for _ in range(size)]
    supporters: list[list[int]] = [[] for _ in range(size)]
    premises: list[tuple[int, ...]] = [()] * size
    for j, step in enumerate(frame.steps):
        target = step.target if step.onto < 0 else own[step.onto]
        unit = own.get(j, step.sources[0])
        (supporters if step.supports else attackers)[target].append(unit)
        if j in own:
            premises[own[j]] = step.sources
    return make_network(attackers, supporters, premises, count)


def make_network(
    attackers: Sequence[Sequence[int]],
    supporters: Sequence[Sequence[int]],
    premises: Sequence[Sequence[int]] | None = None,
    statements: int | None = None,
) -> Network:
    """A network from lists of attackers, supporters and premises of each unit; repeated ends count once."""
    size = len(attackers)
    given = premises or [()] * size
    parts = [tuple(tuple(dict.fromkeys(ends)) for ends in lists) for lists in (attackers, supporters, given)]
    return Network(parts[0], parts[1], parts[2], size if statements is None else statements, _levels(*parts))


def _levels(*parts: tuple[tuple[int, ...], ...]) -> tuple[tuple[tuple[int, ...], bool], ...]:
    """Units in groups, each after all that it depends on; circles are groups of their own."""
    size = len(parts[0])
    needs = [[*parts[0][u], *parts[1][u], *parts[2][u]] for u in range(size)]
    groups = strong_components(list(range(size)), needs.__getitem__)  # a group comes after all that it needs
    height = [0] * size
    flat: dict[int, list[int]] = {}
    circles: dict[int, list[list[int]]] = {}
    for group in groups:
        here = set(group)
        level = max((height[n] + 1 for u in group for n in needs[u] if n not in here), default=0)
        for unit in group:
            height[unit] = level
        if len(group) > 1 or group[0] in needs[group[0]]:
            circles.setdefault(level, []).append(sorted(group))
        else:
            flat.setdefault(level, []).append(group[0])
    found: list[tuple[tuple[int, ...], bool]] = []
    for level in range(max(height, default=0) + 1):
        if level in flat:
            found.append((tuple(sorted(flat[level])), False))
        found += [(tuple(group), True) for group in sorted(circles.get(level, ()))]
    return tuple(found)


class _Edges:
    """The ends of a group's units, laid end to end, for sums, products and minima over each unit's part."""

    def __init__(self, ends: list[tuple[int, ...]]) -> None:
        import numpy as np

        self.rows = np.array([i for i, part in enumerate(ends) if part], dtype=np.intp)
        parts = [part for part in ends if part]
        self.flat = np.array([end for part in parts for end in part], dtype=np.intp)
        self.starts = np.cumsum([0, *(len(part) for part in parts[:-1])], dtype=np.intp) if parts else self.rows
        self.size = len(ends)

    def fold(self, kind: str, strengths: Array, empty: float) -> Array:
        """One value for each unit and setting: "add", "multiply" (of complements) or "minimum"."""
        import numpy as np

        result = np.full((self.size, strengths.shape[1]), empty)
        if len(self.rows):
            values = strengths[self.flat]
            if kind == "multiply":
                values = 1.0 - values
            result[self.rows] = getattr(np, kind).reduceat(values, self.starts, axis=0)
        return result


def _energy(against: _Edges, for_: _Edges, strengths: Array) -> Array:
    return for_.fold("add", strengths, 0.0) - against.fold("add", strengths, 0.0)


def _quadratic(w: Array, against: _Edges, for_: _Edges, strengths: Array) -> Array:
    import numpy as np

    energy = _energy(against, for_, strengths)
    up, down = np.maximum(energy, 0.0) ** 2, np.maximum(-energy, 0.0) ** 2
    result: Array = w - w * down / (1.0 + down) + (1.0 - w) * up / (1.0 + up)
    return result


def _dfquad(w: Array, against: _Edges, for_: _Edges, strengths: Array) -> Array:
    import numpy as np

    pull = against.fold("multiply", strengths, 1.0) - for_.fold("multiply", strengths, 1.0)  # support minus attack
    result: Array = w + np.where(pull > 0, (1.0 - w) * pull, w * pull)
    return result


def _euler(w: Array, against: _Edges, for_: _Edges, strengths: Array) -> Array:
    import numpy as np

    # beyond 700 the exponential leaves floating point; the strength is 1 to the last digit long before
    energy = np.minimum(_energy(against, for_, strengths), 700.0)
    result: Array = 1.0 - (1.0 - w * w) / (1.0 + w * np.exp(energy))
    return result


def _h_categoriser(w: Array, against: _Edges, for_: _Edges, strengths: Array) -> Array:
    result: Array = w / (1.0 + against.fold("add", strengths, 0.0))
    return result


GRADUAL: Mapping[str, tuple[str, Influence]] = {
    "qe": ("quadratic energy", _quadratic),
    "dfquad": ("DF-QuAD", _dfquad),
    "euler": ("Euler-based", _euler),
    "hcat": ("weighted h-categoriser", _h_categoriser),
}


def strengths(
    net: Network,
    semantics: str = "qe",
    base: Any = None,
    settled: Sequence[Mapping[int, float]] = ({},),
    start: Any = None,
) -> Strengths:
    """Strengths of the statements under each of several settings.

    Args:
        net: The network.
        semantics: A key of `GRADUAL`.
        base: Base scores in 0…1: None for `BASE` throughout, one for each statement, or an array of
            shape (statements, settings).
        settled: For each setting, statements whose strength is given, whatever bears on them.
        start: Where circles start from: None for the base scores, or an array of shape (units, 1) or
            (units, settings) such as `Strengths.units`.

    Raises:
        ArgmapError: there is no such semantics, or a base score lies outside 0…1.
    """
    import numpy as np

    if semantics not in GRADUAL:
        raise ArgmapError(f"there is no gradual semantics called {semantics!r}", f"choose one of {', '.join(GRADUAL)}")
    given = np.full(net.statements, BASE) if base is None else np.asarray(base, dtype=np.float64)
    if given.size and not (np.all(given >= 0) and np.all(given <= 1)):
        raise ArgmapError("a base score lies outside 0 to 1", "give each weight as a number from 0 to 1")
    plan = _Plan(net, GRADUAL[semantics][1])
    values, unsettled = [], []
    chunk = max(8, min(CHUNK, CACHED // (len(net.attackers) + 1)))
    for first in range(0, len(settled), chunk):
        part = settled[first : first + chunk]
        weights = given[:, first : first + chunk] if given.ndim == 2 else given[:, None]
        origin = start if start is None or start.shape[1] == 1 else start[:, first : first + chunk]
        result, restless = plan.run(weights, part, origin)
        values.append(result)
        unsettled += [first + column for column in restless]
    return Strengths(np.concatenate(values, axis=1), net.statements, tuple(unsettled))


class _Plan:
    """A network made ready for evaluation, level by level."""

    def __init__(self, net: Network, influence: Influence) -> None:
        import numpy as np

        self.net = net
        self.influence = influence
        self.levels = []
        for units, cyclic in net.levels:
            lists = [[part[u] for u in units] for part in (net.attackers, net.supporters, net.premises)]
            near = np.array(sorted({*units, *(end for ends in lists for part in ends for end in part)}), dtype=np.intp)
            place = {int(unit): n for n, unit in enumerate(near)}
            edges = [_Edges([tuple(place[end] for end in part) for part in ends]) for ends in lists]
            own = np.array([place[u] for u in units], dtype=np.intp)
            self.levels.append(_Level(np.array(units, dtype=np.intp), cyclic, near, own, edges))

    def run(self, base: Array, settled: Sequence[Mapping[int, float]], start: Array | None) -> tuple[Array, list[int]]:
        import numpy as np

        size, columns = len(self.net.attackers), len(settled)
        weights = np.ones((size, columns))  # a step starts at full force
        weights[: self.net.statements] = base
        fixed = np.full((size, columns), np.nan)
        for column, given in enumerate(settled):
            for statement, strength in given.items():
                fixed[statement, column] = strength
        now = weights.copy()
        origin = weights if start is None else np.broadcast_to(start, weights.shape)
        restless = np.zeros(columns, dtype=bool)
        for level in self.levels:
            units, hold = level.units, fixed[level.units]
            held = ~np.isnan(hold)
            if not level.cyclic:
                now[units] = np.where(held, hold, self._value(level, weights[units], now[level.near]))
                continue
            now[units] = np.where(held, hold, origin[units])
            active = np.arange(columns)
            for stride in STRIDES if start is None else (PLAIN, *STRIDES):
                active = self._circle(level, weights, now, (held, active), stride)
                if not len(active):
                    break
                now[np.ix_(units, active)] = np.where(held, hold, origin[units])[:, active]
            restless[active] = True
        return now, [int(column) for column in np.flatnonzero(restless)]

    def _value(self, level: _Level, w: Array, near: Array) -> Array:
        against, for_, premises = level.edges
        return self.influence(w, against, for_, near) * premises.fold("minimum", near, 1.0)

    def _circle(self, level: _Level, weights: Array, now: Array, settings: tuple[Any, Any], stride: float) -> Any:
        """Integrate the given settings until nothing moves; returns those in which something still does.

        A setting that has come to rest is not computed further. A stride of `PLAIN` sets each strength to
        the formula's value: quick where a known state is only disturbed.
        """
        import numpy as np

        held_all, active = settings
        own = level.own
        local = now[np.ix_(level.near, active)]
        w, held = weights[np.ix_(level.units, active)], held_all[:, active]
        for _ in range(PLAIN_ROUNDS if stride == PLAIN else ROUNDS):
            before = local[own]
            slope = np.where(held, 0.0, self._value(level, w, local) - before)
            moving = np.max(np.abs(slope), axis=0, initial=0.0) >= TOLERANCE
            if not moving.all():
                now[np.ix_(level.units, active)] = before
                active, local, w, held = active[moving], local[:, moving], w[:, moving], held[:, moving]
                before, slope = before[:, moving], slope[:, moving]
            if not len(active):
                break
            local[own] = before + stride * slope
            if stride == PLAIN:
                continue
            second = np.where(held, 0.0, self._value(level, w, local) - local[own])
            local[own] = before + stride / 2 * (slope + second)
        now[np.ix_(level.units, active)] = local[own]
        return active


@dataclass(frozen=True)
class _Level:
    """Units that are evaluated together; ``near``: they and all that bears on them, ``own``: their places in it."""

    units: Any
    cyclic: bool
    near: Any
    own: Any
    edges: list[_Edges]
