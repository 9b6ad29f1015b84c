"""Archives without their directory: a workbook that was cut off has lost it, for it stands at the end.

Each part has a header of its own before it (APPNOTE.TXT 4.3.7), and a deflated stream tells by itself where it ends;
so the parts are found by their headers, and of one that breaks off or is garbled, what stands before is unpacked.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass

from argmap.formats.tables.zips import refuse_size

_HEADER = struct.Struct("<4s2xHH4xIIIHH")
_START = b"PK\x03\x04"
_NEXT = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x07\x08)")
_STEP = 4096  # bytes; unpacked at most 4 MB
_MOST_WORK = 4  # how often all bytes may be gone over, where headers stand in the middle of other parts
WHOLE, CUT, GARBLED = "whole", "cut off", "garbled"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an archive: its name, what could be unpacked, in which state it is, and the byte where it ends."""

    name: str
    data: bytes
    state: str
    end: int


def parts(data: bytes, file: str) -> dict[str, Part]:
    """All parts that have a header, by name, in their order.

    Raises:
        DataError: they would unpack to far too much.
    """
    found: dict[str, Part] = {}
    unpacked = work = 0
    at = data.find(_START)
    while 0 <= at <= len(data) - _HEADER.size and work <= _MOST_WORK * len(data):
        part, start = _part(data, at, file, unpacked)
        unpacked += len(part.data)
        work += part.end - start
        found.setdefault(part.name, part)
        at = data.find(_START, part.end if part.state == WHOLE else start)
    return found


def _part(data: bytes, at: int, file: str, unpacked: int) -> tuple[Part, int]:
    """The part whose header stands at a byte, and where its stream starts."""
    _, flags, method, crc, packed, _, name_length, extra_length = _HEADER.unpack_from(data, at)
    name = data[at + _HEADER.size : at + _HEADER.size + name_length].decode("utf-8", "replace")
    start = min(len(data), at + _HEADER.size + name_length + extra_length)
    streamed = bool(flags & 8)  # sum and sizes stand behind
    if flags & 1 or method not in (0, 8):  # encrypted, or packed in a way that no spreadsheet uses
        return Part(name, b"", GARBLED, start), start
    if method == 8:
        content, end, state = _inflated(data, start, file, unpacked)
    else:
        following = _NEXT.search(data, start) if streamed else None
        end = following.start() if following else len(data) if streamed else min(len(data), start + packed)
        content = data[start:end]
        state = CUT if end == len(data) and (streamed or end < start + packed) else WHOLE
    if state == WHOLE and streamed:
        behind = data[end : end + 8].removeprefix(b"PK\x07\x08")[:4]
        crc = int.from_bytes(behind, "little") if len(behind) == 4 else zlib.crc32(content)
    if state == WHOLE and zlib.crc32(content) != crc:
        state = GARBLED
    return Part(name, content, state, end), start


def _inflated(data: bytes, at: int, file: str, unpacked: int) -> tuple[bytes, int, str]:
    """A deflated stream up to its end, or to where it breaks; that end; and its state."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    made = bytearray()
    while at < len(data):
        before = stream.copy()
        try:
            made += stream.decompress(data[at : at + _STEP])
        except zlib.error:
            return bytes(made + _last(before, data[at : at + _STEP])), at, GARBLED
        refuse_size(unpacked + len(made), len(data), file)
        at += len(data[at : at + _STEP])
        if stream.eof:
            return bytes(made), at - len(stream.unused_data), WHOLE
    return bytes(made), at, CUT


def _last(stream: zlib._Decompress, data: bytes) -> bytes:
    """What comes out of a stream, byte by byte, before it fails."""
    made = bytearray()
    for at in range(len(data)):
        try:
            made += stream.decompress(data[at : at + 1])
        except zlib.error:
            break
    return bytes(made)
