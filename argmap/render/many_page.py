"""Many authors as one HTML page that opens offline: matrix, then issue by issue each author's case and every pair.

The sections fold; every cell of the matrix and every pair under an issue has an address of its own
(``#issue.x@text-id``, ``#issue.x@one--other``), by which it can be cited.
"""

from __future__ import annotations

from collections import Counter

from argmap.compare import model as m
from argmap.compare.align import TYING
from argmap.compare.many import Many, MatrixRow, PairStanding, Standing
from argmap.compare.many_data import address
from argmap.compare.schedule import Case, Item, Point, schedule
from argmap.compare.table import Statement
from argmap.render.comparison import Wish
from argmap.render.comparison_page_rows import mark, tag
from argmap.render.html_page import byline, document, drawing, made_with
from argmap.render.html_tags import Html, anchor, el, join, target
from argmap.render.matrix import figure, grid
from argmap.render.measure import clean
from argmap.render.said import footer, issue_name, label, weighed
from argmap.render.table_matrix import MEANINGS, SIGNS, alone, chief_of, counts, headed, legend, pair_words
from argmap.render.theme import theme

ASSETS = ("base.css", "comparison.css", "many.css", "comparison.js")
LISTED = 21  # pairs without a link that still get a row of their own: those of seven authors
WIDE = 760.0  # points: the drawn matrix


def page(many: Many, wish: Wish) -> str:
    """The page, complete; of ``wish.issues`` only those named are shown, if any are."""
    items = {item.issue.id: item for item in schedule(many)}
    rows = [row for row in many.rows if not wish.issues or row.issue.id in wish.issues]
    body = el(
        "body",
        el("a", "Skip to the matrix", href="#am:overview", class_="skip"),
        _header(many, rows),
        el("main", _matrix(many, rows), *[_issue(many, row, items[row.issue.id]) for row in rows], _pairs(many)),
        el("footer", *[el("p", line) for line in [*footer(many), made_with(), *_warning(many)]]),
        class_="comparison",
    )
    title = clean(many.title or " and ".join(many.names))
    return document(title, body, ASSETS, language=_language(many), theme=theme(wish.theme))


def _language(many: Many) -> str:
    return many.maps[0].source.language or "en"


def _warning(many: Many) -> list[str]:
    held = [name for name, x in zip(many.names, many.maps, strict=True) if x.text and x.text.content]
    return [f"It quotes passages of {', '.join(held)}: mind the copyright before you pass it on."] if held else []


def _header(many: Many, rows: list[MatrixRow]) -> Html:
    ties = sum(link.type in TYING for c in many.pairs.values() for link in c.confirmed)
    share = f"{many.reviewed} of {many.possible} pairs of the authors’ own positions weighed"
    told = f"{len(many.maps)} texts, {len(rows)} issues, {ties} confirmed links between positions; {share}."
    tools = [
        _choice(
            "class", "Relation", [kind for kind in m.CLASSES if any(p.kind == kind for r in rows for p in r.pairs)]
        ),
        el("label", "Words ", el("input", type="search", data_filter="words", placeholder="in positions and reasons")),
        el("button", "Fold all", type="button", class_="fold-all", aria_pressed="false"),
        el("button", "Light / dark", type="button", class_="theme"),
        el("p", role="status", class_="found"),
    ]
    return el(
        "header",
        el("h1", clean(many.title) or "Positions by issue"),
        *[el("p", byline(amap), class_="byline") for amap in many.maps],
        el("p", told, class_="counts"),
        el("div", *tools, class_="tools js-only", role="search", aria_label="Filter"),
        class_="top",
    )


def _choice(key: str, name: str, values: list[str]) -> Html:
    options = [Html('<option value="">all</option>'), *[el("option", value, value=value) for value in values]]
    return el("label", f"{name} ", el("select", *options, data_filter=key)) if len(values) > 1 else Html("")


def _matrix(many: Many, rows: list[MatrixRow]) -> Html:
    """The matrix as a table whose cells lead to the cases, and as a drawing."""
    heads = [el("th", "Issue", scope="col"), *[el("th", name, scope="col", dir="auto") for name in headed(many)]]
    body = []
    for row in rows:
        name = el("a", issue_name(row.issue), href=target(_place(row)), dir="auto")
        cells = [_cell(many, row, one) for one in row.cells]
        body.append(el("tr", el("th", name, scope="row"), *cells, data_issue=anchor(_place(row))))
    drawn = figure(many, rows, grid(len(many.maps), WIDE, WIDE))
    return el(
        "section",
        el("h2", "At a glance"),
        el("table", el("thead", el("tr", *heads)), el("tbody", *body)),
        el("p", legend(many), class_="how"),
        el("details", el("summary", "Figure"), el("div", drawing(drawn, "fig:matrix."), class_="figure")),
        id="am:overview",
        class_="overview",
    )


def _cell(many: Many, row: MatrixRow, one: Standing) -> Html:
    where = address(_place(row), many.maps[one.author].id)
    sign = el("span", SIGNS[one.status], class_="mark", title=MEANINGS[one.status])
    words = join([sign, f" {one.status} ", el("span", counts(one), class_="where")])
    return el("td", el("a", words, href=target(where)) if one.position else words)


def _place(row: MatrixRow) -> str:
    return row.issue.id or "issue.none"


