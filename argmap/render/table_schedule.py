"""The schedule as a document and as a sheet."""

from __future__ import annotations

from argmap.analysis.settling import Turns, turns
from argmap.compare.coverage import PAIRS_MEANT, counted, coverage
from argmap.compare.many import Many
from argmap.compare.schedule import Case, Item, Point, Settling, schedule
from argmap.render.document import (
    Cell,
    Column,
    Document,
    Line,
    Section,
    Sheet,
    cell,
    em,
    line,
    note,
    strong,
    tabled,
    words,
)
from argmap.render.said import authors, issue_name, label, question, report, told
from argmap.render.turns import crux_line, settle_lines, top, weight

SIDE_BY_SIDE = 3  # authors that fit beside each other on a sheet
NOTHING = "No component is filed under this issue."
RULES = (
    "Common ground and dispute are links that a named annotator confirmed; grounds are those that the text gives; "
    "ids of a link stand in the order of the columns. "
    "The finding is left to the editor: the machine makes none."
)
TURNS = "What it turns on, and what would settle it"
RULE_OF_TURNS = (
    "What an issue turns on is the disagreement under it whose settlement moves a thesis most (see argmap cruxes). "
    "What would settle it stands in the annotator's words where there are any; the rest follows from the kind of the "
    "dispute and the grounds given, and is no finding."
)
UNOPPOSED = "No confirmed link opposes two positions, so nothing is said of what an issue turns on."


def document(many: Many, sources: tuple[str, ...] = ()) -> Document:
    """The schedule for print: a table for up to three authors, else a section for each issue."""
    items, found = schedule(many), turns(many)
    turning = bool(found.by_issue) or any(item.settling for item in items)
    lead = [line(RULES, " ", PAIRS_MEANT), line(RULE_OF_TURNS if turning else found.left_out or UNOPPOSED)]
    if len(many.maps) <= SIDE_BY_SIDE:
        rows = [_row(many, item, found, turning) for item in items]
        sections = [tabled("", _columns(many, turning), rows, *lead)]
    else:
        sections = [Section(lines=tuple(lead)), *(_section(many, item, found) for item in items)]
    wide = len(many.maps) <= SIDE_BY_SIDE
    return report(many, f"Schedule of issues: {authors(many)}", sections, sources, wide=wide)


def _columns(many: Many, turning: bool) -> list[Column]:
    parts = [Column("No.", 0.5), Column("Issue", 1.5), *(Column(name, 2.4) for name in many.names)]
    parts += [Column("Common ground", 2.0), Column("In dispute", 1.9)]
    return [*parts, *([Column(TURNS, 1.7)] if turning else []), Column("Finding", 0.9)]


def _row(many: Many, item: Item, found: Turns, turning: bool) -> list[Cell]:
    cases = [_case(case) for case in item.cases]
    made = [cell(str(item.number)), question(item.issue), *cases, _points(many, item.common)]
    made.append((*_standing(many, item), *_points(many, item.disputed)))
    return [*made, *([_turning(many, item, found)] if turning else []), ()]


def _turning(many: Many, item: Item, found: Turns) -> Cell:
    """The annotator's words first, then the weightiest disagreement and what is derived from it."""
    lines = list(_settling(many, item.settling))
    turn = top(found, item.issue.id)
    if turn is not None:
        lines += [crux_line(many, found, turn), *settle_lines(many, found, turn)]
    return tuple(lines)


def _section(many: Many, item: Item, found: Turns) -> Section:
    """An issue with many authors: a row for each who has something under it, the silent ones in one."""
    rows: list[list[Cell]] = [
        [cell(line(strong(many.names[case.author]))), _case(case)] for case in item.cases if not case.silent
    ]
    silent = [many.names[case.author] for case in item.cases if case.silent]
    if silent:
        rows.append([cell(line(em(", ".join(silent)))), cell(line(em(NOTHING)))])
    rows.append([cell(line(strong("Common ground"))), _points(many, item.common) or cell("no confirmed link")])
    rows.append([cell(line(strong("In dispute"))), _points(many, item.disputed) or cell("no confirmed link")])
    rows.append([cell(line(strong("Between them"))), _standing(many, item)])
    turning = _turning(many, item, found)
    if turning:
        rows.append([cell(line(strong(TURNS))), turning])
    rows.append([cell(line(strong("Finding"))), ()])
    heading = f"{item.number}. {issue_name(item.issue)}"
    asked = [line(item.issue.question)] if item.issue.question else []
    return tabled(heading, (Column("", 1.0), Column("", 4.0)), rows, *asked)


