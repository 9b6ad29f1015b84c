"""Differences and decisions in words: for the terminal, for JSON, for a spreadsheet, for the header."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from argmap.adjudication.build import Agreed
from argmap.adjudication.decisions import NEW, Decision
from argmap.adjudication.differences import Difference, Differences
from argmap.adjudication.sides import Case
from argmap.problems import DataError, Place
from argmap.tei.revisions import Revision

COLUMNS = ("id", "about", "detail", "page", "passage")
ANSWER = ("choice", "value", "reason")
_RISKY = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones too: some spreadsheets take them


def said(found: Differences, item: Difference, side: int) -> str:
    """What a side says, in words; "" where it says nothing."""
    value = item.values[side]
    if item.about == "missing":
        if not value:
            return "not marked"
        unit = found.units[item.unit].members[side]
        return f"{unit.kind} {unit.id}{f': {unit.gloss}' if unit.gloss else ''}" if unit is not None else ""
    if value is None:
        return ""
    if item.about == "relation":
        return "; ".join(relation_said(_labelled(found.case, one)) for one in value) or "no relation"
    return in_words(found.case, item.about, value)


def in_words(case: Case, about: str, value: Any) -> str:  # noqa: PLR0911 - one answer for each aspect
    """A value of one aspect as a reader would write it."""
    template = case.template
    if about == "boundary":
        return " … ".join(_passage(case, pair) for pair in value) or "no passage"
    if about == "issue":
        return (
            ", ".join(template.issue[i].label or i if i in template.issue else i.removeprefix(NEW) for i in value)
            or "none"
        )
    if about == "voice":
        if value.startswith(NEW):
            return str(value.removeprefix(NEW))
        return template.voice[value].label or value if value in template.voice else "the author"
    if about == "thesis":
        return "thesis" if value else "no thesis"
    if about in ("note", "other"):
        return " | ".join(part if isinstance(part, str) else "=".join(part) for part in value) or "none"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {in_words(case, name, part)}" for name, part in value.items())
    return str(value) or "none"


def _labelled(case: Case, one: Mapping[str, Any]) -> dict[str, Any]:
    """A relation with its schemes by what they are called."""
    known = case.template.scheme
    return {**one, "schemes": [known[s].label or s if s in known else s for s in one["schemes"]]}


def relation_said(one: Mapping[str, Any]) -> str:
    """A relation in words, under the ids of its side."""
    ends = one.get("mutual") or one["sources"]
    text = f"{' + '.join(ends)} {one['name']} {' + '.join(one['targets'])}".strip()
    more = [*one.get("schemes", ()), one.get("certainty", ""), one.get("reason", "")]
    return f"{text} ({', '.join(part for part in more if part)})" if any(more) else text


def _passage(case: Case, pair: list[Any]) -> str:
    """The ends of a passage in its own words; where the text is not at hand, its place."""
    content = case.content
    if len(pair) < 2 or content is None:
        return "-".join(str(part) for part in pair)
    words = content[pair[0] : pair[1]].split()
    shown = " ".join(words) if len(words) < 9 else f"{' '.join(words[:4])} … {' '.join(words[-4:])}"
    return f"{shown} ({pair[0]}-{pair[1]})"


def decided_said(found: Differences, item: Difference, made: Decision) -> str:
    """A decision in words."""
    if made.choice == "take":
        side = [one.name for one in found.case.sides].index(made.side)
        return f"as {made.side}: {said(found, item, side)}"
    if made.choice == "new":
        if item.about == "relation":
            names = dict(zip((*found.unit_ids, *found.tie_ids), _labels(found), strict=True))
            ends = {part: [names[end] for end in made.value[part]] for part in ("sources", "targets")}
            return f"new: {relation_said({'name': made.value['name'], **ends})}"
        return f"new: {in_words(found.case, item.about, made.value)}"
    if made.choice == "both":
        two = {"boundary": "kept apart, as each has it", "kind": "kept apart, as each has it"}
        return f"both: {two.get(item.about, 'joined')}"
    return "neither"


def _labels(found: Differences) -> list[str]:
    """Units and ties by the id of the first who has them."""
    ties = [next(r.id for side in tie.members for r in side) for tie in found.ties]
    return [*(unit.there[0].id for unit in found.units), *ties]


def page(found: Differences, item: Difference) -> str:
    """The page on which it begins."""
    text = found.case.template.text
    return text.page_at(item.place[0][0]) if text is not None and item.place else ""


def rows(found: Differences, decisions: Mapping[str, Decision], agreed: Agreed) -> list[dict[str, Any]]:
    """Every difference with what each says, and what was decided, as plain data."""
    made = []
    for item in found.list:
        decision = decisions.get(item.id)
        passage = " … ".join(_passage(found.case, list(pair)) for pair in item.place[:2])
        made.append(
            {
                "id": item.id,
                "about": item.about,
                "detail": item.detail,
                "page": page(found, item),
                "passage": passage,
                "says": {one.name: said(found, item, side) for side, one in enumerate(found.case.sides)},
                "state": agreed.state[item.id],
                "decision": decision.as_dict() if decision else None,
                "decided": decided_said(found, item, decision) if decision else "",
            }
        )
    return made


def text(found: Differences, told: Iterable[Mapping[str, Any]]) -> str:
    """The list for the terminal."""
    lines = []
    for number, row in enumerate(told, 1):
        where = f", p. {row['page']}" if row["page"] else ""
        about = row["about"] if row["about"] == row["detail"] else f"{row['about']}: {row['detail']}"
        lines.append(f"{number}. {row['id']}  {about}{where}  [{row['state']}]")
        lines += [f"     {name}: {what}" for name, what in row["says"].items() if what]
        lines += [f"     decided: {row['decided']}"] if row["decided"] else []
    names = ", ".join(side.name for side in found.case.sides)
    same = sum(None not in unit.members and number not in found.of_unit for number, unit in enumerate(found.units))
    ties = sum(tie.agreed for tie in found.ties)
    lines.append(f"{len(found.list)} differences between {names}; agreed: {same} components, {ties} relations")
    return "\n".join(lines) + "\n"


def sheet(found: Differences, told: Iterable[Mapping[str, Any]]) -> bytes:
    """The list as CSV, to be filled in: choice (a name, both, neither, new), value, reason."""
    names = [side.name for side in found.case.sides]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(f"says {name}" for name in names), *ANSWER])
    for row in told:
        made = row["decision"] or {}
        choice = made.get("side") or made.get("choice", "")
        value = "" if made.get("value") is None else json.dumps(made["value"], ensure_ascii=False)
        cells = [*(row[name] for name in COLUMNS), *row["says"].values(), choice, value, made.get("reason", "")]
        writer.writerow([_inert(str(cell)) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """Text that a spreadsheet cannot take for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def answers(data: bytes, file: str) -> list[dict[str, Any]]:
    """Decisions out of a filled-in sheet (CSV), or out of JSON: a list of objects with id, choice, value, reason.

    Rows without a choice are left out.

    Raises:
        DataError: it is neither.
    """
    place = Place(file, 1, 1)
    plain = data.decode("utf-8-sig", "replace")
    if plain.lstrip()[:1] in ("[", "{"):
        try:
            found = json.loads(plain)
        except (ValueError, RecursionError):
            raise DataError("the file is no JSON that can be read", "mend it, or fill in a CSV", place=place) from None
        many = found.get("differences", []) if isinstance(found, dict) else found
        if not isinstance(many, list) or not all(isinstance(item, dict) for item in many):
            raise DataError("the file is no list of decisions", "see argmap adjudicate --list --json", place=place)
        flat = [{**(item.get("decision") or {}), **item} for item in many]
        return [item for item in flat if item.get("choice")]
    first = plain.split("\n", 1)[0]
    mark = ";" if first.count(";") > first.count(",") else "\t" if "\t" in first else ","
    rows = list(csv.DictReader(io.StringIO(plain, newline=""), delimiter=mark))
    if not rows or not {"id", "choice"} <= set(rows[0]):
        raise DataError("the sheet has no columns id and choice", "make one with --list --csv", place=place)
    return [_answer(row, file, number) for number, row in enumerate(rows, 2) if (row.get("choice") or "").strip()]


