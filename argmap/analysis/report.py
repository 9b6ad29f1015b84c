"""Everything that the analysis has to say about some maps, in one value; the renderers show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.analysis.cruxes import Method, Standing, standing
from argmap.analysis.disagreements import Apparent, Disagreement, apparent, disagreements
from argmap.analysis.extensions import Positions, TooManyPositionsError, positions
from argmap.analysis.frameworks import Framework, Member, Reading, framework
from argmap.analysis.labelling import Explainer, Reason
from argmap.analysis.patterns import Patterns, patterns
from argmap.analysis.questions import Question, questions
from argmap.analysis.sensitivity import DRAWS, Sensitivity, sensitivity
from argmap.compare.data import judges_of
from argmap.correspondence import Correspondences
from argmap.model import ArgumentMap
from argmap.problems import ArgmapError, Problem

PAIR = 2  # authors whose disagreements tell by themselves who stands where
CAUTION = "A consequence of the maps, the links and the weights; not a measure of truth."


@dataclass(frozen=True)
class Analysis:
    """Standing, disagreements, cruxes, patterns and sensitivity; of three and more authors who stands where.

    ``positions`` are the preferred labellings, None where there are too many (``too_many`` then says so).
    ``judges`` are those who confirmed or rejected links, and whether each is a program.
    """

    frame: Framework
    standing: Standing
    disagreements: tuple[Disagreement, ...]
    apparent: tuple[Apparent, ...]
    patterns: Patterns
    sensitivity: Sensitivity
    positions: Positions | None
    too_many: str = ""
    judges: tuple[tuple[str, bool], ...] = ()
    questions: tuple[Question, ...] = ()

    def why(self, statement: int) -> Reason:
        """Why a statement has its label."""
        return Explainer(self.frame, self.standing.graph, self.standing.labels).why(statement)


def analyse(
    maps: Sequence[ArgumentMap],
    given: Correspondences | None = None,
    *,
    method: Method | None = None,
    reading: Reading | None = None,
    weights: Mapping[str, float] | None = None,
    draws: int = DRAWS,
) -> tuple[Analysis, list[Problem]]:
    """Analyse one or more maps with the links between them.

    Args:
        maps: The maps.
        given: Links and stances.
        method: Which semantics.
        reading: How the graph is read.
        weights: Base scores by component id (``c12``, or ``voloshin-2012#c12``).
        draws: Random draws of base scores for the sensitivity.

    Raises:
        ArgmapError: a weight for a component that does not exist or in more than one map, a weight
            outside 0…1, or an unknown semantics.
        TooManyPositionsError: the labelling asked for cannot be enumerated.
    """
    given = given or Correspondences()
    frame, problems = framework(maps, given, reading)
    done = standing(frame, method, _weights(frame, weights or {}))
    found = disagreements(frame, given)
    held, too_many = None, ""
    try:
        held = positions(done.graph, "preferred")
    except TooManyPositionsError as error:
        too_many = str(error)
    analysis = Analysis(
        frame,
        done,
        found,
        apparent(frame, given),
        patterns(frame, given, found, done.labels),
        sensitivity(done, draws),
        held,
        too_many,
        tuple(judges_of(given.links, given.annotators)),
        questions(frame, found, done.cruxes, done.live) if len(maps) > PAIR else (),
    )
    return analysis, problems


def _weights(frame: Framework, weights: Mapping[str, float]) -> dict[int, float]:
    return {frame.index[member_named(frame, name)]: value for name, value in weights.items()}


def member_named(frame: Framework, name: str) -> Member:
    """The component of that id, with or without its map's name before it.

    Raises:
        ArgmapError: there is none, or there are several.
    """
    prefix, _, ident = name.rpartition("#")
    found = [m for m in frame.index if m.id == ident and prefix in ("", frame.names[m.side])]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ArgmapError(f"no component is called {name!r}", "write its id as the map has it, such as c12")
    names = ", ".join(frame.name(m) for m in found)
    raise ArgmapError(f"more than one text has a component {name!r}", f"write one of {names}")
