"""Reports as Markdown and CSV for papers and spreadsheets. Writers are pure and escape everything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from argmap.compare import model as m
from argmap.compare.many import from_two
from argmap.compare.table import Row, relation_label, rows
from argmap.render import table_pairs
from argmap.render.document import EM, STRONG, Cell, Document, Line, Run, Section, Sheet, Table
from argmap.render.said import footer, footer_in_short

RESTS = "rests on"  # the column of a CSV that says what it was made from
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones too: some spreadsheets take them


def markdown(comparison: m.Comparison) -> str:
    """A comparison of two as Markdown: issue by issue, position by position, the unmatched, the provenance."""
    return written(table_pairs.document(from_two(comparison)))


def written(document: Document) -> str:
    """A document as Markdown with GitHub's tables."""
    parts = [f"# {_md(document.title)}"]
    for section in document.sections:
        parts += _section(section)
    if document.footer:
        parts.append("---\n\n" + "  \n".join(_md(one) for one in document.footer))
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> list[str]:
    parts = [f"## {_md(section.heading)}"] if section.heading else []
    if section.bullets:
        parts.append("\n".join(f"- {_line(one)}" for one in section.lines))
    else:
        parts += [_line(one) for one in section.lines]
    if section.table:
        parts.append(tabled(section.table))
    return [part for part in parts if part]


def tabled(table: Table) -> str:
    """One table in GitHub's form."""
    rule = "| " + " | ".join("---" for _ in table.columns) + " |"
    head = "| " + " | ".join(_md(column.head) for column in table.columns) + " |"
    return "\n".join([head, rule, *(_row(row) for row in table.rows)])


def _row(row: tuple[Cell, ...]) -> str:
    return "| " + " | ".join("<br>".join(_line(one) for one in made) for made in row) + " |"


def _line(one: Line) -> str:
    return "".join(_run(run) for run in one).strip()


def _run(run: Run) -> str:
    """Words with their marks; blanks stay outside of these, as Markdown wants it."""
    text = _md(run.text)
    mark = {STRONG: "**", EM: "*"}.get(run.style, "")
    lead, tail = " " * run.text[:1].isspace(), " " * run.text[-1:].isspace()
    return f"{lead}{mark}{text}{mark}{tail}" if text else " " * bool(run.text)


def provenance(comparison: m.Comparison, page: int = 0) -> list[str]:
    """What a figure or table rests on, one sentence each: texts, annotators, links, coverage, version.

    On pages after the first (``page`` counts from 0) in a line.
    """
    many = from_two(comparison)
    return list(footer_in_short(many) if page else footer(many))


def _md(text: str) -> str:
    """Plain text made safe in Markdown, inside a table cell too."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for char in "\\`*_[]|":
        text = text.replace(char, "\\" + char)
    return text


def csv_table(comparison: m.Comparison) -> str:
    """The table as CSV (RFC 4180), safe to open in a spreadsheet: no cell can start a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    a, b = comparison.a.short_name, comparison.b.short_name
    head = ["issue", "question"]
    for name in (a, b):
        head += [f"{name}: position", f"{name}: ids", f"{name}: pages", f"{name}: grounds"]
    writer.writerow(
        [_safe(cell) for cell in [*head, "relation", "certainty", "reason", "links", *table_pairs.COVERED, RESTS]]
    )
    about = " ".join(provenance(comparison))
    numbers = table_pairs.covered(comparison)
    for number, row in enumerate(rows(comparison)):
        told = [_safe(cell) for cell in _csv_row(row, comparison)]
        writer.writerow([*told, *numbers[row.issue.id], "" if number else _safe(about)])
    return out.getvalue()


def csv_sheet(sheet: Sheet, about: Iterable[str] = ()) -> str:
    """A sheet as CSV (RFC 4180), safe to open in a spreadsheet.

    ``about`` says what it rests on; it stands in a last column of the first row, so that the file stays a plain table.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    told = " ".join(about)
    writer.writerow([_safe(name) for name in [*sheet.head, *([RESTS] if told else [])]])
    for number, row in enumerate(sheet.rows):
        more = ["" if number else told] if told else []
        writer.writerow([value if isinstance(value, int) else _safe(value) for value in [*row, *more]])
    return out.getvalue()


def _csv_row(row: Row, comparison: m.Comparison) -> list[str]:
    cells = [row.issue.label or row.issue.id, row.issue.question]
    for cell in (row.a, row.b):
        cells += [
            " / ".join(s.gloss for s in cell.statements),
            " ".join(s.id for s in cell.statements),
            "; ".join(dict.fromkeys(s.page for s in cell.statements if s.page)),
            " / ".join(f"{s.gloss} [{s.id}]" for s in cell.grounds),
        ]
    label = relation_label(row.relation, comparison.a, comparison.b)
    return [*cells, label, row.certainty, row.reason, " ".join(row.links)]


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell
