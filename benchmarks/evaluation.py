"""How long the evaluation of arguments takes, part by part, against other ways in the same run.

    python benchmarks/evaluation.py [COMPONENTS …]

Two generated texts of half the components each: trees of support with a thesis, one attack for four supports,
some linked premises and undercuts, one in forty components restated, and links between the texts (one in fifty
components the same, one in a hundred contrary). Times in seconds of this process's computing time, best of two.

Peers, where they are installed: networkx (the same graph, and the grounded labelling as a fixed point over it),
quadratic energy one argument after the other in plain Python, PyArg (`python-argumentation`) and pygarg for
preferred extensions of random graphs with as many circles as they have; "–" where a peer is absent or passed a
minute.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

from argmap.analysis.attacks import Attacks, attacks
from argmap.analysis.chains import chains
from argmap.analysis.cruxes import standing
from argmap.analysis.disagreements import disagreements
from argmap.analysis.extensions import positions
from argmap.analysis.frameworks import Framework, framework
from argmap.analysis.gradual import GRADUAL, network, strengths
from argmap.analysis.labelling import grounded
from argmap.analysis.report import analyse
from argmap.analysis.sensitivity import sensitivity
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Relation

SIZES = (100, 1_000, 10_000)
SEED = 7
DENSITY = 1.5  # attacks for each argument of the random graphs


def text(ident: str, size: int, source: random.Random) -> ArgumentMap:
    """A text's map: every component but the thesis bears on an earlier one."""
    components, relations = [], []
    for n in range(size):
        kind = source.choices(["claim", "evidence", "recommendation"], [6, 3, 1])[0]
        components.append(Component(f"c{n}", kind, f"c{n}", issues=(f"issue.{n % 40}",), thesis=n == 0))
        if not n:
            continue
        target = f"c{source.randrange(max(0, n - 60), n)}"
        name = "attacks" if source.random() < 0.2 else "supports"
        beside = (f"c{source.randrange(n)}",) if n > 5 and source.random() < 0.1 else ()
        sources = tuple(s for s in (f"c{n}", *beside) if s != target)
        if source.random() < 0.025:
            name, sources = "restates", (f"c{n}",)
        if relations and source.random() < 0.05:
            relations.append(Relation(f"k{n}", "undercuts", (f"c{n}",), (relations[-1].id,)))
        else:
            relations.append(Relation(f"k{n}", name, sources, (target,)))
    return ArgumentMap(ident, components=tuple(components), relations=tuple(relations))


