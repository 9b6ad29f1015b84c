from argmap.text.reading import ReadingText, Region


def test_pages_and_sections_by_offset():
    text = ReadingText.of(
        "one two three four five six",
        pages=(Region(0, 8, "81"), Region(8, 27, "82")),
        sections=(Region(4, 13, "1", "Middle"),),
    )
    assert [text.page_at(i) for i in (0, 7, 8, 26, 27)] == ["81", "81", "82", "82", ""]
    assert text.section_at(3) is None
    assert text.section_at(4).label == "Middle"
    assert text.section_at(13) is None


def test_fingerprint():
    text = ReadingText.of("  One  two three four five six ")
    assert (text.content, text.length) == ("One two three four five six", 27)
    assert (text.opening, text.closing) == ("One two three four five", "two three four five six")
