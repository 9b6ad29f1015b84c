"""A map as one HTML page that opens offline: figures to move in, search, an article for every component.

Everything stands in the document and works without scripts; the script adds moving, searching and filtering.
"""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from argmap.graph import MapGraph
from argmap.model import ArgumentMap
from argmap.render.html_component import Articles, kind_class
from argmap.render.html_figures import Figure, figures
from argmap.render.html_outline import Outline, all_issues, issue_list
from argmap.render.html_page import OFFLINE, byline, document, drawing, made_with, provenance
from argmap.render.html_tags import Html, el, join
from argmap.render.html_text import TextPane
from argmap.render.legend import annotated
from argmap.render.look import Look
from argmap.render.measure import clean, plural
from argmap.render.theme import Theme
from argmap.render.view import View

SHEET = (510.0, 690.0)  # points: an A4 page without its margins and the figure's heading
LEGIBLE = 0.92  # shrunk further, the smallest letters of a figure come out below six points
TOO_LARGE = "Not printed: too large for this sheet. argmap render … -o figure.pdf --pages draws it on several."
ASSETS = ("base.css", "map.css", "map.js")
KEYS = (
    ("+ − 0", "zoom in, zoom out, see the whole figure"),
    ("drag, wheel, pinch", "move, zoom"),
    ("Tab", "from component to component, in the order of the argument"),
    ("→ ←", "from a component to its first ground, to what it bears on"),
    ("↑ ↓", "to the neighbouring ground"),
    ("Enter", "open the component"),
    ("Esc", "close it, back to the figure"),
    ("/", "search"),
)


def page(
    amap: ArgumentMap,
    *,
    theme: Theme | None = None,
    engine: str = "",
    look: Look | None = None,
    view: View | None = None,
) -> str:
    """The page of a map, complete.

    Args:
        amap: The map; its text is part of the page where it is at hand.
        theme: ``dark`` and ``print`` fix the colours; ``light`` follows the reader's own preference.
            None: the theme of ``look``.
        engine: Which Graphviz to use (see `argmap.render.engine`), where ``look`` is not given.
        look: Theme, direction, box width, schemes, Graphviz and time limit of the figures.
        view: Show only this part in the figure; articles and outline are always whole.

    Raises:
        ArgmapError: Graphviz is missing or fails, or takes too long.
    """
    look = look or Look(engine=engine)
    graph, text = MapGraph(amap), TextPane(amap)
    drawn = figures(amap, look, view)
    articles = Articles(amap, text, graph)
    body = el(
        "body",
        el("a", "Skip to the figures", href="#am:figures", class_="skip"),
        _header(amap),
        el(
            "main",
            _finder(amap, graph, drawn, bool(text.content)),
            el(
                "div",
                _bar(),
                *[_figure(f) for f in drawn],
                *_text_view(text),
                id="am:figures",
                class_="figures",
                tabindex="-1",
            ),
            el(
                "aside",
                el("button", "×", type="button", class_="close js-only", aria_label="Close"),
                el("h2", "Components", class_="no-js"),
                *[articles.article(c) for c in amap.components if amap.component[c.id] is c],
                class_="panel",
                aria_label="Component",
            ),
        ),
        _footer(amap, text),
        class_="map",
    )
    language, foot = amap.source.language, annotated(amap)
    return document(_title(amap), body, ASSETS, language=language, theme=theme or look.theme, foot=foot)


def _title(amap: ArgumentMap) -> str:
    title = amap.source.shown_title or amap.title
    return clean(f"{amap.short_name}: {title}" if title and title != amap.short_name else amap.short_name)


def _header(amap: ArgumentMap) -> Html:
    counts = f"{plural(len(amap.components), 'component')}, {plural(len(amap.relations), 'relation')}"
    tools = el(
        "div",
        el("button", "Keys", type="button", class_="keys", aria_expanded="false", aria_controls="am:keys"),
        el("button", "Light / dark", type="button", class_="theme"),
        class_="tools js-only",
    )
    return el(
        "header",
        el("div", el("h1", amap.short_name, dir="auto"), el("p", byline(amap), class_="byline")),
        el("p", "Argument map. ", counts, class_="counts"),
        tools,
        el(
            "dl",
            *[part for key, use in KEYS for part in (el("dt", key), el("dd", use))],
            id="am:keys",
            class_="help",
            hidden=True,
        ),
        class_="top",
    )


