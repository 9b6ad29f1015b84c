"""How fast and how large AIF JSON is read, and walks over what was read: against json.load and arguebuf.

Usage: python benchmarks/formats.py [PYTHON_WITH_ARGUEBUF] [NODES ...]

Graphs are made up, the same every time: half of the nodes propositions, half inferences and conflicts, with times,
schemes and ids of edges as AIFdb exports them. Each figure comes from a process of its own: CPU seconds of one load
after imports and a small load that does not count, and the most memory that the process held. arguebuf (2.7 or 3.0) is
measured where the interpreter named first, or this one, can import it. A graph of a million nodes shows that nothing
breaks. Exit status 1 if a limit that the project set itself is passed: four times the time of json.load, half of
arguebuf's memory, a walk that grows faster than the graph (three times as fast is let pass: a large graph does not fit
the processor's caches). The times may differ by the noise of measuring.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.graph import MapGraph

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TIMES, MEMORY = 4.0, 0.5
HUGE = 1_000_000
ROUNDS = 3
NOISE = 1.15  # figures of one machine differ so much from run to run
LOADERS = {
    "json.load": "import json\ndef load(path):\n    with open(path, encoding='utf-8') as file: return json.load(file)",
    "argmap": (
        "from pathlib import Path\nfrom argmap import formats\n"
        "def load(path):\n    return formats.read(Path(path).read_bytes(), path, 'aif')"
    ),
    "arguebuf": "import arguebuf\ndef load(path):\n    return arguebuf.load.file(path)",
}
MEASURE = """
import json, resource, sys, time
load(sys.argv[1])
began = time.process_time()
made = load(sys.argv[2])
seconds = time.process_time() - began
try:  # of this program alone; getrusage counts what the process held before it began
    with open("/proc/self/status") as status:
        held = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
