"""What stands on a printed page beside the running text: heads and feet, page numbers, pull-quotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from argmap.text.imports.layout import letters
from argmap.text.media.pdf_chars import PdfPage
from argmap.text.media.pdf_lines import PdfLine

_NUMBER = re.compile(r"[\[(–—|-]?\s*(?:page\s+|p\.\s*|s\.\s*)?(\d{1,4})\s*(?:(?:of|/)\s*\d+)?\s*[\])–—|-]?$", re.I)
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.I)
_EDGE_NUMBER = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NEAR = 5.0  # points by which a running head may stand higher or lower from page to page
_FEWEST_LETTERS = 30
_LARGER = 1.12


def body_size(lines: list[PdfLine]) -> float:
    """The size, in points, in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def find_furniture(found: list[list[PdfLine]], pages: list[PdfPage]) -> dict[int, str]:
    """Give a role to running heads and feet and to page numbers; returns the page labels that are printed.

    Args:
        found: Chunks of every page.
        pages: The pages.
    """
    edges = [_edges(lines) for lines in found]
    _repeated(edges)
    _isolated(found, edges, pages)
    numbers = _numbers(edges)
    first = _likely_first(numbers, edges, pages)
    labels: dict[int, str] = {}
    for page, line, number in numbers:
        if number - page == first:
            line.role, line.evidence = "pageNum", "a number at the edge of the page that fits the sequence"
            labels[page] = str(number)
    _numbers_in_heads(edges, labels)
    _roman(edges, labels)
    return labels


def _edges(lines: list[PdfLine]) -> list[PdfLine]:
    """Chunks of the two uppermost and the two lowest rows."""
    rows = sorted({round(line.y) for line in lines})
    near = {*rows[:2], *rows[-2:]}
    return [line for line in lines if round(line.y) in near]


