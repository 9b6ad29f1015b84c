"""Argdown against its own program: text to map and JSON, in time and memory, each in a process of its own.

Usage: python benchmarks/formats_argdown.py [STATEMENTS ...]   (default: 100 1000 5000 20000)

The text is made up: titled statements in blocks of 40, up to six levels deep, and 0.3 cross-links for each. The peer
is ``argdown json`` (npm: @argdown/cli), found on the path or in ``ARGDOWN_CLI`` (a JavaScript file that node runs);
where it is not there, its columns stay empty. Processor seconds include the start of the process; the best of three
runs counts. Runs of the two alternate, so that a busy machine slows both; the last columns are the shares of Argdown's
figures. A last table shows inputs that grow: deep, wide, long, open. Exit status 1 where argmap takes more time or
memory than Argdown's own program.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WORDS = ("the rent market house city people claim", "reason policy cost growth supply tenant income tax")
OURS = """
import sys
from argmap import formats
amap, _ = formats.read(open(sys.argv[1], "rb").read(), "m.argdown", "argdown")
open(sys.argv[2], "wb").write(formats.write(amap, "argdown-json").main)
"""


def tree(statements: int, seed: int = 42) -> str:
    """A made-up text of so many statements, and 1.3 times as many relations."""
    draw = random.Random(seed)
    known = " ".join(WORDS).split()

    def sentence() -> str:
        return " ".join(draw.choice(known) for _ in range(draw.randint(6, 14))).capitalize() + "."

    lines: list[str] = []
    for first in range(0, statements, 40):
        lines.append(f"[T{first}]: {sentence()}")
        lines += [f"  {draw.choice('+-')} [T{draw.randrange(first)}]"] if first else []
        depth = 1
        for number in range(first + 1, min(first + 40, statements)):
            depth = min(6, max(1, depth + draw.choice((-1, 0, 1))))
            lines.append("  " * depth + f"{draw.choice(['+', '-', '+>', '->'])} [T{number}]: {sentence()}")
        lines.append("")
    for _ in range(int(0.3 * statements)):
        one, other = draw.randrange(statements), draw.randrange(statements)
        lines += [f"[T{one}]", f"  {draw.choice('+-')} [T{other}]", ""]
    return "\n".join(lines)


def peer() -> list[str]:
    """The command of Argdown's own program; [] where it is not there."""
    script = os.environ.get("ARGDOWN_CLI")
    if script and shutil.which("node"):
        return ["node", script]
    return ["argdown"] if shutil.which("argdown") else []


def measured(command: list[str]) -> tuple[float, float]:
    """Processor seconds and largest memory in MB of a command."""
    child = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode)\n"
    )
    done = subprocess.run([sys.executable, "-c", child, *command], capture_output=True, text=True, check=True)
    seconds, memory, status = done.stdout.split()[-3:]
    if status != "0":
        raise SystemExit(f"{command[0]} failed")
    return float(seconds), float(memory) / 1024


def against_peer(sizes: list[int], say: Callable[[str], None] = print) -> bool:
    """Rows of statements, seconds and memory of argmap and of Argdown's program; whether argmap takes less of both."""
    program, fine = peer(), True
    heads = ("statements", "argmap s", "MB", "argdown s", "MB", "time", "memory")
    say(f"| {' | '.join(heads)} |\n|{' ---: |' * len(heads)}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"tree-{size}.argdown"
            path.write_text(tree(size), encoding="utf-8")
            ours: list[tuple[float, float]] = []
            theirs: list[tuple[float, float]] = []
            for _ in range(3):
                ours.append(measured([sys.executable, "-c", OURS, str(path), str(Path(folder) / "o.json")]))
                if program:
                    theirs.append(measured([*program, "json", str(path), folder]))
            best = [tuple(map(min, zip(*runs, strict=True))) for runs in (ours, theirs) if runs]
            cells = [f"{figure:.2f} | {memory:.0f}" for figure, memory in best]
            shares = [one / other for one, other in zip(*best, strict=True)] if program else []
            fine = fine and all(share <= 1 for share in shares)
            say(f"| {size} | {' | '.join([*cells, *(f'{share:.0%}' for share in shares)])} |")
    return fine


def growing(say: Callable[[str], None] = print) -> None:
    """Seconds for inputs and for inputs twice as large: twice the time is linear."""
    from argmap import formats

    def seconds(text: str) -> float:
        start = time.process_time()
        formats.read(text.encode(), "m.argdown", "argdown")
        return time.process_time() - start

    shapes: dict[str, tuple[int, Callable[[int], str]]] = {
        "nested relations": (5_000, lambda n: "[A]\n" + "".join(f"{' ' * k}+ [B{k}]\n" for k in range(1, n))),
        "paragraphs": (100_000, lambda n: "\n\n".join(f"[S{k}]: a b" for k in range(n))),
        "children": (50_000, lambda n: "[A]\n" + "".join(f"  +> [B{k}]\n" for k in range(n))),
        "characters of one statement": (500_000, lambda n: "[A]: " + "word, " * (n // 6)),
        "open braces": (50_000, lambda n: "a {b\n\n" * n),
        "open comments": (50_000, lambda n: "a /* b\n\n" * n),
        "titles alike": (
            20_000,
            lambda n: "\n\n".join(f"[a{'-' * 3}]: x" if k % 2 else f"[a{' ' * (k % 7)}]" for k in range(n)),
        ),
    }
    say("| input | size | s | twice the size | s |\n| --- | ---: | ---: | ---: | ---: |")
    for name, (size, make) in shapes.items():
        say(f"| {name} | {size} | {seconds(make(size)):.2f} | {2 * size} | {seconds(make(2 * size)):.2f} |")
    say(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    kept = against_peer([int(item) for item in sys.argv[1:]] or [100, 1_000, 5_000, 20_000])
    growing()
    sys.exit(int(not kept))
