"""The matrix of issues and authors as a document and as sheets."""

from __future__ import annotations

from collections import Counter

from argmap.compare import many as mm
from argmap.compare import model as m
from argmap.compare.coverage import PAIRS_MEANT, coverage
from argmap.compare.data import link_counts
from argmap.compare.many import Many, MatrixRow, Standing
from argmap.compare.many_data import address
from argmap.compare.schedule import tied_under
from argmap.compare.table import statement
from argmap.render.document import Cell, Column, Document, Section, Sheet, cell, em, line, note, strong, tabled
from argmap.render.said import authors, issue_name, label, question, report, told

WORDED, NAMED = 4, 6  # authors whose leading position, or whose name, fits in a column
COUNTED = (m.ONLY_A, m.ONLY_B, m.UNDETERMINED)  # classes that are counted, not listed pair by pair
SIGNS = {
    mm.FOR: "+",
    mm.AGAINST: "−",
    mm.QUALIFIED: "(+)",
    mm.OTHER: "*",
    mm.MIXED: "±",
    mm.SPEAKS: "•",
    mm.REPORTS: "“ ”",
    mm.SILENT: "–",
    mm.UNKNOWN: "/",
}
MEANINGS = {
    mm.FOR: "the author's coded stances are all for",
    mm.AGAINST: "all against",
    mm.QUALIFIED: "all qualified",
    mm.OTHER: "all give another answer",
    mm.MIXED: "several stances",
    mm.SPEAKS: "positions without a coded stance",
    mm.REPORTS: "only positions of others are reported",
    mm.SILENT: "no component is filed under the issue",
    mm.UNKNOWN: "silence here says nothing",
}


def document(many: Many, sources: tuple[str, ...] = ()) -> Document:
    """The matrix for print, with a legend, and for more than two authors a table of the pairs."""
    keyed = len(many.maps) > NAMED
    heads = letters(len(many.maps)) if keyed else headed(many)
    columns = [Column("Issue", 1.6 if keyed else 1.2)]
    columns += [Column(head, 0.45 if keyed else 2.0) for head in heads]
    columns.append(Column("Between them", 2.2 if keyed else 1.4))
    rows = [_row(many, row) for row in many.rows]
    lead = [line(note(f"{legend(many)} {PAIRS_MEANT}"))]
    if keyed:
        lead.append(line(note("; ".join(f"{key}: {name}" for key, name in zip(heads, many.names, strict=True)))))
    sections = [tabled("", columns, rows, *lead)]
    if len(many.maps) > 2:
        sections.append(_pairs(many))
    return report(many, f"Positions by issue: {authors(many)}", sections, sources, wide=True)


def letters(count: int) -> tuple[str, ...]:
    """A, B, C … as short names of columns."""
    return tuple(chr(ord("A") + n) for n in range(count))


def headed(many: Many) -> tuple[str, ...]:
    """The names over the columns; of more than two with the letter that stands for them in the last column."""
    if len(many.names) == 2:
        return many.names
    return tuple(f"{key}: {name}" for key, name in zip(letters(len(many.names)), many.names, strict=True))


def legend(many: Many) -> str:
    """The meaning of every sign that occurs."""
    seen = {one.status for row in many.rows for one in row.cells}
    return "; ".join(f"{SIGNS[status]} {MEANINGS[status]}" for status in mm.STATUSES if status in seen) + "."


def _row(many: Many, row: MatrixRow) -> list[Cell]:
    return [question(row.issue), *(_cell(many, row, one) for one in row.cells), between(many, row)]


def _cell(many: Many, row: MatrixRow, one: Standing) -> Cell:
    sign = strong(SIGNS[one.status])
    if len(many.maps) > NAMED:
        return cell(line(sign, note(f" {len(one.position.own)}" if one.position.own else "")))
    lines = [line(sign, f" {one.status}", note(f" {counts(one)}"))]
    chief = chief_of(many, row, one)
    if len(many.maps) <= WORDED and chief:
        amap = many.maps[one.author]
        lines.append(told(statement(amap, amap.component[chief])))
    return tuple(lines)


def chief_of(many: Many, row: MatrixRow, one: Standing) -> str:
    """The position that stands for a cell: that of the gravest finding, else the leading one; "" for none."""
    issue = row.issue.id
    here = {key: found for key, c in many.pairs.items() for found in c.rows if found.issue.id == issue}
    tied = [ident for ident in tied_under(many, one.author, here) if ident in one.position.own]
    return next(iter((*tied, *one.position.leading, *one.position.reported)), "")


