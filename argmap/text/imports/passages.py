"""What a block says: its reading text, with the way back to the offsets of the raw text, and its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from argmap.text.imports.blocks import Block
from argmap.text.imports.clean import Cleaned
from argmap.text.imports.layout import PLACEHOLDER

Span = tuple[int, int]
Splitter = Callable[[list[str]], list[list[Span]]]


def reading(cleaned: Cleaned, block: Block) -> tuple[str, list[int]]:
    """A block's text as read: repairs applied, interruptions left out; and the raw offset of each character."""
    skips = [(span.start, span.end, "") for span in cleaned.inside]
    skips += [(edit.start, edit.end, edit.out) for edit in cleaned.edits]
    skips = sorted(skip for skip in skips if block.start <= skip[0] < block.end)
    chars: list[str] = []
    origins: list[int] = []
    position = block.start
    for start, end, out in [*skips, (block.end, block.end, "")]:
        if start < position:  # a repair inside an interruption
            continue
        chars.extend(cleaned.text[position:start])
        origins.extend(range(position, start))
        chars.extend(out)
        origins.extend([start] * len(out))
        position = end
    return "".join(chars), origins


def sentences(cleaned: Cleaned, split: Splitter) -> dict[int, list[Span]]:
    """Sentences of every paragraph and list item: block start to raw offsets; note marks end with their sentence.

    Args:
        cleaned: The cleaned text.
        split: Finds the sentences of each of many texts (offsets without white space at the ends).
    """
    blocks = [b for b in cleaned.blocks if b.kind in ("p", "item") and not b.foreign]
    texts = [reading(cleaned, block) for block in blocks]
    found = split([text for text, _ in texts])
    result: dict[int, list[Span]] = {}
    marks = {start: span.end for span in cleaned.inside if (start := span.start) in cleaned.marks}
    for block, (text, origins), spans in zip(blocks, texts, found, strict=True):
        raw = [(origins[a], origins[b - 1] + 1) for a, b in _clean_spans(text, spans)]
        limits = [*(start for start, _ in raw[1:]), block.end][: len(raw)]
        taken = [(a, _with_marks(cleaned.text, b, limit, marks)) for (a, b), limit in zip(raw, limits, strict=True)]
        result[block.start] = taken
    return result


def _clean_spans(text: str, spans: list[Span]) -> list[Span]:
    """Spans without white space at their ends, empty ones left out, a leading list sign left outside."""
    result: list[Span] = []
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] == PLACEHOLDER):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if not result and end - start > 1 and text[start] in "-–•*▪●·":
            start += 1 + (len(text[start + 1 : end]) - len(text[start + 1 : end].lstrip()))
        if end > start:
            result.append((start, end))
    return result


def _with_marks(text: str, end: int, limit: int, marks: dict[int, int]) -> int:
    """The sentence's end moved past the note marks that follow it directly."""
    starts = sorted(marks)
    while True:
        at = bisect_left(starts, end)
        if at >= len(starts) or starts[at] >= limit or text[end : starts[at]].strip():
            return end
        end = marks[starts[at]]
