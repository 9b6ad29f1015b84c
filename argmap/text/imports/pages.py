"""Page boundaries, page numbers, running heads and other furniture of the printed page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from argmap.text.imports.layout import Layout

_NUMBER = re.compile(r"[\[(–—-]?\s*(\d{1,4})\s*[\])–—-]?$")
_ISSUE = re.compile(
    r"\b(?:vol(?:ume)?|issue|no|nr|jg|bd|tome|heft)\b\.?\s*\d+.*\b(?:1[5-9]|20)\d\d\b|\b(?:issn|isbn|doi)\b[:\s]", re.I
)
_SHORTEST_PAGE = 8  # printed lines; candidates closer together than this say nothing about the usual length
_LOOK_BACK = 40


def find_breaks(layout: Layout, source: str, end: int) -> dict[int, str]:
    """Which lines begin a page (the first line aside), each with its evidence.

    Form feeds decide where there are any. Otherwise a page boundary that extraction lost shows as a
    single space before a line that no blank line sets off; such lines count only where they are rare
    and stand at regular distances.

    Args:
        layout: The printed lines.
        source: The text as decoded, with its form feeds.
        end: Index of the line at which the article ends (foreign matter begins), or the number of lines.
    """
    lines = layout.lines
    if "\f" in source:
        found: dict[int, str] = {}
        for index in range(1, len(lines)):
            if "\f" in source[lines[index - 1].last : lines[index].first]:
                found[index] = "form feed"
        return found
    candidates = [
        index
        for index in range(1, end)
        if lines[index].text[:1] == " "
        and lines[index].indent <= 2
        and layout.gap(index) <= (-1 if layout.spacing else 0)
    ]
    if len(candidates) < 2 or len(candidates) > max(3, len(lines) / 12):
        return {}
    kept = _regular(candidates, end)
    return dict.fromkeys(kept, "a single space before a line, at the usual distance from the next page")


def _regular(candidates: list[int], end: int) -> list[int]:
    """The candidates that make pages of about equal length; the first and the last page may be short."""
    gaps = [b - a for a, b in pairwise(candidates) if b - a >= _SHORTEST_PAGE]
    if not gaps:
        return []
    usual = median(gaps)
    best: list[tuple[float, int]] = []  # per candidate: score of the best chain that ends in it, its predecessor
    for here, index in enumerate(candidates):
        # the first page is short where a title stands at its head, but not very short
        score, origin = (-1.0 if index < 0.25 * usual else 0.5 if index <= 1.4 * usual else 0.0), -1
        for before in range(max(0, here - _LOOK_BACK), here):
            fit = 1 - abs(index - candidates[before] - usual) / (0.4 * usual)
            if best[before][0] + fit > score:
                score, origin = best[before][0] + fit, before
        best.append((score, origin))
    here = max(range(len(best)), key=lambda i: best[i][0] + (0.5 if end - candidates[i] <= 1.5 * usual else 0.0))
    chain: list[int] = []
    while here >= 0:
        chain.append(candidates[here])
        here = best[here][1]
    return sorted(chain) if len(chain) > 1 else []


def find_furniture(layout: Layout, first_page: int | None) -> tuple[dict[int, str], int | None]:
    """Lines that are page numbers, running heads or issue lines, and the number of the first page.

    A number alone at the head or foot of a page is a page number where it fits the sequence; a line
    near the edge of three pages or more is a running head; a line that names volume and year is an
    issue line.
    """
    roles: dict[int, str] = {}
    edges = _edges(layout)
    numbers = {
        index: int(match.group(1)) - page
        for page, index in edges
        if (match := _NUMBER.fullmatch(layout.lines[index].body))
    }
    counted = Counter(numbers.values())
    if first_page is None and counted:
        likely, times = counted.most_common(1)[0]
        head = [first for index, first in numbers.items() if index < 3 and _at_top(layout, index)]
        if times > 1 or (head and likely in head):
            first_page = likely
    for index, first in numbers.items():
        if first == first_page:
            roles[index] = "pageNum"
    for index in _repeated(layout, edges):
        roles.setdefault(index, "header")
    for _page, index in edges:
        body = layout.lines[index].body
        if len(body) <= 70 and _ISSUE.search(body):
            roles.setdefault(index, "header")
    return roles, first_page


def labels(printed: list[str], first: int | None, wanted: int | None) -> list[str]:
    """The name of every page: as the user counts, else as printed, else counted from the printed ones.

    Args:
        printed: Labels that are known, "" for the others.
        first: Number of the first page, where the text tells it.
        wanted: Number of the first page, where the user tells it.
    """
    if wanted is not None:
        return [str(wanted + page) for page in range(len(printed))]
    counted = Counter(int(label) - page for page, label in enumerate(printed) if label.isdecimal()).most_common(1)
    likely = counted[0][0] if counted else first
    spare = [
        f"[{page + 1}]" if likely is None or likely + page < 1 else str(likely + page) for page in range(len(printed))
    ]
    return [label or name for label, name in zip(printed, spare, strict=True)]


def _edges(layout: Layout) -> list[tuple[int, int]]:
    """(page from 0, line index) of the three first and two last lines of every page."""
    starts = [0, *sorted(layout.breaks), len(layout.lines)]
    found: list[tuple[int, int]] = []
    for page, (start, stop) in enumerate(pairwise(starts)):
        near = {*range(start, min(start + 3, stop)), *range(max(start, stop - 2), stop)}
        found += [(page, index) for index in sorted(near)]
    return found


def _at_top(layout: Layout, index: int) -> bool:
    """Whether nothing but furniture-like short lines stands above a line of the first page."""
    return all(len(layout.lines[above].body) <= 70 for above in range(index))


def _repeated(layout: Layout, edges: list[tuple[int, int]]) -> list[int]:
    """Lines whose words, digits aside, stand near the edge of at least three pages."""
    shapes: dict[str, list[tuple[int, int]]] = {}
    for page, index in edges:
        body = layout.lines[index].body
        shape = re.sub(r"[\W\d_]+", " ", body).strip().casefold()
        if shape and len(body) <= 100:
            shapes.setdefault(shape, []).append((page, index))
    return [index for places in shapes.values() if len({page for page, _ in places}) >= 3 for _, index in places]
