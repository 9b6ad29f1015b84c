"""Offsets and line numbers that the builder gives hold in the text that it makes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.text.media.builder import Builder

LINES = st.lists(
    st.tuples(st.text("ab ", min_size=1, max_size=5).filter(str.strip), st.booleans(), st.booleans()), min_size=1
)


@given(LINES)
def test_lines_marks_and_pages_stand_where_the_builder_says(lines):
    builder = Builder()
    numbers = []
    for text, apart, page in lines:
        if page:
            builder.page("x")
        numbers.append(builder.line(text, [(0, len(text))], apart=apart))
    made = builder.text()
    assert [made.split("\n")[n - 1].strip("\f") for n in numbers] == [text for text, _, _ in lines]
    assert [made[a:b] for a, b in (builder.hints.marks or {}).items()] == [text for text, _, _ in lines]
    assert len(builder.hints.pages) == sum(page for _, _, page in lines)
    feeds = [at for at, char in enumerate(made) if char == "\f"]
    assert [at for at, _ in builder.hints.pages][1:] == feeds
