"""How well passages are found again in damaged copies of their text, and how fast.

    python benchmarks/anchoring.py [TEXT …]

Two tables: random stretches of 5 to 40 words in the texts, and the fragments of the annotations of these texts in
`annotations/` (where there are any). For each noise level: the share of passages found within two characters at each
end, from what a detached file keeps; the same with the passage in full, and with nothing but end words and hash (as in
files that argmap did not write); wrong places called exact or moved by any of the three; deleted passages that were
attached elsewhere; and milliseconds per passage, beside a peer that has the passage in full: RapidFuzz window, then
edlib.
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

from argmap.tei.attach import attach
from argmap.tei.attach_text import fit, known_text
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.text.anchor import Anchor, Anchored, Text, anchor_all, describe_all
from argmap.text.normal import normalise

NOISE = (0.0, 0.01, 0.03, 0.05)
PASSAGES = 100
DELETIONS = 60
LIMIT = 2
FIRST_SEED = 7000
FOLDER = Path(__file__).resolve().parents[2] / "shared" / "texts"
Spans = list[tuple[int, int]]


@dataclass
class Tally:
    """Counts over one noise level."""

    passages: int = 0
    close: int = 0
    close_full: int = 0
    close_bare: int = 0
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


def measure(content: str, noise: float, seed: int, tally: Tally, spans: Spans | None = None) -> None:
    """Add one damaged copy's figures."""
    spans = spans or spans_of(content, seed, PASSAGES)
    copy = damage(content, replace(ALL, noise=noise), seed)
    truths = [copy.span(*span) for span in spans]
    old = Text.of(content)
    anchors = describe_all(old, spans)
    began = time.process_time()
    results = anchor_all(anchors, Text.of(copy.content))
    tally.seconds += time.process_time() - began
    full = anchor_all(describe_all(old, spans, quote=True), Text.of(copy.content))
    bare = anchor_all([replace(anchor, sketch=None) for anchor in anchors], Text.of(copy.content))
    began = time.process_time()
    peers = [peer(content[start:end], copy.content) for start, end in spans]
    tally.peer_seconds += time.process_time() - began
    tally.passages += len(spans)
    tally.lost += sum(result.status == "lost" for result in results)
    tally.wrong += sum(_wrong(result, truth) for result, truth in zip(results + full + bare, truths * 3, strict=True))
    figures = {"close": _ends(results), "close_full": _ends(full), "close_bare": _ends(bare), "peer_close": peers}
    for name, ends in figures.items():
        setattr(tally, name, getattr(tally, name) + sum(map(close, ends, truths)))


def delete(
    content: str, noise: float, seed: int, tally: Tally, spans: Spans | None = None, count: int = DELETIONS
) -> None:
    """Delete passages, one to a copy, and see whether they are found all the same."""
    spans = spans or spans_of(content, seed, PASSAGES)
    anchors = describe_all(Text.of(content), spans)
    for index in random.Random(seed).sample(range(len(spans)), min(count, len(spans))):
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
    """The reading texts to damage."""
    paths = [Path(name) for name in names]
    if not paths:
        raise SystemExit("no texts: name some, or put ../shared beside the repository")
    return [_joined(path.read_text(encoding="utf-8")) for path in paths]


def _joined(raw: str) -> str:
    return normalise(re.sub(r"(?<=\w)-\s*\n\s*(?=[a-z])", "", raw))


def annotated(names: list[str]) -> list[tuple[str, Spans]]:
    """Texts with the fragments that annotations of them mark, as read after an import."""
    folder = Path(__file__).resolve().parents[1]
    found = []
    for path in sorted(folder.glob("annotations/*/*.xml")):
        data = path.read_bytes()
        known = known_text(parse(data))
        for raw in (Path(name).read_bytes() for name in names) if known else ():
            if fit(raw, known) == "same":
                amap, _ = read(attach(data, raw).data)
                ends = {(f.start, f.end) for c in amap.components for f in c.fragments if f.start is not None}
                found.append((amap.text.content, sorted(ends)))
    return found


def table(title: str, cases: list[tuple[str, Spans | None]], copies: int) -> None:
    """Measure and print one table."""
    print(f"{title}\nnoise  within 2  (full)  (bare)  (peer)  wrong  lost  deleted: attached, as certain   ms  peer ms")
    for noise in NOISE:
        tally = Tally()
        for number, (content, spans) in enumerate(cases):
            for copy in range(copies):
                measure(content, noise, FIRST_SEED + 100 * copy + number, tally, spans)
            delete(content, noise, FIRST_SEED + 20 + number, tally, spans)
        hits = (tally.close, tally.close_full, tally.close_bare, tally.peer_close)
        share = [f"{100 * n / tally.passages:6.1f}%" for n in hits]
        gone = f"{100 * tally.reattached / tally.deleted:.1f}% of {tally.deleted}, {tally.certain}"
        times = [1000 * seconds / tally.passages for seconds in (tally.seconds, tally.peer_seconds)]
        print(
            f"{noise:4.0%}  {' '.join(share)}  {tally.wrong:4d}  {tally.lost:4d}  {gone:>28}"
            f"  {times[0]:.2f}  {times[1]:.2f}  ({tally.passages} passages)"
        )


def main() -> None:
    """Print the tables."""
    names = sys.argv[1:] or [str(path) for path in sorted(FOLDER.glob("*.txt"))]
    table("random stretches", [(content, None) for content in texts(names)], 4)
    marked = annotated(names)
    if marked:
        table("annotated fragments", list(marked), 2)


if __name__ == "__main__":
    main()
