"""AML as XML: what AIFdb leaves out (a root, escapes) is put in, and places are those of the file as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from argmap.formats.codes import fault
from argmap.formats.jsontext import text_of
from argmap.formats.xmltext import parse
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem
from argmap.tei.parse import Document, Node

# nothing is tried twice (atomic and possessive), so that hostile beginnings take linear time
_HEAD = re.compile(
    rb"(?:\s+|(?><\?.{0,2000}?\?>|<!--.{0,9000}?-->|<!DOCTYPE(?:[^>\[]|\[[^\]]*+\])*+>))*+(?=<(ARG|AU|SCHEMESET|TEXT)[\s/>])",
    re.DOTALL,
)
_NAMES = b"ARG|SCHEMESET|TEXT|EDATA|AUTHOR|DATE|SOURCE|COMMENTS|AU|PROP|PROPTEXT|OWNER|INSCHEME|CA|LA|REFUTATION|ROLE"
# what says of itself that it is not UTF-8
_ENCODED = re.compile(rb"""\xff\xfe|\xfe\xff|\s*<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_AMPERSAND = rb"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,32});)"
_STRAY = re.compile(_AMPERSAND + rb"|<(?![A-Za-z/!?])")
_FOREIGN = re.compile(_AMPERSAND + rb"|<(?!/?(?:" + _NAMES + rb")[\s/>]|[!?])")  # in AIFdb's files no other tag is one


@dataclass
class Source:
    """A file that was read, and the characters that were put in before: offset in the mended bytes, and how many."""

    document: Document
    data: bytes
    mends: list[tuple[int, int]]

    def __post_init__(self) -> None:
        self._at = [at for at, _ in self.mends]
        sums = [0]
        for _, size in self.mends:
            sums.append(sums[-1] + size)
        self._sums = sums
        self._lines = [0, *(found.end() for found in re.finditer(rb"\n", self.data))]

    def written(self, node: Node) -> str:
        """An element as it stands in the file."""
        if node.inside_entity:
            return ""
        return self.document.source.decode(node.start, self.document.end(node))

    def place(self, node: Node, attribute: str = "") -> Place:
        """Where an element, or the value of its attribute, stands in the file as it is."""
        if not self.mends:
            return self.document.place(node, attribute)
        span = self.document.source.attribute(node.start, attribute) if attribute else None
        return self.at(span[0] if span else node.start)

    def moved(self, place: Place) -> Place:
        """A place in the mended bytes as one in the file as it is."""
        if not self.mends:
            return place
        start = 0
        for _ in range(place.line - 1):
            start = self.document.source.data.find(b"\n", start) + 1
        return self.at(start + place.column - 1)

    def at(self, mended: int) -> Place:
        """The place of a byte of what was parsed."""
        count = bisect_right(self._at, mended)
        byte = max(0, min(mended - self._sums[count], len(self.data)))
        line = bisect_right(self._lines, byte)
        return Place(
            self.document.file, line, len(self.data[self._lines[line - 1] : byte].decode("utf-8", "replace")) + 1
        )


def opened(source: Input) -> tuple[Source, list[Problem]]:
    """An AML file; one without a root or with stray ``&`` and ``<`` is mended first, with a warning.

    Raises:
        DataError: it is no XML, or refused because its entities would expand without bound.
    """
    data = source.data
    problems: list[Problem] = []
    if not _ENCODED.match(data):
        text, problems = text_of(source)
        data = text.encode("utf-8", "replace") if problems else data
    found = _HEAD.match(data.removeprefix(b"\xef\xbb\xbf"))
    mends: list[tuple[int, int]] = []
    whole = data
    if found and found[1] != b"ARG":
        at = found.end() + len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))
        whole, mends = b"".join((data[:at], b"<ARG>", data[at:], b"</ARG>")), [(at + 5, 5)]
        place = Place(source.name, data.count(b"\n", 0, at) + 1, 1)
        problems.append(fault("W920", "there is no root element; one was put around the file", place))
    try:
        document, more = parse(Input(whole, source.name))
    except DataError as error:
        if "E104" in error.message:
            raise
        document, more = None, []
    if document is None or any(item.code == "E911" for item in more):
        return _escaped(source, data, whole, mends, problems)
    return _told(Source(document, data, mends), problems, more)


def _escaped(
    source: Input, data: bytes, whole: bytes, mends: list[tuple[int, int]], problems: list[Problem]
) -> tuple[Source, list[Problem]]:
    """The file once more with stray characters escaped."""
    parts, inserted, at, length = [], list(mends), 0, 0
    stray = _FOREIGN if mends else _STRAY
    for found in stray.finditer(whole):
        piece = b"&amp;" if found[0] == b"&" else b"&lt;"
        parts += [whole[at : found.start()], piece]
        length += found.start() - at + len(piece)
        inserted.append((length, len(piece) - 1))
        at = found.end()
    mended = b"".join([*parts, whole[at:]])
    document, more = parse(Input(mended, source.name))
    made = Source(document, data, sorted(inserted))
    if at:
        first = stray.search(whole)
        place = Source(document, data, mends).at(first.start() if first else 0)
        problems.append(fault("W920", "the text has & or < as they are; they were escaped", place))
    return _told(made, problems, more)


def _told(made: Source, problems: list[Problem], more: list[Problem]) -> tuple[Source, list[Problem]]:
    return made, [*problems, *(replace(item, place=made.moved(item.place)) for item in more)]


def recognises(source: Input) -> bool:
    """Whether its first element is ARG, or AU where there is no root."""
    return _HEAD.match(source.data[:100_000].removeprefix(b"\xef\xbb\xbf")) is not None
