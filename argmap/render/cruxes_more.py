"""Further sections of the report on cruxes: how firm the ranking is, and the patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.analysis.frameworks import Member
from argmap.analysis.report import Analysis
from argmap.render.cruxes_words import Item, Words
from argmap.render.measure import plural


def firmness(analysis: Analysis, words: Words) -> Iterator[Item]:
    """The sensitivity, in figures."""
    found = analysis.sensitivity
    if analysis.standing.live:
        for rival in found.rivals:
            same = "undefined, as one of the two leaves all level"
            if rival.correlation is not None:
                same = f"{rival.correlation:.2f}"
            first = f"; puts {words.told(', '.join(rival.first))} first" if rival.first else "; no crux moves a thesis"
            rest = "; some circle came to no rest" if rival.unsettled else ""
            part = f" (first {rival.compared})" if rival.compared < len(analysis.standing.live) else ""
            yield Item(f"{rival.name}: rank correlation with the order above{part} {same}{first}{rest}")
    if found.weights is not None:
        draws = found.weights
        yield Item(
            f"Base scores drawn at random between 0 and 1 ({draws.draws} draws, seed {draws.seed}): the first crux "
            f"stays first in {draws.first:.0%}, the whole order of {draws.top} holds in {draws.order:.0%}"
            + (f"; mean rank correlation {draws.correlation:.2f}" if draws.correlation is not None else "")
        )
        shares = ", ".join(f"{n}. {share:.0%}" for n, share in enumerate(draws.in_three, 1))
        yield Item(f"Share of draws in which each is among the first three: {shares}")
    for view in found.labellings:
        if view.why:
            yield Item(f"Labels by {view.name}: not computed; {view.why}")
            continue
        theses = zip(analysis.frame.theses, view.theses, strict=True)
        labels = ", ".join(f"{words.short(t)} {label}" for t, label in theses)
        decide = f"{view.deciding} of {plural(view.asked, 'contested point')} below decide"
        yield Item(f"Labels by {view.name}: {labels or 'no thesis'}; {decide} a label")
    if analysis.positions is not None and len(analysis.positions.knots):
        yield Item(
            f"Positions that can be held together (preferred): {analysis.positions.count}, from "
            f"{plural(len(analysis.positions.knots), 'knot')} of opposed statements that can each be resolved by itself"
        )
    elif analysis.too_many:
        yield Item(f"Positions that can be held together (preferred): not computed; {analysis.too_many}")


def patterns(analysis: Analysis, words: Words, full: bool) -> list[tuple[str, list[Item]]]:
    """Sections with their titles; an empty one says so by having no items."""
    found = analysis.patterns
    return [
        ("Same ground, opposite conclusions", list(_shared(analysis, words))),
        ("Same conclusion, other grounds", list(_other(analysis, words))),
        ("Evidence that only one uses", list(_unshared(analysis, words, full))),
        ("Silences", list(_silences(analysis, words))),
        (
            "Where an author's own positions speak against each other",
            [
                Item(
                    f"{words.who(t.attacker)}: {words.cited(t.attacker)} speaks against {words.cited(t.attacked)} "
                    f"[{words.told(', '.join(t.refs))}]; {_states[t.state]}"
                )
                for t in found.tensions
            ],
        ),
        ("Objections that are only reported", list(_objections(analysis, words))),
    ]


_states = {
    "answered": "the map answers it",
    "unanswered": "the map holds no answer to it",
    "open": "it stays open",
}


def _shared(analysis: Analysis, words: Words) -> Iterable[Item]:
    for x in analysis.patterns.shared:
        p, q = x.ground
        below = [Item(f"{words.who(c)} concludes: {words.cited(c)}") for c in x.conclusion]
        below.append(Item(f"follows from {x.link} and {words.told(', '.join(x.relations))}"))
        yield Item(f"{words.cited(p)} = {words.name(q)}", tuple(below))


def _other(analysis: Analysis, words: Words) -> Iterable[Item]:
    for x in analysis.patterns.other_grounds:
        below = [
            Item(f"{words.who(c)}, because: {'; '.join(words.cited(m) for m in side)}")
            for c, side in zip(x.conclusion, x.grounds, strict=True)
        ]
        below.append(Item(f"{x.weighed} of {x.possible} pairs of these grounds were weighed"))
        yield Item(f"{words.cited(x.conclusion[0])} = {words.name(x.conclusion[1])}", tuple(below))


def _unshared(analysis: Analysis, words: Words, full: bool) -> Iterable[Item]:
    """Evidence beneath a disagreement first; of the rest only the number, unless in full."""
    every = analysis.patterns.unshared
    used = {m for d in analysis.disagreements for side in (d.a, d.b) for m in _beneath(side.member, side.down.beneath)}
    first = [x for x in every if x.evidence in used]
    for x in [*first, *(x for x in every if x.evidence not in used)] if full else first[:3]:
        other = words.text(x.other)
        serves = f", for {', '.join(m.id for m in x.serves)}" if x.serves else ""
        weighed = f"{x.weighed} of {x.possible} positions of {other} on its issues were weighed against it"
        mark = "beneath a disagreement, " if x.evidence in used else ""
        yield Item(f"{mark}{words.who(x.evidence)}: {words.cited(x.evidence)}{serves}; {weighed}")
    if not full and len(every) > len(first[:3]):
        yield Item(f"… and {len(every) - len(first[:3])} more (see -o report.md)")


def _beneath(member: Member, below: tuple[tuple[Member, int], ...]) -> set[Member]:
    return {member, *(m for m, _ in below)}


def _silences(analysis: Analysis, words: Words) -> Iterable[Item]:
    for x in analysis.patterns.silences:
        reports = f" (reports others: {', '.join(m.id for m in x.reports)})" if x.reports else ""
        speaks, silent = words.text(x.speaks), words.text(x.silent)
        count = plural(len(x.components), "component")
        label = x.issue.label or x.issue.id
        yield Item(f"{label}: only {speaks} ({count}); {silent} takes no position{reports}")


def _objections(analysis: Analysis, words: Words) -> Iterable[Item]:
    for x in analysis.patterns.objections:
        says = " with ".join(f"{words.who(m)}: {words.cited(m)}" for m in x.sources)
        target = words.cited(x.target) if x.target else f"the step {x.onto}"
        yield Item(f"{says}, against {target} [{x.relation}]; defeats nothing by itself")
