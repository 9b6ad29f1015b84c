"""Many authors as one HTML page that opens offline: matrix, then issue by issue each author's case and every pair.

The sections fold; every cell of the matrix and every pair under an issue has an address of its own
(``#issue.x@text-id``, ``#issue.x@one--other``), by which it can be cited.
"""

from __future__ import annotations

from collections import Counter

from argmap.analysis.settling import turns
from argmap.compare.align import TYING
from argmap.compare.coverage import PAIRS_MEANT, because, coverage, thin
from argmap.compare.many import Many, MatrixRow, PairStanding, Standing
from argmap.compare.many_data import address, pair_address
from argmap.compare.schedule import Case, Item, Point, schedule
from argmap.render import page_brief, page_charts
from argmap.render import page_parts as parts
from argmap.render.comparison import Wish
from argmap.render.comparison_page_rows import SILENT, mark
from argmap.render.html_page import OFFLINE, byline, document, drawing
from argmap.render.html_tags import Html, anchor, el, join, target
from argmap.render.matrix import figure, grid
from argmap.render.measure import clean, plural
from argmap.render.said import footer, issue_name, label
from argmap.render.svg import safe_href
from argmap.render.table_matrix import MEANINGS, SIGNS, alone, chief_of, counts, headed, legend, pair_words
from argmap.render.theme import theme

ASSETS = ("base.css", "comparison.css", "many.css", "comparison.js")
LISTED = 21  # pairs without a link that still get a row of their own: those of seven authors
TABLED = 6  # authors up to whom the page holds schedule, evidence and summary too
WIDE = 510.0  # points: the drawn matrix, as wide as an A4 page without its margins


def page(many: Many, wish: Wish) -> str:
    """The page, complete; of ``wish.issues`` only those named are shown, if any are."""
    body = _Page(many, wish).body()
    title = clean(many.title or " and ".join(many.names))
    language, foot = many.maps[0].source.language or "en", parts.judged_words(many)
    return document(title, body, ASSETS, language=language, theme=theme(wish.theme), foot=foot)


