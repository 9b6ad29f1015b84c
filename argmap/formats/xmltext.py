"""XML as formats need it: read with places as far as it is sound, and written with what XML cannot hold made safe."""

from __future__ import annotations

import contextlib
import re

from argmap.formats.codes import fault
from argmap.plugins import Input
from argmap.problems import DataError, Place, Problem
from argmap.tei.parse import Document
from argmap.tei.parse import parse as parse_xml
from argmap.text.markup import escape, quoteattr

_MARKUP = re.compile(
    rb"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![^>]*(?:>|\Z)
    |(?P<tag><[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>)|<""",
    re.DOTALL | re.VERBOSE,
)
_NAME = re.compile(rb"</?([^\s/>]+)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(source: Input) -> tuple[Document, list[Problem]]:
    """An XML file; of one that breaks off or is garbled, the elements that are whole before that place.

    Raises:
        DataError: it is no XML, or refused because its entities would expand without bound.
    """
    if "xml" not in source.memo:
        source.memo["xml"] = _parsed(source)
    document, problems = source.memo["xml"]
    return document, [*document.problems, *problems]


def _parsed(source: Input) -> tuple[Document, list[Problem]]:
    try:
        return parse_xml(source.data, source.name), []
    except DataError as error:
        if error.place is None or "E101" not in error.message:
            raise
        at = _offset(source.data, error.place)
        for mend in (_without_aside, _closed):
            mended = mend(source.data, at)
            with contextlib.suppress(DataError):
                document = parse_xml(mended, source.name)
                return document, [fault("E911", error.message.removeprefix("E101 "), error.place)]
        raise


def _offset(data: bytes, place: Place) -> int:
    """The byte at a place, as expat counts: columns in bytes."""
    start = 0
    for _ in range(place.line - 1):
        start = data.find(b"\n", start) + 1
    return start + place.column - 1


def _without_aside(data: bytes, at: int) -> bytes:
    """All but the comment or the processing instruction in which a byte stands, kept as blanks; nothing elsewhere."""
    for start, end in ((b"<?", b"?>"), (b"<!--", b"-->")):
        first, last = data.rfind(start, 0, at), data.find(end, at)
        if 0 < first < last and end not in data[first:at]:
            blank = re.sub(rb"[^\r\n]", b" ", data[first : last + len(end)])
            return data[:first] + blank + data[last + len(end) :]
    return b""


def _closed(data: bytes, end: int) -> bytes:
    """All up to the last whole tag before ``end``, with what is open closed; nothing where no element is open."""
    open_elements: list[tuple[bytes, int]] = []
    safe = 0
    for found in _MARKUP.finditer(data, 0, end):
        tag = found[0]
        if tag.startswith((b"<!", b"<?")):
            continue
        name = _NAME.match(tag)
        if found["tag"] is None or name is None:  # cut off, or a quotation mark is missing
            break
        if tag.startswith(b"</"):
            if not open_elements or open_elements[-1][0] != name[1]:
                break
            open_elements.pop()
        elif not tag.endswith(b"/>"):
            open_elements.append((name[1], found.start()))
            if len(open_elements) > 1:
                continue  # not whole yet
        safe = found.end()
    closers = b"".join(b"</" + opened + b">" for opened, start in reversed(open_elements) if start < safe)
    return data[:safe] + closers if safe and closers else b""


def attributes(pairs: list[tuple[str, str]]) -> str:
    """Attributes of a tag, each with a space before it; line ends and tabs survive."""
    return "".join(f" {key}={_attribute(value)}" for key, value in pairs)


def _attribute(value: str) -> str:
    return quoteattr(sound(value))


def content(text: str) -> str:
    """Text for the inside of an element."""
    return escape(sound(text), {"\r": "&#13;"})


def sound(text: str) -> str:
    """The text with the replacement character for what XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
