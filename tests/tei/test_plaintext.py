"""A reading text as an edition: what is read from it is the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.tei.markup import tei_file
from argmap.tei.plaintext import text_lines
from argmap.tei.text import reading_text
from argmap.text.reading import ReadingText, Region


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_the_content_is_read_as_it_was(content, page, section):
    text = ReadingText.of(content)
    pages = (Region(min(page, text.length), text.length, "7"),)
    text = ReadingText.of(content, pages=pages, sections=(Region(min(section, text.length), text.length, "1", "A"),))
    made = text_lines(text)
    if made is not None:
        found = reading_text(tei_file(made[0], []))
        assert found.content == text.content
        assert made[1].pages in ((), text.pages) and made[1].sections in ((), text.sections)


def test_breaks_inside_words_and_headings():
    text = ReadingText.of("Head word goes on", pages=(Region(0, 7, "1"), Region(7, 17, "2")),
                          sections=(Region(0, 17, "1", "Head"),))  # fmt: skip
    lines, read = text_lines(text)
    assert (read.pages, read.sections) == (text.pages, text.sections)
    assert any('break="no"' in line for line in lines)


def test_what_xml_cannot_hold_gives_nothing():
    assert text_lines(ReadingText.of("a \ufffe b")) is None
    assert text_lines(ReadingText(3, "")) is None
