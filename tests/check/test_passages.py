"""Passages: inside the text, unchanged, cleanly cut, each marked once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.check import passages
from argmap.model import NOWHERE, Fragment
from argmap.problems import Place
from argmap.text.reading import ReadingText
from tests.check.samples import TEXT, a_map, claim, codes, fragment


def marked(*parts: Fragment, content: str = TEXT):
    return a_map(claim("c1", fragments=parts), text=ReadingText.of(content))


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 5, []),
        (0, len(TEXT), []),
        (5, 5, ["E205"]),
        (7, 5, ["E205"]),
        (0, len(TEXT) + 1, ["E205"]),
        (-1, 4, ["E205"]),
    ],
)
def test_inside_the_text(start, end, found):
    assert codes(passages.inside(marked(Fragment(start, end)))) == found


def test_without_its_length_a_text_has_no_end():
    assert codes(passages.inside(a_map(claim("c1", fragments=(Fragment(0, 10**6),)), text=None))) == []


def test_words_that_are_not_those_annotated():
    assert codes(passages.unchanged(marked(fragment(0, 45)))) == []
    assert codes(passages.unchanged(marked(replace(fragment(0, 45), end=44)))) == ["E501"]
    told = next(passages.unchanged(marked(replace(fragment(0, 45), start=4))))
    assert "'town should mend …'" in told.message
    assert codes(passages.unchanged(marked(Fragment(0, 45, first="The town", last="summer.")))) == []
    assert codes(passages.unchanged(marked(Fragment(0, 45, first="The village")))) == ["E501"]
    assert codes(passages.unchanged(a_map(claim("c1"), text=None))) == []


def test_fingerprints_are_for_ranges():
    bare = Fragment(0, 45, pointer="src:0-45", place=Place("m.xml", 3, 5))
    assert codes(passages.fingerprinted(marked(bare))) == ["W507"]
    assert codes(passages.fingerprinted(marked(replace(bare, place=NOWHERE)))) == []  # another notation's
    assert codes(passages.fingerprinted(marked(replace(bare, pointer="#s1")))) == []


def test_attached_in_doubt():
    parts = [replace(fragment(0, 45), status=status) for status in ("", "exact", "moved", "fuzzy", "lost")]
    assert codes(passages.attached(marked(*parts))) == ["W508", "E509"]
    assert "0.93" in next(passages.attached(marked(replace(parts[3], score=0.93)))).message


def test_no_passage():
    assert codes(passages.has_passage(marked())) == ["E211"]


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ([(0, 3), (4, 8)], []),
        ([(0, 3), (3, 8)], []),
        ([(4, 8), (0, 3)], ["W502"]),
        ([(0, 8), (4, 12)], ["E503"]),
        ([(4, 12), (0, 8)], ["E503"]),
        ([(0, 8), (0, 8)], ["E503"]),
        ([(9, 12), (4, 8), (0, 3)], ["W502", "W502"]),
    ],
)
def test_order_of_fragments(bounds, found):
    assert codes(passages.ordered(marked(*(Fragment(*pair) for pair in bounds)))) == found


def test_the_same_extent_twice_by_one_annotator():
    one, two = claim("c1", 0, 45), claim("c2", 0, 45)
    assert codes(passages.extents(a_map(one, two))) == ["W504"]
    assert codes(passages.extents(a_map(one, replace(two, annotator="ann.second")))) == []
    assert codes(passages.extents(a_map(one, claim("c2", 0, 44)))) == []
    lost = replace(one, fragments=(Fragment(),))
    assert codes(passages.extents(a_map(lost, replace(lost, id="c2")))) == []


@pytest.mark.parametrize(
    ("content", "start", "end", "found"),
    [
        ("The protests1 began in 1992.", 0, 12, []),
        ("The protests1 began in 1992.", 0, 11, ["W505"]),
        ("The protests1 began in 1992.", 5, 12, ["W505"]),
        ("The protests1 began in 1992.", 14, 25, ["W505"]),
        ("The protests1 began in 1992.", 4, 14, ["W506"]),
        ("The protests1 began in 1992.", 3, 12, ["W506"]),
        ("a well-known fact", 0, 6, []),
        ("народ говорит", 0, 5, []),
        ("народ говорит", 0, 4, ["W505"]),
        ("我們不能等待", 2, 4, []),
        ("ไม่รอ", 0, 3, []),
    ],
)
def test_cuts(content, start, end, found):
    assert codes(passages.cuts(marked(Fragment(start, end), content=content))) == found


def test_long_passages():
    content = "word " * 201
    assert codes(passages.long(marked(Fragment(0, 1004), content=content))) == ["W510"]
    assert codes(passages.long(marked(Fragment(0, 999), content=content))) == []
