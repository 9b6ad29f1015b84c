"""Word lists written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a string as a set; entries of several words are tied by underscores.

    >>> sorted(words("ex self key_words"))
    ['ex', 'key words', 'self']
    """
    return frozenset(word.replace("_", " ") for word in text.split())
