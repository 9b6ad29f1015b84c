"""The side-by-side figure: two authors left and right, issue by issue, with typed links between.

`figure` draws it on one ground; `pages` cuts it into pages, each issue kept together where it fits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from argmap.compare import model as m
from argmap.compare.coverage import because, thin, weighed
from argmap.compare.table import relation_label, statement
from argmap.model import ArgumentMap
from argmap.render.measure import LEADING, balance, shorten, wrap
from argmap.render.scene import Item, Rect, Scene, Shape, Text, box, on_sheets
from argmap.render.tables import provenance
from argmap.render.theme import LIGHT, Theme
from argmap.render.versus_cards import Card, card, more_card, silent_card
from argmap.render.versus_links import Tie, tie_items
from argmap.render.versus_order import groups, least_crossings

MM = 72 / 25.4
COLUMN, GUTTER = 0.36, 0.28  # shares of the figure's width
GAP, BAND_GAP, PAD = 7.0, 12.0, 7.0
LEADING_SHOWN = 3  # positions shown on an issue where nothing is tied
NAME, HEAD, SMALL = 11.5, 9.0, 6.6


@dataclass(frozen=True)
class Style:
    """How wide the figure is on paper, in which theme, and which issues it shows (none named: all)."""

    width_mm: float = 180.0
    height_mm: float = 260.0
    theme: Theme = LIGHT
    issues: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """Width in points."""
        return self.width_mm * MM

    @property
    def column(self) -> float:
        """Width of each author's column in points."""
        return self.width * COLUMN


@dataclass
class Band:
    """A stretch of the figure below one heading: the cards of both columns and the links between."""

    row: m.IssueRow
    left: list[Card] = field(default_factory=list)
    right: list[Card] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    continued: bool = False


def figure(comparison: m.Comparison, style: Style | None = None) -> Scene:
    """The whole comparison on one ground, as tall as it must be."""
    style = style or Style()
    return _scene(comparison, bands(comparison, style), style, 0, 1)


def pages(comparison: m.Comparison, style: Style | None = None) -> list[Scene]:
    """The comparison on pages of at most ``style.height_mm``."""
    style = style or Style()
    body = style.height_mm * MM - _head_height(comparison, style)
    room, later = (body - _foot_height(comparison, style, page) for page in (0, 1))
    parts = (part for band in bands(comparison, style) for part in _parts(band, room, style))
    sheets = on_sheets(((part, _band_height(part, style) + BAND_GAP) for part in parts), room, later)
    return [_scene(comparison, sheet, style, i, len(sheets)) for i, sheet in enumerate(sheets)]


def bands(comparison: m.Comparison, style: Style) -> list[Band]:
    """One band for each issue that has anything to show; every pair stands under one issue only."""
    seen: set[tuple[str, str, str]] = set()
    found = []
    for row in comparison.rows:
        if style.issues and row.issue.id not in style.issues:
            continue
        fresh = [f for f in row.findings if (f.kind, f.a, f.b) not in seen]
        if row.kind == m.SILENT or (row.findings and not fresh):
            continue
        seen.update((f.kind, f.a, f.b) for f in fresh)
        found.append(_band(comparison, row, fresh, style))
    return found


def _band(comparison: m.Comparison, row: m.IssueRow, findings: list[m.Finding], style: Style) -> Band:
    if not findings:
        return Band(
            row,
            _leading(comparison, row.a, 0, style),
            _leading(comparison, row.b, 1, style),
        )
    left = list(dict.fromkeys(f.a for f in findings))
    right = list(dict.fromkeys(f.b for f in findings))
    links = list(dict.fromkeys((f.a, f.b) for f in findings))
    left, right = least_crossings(left, right, links)
    cards = [
        [
            card(statement(amap, amap.component[i]), f"{side}.{i}", style.column, thesis=amap.component[i].thesis)
            for i in ids
        ]
        for side, amap, ids in (("a", comparison.a, left), ("b", comparison.b, right))
    ]
    ties = [
        Tie(f"a.{f.a}", f"b.{f.b}", f.link.type if f.link else f.kind, f.link.id if f.link else "", f.kind)
        for f in findings
    ]
    return Band(row, cards[0], cards[1], ties)


