"""A comparison as one HTML page that opens offline: issue by issue, figure, table and reasons.

Everything stands in the document and works without scripts; the script adds filters and folding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.compare import model as m
from argmap.compare.align import TYING
from argmap.compare.table import relation_label, rows, statement
from argmap.render.comparison_page_rows import Rows, mark
from argmap.render.html_page import OFFLINE, byline, document, drawing
from argmap.render.html_tags import Html, anchor, el, esc, join, target
from argmap.render.measure import clean
from argmap.render.overview import chief
from argmap.render.scene import Item, Scene
from argmap.render.tables import provenance
from argmap.render.theme import LIGHT, Theme
from argmap.render.versus import Style, figure

ASSETS = ("base.css", "comparison.css", "comparison.js")


def page(
    comparison: m.Comparison, *, theme: Theme = LIGHT, issues: Iterable[str] = (), homes: tuple[str, str] = ("", "")
) -> str:
    """The page of a comparison, complete.

    The texts' passages are part of it where a map has its text. ``dark`` and ``print`` fix the colours;
    ``light`` follows the reader's own preference. Of ``issues`` only those named are shown, if any are.
    ``homes`` are the addresses of the two maps' own pages, to which components then lead.
    """
    wanted = set(issues)
    a, b = comparison.a, comparison.b
    table = Rows(comparison, rows(comparison), homes)
    shown = [r for r in comparison.rows if r.kind != m.SILENT and (not wanted or r.issue.id in wanted)]
    sections = [_issue(comparison, row, table) for row in shown]
    body = el(
        "body",
        el("a", "Skip to the issues", href="#am:overview", class_="skip"),
        _header(comparison, shown),
        el(
            "main",
            _overview(comparison, shown),
            *sections,
            *_unmatched(comparison, table),
            _judgements(comparison, table),
            _silent(comparison),
        ),
        el("footer", *[el("p", line) for line in [*provenance(comparison), OFFLINE, *_warning(comparison)]]),
        class_="comparison",
    )
    title = clean(comparison.title or f"{a.short_name} and {b.short_name} compared")
    return document(title, body, ASSETS, language=_language(comparison), theme=theme)


def _language(comparison: m.Comparison) -> str:
    return comparison.a.source.language or comparison.b.source.language or "en"


def _warning(comparison: m.Comparison) -> list[str]:
    held = [x.short_name for x in (comparison.a, comparison.b) if x.text and x.text.content]
    return [f"It quotes passages of {' and '.join(held)}: mind the copyright before you pass it on."] if held else []


def name(row: m.IssueRow) -> str:
    """What an issue is called; components under no issue at all have a row of their own."""
    return clean(row.issue.label or row.issue.id.removeprefix("issue.")) or "Under no issue"


def place(row: m.IssueRow) -> str:
    """The id of an issue's section."""
    return row.issue.id or "issue.none"


def _header(comparison: m.Comparison, shown: list[m.IssueRow]) -> Html:
    a, b = comparison.a, comparison.b
    heading = join(
        [el("span", a.short_name, dir="auto"), el("span", " and ", class_="and"), el("span", b.short_name, dir="auto")]
    )
    ties = [link for link in comparison.confirmed if link.type in TYING]
    counts = f"{len(shown)} issues, {len(ties)} confirmed links between positions"
    return el(
        "header",
        el("h1", heading),
        el("p", byline(a), class_="byline"),
        el("p", byline(b), class_="byline"),
        el("p", f"{counts}; {_coverage(comparison.reviewed, comparison.possible)}.", class_="counts"),
        _filters(comparison, shown),
        class_="top",
    )


def _coverage(reviewed: int, possible: int) -> str:
    return f"{reviewed} of {possible} pairs of the authors’ own positions weighed"


