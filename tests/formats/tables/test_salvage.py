"""Parts of archives without their directory: packed, stored, streamed, cut off, garbled."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile

import pytest

from argmap.formats.tables.salvage import CUT, GARBLED, WHOLE, parts
from argmap.problems import DataError

WORDS = " ".join(f"word{n * n}" for n in range(3_000)).encode()
PARTS = {"a.xml": WORDS, "folder/": b"", "b.xml": WORDS[::-1], "ü.txt": b""}


class OneWay(io.BytesIO):
    """A file in which one cannot go back, so that sizes are written behind each part."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def archive(method: int, *, streamed: bool) -> bytes:
    stream = OneWay() if streamed else io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in PARTS.items():
            made.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_are_those_of_the_directory_and_cut_ones_begin_alike(method, streamed):
    data = archive(method, streamed=streamed)
    directory = data.index(b"PK\x01\x02")
    for end in (len(data), directory):
        assert {n: (p.data, p.state) for n, p in parts(data[:end], "x").items()} == {
            name: (content, WHOLE) for name, content in PARTS.items()
        }
    before = 0
    for end in range(0, directory - 40, max(1, directory // 97)):
        found = parts(data[:end], "x")
        assert all(PARTS[name].startswith(part.data) for name, part in found.items() if part.state != GARBLED)
        assert sum(part.state == CUT for part in found.values()) <= 1
        length = sum(len(part.data) for part in found.values())
        assert length >= before - 16  # what looked like text may turn out to be the head of what follows
        before = length
    assert before > 0.8 * sum(map(len, PARTS.values()))


def test_a_garbled_part_costs_no_other():
    data = archive(zipfile.ZIP_DEFLATED, streamed=False)
    drawn = random.Random(7)
    second = data.index(b"PK\x03\x04", 4)
    for _ in range(20):
        at = drawn.randrange(60, second)
        found = parts(data[:at] + bytes([data[at] ^ 64]) + data[at + 1 :], "x")
        assert found["a.xml"].state != WHOLE
        assert found["b.xml"].data == PARTS["b.xml"]


def test_bombs_and_many_headers():
    with pytest.raises(DataError, match="too much"):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a", b" " * 30_000_000)
        parts(stream.getvalue()[:-30], "x")
    header = struct.pack("<4s2xHH4xIIIHH", b"PK\x03\x04", 8, 0, 0, 0, 0, 0, 0)
    began = time.process_time()
    parts(header * 40_000, "x")
    assert time.process_time() - began < 2
