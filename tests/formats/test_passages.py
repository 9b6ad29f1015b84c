"""Passages by offset: white space, line ends that count twice, words that moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.passages import Passages
from argmap.text.normal import normalise

RAW = "  Kerbs  should go.\nWheels\nstumble, and they \u00ad stumble.\n"


def spans(text: str, words: str, offset: int | None) -> tuple[str, str] | None:
    passages = Passages(text)
    found = passages.find(words, offset)
    return found and (passages.reading().content[found.start : found.end], found.status)


def test_the_words_at_the_offset_whatever_the_white_space():
    assert spans(RAW, "Wheels stumble,", RAW.index("Wheels")) == ("Wheels stumble,", "")
    assert spans(RAW, " Kerbs should ", 0) == ("Kerbs should", "")
    windows = RAW.replace("\n", "\r\n")  # XML turns these into single ones, offsets were counted before
    assert spans(RAW, "stumble, and", windows.index("stumble,")) == ("stumble, and", "")


def test_words_elsewhere_only_where_they_stand_once():
    assert spans(RAW, "Kerbs", 30) == ("Kerbs", "moved")
    assert spans(RAW, "stumble", 3) is None
    assert spans(RAW, "bollards", 3) is None
    assert spans(RAW, "  ", 0) is None
    assert spans(RAW, "Kerbs", 10**30) == ("Kerbs", "moved")


@given(before=st.text(max_size=20), words=st.text(min_size=1, max_size=10), after=st.text(max_size=20))
def test_what_is_found_are_the_words(before, words, after):
    passages = Passages(f"{before} {words} {after}")
    found = passages.find(words, len(before) + 1)
    if found is not None:
        assert passages.content[found.start : found.end] == normalise(words)
