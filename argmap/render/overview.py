"""The overview figure: one row an issue, both authors' leading positions, and the class between them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from argmap.compare import model as m
from argmap.compare.coverage import because, coverage, thin
from argmap.compare.table import relation_label, statement
from argmap.model import ArgumentMap
from argmap.render.boxes import page_words
from argmap.render.measure import LEADING, balance, wrap
from argmap.render.scene import Item, Rect, Scene, Shape, Text, box, line, on_sheets
from argmap.render.tables import provenance
from argmap.render.versus import MM, Style
from argmap.render.versus_cards import SILENT

SIZE, SMALL, HEAD = 6.9, 6.0, 10.0
PAD = 4.5
SHARES = (0.15, 0.355, 0.14, 0.355)
MARK = 9.0
SHORT = {
    m.AGREE_OTHER_GROUNDS: "agree on other premises",
    m.AGREE_IN_PART: "in part",
    m.SAME_EVIDENCE: "same evidence, other conclusion",
    m.OTHER_REMEDY: "other remedy",
}


def overview(comparison: m.Comparison, style: Style | None = None) -> Scene:
    """All issues on one ground."""
    style = style or Style()
    return _scene(comparison, _rows(comparison, style), style, 0, 1)


def pages(comparison: m.Comparison, style: Style | None = None) -> list[Scene]:
    """The overview on pages of at most ``style.height_mm``."""
    style = style or Style()
    body = style.height_mm * MM - _head_height(comparison, style)
    room, later = (body - _foot_height(comparison, style, page) for page in (0, 1))
    sheets = on_sheets(((row, _row_height(comparison, row, style)) for row in _rows(comparison, style)), room, later)
    return [_scene(comparison, sheet, style, i, len(sheets)) for i, sheet in enumerate(sheets)]


def chief(row: m.IssueRow) -> tuple[str, str]:
    """The two positions that stand for the issue: those of its gravest finding, else the leading ones.

    What an author only reports stands for the author where there is nothing else.

    Returns:
        The component ids of either side, "" for a silence.
    """
    if row.findings:

        def rank(finding: m.Finding) -> tuple[bool, int]:
            said = finding.a in row.a.own and finding.b in row.b.own
            return not said, m.CLASSES.index(finding.kind)

        gravest = min(row.findings, key=rank)
        return gravest.a, gravest.b
    sides = [(side.leading or side.reported or ("",))[0] for side in (row.a, row.b)]
    return sides[0], sides[1]


def _rows(comparison: m.Comparison, style: Style) -> list[m.IssueRow]:
    return [r for r in comparison.rows if r.kind != m.SILENT and (not style.issues or r.issue.id in style.issues)]


def _edges(style: Style) -> list[float]:
    edges = [0.0]
    for share in SHARES:
        edges.append(edges[-1] + share * style.width)
    return edges


def _scene(comparison: m.Comparison, rows: list[m.IssueRow], style: Style, number: int, total: int) -> Scene:
    items = [_heading(comparison, style, number, total)]
    y = _head_height(comparison, style)
    for index, row in enumerate(rows):
        items.append(_draw(comparison, row, index, y, style))
        y += _row_height(comparison, row, style)
    foot = _foot_lines(comparison, style, number)
    texts = tuple(
        Text.at(PAD, y + 10 + i * SMALL * LEADING, one, SMALL, "regular", "muted") for i, one in enumerate(foot)
    )
    items.append(Item("provenance", "caption", texts=texts))
    title = f"{comparison.a.short_name} and {comparison.b.short_name}: overview"
    told = "; ".join(
        f"{r.issue.label or r.issue.id}: {relation_label(r.kind, comparison.a, comparison.b)}" for r in rows
    )
    height = y + _foot_height(comparison, style, number)
    return Scene(style.width, height, tuple(items), title, told, comparison.a.source.language or "en", style.theme)


def _draw(comparison: m.Comparison, row: m.IssueRow, index: int, top: float, style: Style) -> Item:
    edges, height = _edges(style), _row_height(comparison, row, style)
    ground = Rect(0, top, style.width, height)
    shapes = [Shape(line((0, top), (style.width, top)), "", "cluster", 0.5)]
    texts = _column(_label(row, style), edges[0], top)
    for side, column in ((0, 1), (1, 3)):
        texts += _column(_position(comparison, row, side, style), edges[column], top)
    verdict = _verdict(comparison, row, style)
    middle = (edges[2] + edges[3]) / 2
    mark_top = top + PAD + 1
    shapes += _mark(row.kind, middle, mark_top)
    for i, (text, face, role) in enumerate(verdict):
        measured = Text.at(0, mark_top + MARK + 8 + i * SMALL * LEADING, text, SMALL + 0.4, face, role)
        texts.append(replace(measured, x=middle - measured.width / 2))
    said = relation_label(row.kind, comparison.a, comparison.b)
    title = f"{row.issue.question or row.issue.label}: {said} ({because(row)})"
    return Item(f"row.{index}", "box", row.kind, title, "", ground, tuple(shapes), tuple(texts))


def _column(lines: list[tuple[str, str, str, float]], x: float, top: float) -> list[Text]:
    texts, y = [], top + PAD
    for text, face, role, size in lines:
        y += size * LEADING
        texts.append(Text.at(x + PAD, y - 1.5, text, size, face, role))
    return texts


def _label(row: m.IssueRow, style: Style) -> list[tuple[str, str, str, float]]:
    room = SHARES[0] * style.width - 2 * PAD
    lines = wrap(row.issue.label or row.issue.id or "no issue given", room, SIZE + 0.5, "bold")
    return [(text, "bold", "ink", SIZE + 0.5) for text in lines]


def _position(comparison: m.Comparison, row: m.IssueRow, side: int, style: Style) -> list[tuple[str, str, str, float]]:
    amap = (comparison.a, comparison.b)[side]
    room = SHARES[1] * style.width - 2 * PAD
    chosen = chief(row)[side]
    if not chosen:
        return [(SILENT, "italic", "muted", SIZE)]
    said = statement(amap, amap.component[chosen])
    lines = [(text, "regular", "ink", SIZE) for text in balance(said.gloss, room, SIZE)]
    position = (row.a, row.b)[side]
    more = len(position.own) + len(position.reported) - 1
    where = [page_words(said.page), said.id, f"{more} more" if more > 0 else ""]
    note = " · ".join(part for part in ([f"{said.speaker} (reported)"] if said.speaker else []) + where if part)
    return lines + [(text, "regular", "muted", SMALL) for text in wrap(note, room, SMALL)]


def _verdict(comparison: m.Comparison, row: m.IssueRow, style: Style) -> list[tuple[str, str, str]]:
    room = SHARES[2] * style.width - PAD
    label = relation_label(row.kind, comparison.a, comparison.b)
    label = {m.ONLY_A: "only the left", m.ONLY_B: "only the right"}.get(row.kind, label)
    lines = [(text, "bold", "ink") for text in wrap(label, room, SMALL + 0.4, "bold")]
    counts = Counter(SHORT.get(f.kind, f.kind) for f in row.findings)
    if len(counts) > 1:
        told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        lines += [(text, "regular", "muted") for text in wrap(told, room, SMALL + 0.4)]
    role = "ink" if thin(row) else "muted"
    lines += [(text, "italic", role) for text in wrap(coverage(row), room, SMALL + 0.4, "italic")]
    return lines


def _mark(kind: str, x: float, y: float) -> list[Shape]:
    """A sign for the class that does not depend on colour: overlapping, parted or lone discs."""
    r = MARK / 2
    left, right = {m.DISAGREE: (-r - 3, r + 3), m.AGREE: (0.0, 0.0), m.AGREE_OTHER_GROUNDS: (0.0, 0.0)}.get(
        kind, (-r / 1.6, r / 1.6)
    )
    if kind in (m.SAME_EVIDENCE, m.OTHER_REMEDY, m.TALK_PAST, m.UNDETERMINED):
        left, right = -r - 3, r + 3
    discs = []
    for offset, fill, hidden in ((left, "claim", kind == m.ONLY_B), (right, "recommendation", kind == m.ONLY_A)):
        rect = Rect(x + offset - r, y, MARK, MARK)
        dash = (1.2, 1.6) if hidden or kind == m.UNDETERMINED else ()
        discs.append(Shape(box(rect, r), "" if hidden else f"{fill}.fill", "context" if hidden else fill, 1.1, dash))
    if kind in (m.DISAGREE, m.SAME_EVIDENCE):
        discs.append(Shape(line((x - 2.2, y + 1), (x + 2.2, y + MARK - 1)), "", "attacks", 1.4))
    if kind == m.TALK_PAST:
        discs.append(Shape(line((x, y - 1), (x, y + MARK + 1)), "", "muted", 0.9, (1.5, 1.5)))
    return discs


def _row_height(comparison: m.Comparison, row: m.IssueRow, style: Style) -> float:
    columns = [_label(row, style), _position(comparison, row, 0, style), _position(comparison, row, 1, style)]
    tallest = max(math.fsum(size * LEADING for *_, size in column) for column in columns)
    middle = MARK + 6 + len(_verdict(comparison, row, style)) * SMALL * LEADING + 2
    return max(tallest, middle) + 2 * PAD


def _heading(comparison: m.Comparison, style: Style, number: int, total: int) -> Item:
    edges = _edges(style)
    texts = [Text.at(PAD, 11, "Issue", HEAD - 1, "bold", "muted")]
    for amap, column in ((comparison.a, 1), (comparison.b, 3)):
        for i, text in enumerate(_name(amap, style)):
            texts.append(Text.at(edges[column] + PAD, 11 + i * HEAD * LEADING, text, HEAD, "bold"))
    if total > 1:
        texts.append(Text.at(edges[2] + PAD, 11, f"{number + 1} / {total}", SMALL + 1, "regular", "muted"))
    return Item("heading", "caption", texts=tuple(texts))


def _name(amap: ArgumentMap, style: Style) -> list[str]:
    return balance(amap.short_name, SHARES[1] * style.width - 2 * PAD, HEAD, "bold")


def _head_height(comparison: m.Comparison, style: Style) -> float:
    return 6 + HEAD * LEADING * max(len(_name(comparison.a, style)), len(_name(comparison.b, style)))


def _foot_lines(comparison: m.Comparison, style: Style, number: int) -> list[str]:
    return wrap(" ".join(provenance(comparison, number)), style.width - 2 * PAD, SMALL)


def _foot_height(comparison: m.Comparison, style: Style, number: int) -> float:
    return 14 + SMALL * LEADING * len(_foot_lines(comparison, style, number))
