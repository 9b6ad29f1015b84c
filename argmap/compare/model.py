"""What a comparison says: findings per issue, each with the links and relations that it follows from."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.correspondence import Link
from argmap.model import Annotator, ArgumentMap, Issue

AGREE = "agree"
AGREE_OTHER_GROUNDS = "same conclusion on different premises"
AGREE_IN_PART = "agree in part"
DISAGREE = "disagree"
SAME_EVIDENCE = "same evidence for different conclusions"
OTHER_REMEDY = "same problem, different remedy"
TALK_PAST = "talk past each other"
ONLY_A = "only A"
ONLY_B = "only B"
UNDETERMINED = "undetermined"
SILENT = "not addressed"

CLASSES = (
    DISAGREE,
    SAME_EVIDENCE,
    OTHER_REMEDY,
    AGREE_IN_PART,
    AGREE,
    AGREE_OTHER_GROUNDS,
    TALK_PAST,
    ONLY_A,
    ONLY_B,
    UNDETERMINED,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One pair of positions and the class that follows for it.

    ``a`` and ``b`` are component ids of the first and second map; ``link`` is the correspondence
    between them (None where the class follows from other links); ``links`` and ``relations`` name
    all that the class rests on; ``why`` says it in one sentence.
    """

    kind: str
    issue: str
    a: str
    b: str
    link: Link | None = None
    links: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What one author has on one issue: component ids in the order of the text.

    ``own`` are positions in the author's voice, ``reported`` those of others; ``leading`` are the
    own ones that serve as reasons for none of the others; ``stances`` counts the coded stances.
    """

    own: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    stances: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.own or self.reported)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue: both positions, the findings under it, the class of the whole, and how much was reviewed.

    ``outside`` counts the links of findings whose pair is not among the ``possible`` ones.
    """

    issue: Issue
    a: Position
    b: Position
    findings: tuple[Finding, ...]
    kind: str
    why: str
    reviewed: int
    possible: int
    outside: int = 0

    @property
    def links(self) -> tuple[str, ...]:
        """The links of all findings, each once."""
        return tuple(dict.fromkeys(link for finding in self.findings for link in finding.links))


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A position of one side that no confirmed link ties to the other; with the share of pairs weighed."""

    component: str
    reviewed: int
    possible: int

    @property
    def certain(self) -> bool:
        """Whether every candidate on the other side was weighed, so that the silence is proven."""
        return self.reviewed == self.possible


@dataclass(frozen=True)
class Comparison:
    """Two maps set side by side; everything in it is derived from the maps and the links given."""

    a: ArgumentMap
    b: ArgumentMap
    rows: tuple[IssueRow, ...]
    links: tuple[Link, ...]
    only_a: tuple[Unmatched, ...] = ()
    only_b: tuple[Unmatched, ...] = ()
    reviewed: int = 0
    possible: int = 0
    title: str = field(default="", compare=False)
    annotators: tuple[Annotator, ...] = field(default=(), compare=False)

    @property
    def confirmed(self) -> tuple[Link, ...]:
        """Confirmed links, and those that hold because both sides are one and the same."""
        return tuple(link for link in self.links if link.status in ("confirmed", "identical"))

    def findings(self) -> list[Finding]:
        """All findings, each once, in the order of the rows."""
        seen: dict[tuple[str, str, str], Finding] = {}
        for row in self.rows:
            for finding in row.findings:
                seen.setdefault((finding.kind, finding.a, finding.b), finding)
        return list(seen.values())
