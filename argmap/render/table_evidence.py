"""The evidence table as a document and as a sheet."""

from __future__ import annotations

from argmap.compare.evidence import Absence, EvidenceRow, Tie, Use, evidence
from argmap.compare.many import Many
from argmap.render.document import Cell, Column, Document, Line, Sheet, cell, em, line, note, strong, tabled
from argmap.render.said import authors, report, told, where

SIDE_BY_SIDE = 4
RULES = (
    "Evidence of several authors stands in one row where a confirmed link says that it is the same. "
    "Not to use a piece of evidence is not to deny it; how many candidates were weighed stands beside each absence."
)


def document(many: Many, sources: tuple[str, ...] = ()) -> Document:
    """The table for print: a column for each author, or for more than four one column for all."""
    rows = evidence(many)
    apart = len(many.maps) <= SIDE_BY_SIDE
    columns = [Column("No.", 0.35), Column("Evidence or source", 2.0)]
    columns += [Column(name, 2.4) for name in many.names] if apart else [Column("Used by", 4.5)]
    columns.append(Column("How it is read", 1.6))
    body = [_row(many, number, row, apart) for number, row in enumerate(rows, 1)]
    section = tabled("", columns, body, line(RULES))
    return report(many, f"Evidence: {authors(many)}", [section], sources, wide=True)


def _row(many: Many, number: int, row: EvidenceRow, apart: bool) -> list[Cell]:
    head = [cell(str(number)), cell(row.text)]
    if apart:
        uses: list[Cell] = [_author(many, row, n) for n in range(len(many.maps))]
    else:
        lines: list[Line] = []
        for use in row.uses:
            lines += [line(strong(f"{many.names[use.author]} ")) + first for first in _use(use, row)[:1]]
            lines += _use(use, row)[1:]
        lines += [line(note(f"{many.names[a.author]}: {absence(a)}")) for a in row.absent if a.possible]
        uses = [tuple(lines)]
    return [*head, *uses, _reading(many, row)]


def _author(many: Many, row: EvidenceRow, author: int) -> Cell:
    lines = [one for use in row.uses if use.author == author for one in _use(use, row)]
    missing = [line(em("not used"), note(f" ({absence(a)})")) for a in row.absent if a.author == author]
    return tuple(lines or missing)


def _use(use: Use, row: EvidenceRow) -> list[Line]:
    """One use: its own wording where it differs from the row's, its place, and what it bears on."""
    said = use.said
    if not said.id:
        return [line(em("listed, cited by no component"))]
    lead = told(said) if said.gloss != row.text else line(_voice(use), note(f"({where(said)})"))
    lines = [lead]
    for bearing in use.bears:
        lines.append(line(em(f"{bearing.name} "), *told(bearing.target)))
    return lines if use.bears else [*lines, line(em("bears on no claim"))]


def _voice(use: Use) -> str:
    return f"as told by {use.said.speaker} " if use.said.speaker else ""


def absence(found: Absence) -> str:
    """How far an absence is proven, in words."""
    if not found.possible:
        return "no evidence of the author under the same issues"
    if found.certain:
        return f"all {found.possible} candidates weighed" if found.possible > 1 else "the only candidate weighed"
    return f"{found.reviewed} of {found.possible} candidates weighed: not proven"


def _reading(many: Many, row: EvidenceRow) -> Cell:
    lines = [line(f"the same evidence: {_tie(many, tie)}") for tie in row.same]
    lines += [line(strong("for claims that are "), strong(f"{tie.type}: "), _tie(many, tie)) for tie in row.reading]
    if len(row.authors) > 1 and not row.reading:
        lines.append(line("for claims that no confirmed link ties"))
    lines += [line(f"near it, {tie.type}: {_tie(many, tie)}") for tie in row.related]
    return tuple(lines)


def _tie(many: Many, tie: Tie) -> str:
    if len(many.maps) == 2:
        return f"{tie.a[1]}, {tie.b[1]} ({tie.link})"
    return f"{many.names[tie.a[0]]} {tie.a[1]}, {many.names[tie.b[0]]} {tie.b[1]} ({tie.link})"


def sheet(many: Many) -> Sheet:
    """The table for analysis: one row for each use of a piece of evidence and each claim it bears on."""
    head = ["row", "kind", "evidence", "author", "text", "component", "page", "told by", "relation", "relation id"]
    head += ["claim", "claim component", "claim page", "same as", "how read", "not used by"]
    rows: list[tuple[str | int, ...]] = []
    for number, row in enumerate(evidence(many), 1):
        tail = (
            "; ".join(_tie(many, tie) for tie in row.same),
            "; ".join(f"{tie.type}: {_tie(many, tie)}" for tie in row.reading),
            "; ".join(f"{many.names[a.author]} ({absence(a)})" for a in row.absent),
        )
        for use in row.uses:
            said = use.said
            front: tuple[str | int, ...] = (
                *(number, row.kind, said.gloss if said.id else row.text, many.names[use.author]),
                *(many.maps[use.author].id, said.id, said.page, said.speaker),
            )
            for bearing in use.bears:
                claim = (bearing.name, bearing.relation, bearing.target.gloss, bearing.target.id, bearing.target.page)
                rows.append((*front, *claim, *tail))
            if not use.bears:
                rows.append((*front, "", "", "", "", "", *tail))
    return Sheet("evidence", tuple(head), tuple(rows))
