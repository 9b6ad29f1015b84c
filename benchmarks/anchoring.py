"""How well passages are found again in damaged copies of their text, and how fast.

    python benchmarks/anchoring.py [TEXT …]

For each noise level: the share of passages found within two characters at each end (without and with the passage in
full), wrong places called exact or moved, deleted passages attached elsewhere, and milliseconds per passage beside
a peer: RapidFuzz window, then edlib, with the passage in full (the best of `research/workbench.md` 4c).
"""

from __future__ import annotations

import random
import re
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import edlib
from perturb import ALL, damage
from rapidfuzz.fuzz import partial_ratio_alignment

from argmap.text.anchor import Anchor, Anchored, Text, anchor_all, describe_all
from argmap.text.normal import normalise

NOISE = (0.0, 0.01, 0.03, 0.05)
PASSAGES = 100
DELETIONS = 60
LIMIT = 2


@dataclass
class Tally:
    """Counts over one noise level."""

    passages: int = 0
    close: int = 0
    close_full: int = 0
    peer_close: int = 0
    wrong: int = 0
    lost: int = 0
    deleted: int = 0
    reattached: int = 0
    certain: int = 0
    seconds: float = 0.0
    peer_seconds: float = 0.0


def spans_of(content: str, seed: int, count: int) -> list[tuple[int, int]]:
    """Random stretches of 5 to 40 words, half of them starting where a sentence does."""
    dice = random.Random(seed)
    starts = [match.start() for match in re.finditer(r"\S+", content)]
    sentences = [i for i, at in enumerate(starts) if at > 1 and content[at - 2] in ".?!" and content[at].isupper()]
    found: set[tuple[int, int]] = set()
    while len(found) < count:
        size = dice.randint(5, 40)
        low = dice.choice(sentences) if dice.random() < 0.5 else dice.randrange(len(starts) - size)
        if low + size < len(starts):
            found.add((starts[low], starts[low + size] - 1))
    return sorted(found)


def close(found: tuple[int | None, int | None], truth: tuple[int, int]) -> bool:
    """Whether both ends lie within two characters of the truth."""
    start, end = found
    return start is not None and end is not None and abs(start - truth[0]) <= LIMIT and abs(end - truth[1]) <= LIMIT


def peer(quote: str, content: str) -> tuple[int, int]:
    """RapidFuzz's window, refined by edlib."""
    window = partial_ratio_alignment(quote, content)
    low = max(0, window.dest_start - 40)
    found = edlib.align(quote, content[low : window.dest_end + 40], mode="HW", task="locations")
    start, last = found["locations"][0]
    return low + (start or 0), low + last + 1


def measure(content: str, noise: float, seed: int, tally: Tally) -> None:
    """Add one damaged copy's figures."""
    spans = spans_of(content, seed, PASSAGES)
    copy = damage(content, replace(ALL, noise=noise), seed)
    truths = [copy.span(*span) for span in spans]
    old = Text.of(content)
    anchors = describe_all(old, spans)
    began = time.process_time()
    results = anchor_all(anchors, Text.of(copy.content))
    tally.seconds += time.process_time() - began
    full = anchor_all(describe_all(old, spans, quote=True), Text.of(copy.content))
    began = time.process_time()
    peers = [peer(content[start:end], copy.content) for start, end in spans]
    tally.peer_seconds += time.process_time() - began
    tally.passages += len(spans)
    tally.lost += sum(result.status == "lost" for result in results)
    tally.wrong += sum(_wrong(result, truth) for result, truth in zip(results + full, truths * 2, strict=True))
    for name, ends in (("close", _ends(results)), ("close_full", _ends(full)), ("peer_close", peers)):
        setattr(tally, name, getattr(tally, name) + sum(map(close, ends, truths)))


def delete(content: str, noise: float, seed: int, tally: Tally, count: int = DELETIONS) -> None:
    """Delete passages, one to a copy, and see whether they are found all the same."""
    spans = spans_of(content, seed, PASSAGES)
    anchors = describe_all(Text.of(content), spans)
    for index in random.Random(seed).sample(range(len(spans)), count):
        copy = damage(content, replace(ALL, noise=noise), seed + index, deleted=spans[index])
        result = anchor_all(_apart(anchors, index), Text.of(copy.content))[0]
        tally.deleted += 1
        tally.reattached += result.status != "lost"
        tally.certain += result.status in ("exact", "moved")


def _apart(anchors: list[Anchor], index: int) -> list[Anchor]:
    """The deleted passage first, then its neighbours that do not overlap it (they are still there)."""
    gone = anchors[index]
    return [gone] + [a for a in anchors[:: PASSAGES // 10] if a.end <= gone.start or a.start >= gone.end]


def _wrong(result: Anchored, truth: tuple[int, int]) -> bool:
    return result.status in ("exact", "moved") and not close((result.start, result.end), truth)


def _ends(results: list[Anchored]) -> list[tuple[int | None, int | None]]:
    return [(result.start, result.end) for result in results]


def texts(names: list[str]) -> list[str]:
    """The reading texts to damage: the files named, or the articles beside the repository."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "texts"
    paths = [Path(name) for name in names] or sorted(folder.glob("*.txt"))
    if not paths:
        raise SystemExit("no texts: name some, or put ../shared beside the repository")
    return [_joined(path.read_text(encoding="utf-8")) for path in paths]


def _joined(raw: str) -> str:
    return normalise(re.sub(r"(?<=\w)-\s*\n\s*(?=[a-z])", "", raw))


def main() -> None:
    """Print the table."""
    contents = texts(sys.argv[1:])
    print("noise  within 2  (full)  (peer)  wrong  lost  deleted→attached (as certain)  ms  peer ms")
    for noise in NOISE:
        tally = Tally()
        for number, content in enumerate(contents):
            for seed in (11 + number, 211 + number):
                measure(content, noise, seed, tally)
            delete(content, noise, 31 + number, tally)
        share = [f"{100 * n / tally.passages:6.1f}%" for n in (tally.close, tally.close_full, tally.peer_close)]
        gone = f"{100 * tally.reattached / tally.deleted:.1f}% ({tally.certain})"
        times = [1000 * seconds / tally.passages for seconds in (tally.seconds, tally.peer_seconds)]
        print(
            f"{noise:4.0%}  {share[0]} {share[1]} {share[2]}  {tally.wrong:4d}  {tally.lost:4d}  {gone:>26}"
            f"  {times[0]:.2f}  {times[1]:.2f}"
        )


if __name__ == "__main__":
    main()
