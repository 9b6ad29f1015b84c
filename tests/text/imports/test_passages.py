"""Reading texts of blocks, and sentences that keep their note marks."""

from __future__ import annotations

from argmap.text.imports import clean
from argmap.text.imports.passages import reading, sentences
from argmap.text.sentences import splitter

TEXT = "It went on and on and the main-\ntenance ended.1 It did.”2 So it was3 and\nso it is.\n"


def test_reading_knows_where_each_character_stands():
    cleaned = clean(TEXT)
    text, origins = reading(cleaned, cleaned.blocks[0])
    assert text == "It went on and on and the maintenance ended. It did.” So it was and\nso it is."
    assert all(TEXT[at] == char for char, at in zip(text, origins, strict=True))


def test_note_marks_end_with_their_sentence():
    cleaned = clean(TEXT)
    (spans,) = sentences(cleaned, splitter("en")).values()
    said = [TEXT[start:end] for start, end in spans]
    assert said[0].endswith("ended.1") and said[1] == "It did.”2" and said[2].startswith("So it was3 and")
