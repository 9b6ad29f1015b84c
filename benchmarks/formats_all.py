"""What reading and writing costs in every notation: per file of real corpora, per claim, and on garbled files.

Usage: python benchmarks/formats_all.py [FOLDER_OF_CORPORA]

Three tables, in CPU seconds (best of three where it is one file): the argumentative microtexts in XML and AIF and the
abstracts in brat, file by file; a made-up map of 1,000 and of 4,000 claims (linked premises, a tower of undercuts)
written and read in each notation, and how the time grows; and all cases of the fuzzer (tests/formats/fuzzing.py), the
slowest against its sound file. Exit status 1 where four times the map takes more than ten times as long to read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from argmap import formats  # noqa: E402
from argmap.plugins import Format, Input  # noqa: E402
from argmap.problems import DataError  # noqa: E402
from tests.formats.fuzzing import Files, chain, input_of, mutants, sound_files  # noqa: E402

CORPORA = (("microtexts-xml", "*.xml"), ("microtexts-aif/format=aif,lang=en", "*.json"), ("abstrct-brat", "*.ann"))
CLAIMS = 1_000
GROWTH = 10.0
CASES = 200


def seconds(call: Callable[[], object], tries: int = 3) -> float:
    """CPU seconds of the best of a few calls."""
    best = float("inf")
    for _ in range(tries):
        began = time.process_time()
        call()
        best = min(best, time.process_time() - began)
    return best


def corpora(folder: Path) -> None:
    """Milliseconds a file of each corpus that is at hand."""
    print("corpus            files  problems  ms a file  slowest ms")
    for name, pattern in CORPORA:
        paths = sorted((folder / name).rglob(pattern))
        if not paths:
            print(f"{name:<17} not at hand")
            continue
        taken, told = [], 0
        for path in paths:
            data = path.read_bytes()
            beside = {other.name: other.read_bytes() for other in path.parent.glob(f"{path.stem}.*") if other != path}
            began = time.process_time()
            _, problems = formats.read(data, path.name, fetch=beside.get)
            taken.append(1000 * (time.process_time() - began))
            told += len(problems)
        mean = sum(taken) / len(taken)
        print(f"{name.partition('/')[0]:<17} {len(paths):5}  {told:8}  {mean:9.2f}  {max(taken):10.2f}")


def written(form: Format, claims: int) -> tuple[float, Files]:
    """Seconds to write a made-up map, and the files."""
    amap = chain(claims)
    made = formats.write(amap, form.name)
    files = (made.main, f"f{made.suffix}", {f"f{suffix}": data for suffix, data in made.beside.items()})
    return seconds(lambda: formats.write(amap, form.name), 1), files


def notations() -> bool:
    """Time to write and read a map of `CLAIMS` claims and of four times as many; whether reading grows too fast."""
    bad = False
    print(f"\nnotation         write {CLAIMS} s  read {CLAIMS} s  read {4 * CLAIMS} s  growth    MB")
    for form in formats.built_in():
        if form.write is None or form.read is None:
            continue
        read = form.read
        wrote, small = written(form, CLAIMS)
        _, large = written(form, 4 * CLAIMS)
        few, many = seconds(lambda: read(input_of(small))), seconds(lambda: read(input_of(large)))  # noqa: B023
        growth = many / max(few, 0.001)
        bad |= growth > GROWTH
        mark = "  TOO FAST" if growth > GROWTH else ""
        size = len(large[0]) / 1e6
        print(f"{form.name:<15} {wrote:12.2f}  {few:11.2f}  {many:11.2f}  {growth:6.1f}  {size:4.1f}{mark}")
    return bad


def reading(form: Format, source: Input) -> float:
    """Seconds to read a file, or to refuse it."""
    began = time.process_time()
    try:
        if form.read is not None:
            form.read(source)
    except DataError:
        pass
    return time.process_time() - began


def garbled() -> None:
    """Cases a second of the fuzzer, and its slowest case."""
    print("\nnotation         cases  cases/s  slowest, times the sound file")
    for form in formats.built_in():
        if form.read is None:
            continue
        taken, worst = [], 0.0
        files = sound_files(form)
        for number, sound in enumerate(files):
            usual = max(reading(form, input_of(sound)), 0.001)
            for _, mutant in mutants(sound, CASES // len(files), f"{form.name}{number}"):
                taken.append(reading(form, input_of(mutant)))
                worst = max(worst, taken[-1] / usual)
        print(f"{form.name:<15} {len(taken):6}  {len(taken) / max(sum(taken), 0.001):7.0f}  {worst:6.1f}")


def main() -> int:
    """Print the tables; 1 where reading grows too fast."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY.parent / "shared/corpora"
    corpora(folder)
    bad = notations()
    garbled()
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
