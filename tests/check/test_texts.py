"""What a file tells of its text: hashes, pages and sections; and the reader's word on lengths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.check import texts
from argmap.model import Source
from argmap.tei.reader import read
from argmap.text.reading import ReadingText, Region
from tests.check.samples import TEXT, a_map, claim, codes

PROBLEMS = Path(__file__).resolve().parents[1] / "data/problems"
BOUNDS = st.lists(st.tuples(st.integers(0, 110), st.integers(0, 110)), max_size=4)


@pytest.mark.parametrize("value", ["", "a" * 64, "0123456789abcdef" * 4])
def test_hashes_that_can_be(value):
    assert codes(texts.hashes(a_map(claim("c1"), text=replace(ReadingText.of(TEXT), raw_sha256=value)))) == []


@pytest.mark.parametrize("value", ["a" * 63, "a" * 65, "A" * 64, "g" * 64, "a" * 32, "sha256:" + "a" * 57])
def test_hashes_that_cannot_be(value):
    text = ReadingText.of(TEXT)
    for faulty in (replace(text, raw_sha256=value), replace(text, sha256=value)):
        assert codes(texts.hashes(a_map(claim("c1"), text=faulty))) == ["E219"]
    named = Source(identifiers=(("doi", "10.1/x"), ("raw-sha256", value)))
    assert codes(texts.hashes(a_map(claim("c1"), source=named))) == ["E219"]


@given(BOUNDS)
@settings(max_examples=60, deadline=None)
def test_regions_are_sound_where_no_character_lies_in_two_and_none_outside(bounds):
    regions = tuple(Region(start, end, str(n)) for n, (start, end) in enumerate(bounds))
    marks = [offset for start, end in bounds for offset in range(start, end)]
    sound = len(set(marks)) == len(marks) and all(a < b for a, b in bounds) and max(marks, default=0) < len(TEXT)
    for kind in ("pages", "sections"):
        found = list(texts.regions(a_map(text=ReadingText.of(TEXT, **{kind: regions}))))
        assert (not found) == sound
        assert all(item.place.line == 1 for item in found)


def test_each_fault_has_its_place():
    problems = list(texts.regions(read((PROBLEMS / "E220.xml").read_bytes())[0]))
    lines = (PROBLEMS / "E220.xml").read_text(encoding="utf-8").splitlines()
    assert sorted(lines[item.place.line - 1].strip()[:23] for item in problems) == [
        f'<span type="page" n="{n}"' for n in (2, 3, 4)
    ]
    faults = [item for item in read((PROBLEMS / "E217.xml").read_bytes())[1] if item.code == "E217"]
    assert [item.message for item in faults] == [
        "the text has 97 characters, not 96 as stated",
        "src:46-76 does not hold 31 characters",
    ]
