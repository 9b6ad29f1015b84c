"""Graphviz: boxes of fixed size in, places and curves out.

The machine's own ``dot`` does the work where there is one, else the Graphviz that pip installs
(WebAssembly). Both get only sizes, never text, so that both give nearly the same drawing. A layout that
takes too long is killed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

from argmap.problems import ArgmapError
from argmap.render import dots

ENGINES = ("auto", "system", "bundled")
VARIABLE = "ARGMAP_GRAPHVIZ"
SECONDS = 30.0
INCH = 72.0
SIDES = {"RL": ("w", "e"), "LR": ("e", "w"), "BT": ("n", "s"), "TB": ("s", "n")}  # where edges leave and enter
BIG = 400  # from this many nodes on, Graphviz is told to be content with less


@dataclass(frozen=True, slots=True)
class Node:
    """A box to place: its size in points."""

    id: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to route.

    ``span`` is the least number of ranks that it crosses; ``weight`` pulls it straight. A ``docked`` edge
    leaves and ends in the middle of the sides that face each other, else wherever it meets the borders.
    """

    id: str
    tail: str
    head: str
    span: int = 1
    weight: int = 1
    docked: bool = True


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes to keep together in a frame, with room for a heading of ``heading`` points' height."""

    id: str
    nodes: tuple[str, ...]
    heading: float = 14.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What Graphviz is asked: ``direction`` is where the edges point: BT, TB, RL or LR."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    direction: str = "RL"
    gap: float = 10.0
    rank_gap: float = 12.0
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where things came to lie, in points, y downward: centres of nodes, Bézier points of links, frames."""

    width: float
    height: float
    nodes: dict[str, tuple[float, float]]
    links: dict[str, list[tuple[float, float]]]
    clusters: dict[str, tuple[float, float, float, float]]


def place(plan: Plan, *, engine: str = "", seconds: float = SECONDS) -> Placed:
    """Lay the plan out.

    Args:
        plan: Sizes and edges.
        engine: "system" (the machine's dot), "bundled" (the one that pip installed), or "auto": system
            where there is one. The default is the environment variable ARGMAP_GRAPHVIZ, else "auto".
        seconds: How long it may take.

    Raises:
        ArgmapError: it takes longer, Graphviz is missing or fails, or the engine's name is unknown.
    """
    if not plan.nodes:
        return Placed(0.0, 0.0, {}, {}, {})
    source = to_dot(plan)
    data = _run_system(source, seconds) if choose(engine) == "system" else _run_bundled(source, seconds)
    return _parse(data, plan)


def choose(engine: str = "") -> str:
    """Which Graphviz is used: "system" or "bundled"."""
    name = engine or os.environ.get(VARIABLE, "") or "auto"
    if name not in ENGINES:
        raise ArgmapError(f"there is no layout engine called {name!r}", f"choose one of {', '.join(ENGINES)}")
    found = shutil.which("dot")
    if name == "system" and not found:
        raise ArgmapError(
            "there is no program dot on this machine", f"install Graphviz, or set {VARIABLE}=bundled to use pip's"
        )
    return "system" if found and name != "bundled" else "bundled"


def to_dot(plan: Plan) -> str:
    """The plan in the DOT language; names are numbers, so nothing in it can break the syntax."""
    import graphviz

    number = {node.id: f"n{i}" for i, node in enumerate(plan.nodes)}
    graph = graphviz.Digraph(
        "argmap",
        graph_attr={
            "rankdir": plan.direction,
            "nodesep": f"{plan.gap / INCH:.4f}",
            "ranksep": f"{plan.rank_gap / INCH:.4f}",
            "splines": "true",
            "pad": "0",
            "margin": "0",
            **({"nslimit": "0.5", "nslimit1": "0.5", "mclimit": "0.1", "splines": "line"} if _is_big(plan) else {}),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": "", "margin": "0"},
        edge_attr={"dir": "none", "label": ""},
    )
    for node in plan.nodes:
        graph.node(number[node.id], width=f"{node.width / INCH:.4f}", height=f"{node.height / INCH:.4f}")
    for i, cluster in enumerate(plan.clusters):
        inner = graphviz.Digraph(f"cluster_{i}", graph_attr={"margin": f"{cluster.heading:.2f}", "label": ""})
        for name in cluster.nodes:
            inner.node(number[name])
        graph.subgraph(inner)
    for i, link in enumerate(plan.links):
        graph.edge(number[link.tail], number[link.head], **_link_attributes(i, link, plan.direction))
    return str(graph.source)


def _link_attributes(index: int, link: Link, direction: str) -> dict[str, str]:
    found = {"id": f"e{index}"}
    if link.span != 1:
        found["minlen"] = str(link.span)
    if link.weight != 1:
        found["weight"] = str(link.weight)
    out, into = SIDES[direction]
    if link.docked:
        found |= {"tailport": out, "headport": into}
    return found


def _is_big(plan: Plan) -> bool:
    return len(plan.nodes) > BIG


def _too_slow(seconds: float) -> ArgmapError:
    return ArgmapError(
        f"the layout took more than {seconds:g} seconds and was stopped",
        "draw less of the map: --root with --depth, --issue, or --fold issue",
    )


def _run_system(source: str, seconds: float) -> bytes:
    """Run the machine's dot, the one that is shared or one of its own; it is killed when time is up."""
    dot, running = shutil.which("dot") or "dot", dots.running()
    try:
        found = running.ask(source, seconds) if running is not None else None
        if found is not None:
            return found
        done = subprocess.run(  # noqa: S603 - a fixed program, its input our own
            [dot, "-Tjson0"], input=source.encode("utf-8"), capture_output=True, timeout=seconds, check=False
        )
    except (subprocess.TimeoutExpired, TimeoutError):
        raise _too_slow(seconds) from None
    except OSError as error:
        raise ArgmapError(f"{dot} cannot be run: {error.strerror}", f"set {VARIABLE}=bundled to use pip's") from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[0] if said else f"exit status {done.returncode}"
        raise ArgmapError(f"{dot} failed: {reason}", f"set {VARIABLE}=bundled to use the Graphviz that pip installed")
    return done.stdout


def _run_bundled(source: str, seconds: float) -> bytes:
    from argmap.render.wasm import Stopped, run

    try:
        return run(source, "json0", seconds)
    except Stopped:
        raise _too_slow(seconds) from None


def _parse(data: bytes, plan: Plan) -> Placed:
    found: dict[str, Any] = json.loads(data)
    left, bottom, right, top = (float(v) for v in found["bb"].split(","))
    nodes: dict[str, tuple[float, float]] = {}
    frames: dict[str, tuple[float, float, float, float]] = {}
    for thing in found.get("objects", ()):
        name = thing["name"]
        if "pos" in thing and name.startswith("n"):
            x, y = (float(v) for v in thing["pos"].split(","))
            nodes[plan.nodes[int(name[1:])].id] = (x - left, top - y)
        elif name.startswith("cluster_") and "bb" in thing:
            x0, y0, x1, y1 = (float(v) for v in thing["bb"].split(","))
            frames[plan.clusters[int(name[8:])].id] = (x0 - left, top - y1, x1 - x0, y1 - y0)
    links = {}
    for edge in found.get("edges", ()):
        if "pos" in edge:
            pairs = [pair.split(",") for pair in edge["pos"].split(" ") if not pair.startswith(("e,", "s,"))]
            points = [(float(x) - left, top - float(y)) for x, y in pairs]
            links[plan.links[int(edge["id"][1:])].id] = points
    return Placed(right - left, top - bottom, nodes, links, frames)
