"""The first thing on a comparison's page: what is shared, where they part, and what only sounds opposed."""

from __future__ import annotations

from collections.abc import Callable

from argmap.compare.brief import Brief, Note, brief
from argmap.compare.many import Many
from argmap.render.boxes import page_words
from argmap.render.html_tags import Html, anchor, el, join, target
from argmap.render.measure import clean
from argmap.render.said import issue_name

Address = Callable[[str], str]
PARTS = (
    ("shared", "They share", "issues", "on which something is shared and nothing opposed"),
    ("parted", "They part", "links", "that oppose positions"),
    ("apparent", "They sound opposed, but both can hold", "links", "weighed as opposed and rejected"),
)


def section(many: Many, address: Address) -> Html:
    """Three columns of pairs, each with its links; empty where nothing has been judged.

    ``address`` is where a link has its row in the page ("" for nowhere).
    """
    found = brief(many)
    if not any(found.totals):
        return Html("")
    columns = [_column(many, found, n, address) for n in range(len(PARTS))]
    return el("section", el("h2", "In brief"), el("div", *columns, class_="columns"), id="am:brief", class_="brief")


def _column(many: Many, found: Brief, n: int, address: Address) -> Html:
    name, title, noun, meaning = PARTS[n]
    notes: tuple[Note, ...] = (found.shared, found.parted, found.apparent)[n]
    total = found.totals[n]
    counted = noun if total != 1 else noun[:-1]
    if name == "shared" and len(many.maps) > 2:
        counted = "issues, each counted for every two authors,"
    shown = f"{len(notes)} of {total} {counted} {meaning}"
    body = [_note(many, note, address, reasoned=n == 2) for note in notes] or [el("p", "Nothing.", class_="silent")]
    return el("div", el("h3", title), *body, el("p", shown, class_="how"), class_=f"column {name}")


def _note(many: Many, note: Note, address: Address, *, reasoned: bool) -> Html:
    at = note.point
    place = note.issue.id or "issue.none"
    sides = [(at.a, at.one, note.stances[0]), (at.b, at.other, note.stances[1])]
    lines = []
    for author, said, stance in sides:
        where = " · ".join(part for part in (page_words(said.page), said.id, stance) if part)
        lines += [
            el("dt", many.names[author], dir="auto"),
            el(
                "dd",
                el("span", clean(said.gloss) or "(no gloss)", dir="auto"),
                el("span", f" ({where})", class_="where"),
            ),
        ]
    sure = f", certainty {at.certainty}" if at.certainty else ""
    foot = join([el("a" if address(at.link) else "span", at.link, href=address(at.link)), f": {note.why}{sure}"])
    reason = [el("p", clean(at.reason), class_="reason", dir="auto")] if reasoned and at.reason else []
    filed = any(row.issue.id == note.issue.id for row in many.rows)
    head = [el("a" if filed else "span", issue_name(note.issue), href=target(place) if filed else "", dir="auto")]
    if note.issue.question:
        head.append(el("span", f" {clean(note.issue.question)}", class_="question", dir="auto"))
    return el(
        "article", el("h4", *head), el("dl", *lines), *reason, el("p", foot, class_="how"), data_issue=anchor(place)
    )
