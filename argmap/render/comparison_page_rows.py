"""The rows of a comparison's page: statements with grounds, passages and pages, relation, reason, addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.compare import model as m
from argmap.compare.data import judges
from argmap.compare.table import Cell, Row, Statement, relation_label, statement
from argmap.correspondence import Link
from argmap.model import ArgumentMap
from argmap.render.boxes import page_words
from argmap.render.html_component import kind_class
from argmap.render.html_tags import Html, anchor, el, esc, join, target
from argmap.render.look import TAGS
from argmap.render.measure import clean
from argmap.render.svg import safe_href

# a sign for each class, so that none is told by colour alone
SIGNS = {
    m.AGREE: ("=", "agree"),
    m.AGREE_OTHER_GROUNDS: ("=", "agree"),
    m.AGREE_IN_PART: ("≈", "part"),
    m.DISAGREE: ("≠", "against"),
    m.SAME_EVIDENCE: ("≠", "against"),
    m.OTHER_REMEDY: ("⤮", "other"),
    m.TALK_PAST: ("∥", "past"),
    m.ONLY_A: ("◐", "only"),
    m.ONLY_B: ("◑", "only"),
}


SILENT = "no component is filed under this issue"


def mark(kind: str) -> Html:
    """The sign of a class."""
    sign, name = SIGNS.get(kind, ("?", "open"))
    return el("span", sign, class_=f"mark {name}", aria_hidden="true")


class Rows:
    """Writes the rows of one comparison; every link and every position has one address."""

    def __init__(
        self,
        comparison: m.Comparison,
        table: list[Row],
        passage: Callable[[int, str], Html],
        homes: tuple[str, str] = ("", ""),
    ) -> None:
        """``passage`` gives the words of a side's component; ``homes`` are the maps' own pages."""
        self.homes = homes
        self.passage = passage
        self.comparison = comparison
        self.maps = (comparison.a, comparison.b)
        self.sole = len(judges(comparison)) == 1
        self.links = {link.id: link for link in comparison.links}
        self.by_issue: dict[str, list[Row]] = {}
        self.rows: dict[str, Row] = {}
        for row in table:
            self.by_issue.setdefault(row.issue.id, []).append(row)
            for link in row.links:
                self.rows.setdefault(link, row)
        self.written: set[str] = set()
        self.grounded: set[tuple[int, tuple[str, ...]]] = set()  # positions of an issue whose grounds were told
        self.targets = {i for row in table for i in self._positions(row)} | {anchor(i) for i in self.links if i}

    def _positions(self, row: Row) -> Iterable[str]:
        for side, cell in (("a", row.a), ("b", row.b)):
            yield from (anchor(s.id, side) for s in cell.statements)

    def address(self, ident: str, side: str = "") -> str:
        """Where a position of side ``a`` or ``b``, or a link (no side), has its row; "" for anything else."""
        return target(ident, side) if anchor(ident, side) in self.targets else ""

    def anchor(self, ident: str, side: str = "") -> str:
        """The id the first time it is asked for, then "": no two elements share one."""
        made = anchor(ident, side)
        if not ident or made in self.written:
            return ""
        self.written.add(made)
        return made

    def issue(self, issue: m.IssueRow) -> Html:
        """The table of an issue, and where its other pairs stand."""
        rows = self.by_issue.get(issue.issue.id, [])
        a, b = self.maps
        heads = [el("th", a.short_name, scope="col", dir="auto"), el("th", "Relation and reason", scope="col")]
        heads.append(el("th", b.short_name, scope="col", dir="auto"))
        self.grounded = set()
        body = [self._row(row) for row in rows]
        parts = [el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="pairs")] if rows else []
        here = {link for row in rows for link in row.links}
        away = dict.fromkeys(i for f in issue.findings for i in f.links if i not in here and i in self.links)
        if away:
            links = join([el("a", ident, href=target(ident)) for ident in away], ", ")
            parts.append(el("p", "Also on this issue: ", links, class_="also"))
        return join(parts)

    def _row(self, row: Row) -> Html:
        first, *others = [*row.links, ""]
        marks = join([el("span", id=made) for made in map(self.anchor, others) if made])
        label = relation_label(row.relation, *self.maps)
        parts = [el("p", mark(row.relation), label, class_="verdict"), marks]
        parts += [self._link(self.links[i]) for i in row.links if i in self.links]
        reasons = {clean(self.links[i].reason) for i in row.links if i in self.links}
        if clean(row.reason) and clean(row.reason) not in reasons:
            parts.append(el("p", clean(row.reason), class_="reason", dir="auto"))
        return el(
            "tr",
            el("td", self._cell(0, row.a)),
            el("td", *parts, class_="between"),
            el("td", self._cell(1, row.b)),
            id=self.anchor(first),
            data_class=row.relation,
            data_certainty=row.certainty,
            data_status="confirmed",
            data_kinds=" ".join(dict.fromkeys(s.kind for cell in (row.a, row.b) for s in cell.statements)),
        )

    def _link(self, link: Link) -> Html:
        """One confirmed link: type, certainty, who and when, and the reason."""
        facts = [self._said(link), link.certainty and f"certainty {link.certainty}"]
        head = join([el("a", link.id, href=target(link.id), class_="id"), *[el("span", f) for f in facts if f]], " · ")
        who = self._who(link)
        if who:  # on paper the foot of every sheet names the one who judged all
            head = join([head, el("span", f" · {who}", class_="by-one" if self.sole else "")])
        return join(
            [
                el("p", head, class_="how"),
                el("p", clean(link.reason), class_="reason", dir="auto") if link.reason else "",
            ]
        )

    def _said(self, link: Link) -> str:
        a, b = self.maps
        if link.symmetric:
            return clean(link.type)
        return f"{link.a.id} ({a.short_name}) {link.type} than {link.b.id} ({b.short_name})"

    def _who(self, link: Link) -> str:
        known = [p for group in (*(amap.annotators for amap in self.maps), self.comparison.annotators) for p in group]
        people = {p.id: p.name or p.id for p in known}
        return ", ".join(part for part in (people.get(link.annotator, link.annotator), link.date) if part)

    def _cell(self, side: int, cell: Cell) -> Html:
        if not cell.statements:
            return el("p", SILENT, class_="silent")
        parts = [self._statement(side, said, chief=True) for said in cell.statements]
        if cell.more:
            parts.append(el("p", f"… and {cell.more} more", class_="how"))
        if cell.grounds:
            grounds = [el("li", self._statement(side, said, chief=False)) for said in cell.grounds]
            if cell.more_grounds:
                grounds.append(el("li", f"… and {cell.more_grounds} more"))
            parts.append(self._grounds((side, tuple(said.id for said in cell.statements)), el("ul", *grounds)))
        return join(parts)

    def _grounds(self, whose: tuple[int, tuple[str, ...]], grounds: Html) -> Html:
        """The grounds of a position; folded where they stand in an earlier row of the issue."""
        if whose in self.grounded:
            return el("details", el("summary", "on the grounds given above"), grounds, class_="grounds again apart")
        self.grounded.add(whose)
        return el("div", el("h4", "on the grounds that"), grounds, class_="grounds")

    def _statement(self, side: int, said: Statement, *, chief: bool) -> Html:
        amap = self.maps[side]
        page = [page_words(said.page)] if said.page else []
        where = join([*page, self._home(side, said.id)], " · ")
        line = join(
            [
                tag(amap, said.id),
                " ",
                el("i", f"{said.speaker}: ") if said.speaker else "",
                el("span", clean(said.gloss) or "(no gloss)", dir="auto"),
                el("span", " (", where, ")", class_="where"),
            ]
        )
        ident = self.anchor(said.id, "ab"[side]) if chief else ""
        return el("div", el("p", line), self.passage(side, said.id), id=ident, class_="said" if chief else "ground")

    def _home(self, side: int, ident: str) -> Html:
        """The component's id; a link to it on its map's own page, where there is one."""
        page = safe_href(self.homes[side])
        return el("a", ident, href=f"{page}{target(ident)}") if page else esc(ident)

    def unmatched(self, side: int, item: m.Unmatched) -> Html:
        """A position without a counterpart, and how many candidates have been weighed."""
        amap = self.maps[side]
        said = statement(amap, amap.component[item.component])
        if item.possible == 0:
            weighed = "the other author has nothing under its issues"
        elif item.certain:
            weighed = "the only candidate weighed" if item.possible == 1 else f"all {item.possible} candidates weighed"
        else:
            weighed = f"{item.reviewed} of {item.possible} candidates weighed: not proven"
        return el(
            "li",
            self._statement(side, said, chief=True),
            el("p", weighed, class_="how"),
            class_="sure" if item.certain else "open",
        )

    def judgements(self, links: Iterable[Link]) -> Html:
        """Every judgement in one table; links that have no row of their own have their address here."""
        a, b = self.maps
        names = ("link", a.short_name, "type", b.short_name, "status", "certainty", "reason", "by")
        body = [self._judgement(link) for link in links]
        return el(
            "table", el("thead", el("tr", *[el("th", n, scope="col") for n in names])), el("tbody", *body), class_="all"
        )

    def _judgement(self, link: Link) -> Html:
        cells = [
            join([el("a", link.id, href=target(link.id)) if link.id in self.rows else link.id]),
            self._end(0, link.a.id),
            link.type,
            self._end(1, link.b.id),
            link.status,
            link.certainty,
            el("span", clean(link.reason), dir="auto"),
            self._who(link),
        ]
        ident = self.anchor(link.id)
        return el(
            "tr",
            *[el("td", cell) for cell in cells],
            id=ident,
            class_=kind_class(link.status),
            data_status=link.status,
            data_type=link.type,
        )

    def _end(self, side: int, ident: str) -> Html:
        family = "ab"[side]
        amap = self.maps[side]
        shown = join([tag(amap, ident), " ", ident])
        words = clean(amap.component[ident].gloss)
        return (
            el("a", shown, href=target(ident, family), title=words)
            if anchor(ident, family) in self.written
            else el("span", shown, title=words)
        )


def tag(amap: ArgumentMap, ident: str) -> Html:
    """The small sign of a component's kind."""
    component = amap.component[ident]
    letter = "T" if component.thesis else TAGS.get(component.kind, clean(component.kind)[:3].upper() or "?")
    return el("span", letter, class_=f"tag {kind_class(component.kind)}", title=component.kind)
