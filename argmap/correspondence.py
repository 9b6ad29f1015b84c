"""Correspondences: typed links between the contents of components of different texts, and stances.

They live in a TEI file of their own (``correspondences.xml``). A link is *confirmed* or *rejected*
by a person, with a name, a date and a reason, or *suggested* by the machine, with a score and cues.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.model import NOWHERE, Annotator, Issue
from argmap.problems import Place

LINK_TYPES = ("same", "broader", "narrower", "overlaps", "contrary", "contradictory", "unrelated")
LINK_STATUS = ("confirmed", "rejected", "suggested")
STANCES = ("for", "against", "qualified", "other", "none")
CONVERSE = {"broader": "narrower", "narrower": "broader"}


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A component of another file: the file's path as written, and the component's id."""

    file: str
    id: str

    def __str__(self) -> str:
        return f"{self.file}#{self.id}"


@dataclass(frozen=True, slots=True)
class Link:
    """A correspondence: ``a`` is (for instance) *broader* than ``b``; the other types are symmetric.

    ``issues`` says under which issues the pair was compared; empty means those that both share.
    """

    id: str
    type: str
    a: Ref
    b: Ref
    status: str = "confirmed"
    annotator: str = ""
    date: str = ""
    certainty: str = ""
    reason: str = ""
    issues: tuple[str, ...] = ()
    score: float | None = None
    cues: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def symmetric(self) -> bool:
        """Whether the two sides may be exchanged without changing the meaning."""
        return self.type not in CONVERSE

    def swapped(self) -> Link:
        """The same link seen from the other side."""
        from dataclasses import replace

        return replace(self, type=CONVERSE.get(self.type, self.type), a=self.b, b=self.a)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a component stands on an issue's question: for, against, qualified, other, or none."""

    id: str
    component: Ref
    issue: str
    value: str
    annotator: str = ""
    certainty: str = ""
    reason: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Correspondences:
    """What a correspondences file holds: the issues as questions, stances, and links."""

    id: str = ""
    title: str = ""
    issues: tuple[Issue, ...] = ()
    stances: tuple[Stance, ...] = ()
    links: tuple[Link, ...] = ()
    annotators: tuple[Annotator, ...] = ()
    file: str = field(default="", compare=False)
