"""Bytes to text and back: which encoding a raw file is in, and how its lines end."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from argmap.problems import DataError, Place

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "argmap import reads it; take the text from there"),
    (b"PK\x03\x04", "a zip archive or an office document", "save it as DOCX or as plain text first"),
    (b"\x89PNG", "a picture", "plain text is needed; run text recognition first"),
    (b"\xff\xd8\xff", "a picture", "plain text is needed; run text recognition first"),
    (b"GIF8", "a picture", "plain text is needed; run text recognition first"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"{\\rtf", "a rich text document", "save it as DOCX or as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as DOCX or as plain text first"),
    (b"\x7fELF", "a program", "choose a text file"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_SHARE = 0.02  # more control characters than this, and a file in a one-byte encoding is no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A raw file's text with line feeds as line ends, and what is needed to get the bytes back.

    ``newline`` is the line end that stands for each line feed; where a file mixes line ends it is a
    line feed itself, and the text keeps its carriage returns as they are.
    """

    text: str
    encoding: str
    bom: bytes
    newline: str
    warning: str = ""

    def encode(self, text: str | None = None) -> bytes:
        """The raw bytes of this text (or of another text in the same form)."""
        return encode(self.text if text is None else text, self.encoding, self.bom, self.newline)


def encode(text: str, encoding: str, bom: bytes, newline: str) -> bytes:
    """Bytes of a text whose line ends are line feeds, written with the line end and encoding given."""
    return bom + (text if newline == "\n" else text.replace("\n", newline)).encode(encoding)


def decode(raw: bytes, file: str = "") -> Decoded:
    """Read bytes as text: byte order mark, UTF-8, UTF-16 by its pattern of zeros, else Windows-1252 or Latin-1.

    Raises:
        DataError: the file is empty, holds only white space, or is no text.
    """
    place = Place(file, 1, 1)
    if not raw:
        raise DataError("the file is empty", "choose another file", place=place)
    for magic, what, remedy in _MAGIC:
        if raw.startswith(magic):
            raise DataError(f"the file is {what}, not plain text", remedy, place=place)
    text, encoding, bom, warning = _characters(raw, place)
    if "\x00" in text or (warning and _controls(text) > _CONTROL_SHARE * len(text)):
        raise DataError("the file is binary, not plain text", "extract or save its text first", place=place)
    if not text.strip():
        raise DataError("the file holds no text, only white space", "choose another file", place=place)
    if text.lstrip()[:64].lower().startswith(("<?xml", "<!doctype", "<html", "<tei")):
        raise DataError(
            "the file is marked up already", "import reads plain text, PDF, DOCX, HTML and TEI", place=place
        )
    newline = _newline(text)
    return Decoded(text if newline == "\n" else text.replace(newline, "\n"), encoding, bom, newline, warning)


def _characters(raw: bytes, place: Place) -> tuple[str, str, bytes, str]:
    """The text, its encoding, its byte order mark, and a warning where the encoding is a guess."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw[len(bom) :].decode(encoding), encoding, bom, ""
            except UnicodeDecodeError as error:
                raise DataError(
                    f"the byte order mark promises {encoding}, but byte {len(bom) + error.start} is wrong",
                    "save the file again as UTF-8",
                    place=place,
                ) from None
    zeros = _utf16_without_mark(raw)
    for encoding in (zeros, "utf-8") if zeros else ("utf-8",):
        try:
            return raw.decode(encoding), encoding, b"", ""
        except UnicodeDecodeError:
            continue
    for encoding, name in (("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, encoding, b"", f"not UTF-8; read as {name}: check accented letters and quotation marks"
    raise DataError("the file's encoding is unknown", "save the file again as UTF-8", place=place)


def _utf16_without_mark(raw: bytes) -> str:
    """``utf-16-le`` or ``-be`` where every other byte is mostly zero, else ""."""
    sample = raw[:4096]
    if len(raw) % 2 or len(sample) < 4:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else ""


def _newline(text: str) -> str:
    """The one line end used throughout, or a line feed where there is none or where they are mixed."""
    if "\r" not in text:
        return "\n"
    pairs, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if pairs == returns == feeds:
        return "\r\n"
    return "\r" if not feeds else "\n"


def _controls(text: str) -> int:
    return sum(1 for char in text if (char < " " and char not in "\t\n\r\f") or "\x7f" <= char <= "\x9f")
