"""What each line of running text is: footnotes, captions, title, headings, beginnings of paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from argmap.text.imports.blocks import ITEM
from argmap.text.imports.headings import known_heading, like_name
from argmap.text.imports.layout import terminal
from argmap.text.media.pdf_lines import PdfLine

_SMALLER = 0.93
_CAPTION = re.compile(r"(?:fig(?:ure|\.)?|table|tab\.|chart|map|abb(?:ildung|\.)|tabelle|plate)\s*\d+", re.I)
_LABEL = re.compile(r"(\d{1,3}|[*†‡§¶]{1,3}|[⁰¹²³⁴-⁹]{1,3})(?:[.)]?\s|(?=[^\W\d]))")
_OPENERS = "“\"‘'«([ "
_ABOVE = 4  # most lines above a title that are not text
_LONGEST = 16  # words in one line of a heading


@dataclass(slots=True)
class Facts:
    """What is found about lines, which are named by their place in the list of all lines."""

    begins: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    opens: set[int] = field(default_factory=set)
    numbers: dict[int, str] = field(default_factory=dict)
    gaps: set[int] = field(default_factory=set)  # more space than usual before the line

    @staticmethod
    def filled(lines: list[PdfLine], upper: int, lower: int) -> bool:
        """Whether something that is not running text stands between two lines of a column."""
        a, b = lines[upper], lines[lower]
        return any(
            one.role and one.page == a.page and a.y < one.y < b.y and one.x0 < a.right and one.x1 > a.left
            for one in lines
        )


def find_notes(lines: list[PdfLine], body: float) -> None:
    """Give smaller lines at the foot of the columns of one page the role of footnotes, and captions theirs."""
    for column in sorted({line.column for line in lines}):
        own = [line for line in lines if line.column == column and not line.role]
        small: list[PdfLine] = []
        for line in reversed(own):
            if line.size > _SMALLER * body:
                break
            small.insert(0, line)
        above = own[: len(own) - len(small)]
        if small and not _below(small, lines, body) and _are_notes(small, above, lines):
            for line in small:
                line.role, line.evidence = "footnote", "smaller type at the foot of the column"
    _captions(lines, body)


def _below(small: list[PdfLine], lines: list[PdfLine], body: float) -> bool:
    """Whether running text stands below lines, in their width."""
    foot, left, right = small[-1].y, min(s.x0 for s in small), max(s.x1 for s in small)
    return any(
        line.y > foot and not line.role and line.size > _SMALLER * body and line.x0 < right and line.x1 > left
        for line in lines
    )


def _are_notes(small: list[PdfLine], above: list[PdfLine], lines: list[PdfLine]) -> bool:
    """Whether small lines at a column's foot are notes: by a note's mark, or by the space above them."""
    over = above or [line for line in lines if line.y < small[0].y and not line.role and line not in small]
    if not over:
        return False
    last = over[-1]
    raised = bool(small[0].marks) and small[0].marks[0][0] == 0
    if not raised and len(last.text.split()) <= 4 and (known_heading(last.text) or last.bold):
        return False
    return _note_mark(small[0]) != "" or small[0].y - last.y > 1.3 * last.size or not above


def _note_mark(line: PdfLine) -> str:
    """The mark that a footnote's first line begins with, "" if none."""
    if line.marks and line.marks[0][0] == 0:
        return line.text[: line.marks[0][1]].strip()
    match = _LABEL.match(line.text)
    return match.group(1) if match else ""


def _captions(lines: list[PdfLine], body: float) -> None:
    """Lines under or over a figure or a table: they name it, in a type that differs from the text's."""
    for number, line in enumerate(lines):
        if line.role or not _CAPTION.match(line.text) or (line.size > _SMALLER * body and not line.bold):
            continue
        line.opens = True
        last = line
        for other in lines[number:]:
            far = other is not line and other.y - last.y > 1.6 * line.size
            if other.role or far or other.column != line.column or abs(other.size - line.size) > 0.3:
                break
            other.role, other.evidence, last = "caption", "names a figure or a table, in another type", other


