"""What the pages of comparisons have in common: filters, statements, suggested links, tables, what issues turn on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.analysis.settling import Turns
from argmap.compare import model as m
from argmap.compare.brief import filed
from argmap.compare.many import Many
from argmap.compare.schedule import Point, point
from argmap.compare.table import Statement
from argmap.correspondence import Link
from argmap.model import ArgumentMap
from argmap.render import document_html, table_evidence, table_schedule, table_stands, table_summary
from argmap.render.boxes import page_words
from argmap.render.comparison_page_rows import mark, tag
from argmap.render.html_tags import Html, el, join, target
from argmap.render.html_text import TextPane
from argmap.render.measure import clean
from argmap.render.said import issue_name, judged_by
from argmap.render.turns import crux_line, settle_lines

Options = list[tuple[str, str]]
Guess = tuple[tuple[int, int], Link]
JUDGED = 3_000  # judgements that a page of many authors lists
GUESS = "The machine’s guess: nobody has judged it, and it decides nothing here."
STATUS: Options = [("", "confirmed"), ("with", "with suggested"), ("only", "suggested only")]


def tools(choices: Iterable[tuple[str, str, Options]], guesses: int) -> Html:
    """The controls: key, label and options of each choice; only what occurs can be chosen."""
    parts = [choice(key, label, [("", "all"), *options]) for key, label, options in choices if len(options) > 1]
    if guesses:
        parts.append(choice("status", "Links", STATUS))
    parts += [
        el("label", "Words ", el("input", type="search", data_filter="words", placeholder="in positions and reasons")),
        el("button", "Fold all", type="button", class_="fold-all", aria_pressed="false"),
        el("button", "Clear", type="button", class_="clear"),
        el("button", "Light / dark", type="button", class_="theme"),
        el("p", role="status", class_="found"),
    ]
    return el("div", *parts, class_="tools js-only", role="search", aria_label="Filter")


def choice(key: str, label: str, options: Options) -> Html:
    """One control."""
    made = [
        el("option", said, value=value) if value else Html(f'<option value="">{said}</option>')
        for value, said in options
    ]
    return el("label", f"{label} ", el("select", *made, data_filter=key))


def contents(entries: Iterable[tuple[str, str]]) -> Html:
    """Links to the parts of the page: address and name."""
    links = [el("a", name, href=f"#{address}") for address, name in entries]
    return el("nav", *links, class_="contents", aria_label="Parts of the page")


def kinds_of(many: Many) -> Options:
    """The kinds of components that occur, the common ones first."""
    found = {c.kind for amap in many.maps for c in amap.components}
    return [(kind, kind) for kind in sorted(found, key=lambda k: (k not in ("claim", "evidence", "recommendation"), k))]


class Statements:
    """Writes statements with their passages; the sentences of every text are found once."""

    def __init__(self, many: Many) -> None:
        self.many = many
        self.panes = [TextPane(amap) for amap in many.maps]

    def passage(self, author: int, ident: str) -> Html:
        """A component's words between their neighbours, folded; nothing where the text is not at hand."""
        quote = self.panes[author].quotation(self.many.maps[author].component[ident])
        return el("details", el("summary", "passage"), quote, class_="words apart") if quote else Html("")

    def one(self, author: int, said: Statement, *, chief: bool = False) -> Html:
        """A statement with its kind, speaker, place and passage."""
        where = " · ".join(part for part in (page_words(said.page), said.id) if part)
        words = join(
            [
                tag(self.many.maps[author], said.id),
                " ",
                el("i", f"{said.speaker}: ") if said.speaker else "",
                el("span", clean(said.gloss) or "(no gloss)", dir="auto"),
                el("span", f" ({where})", class_="where"),
            ]
        )
        return el("div", el("p", words), self.passage(author, said.id), class_="said" if chief else "ground")

    def guessed(self, here: list[Guess], address: Callable[[str], str]) -> Html:
        """The suggested links of an issue, folded and plainly marked as what they are."""
        if not here:
            return Html("")
        rows = [self._guess(key, link, address(link.id)) for key, link in here]
        table = el("table", el("tbody", *rows), class_="pairs")
        summary = el("summary", f"Suggested by the machine, not judged ({len(rows)})")
        return el("details", summary, el("p", GUESS, class_="how"), table, class_="suggested apart")

    def strays(self, left: list[Guess], address: Callable[[str], str]) -> Html:
        """Suggested links between positions that no issue of the page holds."""
        made = self.guessed(left, address)
        return el("section", el("h2", "Under no issue of both"), made, class_="issue", id="am:strays") if made else made

    def _guess(self, key: tuple[int, int], link: Link, ident: str) -> Html:
        at = point(self.many, key, link)
        score = f" · score {link.score:.2f}" if link.score is not None else ""
        why = "; ".join(part for part in (link.reason, *link.cues) if part)
        middle = [
            el("p", el("span", "?", class_="mark open", aria_hidden="true"), f"perhaps {link.type}", class_="verdict"),
            el("p", f"{link.id} · suggested, not judged{score}", class_="how"),
            el("p", clean(why), class_="reason", dir="auto") if why else Html(""),
        ]
        a, b = self.many.names[at.a], self.many.names[at.b]
        return el(
            "tr",
            el("td", el("p", a, class_="how", dir="auto"), self.one(at.a, at.one)),
            el("td", *middle, class_="between"),
            el("td", el("p", b, class_="how", dir="auto"), self.one(at.b, at.other)),
            id=ident,
            data_status="suggested",
            data_kinds=point_kinds(at),
        )


