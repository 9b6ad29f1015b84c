"""Words of statements as plain text."""

from __future__ import annotations

import pytest

from argmap.formats.argdown.content import SHORT_CODES, Words
from argmap.formats.argdown.lexer import tokenize


def words(text):
    found = Words()
    found.read(text, tokenize(text).found, 0)
    found.finish()
    return found


@pytest.mark.parametrize(
    ("source", "text", "plain", "tags"),
    [
        ("plain words", "plain words", "plain words", []),
        ("two\nlines", "two lines", "two lines", []),
        ("two \nlines\n", "two lines", "two lines", []),
        ("a **b** _c_ d", "a b c d", "a b c d", []),
        (r"a \*b\* \[c\]", "a *b* [c]", "a *b* [c]", []),
        ("a .->. b :heart: .x.", "a → b ❤ .x.", "a → b ❤ .x.", []),
        ("see [a link](http://a.b/c_d) now", "see a link now", "see a link now", []),
        ("a #b c #d #(e f)", "a #b c #d #(e f)", "a #b c ", ["b", "d", "e f"]),
        ("by @[A] and @<B>!", "by @[A] and @<B>!", "by @[A] and @<B>!", []),
        ("", "", "", []),
        ("#only", "#only", "", ["only"]),
        ("a, b; c - d (e)", "a, b; c - d (e)", "a, b; c - d (e)", []),
    ],
)
def test_words(source, text, plain, tags):
    found = words(source)
    assert (found.text, found.plain, found.tags) == (text, plain, tags)
    assert found.unclosed == []


def test_emphasis_that_is_never_closed_stays_in_the_text():
    found = words("a *b and _c_")
    assert (found.text, found.unclosed) == ("a *b and c", [2])


def test_short_codes_are_those_that_argdown_documents():
    assert (SHORT_CODES["^"], SHORT_CODES["->"], SHORT_CODES["heart"], len(SHORT_CODES)) == ("∧", "→", "❤", 40)
