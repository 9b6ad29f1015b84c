"""Raw texts and their reading texts: offsets lead back and forth."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.rawtext import Layout, layout_of
from argmap.model import ArgumentMap
from argmap.text.normal import normalise
from argmap.text.reading import ReadingText

MESSY = st.text(st.sampled_from(" \n\t\r\u00a0\u00ad\u200b\u0301\u0323abécö\u1100\u1161\u11a8\u212b\U0001f600\ufeff"))
TEXTS = st.one_of(MESSY, st.text(), st.lists(st.sampled_from(["a", "b", " ", "  ", "\r\n"])).map("".join))


@settings(max_examples=120, deadline=None)
@given(raw=TEXTS)
def test_the_raw_text_comes_back(raw):
    content, layout = Layout.of(raw)
    assert content == normalise(raw)
    if content:
        assert layout.raw(content) == raw
        assert layout.fits(content)


@settings(max_examples=120, deadline=None)
@given(raw=TEXTS, cuts=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_a_stretch_of_the_reading_text_says_the_same_in_the_raw_text(raw, cuts):
    content, layout = Layout.of(raw)
    start, end = sorted(min(cut, len(content)) for cut in cuts)
    if start == end:
        return
    first, last = layout.raw_span(start, end)
    assert 0 <= first < last <= len(raw)
    assert normalise(content[start:end]) in normalise(raw[first:last])
    again = layout.reading_span(first, last)
    assert (again[0] <= start and again[1] >= end) or not content[start:end].strip()
    if content[start] != " " and content[end - 1] != " " and raw.isascii():
        assert again == (start, end)
        assert normalise(raw[first:last]) == content[start:end]


@pytest.mark.parametrize(
    ("raw", "span", "expected"),
    [
        ("One\r\ntwo  three\n", (5, 8), (4, 7)),  # all of "two"
        ("One\r\ntwo  three\n", (4, 9), (4, 7)),  # borders within white space
        ("One\r\ntwo  three\n", (10, 16), (8, 13)),  # over the end
        ("  x", (0, 3), (0, 1)),
        ("e\u0301a", (1, 3), (0, 2)),  # a border within what became one letter
        ("a\u00adb c", (0, 3), (0, 2)),
        ("a \n b", (1, 4), (1, 2)),  # nothing but white space
        ("a \n b", (2, 3), (2, 2)),
        ("plain", (1, 3), (1, 3)),
    ],
)
def test_borders(raw, span, expected):
    _, layout = Layout.of(raw)
    assert layout.reading_span(*span) == expected


def test_a_layout_holds_no_words():
    words = "Kerbs  should\n\ngo to\u00adday " * 50
    _, layout = Layout.of(words)
    assert len(layout.edits) == 3 * 50 + 1
    assert all(sum(char.isalpha() for char in piece) <= 1 for _, _, piece in layout.edits)


def test_a_map_keeps_it_and_a_changed_text_does_not_take_it():
    content, layout = Layout.of("a  b\n")
    amap = ArgumentMap("m", text=ReadingText.of(content), extra=layout.slots())
    assert layout_of(amap) == layout
    assert layout_of(ArgumentMap("m", text=ReadingText.of("a"), extra=layout.slots())) == Layout()
    assert layout_of(ArgumentMap("m", extra=(("raw:layout", '[[0,1,"x"],[0,1,"y"],7]'),))) == Layout(((0, 1, "x"),))


def test_long_texts_take_linear_time():
    raw = "word  and\r\n" * 100_000
    content, layout = Layout.of(raw)
    assert layout.raw(content) == raw
    assert layout.raw_span(len(content) - 3, len(content)) == (len(raw) - 5, len(raw) - 2)
