"""A file and what it includes as one text, with the way back from offsets to places and to the bytes."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from argmap.formats.argdown.lexer import line_and_column, line_starts
from argmap.formats.codes import fault
from argmap.formats.jsontext import text_of
from argmap.formats.quick import place_of
from argmap.plugins import Input
from argmap.problems import Place, Problem

_INCLUDE = re.compile(r"@include\(([^)\r\n]+)\)")
_ENCODINGS = (("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"))


@dataclass(slots=True)
class _Piece:
    """A run of the whole text: where it starts there, and in which file at which offset."""

    start: int
    name: str
    offset: int


@dataclass(slots=True)
class Source:
    """The text that is parsed.

    Attributes:
        text: Included files put in place of the lines that include them.
        main: The main file's text as it is.
        encoding: Its encoding and byte order mark; "" and all its bytes where characters were beyond mending.
        included: The texts of other files by name.
        problems: What is wrong with encodings and inclusions.
    """

    text: str = ""
    main: str = ""
    encoding: tuple[str, bytes] = _ENCODINGS[0]
    included: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _offsets: list[int] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """File, line and column of an offset in the whole text."""
        if len(self._pieces) == 1:
            return place_of(self._pieces[0].name, *self.position(offset))
        piece = self._pieces[max(bisect_right(self._offsets, offset) - 1, 0)]
        return self.line(piece.name, max(offset, 0) - piece.start + piece.offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the file that it comes from."""
        if len(self._pieces) > 1:
            place = self.place(offset)
            return place.line, place.column
        starts = self._starts.get(self._pieces[0].name) or self._lines(self._pieces[0].name)
        offset = max(offset, 0)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def _lines(self, name: str) -> list[int]:
        """Where the lines of a file start."""
        if name not in self._starts:
            self._starts[name] = line_starts(self._texts[name])
        return self._starts[name]

    def line(self, name: str, offset: int) -> Place:
        """File, line and column of an offset in one of the files."""
        return Place(name, *line_and_column(self._lines(name), offset))

    def add(self, name: str, start: int, end: int, length: int) -> str:
        """Take over a run of a file; ``length`` is how long the whole text is so far."""
        self._pieces.append(_Piece(length, name, start))
        self._offsets.append(length)
        return self._texts[name][start:end]


def load(source: Input) -> Source:
    """A file's text with its inclusions; each file is included once, so that none can include itself.

    Files are fetched by their path from the main file's folder.
    """
    text, problems = text_of(source)
    made = Source(main=text, encoding=_encoding(text, source.data), problems=problems)
    made._texts[source.name] = text
    paths = {source.name: posixpath.basename(source.name)}
    out: list[str] = []
    length = 0
    stack: list[tuple[str, int]] = [(source.name, 0)]
    while stack:
        name, offset = stack.pop()
        body = made._texts[name]
        found = _INCLUDE.search(body, offset)
        end = found.start() if found else len(body)
        if end > offset or not out:
            out.append(made.add(name, offset, end, length))
            length += end - offset
        if found is not None:
            stack.append((name, found.end()))
            wanted = _include(source, made, paths, (name, found.start()), found[1].strip())
            if wanted:
                stack.append((wanted, 0))
    made.text = "".join(out)
    return made


def _include(source: Input, made: Source, paths: dict[str, str], at: tuple[str, int], target: str) -> str:
    """Fetch a file that is included; its name for messages, "" where there is nothing to put in."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(paths[at[0]]), target))
    shown = posixpath.join(posixpath.dirname(source.name), path)
    if shown in paths or path in paths.values():
        message = f"{target[:80]} is included already; this time it is passed over"
        made.problems.append(fault("W918", message, made.line(*at)))
        return ""
    content = _fetched(source, path)
    if content is None:
        made.problems.append(fault("E913", f"the included file {target[:80]} is not there", made.line(*at)))
        return ""
    paths[shown] = path
    made._texts[shown] = made.included[path] = content
    return shown


def _fetched(source: Input, name: str) -> str | None:
    data = source.fetch(name) if source.fetch is not None else None
    return None if data is None else text_of(Input(data, name))[0]


def _encoding(text: str, data: bytes) -> tuple[str, bytes]:
    """How the text was encoded, so that it can be written the same way; ``("", data)`` where that is not possible."""
    for encoding, mark in [*reversed(_ENCODINGS), ("cp1252", b"")]:
        try:
            if data.startswith(mark) and mark + text.encode(encoding) == data:
                return encoding, mark
        except UnicodeEncodeError:
            continue
    return "", data
