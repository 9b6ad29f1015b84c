"""Argdown's map of a model: what it shows, and the edges between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.formats.argdown.model import (
    ATTACK,
    CONTRADICTORY,
    CONTRARY,
    ENTAILS,
    SUPPORT,
    SYMMETRIC,
    Edge,
    Element,
    Model,
    Step,
)
from argmap.formats.argdown.nodes import PREMISE
from argmap.formats.argdown.selection import FINAL, Selection, Uses, select

# what a relation between statements is where it leads to or from an argument
_COARSE = {CONTRADICTORY: ATTACK, CONTRARY: ATTACK, ENTAILS: SUPPORT}


@dataclass(slots=True, eq=False)
class Arrow:
    """An edge of the map: between which nodes, and from and to which statements where they stand in arguments."""

    kind: str
    source: Element
    target: Element
    start: Element | None = None
    end: Element | None = None


@dataclass(slots=True)
class Map:
    """What Argdown's map shows: statements, arguments, edges."""

    chosen: Selection
    arrows: list[Arrow]


def map_of(model: Model) -> Map:
    """The map of a model, by the settings of its frontmatter."""
    uses = Uses(model)
    chosen, inside = select(model, uses)
    arrows = [arrow for edge in inside for arrow in _of_relation(edge, chosen, uses)]
    return Map(chosen, arrows + list(_of_structures(chosen, uses)))


def _of_relation(edge: Edge, chosen: Selection, uses: Uses) -> Iterator[Arrow]:
    """The edges of one relation: between nodes, or from the arguments that conclude to those that presume."""
    target = edge.target
    pairs = [(one, two) for one in _starts(edge.source, chosen, uses) for two in _ends(target, chosen, uses)]
    start, end = _statement(edge.source), _statement(target)
    yield from (_arrow(edge.kind, pair, start, end) for pair in pairs)
    # the way back of one without direction, where its first end is no node; between nodes one edge will do
    if edge.kind in SYMMETRIC and start is not None and end is not None and start not in chosen.statements:
        back = [(one, two) for one in _starts(end, chosen, uses) for two in _ends(start, chosen, uses)]
        yield from (_arrow(edge.kind, pair, end, start) for pair in back)


def _arrow(kind: str, pair: tuple[Element, Element], start: Element | None, end: Element | None) -> Arrow:
    bare = not pair[0].argument and not pair[1].argument
    return Arrow(kind if bare else _COARSE.get(kind, kind), *pair, start, end)


def _statement(end: Element | Step) -> Element | None:
    return None if isinstance(end, Step) or end.argument else end


def _starts(end: Element, chosen: Selection, uses: Uses) -> list[Element]:
    if end in chosen.arguments or end in chosen.statements:
        return [end]
    return [argument for argument in uses.users(end, FINAL) if argument in chosen.arguments]


def _ends(end: Element | Step, chosen: Selection, uses: Uses) -> list[Element]:
    if isinstance(end, Step):
        end = end.argument
    if end in chosen.arguments or end in chosen.statements:
        return [end]
    return [argument for argument in uses.users(end, PREMISE) if argument in chosen.arguments]


def _of_structures(chosen: Selection, uses: Uses) -> Iterator[Arrow]:
    """What arguments conclude and presume: edges to and from statements, else between arguments; each once."""
    for argument in chosen.arguments:
        statement = uses.conclusion.get(argument)
        if statement in chosen.statements:
            yield Arrow(SUPPORT, argument, statement, statement, statement)
        elif statement is not None:
            yield from (
                Arrow(SUPPORT, argument, other, statement, statement)
                for other in dict.fromkeys(uses.users(statement, PREMISE))
                if other in chosen.arguments
            )
    for statement in chosen.statements:
        for other in dict.fromkeys(uses.users(statement, PREMISE)):
            if other in chosen.arguments:
                yield Arrow(SUPPORT, statement, other, statement, statement)