def _answer(row: Mapping[str, Any], file: str, line: int) -> dict[str, Any]:
    made = {name: (row.get(name) or "").strip().removeprefix("'") for name in ("id", *ANSWER)}
    value: Any = made.pop("value")
    if value[:1] in ("[", "{") or value in ("true", "false"):
        try:
            value = json.loads(value)
        except ValueError:
            remedy = "write plain words, or a list as in [[10, 20]]"
            raise DataError(f"the value {value!r} cannot be read", remedy, place=Place(file, line, 1)) from None
    return {**made, "value": value or None}


def revisions(found: Differences, decisions: Mapping[str, Decision], agreed: Agreed) -> list[Revision]:
    """What the agreed file's header tells: every decision, then what is open and what fell."""
    by_name = {a.name: a.id for a in reversed(agreed.map.annotators)} | {a.id: a.id for a in agreed.map.annotators}
    made = []
    for item in found.list:
        decision = decisions.get(item.id)
        if decision is None or agreed.state[item.id] != "decided":
            continue
        told = "; ".join(
            f"{one.name}: {said(found, item, side)}"
            for side, one in enumerate(found.case.sides)
            if said(found, item, side)
        )
        passage = "; ".join(f"{a}-{b}" for a, b in item.place[:2])
        made.append(
            Revision(
                "adjudication",
                f"{item.detail} at {passage or 'no place'}. {told}. Decided: {decided_said(found, item, decision)}.",
                item.about,
                decision.when,
                by_name.get(decision.who, ""),
                tuple(
                    i for i in agreed.subjects.get(item.id, ()) if i in agreed.map.component or i in agreed.map.relation
                ),
                decision.reason,
                item.id,
            )
        )
    if agreed.open:
        said_open = f"{agreed.open} differences are open; of these every annotator's version is kept, signed."
        made.append(Revision("adjudication", said_open, "open"))
    made += [Revision("adjudication", f"Left out: relation {what}.", "consequence") for what in agreed.fallen]
    return made
