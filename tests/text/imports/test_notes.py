"""Note marks and their look-alikes."""

from __future__ import annotations

import pytest

from argmap.text.imports.layout import measure
from argmap.text.imports.notes import find_marks, lone_numbers


def marks(text, starts=()):
    layout = measure(text)
    found, doubtful = find_marks(layout, lone_numbers(layout, len(layout.lines)), list(starts), len(text))
    return [mark.number for mark in found], [mark.number for mark in doubtful]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the ferries1 that came", [1]),
        ("so it was.”2 Then", [2]),
        ("the Warden1—once known—left", [1]),
        ("forty people,1 as said. It ended.2 So", [1, 2]),
        ("as they say”1 [my stress]", [1]),
        ("It ended.\n1\nThe next line began,\n2\nand so on.", [1, 2]),
        ("It ended.¹² Then", [12]),
        ("the 49th report of 1992-1997 (Art. 5), 2010, and 50,000 or 3.14 of it", []),
        ("see p.2 and vol.3:1, no.4 of it", []),
        ("https://example.org/page1 and G20, H2O, A4 paper, 12 m² of it", []),
        ("a boat called Swift99 sank", []),
    ],
)
def test_marks(text, numbers):
    assert marks(text)[0] == numbers


def test_marks_must_rise_and_others_are_reported():
    text = "one1 two2 three3 model77 four4 five5 and the old2 boat six6 ended."
    assert marks(text) == ([1, 2, 3, 4, 5, 6], [77, 2])


def test_numbers_may_start_again_on_a_later_page():
    text = "one1 two2 here.\nthree1 four2 there."
    assert marks(text, starts=[text.index("three")])[0] == [1, 2, 1, 2]
    assert marks(text)[0] == [1, 2]