def _case(case: Case) -> Cell:
    if case.silent:
        return cell(line(em(NOTHING)))
    lines: list[Line] = []
    for claim in case.claims:
        lines.append(told(claim.said))
        more = f", and {claim.more} more" if claim.more else ""
        for number, ground in enumerate(claim.grounds, 1):
            lines.append(_ground(told(ground), more if number == len(claim.grounds) else ""))
    if case.more:
        lines.append(line(em(f"… and {case.more} more under this issue")))
    return tuple(lines)


def _ground(words: Line, more: str) -> Line:
    return line(note("– ground: "), *(note(run.text) for run in words), note(more))


def _points(many: Many, points: tuple[Point, ...]) -> Cell:
    many_pairs = len(many.maps) > 2
    lines = []
    for point in points:
        names = f"{many.names[point.a]} {point.one.id}, {many.names[point.b]} {point.other.id}"
        ids = names if many_pairs else f"{point.one.id}, {point.other.id}"
        sure = f", certainty {point.certainty}" if point.certainty else ""
        if point.item:
            lines.append(line(note(f"{ids} {point.type} ({point.link}): see no. {point.item}")))
            continue
        reason = point.reason.rstrip(".") or f"{point.one.gloss.rstrip('.')} / {point.other.gloss.rstrip('.')}"
        lines.append(line(reason, note(f" ({ids}: {point.type}, {point.link}{sure})")))
    return tuple(lines)


def _standing(many: Many, item: Item) -> Cell:
    lines: list[Line] = []
    for pair in item.standings:
        a, b = many.names[pair.a], many.names[pair.b]
        lead = f"{a} – {b}: " if len(many.maps) > 2 else ""
        rests = coverage(pair)
        lines.append(line(lead, strong(label(pair.kind, a, b)), note(f" {rests}" if rests else "")))
    return tuple(lines)


def _settling(many: Many, found: tuple[Settling, ...]) -> Cell:
    return tuple(line(one.text, note(f" ({_at(many, one)})")) for one in found)


def _at(many: Many, one: Settling) -> str:
    return f"link {one.where}" if one.author < 0 else f"note on {many.names[one.author]} {one.where}"


def sheet(many: Many) -> Sheet:
    """The schedule for analysis: one row an issue, ids and pages in columns of their own."""
    head = ["item", "issue", "label", "question"]
    for name in many.names:
        head += [f"{name}: claims", f"{name}: ids", f"{name}: pages", f"{name}: grounds"]
    head += ["common ground", "common links", "dispute", "dispute links", "class", "follows from"]
    head += ["links of other positions", "pairs weighed", "pairs possible"]
    head += ["turns on", "turns on: kind", "turns on: weight"]
    head += ["what would settle it", "what would settle it (derived)", "finding"]
    found = turns(many)
    return Sheet("schedule", tuple(head), tuple(_sheet_row(many, item, found) for item in schedule(many)))


def _sheet_row(many: Many, item: Item, found: Turns) -> tuple[str | int, ...]:
    row: list[str | int] = [item.number, item.issue.id, issue_name(item.issue), item.issue.question]
    for case in item.cases:
        said = [claim.said for claim in case.claims]
        row += [
            "\n".join(s.gloss for s in said),
            " ".join(s.id for s in said),
            "; ".join(dict.fromkeys(s.page for s in said if s.page)),
            "\n".join(f"{g.gloss} [{g.id}]" for claim in case.claims for g in claim.grounds),
        ]
    for points in (item.common, item.disputed):
        row += ["\n".join(p.reason for p in points), " ".join(p.link for p in points)]
    pairs = [(p, many.names[p.a], many.names[p.b]) for p in item.standings]
    lead = len(many.maps) > 2
    row.append("\n".join((f"{a} – {b}: " if lead else "") + label(p.kind, a, b) for p, a, b in pairs))
    row.append("\n".join(p.why for p, _, _ in pairs))
    row += [sum(p.outside for p in item.standings), *counted(item.standings)]
    turn = top(found, item.issue.id)
    row += [turn.disagreement.id, turn.disagreement.kind, weight(turn)] if turn else ["", "", ""]
    derived = settle_lines(many, found, turn) if turn else ()
    row.append("\n".join(f"{one.text} [{_at(many, one)}]" for one in item.settling))
    return (*row, words(derived), item.finding)