def _repeated(edges: list[list[PdfLine]]) -> None:
    """Lines whose letters stand at the same height of two pages or more are running heads or feet."""
    places: dict[str, list[PdfLine]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            shape = letters(line.text)
            if len(shape) > 1:
                places[shape].append(line)
    times: dict[int, int] = {}
    for same in places.values():
        for line in same:
            times[id(line)] = len({other.page for other in same if abs(other.y - line.y) <= _NEAR})
    for lines in edges:
        for line in lines:
            row = [other for other in lines if abs(other.y - line.y) <= 1]
            often = min(times.get(id(o), 0) or 2 * bool(_NUMBER.fullmatch(o.text)) for o in row)
            if often > 1 and id(line) in times:  # the whole row comes again: not a word of the text by chance
                line.role = "header"
                line.evidence = f"the same line stands at this place of {times[id(line)]} pages"


def _isolated(found: list[list[PdfLine]], edges: list[list[PdfLine]], pages: list[PdfPage]) -> None:
    """Short rows at the edge, apart from the text, where other pages have one too."""
    rows: list[PdfLine] = []
    for lines, edge, page in zip(found, edges, pages, strict=True):
        for line in edge:
            others = [abs(line.y - other.y) for other in lines if abs(line.y - other.y) > 1]
            inner = any((other.y - line.y) * (0.5 * page.height - line.y) < -1 for other in lines)
            short = line.x1 - line.x0 < 0.6 * page.width
            outer = line.y < 0.13 * page.height or line.y > 0.87 * page.height
            if short and outer and not inner and min(others, default=0.0) > 1.6 * line.size:
                rows.append(line)
    for line in rows:
        same = {other.page for other in rows if abs(other.y - line.y) <= 2 and abs(other.size - line.size) < 0.2}
        if len(same) > 1 and not line.role and not _NUMBER.fullmatch(line.text):
            line.role, line.evidence = "header", "apart from the text where other pages have a running head"


def _numbers(edges: list[list[PdfLine]]) -> list[tuple[int, PdfLine, int]]:
    """(page from 0, line, number) of lines that hold nothing but a number."""
    found = []
    for page, lines in enumerate(edges):
        for line in lines:
            match = _NUMBER.fullmatch(line.text.strip())
            row = [other for other in lines if abs(other.y - line.y) <= 1 and other is not line]
            if match and all(other.role or _NUMBER.fullmatch(other.text) for other in row):
                found.append((page, line, int(match.group(1))))
    return found


def _likely_first(
    numbers: list[tuple[int, PdfLine, int]], edges: list[list[PdfLine]], pages: list[PdfPage]
) -> int | None:
    """The number of the first page that most printed numbers agree on; a single one counts if it stands apart."""
    counted = Counter(number - page for page, _, number in numbers)
    if not counted:
        return None
    first, times = counted.most_common(1)[0]
    if times > 1:
        return first
    for page, line, number in numbers:
        others = [abs(line.y - other.y) for other in edges[page] if abs(line.y - other.y) > 1]
        outer = line.y < 0.12 * pages[page].height or line.y > 0.88 * pages[page].height
        if pages[page].label == str(number) or (outer and min(others, default=99.0) > 1.6 * line.size):
            return number - page
    return None


def _numbers_in_heads(edges: list[list[PdfLine]], labels: dict[int, str]) -> None:
    """Page numbers printed in the same line as a running head."""
    found: list[tuple[int, int]] = []
    for page, lines in enumerate(edges):
        for line in lines:
            match = _EDGE_NUMBER.search(line.text) if line.role == "header" else None
            if match:
                found.append((page, int(match.group(1) or match.group(2))))
    counted = Counter(number - page for page, number in found).most_common(1)
    if counted and counted[0][1] > 1:
        for page, number in found:
            if number - page == counted[0][0]:
                labels.setdefault(page, str(number))


def _roman(edges: list[list[PdfLine]], labels: dict[int, str]) -> None:
    """Pages of a preface, numbered in Roman figures."""
    found = [
        (page, line, value)
        for page, lines in enumerate(edges)
        for line in lines
        if page not in labels and _ROMAN.fullmatch(line.text) and (value := _value(line.text))
    ]
    counted = Counter(value - page for page, _, value in found).most_common(1)
    for page, line, value in found:
        if counted[0][1] > 1 and value - page == counted[0][0]:
            line.role, line.evidence = "pageNum", "a Roman number at the edge of the page that fits the sequence"
            labels[page] = line.text


def _value(roman: str) -> int:
    digits = [_DIGITS[char] for char in roman.casefold()]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def groups_apart(lines: list[PdfLine], page: PdfPage, body: float) -> list[list[PdfLine]]:
    """Runs of lines in larger type or in a frame, that may be pull-quotes or headings."""
    groups: list[list[PdfLine]] = []
    candidates = [
        line for line in lines if not line.role and (line.size >= _LARGER * body or _frame(line, page) is not None)
    ]
    for line in sorted(candidates, key=lambda one: (one.y, one.x0)):
        for group in groups:
            last = group[-1]
            close = 0 <= line.y - last.y <= 2 * max(line.size, last.size)
            inside = _frame(line, page) == _frame(last, page)
            beside = min(line.x1, max(g.x1 for g in group)) - max(line.x0, min(g.x0 for g in group))
            if close and inside and abs(line.size - last.size) < 0.12 * body and (beside > 0 or line.y - last.y < 1):
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _frame(line: PdfLine, page: PdfPage) -> int | None:
    """Which drawn frame holds a line; frames around most of the page hold nothing apart."""
    for number, (x0, top, x1, bottom) in enumerate(page.frames):
        area = (x1 - x0) * (bottom - top)
        tall = bottom - top > 2.5 * line.size
        across = x0 - 2 <= line.x0 and line.x1 <= x1 + 2
        within = top - 2 <= line.y - 0.5 * line.size and line.y <= bottom + 2
        if tall and area < 0.4 * page.width * page.height and across and within:
            return number
    return None


def repeats(group: list[PdfLine], stream: str) -> bool:
    """Whether the words of a group stand in the running text: all its letters, or most runs of four words.

    Args:
        group: Lines set apart.
        stream: The letters of the running text.
    """
    text = _unbroken(group)
    said = letters(text)
    if len(said) < _FEWEST_LETTERS:
        return False
    if said in stream:
        return True
    words = [word for word in map(letters, text.split()) if word]
    runs = ["".join(words[i : i + 4]) for i in range(len(words) - 3)]
    return len(runs) >= 4 and sum(run in stream for run in runs) >= 0.7 * len(runs)


def _unbroken(group: list[PdfLine]) -> str:
    """The words of lines, those broken at a line's end put together."""
    return re.sub(r"(?<=\w)-\n(?=[^\W\dA-Z])", "", "\n".join(line.text for line in group))