class _Page:
    """What the sections of one page share."""

    def __init__(self, many: Many, wish: Wish) -> None:
        self.many, self.wish = many, wish
        self.rows = [row for row in many.rows if not wish.issues or row.issue.id in wish.issues]
        self.items = {item.issue.id: item for item in schedule(many)}
        self.said = parts.Statements(many)
        self.turns = turns(many)
        self.guesses = parts.guesses(many)
        self.written: set[str] = set()

    def anchor(self, ident: str) -> str:
        """The id the first time it is asked for, then "": no two elements share one."""
        made = anchor(ident) if ident else ""
        if made in self.written:
            return ""
        self.written.add(made)
        return made

    def address(self, link: str) -> str:
        """Where a link has its row; "" for one that has none."""
        return target(link) if anchor(link) in self.written else ""

    def body(self) -> Html:
        """All of the page, in order; what is made of all issues only where none was chosen."""
        many, whole = self.many, not self.wish.issues
        sections = [self._issue(row) for row in self.rows]  # first: they give links their addresses
        here = {row.issue.id for row in self.rows}
        left = [one for issue, found in self.guesses.items() for one in found if issue not in here] if whole else []
        sections.append(self.said.strays(left, self.anchor))
        judged = parts.judgements(many, self.anchor) if whole else Html("")
        first = [page_brief.section(many, self.address)] if whole else []
        more = [page_charts.section(many, many.rows, self.address)] if whole else []
        more += [parts.cruxes(many, self.turns, safe_href(self.wish.cruxes))] if whole else []
        tables = parts.tables(many) if whole and len(many.maps) <= TABLED else []
        lines = [el("p", line) for line in (*footer(many), *_warning(many))]
        return el(
            "body",
            el("a", "Skip to the matrix", href="#am:overview", class_="skip"),
            self._header(bool(tables)),
            el("main", *first, _matrix(many, self.rows), *more, *sections, _pairs(many), judged, *tables),
            el("footer", *lines, el("p", OFFLINE, class_="offline")),
            class_="comparison",
        )

    def _header(self, tabled: bool) -> Html:
        many = self.many
        ties = sum(link.type in TYING for c in many.pairs.values() for link in c.confirmed)
        share = f"{many.reviewed} of {many.possible} pairs of the authors’ own positions weighed"
        told = f"{len(many.maps)} texts, {plural(len(self.rows), 'issue')}, "
        told += f"{plural(ties, 'confirmed link')} between positions; {share}."
        choices = [
            ("class", "Relation", parts.classes(many, lambda kind: kind)),
            ("issue", "Issue", [(anchor(_place(row)), issue_name(row.issue)) for row in self.rows]),
            ("kind", "Kind", parts.kinds_of(many)),
            ("certainty", "Certainty", parts.certainties(many)),
        ]
        return el(
            "header",
            el("h1", clean(many.title) or "Positions by issue"),
            *[el("p", byline(amap), class_="byline") for amap in many.maps],
            el("p", told, class_="counts"),
            parts.judged(many),
            self._contents(tabled),
            parts.tools(choices, sum(map(len, self.guesses.values()))),
            class_="top",
        )

    def _contents(self, tabled: bool) -> Html:
        entries = [("am:overview", "Matrix"), ("am:pairs", "Pair by pair")]
        if not self.wish.issues:
            entries.insert(1, ("am:charts", "Charts"))
            entries += [("am:cruxes", "What it turns on")] if self.turns.by_issue or self.wish.cruxes else []
            entries += [("am:links", "All judgements")] if _judged(self.many) else []
        if tabled:
            entries += [("am:schedule", "Schedule"), ("am:evidence", "Evidence"), ("am:summary", "Summary")]
        return parts.contents(entries)

    def _issue(self, row: MatrixRow) -> Html:
        many, item = self.many, self.items[row.issue.id]
        ident = anchor(_place(row))
        cases = [el("tr", *self._case(row, case), data_kinds=_kinds(many, case)) for case in item.cases]
        kinds = list(dict.fromkeys(p.kind for p in row.pairs))
        head = el("tr", el("th", "Text", scope="col"), el("th", "Positions and grounds", scope="col"))
        body = [
            el("p", clean(row.issue.question), class_="question", dir="auto") if row.issue.question else Html(""),
            parts.turning(many, self.turns, row.issue.id),
            el("table", el("thead", head), el("tbody", *cases), class_="pairs cases"),
            self._between(row, item),
            self.said.guessed(self.guesses.get(row.issue.id, []), self.anchor),
        ]
        heading = el("h2", el("a", issue_name(row.issue), href=target(_place(row)), dir="auto"))
        return el(
            "section",
            el("details", el("summary", heading), *body, open=True, class_="fold"),
            id=ident,
            class_="issue",
            data_issue=ident,
            data_class=kinds[0] if len(kinds) == 1 else "",
        )

    def _case(self, row: MatrixRow, case: Case) -> list[Html]:
        many, one = self.many, row.cells[case.author]
        ident = anchor(address(row.issue.id, many.ids[case.author]))
        name = el("span", many.names[case.author], dir="auto")
        head = el("th", name, el("p", f"{one.status} {counts(one)}", class_="how"))
        if case.silent:
            return [head, el("td", SILENT, class_="silent", id=ident)]
        chief = chief_of(many, row, one)
        said: list[Html] = []
        for claim in case.claims:
            said.append(self.said.one(case.author, claim.said, chief=claim.said.id == chief))
            grounds = [el("li", self.said.one(case.author, ground)) for ground in claim.grounds]
            if grounds:
                more = [el("li", f"… and {claim.more} more")] if claim.more else []
                said.append(el("div", el("h4", "on the grounds that"), el("ul", *grounds, *more), class_="grounds"))
        if case.more:
            said.append(el("p", f"… and {case.more} more under this issue", class_="how"))
        return [head, el("td", *said, id=ident)]

    def _between(self, row: MatrixRow, item: Item) -> Html:
        """Every pair under the issue: a row for each link, and one for each pair without; of very many only counted."""
        points: dict[tuple[int, int], list[Point]] = {}
        for point in (*item.disputed, *item.common):
            points.setdefault((point.a, point.b), []).append(point)
        rows: list[Html] = []
        rest: Counter[str] = Counter()
        for pair in row.pairs:
            found = points.get((pair.a, pair.b), [])
            ident = anchor(pair_address(self.many, row.issue.id, pair.a, pair.b))
            rows += [self._linked(pair, point, ident if n == 0 else "") for n, point in enumerate(found)]
            if not found and len(row.pairs) <= LISTED:
                rows.append(_unlinked(self.many, pair, ident))
            elif not found:
                rest[alone(pair.kind)] += 1
        heads = [el("th", name, scope="col") for name in ("One", "Relation and reason", "Other")]
        table = el("table", el("thead", el("tr", *heads)), el("tbody", *rows), class_="pairs") if rows else Html("")
        told = ", ".join(f"{number} {kind}" for kind, number in rest.items())
        counted = el("p", f"Pairs without a link: {told}.", class_="counted") if rest else Html("")
        return el("details", el("summary", "Pair by pair"), table, counted, open=True)

    def _linked(self, pair: PairStanding, point: Point, ident: str) -> Html:
        """A link between two authors, with the class of the pair under the issue."""
        a, b = self.many.names[pair.a], self.many.names[pair.b]
        sure = f" · certainty {point.certainty}" if point.certainty else ""
        number = el("span", point.link, id=self.anchor(point.link))
        middle = [
            el("p", mark(pair.kind), label(pair.kind, a, b), class_="verdict"),
            el("p", f"The class {coverage(pair)}.", class_="how thin" if thin(pair) else "how") if ident else Html(""),
            el("p", number, f" · {point.type}{sure}", class_="how"),
            el("p", clean(point.reason), class_="reason", dir="auto") if point.reason else Html(""),
        ]
        return el(
            "tr",
            el("td", el("p", a, class_="how", dir="auto"), self.said.one(point.a, point.one)),
            el("td", *middle, class_="between"),
            el("td", el("p", b, class_="how", dir="auto"), self.said.one(point.b, point.other)),
            id=ident,
            data_class=pair.kind,
            data_certainty=point.certainty,
            data_status="confirmed",
            data_kinds=parts.point_kinds(point),
        )


