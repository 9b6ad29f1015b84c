"""The report on agreement: each part by itself, with interval and warnings, and no blended score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from argmap.analysis.agreement import coefficients as co
from argmap.analysis.agreement import sums
from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.bootstrap import LEAST_PARTS
from argmap.analysis.agreement.data import Document
from argmap.analysis.agreement.disagreements import Disagreement
from argmap.analysis.agreement.gamma import too_many
from argmap.analysis.agreement.parts import Options
from argmap.analysis.agreement.record import Record, record
from argmap.analysis.agreement.scores import Score, few, scores


@dataclass(frozen=True, slots=True)
class TextRow:
    """One of several texts: who annotated it, how many components, and a figure or two of each part."""

    name: str
    coders: tuple[str, ...]
    components: int
    disagreements: int
    figures: tuple[tuple[str, float | None], ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        plain = {"name": self.name, "coders": list(self.coders), "components": self.components}
        return {**plain, "disagreements": self.disagreements, "figures": dict(self.figures)}


@dataclass(frozen=True)
class Report:
    """Agreement of several coders on one or several texts."""

    coders: tuple[str, ...]
    texts: tuple[str, ...]
    scores: tuple[Score, ...]
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...]
    by_text: tuple[TextRow, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "coders": list(self.coders),
            "texts": list(self.texts),
            "by_text": [row.as_dict() for row in self.by_text],
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
    return pooled([record(coders, text, how, sections=len(documents) == 1) for text in documents], how)


def pooled(records: Sequence[Record], how: Options) -> Report:
    """The report over the records of some texts; not every text need have the same coders."""
    coders = list(dict.fromkeys(name for each in records for name in each.coders))
    drawn = [each.whole for each in records]
    unit = "documents"
    if len(records) == 1:
        drawn, unit = list(records[0].sections), "sections or pages"
    whole = sums.total([each.whole for each in records])
    found = scores(whole, drawn, [len(each.coders) for each in records], how)
    at = next(index for index, score in enumerate(found) if score.part != "boundaries")
    found[at:at] = [_gamma(records), _old_alpha(records)]
    notes = _notes(coders, records, len(drawn), unit, how)
    return Report(
        tuple(coders),
        tuple(each.name for each in records),
        tuple(found),
        tuple(row for each in records for row in each.disagreements),
        tuple(notes),
        tuple(_row(each) for each in records) if len(records) > 1 else (),
    )


def _row(each: Record) -> TextRow:
    part = each.whole
    figures = (
        ("|u-alpha", un.boundary_alpha(part.continuum)),
        ("F1, half shared", part.hits["half of the passage shared"].f1),
        ("gamma", each.gamma.value),
        ("kinds, alpha", co.alpha(part.kinds)),
        ("issues, alpha", co.alpha(part.issues, co.masi)),
        ("relations, F1", part.relations.named.f1),
    )
    return TextRow(each.name, each.coders, each.units, len(each.disagreements), figures)


def _gamma(records: Sequence[Record]) -> Score:
    """Gamma by document, averaged; an interval would ask for its samples many times over, so there is none."""
    values = [each.gamma.value for each in records if each.gamma.value is not None]
    large = sum(too_many(each.units, len(each.coders)) for each in records)
    warnings = [] if values or large else ["not defined: somebody marked nothing"]
    warnings += [f"left out of {large} of {len(records)} texts, which have too many units for it"] if large else []
    loose = max((each.gamma.loose for each in records), default=0.0)
    if loose:
        most = f"at most {loose:.0%} above the least" if loose < 1 else "how far from the least is not known"
        warnings.append(f"alignments found by turns, not proven best: disorder {most}")
    units = sum(each.units for each in records)
    warnings += few(units, "units") if values else []
    mean = fmean(values) if values else None
    return Score("boundaries", "gamma (boundaries and kinds)", mean, None, units, "units", tuple(warnings))


def _old_alpha(records: Sequence[Record]) -> Score:
    """alpha_U of 2004 by document, averaged."""
    values = [each.old_alpha for each in records if each.old_alpha is not None]
    warnings = ["for comparison with older papers"] if values else ["not defined: nobody marked anything"]
    if any(len(each.coders) > 2 for each in records):
        warnings.append("it misbehaves with more than two coders: use u-alpha")
    units = sum(each.layered for each in records)
    warnings += few(units, "units") if values else []
    return Score("kinds", "alpha_U of 2004", fmean(values) if values else None, None, units, "units", tuple(warnings))


def _notes(coders: Sequence[str], records: Sequence[Record], drawn: int, unit: str, how: Options) -> list[str]:
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
    if not all(each.with_text for each in records):
        notes.append("The text is not attached to all files: characters stand for words, and passages are not shown.")
    if len(coders) > 2:
        notes.append("F1 values and matched components are pooled over all pairs of coders.")
    if len({each.coders for each in records}) > 1:
        notes.append("Not every text has the same coders: each text counts with those that it has.")
    return notes
