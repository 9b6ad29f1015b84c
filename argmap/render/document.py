"""A report as data: sections of paragraphs and tables, ready for Markdown, LaTeX and Word; and sheets for spreadsheets.

A document is for reading and printing; its cells hold several lines with a little emphasis. A sheet is for
analysis: one fact a cell, plain text or numbers, a header row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PLAIN, STRONG, EM, NOTE = "", "strong", "em", "note"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one style: plain, strong, em, or note (small, for ids and pages)."""

    text: str
    style: str = PLAIN


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its share of the width."""

    head: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; ``caption`` says what it shows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading ("" for none), paragraphs (or a list of them), and a table or none."""

    heading: str = ""
    lines: tuple[Line, ...] = ()
    bullets: bool = False
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``footer`` says what it rests on, one sentence each."""

    title: str
    sections: tuple[Section, ...]
    footer: tuple[str, ...] = ()
    landscape: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for analysis: a name, a header, and rows of text or whole numbers."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def line(*parts: str | Run) -> Line:
    """A line of runs; plain words may be given as they are, empty ones are dropped."""
    runs = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(run for run in runs if run.text)


def cell(*lines: Line | str) -> Cell:
    """A cell of lines; empty ones are dropped."""
    made = (line(one) if isinstance(one, str) else one for one in lines)
    return tuple(one for one in made if one)


def strong(text: str) -> Run:
    """Words in bold."""
    return Run(text, STRONG)


def em(text: str) -> Run:
    """Words in italics."""
    return Run(text, EM)


def note(text: str) -> Run:
    """Small words: ids, pages, sources."""
    return Run(text, NOTE)


def bullets(heading: str, lines: Iterable[Line]) -> Section:
    """A section that is a list."""
    return Section(heading, tuple(lines), bullets=True)


def tabled(heading: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *lines: Line) -> Section:
    """A section with a table, its heading as caption, and paragraphs before it."""
    return Section(heading, lines, table=Table(tuple(columns), tuple(tuple(row) for row in rows), heading))


def words(made: Cell) -> str:
    """A cell as plain text, its lines joined by line breaks."""
    return "\n".join("".join(run.text for run in one) for one in made)
