"""What would settle a disagreement, put together from what the annotation holds; and which crux an issue turns on.

No sentence here is a finding. The kind of the disagreement (`argmap.analysis.kinds`) says what sort of thing would
settle it; the grounds that each author gives say where to look, and which of them somebody contests.

| kind | what is named |
| --- | --- |
| facts | the evidence beneath either side, and which of it is contested |
| weights | the ground that both share, or the reservation; how much it counts is open |
| definitions | the step that rests on a classification |
| remedies | the problem that both answer, and what either remedy rests on |
| undetermined | the grounds of either side, without a word on what sort of thing would settle it |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.analysis.chains import beneath
from argmap.analysis.cruxes import Crux, Method, standing
from argmap.analysis.disagreements import Disagreement, Side, disagreements
from argmap.analysis.frameworks import Framework, Member, framework
from argmap.analysis.kinds import DEFINITIONS, FACTS, REMEDIES, UNDETERMINED, WEIGHTS
from argmap.analysis.questions import Question, questions
from argmap.compare.many import FEWEST, Many

MOST = 6_000  # components; beyond them cruxes take longer than a table should
NAMED = 6  # grounds named of each side


@dataclass(frozen=True, slots=True)
class Look:
    """Where to look on one side: evidence beneath the component, and which of it somebody contests."""

    member: Member
    evidence: tuple[Member, ...]
    contested: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What an issue turns on: a disagreement, its kind and what shows it, where to look, and the crux with its rank.

    ``rank`` is the place of the crux among those below a thesis, from 1; 0 where it reaches none. ``of`` counts these.
    ``sentences`` say what would settle it.
    """

    disagreement: Disagreement
    looks: tuple[Look, Look]
    rank: int
    of: int
    crux: Crux | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Turns:
    """For each issue in dispute what it turns on, the weightiest first; ``left_out`` says why there is nothing.

    ``questions`` tell of three and more authors who stands where.
    """

    frame: Framework | None
    by_issue: dict[str, tuple[Turn, ...]]
    left_out: str = ""
    questions: tuple[Question, ...] = ()


def turns(many: Many) -> Turns:
    """What each issue turns on, for authors that have been compared.

    Cruxes come from the grounded labelling and quadratic energy strengths, every base score alike.
    """
    size = sum(len(amap.components) for amap in many.maps)
    if size > MOST:
        return Turns(None, {}, f"Not computed for {size} components; see the command cruxes.")
    frame, _ = framework(many.maps, many.given)
    found = [d for d in disagreements(frame, many.given) if d.opposed and d.held]
    if not found:
        return Turns(frame, {})
    done = standing(frame, Method())
    ranks = {crux: n for n, crux in enumerate(done.live, 1)}
    by_issue: dict[str, list[Turn]] = {}
    for one in found:
        crux = _crux(done.cruxes, one)
        rank = ranks.get(crux, 0) if crux is not None else 0
        looks = (look(frame, one.a), look(frame, one.b))
        turn = Turn(one, looks, rank, len(ranks), crux, tuple(settle(frame, one, looks)))
        for issue in one.issues or ("",):
            by_issue.setdefault(issue, []).append(turn)
    ordered = {issue: sorted(here, key=lambda t: t.rank or len(ranks) + 1) for issue, here in by_issue.items()}
    met = questions(frame, found, done.cruxes, done.live) if len(frame.maps) > FEWEST else ()
    return Turns(frame, {issue: tuple(here) for issue, here in ordered.items()}, questions=met)


def _crux(cruxes: Iterable[Crux], one: Disagreement) -> Crux | None:
    names = {one.id, *one.also}
    return next((crux for crux in cruxes if names & set(crux.refs)), None)


def look(frame: Framework, side: Side) -> Look:
    """The evidence beneath one side, nearest first, the side itself if it is evidence; and what of it is contested."""
    place = frame.index[side.member]
    far = beneath(frame, place, side.member.side)
    found = [frame.spoken(p, side.member.side) for p in far]
    evidence = tuple(m for m in found if frame.component(m).kind == "evidence")
    return Look(side.member, evidence, tuple(m for m in evidence if _contested(frame, m, place)))


def _contested(frame: Framework, member: Member, top: int) -> bool:
    """Whether something attacks the statement, other than the disagreement itself does."""
    place = frame.index[member]
    return place != top and any(not frame.steps[j].supports for j in frame.into[place])


def settle(frame: Framework, one: Disagreement, looks: tuple[Look, Look]) -> Iterable[str]:
    """Sentences on what would settle a disagreement, with ids as ``text#id``; none is a finding."""
    a, b = frame.name(one.a.member), frame.name(one.b.member)
    sign = one.signs[0].text if one.signs else ""
    if one.kind == FACTS:
        yield f"A question of fact: it is settled by what shows whether {a} or {b} is the case"
    elif one.kind == WEIGHTS and one.shared:
        pairs = "; ".join(f"{frame.name(p)} = {frame.name(q)}" for p, q in one.shared)
        yield f"A question of weight: the ground is common ({pairs}), and how much it counts is open"
    elif one.kind == WEIGHTS:
        yield f"A question of weight: {sign}; it is settled by how far the reservation reaches"
    elif one.kind == DEFINITIONS:
        yield f"A question of words: {sign}; it is settled by agreeing on what the word covers"
    elif one.kind == REMEDIES:
        yield f"A question of what to do: it is settled by what {a} and {b} would each bring about"
    elif one.kind == UNDETERMINED:
        yield "The annotation does not tell whether it is about facts, weights, definitions or remedies"
    for here in looks:
        yield _grounds(frame, here)
    if one.deeper:
        yield f"It turns in part on {', '.join(one.deeper)}, which comes first"


def _grounds(frame: Framework, here: Look) -> str:
    name = frame.name(here.member)
    evidence = [m for m in here.evidence if m != here.member]
    if not evidence:
        return f"{name} is itself given as evidence" if here.evidence else f"{name}: no evidence is given"
    shown = ", ".join(m.id for m in evidence[:NAMED])
    more = f" and {len(evidence) - NAMED} more" if len(evidence) > NAMED else ""
    if not here.contested:
        return f"{name}: the evidence given is {shown}{more}; no link or relation contests it"
    return f"{name}: the evidence given is {shown}{more}; contested: {', '.join(m.id for m in here.contested)}"
