"""Other encodings of arguments, met in the wild: annotation, note, interp, inline seg, graph, linkGrp, CATMA."""

from __future__ import annotations

from argmap.model import Component, Relation
from argmap.tei.components import ComponentReader


def other_components(reader: ComponentReader, known: frozenset[str]) -> list[Component]:
    """Components in forms other than ``span``."""
    return []


def other_relations(reader: ComponentReader, components: frozenset[str]) -> list[Relation]:
    """Relations in forms other than ``relation``."""
    return []
