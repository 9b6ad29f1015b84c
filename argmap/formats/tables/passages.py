"""Passages that a table gives by their words: looked for in the text, word by word, in normal form."""

from __future__ import annotations

from bisect import bisect_left

from argmap.model import Fragment
from argmap.tei.home import checked
from argmap.text.normal import normalise


class Finder:
    """A text in normal form, and where words stand in it."""

    def __init__(self, content: str) -> None:
        self.content = content
        self._folded = content.translate(_QUOTES)

    def find(self, first: str, last: str) -> tuple[int, int, int]:
        """Where a passage that begins and ends with these words stands.

        Args:
            first: Its first words, or all of them.
            last: Its last words, "" where ``first`` is the whole.

        Returns:
            Start, end, and how many places fit (0 for none; then start and end are 0).
        """
        opening, closing = (normalise(words).translate(_QUOTES) for words in (first, last))
        whole = opening or closing
        places = self._all(whole)
        if not places:
            return 0, 0, 0
        start = places[0]
        if not (opening and closing) or (self._folded.startswith(closing, start) and opening == closing):
            return start, start + len(whole), len(places)
        closings = self._all(closing, whole_words=False)
        ends = [(place, bisect_left(closings, place)) for place in places]
        fitting = [(place, closings[at]) for place, at in ends if at < len(closings)]
        if not fitting:
            return 0, 0, 0
        start, end = fitting[0]
        return start, end + len(closing), len(fitting)

    def fragment(self, start: int, end: int) -> Fragment:
        """A fragment with its words and hash."""
        return checked(Fragment(start, end, f"src:{start}-{end}"), self.content)

    def _all(self, words: str, *, whole_words: bool = True) -> list[int]:
        found: list[int] = []
        at = self._folded.find(words) if words else -1
        while at >= 0:
            before = self._folded[at - 1 : at]
            if not (whole_words and before.isalnum() and words[0].isalnum()):
                found.append(at)
            at = self._folded.find(words, at + 1)
        return found


# spreadsheets turn straight quotes into curly ones and back
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
