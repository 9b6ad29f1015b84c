"""How `argmap nearest` grows: time and memory over 10, 100 and 1,000 maps of 60 components, and what it misses.

Usage: python benchmarks/scale.py [MAPS ...]

Each size is a folder of made-up annotation files (words drawn by Zipf's law, 20 issues, every tenth position said
again in other maps with some words changed); the command runs on it in a process of its own. Recall is measured on
positions drawn evenly, against comparing each with every other.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

import numpy as np

from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation
from argmap.suggest.nearest import Corpus, Position, positions
from argmap.tei.newfile import new_annotation
from argmap.text.reading import ReadingText

COMPONENTS = 60
ISSUES = tuple(Issue(f"issue.i{n}", f"Issue {n}", f"Is it so with {n}?") for n in range(20))
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ra",
    "le",
    "mi",
    "no",
    "pu",
    "sta",
    "tre",
    "kri",
    "blo",
    "nu",
    "ver",
    "tion",
)
WANTED = 5


def vocabulary(size: int = 20_000) -> tuple[list[str], list[float]]:
    """Words and their summed weights."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(size)]
    return words, list(accumulate(1.0 / rank for rank in range(1, size + 1)))


def corpus(count: int) -> list[ArgumentMap]:
    """Made-up maps, the same every time."""
    chance = random.Random(count)
    words, weights = vocabulary()
    common = [chance.choices(words, cum_weights=weights, k=14) for _ in range(count)]
    made = []
    for number in range(count):
        components = []
        for index in range(COMPONENTS):
            said = chance.choices(words, cum_weights=weights, k=14)
            if index % 10 == 0:
                said = [
                    new if chance.random() < 0.3 else old for old, new in zip(chance.choice(common), said, strict=True)
                ]
            issue = ISSUES[hash_of(said[0]) % len(ISSUES)].id
            components.append(Component(f"c{index}", "claim", " ".join(said), (Fragment(0, 4, "src:0-4"),), (issue,)))
        relations = tuple(Relation(f"k{i}", "supports", (f"c{i}",), (f"c{i // 2}",)) for i in range(1, COMPONENTS))
        text = ReadingText.of("Made up text.")
        made.append(ArgumentMap(f"m{number}", f"Map {number}", text=text, components=tuple(components),
                                relations=relations, issues=ISSUES))  # fmt: skip
    return made


def hash_of(word: str) -> int:
    """A number that is the same in every run."""
    return sum(ord(letter) * 31**place for place, letter in enumerate(word))


def measure(maps: list[ArgumentMap], folder: Path) -> tuple[float, float, float]:
    """Seconds of wall time and of CPU, and peak memory in MB, of the command on these maps."""
    (folder / "corpus").mkdir()
    for amap in maps:
        (folder / "corpus" / f"{amap.id}.xml").write_bytes(new_annotation(amap))
    command = [sys.executable, "-m", "argmap", "nearest", "corpus", "-o", "near.csv", "-n", str(WANTED)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"argmap nearest ended with {process.returncode}")
    peak = used.ru_maxrss / (1024.0 if sys.platform != "darwin" else 1024.0**2)
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, peak


def missed(items: list[Position], sample: int = 100) -> float:
    """Share of the true nearest that are found: those whose likeness is at least that of the last one wanted."""
    searched = Corpus(items)
    hit = total = 0
    for index in range(0, len(items), max(1, len(items) // sample)):
        own = items[index]
        cosines = searched.rows.take([index]).products(searched.rows)[0]
        fit = (searched.owner != own.owner) & np.array([bool(set(own.issues) & set(i.issues)) for i in items])
        best = np.sort(np.where(fit, cosines, -1.0))[::-1][:WANTED]
        found = [near.cosine for near in searched.nearest(own.owner, WANTED) if near.a == index]
        total += len(best)
        hit += sum(value >= best[-1] - 1e-3 for value in found)
    return hit / max(1, total)


def main(sizes: list[str]) -> int:
    """Print the table; returns the exit status."""
    print(f"{'maps':>6}{'positions':>11}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'ms each':>9}{'recall':>8}")
    for size in [int(each) for each in sizes] or [10, 100, 1000]:
        maps = corpus(size)
        items = [position for number, amap in enumerate(maps) for position in positions(amap, number)]
        with tempfile.TemporaryDirectory() as folder:
            wall, cpu, peak = measure(maps, Path(folder))
        share = missed(items, 100 if size < 1000 else 30)
        each = 1000.0 * cpu / len(items)
        print(f"{size:>6}{len(items):>11}{wall:>9.1f}{cpu:>9.1f}{peak:>8.0f}{each:>9.2f}{share:>8.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
