"""Small maps of one text by several coders."""

from __future__ import annotations

from argmap.analysis.agreement.data import Document, document
from argmap.model import ArgumentMap, Component, Fragment, Relation
from argmap.text.reading import ReadingText, Region

CONTENT = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen fourteen fifteen."
TEXT = ReadingText.of(
    CONTENT, pages=tuple(Region(at, min(at + 15, len(CONTENT)), str(at // 15 + 1)) for at in range(0, 90, 15))
)


def part(ident: str, kind: str, *cuts: tuple[int, int], issues: str = "") -> Component:
    """A component at these places."""
    fragments = tuple(Fragment(a, b, f"src:{a}-{b}") for a, b in cuts)
    return Component(ident, kind, f"Gloss of {ident}", fragments, tuple(issues.split()))


def tie(ident: str, name: str, source: str, target: str) -> Relation:
    """A relation."""
    return Relation(ident, name, tuple(source.split()), (target,))


def coder(
    components: list[Component], relations: list[Relation] | None = None, text: ReadingText = TEXT
) -> ArgumentMap:
    """A map of the text."""
    return ArgumentMap("m", text=text, components=tuple(components), relations=tuple(relations or ()))


ONE = coder(
    [
        part("c1", "claim", (0, 24), issues="a"),
        part("e1", "evidence", (25, 50), issues="a b"),
        part("e2", "evidence", (51, 90)),
    ],
    [tie("k1", "supports", "e1", "c1"), tie("k2", "supports", "e2", "c1")],
)
TWO = coder(
    [
        part("x1", "claim", (0, 24), issues="a"),
        part("x2", "claim", (25, 49), issues="b"),
        part("x3", "claim", (4, 7)),
    ],
    [tie("q1", "attacks", "x2", "x1"), tie("q2", "supports", "x1", "x2")],
)


def both(**coders: ArgumentMap) -> Document:
    """The text with its coders."""
    return document("text", coders or {"one": ONE, "two": TWO})
