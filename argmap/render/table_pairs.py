"""Position by position, two authors at a time, as a document and as a sheet."""

from __future__ import annotations

from argmap.compare import model as m
from argmap.compare.coverage import PAIRS_MEANT, because
from argmap.compare.many import Many
from argmap.compare.table import Cell as Side
from argmap.compare.table import Row, rows
from argmap.model import ArgumentMap
from argmap.render.boxes import page_words
from argmap.render.document import Cell, Column, Document, Line, Section, Sheet, bullets, cell, em, line, note, tabled
from argmap.render.said import authors, issue_name, label, report, silence, told

COVERED = ("issue: links", "issue: pairs weighed", "issue: pairs possible")  # what the class of a row's issue rests on


def covered(comparison: m.Comparison) -> dict[str, tuple[int, int, int]]:
    """Those numbers for every issue."""
    return {row.issue.id: (len(row.links), row.reviewed, row.possible) for row in comparison.rows}


def document(many: Many, sources: tuple[str, ...] = ()) -> Document:
    """For every two authors: issue by issue, position by position, and what has no counterpart."""
    sections: list[Section] = []
    for (i, j), comparison in many.pairs.items():
        a, b = many.names[i], many.names[j]
        lead = f"{a} and {b}: " if len(many.maps) > 2 else ""
        share = f"{comparison.reviewed} of {comparison.possible} pairs of the authors' own positions weighed."
        sections.append(_issues(comparison, a, b, lead, share if lead else ""))
        sections.append(_positions(comparison, a, b, lead))
        for name, amap, items in ((a, comparison.a, comparison.only_a), (b, comparison.b, comparison.only_b)):
            if items:
                heading = f"{lead}without a counterpart: {name}" if lead else f"Without a counterpart: {name}"
                sections.append(bullets(heading, [_unmatched(amap, item) for item in items]))
    title = f"{authors(many)} compared"
    return report(many, title, sections, sources, wide=True)


def _issues(comparison: m.Comparison, a: str, b: str, lead: str, share: str) -> Section:
    columns = [Column("issue", 1.2), Column("question", 2.4), Column("class", 1.2), Column("follows from", 2.6)]
    body = [
        [cell(text) for text in (issue_name(row.issue), row.issue.question, label(row.kind, a, b), because(row))]
        for row in comparison.rows
        if row.kind != m.SILENT
    ]
    heading = f"{lead}issue by issue" if lead else "Issue by issue"
    return tabled(heading, columns, body, line(f"{share} {PAIRS_MEANT}".strip()))


def _positions(comparison: m.Comparison, a: str, b: str, lead: str) -> Section:
    columns = [Column("issue", 1.0), Column(a, 2.6), Column(b, 2.6), Column("relation", 1.0), Column("reason", 2.2)]
    body = []
    before = None
    for row in rows(comparison):
        name = "" if row.issue.id == before else issue_name(row.issue)
        before = row.issue.id
        body.append([cell(name), _side(row.a), _side(row.b), cell(label(row.relation, a, b)), _reason(row)])
    return tabled(f"{lead}position by position" if lead else "Position by position", columns, body)


def _reason(row: Row) -> Cell:
    sure = f"certainty {row.certainty}" if row.certainty else ""
    marks = "; ".join(part for part in (", ".join(row.links), sure) if part)
    return cell(line(row.reason, note(f" ({marks})" if marks else "")))


def _side(side: Side) -> Cell:
    if not side.statements:
        return cell("–")
    lines: list[Line] = [told(said) for said in side.statements]
    if side.more:
        lines.append(line(f"… and {side.more} more"))
    if side.grounds:
        lines.append(line(em("Grounds:")))
        lines += [told(said) for said in side.grounds]
        if side.more_grounds:
            lines.append(line(f"… and {side.more_grounds} more"))
    return tuple(lines)


def _unmatched(amap: ArgumentMap, item: m.Unmatched) -> Line:
    component = amap.component[item.component]
    page = amap.page(component)
    where = f"{page_words(page)}, {item.component}" if page else item.component
    return line(component.gloss.rstrip("."), note(f" ({where}; {silence(item)})"))


def sheet(many: Many) -> Sheet:
    """Every row of every pair: one row a pair of positions."""
    head = ["a", "b", "issue", "label", "question"]
    for side in ("a", "b"):
        head += [f"{side}: position", f"{side}: ids", f"{side}: pages", f"{side}: grounds"]
    head += ["relation", "certainty", "reason", "links", *COVERED]
    found: list[tuple[str | int, ...]] = []
    for (i, j), comparison in many.pairs.items():
        numbers = covered(comparison)
        a, b = many.names[i], many.names[j]
        for row in rows(comparison):
            front = (a, b, row.issue.id, issue_name(row.issue), row.issue.question)
            tail = (label(row.relation, a, b), row.certainty, row.reason, " ".join(row.links))
            found.append((*front, *_flat(row.a), *_flat(row.b), *tail, *numbers[row.issue.id]))
    return Sheet("positions", tuple(head), tuple(found))


def _flat(side: Side) -> tuple[str, ...]:
    return (
        "\n".join(s.gloss for s in side.statements),
        " ".join(s.id for s in side.statements),
        "; ".join(dict.fromkeys(s.page for s in side.statements if s.page)),
        "\n".join(f"{s.gloss} [{s.id}]" for s in side.grounds),
    )
