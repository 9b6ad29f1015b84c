"""What the machine proposes in one text: passages with a kind, and links between them. Never a judgement."""

from __future__ import annotations

from dataclasses import dataclass

RULES = "rules"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage that may be a component.

    ``start`` and ``end`` are code points of the reading text, end exclusive. ``score`` is the chance, from 0 to 1,
    that a person gives the passage this kind; ``reasons`` names the cues. ``source`` is "rules" or a model's name.
    """

    kind: str
    start: int
    end: int
    score: float
    reasons: tuple[str, ...] = ()
    source: str = RULES


@dataclass(frozen=True, slots=True)
class ProposedRelation:
    """A link that may hold; ``source`` and ``target`` are places in the list of proposals."""

    name: str
    source: int
    target: int
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """All proposals of one text in reading order, their links, and who made them ("rules" or a model's name)."""

    items: tuple[Proposal, ...] = ()
    relations: tuple[ProposedRelation, ...] = ()
    source: str = RULES