def guesses(many: Many) -> dict[str, list[Guess]]:
    """Suggested links by the first issue that they belong to, the highest score first."""
    found: dict[str, list[Guess]] = {}
    for key, comparison in many.pairs.items():
        issues = {row.issue.id: row.issue for row in comparison.rows}
        for link in comparison.links:
            if link.status == "suggested":
                found.setdefault(filed(many, key, link, issues).id, []).append((key, link))
    return {issue: sorted(here, key=lambda one: -(one[1].score or 0.0)) for issue, here in found.items()}


def point_kinds(at: Point) -> str:
    """The kinds of both ends, for filters."""
    return " ".join(dict.fromkeys((at.one.kind, at.other.kind)))


def turning(many: Many, found: Turns, issue: str) -> Html:
    """What an issue turns on, each disagreement with what would settle it."""
    here = found.by_issue.get(issue, ())
    if not here:
        return Html("")
    items = []
    for turn in here:
        lines = [el("p", document_html.line(one)) for one in settle_lines(many, found, turn)]
        items.append(el("li", el("p", document_html.line(crux_line(many, found, turn)), dir="auto"), *lines))
    summary = el("summary", "What it turns on, and what would settle it")
    note = el(
        "p", "Derived from the kind of the dispute and the grounds given; the finding is the editor’s.", class_="how"
    )
    return el("details", summary, el("ul", *items, class_="turns"), note, class_="turning")


def cruxes(many: Many, found: Turns, report: str = "") -> Html:
    """All disagreements in the order of what hangs on them; ``report`` is the address of the whole report."""
    seen: dict[str, tuple[int, Html]] = {}
    named = {row.issue.id: row.issue for row in many.rows}
    for issue, here in found.by_issue.items():
        for turn in here:
            known = named.get(issue)
            name = issue_name(known) if known else issue
            head = el("a" if known else "span", name, href=target(issue or "issue.none") if known else "", dir="auto")
            one = turn.disagreement
            said = [statement(many.maps[s.member.side], s.member.id, many.names[s.member.side]) for s in (one.a, one.b)]
            sides = [el("p", line, dir="auto") for line in said]
            why = el("p", document_html.line(crux_line(many, found, turn)), class_="how", dir="auto")
            seen.setdefault(one.id, (turn.rank or 10**6, el("li", el("h4", head), *sides, why)))
    more = [el("p", el("a", "The whole report on cruxes", href=report))] if report else []
    if not seen and not more:
        return Html("")
    rule = (
        "In the order of what hangs on each: first what decides whether a thesis stands, then by how far it moves one. "
        "A consequence of the maps and the links, not a measure of truth."
    )
    items = [item for _, item in sorted(seen.values(), key=lambda one: one[0])]
    body = el("ol", *items) if items else el("p", found.left_out or "No confirmed link opposes two positions.")
    parts = [el("p", rule, class_="standing"), *_stands(many, found), body, *more]
    return el("section", el("h2", "What it turns on"), *parts, id="am:cruxes")


def _stands(many: Many, found: Turns) -> list[Html]:
    """Of three and more authors who stands where, as a table."""
    if not found.questions or found.frame is None:
        return []
    labels = {row.issue.id: issue_name(row.issue) for row in many.rows if row.issue.id}
    made = table_stands.Stands(found.frame, many.names, labels).table(found.questions)
    head = [el("h3", table_stands.TITLE), el("p", table_stands.RULE, class_="standing")]
    return [*head, document_html.table(made), el("h3", "One by one")]


