"""Encodings and line ends, there and back."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.problems import DataError
from argmap.text.decode import decode

TEXT = "Ferries – naïve “ones”\nand a façade.\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
        (("the façade " * 20 + "\x81").encode("latin-1"), "latin-1"),
    ],
)
def test_encodings(raw, encoding):
    found = decode(raw)
    assert found.encoding == encoding
    assert "façade" in found.text
    assert found.encode() == raw
    assert bool(found.warning) is (encoding in ("cp1252", "latin-1"))


@pytest.mark.parametrize(
    ("raw", "newline", "text"),
    [
        (b"a\nb\n", "\n", "a\nb\n"),
        (b"a\r\nb\r\n", "\r\n", "a\nb\n"),
        (b"a\rb\r", "\r", "a\nb\n"),
        (b"a\r\nb\n\r", "\n", "a\r\nb\n\r"),
    ],
)
def test_line_ends(raw, newline, text):
    found = decode(raw)
    assert (found.newline, found.text) == (newline, text)
    assert found.encode() == raw


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "archive"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 4, "binary"),
        (b"abc\x00def", "binary"),
        (b"\x01\x02\x03\x04\xff\xfe" * 30, "binary"),
        (codecs.BOM_UTF8 + b"a\xff", "byte 4"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "byte 4"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><TEI/>", "marked up"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason_and_a_remedy(raw, message):
    with pytest.raises(DataError, match=message) as caught:
        decode(raw, "file.txt")
    assert caught.value.remedy and str(caught.value.place) == "file.txt:1:1"


@given(st.binary(max_size=80))
def test_any_bytes_come_back_or_are_refused(raw):
    try:
        found = decode(raw)
    except DataError:
        return
    assert found.encode() == raw