def _issue(many: Many, row: MatrixRow, item: Item) -> Html:
    ident = anchor(_place(row))
    cases = [el("tr", *_case(many, row, case)) for case in item.cases]
    kinds = list(dict.fromkeys(p.kind for p in row.pairs))
    head = el("tr", el("th", "Text", scope="col"), el("th", "Positions and grounds", scope="col"))
    parts = [
        el("h2", el("a", issue_name(row.issue), href=target(_place(row)), dir="auto")),
        el("p", clean(row.issue.question), class_="question", dir="auto") if row.issue.question else Html(""),
        el("table", el("thead", head), el("tbody", *cases), class_="pairs cases"),
        _between(many, row, item),
    ]
    return el(
        "section", *parts, id=ident, class_="issue", data_issue=ident, data_class=kinds[0] if len(kinds) == 1 else ""
    )


def _case(many: Many, row: MatrixRow, case: Case) -> list[Html]:
    amap = many.maps[case.author]
    one = row.cells[case.author]
    ident = anchor(address(_place(row), amap.id))
    head = el(
        "th", el("span", many.names[case.author], dir="auto"), el("p", f"{one.status} {counts(one)}", class_="how")
    )
    if case.silent:
        return [head, el("td", "no component is filed under this issue", class_="silent", id=ident)]
    chief = chief_of(many, row, one)
    said: list[Html] = []
    for claim in case.claims:
        said.append(_statement(many, case.author, claim.said, chief=claim.said.id == chief))
        grounds = [el("li", _statement(many, case.author, ground)) for ground in claim.grounds]
        if grounds:
            more = [el("li", f"… and {claim.more} more")] if claim.more else []
            said.append(el("div", el("h4", "on the grounds that"), el("ul", *grounds, *more), class_="grounds"))
    if case.more:
        said.append(el("p", f"… and {case.more} more under this issue", class_="how"))
    return [head, el("td", *said, id=ident)]


def _statement(many: Many, author: int, said: Statement, *, chief: bool = False) -> Html:
    amap = many.maps[author]
    where = " · ".join(part for part in (f"p. {said.page}" if said.page else "", said.id) if part)
    words = join(
        [
            tag(amap, said.id),
            " ",
            el("i", f"{said.speaker}: ") if said.speaker else "",
            el("span", clean(said.gloss) or "(no gloss)", dir="auto"),
            el("span", f" ({where})", class_="where"),
        ]
    )
    passage = amap.passage(amap.component[said.id])
    quote = el("blockquote", passage, dir="auto", lang=amap.source.language)
    shown = el("details", el("summary", "passage"), quote, class_="words") if passage else Html("")
    return el("div", el("p", words), shown, class_="said" if chief else "ground")


def _between(many: Many, row: MatrixRow, item: Item) -> Html:
    """Every pair under the issue: a row for each link, and one for each pair without; of very many only counted."""
    points: dict[tuple[int, int], list[Point]] = {}
    for point in (*item.disputed, *item.common):
        points.setdefault((point.a, point.b), []).append(point)
    rows: list[Html] = []
    rest: Counter[str] = Counter()
    for pair in row.pairs:
        found = points.get((pair.a, pair.b), [])
        ident = anchor(f"{_place(row)}@{many.maps[pair.a].id}--{many.maps[pair.b].id}")
        rows += [_linked(many, pair, point, ident if n == 0 else "") for n, point in enumerate(found)]
        if not found and len(row.pairs) <= LISTED:
            rows.append(_unlinked(many, pair, ident))
        elif not found:
            rest[alone(pair.kind)] += 1
    heads = [el("th", name, scope="col") for name in ("One", "Relation and reason", "Other")]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *rows), class_="pairs") if rows else Html("")
    told = ", ".join(f"{number} {kind}" for kind, number in rest.items())
    counted = el("p", f"Pairs without a link: {told}.", class_="counted") if rest else Html("")
    return el("details", el("summary", "Pair by pair"), table, counted, open=True)


def _linked(many: Many, pair: PairStanding, point: Point, ident: str) -> Html:
    """A link between two authors, with the class of the pair under the issue."""
    a, b = many.names[pair.a], many.names[pair.b]
    sure = f" · certainty {point.certainty}" if point.certainty else ""
    middle = [
        el("p", mark(pair.kind), label(pair.kind, a, b), class_="verdict"),
        el("p", f"{point.link} · {point.type}{sure}", class_="how"),
        el("p", clean(point.reason), class_="reason", dir="auto") if point.reason else Html(""),
    ]
    return el(
        "tr",
        el("td", el("p", a, class_="how", dir="auto"), _statement(many, point.a, point.one)),
        el("td", *middle, class_="between"),
        el("td", el("p", b, class_="how", dir="auto"), _statement(many, point.b, point.other)),
        id=ident,
        data_class=pair.kind,
        data_certainty=point.certainty,
    )


def _unlinked(many: Many, pair: PairStanding, ident: str) -> Html:
    a, b = many.names[pair.a], many.names[pair.b]
    why = clean(pair.why)
    share = f"; {weighed(pair.reviewed, pair.possible)}" if pair.possible and "weighed" not in why else ""
    middle = [el("p", mark(pair.kind), label(pair.kind, a, b), class_="verdict"), el("p", why + share, class_="how")]
    sides = [el("td", el("p", name, class_="how", dir="auto")) for name in (a, b)]
    return el("tr", sides[0], el("td", *middle, class_="between"), sides[1], id=ident, data_class=pair.kind)


def _pairs(many: Many) -> Html:
    """How much of each pair has been weighed, and how many links there are."""
    heads = [el("th", name, scope="col") for name in ("Pair", "Issues by class", "Links", "Weighed")]
    body = [el("tr", *[el("td", text) for text in pair_words(many, i, j)]) for i, j in many.pairs]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="all")
    return el("section", el("h2", "Pair by pair"), table, id="am:pairs")
