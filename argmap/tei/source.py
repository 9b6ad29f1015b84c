"""A file's bytes as an XML source: its encoding, its tags, its white space, by byte offset."""

from __future__ import annotations

import codecs
import re

from argmap.problems import DataError, Place

_TAG = re.compile(rb"""<[^"'<>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_ENCODING = re.compile(rb"""^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_NEWLINE = re.compile(rb"\r\n|\r|\n")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Source:
    """Bytes, their codec, and ``view``: one byte per code unit, with 0 for all units beyond ASCII's reach.

    In encodings that contain ASCII the view is the data; in UTF-16 it is half as long. So tags can be
    found by the same patterns everywhere, and offsets are turned by ``unit``.
    """

    def __init__(self, data: bytes, file: str = "") -> None:
        self.data = data
        self.file = file
        self.codec, self.unit = _codec(data, file)
        self.view = data if self.unit == 1 else _narrow(data, self.codec)

    def decode(self, start: int, end: int) -> str:
        """The characters of a byte range."""
        return self.data[start:end].decode(self.codec, "replace")

    def encode(self, text: str) -> bytes:
        """Markup in the file's encoding; characters that it lacks become numeric references."""
        return text.encode(self.codec, "xmlcharrefreplace")

    def width(self, text: str) -> int:
        """How many bytes literal characters take in the file."""
        return len(text) if text.isascii() and self.unit == 1 else len(text.encode(self.codec, "replace"))

    def begins_reference(self, byte: int) -> bool:
        """Whether an ampersand stands there."""
        at = byte // self.unit
        return self.view[at : at + 1] == b"&"

    def reference_end(self, byte: int) -> int:
        """The byte past the semicolon of the reference that starts there."""
        return (self.view.index(b";", byte // self.unit) + 1) * self.unit

    def tag_end(self, start: int) -> int:
        """The byte past the ``>`` of the tag that starts there."""
        found = _TAG.match(self.view, start // self.unit)
        return found.end() * self.unit if found else start

    def is_empty_tag(self, end: int) -> bool:
        """Whether the tag that ends there closes itself."""
        at = end // self.unit
        return self.view[at - 2 : at] == b"/>"

    def attribute(self, start: int, name: str) -> tuple[int, int] | None:
        """The bytes of an attribute's value (without quotes) in the tag that starts at ``start``."""
        at = start // self.unit
        tag = self.view[at : self.tag_end(start) // self.unit]
        found = re.search(rb"""\s""" + re.escape(name.encode()) + rb"""\s*=\s*(["'])""", _blank_values(tag))
        if not found:
            return None
        end = tag.index(found.group(1), found.end())
        return (at + found.end()) * self.unit, (at + end) * self.unit

    def newline(self) -> str:
        """The line end that the file uses: that of its first line."""
        found = _NEWLINE.search(self.view)
        return found.group().decode("ascii") if found else "\n"

    def tag_name(self, start: int) -> str:
        """The name in the tag as written, prefix included."""
        found = re.compile(rb"</?([^\s/>]+)").match(self.view, start // self.unit)
        if not found:
            return ""
        low, high = found.span(1)
        return self.decode(low * self.unit, high * self.unit)

    def blank_before(self, byte: int) -> int:
        """Where the white space that ends at ``byte`` starts."""
        at = byte // self.unit
        while at and self.view[at - 1] in b" \t\r\n":
            at -= 1
        return at * self.unit

    def indent_at(self, byte: int) -> str | None:
        """The white space between the line's start and ``byte``; None where other things stand there."""
        at = end = byte // self.unit
        while at and self.view[at - 1] in b" \t":
            at -= 1
        if at and self.view[at - 1] not in b"\r\n":
            return None
        return self.view[at:end].decode("ascii")


def _blank_values(tag: bytes) -> bytes:
    """The tag with all that stands in quotes blanked out, at the same length."""
    return re.sub(rb""""[^"]*"|'[^']*'""", lambda m: m.group()[:1] + b"." * (len(m.group()) - 2) + m.group()[-1:], tag)


def _narrow(data: bytes, codec: str) -> bytes:
    low, high = (data[0::2], data[1::2]) if codec == "utf-16-le" else (data[1::2], data[0::2])
    if not any(high):
        return low
    wide = bytes(1 if byte else 0 for byte in range(256))
    mask = high.translate(wide)
    return bytes(0 if beyond else unit for unit, beyond in zip(low, mask, strict=False))


def _codec(data: bytes, file: str) -> tuple[str, int]:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec, 1 if codec == "utf-8" else 2
    if data.startswith(b"<\0"):
        return "utf-16-le", 2
    if data.startswith(b"\0<"):
        return "utf-16-be", 2
    found = _ENCODING.match(data[:200])
    name = found.group(1).decode("ascii") if found else "utf-8"
    try:
        info = codecs.lookup(name)
        usable = bytes(range(0x20, 0x7F)).decode(name) == bytes(range(0x20, 0x7F)).decode("ascii")
    except (LookupError, UnicodeError):
        usable = False
    if not usable:
        raise DataError(f"E103 the encoding {name} cannot be read", "save the file as UTF-8", place=Place(file, 1, 1))
    _refuse_other_content(data, file)
    return info.name, 1


def _refuse_other_content(data: bytes, file: str) -> None:
    """A clear word for what is no XML at all, before expat's less clear one."""
    first = data.lstrip()[:1]
    if first == b"<":
        return
    what = "the file is empty" if not first else "the file is no XML: it does not start with a tag"
    raise DataError(
        f"E100 {what}",
        "choose a TEI file; printed text goes through `argmap import`, other notations through `argmap convert`",
        place=Place(file, 1, 1),
    )
