"""What the user tells `import` about a text."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Bibliographic facts and choices; empty means unknown, and nothing is invented for it.

    Attributes:
        title: The article's title as printed, or ours where ``title_supplied``.
        authors: Names in order; empty where unknown.
        container: Title of the journal or book.
        pages: Page range such as ``81-96``.
        first_page: Number of the first page; by default from ``pages`` or from the text itself.
        id: ``xml:id`` of the edition; by default made from the title.
        pipeline: Name of a spaCy pipeline that finds sentences; "" for the built-in rules.
        skip: Repairs not to make: kinds, or places ``LINE:COLUMN`` as the report gives them.
    """

    title: str = ""
    title_supplied: bool = False
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = "en"
    container: str = ""
    volume: str = ""
    pages: str = ""
    first_page: int | None = None
    id: str = ""
    pipeline: str = ""
    skip: tuple[str, ...] = ()

    def start_page(self) -> int | None:
        """The first page's number, where the options tell it."""
        match = re.match(r"\s*(\d+)", self.pages)
        return self.first_page if self.first_page is not None else int(match.group(1)) if match else None