def open_notes(lines: list[PdfLine], facts: Facts) -> None:
    """Find the lines that begin a footnote, with its number; numbers without a raised sign must rise by one."""
    last = 0
    for index, line in enumerate(lines):
        mark = _note_mark(line) if line.role == "footnote" else ""
        raised = bool(line.marks and line.marks[0][0] == 0)
        if not mark:
            continue
        value = int(mark) if mark.isdecimal() else 0
        if raised or not value or value == last + 1 or (not last and value < 200):
            facts.opens.add(index)
            facts.numbers[index] = mark
            last = value or last


def find_heads(lines: list[PdfLine], body: float, facts: Facts) -> None:
    """Title, author and headings, by type and place."""
    running = [index for index, line in enumerate(lines) if not line.role]
    bold = sum(len(lines[i].text) for i in running if lines[i].bold)
    odd = bold < 0.4 * sum(len(lines[i].text) for i in running)  # where all is bold, bold says nothing
    for place, index in enumerate(running):
        reason = _head(lines, running, place, body, odd)
        if reason:
            facts.heads[index] = reason
    _title(lines, running, body, facts)


def _head(lines: list[PdfLine], running: list[int], place: int, body: float, odd: bool) -> str:
    line = lines[running[place]]
    short = len(line.text.split()) <= _LONGEST and any(char.isalpha() for char in line.text)
    if not short or place + 1 >= len(running):
        return ""
    if line.size >= 1.08 * body and line.x1 - line.x0 > line.size:
        return f"set in larger type, {line.size:.1f} points against {body:.1f}"
    narrow = line.x1 - line.x0 < 0.9 * (line.right - line.left) or len(line.text) < 60
    ended = place == 0 or terminal(lines[running[place - 1]].text) or _apart(lines, running, place)
    if line.bold and odd and narrow and ended and not re.search(r"[.,;]$", line.text):
        return "set in bold type on a line of its own"
    capitals = line.text.isupper() and sum(char.isalpha() for char in line.text) >= 6
    return "set in capitals, apart from the text" if capitals and _apart(lines, running, place) else ""


def _apart(lines: list[PdfLine], running: list[int], place: int) -> bool:
    """Whether there is more space than between lines above a line, or another column."""
    if not place:
        return True
    line, before = lines[running[place]], lines[running[place - 1]]
    return (line.page, line.column) != (before.page, before.column) or line.y - before.y > 1.45 * before.size


def _title(lines: list[PdfLine], running: list[int], body: float, facts: Facts) -> None:
    """The largest type on the first page is the title; names right after it are the authors."""
    first = [index for index in running if lines[index].page == lines[running[0]].page] if running else []
    largest = max((lines[index].size for index in first), default=0.0)
    top = [index for index in first if lines[index].size >= largest - 0.2]
    if largest < 1.25 * body or not top or any(b - a != 1 for a, b in pairwise(top)):
        return
    for index in top:
        lines[index].role, lines[index].evidence = "title", "the largest type of the first page"
        facts.heads.pop(index, None)
    above = [index for index in first if index < top[0]]
    for index in above if len(above) <= _ABOVE else []:
        lines[index].role, lines[index].evidence = "header", "stands above the title"
        facts.heads.pop(index, None)
    name: PdfLine | None = None
    for index in (i for i in first if i > top[-1]):
        name = name or lines[index]
        if abs(name.size - lines[index].size) > 0.2 or name.bold != lines[index].bold:
            break
        if not like_name(re.sub(r"[*†‡\d]+", "", lines[index].text)):
            break
        if index in facts.heads and lines[index].size < 1.08 * body:
            break
        lines[index].role, lines[index].evidence = "byline", "a name under the title"
        facts.heads.pop(index, None)


