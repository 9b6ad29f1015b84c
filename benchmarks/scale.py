"""How `argmap nearest` and `argmap agree` grow: time and memory over 10, 100 and 1,000 maps of 60 components.

Usage: python benchmarks/scale.py [MAPS ...]

Each size is a folder of made-up annotation files (words drawn by Zipf's law, 20 issues, every tenth position said
again in other maps with some words changed); each command runs on it in a process of its own. Growth is the power
of the number of maps with which time grows since the row above. Recall of `nearest` is measured on positions drawn
evenly, against comparing each with every other. For `agree`, half as many texts are annotated by two people.
"""

from __future__ import annotations

import json
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
# a small process in between: the peak of a child counts the memory of the one that it was made from
LAUNCHER = """
import json, resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


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


def measure(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Seconds of wall time and of CPU, and peak memory in MB, of a command in a folder."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, sys.executable, "-m", "argmap", *command],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    wall = time.perf_counter() - began
    status, cpu, peak = json.loads(done.stdout.splitlines()[-1])
    if status:
        raise SystemExit(f"argmap {command[0]} ended with {status}")
    return wall, cpu, peak / (1024.0 if sys.platform != "darwin" else 1024.0**2)


def written(maps: list[ArgumentMap], folder: Path) -> None:
    """Annotation files of a corpus."""
    folder.mkdir()
    for amap in maps:
        (folder / f"{amap.id}.xml").write_bytes(new_annotation(amap))


def annotated(count: int, folder: Path) -> None:
    """So many annotations, two of each text: one in ten components missing, one in six of another kind or cut."""
    chance = random.Random(count)
    for number in range(count // 2):
        text = ReadingText.of(" ".join(f"word{number}" for _ in range(15 * COMPONENTS)))
        cuts = [(at * text.length // COMPONENTS, (at + 1) * text.length // COMPONENTS - 9) for at in range(COMPONENTS)]
        for who in ("anna", "boris"):
            components = tuple(
                Component(f"c{at}", chance.choice(["claim"] * 5 + ["evidence"]), f"c{at}",
                          (Fragment(a, b, f"src:{a}-{b}"),), (ISSUES[at % len(ISSUES)].id,))
                for at, (a, b) in enumerate((a + chance.choice([0] * 5 + [9]), b) for a, b in cuts)
                if chance.random() < 0.9
            )  # fmt: skip
            (folder / who).mkdir(parents=True, exist_ok=True)
            amap = ArgumentMap(f"m{number}", text=text, components=components, issues=ISSUES)
            (folder / who / f"t{number}.xml").write_bytes(new_annotation(amap))


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
    """Print the tables; returns the exit status."""
    counts = [int(each) for each in sizes] or [10, 100, 1000]
    for name, head, work in (("nearest", "recall", _nearest), ("agree", "", _agree)):
        print(f"\nargmap {name}\n{'maps':>6}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'growth':>8}{head:>8}")
        before: tuple[int, float] | None = None
        for size in counts:
            (wall, cpu, peak), more = work(size)
            growth = f"{np.log(cpu / before[1]) / np.log(size / before[0]):.2f}" if before else "–"
            print(f"{size:>6}{wall:>9.1f}{cpu:>9.1f}{peak:>8.0f}{growth:>8}{more:>8}", flush=True)
            before = size, cpu
    return 0


def _nearest(size: int) -> tuple[tuple[float, float, float], str]:
    maps = corpus(size)
    items = [position for number, amap in enumerate(maps) for position in positions(amap, number)]
    with tempfile.TemporaryDirectory() as folder:
        written(maps, Path(folder, "corpus"))
        used = measure(["nearest", "corpus", "-o", "near.csv", "-n", str(WANTED)], Path(folder))
    return used, f"{missed(items, 100 if size < 1000 else 30):.3f}"


def _agree(size: int) -> tuple[tuple[float, float, float], str]:
    with tempfile.TemporaryDirectory() as folder:
        annotated(size, Path(folder, "corpus"))
        return measure(["agree", "corpus", "-o", "agreement.json"], Path(folder)), ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
