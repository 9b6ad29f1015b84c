"""Components as inline ``seg`` elements: nested where they nest, cut and chained by ``next`` and ``prev`` where not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from argmap.model import Component
from argmap.tei.markup import tag
from argmap.tei.plaintext import Breaks, Marker, plain_marker


@dataclass(slots=True)
class Piece:
    """A part of a component that one ``seg`` holds."""

    component: int
    start: int
    end: int


class Segments:
    """Writes stretches of a text with segments; what each part is called, and which follows, is settled beforehand.

    Args:
        components: Those that have a place in the text.
        attributes: What a component's segments bear beside their ids.
        taken: Ids that parts must not have.
    """

    def __init__(
        self,
        components: Sequence[Component],
        attributes: Callable[[Component], list[tuple[str, str]]],
        taken: Iterable[str],
    ) -> None:
        self.components = components
        self.attributes = attributes
        self.taken = set(taken)

    def marker(self, content: str, breaks: Breaks, blocks: Sequence[tuple[int, int]]) -> Marker:
        """What writes the stretches of one text; see `argmap.tei.plaintext.text_lines`."""
        plain = plain_marker(content, breaks, blocks)
        events: list[tuple[int, int, int, str]] = []  # place, 0 for an end and 1 for a start, order, markup
        for start, end in blocks:
            self._nest(start, end, events)
        tags = self._tags([event for event in events if event[1]])
        places = [event[0] for event in events]

        def marked(start: int, end: int) -> str:
            parts, at = [], start
            for place, opens, piece, _ in events[bisect_left(places, start) : bisect_right(places, end)]:
                if (start <= place < end and opens) or (start < place <= end and not opens):
                    parts += [plain(at, place), tags[piece] if opens else "</seg>"]
                    at = place
            return "".join([*parts, plain(at, end)])

        return marked

    def _nest(self, low: int, high: int, events: list[tuple[int, int, int, str]]) -> None:
        """Starts and ends in one block, properly nested; what crosses is closed and opened again."""
        pieces = [
            Piece(n, max(low, f.start), min(high, f.end))
            for n, item in enumerate(self.components)
            for f in item.fragments
            if f.start is not None and f.end is not None and max(low, f.start) < min(high, f.end)
        ]
        starts: dict[int, list[Piece]] = {}
        for piece in pieces:
            starts.setdefault(piece.start, []).append(piece)
        stack: list[Piece] = []
        for place in sorted({piece.start for piece in pieces} | {piece.end for piece in pieces}):
            again: list[Piece] = []
            while any(piece.end <= place for piece in stack):
                closed = stack.pop()
                events.append((place, 0, -1, ""))
                if closed.end > place:
                    again.append(closed)
            for piece in sorted([*again, *starts.get(place, [])], key=lambda item: (-item.end, item.component)):
                events.append((place, 1, len(events), self.components[piece.component].id))
                stack.append(piece)

    def _tags(self, starts: Sequence[tuple[int, int, int, str]]) -> dict[int, str]:
        """The start tag of each part, by its number."""
        chains: dict[str, list[int]] = {}
        for _, _, number, ident in starts:
            chains.setdefault(ident, []).append(number)
        found = {}
        taken = set(self.taken)
        for item in self.components:
            numbers = chains.get(item.id, [])
            names = [item.id, *(_free(f"{item.id}.part{n + 2}", taken) for n in range(len(numbers) - 1))]
            for n, number in enumerate(numbers):
                links = [
                    ("next", f"#{names[n + 1]}" if n + 1 < len(names) else ""),
                    ("prev", f"#{names[n - 1]}" if n else ""),
                    ("part", "" if len(names) == 1 else "I" if n == 0 else "F" if n + 1 == len(names) else "M"),
                ]
                found[number] = tag("seg", [("xml:id", names[n]), *links, *self.attributes(item)])
        return found


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    taken.add(name)
    return name
