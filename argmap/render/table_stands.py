"""Who stands where on the questions between three and more authors: as lines, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.analysis.cruxes import Crux
from argmap.analysis.disagreements import Disagreement
from argmap.analysis.frameworks import Framework, Member
from argmap.analysis.kinds import UNDETERMINED
from argmap.analysis.questions import HOLDS, NEAR, REPORTS, SILENT, SPEAKS, Question, Stand
from argmap.render.boxes import page_words
from argmap.render.document import Cell, Column, Line, Table, em, line, note, strong

BESIDE = 6  # authors that fit beside each other in a table
HOW = {HOLDS: "holds", NEAR: "near", REPORTS: "only reports"}
UNTIED = "speaks to it; no link ties this to the positions"
NOTHING = "no position"
TITLE = "Who stands where"
RULE = (
    "Opposed positions that meet are one question. Holds: in the author's own voice; near: overlaps it, or is broader "
    "or narrower; only reports: has it in the mouth of others. Two that stand against a third need not agree."
)


class Stands:
    """Puts questions into words; ``names`` are the authors' short names or letters, ``labels`` those of issues."""

    def __init__(self, frame: Framework, names: Sequence[str], labels: dict[str, str]) -> None:
        self.frame, self.names, self.labels = frame, tuple(names), labels

    def heading(self, question: Question, number: int) -> str:
        """The question's number and issues."""
        named = ", ".join(self.labels.get(i) or i for i in question.issues)
        return f"{number}. {named or 'under no common issue'}"

    def opposed(self, question: Question) -> Iterator[str]:
        """Which position stands against which, by which links."""
        place = {statement: n for n, statement in enumerate(question.positions, 1)}
        for one in question.disagreements:
            a, b = (place[self.frame.index[side.member]] for side in (one.a, one.b))
            sure = f", certainty {one.link.certainty}" if one.link and one.link.certainty else ""
            yield f"{a} against {b}: {one.type} ({', '.join((one.id, *one.also))}{sure})"

    def positions(self, question: Question) -> Iterator[str]:
        """Every position with its number, and who stands at it."""
        for number, statement in enumerate(question.positions, 1):
            first = self.frame.statements[statement].members[0]
            gloss = self.frame.component(first).gloss.rstrip(".") or "(no gloss)"
            here = [s for group in question.stands for s in group if s.position == number]
            told = [
                f"{verb} {', '.join(self._who(s) for s in chosen)}"
                for how, verb in ((HOLDS, "held by"), (NEAR, "near it:"), (REPORTS, "only reported by"))
                if (chosen := [s for s in here if s.how == how])
            ]
            yield f"{number}: {gloss} – {'; '.join(told)}"

    def others(self, question: Question) -> Iterator[str]:
        """Those who stand at none of the positions."""
        for how, words in ((SPEAKS, "speak to it without a link to these"), (SILENT, NOTHING)):
            who = [self.names[group[0].side] for group in question.stands if group[0].how == how]
            if who:
                yield f"{words}: {', '.join(who)}"

    def turns(self, question: Question) -> Iterator[str]:
        """What every disagreement is about, and what hangs on the weightiest."""
        for one in question.disagreements:
            yield f"{one.id}: {_kind(one)}"
        yield hangs(question.crux, question.rank, question.of)

    def table(self, found: Sequence[Question]) -> Table:
        """A row a question; a column an author where they fit, else one that names all by position."""
        beside = len(self.names) <= BESIDE
        columns = [Column("Question and positions", 2.6)]
        columns += [Column(name, 1.2) for name in self.names] if beside else [Column(TITLE, 3.4)]
        rows = [self._row(question, n, beside=beside) for n, question in enumerate(found, 1)]
        return Table((*columns, Column("What it turns on", 1.8)), tuple(rows), TITLE)

    def _row(self, question: Question, number: int, *, beside: bool) -> tuple[Cell, ...]:
        head: list[Line] = [line(strong(self.heading(question, number)))]
        if beside:
            for n, statement in enumerate(question.positions, 1):
                first = self.frame.statements[statement].members[0]
                words = self.frame.component(first).gloss.rstrip(".") or "(no gloss)"
                head.append(line(strong(f"{n} "), words, note(f" ({self.names[first.side]} {self._at(first)})")))
        head += [line(note(words)) for words in self.opposed(question)]
        cells = [tuple(self._stand(stand) for stand in group) for group in question.stands]
        if not beside:
            cells = [tuple(line(words) for words in (*self.positions(question), *self.others(question)))]
        return (tuple(head), *cells, tuple(line(words) for words in self.turns(question)))

    def _stand(self, stand: Stand) -> Line:
        if stand.member is None or stand.how not in HOW:
            return line(em(UNTIED if stand.how == SPEAKS else NOTHING))
        tie = f", {stand.link.type} {stand.link.id}" if stand.link else ""
        return line(strong(f"{HOW[stand.how]} {stand.position}"), note(f" ({self._at(stand.member)}{tie})"))

    def _who(self, stand: Stand) -> str:
        at = f" {self._at(stand.member)}" if stand.member else ""
        return f"{self.names[stand.side]}{at}" + (f" ({stand.link.type}, {stand.link.id})" if stand.link else "")

    def _at(self, member: Member) -> str:
        page = page_words(self.frame.maps[member.side].page(self.frame.component(member)))
        return ", ".join(part for part in (member.id, page) if part)


def _kind(one: Disagreement) -> str:
    return "kind undetermined" if one.kind == UNDETERMINED else f"about {one.kind}"


def hangs(crux: Crux | None, rank: int, of: int) -> str:
    """What hangs on a crux."""
    if crux is None:
        return "it reaches no thesis"
    if crux.itself:
        return "it is the question of a thesis itself"
    if not rank:
        return "it moves no thesis"
    flips = f"decides {crux.flips} thesis label{'s' * (crux.flips != 1)}, " if crux.flips else ""
    return f"crux {rank} of {of}: {flips}moves a thesis by {crux.swing:.3f} of 1"
