"""What an issue turns on and what would settle it, in lines for tables and pages."""

from __future__ import annotations

import re

from argmap.analysis.settling import Turn, Turns
from argmap.compare.many import Many
from argmap.render.document import Line, line, note
from argmap.render.table_stands import hangs


def named(many: Many, found: Turns, words: str) -> str:
    """A sentence of the analysis with the authors' short names, said once in a row, and the labels of issues."""
    frame = found.frame
    for name, short in zip(frame.names if frame else (), many.names, strict=True):
        words = words.replace(f", {name}#", ", ").replace(f"{name}#", f"{short} ")
    for issue in sorted((row.issue for row in many.rows if row.issue.id and row.issue.label), key=lambda i: -len(i.id)):
        whole = rf"(?<![\w#.-]){re.escape(issue.id)}(?![\w-]|\.\w)"
        words = f"“{issue.label}”".join(re.split(whole, words))
    return words


def top(found: Turns, issue: str) -> Turn | None:
    """The weightiest disagreement under an issue."""
    return next(iter(found.by_issue.get(issue, ())), None)


def crux_line(many: Many, found: Turns, turn: Turn) -> Line:
    """The disagreement that an issue turns on, of which kind it is, and what hangs on it."""
    one = turn.disagreement
    ends = " or ".join(named(many, found, found.frame.name(s.member)) for s in (one.a, one.b)) if found.frame else ""
    kind = "its kind undetermined: no rule applies" if one.kind == "undetermined" else f"about {one.kind}"
    why = named(many, found, "; ".join(sign.text for sign in one.signs))
    return line(f"{ends} ({one.id}), {kind}", f": {why}" if why else "", note(f" ({weight(turn)})"))


def weight(turn: Turn) -> str:
    """What hangs on the crux of a disagreement."""
    return hangs(turn.crux, turn.rank, turn.of)


def settle_lines(many: Many, found: Turns, turn: Turn) -> tuple[Line, ...]:
    """What would settle it, a line for each sentence; the first names the link."""
    told = [named(many, found, words) for words in turn.sentences]
    return (
        line(note(f"{turn.disagreement.id}: "), told[0] + "."),
        *(line(note("– " + words + ".")) for words in told[1:]),
    )