def counts(one: Standing) -> str:
    """What a cell holds, in numbers: own positions, coded stances, reported ones."""
    position = one.position
    parts = [f"{len(position.own)} own"] if position.own else []
    parts += [f"{number} {value}" for value, number in position.stances if value != "none"]
    parts += [f"{len(position.reported)} reported"] if position.reported else []
    return f"({', '.join(parts)})" if parts else ""


def between(many: Many, row: MatrixRow) -> Cell:
    """The classes of the pairs under an issue; of more than two authors those that rest on links one by one."""
    if len(many.maps) == 2:
        lines = [line(strong(label(p.kind, *many.names))) for p in row.pairs]
        return (*lines, *(line(note(told)) for told in map(coverage, row.pairs) if told))
    short = letters(len(many.maps))
    lines = []
    for kind in m.CLASSES:
        linked = [f"{short[p.a]} – {short[p.b]}" for p in row.pairs if p.kind == kind and p.links]
        if linked and kind not in COUNTED:
            lines.append(line(strong(f"{kind}: "), ", ".join(linked)))
    rest = Counter(alone(p.kind) for p in row.pairs if not p.links or p.kind in COUNTED)
    if rest:
        lines.append(line(em(", ".join(f"{number} {kind}" for kind, number in rest.items()))))
    said = coverage(*row.pairs)
    return (*lines, *([line(note(said))] if said else []))


def alone(kind: str) -> str:
    """A class as it is counted over several pairs."""
    return "only one speaks" if kind in (m.ONLY_A, m.ONLY_B) else kind


def _pairs(many: Many) -> Section:
    columns = [Column("Pair", 2.2), Column("Issues by class", 3.5), Column("Links", 1.8), Column("Weighed", 1.0)]
    rows = []
    for i, j in many.pairs:
        rows.append([cell(text) for text in pair_words(many, i, j)])
    return tabled("Pair by pair", columns, rows)


def pair_words(many: Many, i: int, j: int) -> tuple[str, str, str, str]:
    """A pair in four cells: names, issues by class, links by status, coverage."""
    comparison = many.pairs[i, j]
    kinds = Counter(alone(row.kind) for row in comparison.rows if row.kind != m.SILENT)
    order = [kind for kind in dict.fromkeys(alone(kind) for kind in m.CLASSES) if kinds[kind]]
    classes = ", ".join(f"{kinds[kind]} {kind}" for kind in order)
    links = ", ".join(f"{number} {status}" for status, number in link_counts(comparison).items()) or "none"
    return f"{many.names[i]} – {many.names[j]}", classes, links, f"{comparison.reviewed} of {comparison.possible}"


def sheets(many: Many) -> list[Sheet]:
    """The matrix for analysis: one row a cell; one row an issue and pair; one row a pair."""
    return [_cells(many), _classes(many), _pair_sheet(many)]


def _cells(many: Many) -> Sheet:
    head = ["cell", "issue", "label", "question", "text", "author", "status", "own", "reported"]
    head += ["for", "against", "qualified", "other", "leading ids", "leading position", "leading pages"]
    rows: list[tuple[str | int, ...]] = []
    for row in many.rows:
        for one in row.cells:
            amap = many.maps[one.author]
            stances = dict(one.position.stances)
            said = [statement(amap, amap.component[i]) for i in one.position.leading]
            rows.append(
                (
                    *(
                        address(row.issue.id, many.ids[one.author]),
                        row.issue.id,
                        issue_name(row.issue),
                        row.issue.question,
                    ),
                    *(amap.id, many.names[one.author], one.status, len(one.position.own), len(one.position.reported)),
                    *(stances.get(value, 0) for value in ("for", "against", "qualified", "other")),
                    " ".join(one.position.leading),
                    said[0].gloss if said else "",
                    "; ".join(dict.fromkeys(s.page for s in said if s.page)),
                )
            )
    return Sheet("matrix", tuple(head), tuple(rows))


def _classes(many: Many) -> Sheet:
    head = ("issue", "label", "a", "b", "class", "follows from", "links", "links of other positions",
            "pairs weighed", "pairs possible")  # fmt: skip
    rows = []
    for row in many.rows:
        for p in row.pairs:
            a, b = many.names[p.a], many.names[p.b]
            kind = label(p.kind, a, b)
            front = (row.issue.id, issue_name(row.issue), a, b, kind, p.why, " ".join(p.links))
            rows.append((*front, p.outside, p.reviewed, p.possible))
    return Sheet("classes", head, tuple(rows))


def _pair_sheet(many: Many) -> Sheet:
    head = ("a", "b", "issues by class", "links", "pairs weighed", "pairs possible")
    rows = []
    for (i, j), comparison in many.pairs.items():
        _, classes, links, _ = pair_words(many, i, j)
        rows.append((many.names[i], many.names[j], classes, links, comparison.reviewed, comparison.possible))
    return Sheet("pairs", head, tuple(rows))
