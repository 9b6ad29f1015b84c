"""What the user tells `import` about a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from argmap.problems import ArgmapError
from argmap.text.imports.report import KINDS

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_PLACE = re.compile(r"[0-9]+:[0-9]+")
_LONGEST = 9  # digits of a page number


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


def verify(options: ImportOptions) -> None:
    """Refuse a slip in what the user tells, before any work is done.

    Raises:
        ArgmapError: no language code, no repair or place to skip, or a page number that no book has.
    """
    if options.language and not _LANGUAGE.fullmatch(options.language):
        raise ArgmapError(f"{options.language!r} is no language code", "write one such as en, de or pt-BR")
    for skip in options.skip:
        if skip not in KINDS and not _PLACE.fullmatch(skip):
            kinds = ", ".join(KINDS)
            raise ArgmapError(f"{skip!r} is neither a repair nor a place", f"write LINE:COLUMN, or one of {kinds}")
    longest = max((len(number) for number in re.findall(r"\d+", options.pages)), default=0)
    if longest > _LONGEST or not 0 <= (options.first_page or 0) < 10**_LONGEST:
        raise ArgmapError("there is no such page number", "write pages as they are printed, such as --pages 81-96")
