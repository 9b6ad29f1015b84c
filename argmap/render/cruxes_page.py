"""The report on cruxes as one HTML page that opens offline: the same sections as in Markdown, with addresses."""

from __future__ import annotations

from argmap.analysis.report import Analysis
from argmap.render import document_html
from argmap.render.cruxes import Section, sections, title
from argmap.render.cruxes_words import Item, Words
from argmap.render.html_page import OFFLINE, byline, document
from argmap.render.html_tags import Html, el, esc
from argmap.render.measure import clean
from argmap.render.said import judged_by
from argmap.render.theme import LIGHT, Theme

ASSETS = ("base.css", "comparison.css", "cruxes.css")


def page(analysis: Analysis, *, theme: Theme = LIGHT, back: str = "") -> str:
    """The page, complete; ``back`` is the address of the comparison ("" for none)."""
    words = Words(analysis.frame)
    parts = sections(analysis, full=True)
    links = [el("a", part.title, href=f"#am:{n}") for n, part in enumerate(parts, 1)]
    names, programs = [name for name, _ in analysis.judges], {name for name, program in analysis.judges if program}
    judged = judged_by(names, programs)
    home = [el("p", el("a", "The comparison", href=back), class_="counts")] if back else []
    header = el(
        "header",
        el("h1", clean(title(analysis.frame)), dir="auto"),
        *[el("p", line, class_="byline") for line in map(byline, analysis.frame.maps) if line],
        el("p", words.legend(), class_="counts") if words.legend() else Html(""),
        *([el("p", judged, class_="counts warn" if programs >= set(names) else "counts")] if judged else []),
        *home,
        el("nav", *links, class_="contents", aria_label="Parts of the page"),
        class_="top",
    )
    body = [_section(part, n) for n, part in enumerate(parts, 1)]
    whole = el(
        "body", header, el("main", *body), el("footer", el("p", OFFLINE, class_="offline")), class_="comparison cruxes"
    )
    language = analysis.frame.maps[0].source.language or "en"
    return document(clean(title(analysis.frame)), whole, ASSETS, language=language, theme=theme, foot=judged)


def _section(section: Section, number: int) -> Html:
    note = el("p", section.note, class_="standing") if section.note else Html("")
    body = document_html.table(section.table) if section.table else _list(section.items)
    return el("section", el("h2", section.title), note, body, id=f"am:{number}")


def _list(items: tuple[Item, ...]) -> Html:
    return (
        el("ul", *[el("li", esc(clean(item.text)), _list(item.below), dir="auto") for item in items])
        if items
        else Html("")
    )
