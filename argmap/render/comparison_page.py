"""A comparison as one HTML page that opens offline: issue by issue, figure, table and reasons.

Everything stands in the document and works without scripts; the script adds filters and folding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.analysis.settling import turns
from argmap.compare import model as m
from argmap.compare.align import TYING
from argmap.compare.coverage import PAIRS_MEANT, coverage, thin
from argmap.compare.many import Many, Standing, from_two
from argmap.compare.many_data import address, pair_address
from argmap.compare.table import relation_label, rows
from argmap.render import page_brief, page_charts, table_matrix
from argmap.render import page_parts as parts
from argmap.render.comparison_page_rest import (
    judgements,
    linked,
    name,
    place,
    silent,
    standing,
    stated,
    unmatched,
    warning,
)
from argmap.render.comparison_page_rows import Rows, mark
from argmap.render.html_page import OFFLINE, byline, document, drawing
from argmap.render.html_tags import Html, anchor, el, join, target
from argmap.render.measure import clean, plural
from argmap.render.overview import chief
from argmap.render.svg import safe_href
from argmap.render.tables import provenance
from argmap.render.theme import LIGHT, Theme
from argmap.render.versus import Style, figure

ASSETS = ("base.css", "comparison.css", "comparison.js")


@dataclass(frozen=True)
class Homes:
    """Addresses beside the page: the maps' own pages, and the report on cruxes ("" for none)."""

    maps: tuple[str, str] = ("", "")
    cruxes: str = ""


def page(
    comparison: m.Comparison,
    *,
    theme: Theme = LIGHT,
    issues: Iterable[str] = (),
    homes: Homes | None = None,
    many: Many | None = None,
) -> str:
    """The page of a comparison, complete.

    The texts' passages are part of it where a map has its text. ``dark`` and ``print`` fix the colours;
    ``light`` follows the reader's own preference. Of ``issues`` only those named are shown, if any are.
    ``many`` are the same two with their coded stances, where they are at hand.
    """
    made = _Page(comparison, many or from_two(comparison), homes or Homes(), set(issues))
    title = clean(comparison.title or f"{comparison.a.short_name} and {comparison.b.short_name} compared")
    foot = parts.judged_words(made.many)
    return document(title, made.body(), ASSETS, language=_language(comparison), theme=theme, foot=foot)