def _judged(many: Many) -> bool:
    return any(link.status != "suggested" for c in many.pairs.values() for link in c.links)


def _kinds(many: Many, case: Case) -> str:
    kinds = [many.maps[case.author].component[claim.said.id].kind for claim in case.claims]
    return " ".join(dict.fromkeys(kinds))


def _warning(many: Many) -> list[str]:
    held = [name for name, x in zip(many.names, many.maps, strict=True) if x.text and x.text.content]
    return [f"It quotes passages of {', '.join(held)}: mind the copyright before you pass it on."] if held else []


def _matrix(many: Many, rows: list[MatrixRow]) -> Html:
    """The matrix as a table whose cells lead to the cases, and as a drawing."""
    heads = [el("th", "Issue", scope="col"), *[el("th", name, scope="col", dir="auto") for name in headed(many)]]
    body = []
    for row in rows:
        name = el("a", issue_name(row.issue), href=target(_place(row)), dir="auto")
        cells = [_cell(many, row, one) for one in row.cells]
        body.append(el("tr", el("th", name, scope="row"), *cells, data_issue=anchor(_place(row))))
    drawn = figure(many, rows, grid(len(many.maps), WIDE, WIDE))
    shown = el("div", drawing(drawn, "fig:matrix."), class_="figure")
    return el(
        "section",
        el("h2", "At a glance"),
        el("table", el("thead", el("tr", *heads)), el("tbody", *body)),
        el("p", f"{legend(many)} {PAIRS_MEANT}", class_="how"),
        el("details", el("summary", "Figure"), shown, class_="apart"),
        id="am:overview",
        class_="overview",
    )


def _cell(many: Many, row: MatrixRow, one: Standing) -> Html:
    where = address(row.issue.id, many.ids[one.author])
    sign = el("span", SIGNS[one.status], class_="mark", title=MEANINGS[one.status])
    words = join([sign, f" {one.status} ", el("span", counts(one), class_="where")])
    return el("td", el("a", words, href=target(where)) if one.position else words)


def _place(row: MatrixRow) -> str:
    return row.issue.id or "issue.none"


def _unlinked(many: Many, pair: PairStanding, ident: str) -> Html:
    a, b = many.names[pair.a], many.names[pair.b]
    why = clean(because(pair))
    how = "how thin" if thin(pair) else "how"
    middle = [el("p", mark(pair.kind), label(pair.kind, a, b), class_="verdict"), el("p", why, class_=how)]
    sides = [el("td", el("p", name, class_="how", dir="auto")) for name in (a, b)]
    return el(
        "tr",
        sides[0],
        el("td", *middle, class_="between"),
        sides[1],
        id=ident,
        data_class=pair.kind,
        data_status="confirmed",
    )


def _pairs(many: Many) -> Html:
    """How much of each pair has been weighed, and how many links there are."""
    heads = [el("th", name, scope="col") for name in ("Pair", "Issues by class", "Links", "Weighed")]
    body = [el("tr", *[el("td", text) for text in pair_words(many, i, j)]) for i, j in many.pairs]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="all")
    return el("section", el("h2", "Pair by pair"), table, id="am:pairs")