def find_paragraphs(lines: list[PdfLine], body: float, facts: Facts) -> None:
    """Which lines of running text begin a block, and which stand apart from the line above."""
    running = [index for index, line in enumerate(lines) if not line.role or line.role in ("title", "byline")]
    leading = _leading(lines, running)
    indented = _indents(lines, running, body)
    before: int | None = None
    for place, index in enumerate(running):
        after = running[place + 1] if place + 1 < len(running) else None
        reason = (
            "the text begins"
            if before is None
            else _begin(lines, (before, index, after), (body, leading), facts, indented)
        )
        if reason:
            facts.begins[index] = reason
        if before is not None and _space(lines[before], lines[index], leading):
            facts.gaps.add(index)
        before = index


def _leading(lines: list[PdfLine], running: list[int]) -> float:
    """The usual distance between baselines, in sizes of the text."""
    steps: Counter[float] = Counter()
    for a, b in pairwise(running):
        one, two = lines[a], lines[b]
        if (one.page, one.column) == (two.page, two.column) and 0 < two.y - one.y < 3 * one.size:
            steps[round((two.y - one.y) / one.size * 20) / 20] += 1
    return steps.most_common(1)[0][0] if steps else 1.2


def _indents(lines: list[PdfLine], running: list[int], body: float) -> bool:
    """Whether paragraphs are indented in this text."""
    return sum(_indent(lines[i], body) for i in running) >= max(2, 0.01 * len(running))


def _indent(line: PdfLine, body: float) -> bool:
    return 0.6 * body <= line.x0 - line.left <= 5 * body


def _space(before: PdfLine, line: PdfLine, leading: float) -> bool:
    """Whether there is clearly more space between two lines of a column than usual."""
    same = (before.page, before.column) == (line.page, line.column)
    return same and line.y - before.y > (leading + 0.3) * max(before.size, line.size) * 1.02


def _begin(
    lines: list[PdfLine], near: tuple[int, int, int | None], sizes: tuple[float, float], facts: Facts, indented: bool
) -> str:
    """Why a line begins a block, "" where it goes on; ``near`` are the lines before, here and after."""
    before, line = lines[near[0]], lines[near[1]]
    body, leading = sizes
    heads = near[0] in facts.heads, near[1] in facts.heads
    if heads[0] != heads[1] or before.role != line.role:
        return "a heading begins or ends"
    same = (before.page, before.column) == (line.page, line.column)
    if heads[1] or line.role:
        alike = abs(before.size - line.size) < 0.3 and before.bold == line.bold
        return "" if same and alike and line.y - before.y < 1.7 * line.size else "another heading"
    if before.text[-1:] in "-\u2010\u00ad" and line.text[:1].islower():
        return ""
    return _paragraph(lines, near, (body, leading), facts, indented)


def _paragraph(
    lines: list[PdfLine], near: tuple[int, int, int | None], sizes: tuple[float, float], facts: Facts, indented: bool
) -> str:
    """Why a line of running text after another begins a paragraph or an item, "" where it goes on."""
    before, line = lines[near[0]], lines[near[1]]
    after = lines[near[2]] if near[2] is not None else None
    body, leading = sizes
    same = (before.page, before.column) == (line.page, line.column)
    if ITEM.match(line.text) and terminal(before.text):
        return "an item of a list"
    if same and _space(before, line, leading) and not facts.filled(lines, near[0], near[1]):
        return "more space above than between lines" if terminal(before.text) or not _starts_lower(line) else ""
    pushed = line.x0 - line.left if not same else line.x0 - before.x0
    returns = after is None or after.x0 < line.x0 - 0.5 * body or after.page != line.page
    if 0.6 * body <= pushed <= 5 * body and (same or returns) and not _starts_lower(line):
        return "the first line is indented"
    if indented or not terminal(before.text) or _starts_lower(line):
        return ""
    room = before.right - before.x1
    first = line.text.split()[0]
    needed = (line.x1 - line.x0) / max(1, len(line.text)) * (len(first) + 1)
    return "the line before ends short" if room > max(needed, 1.5 * body) else ""


def _starts_lower(line: PdfLine) -> bool:
    return line.text.lstrip(_OPENERS)[:1].islower()
