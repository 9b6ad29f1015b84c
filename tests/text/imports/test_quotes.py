"""Pull-quotes, addresses, ornaments."""

from __future__ import annotations

import pytest

from argmap.text.imports.layout import measure
from argmap.text.imports.quotes import find_addresses, find_ornament, find_pullquotes

BODY = (
    "Nobody wanted the ferry at first, and it was long before the first boat came over.\n"
    "The council has to publish a timetable that every village on the lake can read, and\n"
    "it has to do so before the winter comes and the crossings cost more than they bring.\n"
)
QUOTE = "The council has to publish a\ntimetable that every village\non the lake can read\n"


@pytest.mark.parametrize(("text", "lines"), [(f"{BODY}\n{QUOTE}", {3: 5}), (f"{QUOTE}\n{BODY}", {0: 2})])
def test_a_pullquote_repeats_the_text_in_narrow_lines(text, lines):
    layout = measure(text)
    assert find_pullquotes(layout, len(layout.lines)) == lines


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n{BODY}",  # repeated in full width
        f"{BODY}\nThe council has to publish a\nbook that no village\non the lake can read\n",  # not repeated
        f"{BODY}{QUOTE}",  # not set apart
        f"{BODY}\n{QUOTE}\n{QUOTE.replace('read', 'see')}".replace("has to", "must", 1),  # only whole lines repeated
    ],
)
def test_other_narrow_or_repeated_lines_are_none(text):
    layout = measure(text)
    assert find_pullquotes(layout, len(layout.lines)) == {}


def test_addresses_alone_on_a_line_inside_a_sentence():
    layout = measure("The boats of\nhttps://example.org/a#b\nthe lake.\nhttps://example.org/c\nMore follows here.\n")
    assert list(find_addresses(layout, 5)) == [1]


@pytest.mark.parametrize(
    ("text", "sign"),
    [("It ended. n", "n"), ("It ended.”4 ■ ", "■"), ("It ended in plan b", None), ("So it is a.", None)],
)
def test_end_ornaments(text, sign):
    found = find_ornament(text, len(text))
    assert (text[slice(*found)] if found else None) == sign