def _filters(comparison: m.Comparison, shown: list[m.IssueRow]) -> Html:
    """The controls: only what occurs can be chosen."""
    kinds = {row.kind for row in shown} | {f.kind for row in shown for f in row.findings}
    classes = [(kind, relation_label(kind, comparison.a, comparison.b)) for kind in m.CLASSES if kind in kinds]
    certainties = dict.fromkeys(f.link.certainty for row in shown for f in row.findings if f.link and f.link.certainty)
    parts = [
        _choice("class", "Relation", classes),
        _choice("issue", "Issue", [(anchor(place(row)), name(row)) for row in shown]),
        _choice("certainty", "Certainty", [(value, value) for value in certainties]),
        el("label", "Words ", el("input", type="search", data_filter="words", placeholder="in positions and reasons")),
        el("button", "Fold all", type="button", class_="fold-all", aria_pressed="false"),
        el("button", "Light / dark", type="button", class_="theme"),
        el("p", role="status", class_="found"),
    ]
    return el("div", *parts, class_="tools js-only", role="search", aria_label="Filter")


def _choice(key: str, label: str, values: list[tuple[str, str]]) -> Html:
    options = [Html('<option value="">all</option>'), *[el("option", said, value=value) for value, said in values]]
    return el("label", f"{label} ", el("select", *options, data_filter=key)) if len(values) > 1 else Html("")


def _overview(comparison: m.Comparison, shown: list[m.IssueRow]) -> Html:
    """One line an issue: both chief positions and the class between them."""
    a, b = comparison.a, comparison.b
    heads = [el("th", "Issue", scope="col"), el("th", a.short_name, scope="col", dir="auto")]
    heads += [el("th", "Relation", scope="col"), el("th", b.short_name, scope="col", dir="auto")]
    return el(
        "section",
        el("h2", "At a glance"),
        el("table", el("thead", el("tr", *heads)), el("tbody", *[_glance(comparison, row) for row in shown])),
        id="am:overview",
        class_="overview",
    )


def _glance(comparison: m.Comparison, row: m.IssueRow) -> Html:
    label = relation_label(row.kind, comparison.a, comparison.b)
    sides = [_chief(comparison, side, ident) for side, ident in enumerate(chief(row))]
    verdict = join([mark(row.kind), el("span", label)])
    return el(
        "tr",
        el("th", el("a", name(row), href=target(place(row)), dir="auto"), scope="row"),
        el("td", sides[0]),
        el("td", verdict, class_="verdict"),
        el("td", sides[1]),
        class_="sub" if row.issue.parent else "",
        data_issue=anchor(place(row)),
    )


def _chief(comparison: m.Comparison, side: int, ident: str) -> Html:
    amap = (comparison.a, comparison.b)[side]
    if not ident:
        return el("span", "does not address this", class_="silent")
    said = statement(amap, amap.component[ident])
    where = " · ".join(part for part in (f"p. {said.page}" if said.page else "", said.id) if part)
    words = join([el("i", f"{said.speaker}: ") if said.speaker else "", el("span", clean(said.gloss), dir="auto")])
    return join([words, el("span", f" ({where})", class_="where")])


def _issue(comparison: m.Comparison, row: m.IssueRow, table: Rows) -> Html:
    """An issue: its question, its class and why, its figure, and its rows."""
    label = relation_label(row.kind, comparison.a, comparison.b)
    style = Style(theme=LIGHT, issues=(row.issue.id,))
    ident = anchor(place(row))
    scene = _linked(figure(comparison, style), table) if row.issue.id else None
    drawn = [el("div", drawing(scene, f"fig:{ident}."), class_="figure")] if scene else []
    return el(
        "section",
        el(
            "h2",
            el("a", name(row), href=target(place(row)), dir="auto"),
            " ",
            el("span", mark(row.kind), label, class_="verdict"),
        ),
        el("p", clean(row.issue.question), class_="question", dir="auto") if row.issue.question else Html(""),
        el("p", _standing(comparison, row), class_="standing"),
        el("details", el("summary", "Figure"), *drawn, open=True) if drawn else Html(""),
        table.issue(row),
        id=ident,
        class_="issue sub" if row.issue.parent else "issue",
        data_issue=ident,
        data_class=row.kind,
    )


