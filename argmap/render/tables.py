"""The comparison as tables for papers and spreadsheets: Markdown and CSV. Writers are pure and escape everything."""

from __future__ import annotations

import csv
import io

from argmap import __version__
from argmap.compare import model as m
from argmap.compare.data import link_counts, text_facts
from argmap.compare.table import Cell, Row, Statement, relation_label, rows
from argmap.model import ArgumentMap

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def markdown(comparison: m.Comparison) -> str:
    """A Markdown document: what the comparison found, the table, the unmatched positions, the provenance."""
    a, b = comparison.a, comparison.b
    parts = [
        f"# {_md(a.short_name)} and {_md(b.short_name)} compared",
        _overview(comparison),
        "## Position by position",
        _table(comparison),
    ]
    for amap, items in ((a, comparison.only_a), (b, comparison.only_b)):
        if items:
            parts += [f"## Without a counterpart: {_md(amap.short_name)}", _unmatched(amap, items)]
    return "\n\n".join([*parts, _provenance(comparison)]) + "\n"


def _overview(comparison: m.Comparison) -> str:
    lines = ["## Issue by issue", "| issue | question | class | follows from |", "| --- | --- | --- | --- |"]
    for row in comparison.rows:
        label = relation_label(row.kind, comparison.a, comparison.b)
        lines.append(
            f"| {_md(row.issue.label or row.issue.id)} | {_md(row.issue.question)} | {_md(label)} | {_md(row.why)} |"
        )
    return "\n".join([lines[0], "", *lines[1:]])


def _table(comparison: m.Comparison) -> str:
    a, b = comparison.a, comparison.b
    lines = [
        f"| issue | {_md(a.short_name)} | {_md(b.short_name)} | relation | reason |",
        "| --- | --- | --- | --- | --- |",
    ]
    before = ""
    for row in rows(comparison):
        issue = _md(row.issue.label or row.issue.id)
        first = issue if issue != before else ""
        before = issue
        label = _md(relation_label(row.relation, a, b))
        lines.append(f"| {first} | {_md_cell(row.a)} | {_md_cell(row.b)} | {label} | {_md(row.reason)} |")
    return "\n".join(lines)


def _md_cell(cell: Cell) -> str:
    if not cell.statements:
        return "–"
    parts = [_md_statement(s) for s in cell.statements]
    if cell.more:
        parts.append(f"… and {cell.more} more")
    if cell.grounds:
        grounds = "; ".join(_md_statement(s) for s in cell.grounds)
        more = f"; … and {cell.more_grounds} more" if cell.more_grounds else ""
        parts.append(f"*Grounds:* {grounds}{more}")
    return "<br>".join(parts)


def _md_statement(item: Statement) -> str:
    page = f"p. {item.page}, " if item.page else ""
    speaker = f"{_md(item.speaker)}: " if item.speaker else ""
    return f"{speaker}{_md(item.gloss.rstrip('.'))} ({page}{_md(item.id)})"


def _unmatched(amap: ArgumentMap, items: tuple[m.Unmatched, ...]) -> str:
    lines = []
    for item in items:
        component = amap.component[item.component]
        page = amap.page(component)
        where = f"p. {page}, {item.component}" if page else item.component
        weighed = "all candidates weighed" if item.certain else f"{item.reviewed} of {item.possible} candidates weighed"
        lines.append(f"- {_md(component.gloss)} ({_md(where)}; {weighed})")
    return "\n".join(lines)


def provenance(comparison: m.Comparison) -> list[str]:
    """What a figure or table rests on, one sentence each: texts, annotators, links, coverage, version."""
    lines = []
    for facts in (text_facts(comparison.a), text_facts(comparison.b)):
        digest = f", text {facts['text_sha256'][:12]}" if facts["text_sha256"] else ""
        people = ", ".join(facts["annotators"]) or "not named"
        counts = f"{facts['components']} components, {facts['relations']} relations"
        lines.append(f"{facts['name']}: {counts}{digest}; annotators: {people}.")
    counts = ", ".join(f"{number} {status}" for status, number in link_counts(comparison).items()) or "none"
    share = f"{comparison.reviewed} of {comparison.possible} pairs of the authors' own positions weighed"
    return [*lines, f"Pairs linked: {counts}; {share}.", f"Made with argmap {__version__}."]


def _provenance(comparison: m.Comparison) -> str:
    return "---\n\n" + "  \n".join(_md(line) for line in provenance(comparison))


def _md(text: str) -> str:
    """Plain text made safe inside a Markdown table cell."""
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
    writer.writerow([_safe(cell) for cell in [*head, "relation", "certainty", "reason", "links"]])
    for row in rows(comparison):
        writer.writerow([_safe(cell) for cell in _csv_row(row, comparison)])
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
