"""Where the next of some marks stands in a text: asked often, found once."""

from __future__ import annotations

import re
from bisect import bisect_right

_CANDIDATE = re.compile(r"\}(?!\s*[,}])")
_STOP = re.compile(r"\}(?=\s[^,}])")
_LINE_END = re.compile(r"[\r\n]")


class Ahead:
    """Where the next of some marks stands; what was found is remembered for questions from further on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, tuple[int, int]] = {}
        self._line_end = -1
        self._data: tuple[list[int], list[int]] | None = None

    def find(self, mark: str, start: int) -> int:
        """The offset of the next ``mark`` from ``start`` on; the text's length where there is none."""
        asked, known = self._next.get(mark, (0, -1))
        if not asked <= start <= known:
            known = self._text.find(mark, start)
            known = len(self._text) if known < 0 else known
            self._next[mark] = start, known
        return known

    def line_end(self, start: int) -> int:
        """Where the line ends."""
        if self._line_end < start:
            found = _LINE_END.search(self._text, start)
            self._line_end = found.start() if found else len(self._text)
        return self._line_end

    def data_end(self, start: int) -> int:
        """Where YAML data that opens at ``start`` ends, or -1.

        It ends at the first closing brace before white space, unless a comma or brace follows; else at the
        last closing brace there is.
        """
        if self._data is None:
            stops = [found.start() for found in _STOP.finditer(self._text)]
            self._data = stops, [found.start() for found in _CANDIDATE.finditer(self._text)]
        stops, candidates = self._data
        at = bisect_right(stops, start)
        stop = stops[at] if at < len(stops) else len(self._text)
        place = bisect_right(candidates, stop) - 1
        return candidates[place] + 1 if place >= 0 and candidates[place] > start else -1
