"""From offsets in another program's text to fragments of the reading text, as far as offset and words agree."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from argmap.formats.rawtext import Layout
from argmap.model import Fragment
from argmap.text.normal import normalise
from argmap.text.reading import ReadingText

# characters that are gone through for words that are not where they should be; beyond it they are not looked for
MOST_SEARCHED = 200_000_000


class Passages:
    """A text as another program has it, and where its passages stand in the reading text made of it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.content, self.layout = Layout.of(raw)
        self._searched = 0

    def reading(self) -> ReadingText | None:
        """The reading text, None where there is none."""
        return ReadingText.of(self.content) if self.content else None

    def find(self, words: str, offset: int | None) -> Fragment | None:
        """The fragment that a passage is.

        Args:
            words: What the passage says; white space does not count.
            offset: Where it is said to start, in characters of the raw text; line ends may count twice.

        Returns:
            The fragment where the words stand at the offset. Where they stand once elsewhere, that place, with the
            status ``moved``. None where they do not, or more than once.
        """
        wanted = normalise(words)
        if not wanted:
            return None
        for start in self._starts(offset):
            if self.content.startswith(wanted, start):
                return _fragment(start, wanted)
        self._searched += len(self.content)
        start = self.content.find(wanted) if self._searched < MOST_SEARCHED else -1
        if start < 0 or self.content.find(wanted, start + 1) >= 0:
            return None
        return _fragment(start, wanted, "moved")

    def _starts(self, offset: int | None) -> list[int]:
        """Offsets in the reading text for one in the raw text: as given, and with line ends that count twice."""
        if offset is None or offset < 0:
            return []
        raw = (offset, offset - bisect_left(self._doubled, offset))
        return [self.layout.reading_span(at, at + 1)[0] for at in dict.fromkeys(raw) if at <= len(self.raw)]

    @cached_property
    def _doubled(self) -> list[int]:
        """Offsets of the lines' ends where each end counts twice."""
        return [found.start() + count for count, found in enumerate(re.finditer("\n", self.raw))]


def _fragment(start: int, words: str, status: str = "") -> Fragment:
    end = start + len(words)
    return Fragment(start, end, f"src:{start}-{end}", status=status)