class _Page:
    """What the sections of one page share."""

    def __init__(self, comparison: m.Comparison, many: Many, homes: Homes, wanted: set[str]) -> None:
        self.comparison, self.many, self.homes = comparison, many, homes
        self.said = parts.Statements(many)
        self.rows = Rows(comparison, rows(comparison), self.said.passage, homes.maps)
        self.shown = [r for r in comparison.rows if r.kind != m.SILENT and (not wanted or r.issue.id in wanted)]
        self.whole = not wanted
        self.turns = turns(many)
        self.cells = {row.issue.id: row.cells for row in many.rows}
        self.guesses = parts.guesses(many)

    def body(self) -> Html:
        """All of the page, in order; what is made of all issues only where none was chosen."""
        sections = [self._issue(row) for row in self.shown]  # first: they give links and positions their addresses
        here = {row.issue.id for row in self.shown}
        left = (
            [one for issue, found in self.guesses.items() for one in found if issue not in here] if self.whole else []
        )
        sections.append(self.said.strays(left, self.rows.anchor))
        rest = [*unmatched(self.comparison, self.rows), judgements(self.comparison, self.rows)]
        whole = (
            [
                page_brief.section(self.many, self.rows.address),
                page_charts.section(self.many, self.many.rows, self.rows.address),
            ]
            if self.whole
            else []
        )
        turning = [parts.cruxes(self.many, self.turns, safe_href(self.homes.cruxes))] if self.whole else []
        tables = parts.tables(self.many) if self.whole else []
        main = [*whole[:1], self._matrix(), *whole[1:], *turning, *sections, *rest, *tables, silent(self.comparison)]
        footer = [el("p", line) for line in (*provenance(self.comparison), *warning(self.comparison))]
        return el(
            "body",
            el("a", "Skip to the issues", href="#am:overview", class_="skip"),
            self._header(),
            el("main", *main),
            el("footer", *footer, el("p", OFFLINE, class_="offline")),
            class_="comparison",
        )

    def _header(self) -> Html:
        comparison = self.comparison
        a, b = comparison.a, comparison.b
        names = [el("span", a.short_name, dir="auto"), el("span", " and ", class_="and")]
        ties = [link for link in comparison.confirmed if link.type in TYING]
        counts = f"{plural(len(self.shown), 'issue')}, {plural(len(ties), 'confirmed link')} between positions"
        share = f"{comparison.reviewed} of {comparison.possible} pairs of the authors’ own positions weighed"
        choices = [
            ("class", "Relation", parts.classes(self.many, self._label)),
            ("issue", "Issue", [(anchor(place(row)), name(row)) for row in self.shown]),
            ("kind", "Kind", parts.kinds_of(self.many)),
            ("certainty", "Certainty", parts.certainties(self.many)),
        ]
        return el(
            "header",
            el("h1", join([*names, el("span", b.short_name, dir="auto")])),
            *[el("p", line, class_="byline") for line in (byline(a), byline(b)) if line],
            el("p", f"{counts}; {share}.", class_="counts"),
            parts.judged(self.many),
            self._contents(),
            parts.tools(choices, sum(map(len, self.guesses.values()))),
            class_="top",
        )

    def _label(self, kind: str) -> str:
        return relation_label(kind, self.comparison.a, self.comparison.b)

    def _contents(self) -> Html:
        """Links to what the page holds beside the issues."""
        entries = [("am:overview", "Matrix")]
        if self.whole:
            entries += [("am:charts", "Charts"), ("am:schedule", "Schedule"), ("am:evidence", "Evidence")]
            entries += [("am:summary", "Summary")]
            entries += [("am:cruxes", "What it turns on")] if self.turns.by_issue or self.homes.cruxes else []
        if any(link.status != "suggested" for link in self.comparison.links):
            entries.append(("am:links", "All judgements"))
        return parts.contents(entries)

    def _matrix(self) -> Html:
        """One line an issue: each author's status and chief position, and the class between them."""
        a, b = self.comparison.a, self.comparison.b
        heads = [el("th", "Issue", scope="col"), el("th", a.short_name, scope="col", dir="auto")]
        heads += [el("th", "Relation", scope="col"), el("th", b.short_name, scope="col", dir="auto")]
        body = el("tbody", *[self._line(row) for row in self.shown])
        table = el("table", el("thead", el("tr", *heads)), body)
        legend = el("p", f"{table_matrix.legend(self.many)} {PAIRS_MEANT}", class_="how")
        return el("section", el("h2", "Matrix"), table, legend, id="am:overview", class_="overview")

    def _line(self, row: m.IssueRow) -> Html:
        sides = [self._cell(row, one, i) for one, i in zip(self.cells[row.issue.id], chief(row), strict=True)]
        verdict = el("a", mark(row.kind), el("span", self._label(row.kind)), href=target(place(row)))
        where = anchor(pair_address(self.many, row.issue.id, 0, 1))
        share = el("p", coverage(row), class_="how thin" if thin(row) else "how") if coverage(row) else Html("")
        return el(
            "tr",
            el("th", el("a", name(row), href=target(place(row)), dir="auto"), scope="row"),
            *(sides[0], el("td", verdict, share, class_="verdict", id=where), sides[1]),
            class_="sub" if row.issue.parent else "",
            data_issue=anchor(place(row)),
        )

    def _cell(self, row: m.IssueRow, one: Standing, ident: str) -> Html:
        """A cell with an address of its own: sign, status, counts, and the position that stands for it."""
        sign = el("span", table_matrix.SIGNS[one.status], class_="sign", title=table_matrix.MEANINGS[one.status])
        status = [sign, el("span", f" {one.status} {table_matrix.counts(one)}".rstrip())]
        words = stated(self.comparison, one.author, ident) if ident else Html("")
        where = anchor(address(row.issue.id, self.many.ids[one.author]))
        return el("td", el("p", *status, class_="how"), words, id=where)

    def _issue(self, row: m.IssueRow) -> Html:
        """An issue: its question, its class and why, what it turns on, its figure, its rows, its suggestions."""
        ident = anchor(place(row))
        style = Style(theme=LIGHT, issues=(row.issue.id,))
        scene = linked(figure(self.comparison, style), self.rows) if row.issue.id else None
        drawn = [el("div", drawing(scene, f"fig:{ident}."), class_="figure")] if scene else []
        verdict = el("span", mark(row.kind), self._label(row.kind), class_="verdict")
        body = [
            el("p", clean(row.issue.question), class_="question", dir="auto") if row.issue.question else Html(""),
            el("p", standing(self.comparison, row), class_="standing"),
            parts.turning(self.many, self.turns, row.issue.id),
            el("details", el("summary", "Figure"), *drawn, open=True, class_="drawn") if drawn else Html(""),
            self.rows.issue(row),
            self.said.guessed(self.guesses.get(row.issue.id, []), self.rows.anchor),
        ]
        share = el("span", coverage(row), class_="how thin" if thin(row) else "how")
        heading = el("h2", el("a", name(row), href=target(place(row)), dir="auto"), " ", verdict, " ", share)
        return el(
            "section",
            el("details", el("summary", heading), *body, open=True, class_="fold"),
            id=ident,
            class_=" ".join(["issue", *(["sub"] if row.issue.parent else []), *([] if row.findings else ["idle"])]),
            data_issue=ident,
            data_class=row.kind,
        )


def _language(comparison: m.Comparison) -> str:
    return comparison.a.source.language or comparison.b.source.language or "en"