def _leading(comparison: m.Comparison, position: m.Position, side: int, style: Style) -> list[Card]:
    amap = (comparison.a, comparison.b)[side]
    ids = position.leading or position.reported
    if not ids:
        return [silent_card(f"{'ab'[side]}.silent", style.column)]
    cards = [
        card(statement(amap, amap.component[i]), f"{'ab'[side]}.{i}", style.column, thesis=amap.component[i].thesis)
        for i in ids[:LEADING_SHOWN]
    ]
    if len(ids) > LEADING_SHOWN:
        cards.append(more_card(f"{'ab'[side]}.more", len(ids) - LEADING_SHOWN, style.column))
    return cards


def _parts(band: Band, room: float, style: Style) -> list[Band]:
    """A band cut where no link is cut, so that each part fits on a page if that can be done."""
    if _band_height(band, style) <= room or not band.ties:
        return [band]
    left, right = {c.id: c for c in band.left}, {c.id: c for c in band.right}
    parts: list[Band] = []
    for mine, theirs in groups(list(left), list(right), [(t.a, t.b) for t in band.ties]):
        ties = [t for t in band.ties if t.a in mine]
        more = Band(band.row, [left[i] for i in mine], [right[i] for i in theirs], ties, bool(parts))
        if parts:
            joined = Band(
                band.row,
                parts[-1].left + more.left,
                parts[-1].right + more.right,
                parts[-1].ties + ties,
                parts[-1].continued,
            )
            if _band_height(joined, style) <= room:
                parts[-1] = joined
                continue
        parts.append(more)
    return parts


def _scene(comparison: m.Comparison, chosen: list[Band], style: Style, number: int, total: int) -> Scene:
    items = _heading(comparison, style, number, total)
    y = _head_height(comparison, style)
    for index, band in enumerate(chosen):
        items += _draw(band, index, y, style, comparison)
        y += _band_height(band, style) + BAND_GAP
    items += _footing(comparison, style, y, number)
    height = y + _foot_height(comparison, style, number)
    title = f"{comparison.a.short_name} and {comparison.b.short_name} compared"
    told = "; ".join(f"{b.row.issue.label or b.row.issue.id}: {_class(comparison, b)}" for b in chosen)
    return Scene(style.width, height, tuple(items), title, told, comparison.a.source.language or "en", style.theme)


def _draw(band: Band, index: int, top: float, style: Style, comparison: m.Comparison) -> list[Item]:
    height = _band_height(band, style)
    head = _band_head(band, top, style, comparison)
    ground = Rect(0, top, style.width, height)
    frame = Item(
        f"issue.{index}",
        "cluster",
        band.row.kind,
        f"Issue: {band.row.issue.question or band.row.issue.label}. {_class(comparison, band)}: {because(band.row)}",
        rect=ground,
        shapes=(Shape(box(ground, 4), "cluster.fill", "cluster", 0.6),),
        texts=tuple(head),
    )
    y = top + _band_head_height(band, style)
    room = height - _band_head_height(band, style) - PAD
    left, rects_a = _stack(band.left, PAD, y, room)
    right, rects_b = _stack(band.right, style.width - PAD - style.column, y, room)
    links = tie_items(band.ties, rects_a, rects_b, prefix=f"i{index}")
    if not band.ties:
        links = [_verdict(comparison, band, style, y, room)]
    return [frame, *links, *left, *right]


def _stack(cards: list[Card], x: float, top: float, room: float) -> tuple[list[Item], dict[str, Rect]]:
    """Cards below one another, spread evenly over the room."""
    need = math.fsum(c.height for c in cards)
    gap = GAP if len(cards) < 2 else min((room - need) / (len(cards) - 1), 3.5 * GAP)
    y = top + max(0.0, (room - need - gap * (len(cards) - 1)) / 2)
    items, rects = [], {}
    for one in cards:
        rects[one.id] = Rect(x, y, one.width, one.height)
        items.append(one.item.moved(x, y))
        y += one.height + gap
    return items, rects


def _verdict(comparison: m.Comparison, band: Band, style: Style, top: float, room: float) -> Item:
    """The class of an issue on which nothing is tied, in the middle between the columns."""
    gutter = style.width * GUTTER - 2 * PAD - 16
    lines = wrap(_class(comparison, band), gutter, SMALL + 0.6, "bold") + wrap(band.row.why, gutter, SMALL)
    bold = len(wrap(_class(comparison, band), gutter, SMALL + 0.6, "bold"))
    y = top + room / 2 - (len(lines) - 2) * SMALL * LEADING / 2
    texts = []
    for i, line in enumerate(lines):
        face, size, role = ("bold", SMALL + 0.6, "ink") if i < bold else ("regular", SMALL, "muted")
        text = Text.at(0, y + i * SMALL * LEADING, line, size, face, role)
        texts.append(replace(text, x=(style.width - text.width) / 2))
    return Item("", "caption", texts=tuple(texts))


