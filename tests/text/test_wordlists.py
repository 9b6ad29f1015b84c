"""Word lists written as running text."""

from __future__ import annotations

from argmap.text.wordlists import words


def test_words():
    assert words("ex  self key_words\nself") == {"ex", "self", "key words"}
    assert words("") == frozenset()
