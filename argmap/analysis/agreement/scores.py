"""Which coefficients are reported, of which counts, with what they rest on and when they mean little."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.analysis.agreement import coefficients as co
from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.bootstrap import LEAST_PARTS, intervals
from argmap.analysis.agreement.cass import cass, similarity
from argmap.analysis.agreement.parts import SPANS, Options, Part, filed, mirrored, skewed
from argmap.analysis.agreement.spans import Hits
from argmap.analysis.agreement.sums import redrawn

FEW = 30
Estimate = Callable[[Part], float | None]


@dataclass(frozen=True, slots=True)
class Score:
    """One coefficient: its value (None where it is not defined), interval, how much it rests on, and warnings."""

    part: str
    name: str
    value: float | None
    interval: tuple[float, float] | None = None
    items: int = 0
    unit: str = ""
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        low, high = self.interval or (None, None)
        found = {"part": self.part, "name": self.name, "value": self.value, "low": low, "high": high}
        return {**found, "items": self.items, "unit": self.unit, "warnings": list(self.warnings)}


@dataclass(frozen=True, slots=True)
class Measure:
    """A coefficient to be taken: of which part, what it is called, how it is estimated, what it rests on."""

    part: str
    name: str
    estimate: Estimate
    items: float
    unit: str
    warnings: Sequence[str] = ()


def scores(whole: Part, drawn: Sequence[Part], coders: Sequence[int], how: Options) -> list[Score]:
    """All coefficients of a whole, with intervals from its parts.

    Args:
        whole: The counts of everything.
        drawn: The documents, or sections of the only one, that are drawn anew for the intervals.
        coders: How many coders each document has.
        how: How agreement is counted.
    """
    asked = list(measures(whole, coders))
    values = [measure.estimate(whole) for measure in asked]
    spread: list[tuple[float, float] | None] = [None] * len(asked)
    if len(drawn) >= LEAST_PARTS and how.rounds:
        samples = redrawn(drawn, how.rounds, how.seed)
        spread = intervals(samples, [measure.estimate for measure in asked], how.rounds)
    found = []
    for measure, value, interval in zip(asked, values, spread, strict=True):
        warnings = [*measure.warnings]
        if value is None:
            warnings.append("not defined: too few items, or only one category was used")
        else:
            warnings += few(measure.items, measure.unit)
        kept = interval if value is not None else None
        found.append(
            Score(measure.part, measure.name, value, kept, round(measure.items), measure.unit, tuple(warnings))
        )
    return found


def few(items: float, unit: str) -> list[str]:
    """A warning where a coefficient rests on fewer than thirty items."""
    return [f"rests on {round(items)} {unit} only"] if items < FEW else []


def measures(whole: Part, coders: Sequence[int]) -> Iterator[Measure]:
    """The coefficients that these counts allow."""
    yield from _boundaries(whole)
    yield from _kinds(whole, coders)
    yield from _issues(whole)
    yield from _relations(whole, coders)
    yield Measure("other", "CASS", _cass, whole.places + 1, "places", ("for comparison with papers that have it",))


def _boundaries(whole: Part) -> Iterator[Measure]:
    units = whole.continuum.units
    yield Measure("boundaries", "|u-alpha (unit or gap)", lambda p: un.boundary_alpha(p.continuum), units, "units")
    names = [(name, "components") for name, _, _ in SPANS] + [("words", "words"), ("words and kinds", "words")]
    for name, unit in names:
        hits = whole.hits[name]
        yield Measure("boundaries", f"F1, {name}", _f1(name), hits.one + hits.other, unit)


def _f1(name: str) -> Estimate:
    return lambda part: part.hits.get(name, Hits()).f1


def _kinds(whole: Part, coders: Sequence[int]) -> Iterator[Measure]:
    units = whole.continuum.units
    name = "u-alpha (boundaries and kinds)"
    yield Measure("kinds", name, lambda p: un.u_alpha(p.continuum), units, "units")
    name = "cu-alpha (kinds where units meet)"
    yield Measure("kinds", name, lambda p: un.label_alpha(p.continuum), units, "units")
    for label in whole.continuum.labels:
        yield Measure(
            "kinds",
            f"(k)u-alpha, {label}",
            lambda p, k=label: un.one_label_alpha(p.continuum, k),  # type: ignore[misc]
            whole.continuum.squares[label] and units,
            "units",
        )
    pairs, skew = whole.kinds.total(), skewed(whole.kinds)
    yield Measure("kinds", "alpha, matched components", lambda p: co.alpha(p.kinds), pairs, "pairs", skew)
    if set(coders) == {2}:
        name = "Cohen's kappa, matched components"
        yield Measure("kinds", name, lambda p: co.cohen(p.kinds), pairs, "pairs", skew)
    words, skew = whole.words.total(), skewed(whole.words)
    yield Measure("kinds", "alpha, words", lambda p: co.alpha(p.words), words, "words", skew)
    if len(set(coders)) == 1:
        yield Measure("kinds", "Fleiss' kappa, words", lambda p: co.fleiss(p.words), words, "words", skew)


def _issues(whole: Part) -> Iterator[Measure]:
    name, skew = "alpha with MASI, matched components", skewed(whole.issues)
    yield Measure("issues", name, lambda p: co.alpha(p.issues, co.masi), whole.issues.total(), "pairs", skew)
    for issue in sorted({issue for issue, _, _ in whole.filed}):
        either = sum(n for (name, _, _), n in whole.filed.items() if name == issue)
        yield Measure(
            "issues",
            f"alpha, {issue}",
            lambda p, i=issue: co.alpha(filed(p, i)),  # type: ignore[misc]
            either,
            "pairs filed there by either",
        )


def _relations(whole: Part, coders: Sequence[int]) -> Iterator[Measure]:
    total = whole.relations
    loose = f"{total.loose} of {total.all} relations end at a component that the other does not have"
    both = total.attached.one + total.attached.other
    name = "F1, attached to the same pair"
    yield Measure("relations", name, lambda p: p.relations.attached.f1, both, "relations", [loose])
    yield Measure("relations", "F1, attached and named alike", lambda p: p.relations.named.f1, both, "relations")
    pairs, skew = total.table.total(), skewed(total.table)
    name = "alpha, ordered pairs"
    yield Measure("relations", name, lambda p: co.alpha_of(mirrored(p.relations.table)), pairs, "pairs", skew)
    if set(coders) == {2}:
        name = "Cohen's kappa, ordered pairs"
        yield Measure("relations", name, lambda p: co.cohen(p.relations.table), pairs, "pairs", skew)
    linked = total.linked.total()
    name = "alpha, names where both drew one"
    yield Measure("relations", name, lambda p: co.alpha_of(mirrored(p.relations.linked)), linked, "pairs")


def _cass(part: Part) -> float | None:
    return cass(similarity(part.edits, part.places), co.cohen(part.relations.table))