def case(size: int) -> tuple[list[ArgumentMap], Correspondences]:
    """Two texts and the links between them."""
    source = random.Random(SEED)
    maps = [text(name, size // 2, source) for name in ("a", "b")]
    links = []
    for n, kind in enumerate(["same"] * (size // 50) + ["contrary"] * (size // 100)):
        ends = [Ref(name, f"c{source.randrange(1, size // 2)}") for name in ("a", "b")]
        links.append(Link(f"x{n}", kind, *ends))
    return maps, Correspondences("links", links=tuple(links))


def timed(work: Callable[[], object]) -> float:
    """Seconds, the better of two runs; a run of over five seconds is not repeated."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        if best > 5:
            break
    return best


def row(label: str, work: Callable[[], object]) -> None:
    print(f"  {label:<52} {timed(work):9.3f}")


def by_networkx(graph: Attacks) -> list[str]:
    """The grounded labelling as a fixed point over a networkx graph."""
    import networkx

    net = networkx.DiGraph()
    net.add_nodes_from(range(len(graph.units)))
    net.add_edges_from((a, unit) for unit, attackers in enumerate(graph.attackers) for a in attackers)
    labels: dict[int, str] = {}
    changed = True
    while changed:
        changed = False
        for unit in net:
            if unit in labels:
                continue
            marks = [labels.get(a) for a in net.predecessors(unit)]
            if "in" in marks or all(mark == "out" for mark in marks):
                labels[unit] = "out" if "in" in marks else "in"
                changed = True
    return [labels.get(unit, "undecided") for unit in range(len(graph.units))]


def plain_energy(net: object) -> list[float]:
    """Quadratic energy level by level in plain Python; circles by five hundred rounds of damped iteration."""
    size = len(net.attackers)
    w = [0.5] * net.statements + [1.0] * (size - net.statements)
    now = list(w)

    def value(u: int) -> float:
        energy = sum(now[s] for s in net.supporters[u]) - sum(now[a] for a in net.attackers[u])
        up, down = max(energy, 0.0) ** 2, max(-energy, 0.0) ** 2
        s = w[u] - w[u] * down / (1 + down) + (1 - w[u]) * up / (1 + up)
        return s * min((now[p] for p in net.premises[u]), default=1.0)

    for units, cyclic in net.levels:
        for _ in range(500 if cyclic else 1):
            fresh = [value(u) for u in units]
            for u, s in zip(units, fresh, strict=True):
                now[u] = (now[u] + s) / 2 if cyclic else s
    return now[: net.statements]


def parts(size: int) -> None:
    """One table of times."""
    maps, links = case(size)
    frame, _ = framework(maps, links)
    graph, net = attacks(frame), network(frame)
    print(f"\n{size} components: {len(frame.statements)} statements, {len(frame.steps)} steps")
    row("graph of both texts", lambda: framework(maps, links))
    row("grounded labelling", lambda: grounded(graph))
    if find_spec("networkx"):
        assert by_networkx(graph) == grounded(graph)
        row("  peer: fixed point over networkx", lambda: by_networkx(graph))
    row("preferred positions", lambda: positions(graph))
    for name, (label, _) in GRADUAL.items():
        row(label, lambda name=name: strengths(net, name))
    ours = strengths(net).values[:, 0]
    worst = max(abs(a - b) for a, b in zip(ours, plain_energy(net), strict=True))
    row(f"  peer: quadratic energy, plain Python (differs by {worst:.0e})", lambda: plain_energy(net))
    whole(frame, maps, links)


def whole(frame: Framework, maps: list[ArgumentMap], links: Correspondences) -> None:
    """The larger parts."""
    done = standing(frame)
    row("disagreements with chains and grounds", lambda: disagreements(frame, links))
    row(f"cruxes ({len(done.cruxes)}, each settled both ways)", lambda: standing(frame))
    row("sensitivity (200 draws)", lambda: sensitivity(done))
    row("all of argmap cruxes", lambda: analyse(maps, links))
    assert chains(frame, frame.statements[-1].members[0]) is not None


def solvers() -> None:
    """Preferred extensions of random graphs: ours and others'."""
    source = random.Random(SEED)
    print(f"\npreferred extensions, random graphs with {DENSITY} attacks an argument, seconds for ten graphs")
    print(f"  {'arguments':>9} {'argmap':>9} {'PyArg':>9} {'pygarg':>9}")
    for size in (10, 15, 30, 60, 120):
        graphs = [
            [(source.randrange(size), source.randrange(size)) for _ in range(int(DENSITY * size))] for _ in range(10)
        ]
        ours = timed(lambda size=size, graphs=graphs: [list(positions(Attacks.plain(size, g))) for g in graphs])
        others = [peer(name, size, graphs) for name in ("py_arg", "pygarg")]
        print(f"  {size:>9} {ours:9.4f} {others[0]:>9} {others[1]:>9}")


def peer(name: str, size: int, graphs: list[list[tuple[int, int]]]) -> str:
    """A peer's time for the same graphs."""
    if find_spec(name) is None or (name == "py_arg" and size > 15):
        return "–"
    names = [f"a{n}" for n in range(size)]
    if name == "pygarg":
        from pygarg.dung.solver import extension_enumeration

        asked = [[[f"a{a}", f"a{b}"] for a, b in g] for g in graphs]
        return f"{timed(lambda: [extension_enumeration(names, pairs, 'PR') for pairs in asked]):.4f}"
    from py_arg.abstract_argumentation_classes.abstract_argumentation_framework import AbstractArgumentationFramework
    from py_arg.abstract_argumentation_classes.argument import Argument
    from py_arg.abstract_argumentation_classes.defeat import Defeat
    from py_arg.algorithms.semantics.get_preferred_extensions import get_preferred_extensions

    arguments = [Argument(n) for n in names]
    made = [
        AbstractArgumentationFramework("g", arguments, [Defeat(arguments[a], arguments[b]) for a, b in set(g)])
        for g in graphs
    ]
    return f"{timed(lambda: [get_preferred_extensions(g) for g in made]):.4f}"


def main() -> None:
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        parts(size)
    solvers()


if __name__ == "__main__":
    main()
