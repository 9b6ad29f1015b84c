"""What a block says: its reading text, with the way back to the offsets of the raw text, and its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from argmap.text.imports.blocks import Block
from argmap.text.imports.clean_data import Cleaned
from argmap.text.imports.layout import PLACEHOLDER

_BLANK = "".join(map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]))
_BLANK += "\u2028\u2029\u202f\u205f\u3000" + PLACEHOLDER
Span = tuple[int, int]
Splitter = Callable[[list[str]], list[list[Span]]]


Skip = tuple[int, int, str]


def reading(cleaned: Cleaned, block: Block) -> tuple[str, list[int]]:
    """A block's text as read: repairs applied, interruptions left out; and the raw offset of each character."""
    return _reading(cleaned.text, block, _skips(cleaned))


def _skips(cleaned: Cleaned) -> list[Skip]:
    """What is not read as it stands: start, end, and what is read instead, in order."""
    skips = [(span.start, span.end, "") for span in cleaned.inside]
    return sorted(skips + [(edit.start, edit.end, edit.out) for edit in cleaned.edits])


def _reading(text: str, block: Block, skips: list[Skip]) -> tuple[str, list[int]]:
    first, last = bisect_left(skips, (block.start,)), bisect_left(skips, (block.end,))
    chars: list[str] = []
    origins: list[int] = []
    position = block.start
    for start, end, out in [*skips[first:last], (block.end, block.end, "")]:
        if start < position:  # a repair inside an interruption
            continue
        chars.extend(text[position:start])
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
    skips = _skips(cleaned)
    texts = [_reading(cleaned.text, block, skips) for block in blocks]
    found = split([text for text, _ in texts])
    result: dict[int, list[Span]] = {}
    marks = sorted((span.start, span.end) for span in cleaned.inside if span.start in cleaned.marks)
    for block, (text, origins), spans in zip(blocks, texts, found, strict=True):
        raw = [(origins[a], origins[b - 1] + 1) for a, b in _clean_spans(text, spans)]
        limits = [*(start for start, _ in raw[1:]), block.end][: len(raw)]
        taken = [(a, _with_marks(cleaned.text, b, limit, marks)) for (a, b), limit in zip(raw, limits, strict=True)]
        result[block.start] = taken
    return result


def _clean_spans(text: str, spans: list[Span]) -> list[Span]:
    """Spans without white space at their ends, empty ones left out, a leading list sign left outside."""
    result: list[Span] = []
    for first, last in spans:
        piece = text[first:last]
        start = first + len(piece) - len(piece.lstrip(_BLANK))
        end = first + len(piece.rstrip(_BLANK[:-1]))
        if not result and end - start > 1 and text[start] in "-–•*▪●·":
            start = end - len(text[start + 1 : end].lstrip(_BLANK))
        if end > start:
            result.append((start, end))
    return result


def _with_marks(text: str, end: int, limit: int, marks: list[Span]) -> int:
    """The sentence's end moved past the note marks that follow it directly."""
    for start, stop in marks[bisect_left(marks, (end,)) :]:
        if start >= limit or text[end:start].strip():
            break
        end = stop
    return end