def judgements(many: Many, made: Callable[[str], str]) -> Html:
    """Every pair of any two authors that was judged, rejected ones too; of very many only how many there are.

    ``made`` gives a link's id the first time it is asked for, then "".
    """
    found = [(key, x) for key, c in many.pairs.items() for x in c.links if x.status != "suggested"]
    if not found:
        return Html("")
    title = el("h2", "The one judgement on a pair" if len(found) == 1 else f"All {len(found)} judgements on pairs")
    if len(found) > JUDGED:
        told = "Too many for a page; they stand in the JSON of the table pairs."
        return el("section", title, el("p", told, class_="how"), id="am:links", class_="judgements")
    heads = [
        el("th", name, scope="col") for name in ("link", "one", "type", "other", "status", "certainty", "reason", "by")
    ]
    rows = [_judgement(many, key, link, made(link.id)) for key, link in found]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *rows), class_="all")
    kept = left_out("the judgements with their reasons", "the JSON of the table pairs")
    whole = el("details", el("summary", title), table, class_="apart")
    return el("section", whole, kept, id="am:links", class_="judgements")


def left_out(what: str, where: str) -> Html:
    """On paper, in the place of a folded part: what is not printed, and where it stands."""
    told = f"Not printed: {what}. Unfold this part of the page before printing to have it on paper; or see {where}."
    return el("p", told, class_="how on-paper left-out")


def _judgement(many: Many, key: tuple[int, int], link: Link, ident: str) -> Html:
    people = {who.id: who.name or who.id for who in many.pairs[key].annotators}
    ends = [
        el("span", f"{many.names[n]} {end.id}", title=clean(many.maps[n].component[end.id].gloss), dir="auto")
        for n, end in zip(key, (link.a, link.b), strict=True)
    ]
    who = ", ".join(part for part in (people.get(link.annotator, link.annotator), link.date) if part)
    cells = [link.id, ends[0], link.type, ends[1], link.status, link.certainty, clean(link.reason), who]
    return el("tr", *[el("td", made) for made in cells], id=ident, data_status=link.status, data_type=link.type)


def tables(many: Many) -> list[Html]:
    """Schedule, evidence and summary, folded; each is the same as the table of that name."""
    views = (
        ("schedule", "Schedule of issues", table_schedule.document(many)),
        ("evidence", "Evidence", table_evidence.document(many)),
        ("summary", "Summary in plain sentences", table_summary.document(many)),
    )
    return [
        el(
            "section",
            el("details", el("summary", el("h2", title)), document_html.write(made), class_="apart"),
            left_out("this table", f"argmap compare … --table {name}, as a document of its own"),
            id=f"am:{name}",
            class_="tables",
        )
        for name, title, made in views
    ]


def statement(amap: ArgumentMap, ident: str, name: str) -> Html:
    """A position in a line: whose it is, paraphrase, place."""
    component = amap.component[ident]
    page = amap.page(component)
    where = f" ({f'p. {page} · ' if page else ''}{ident})"
    return join([el("strong", f"{name}: "), clean(component.gloss) or "(no gloss)", el("span", where, class_="where")])


def judged(many: Many) -> Html:
    """Who judged the links, in one line; said plainly where it was no person."""
    plain = set(many.judges) != set(many.machines)
    return el("p", judged_words(many), class_="counts" if plain else "counts warn") if many.judges else Html("")


def judged_words(many: Many) -> str:
    """The same as plain words; "" where nothing has been judged."""
    return judged_by(many.judges, many.machines)


def relation(kind: str, said: str) -> Html:
    """A class with its sign."""
    return join([mark(kind), el("span", said)])


def classes(many: Many, label: Callable[[str], str]) -> Options:
    """The classes that occur between any two."""
    found = {p.kind for row in many.rows for p in row.pairs}
    found |= {f.kind for c in many.pairs.values() for row in c.rows for f in row.findings}
    return [(kind, label(kind)) for kind in m.CLASSES if kind in found]


def certainties(many: Many) -> Options:
    """The certainties of confirmed links that occur, the highest first."""
    found = {link.certainty for c in many.pairs.values() for link in c.confirmed if link.certainty}
    order = {"high": 0, "medium": 1, "low": 2}
    return [(value, value) for value in sorted(found, key=lambda v: (order.get(v, 9), v))]
