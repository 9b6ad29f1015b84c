"""What the parser finds in an Argdown text, in the order of the text; every part with its span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
# bold, italic, link, tag or mention; first and last character in the text, from 0; address, tag or title
Mark = tuple[str, int, int, str]
NO_SPAN: Span = (0, 0)
# where a statement stands
TOP, RELATED, PREMISE, CONCLUSION, LISTED = ["top", "related", "premise", "conclusion", "listed"]


@dataclass(slots=True, eq=False)
class Said:
    """One occurrence of a statement or an argument: a definition, a reference, or a text without title.

    Attributes:
        argument: Whether it is an argument (``<…>``), not a statement.
        reference: Whether only the title stands there.
        title: As written, "" without one.
        text: Its words without marks of emphasis, tags included.
        plain: Its words without the tags at the end.
        marks: What is marked in ``text``, in the order in which it begins.
        role: Where it stands: top, related, premise, conclusion, listed.
        symbol, parent: The relation that it hangs on, and on what.
        head, words, block: Spans of the title with its brackets, of the words, and of the data.
    """

    argument: bool = False
    reference: bool = False
    title: str = ""
    text: str = ""
    plain: str = ""
    marks: Sequence[Mark] = ()
    tags: Sequence[str] = ()
    data: dict[str, Any] | None = None
    role: str = TOP
    symbol: str = ""
    parent: Said | Inference | None = None
    head: Span = NO_SPAN
    words: Span = NO_SPAN
    block: Span = NO_SPAN
    start: int = 0
    end: int = 0


@dataclass(slots=True, eq=False)
class Inference:
    """The step between premises and a conclusion: rules, data, span."""

    rules: list[str] = field(default_factory=list)
    data: dict[str, Any] | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True, eq=False)
class Structure:
    """A premise-conclusion structure: statements (related ones included) and inferences in order."""

    items: list[Said | Inference] = field(default_factory=list)
    start: int = 0
    end: int = 0


@dataclass(slots=True, eq=False)
class Heading:
    """A heading: its level from 1, words, tags, data."""

    level: int = 1
    text: str = ""
    plain: str = ""
    tags: list[str] = field(default_factory=list)
    data: dict[str, Any] | None = None
    words: Span = NO_SPAN
    marks: Sequence[Mark] = ()
    block: Span = NO_SPAN
    start: int = 0
    end: int = 0


Node = Heading | Said | Structure


@dataclass(slots=True)
class Document:
    """A whole text: frontmatter, nodes in order, and what is wrong: (offset, code, message)."""

    front: dict[str, Any] | None = None
    front_span: Span = NO_SPAN
    nodes: list[Node] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
