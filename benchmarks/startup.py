"""What it costs to start argmap: CPU seconds of ``argmap --help`` on top of a bare interpreter.

Usage: python benchmarks/startup.py [RUNS]

Each command runs several times in a process of its own, in turns, so that a busy machine burdens
all alike; the smallest figure counts, as the one least disturbed. The floor is ``python -c pass``.
Exit status 1 if ``argmap --help`` costs more than the limit that the project set itself. Needs a
system that keeps account of ended children (Linux, macOS).
"""

from __future__ import annotations

import resource
import subprocess
import sys

LIMIT = 0.15
CASES = {
    "bare Python": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "argmap --help": ["-m", "argmap", "--help"],
    "argmap --version": ["-m", "argmap", "--version"],
    "argmap check --help": ["-m", "argmap", "check", "--help"],
    "import argmap": ["-c", "import argmap"],
}


def cpu_seconds(arguments: list[str]) -> float:
    """CPU seconds, user and system, of one run of the interpreter with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int = 15) -> int:
    """Print a table of figures; returns the exit status."""
    rounds = [{name: cpu_seconds(arguments) for name, arguments in CASES.items()} for _ in range(runs)]
    best = {name: min(figures[name] for figures in rounds) for name in CASES}
    floor = best["bare Python"]
    print(f"CPU seconds, best of {runs}; Python {sys.version.split()[0]}\n")
    print(f"{'command':<22}{'CPU':>8}{'above bare':>12}{'times bare':>12}")
    for name, seconds in best.items():
        print(f"{name:<22}{seconds:>8.3f}{seconds - floor:>12.3f}{seconds / floor:>12.1f}")
    above = best["argmap --help"] - floor
    print(f"\nargmap --help costs {above:.3f} s on top of bare Python; the limit is {LIMIT} s")
    return int(above > LIMIT)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
