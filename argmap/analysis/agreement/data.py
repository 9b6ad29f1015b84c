"""Several people's maps of the same texts, brought into the shapes that agreement is counted in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from argmap.model import ArgumentMap, Component
from argmap.problems import ArgmapError

Span = tuple[int, int]


@dataclass(frozen=True)
class Document:
    """One text and its maps, one for each coder, in the same order everywhere."""

    name: str
    maps: tuple[ArgumentMap, ...]
    coders: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Of the text, in code points."""
        return next(amap.text.length for amap in self.maps if amap.text is not None)

    @property
    def content(self) -> str | None:
        """The text itself where any coder's file has it."""
        return next((m.text.content for m in self.maps if m.text is not None and m.text.content is not None), None)

    @cached_property
    def words(self) -> Sequence[int]:
        """Where words start; where the text is not at hand, every code point."""
        content = self.content
        return range(self.length) if content is None else [match.start() for match in re.finditer(r"\S+", content)]

    @cached_property
    def layers(self) -> list[list[tuple[int, int, Component]]]:
        """For each coder the `layer` of components."""
        return [layer(amap) for amap in self.maps]

    def regions(self) -> list[Span]:
        """Sections, else pages, else the whole: what a bootstrap within one text draws anew."""
        for name in ("sections", "pages"):
            for amap in self.maps:
                starts = sorted({r.start for r in getattr(amap.text, name, ()) if 0 < r.start < self.length})
                if starts:
                    cuts = [0, *starts, self.length]
                    return list(pairwise(cuts))
        return [(0, self.length)]


def document(name: str, coders: Mapping[str, ArgumentMap]) -> Document:
    """A text with its coders' maps.

    Raises:
        ArgmapError: the maps are not of one text, or their passages are not known by place.
    """
    known: dict[str, str] = {}
    for who, amap in coders.items():
        if amap.text is None:
            raise ArgmapError(f"{who}: the text of {name} is not known", "attach the annotation to its text first")
        known[who] = amap.text.sha256
    if len(set(known.values())) > 1:
        raise ArgmapError(
            f"{name}: the annotations are of different texts ({', '.join(known)})",
            "attach them all to the same copy of the text",
        )
    return Document(name, tuple(coders.values()), tuple(coders))


def spans(component: Component) -> list[Span]:
    """A component's fragments in the order of the text, joined where they touch or overlap."""
    joined: list[Span] = []
    found = sorted((f.start, f.end) for f in component.fragments if f.start is not None and f.end is not None)
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined


def placed(amap: ArgumentMap) -> list[Component]:
    """The components whose passages are known."""
    return [component for component in amap.components if spans(component)]


def layer(amap: ArgumentMap) -> list[tuple[int, int, Component]]:
    """Stretches of text with the component they belong to; of nested ones the innermost (the shortest)."""
    edges = sorted({edge for item in amap.components for span in spans(item) for edge in span})
    size = {item.id: sum(b - a for a, b in spans(item)) for item in amap.components}
    starts: dict[int, list[Component]] = {}
    ends: dict[int, list[Component]] = {}
    for item in amap.components:
        for start, end in spans(item):
            starts.setdefault(start, []).append(item)
            ends.setdefault(end, []).append(item)
    found: list[tuple[int, int, Component]] = []
    open_now: dict[str, Component] = {}
    for start, end in pairwise(edges):
        for item in ends.get(start, ()):
            open_now.pop(item.id, None)
        open_now.update({item.id: item for item in starts.get(start, ())})
        if not open_now:
            continue
        inner = min(open_now.values(), key=lambda item: (size[item.id], item.id))
        if found and found[-1][2] is inner and found[-1][1] == start:
            found[-1] = (found[-1][0], end, inner)
        else:
            found.append((start, end, inner))
    return found


def clipped(units: Sequence[tuple[int, int, Component]], region: Span) -> list[tuple[int, int, Component]]:
    """The parts of units that lie in a region, counted from its start."""
    low, high = region
    cut = [(max(a, low) - low, min(b, high) - low, item) for a, b, item in units if a < high and b > low]
    return [unit for unit in cut if unit[0] < unit[1]]