def _finder(amap: ArgumentMap, graph: MapGraph, drawn: list[Figure], with_text: bool) -> Html:
    """The left side: search, choice of figure, issues, kinds, outline."""
    views = {figure.issue: f"#{quote(figure.id, safe=':')}" for figure in drawn if figure.issue}
    search = el(
        "div",
        el("label", "Search", for_="am:search"),
        el(
            "input",
            id="am:search",
            type="search",
            placeholder="words or id",
            autocomplete="off",
            aria_controls="am:hits",
        ),
        el("p", class_="found", role="status"),
        el("ol", id="am:hits", class_="hits"),
        class_="search js-only",
        role="search",
    )
    return el(
        "aside",
        search,
        el("nav", el("h2", "Figures"), *_chooser(drawn, with_text), class_="views", aria_label="Figures"),
        el("section", el("h2", "Issues"), issue_list(amap, views), class_="by-issue") if all_issues(amap) else Html(""),
        el("section", el("h2", "Kinds"), _kinds(amap), class_="by-kind js-only"),
        el("section", el("h2", "Outline"), Outline(amap, graph).tree(), class_="outline"),
        class_="finder",
        aria_label="Find",
    )


def _chooser(drawn: list[Figure], with_text: bool) -> list[Html]:
    """Links to the figures by group; those of issues stand in the list of issues."""
    listed = [figure for figure in drawn if not figure.issue]
    parts: list[Html] = []
    for group, members in groupby(listed, key=lambda figure: figure.group):
        rows = [el("li", el("a", figure.name, href=f"#{quote(figure.id, safe=':')}", dir="auto")) for figure in members]
        parts += [el("h3", group) if group else Html(""), el("ul", *rows)]
    if with_text:
        parts.append(el("ul", el("li", el("a", "Text with its passages", href="#am:text"))))
    return parts


def _kinds(amap: ArgumentMap) -> Html:
    kinds = dict.fromkeys(c.kind for c in amap.components)
    rows = [_kind(kind, kind, sum(c.kind == kind for c in amap.components)) for kind in kinds]
    reported = sum(c.reported for c in amap.components)
    if reported:
        rows.append(_kind("reported", "reported voices", reported))
    return el("ul", *rows, class_="kinds")


def _kind(kind: str, label: str, count: int) -> Html:
    words = join([clean(label), el("span", str(count), class_="count")])
    return el(
        "li",
        el("button", words, type="button", class_=f"filter {kind_class(kind)}", data_kind=kind, aria_pressed="false"),
    )


def _bar() -> Html:
    buttons = [("in", "+", "Zoom in"), ("out", "−", "Zoom out"), ("fit", "Fit", "See the whole figure")]
    made = [el("button", sign, type="button", data_zoom=key, aria_label=said) for key, sign, said in buttons]
    return el(
        "div", el("p", class_="where", role="status"), *made, class_="bar js-only", role="toolbar", aria_label="Zoom"
    )


def _figure(figure: Figure) -> Html:
    name = f"Issue: {figure.name}" if figure.issue else figure.name
    small = min(SHEET[0] / figure.scene.width, SHEET[1] / figure.scene.height) < LEGIBLE
    sheet = el("div", drawing(figure.scene, f"{figure.id}."), class_="sheet off-paper" if small else "sheet")
    note = el("p", TOO_LARGE, class_="on-paper how") if small else Html("")
    return el("section", el("h2", name, dir="auto"), sheet, note, id=figure.id, class_="view", aria_label=name)


def _text_view(text: TextPane) -> list[Html]:
    whole = text.whole()
    return (
        [el("section", el("h2", "Text"), el("div", whole, class_="text"), id="am:text", class_="view reading")]
        if whole
        else []
    )


def _footer(amap: ArgumentMap, text: TextPane) -> Html:
    lines = [*provenance(amap), f"{made_with()} {OFFLINE}"]
    if text.content:
        lines.append("It holds the text of the article: mind its copyright before you pass it on.")
    return el("footer", *[el("p", line) for line in lines])
