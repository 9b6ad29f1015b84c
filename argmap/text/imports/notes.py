"""Note marks: digits glued to a word or an end mark, digits alone on a line, superscript digits."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from argmap.text.imports.layout import Layout, terminal

_GLUED = re.compile(
    r"(?:(?<=[^\W\d_A-ZÀ-Þ]{2})|(?<=[^\d\s][.,;:!?])|(?<=[”’\"'»)\]]))([1-9]\d{0,2})"
    r"(?=$|\s|[—–.,;:!?)\]”’\"'»](?:\s|$|[”’\"'»)\]])|—)",
    re.M,
)
_RAISED = re.compile(r"(?<=\S)([⁰¹²³⁴-⁹]+)")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT = re.compile(r"(?:\b[kcdm]?m|\d)$")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)\S+|\S+@\S+", re.I)
_ABBREVIATED = re.compile(
    r"\b(?:p|pp|vol|vols|no|nos|nr|art|arts|sec|ch|chap|fig|figs|para|bd|s|v|ver|cf|eq|tab|ll?)\.$", re.I
)
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark: its offsets, its number, whether it stands alone on its line or in raised digits."""

    start: int
    end: int
    number: int
    alone: bool = False
    raised: bool = False


def find_marks(
    layout: Layout, alone: list[int], starts: list[int], end: int, known: dict[int, int] | None = None
) -> tuple[list[Mark], list[Mark]]:
    """Note marks that fit one rising sequence, and look-alikes that do not.

    Args:
        layout: The printed lines.
        alone: Indexes of lines that hold nothing but a number.
        starts: Offsets at which pages begin; numbering may start again with 1 on a later page.
        end: Offset at which the article ends.
        known: Start to end of signs that the page shows raised; then nothing else is a mark.
    """
    marks = _candidates(layout.text, end) if known is None else raised(layout.text, known, end)
    marks += [
        Mark(layout.lines[i].first, layout.lines[i].last, int(layout.lines[i].body), alone=True)
        for i in alone
        if layout.lines[i].start < end
    ]
    marks.sort(key=lambda mark: mark.start)
    chosen = _sequence(marks, starts)
    return [marks[i] for i in chosen], [mark for i, mark in enumerate(marks) if i not in set(chosen)]


def raised(text: str, known: dict[int, int], end: int) -> list[Mark]:
    """Marks of the raised numbers at known places; several in a row (“3,4”) are one each, with the sign between."""
    marks: list[Mark] = []
    for start, stop in known.items():
        if start >= end or _UNIT.search(text[max(0, start - 4) : start]):
            continue
        for match in re.finditer(r"([1-9]\d{0,2})(?:[,;–-]\s?(?=\d))?", text[start:stop]):
            marks.append(Mark(start + match.start(), start + match.end(), int(match.group(1)), raised=True))
    return marks


def lone_numbers(layout: Layout, end: int) -> list[int]:
    """Lines with nothing but a small number, after a line that may end a sentence or stops short inside one."""
    found: list[int] = []
    for index in range(1, end):
        body = layout.lines[index].body
        if index in layout.roles or not re.fullmatch(r"[1-9]\d{0,2}", body):
            continue
        before = layout.lines[index - 1]
        if (
            terminal(before.body)
            or before.body[-1:] in ",;"
            or layout.gap(index) < 0
            or before.width < 0.9 * layout.full
        ):
            found.append(index)
    return found


def _candidates(text: str, end: int) -> list[Mark]:
    covered = [match.span() for match in _ADDRESS.finditer(text, 0, end)]
    marks: list[Mark] = []
    for match in _GLUED.finditer(text, 0, end):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not _ABBREVIATED.search(line) and not _within(match.start(), covered):
            marks.append(Mark(match.start(), match.end(), int(match.group(1))))
    for match in _RAISED.finditer(text, 0, end):
        number = int(match.group(1).translate(_RAISED_DIGITS))
        if number and not _UNIT.search(text[max(0, match.start() - 4) : match.start()]):
            marks.append(Mark(match.start(), match.end(), number, raised=True))
    return marks


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (offset, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]


def _sequence(marks: list[Mark], starts: list[int]) -> list[int]:
    """Indexes of the best rising chain: each mark counts one, a step by one half a point, a jump costs.

    A chain may start again at 1 on a later page. A text with a single candidate keeps it only where
    its number is 1, 2 or 3 or its digits are raised.
    """
    best: list[tuple[float, int]] = []
    for here, mark in enumerate(marks):
        score, origin = 1.0 - min(0.9, 0.02 * (mark.number - 1)), -1
        for before in range(max(0, here - _LOOK_BACK), here):
            step = _step(marks[before], mark, starts)
            if step is not None and best[before][0] + step > score:
                score, origin = best[before][0] + step, before
        best.append((score, origin))
    if not best:
        return []
    here = max(range(len(best)), key=lambda i: best[i][0])
    chain: list[int] = []
    while here >= 0:
        chain.append(here)
        here = best[here][1]
    chain.reverse()
    only = marks[chain[0]]
    return [] if len(chain) == 1 and only.number > 3 and not only.raised else chain


def _step(before: Mark, mark: Mark, starts: list[int]) -> float | None:
    """What it adds to a chain that ``mark`` follows ``before``; None where it cannot."""
    rise = mark.number - before.number
    if rise > 0:
        return 1.5 if rise == 1 else 1.0 - 0.15 * (rise - 1) if rise < 12 else None
    turned = bisect_right(starts, mark.start) > bisect_right(starts, before.start)
    return 0.6 if mark.number == 1 and turned else None
