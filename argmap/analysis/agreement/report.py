"""The report on agreement: each part by itself, with interval and warnings, and no blended score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from argmap.analysis.agreement import coefficients as co
from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.bootstrap import LEAST_PARTS, interval
from argmap.analysis.agreement.data import Document, layer, placed, spans
from argmap.analysis.agreement.disagreements import Disagreement, disagreements
from argmap.analysis.agreement.gamma import Gamma, gamma
from argmap.analysis.agreement.parts import (
    SPANS,
    Options,
    Parts,
    continuum_of,
    filed,
    hits_of,
    mirrored,
    part_of,
    related,
    rows_of,
    skewed,
    table_of,
)

FEW = 30


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


@dataclass(frozen=True)
class Report:
    """Agreement of several coders on one or several texts."""

    coders: tuple[str, ...]
    texts: tuple[str, ...]
    scores: tuple[Score, ...]
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "coders": list(self.coders),
            "texts": list(self.texts),
            "scores": [score.as_dict() for score in self.scores],
            "disagreements": [item.as_dict() for item in self.disagreements],
            "notes": list(self.notes),
        }


def agree(coders: Sequence[str], documents: Sequence[Document], options: Options | None = None) -> Report:
    """How far coders agree.

    Args:
        coders: Their names, in the order of every document's maps.
        documents: The texts that all of them annotated.
        options: How it is counted.

    Returns:
        Scores by part (boundaries, kinds, issues, relations), the actual disagreements, and notes on the method.
    """
    how = options or Options()
    whole = [part_of(text, (0, text.length), how) for text in documents]
    drawn = whole
    unit = "documents"
    if len(documents) == 1:
        drawn = [part_of(documents[0], region, how) for region in documents[0].regions()]
        unit = "sections or pages"
    scores = list(_scores(documents, whole, drawn, how))
    notes = _notes(coders, documents, len(drawn), unit, how)
    rows = [row for text in documents for row in disagreements(coders, text, how.least)]
    return Report(tuple(coders), tuple(text.name for text in documents), tuple(scores), tuple(rows), tuple(notes))


def _scores(documents: Sequence[Document], whole: Parts, drawn: Parts, how: Options) -> Iterator[Score]:
    def score(
        part: str, name: str, estimate: Callable[[Parts], float | None], items: float, unit: str, *more: str
    ) -> Score:
        value = estimate(whole)
        spread = interval(drawn, estimate, how.rounds, how.seed) if value is not None else None
        warnings = [*more]
        if value is None:
            warnings.append("not defined: too few items, or only one category was used")
        else:
            warnings += _few(items, unit)
        return Score(part, name, value, spread, round(items), unit, tuple(warnings))

    yield from _boundaries(whole, score)
    yield _gamma(documents, how)
    yield _old_alpha(documents)
    yield from _kinds(whole, score)
    yield from _issues(whole, score)
    yield from _relations(whole, score)


_Make = Callable[..., Score]


def _boundaries(whole: Parts, score: _Make) -> Iterator[Score]:
    units = sum(part.continuum.units for part in whole)
    yield score("boundaries", "|u-alpha (unit or gap)", lambda p: un.boundary_alpha(continuum_of(p)), units, "units")
    for name, _, _ in SPANS:
        hits = hits_of(whole, name)
        yield score(
            "boundaries", f"F1, {name}", lambda p, n=name: hits_of(p, n).f1, hits.one + hits.other, "components"
        )
    for name in ("words", "words and kinds"):
        hits = hits_of(whole, name)
        yield score("boundaries", f"F1, {name}", lambda p, n=name: hits_of(p, n).f1, hits.one + hits.other, "words")


def _kinds(whole: Parts, score: _Make) -> Iterator[Score]:
    continuum = continuum_of(whole)
    yield score(
        "kinds", "u-alpha (boundaries and kinds)", lambda p: un.u_alpha(continuum_of(p)), continuum.units, "units"
    )
    yield score(
        "kinds",
        "cu-alpha (kinds where units meet)",
        lambda p: un.label_alpha(continuum_of(p)),
        continuum.units,
        "units",
    )
    for label in continuum.labels:
        yield score(
            "kinds",
            f"(k)u-alpha, {label}",
            lambda p, k=label: un.one_label_alpha(continuum_of(p), k),
            continuum.squares[label] and continuum.units,
            "units",
        )
    rows = rows_of(whole, "kinds")
    pairs, skew = rows.total(), skewed(rows)
    yield score("kinds", "alpha, matched components", lambda p: co.alpha(rows_of(p, "kinds")), pairs, "pairs", *skew)
    if len(whole[0].tables) == 1:
        yield score(
            "kinds", "Cohen's kappa, matched components", lambda p: co.cohen(table_of(p)), pairs, "pairs", *skew
        )
    rows = rows_of(whole, "words")
    words, skew = rows.total(), skewed(rows)
    yield score("kinds", "alpha, words", lambda p: co.alpha(rows_of(p, "words")), words, "words", *skew)
    yield score("kinds", "Fleiss' kappa, words", lambda p: co.fleiss(rows_of(p, "words")), words, "words", *skew)


def _issues(whole: Parts, score: _Make) -> Iterator[Score]:
    rows = rows_of(whole, "issues")
    name = "alpha with MASI, matched components"
    yield score("issues", name, lambda p: co.alpha(rows_of(p, "issues"), co.masi), rows.total(), "pairs", *skewed(rows))
    for issue in sorted({issue for row in rows for value in row for issue in value}):
        either = sum(n for row, n in rows.items() if any(issue in value for value in row))
        yield score(
            "issues",
            f"alpha, {issue}",
            lambda p, i=issue: co.alpha(filed(rows_of(p, "issues"), i)),
            either,
            "pairs filed there by either",
        )


def _relations(whole: Parts, score: _Make) -> Iterator[Score]:
    total = related(whole)
    loose = f"{total.loose} of {total.all} relations end at a component that the other does not have"
    both = total.attached.one + total.attached.other
    yield score(
        "relations", "F1, attached to the same pair", lambda p: related(p).attached.f1, both, "relations", loose
    )
    yield score("relations", "F1, attached and named alike", lambda p: related(p).named.f1, both, "relations")
    pairs, skew = total.table.total(), skewed(total.table)
    yield score(
        "relations", "alpha, ordered pairs", lambda p: co.alpha_of(mirrored(related(p).table)), pairs, "pairs", *skew
    )  # fmt: skip
    if len(whole[0].relations) == 1:
        yield score(
            "relations", "Cohen's kappa, ordered pairs", lambda p: co.cohen(related(p).table), pairs, "pairs", *skew
        )
    linked = sum(total.linked.values())
    yield score(
        "relations",
        "alpha, names where both drew one",
        lambda p: co.alpha_of(mirrored(related(p).linked)),
        linked,
        "pairs",
    )


def _gamma(documents: Sequence[Document], how: Options) -> Score:
    """Gamma by document, averaged; an interval would ask for its samples many times over, so there is none."""
    found: list[Gamma] = []
    for text in documents:
        coders = [[(float(spans(c)[0][0]), float(spans(c)[-1][1]), c.kind) for c in placed(m)] for m in text.maps]
        found.append(gamma(coders, seed=how.seed))
    values = [each.value for each in found if each.value is not None]
    warnings = [] if values else ["not defined: somebody marked nothing"]
    loose = max((each.loose for each in found), default=0.0)
    if loose:
        most = f"at most {loose:.0%} above the least" if loose < 1 else "how far from the least is not known"
        warnings.append(f"alignments found by turns, not proven best: disorder {most}")
    units = sum(len(placed(amap)) for text in documents for amap in text.maps)
    warnings += _few(units, "units") if values else []
    mean = fmean(values) if values else None
    return Score("boundaries", "gamma (boundaries and kinds)", mean, None, units, "units", tuple(warnings))


def _old_alpha(documents: Sequence[Document]) -> Score:
    """alpha_U of 2004 by document, averaged."""
    values, count = [], 0
    for text in documents:
        units = [[(a, b, item.kind) for a, b, item in layer(amap)] for amap in text.maps]
        count += sum(map(len, units))
        value = un.alpha_2004(text.length, units)
        values += [value] if value is not None else []
    warnings = ["for comparison with older papers"] if values else ["not defined: nobody marked anything"]
    if documents and len(documents[0].maps) > 2:
        warnings.append("it misbehaves with more than two coders: use u-alpha")
    warnings += _few(count, "units") if values else []
    return Score("kinds", "alpha_U of 2004", fmean(values) if values else None, None, count, "units", tuple(warnings))


def _few(items: float, unit: str) -> list[str]:
    return [f"rests on {round(items)} {unit} only"] if items < FEW else []


def _notes(coders: Sequence[str], documents: Sequence[Document], drawn: int, unit: str, how: Options) -> list[str]:
    window = f"at most {how.window} components apart" if how.window else "of the whole text"
    notes = [
        "Where components of one coder nest, the innermost counts for words and unitizing alphas.",
        f"Components are the same for issues and relations if they share at least {how.least:.0%} of their passages.",
        f"Relations are counted over all ordered pairs of such components {window}; a wider window raises "
        "kappa and alpha.",
    ]
    if drawn >= LEAST_PARTS:
        notes.append(f"Intervals: 95 %, percentile bootstrap over {drawn} {unit}, {how.rounds} draws, seed {how.seed}.")
    else:
        notes.append(f"No intervals: they need at least {LEAST_PARTS} {unit}, and there are {drawn}.")
    if any(text.content is None for text in documents):
        notes.append("The text is not attached to all files: characters stand for words, and passages are not shown.")
    if len(coders) > 2:
        notes.append("F1 values and matched components are pooled over all pairs of coders.")
    return notes
