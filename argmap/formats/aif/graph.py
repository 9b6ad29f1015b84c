"""What the nodes and edges of an AIF file hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.aif.names import PREFIX, Resolved
from argmap.formats.extra import Extra, keep
from argmap.model import Component, Relation, Scheme, Voice

Node = dict[str, Any]


@dataclass(slots=True, eq=False)
class Inference:
    """A node that becomes a relation, its place in the file, and the ends that edges give it: a tuple or a list."""

    id: str
    kind: str
    spelled: Resolved
    extra: Extra
    index: int
    sources: Sequence[str] = ()
    targets: Sequence[str] = ()


@dataclass(slots=True)
class Graph:
    """What the nodes and edges of a file hold, in the file's order.

    ``components`` and ``relations`` are what the notation alone gives; ``said`` holds the ``argmap`` object of
    each that has one, and where its node stands in the file. ``nodes`` is what each id stands for, None in dialogues.
    The rest is what the model has no field for: nodes of dialogues and of unknown types, the ids of edges (from, to,
    id, from, to, id …), edges with further keys (``detailed``), edges that no relation stands for (``loose``), and
    edges that lead to nothing.
    """

    components: list[Component] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    said: dict[str, tuple[Mapping[str, Any], int]] = field(default_factory=dict)
    nodes: dict[str, Component | Inference | None] = field(default_factory=dict)
    others: list[Node] = field(default_factory=list)
    edges: list[Any] = field(default_factory=list)
    detailed: list[Node] = field(default_factory=list)
    loose: list[Node] = field(default_factory=list)
    dangling: list[Node] = field(default_factory=list)
    integers: bool = False

    def slots(self) -> Extra:
        """All that goes into the map's ``extra``."""
        values = {
            "nodes": self.others,
            "edges": self.edges,
            "detailed": self.detailed,
            "loose": self.loose,
            "dangling": self.dangling,
            "integers": self.integers,
        }
        return keep(PREFIX, {key: value for key, value in values.items() if value})


def ends(edge: Any) -> tuple[str, str]:
    """From and to of an edge, as texts."""
    return (text_id(edge.get("fromID")), text_id(edge.get("toID"))) if isinstance(edge, dict) else ("", "")


def text_id(value: Any) -> str:
    """An id as text: numbers are written out; what cannot be an id is empty."""
    return value if isinstance(value, str) else str(value) if type(value) is int else ""