except OSError:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, held / 1024]))
"""


def graph(count: int) -> dict[str, list[dict[str, object]]]:
    """A graph of so many nodes: a tree of arguments, conflicts among them, some premises linked."""
    chance = random.Random(count)
    words = [f"word{n}" for n in range(600)]
    nodes: list[dict[str, object]] = []
    edges: list[dict[str, object]] = []

    def node(ident: int, kind: str, text: str, **more: str) -> None:
        stamp = f"2020-05-{1 + ident % 28:02} {ident // 3600 % 24:02}:{ident // 60 % 60:02}:{ident % 60:02}"
        nodes.append({"nodeID": str(ident), "text": text, "type": kind, "timestamp": stamp, **more})

    def edge(start: int, end: int) -> None:
        edges.append(
            {"edgeID": str(5_000_000 + len(edges)), "fromID": str(start), "toID": str(end), "formEdgeID": None}
        )

    half = count // 2
    for number in range(half):
        node(1_000_000 + number, "I", " ".join(chance.choices(words, k=12)))
    for number in range(1, half):
        conflict = chance.random() < 0.2
        kind, name, scheme = ("CA", "Default Conflict", "71") if conflict else ("RA", "Default Inference", "72")
        node(3_000_000 + number, kind, name, scheme=name, schemeID=scheme)
        edge(1_000_000 + number, 3_000_000 + number)
        edge(3_000_000 + number, 1_000_000 + chance.randrange(number))
    return {"nodes": nodes, "edges": edges, "locutions": []}


def measured(python: str, name: str, small: Path, path: Path) -> tuple[float, float] | None:
    """CPU seconds and megabytes of one load in a fresh process, the best of several; None where it fails."""
    found = []
    for _ in range(1 if path.stem == str(HUGE) else ROUNDS):
        command = [python, "-c", f"{LOADERS[name]}\n{MEASURE}", str(small), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return None
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return min(seconds for seconds, _ in found), min(megabytes for _, megabytes in found)


def chained(count: int) -> tuple[str, str, MapGraph]:
    """Components of which each supports the one before it, and the ids of the first and the last.

    In the made-up trees nothing is far from the root, so that ways up are short.
    """
    from argmap.graph import MapGraph
    from argmap.model import ArgumentMap, Component, Relation

    components = tuple(Component(f"c{number}", "claim") for number in range(count))
    relations = tuple(
        Relation(f"r{number}", "supports", sources=(f"c{number}",), targets=(f"c{number - 1}",))
        for number in range(1, count)
    )
    return "c0", f"c{count - 1}", MapGraph(ArgumentMap("chain", components=components, relations=relations))


def walks(path: Path) -> dict[str, float]:
    """CPU seconds of each walk over a graph."""
    from argmap import formats
    from argmap.graph import MapGraph

    amap, _ = formats.read(path.read_bytes(), path.name, "aif")
    root = amap.components[0].id
    index = MapGraph(amap)
    first, last, chain = chained(len(amap.components))
    work: dict[str, Callable[[], object]] = {
        "index": lambda: MapGraph(amap),
        "all beneath": lambda: index.beneath(root),
        "all above, chain": lambda: chain.above(last),
        "a path, chain": lambda: chain.path(last, first),
        "roots": index.roots,
        "parts": index.parts,
        "cycles": index.cycles,
        "unconnected": index.unconnected,
    }
    # Python's search for garbage goes through all that is held, and falls to whichever walk makes the next object
    timers = {name: timeit.Timer(function, timer=time.process_time) for name, function in work.items()}
    return {name: min(timer.repeat(ROUNDS, 1)) for name, timer in timers.items()}  # timeit holds that search


def report_walks(paths: list[Path]) -> bool:
    """Print how walks grow; returns whether each is linear, with some room for noise."""
    if not paths:
        return True
    found = [walks(path) for path in paths]
    print(f"\n{'walks, CPU seconds':<20}" + "".join(f"{path.stem:>12}" for path in paths))
    fine = True
    for name in found[0]:
        figures = [each[name] for each in found]
        print(f"{name:<20}" + "".join(f"{seconds:>12.4f}" for seconds in figures))
        pairs = zip(paths, figures, paths[1:], figures[1:], strict=False)
        for before, small, after, large in pairs:
            growth = int(after.stem) / int(before.stem)
            fine = fine and (large < 0.05 or large < 3 * growth * max(small, 0.001))
    return fine


def main(*arguments: str) -> int:
    """Print tables of figures; returns the exit status."""
    python = next((item for item in arguments if not item.isdigit()), sys.executable)
    sizes = [int(item) for item in arguments if item.isdigit()] or list(SIZES)
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{size}.json" for size in sizes]
        small = Path(folder) / "small.json"
        for path, size in [(small, 200), *zip(paths, sizes, strict=True)]:
            path.write_text(json.dumps(graph(size)), encoding="utf-8")
        print(f"{'nodes':>9}{'':>3}{'loader':<11}{'CPU s':>9}{'× json.load':>13}{'MB':>8}{'of arguebuf':>13}")
        for path in paths:
            peers = [name for name in LOADERS if name != "arguebuf" or int(path.stem) < HUGE]
            found = {
                name: measured(python if name == "arguebuf" else sys.executable, name, small, path) for name in peers
            }
            fine = report(path.stem, found) and fine
        fine = report_walks([path for path in paths if int(path.stem) < HUGE]) and fine
    print("\nall limits are kept" if fine else "\na limit is passed")
    return int(not fine)


def report(size: str, found: dict[str, tuple[float, float] | None]) -> bool:
    """Print the figures of one size; returns whether argmap's limits are kept."""
    floor, ours, peer = (found.get(name) for name in LOADERS)
    for name, figures in found.items():
        if figures is None:
            print(f"{size:>9}   {name:<11}  not measured")
            continue
        times = f"{figures[0] / floor[0]:>13.1f}" if floor else f"{'':>13}"
        share = f"{figures[1] / peer[1]:>13.0%}" if peer else ""
        print(f"{size:>9}   {name:<11}{figures[0]:>9.4f}{times}{figures[1]:>8.0f}{share}")
    if ours is None or floor is None:
        return False
    if int(size) >= HUGE:  # here only that it ends counts
        return True
    return ours[0] <= NOISE * TIMES * floor[0] and (peer is None or int(size) < 100_000 or ours[1] <= MEMORY * peer[1])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