def _standing(comparison: m.Comparison, row: m.IssueRow) -> Html:
    """Why the class holds, how the stances are spread, and how much was weighed."""
    parts = [esc(_sentence(clean(row.why)) + " ") if row.why else Html("")]
    for amap, position in ((comparison.a, row.a), (comparison.b, row.b)):
        stances = ", ".join(f"{count} {value}" for value, count in position.stances)
        own, reported = len(position.own), len(position.reported)
        counts = f"{own} own" + (f", {reported} reported" if reported else "")
        parts.append(esc(f"{amap.short_name}: {counts}" + (f" ({stances})" if stances else "") + ". "))
    if row.possible:
        parts.append(esc(f"{row.reviewed} of {row.possible} pairs weighed."))
    return join(parts)


def _sentence(words: str) -> str:
    """The words with a capital at the beginning and a full stop at the end."""
    return words[:1].upper() + words[1:].rstrip(".") + "."


def _linked(scene: Scene, table: Rows) -> Scene:
    """The figure with its cards and its links leading to the rows of the table; the page has its own provenance."""

    def href(item: Item) -> str:
        if item.role == "box":
            side, _, ident = item.id.partition(".")
            return table.address(ident, side)
        number = item.texts[-1].text if item.role == "edge" and item.texts else ""
        return table.address(number) if number else ""

    kept = [replace(item, href=href(item)) for item in scene.items if item.id != "provenance"]
    bottom = max((item.rect.bottom for item in kept if item.rect), default=scene.height)
    return replace(scene, items=tuple(kept), height=bottom + 2.0)


def _unmatched(comparison: m.Comparison, table: Rows) -> list[Html]:
    """Positions that no link ties, with an honest word on how far that has been looked into."""
    parts = []
    for side, amap, items in ((0, comparison.a, comparison.only_a), (1, comparison.b, comparison.only_b)):
        if not items:
            continue
        body = el("ul", *[table.unmatched(side, item) for item in items], class_="unmatched")
        head = el("h2", "Without a counterpart: ", el("span", amap.short_name, dir="auto"))
        parts.append(el("section", head, el("p", _silence(items), class_="standing"), body, id=f"am:only-{'ab'[side]}"))
    return parts


def _silence(items: tuple[m.Unmatched, ...]) -> str:
    sure = sum(item.certain for item in items)
    head = (
        f"{len(items)} of the author’s own claims and recommendations have no counterpart among the confirmed links. "
    )
    if sure == len(items):
        return head + "For each of them every candidate under a common issue has been weighed."
    return head + (
        f"For {sure} of them every candidate under a common issue has been weighed; "
        f"for the other {len(items) - sure} the silence is not proven."
    )


def _judgements(comparison: m.Comparison, table: Rows) -> Html:
    """Every pair that was judged, rejected ones too: they prove that a silence is a silence."""
    if not comparison.links:
        return Html("")
    summary = el("summary", el("h2", f"All {len(comparison.links)} judgements on pairs"))
    return el("section", el("details", summary, table.judgements(comparison.links)), id="am:links", class_="judgements")


def _silent(comparison: m.Comparison) -> Html:
    spoken = {row.issue.id for row in comparison.rows if row.kind != m.SILENT}
    parents = {issue.parent for amap in (comparison.a, comparison.b) for issue in amap.issues if issue.id in spoken}
    declared = {i.id: i for row in comparison.rows for i in (row.issue,)}
    declared.update({i.id: i for amap in (comparison.a, comparison.b) for i in amap.issues})
    silent = [clean(i.label) or i.id for i in declared.values() if i.id and i.id not in spoken | parents]
    if not silent:
        return Html("")
    return el("section", el("h2", "Issues that neither addresses"), el("p", ", ".join(silent), dir="auto"))
