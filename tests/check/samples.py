"""Small maps for the tests of checks, each built in one line from a sound one."""

from __future__ import annotations

from argmap.model import Annotator, ArgumentMap, Component, Fragment, Issue, Relation
from argmap.text.normal import digest
from argmap.text.reading import ReadingText

TEXT = "The town should mend its wells before summer. Two of them ran dry last year. The mayor denies it."


def fragment(start: int, end: int, content: str = TEXT, **more) -> Fragment:
    """A range of the text with its fingerprint."""
    words = content[start:end]
    given = {"pointer": f"src:{start}-{end}", "sha256": digest(words), "first": words.split()[0]} | more
    return Fragment(start, end, **given)


def claim(name: str, start: int = 0, end: int = 45, **more) -> Component:
    """A claim with all that it should have."""
    given = {"gloss": f"Gloss number {name}", "issues": ("issue.water",), "annotator": "ann.first", "kind": "claim"}
    return Component(name, **{"fragments": (fragment(start, end),)} | given | more)


def relation(text: str, **more) -> Relation:
    """A relation from "k1: a b supports c"."""
    name, _, rest = text.partition(": ")
    *sources, verb, target = rest.split()
    return Relation(name, verb, tuple(sources), (target,), **{"annotator": "ann.first"} | more)


def a_map(*components: Component, relations: tuple[str, ...] = (), **more) -> ArgumentMap:
    """A map of these components with the sample's text, code book and annotator."""
    given = {
        "text": ReadingText.of(TEXT),
        "issues": (Issue("issue.water", "Water"),),
        "annotators": (Annotator("ann.first", "First Reader"),),
        "relations": tuple(relation(text) for text in relations),
    }
    return ArgumentMap("sample", components=components, **given | more)


def codes(problems) -> list[str]:
    """The codes of problems, in their order."""
    return [item.code for item in problems]
