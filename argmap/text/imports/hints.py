"""What a reader knows about the lines it hands over, from their place on the page or from markup."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.text.imports.layout import Layout

RULED = "by its place on the page"


@dataclass(slots=True)
class Hints:
    """Facts about a text's lines; line numbers from 1, offsets in the text.

    Attributes:
        roles: Line to its role: header, pageNum, title, byline, pullquote, footnote, caption, box, table or address.
        begins: Line that begins a block to the evidence for it.
        heads: Line that is (part of) a heading to the evidence.
        items: Lines that begin an item of a list.
        opens: Lines with a role that begin an element of their own (each footnote).
        numbers: Line that opens a footnote to the note's mark as printed.
        marks: Start of a note mark in running text to its end; None where a reader cannot tell.
        pages: Start of a page to its label.
        evidence: Line to the reason for its role.
        omitted: Start, end and reason of what stands in the report alone, at the text's end.
        whole: Blocks are complete as they stand (markup says so): nothing is guessed about paragraphs and pages.
    """

    roles: dict[int, str] = field(default_factory=dict)
    begins: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    items: set[int] = field(default_factory=set)
    opens: set[int] = field(default_factory=set)
    numbers: dict[int, str] = field(default_factory=dict)
    marks: dict[int, int] | None = None
    pages: list[tuple[int, str]] = field(default_factory=list)
    evidence: dict[int, str] = field(default_factory=dict)
    omitted: list[tuple[int, int, str]] = field(default_factory=list)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a text was extracted from.

    Attributes:
        medium: ``pdf``, ``docx``, ``html`` or ``tei``.
        sha256: Hash of the file's bytes.
        size: Its length in bytes.
        reader: Program and version that took the text out.
        lost: What of the file the text and the report do not hold.
    """

    medium: str
    sha256: str
    size: int
    reader: str
    lost: str


@dataclass(slots=True)
class Extracted:
    """The text of a file in another medium: what counts as the raw text, with hints and with its source."""

    text: str
    hints: Hints
    source: Source
    warnings: list[str] = field(default_factory=list)
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""


class Indexed:
    """Hints by the index of a printed line, as the detectors count."""

    def __init__(self, layout: Layout, hints: Hints) -> None:
        index = {line.number: at for at, line in enumerate(layout.lines)}

        def known(lines: dict[int, str]) -> dict[int, str]:
            return {index[line]: value for line, value in lines.items() if line in index}

        self.roles = known(hints.roles)
        self.begins = known(hints.begins)
        self.heads = known(hints.heads)
        self.numbers = known(hints.numbers)
        self.evidence = known(hints.evidence)
        self.items = {index[line] for line in hints.items if line in index}
        self.opens = {index[line] for line in hints.opens if line in index}
        self.exact = bool(hints.begins)
        self.whole = hints.whole
