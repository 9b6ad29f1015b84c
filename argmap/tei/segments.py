"""Components as inline ``seg`` elements: nested where they nest, cut and chained by ``next`` and ``prev`` where not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from argmap.model import Component
from argmap.tei.markup import tag
from argmap.tei.plaintext import Breaks, Marker, plain_marker


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a component that one ``seg`` holds; places are offsets in a text, or bytes in a file.

    ``component`` and ``fragment`` are numbers: the component's, and the fragment's in it.
    """

    component: int
    fragment: int
    start: int
    end: int


# a place, and the piece that starts there; None where the one that started last ends
Event = tuple[int, Piece | None]


def nested(pieces: Iterable[Piece]) -> list[Event]:
    """Starts and ends, properly nested: of two pieces that cross, one is closed and opened again."""
    starts: dict[int, list[Piece]] = {}
    due: Counter[int] = Counter()
    for piece in pieces:
        starts.setdefault(piece.start, []).append(piece)
        due[piece.end] += 1
    events: list[Event] = []
    stack: list[Piece] = []
    for place in sorted({*starts, *due}):
        again: list[Piece] = []
        left = due[place]
        while left:
            closed = stack.pop()
            events.append((place, None))
            if closed.end > place:
                again.append(replace(closed, start=place))
            else:
                left -= 1
        for piece in sorted([*again, *starts.get(place, [])], key=lambda item: (-item.end, item.component)):
            events.append((place, piece))
            stack.append(piece)
    return events


class Segments:
    """Writes components as segments; what each part is called, and which follows, is settled beforehand.

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
        events = nested(piece for start, end in blocks for piece in self._pieces(start, end))
        tags = iter(self.tags([piece for _, piece in events if piece is not None]))
        written = [next(tags) if piece is not None else "</seg>" for _, piece in events]
        places = [place for place, _ in events]

        def marked(start: int, end: int) -> str:
            parts, at = [], start
            for n in range(bisect_left(places, start), bisect_right(places, end)):
                (place, piece), markup = events[n], written[n]
                if start <= place < end if piece is not None else start < place <= end:
                    parts += [plain(at, place), markup]
                    at = place
            return "".join([*parts, plain(at, end)])

        return marked

    def _pieces(self, low: int, high: int) -> list[Piece]:
        """The parts of all components that lie in one block."""
        return [
            Piece(n, m, max(low, f.start), min(high, f.end))
            for n, item in enumerate(self.components)
            for m, f in enumerate(item.fragments)
            if f.start is not None and f.end is not None and max(low, f.start) < min(high, f.end)
        ]

    def tags(self, starts: Sequence[Piece]) -> list[str]:
        """The start tag of each piece; the pieces of a component are chained in the order of its fragments."""
        chains: dict[int, list[int]] = {}
        for number, piece in sorted(enumerate(starts), key=lambda pair: (pair[1].fragment, pair[1].start, pair[0])):
            chains.setdefault(piece.component, []).append(number)
        found = [""] * len(starts)
        taken = set(self.taken)
        for component, item in enumerate(self.components):
            numbers = chains.get(component, [])
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
