"""One author's side of a comparison: graph, stances and positions, worked out once for all pairs that it is in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from argmap.compare import model as m
from argmap.compare.align import belongs
from argmap.correspondence import Correspondences
from argmap.graph import MapGraph
from argmap.model import ArgumentMap, Component


@dataclass(frozen=True)
class Side:
    """A map with the stances coded for it, by component and issue."""

    graph: MapGraph
    stances: dict[tuple[str, str], str]
    _positions: dict[str, m.Position] = field(default_factory=dict)

    @classmethod
    def of(cls, amap: ArgumentMap, given: Correspondences) -> Side:
        """The side of a map, with its stances out of a correspondences file."""
        stances = {(s.component.id, s.issue): s.value for s in given.stances if belongs(s.component, amap)}
        return cls(MapGraph(amap), stances)

    @property
    def map(self) -> ArgumentMap:
        """The map."""
        return self.graph.map

    @cached_property
    def own(self) -> frozenset[str]:
        """Ids of the components in the author's own voice."""
        return frozenset(c.id for c in self.map.components if not c.reported)

    @cached_property
    def by_issue(self) -> dict[str, list[Component]]:
        """Components by the issues they are filed under, in the map's order; those under none by ""."""
        found: dict[str, list[Component]] = {}
        for component in self.map.components:
            for issue in dict.fromkeys(component.issues) or ("",):
                found.setdefault(issue, []).append(component)
        return found

    @cached_property
    def ranked(self) -> list[Component]:
        """The author's own claims and recommendations: theses first, then those that most rests under."""
        free = [c for c in self.map.components if c.kind != "evidence" and not c.reported]
        return sorted(free, key=lambda c: (not c.thesis, -len(self.graph.beneath(c.id)), c.start or 0))

    @cached_property
    def remedies(self) -> dict[str, dict[str, int]]:
        """What stands beneath each of the author's own recommendations, with the distance."""
        own = [c for c in self.map.components if c.kind == "recommendation" and not c.reported]
        return {c.id: self.graph.beneath(c.id) for c in own}

    def position(self, issue: str) -> m.Position:
        """What the author has under an issue ("" for what is filed under none)."""
        if issue not in self._positions:
            self._positions[issue] = self._position(issue)
        return self._positions[issue]

    def _position(self, issue: str) -> m.Position:
        here = self.by_issue.get(issue, [])
        own = [c for c in here if not c.reported]
        premises = {s for c in own for s in self.graph.premises(c.id)}
        leading = [c for c in own if c.id not in premises or c.thesis] or own
        counted = Counter(self.stances[c.id, issue] for c in own if (c.id, issue) in self.stances)
        return m.Position(
            own=tuple(c.id for c in own),
            reported=tuple(c.id for c in here if c.reported),
            leading=tuple(c.id for c in sorted(leading, key=_weight)),
            stances=tuple(sorted(counted.items())),
        )


def _weight(component: Component) -> tuple[bool, bool]:
    """Sort key: the thesis first, evidence last, otherwise the order of the text."""
    return (not component.thesis, component.kind == "evidence")
