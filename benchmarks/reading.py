"""How fast an annotation is read and checked: CPU seconds after imports, beside parsing the XML alone.

Usage: python benchmarks/reading.py [FILE] [RUNS]

FILE is by default the annotation of the case study with most components. The floor is lxml parsing the same bytes.
Exit status 1 if reading and checking takes longer than the limit that the project set itself.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from argmap.check import check
from argmap.tei.reader import read
from argmap.workspace import load

LIMIT = 0.1
CASE = Path(__file__).resolve().parent.parent / "annotations" / "central-asia"


def best(work: Callable[[], object], runs: int) -> float:
    """CPU seconds of the quickest of several runs, after one that does not count."""
    work()
    figures = []
    for _ in range(runs):
        began = time.process_time()
        work()
        figures.append(time.process_time() - began)
    return min(figures)


def main(file: str = "", runs: str = "30") -> int:
    """Print a table of figures; returns the exit status."""
    path = Path(file) if file else max(CASE.glob("*.xml"), key=lambda found: len(load(found)[0].components))
    data = path.read_bytes()
    amap, _ = load(path)
    work: dict[str, Callable[[], object]] = {
        "lxml parse alone": lambda: etree.fromstring(data),
        "expat parse alone": lambda: expat.ParserCreate().Parse(data, True),
        "read": lambda: read(data, path.name),
        "check": lambda: check(amap),
        "load from disk and check": lambda: check(load(path)[0]),
    }
    figures = {name: best(function, int(runs)) for name, function in work.items()}
    floor = figures["lxml parse alone"]
    print(f"{path.name}: {len(data) / 1000:.0f} kB, {len(amap.components)} components, {len(amap.relations)} relations")
    print(f"CPU milliseconds, best of {runs}, after imports; Python {sys.version.split()[0]}\n")
    for name, seconds in figures.items():
        print(f"{name:<26}{seconds * 1000:>9.2f}{seconds / floor:>8.1f} times lxml")
    whole = figures["load from disk and check"]
    print(f"\nreading and checking takes {whole * 1000:.1f} ms; the limit is {LIMIT * 1000:.0f} ms")
    return int(whole > LIMIT)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
