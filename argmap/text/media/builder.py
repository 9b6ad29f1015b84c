"""Builds the raw text of an extracted file line by line, with the hints that belong to each line."""

from __future__ import annotations

from argmap.text.imports.hints import Hints


class Builder:
    """The text so far and its hints; lines count from 1 as in a text file."""

    def __init__(self, *, whole: bool = False, marks: bool = True) -> None:
        self.hints = Hints(whole=whole, marks={} if marks else None)
        self.parts: list[str] = []
        self.length = 0
        self.number = 0
        self._page = False

    def page(self, label: str) -> None:
        """A new page begins with the next line; its ``label`` may be empty."""
        self.hints.pages.append((-1, label))
        self._page = True

    def line(self, text: str, marks: list[tuple[int, int]], *, apart: bool = False) -> int:
        """Add a line of text (without line ends) and its note marks (offsets in it); returns its number.

        Args:
            text: The line's characters.
            marks: Note marks in it.
            apart: Whether a blank line stands before it.
        """
        before = ""
        if self.parts:
            before = "\n\n" if apart else "\n"
        if self._page and len(self.hints.pages) > 1:
            before += "\f"
        self.parts += [before, text]
        self.number += before.count("\n") + (0 if self.number else 1)
        self.length += len(before)
        if self._page:
            self._page = False
            start = self.length - (1 if before.endswith("\f") else 0)
            self.hints.pages = [(start if at < 0 else at, label) for at, label in self.hints.pages]
        if self.hints.marks is not None:
            self.hints.marks |= {self.length + a: self.length + b for a, b in marks}
        self.length += len(text)
        return self.number

    def text(self) -> str:
        """The whole text, with a line end at its end."""
        return "".join(self.parts) + ("\n" if self.parts else "")