def _class(comparison: m.Comparison, band: Band) -> str:
    return relation_label(band.row.kind, comparison.a, comparison.b)


def _band_head(band: Band, top: float, style: Style, comparison: m.Comparison) -> list[Text]:
    label = (band.row.issue.label or band.row.issue.id) + (" (continued)" if band.continued else "")
    label = shorten(label, style.width * (1 - COLUMN) - PAD, HEAD, "bold")
    texts = [Text.at(PAD, top + PAD + HEAD * 0.8, label, HEAD, "bold")]
    if band.ties:
        room = style.width - 3 * PAD - texts[0].width
        verdict = shorten(_covered(comparison, band), room, SMALL + 1, "bold")
        texts.append(Text.ending(style.width - PAD, top + PAD + HEAD * 0.8, verdict, SMALL + 1, "bold", "muted"))
    for i, line in enumerate(_question(band, style)):
        texts.append(Text.at(PAD, top + PAD + HEAD * 0.8 + (i + 1) * 10, line, SMALL + 0.6, "italic", "muted"))
    return texts


def _covered(comparison: m.Comparison, band: Band) -> str:
    """The class, and how much was weighed where that is not everything."""
    row = band.row
    share = f" · {weighed(row.reviewed, row.possible)}" if thin(row) else ""
    return _class(comparison, band) + share


def _question(band: Band, style: Style) -> list[str]:
    return (
        wrap(band.row.issue.question, style.width - 2 * PAD, SMALL + 0.6, "italic") if band.row.issue.question else []
    )


def _band_head_height(band: Band, style: Style) -> float:
    return PAD + HEAD + 10 * len(_question(band, style)) + 6


def _band_height(band: Band, style: Style) -> float:
    columns = [math.fsum(c.height for c in column) + GAP * (len(column) - 1) for column in (band.left, band.right)]
    labels = 19.0 * len(band.ties) if band.ties else 34.0
    return _band_head_height(band, style) + max(*columns, labels) + PAD


def _heading(comparison: m.Comparison, style: Style, number: int, total: int) -> list[Item]:
    texts = []
    for x, amap in ((PAD, comparison.a), (style.width - PAD - style.column, comparison.b)):
        y = 13.0
        for line, size, face, role in _names(amap, style):
            texts.append(Text.at(x, y, line, size, face, role))
            y += size * LEADING
    if total > 1:
        page = Text.at(0, 13, f"{number + 1} / {total}", SMALL + 1, "regular", "muted")
        texts.append(replace(page, x=(style.width - page.width) / 2))
    return [Item("heading", "caption", texts=tuple(texts))]


def _names(amap: ArgumentMap, style: Style) -> list[tuple[str, float, str, str]]:
    """An author's head lines: the short name, and the title below it where that says more."""
    lines = [(line, NAME, "bold", "ink") for line in balance(amap.short_name, style.column, NAME, "bold")]
    title = amap.source.shown_title or amap.title
    if title and title != amap.short_name:
        lines += [(line, SMALL + 0.6, "regular", "muted") for line in balance(title, style.column, SMALL + 0.6)]
    return lines


def _head_height(comparison: m.Comparison, style: Style) -> float:
    heights = [
        math.fsum(size * LEADING for _, size, _, _ in _names(amap, style)) for amap in (comparison.a, comparison.b)
    ]
    return 10 + max(heights)


def _footing(comparison: m.Comparison, style: Style, top: float, number: int) -> list[Item]:
    texts = [
        Text.at(PAD, top + 8 + i * 8.5, line, SMALL, "regular", "muted")
        for i, line in enumerate(_foot_lines(comparison, style, number))
    ]
    return [Item("provenance", "caption", texts=tuple(texts))]


def _foot_lines(comparison: m.Comparison, style: Style, number: int) -> list[str]:
    return wrap(" ".join(provenance(comparison, number)), style.width - 2 * PAD, SMALL)


def _foot_height(comparison: m.Comparison, style: Style, number: int) -> float:
    return 12 + 8.5 * len(_foot_lines(comparison, style, number))
