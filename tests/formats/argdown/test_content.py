"""Words of statements as plain text."""

from __future__ import annotations

import pytest

from argmap.formats.argdown.content import SHORT_CODES, Spelling, Words
from argmap.formats.argdown.lexer import tokenize


def words(text, front=None):
    found = Words(Spelling.of(front))
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


def test_what_is_marked_stands_where_argdown_says():
    """Places as Argdown 2.0.1 gives them."""
    found = words("a **b _c_ d** e [l](http://a.b) #x @[B] @<C> z")
    assert found.text == "a b c d e l #x @[B] @<C> z"
    assert found.marks == [
        ("bold", 2, 6, ""),
        ("italic", 4, 4, ""),
        ("link", 10, 10, "http://a.b"),
        ("tag", 12, 14, "x"),
        ("statement-mention", 15, 19, "B"),
        ("argument-mention", 20, 24, "C"),
    ]


def test_a_text_has_short_codes_of_its_own():
    codes = {":foo:": {"unicode": "F"}, ".->.": {"unicode": "Z"}, ":heart:": "no", 3: None}
    assert words("a :foo: .->. :heart: .y.", {"model": {"shortcodes": codes}}).text == "a F Z ❤ ✔"


def test_a_text_may_ask_for_words_without_tags():
    found = words("a #b c #d", {"model": {"removeTagsFromText": True}})
    assert (found.text, found.plain, found.tags, found.marks) == ("a c ", "a c ", ["b", "d"], ())


def test_short_codes_are_those_that_argdown_documents():
    assert (SHORT_CODES["^"], SHORT_CODES["->"], SHORT_CODES["heart"], len(SHORT_CODES)) == ("∧", "→", "❤", 40)
