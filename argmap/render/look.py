"""How figures look: sizes in points, and the marks that tell kinds and relations apart without colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from argmap.model import Component
from argmap.render.theme import LIGHT, Theme

DIRECTIONS = ("lr", "tb")
GLOSS = 7.5  # size of glosses
SMALL = 6.5  # size of everything else that stands in a box: the smallest text of a figure
CAPTION = 10.0
PAD_X = 6.0
PAD_Y = 4.5
TAGS: Mapping[str, str] = MappingProxyType({"claim": "C", "evidence": "E", "recommendation": "R"})


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a relation's line is drawn: width, dashes, and the mark at its end."""

    width: float
    dash: tuple[float, ...]
    head: str
    round_caps: bool = False


STROKES: Mapping[str, Stroke] = MappingProxyType(
    {
        "supports": Stroke(1.0, (), "triangle"),
        "attacks": Stroke(1.2, (5.0, 2.6), "bar"),
        "undercuts": Stroke(1.6, (0.1, 3.0), "diamond", True),
        "restates": Stroke(0.9, (6.0, 2.0, 1.2, 2.0), "ring"),
        "fold": Stroke(0.8, (), ""),
        "other": Stroke(0.9, (2.0, 2.0), "chevron"),
    }
)


@dataclass(frozen=True)
class Look:
    """The wishes of whoever orders a figure.

    ``direction`` is ``lr`` (theses at the left, grounds to the right, stacked) or ``tb`` (theses on top).
    ``href`` gives the link of a component's passage ("" for none); ``pages`` the figure page on which a
    component is drawn in full. ``cluster`` frames components by ``issue`` or ``section``; ``schemes``
    writes argumentation schemes on the lines. ``engine`` and ``seconds`` go to Graphviz.
    """

    theme: Theme = LIGHT
    direction: str = "lr"
    box_width: float = 150.0
    caption: bool = True
    legend: bool = True
    schemes: bool = False
    cluster: str = ""
    engine: str = ""
    seconds: float = 30.0
    href: Callable[[Component], str] | None = None
    pages: Mapping[str, int] = field(default_factory=dict)

    def stroke(self, relation: str) -> Stroke:
        """The line of a relation; names that we do not know share one."""
        return STROKES.get(relation, STROKES["other"])
