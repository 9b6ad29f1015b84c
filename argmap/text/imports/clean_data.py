"""What the clean-up finds in a text: blocks, edits, pages, note marks, and entries for the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.text.imports.blocks import Block, Inside


@dataclass(frozen=True, slots=True)
class Edit:
    """``[start, end)`` of the text becomes ``out`` in the edition."""

    start: int
    end: int
    out: str
    kind: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something encoded or noticed at a place without changing its characters."""

    kind: str
    start: int
    end: int
    result: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page begins at an offset; ``joined`` where a word or sign runs on across the boundary."""

    start: int
    n: str
    joined: bool = False


@dataclass(slots=True)
class Cleaned:
    """A text (line feeds as line ends) with everything that the detectors found in it; offsets are into ``text``."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    inside: list[Inside] = field(default_factory=list)
    marks: dict[int, int | str] = field(default_factory=dict)  # start of a note mark -> its number or sign
    numbers: dict[int, str] = field(default_factory=dict)  # start of a footnote -> its mark
    pages: list[Page] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    readings: dict[int, str] = field(default_factory=dict)  # start of a heading -> its normalised reading
    foreign: int | None = None
    warnings: list[str] = field(default_factory=list)
