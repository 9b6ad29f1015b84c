"""A document as HTML sections: headings, paragraphs, lists and tables, everything escaped."""

from __future__ import annotations

from argmap.render.document import EM, NOTE, STRONG, Cell, Document, Line, Run, Section, Table
from argmap.render.html_tags import Html, el, esc, join
from argmap.render.measure import clean


def write(document: Document, level: int = 3) -> Html:
    """The sections of a document without its title and footer; headings of the given level."""
    return join([_section(section, level) for section in document.sections])


def _section(section: Section, level: int) -> Html:
    parts = [el(f"h{level}", clean(section.heading), dir="auto")] if section.heading else []
    if section.bullets:
        parts.append(el("ul", *[el("li", line(one), dir="auto") for one in section.lines], class_="told"))
    else:
        parts += [el("p", line(one), dir="auto") for one in section.lines]
    return join([*parts, *([table(section.table)] if section.table else [])])


def table(made: Table) -> Html:
    """A table whose columns have their shares of the width."""
    heads = [el("th", clean(column.head), scope="col", dir="auto") for column in made.columns]
    head = el("thead", el("tr", *heads)) if any(column.head for column in made.columns) else Html("")
    total = sum(column.share for column in made.columns)
    widths = [el("col", width=f"{100 * column.share / total:.1f}%") for column in made.columns]
    body = [el("tr", *[el("td", cell(one)) for one in row]) for row in made.rows]
    return el(
        "div",
        el("table", el("colgroup", *widths), head, el("tbody", *body), class_="printed"),
        class_="wide",
        tabindex="0",
    )


def cell(made: Cell) -> Html:
    """A cell: a paragraph for each line."""
    return join([el("p", line(one), dir="auto") for one in made])


def line(one: Line) -> Html:
    """A line of runs; the blanks between them stay."""
    return join([_run(run) for run in one])


def _run(run: Run) -> Html:
    text = clean(run.text)
    shown = esc(f"{' ' * run.text[:1].isspace()}{text}{' ' * bool(text and run.text[-1:].isspace())}")
    names = {STRONG: "strong", EM: "em"}
    if run.style == NOTE:
        return el("span", shown, class_="where")
    return el(names[run.style], shown) if run.style in names else shown
