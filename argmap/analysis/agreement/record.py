"""What one text contributes to a report on agreement: the text and its maps are not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from argmap.analysis.agreement import sums
from argmap.analysis.agreement import unitizing as un
from argmap.analysis.agreement.data import Document, placed, spans
from argmap.analysis.agreement.disagreements import Disagreement, disagreements
from argmap.analysis.agreement.gamma import Gamma, gamma
from argmap.analysis.agreement.parts import Options, Part, part_of


@dataclass(frozen=True)
class Record:
    """Counts, gamma and the older alpha_U, and disagreements of one text; ``sections`` where they were asked for."""

    name: str
    coders: tuple[str, ...]
    whole: Part
    sections: tuple[Part, ...]
    gamma: Gamma
    old_alpha: float | None
    units: int
    layered: int
    with_text: bool
    disagreements: tuple[Disagreement, ...]

    def as_json(self) -> dict[str, Any]:
        """For the journal of a long run; the sections are left out."""
        plain = {name: getattr(self, name) for name in ("name", "coders", "old_alpha", "units", "layered", "with_text")}
        rows = [asdict(row) for row in self.disagreements]
        return {**plain, "whole": sums.to_json(self.whole), "gamma": asdict(self.gamma), "disagreements": rows}


def record(coders: Sequence[str], text: Document, how: Options, *, sections: bool = False) -> Record:
    """The contribution of one text; with its sections, else pages, where it is the only one."""
    units = [[(float(spans(c)[0][0]), float(spans(c)[-1][1]), c.kind) for c in placed(m)] for m in text.maps]
    lines = [[(a, b, item.kind) for a, b, item in line] for line in text.layers]
    return Record(
        text.name,
        tuple(coders),
        part_of(text, (0, text.length), how),
        tuple(part_of(text, region, how) for region in text.regions()) if sections else (),
        gamma(units, seed=how.seed),
        un.alpha_2004(text.length, lines),
        sum(map(len, units)),
        sum(map(len, lines)),
        text.content is not None,
        tuple(disagreements(coders, text, how.least)),
    )


def from_json(found: Mapping[str, Any]) -> Record:
    """What `Record.as_json` wrote, again."""
    whole = sums.from_json(found["whole"])
    rows = tuple(Disagreement(**row) for row in found["disagreements"])
    plain = {name: found[name] for name in ("name", "old_alpha", "units", "layered", "with_text")}
    return Record(
        coders=tuple(found["coders"]),
        whole=whole,
        sections=(),
        gamma=Gamma(**found["gamma"]),
        disagreements=rows,
        **plain,
    )
