"""What elements of Argdown are called here: kinds of components, names of relations; and where they are defined."""

from __future__ import annotations

from argmap.formats.argdown.model import (
    ATTACK,
    CONTRADICTORY,
    CONTRARY,
    ENTAILS,
    SUPPORT,
    UNDERCUT,
    Element,
)
from argmap.formats.argdown.nodes import TOP, Said
from argmap.model import KINDS


def defined(element: Element) -> tuple[int, int]:
    """Where an element is defined, or else where it stands first; and a tie-break."""
    best: Said | None = None
    for member in element.members:
        if not member.reference:
            return member.start, element.order
        if best is None or (member.role is TOP and best.role is not TOP):
            best = member
    return best.start if best else 0, element.order


# how relations are called here, by kind and by whether they point at an inference; and whether that tells the kind
NAMES = {
    (SUPPORT, False): ("supports", True),
    (SUPPORT, True): ("supports", True),
    (ENTAILS, False): ("supports", False),
    (ATTACK, False): ("attacks", True),
    (ATTACK, True): ("undercuts", False),
    (CONTRARY, False): ("attacks", False),
    (CONTRADICTORY, False): ("attacks", True),
    (CONTRADICTORY, True): ("attacks", True),
    (UNDERCUT, False): ("attacks", False),
    (UNDERCUT, True): ("undercuts", True),
}


def kind_of(element: Element) -> tuple[str, list[str]]:
    """The kind that a tag or the data names, "" for none, and the other tags."""
    if not element.tags and "kind" not in element.data:
        return "", []
    canonical = element.canonical
    ordered = [*(canonical.tags if canonical else ()), *element.tags]
    tag = next((name for name in ordered if name in KINDS), "")
    named = element.data.get("kind")
    kind = tag or (named if named in KINDS else "")
    return kind, [name for name in element.tags if name != tag]
