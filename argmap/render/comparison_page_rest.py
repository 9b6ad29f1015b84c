"""Parts of the page of two authors: how an issue stands, its figure's links, positions alone, all judgements."""

from __future__ import annotations

from dataclasses import replace

from argmap.compare import model as m
from argmap.compare.table import statement
from argmap.render.boxes import page_words
from argmap.render.comparison_page_rows import Rows
from argmap.render.html_tags import Html, el, esc, join
from argmap.render.measure import clean
from argmap.render.page_parts import left_out
from argmap.render.scene import Item, Scene


def name(row: m.IssueRow) -> str:
    """What an issue is called; components under no issue at all have a row of their own."""
    return clean(row.issue.label or row.issue.id.removeprefix("issue.")) or "Under no issue"


def place(row: m.IssueRow) -> str:
    """The id of an issue's section."""
    return row.issue.id or "issue.none"


def warning(comparison: m.Comparison) -> list[str]:
    """A word on copyright where passages are quoted."""
    held = [x.short_name for x in (comparison.a, comparison.b) if x.text and x.text.content]
    return [f"It quotes passages of {' and '.join(held)}: mind the copyright before you pass it on."] if held else []


def stated(comparison: m.Comparison, side: int, ident: str) -> Html:
    """A position in a cell of the matrix: speaker, paraphrase, place."""
    amap = (comparison.a, comparison.b)[side]
    said = statement(amap, amap.component[ident])
    where = " · ".join(part for part in (page_words(said.page), said.id) if part)
    words = join([el("i", f"{said.speaker}: ") if said.speaker else "", el("span", clean(said.gloss), dir="auto")])
    return join([words, el("span", f" ({where})", class_="where")])


def standing(comparison: m.Comparison, row: m.IssueRow) -> Html:
    """Why the class holds, and how the stances are spread."""
    parts = [esc(_sentence(clean(row.why)) + " ") if row.why else Html("")]
    for amap, position in ((comparison.a, row.a), (comparison.b, row.b)):
        stances = ", ".join(f"{count} {value}" for value, count in position.stances)
        own, reported = len(position.own), len(position.reported)
        counts = f"{own} own" + (f", {reported} reported" if reported else "")
        parts.append(esc(f"{amap.short_name}: {counts}" + (f" ({stances})" if stances else "") + ". "))
    return join(parts)


def _sentence(words: str) -> str:
    """The words with a capital at the beginning and a full stop at the end."""
    return words[:1].upper() + words[1:].rstrip(".") + "."


def linked(scene: Scene, table: Rows) -> Scene:
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


def unmatched(comparison: m.Comparison, table: Rows) -> list[Html]:
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


def judgements(comparison: m.Comparison, table: Rows) -> Html:
    """Every pair that was judged, rejected ones too: they prove that a silence is a silence."""
    links = [link for link in comparison.links if link.status != "suggested"]
    if not links:
        return Html("")
    summary = el(
        "summary",
        el("h2", "The one judgement on a pair" if len(links) == 1 else f"All {len(links)} judgements on pairs"),
    )
    apart = sum(link.type == "unrelated" for link in links)
    note = el("p", f"{apart} pairs judged unrelated stand on the screen and not on paper.", class_="how on-paper")
    body = [table.judgements(links), *([note] if apart else [])]
    kept = left_out("the judgements with their reasons; those that are confirmed stand under the issues", "the JSON")
    whole = el("details", summary, *body, class_="apart")
    return el("section", whole, kept, id="am:links", class_="judgements")


def silent(comparison: m.Comparison) -> Html:
    """The issues of the code book under which neither has anything."""
    spoken = {row.issue.id for row in comparison.rows if row.kind != m.SILENT}
    parents = {issue.parent for amap in (comparison.a, comparison.b) for issue in amap.issues if issue.id in spoken}
    declared = {i.id: i for row in comparison.rows for i in (row.issue,)}
    declared.update({i.id: i for amap in (comparison.a, comparison.b) for i in amap.issues})
    silent = [clean(i.label) or i.id for i in declared.values() if i.id and i.id not in spoken | parents]
    if not silent:
        return Html("")
    return el("section", el("h2", "Issues that neither addresses"), el("p", ", ".join(silent), dir="auto"))
