"""Passages by their words."""

from __future__ import annotations

import pytest

from argmap.formats.tables.passages import Finder

TEXT = "It is “so”, they say. It is not so. Ifs and buts."


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ('It is "so"', "say.", (0, 21, 1)),
        ("It is", "so.", (0, 35, 2)),
        ("fs and", "", (0, 0, 0)),  # not inside a word
        ("It is not  so.", "", (22, 35, 1)),
        ("", "buts.", (44, 49, 1)),
        ("It is not", "never", (0, 0, 0)),
        ("It is", "say.", (0, 21, 1)),
        ("", "", (0, 0, 0)),
    ],
)
def test_places(first, last, found):
    assert Finder(TEXT).find(first, last) == found


def test_a_fragment_bears_its_words_and_hash():
    fragment = Finder(TEXT).fragment(22, 35)
    assert (fragment.start, fragment.end, fragment.pointer) == (22, 35, "src:22-35")
    assert fragment.first and fragment.sha256
