"""Tokens: what starts what, and that no text costs more than its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.argdown import ahead, lexer
from argmap.formats.argdown.lexer import line_and_column, line_starts, tokenize
from tests.formats.growth import is_linear

ODD = st.text(st.sampled_from("[]<>:{}()#*_@/\\-+=.,'\"! \t\n\r12ab–"), max_size=60)


def kinds(text):
    return [(kind, text[start:stop]) for kind, start, stop in tokenize(text).found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A]: b", [("[]:", "[A]:"), ("text", "b")]),
        ("[A]", [("[]", "[A]")]),
        ("<A>: b", [("<>:", "<A>:"), ("text", "b")]),
        ("a\n  +> [B]", [("text", "a"), ("newline", "\n"), ("relation", "+>"), ("[]", "[B]")]),
        ("a\n _ b", [("text", "a"), ("newline", "\n"), ("relation", "_"), ("text", "b")]),
        ("(1) a\n----\n(2) b", None),
        ("a // gone\nb", [("text", "a "), ("newline", "\n"), ("text", "b")]),
        ("a /* gone */ b", [("text", "a "), ("text", "b")]),
        ("a // to the end", [("text", "a ")]),
        ("*a*", [("open", "*"), ("text", "a"), ("close", "*")]),
        ("a #b #(c d)", [("text", "a "), ("tag", "#b "), ("tag", "#(c d)")]),
        ("see @[A] and [l](http://x.y/z)", None),
        (r"a \[b\]", [("text", "a "), ("escape", r"\["), ("text", "b"), ("escape", r"\]")]),
        ("a {b: {c: d}} ", [("text", "a "), ("data", "{b: {c: d}}")]),
        ("# a", [("heading", "# "), ("text", "a")]),
        ("'+ a", [("text", "'+ a")]),
    ],
)
def test_tokens(text, expected):
    if expected is not None:
        assert kinds(text) == expected
    assert tokenize(text).strange == []


def test_rules_of_an_inference_are_split_at_commas():
    found = kinds("(1) a\n-- x, y -- \n(2) b")
    assert [kind for kind, _ in found].count("comma") == 1
    assert ("inference-end", "--") in found


def test_what_is_left_open_is_text_and_told():
    found = tokenize("a /* b\n\n{c\n\n=== d")
    assert sorted(mark for _, mark in found.unclosed) == ["/*", "===", "{"]
    assert [kind for kind, _, _ in found.found if kind not in ("text", "newline", "blank")] == []


@given(ODD)
def test_tokens_follow_each_other_and_cover_all_that_is_no_space_or_comment(text):
    end = 0
    for kind, start, stop in tokenize(text).found:
        assert end <= start < stop <= len(text)
        gap = text[end:start].strip()
        assert gap == "" or "/" in gap or "<!--" in gap, (kind, gap)
        end = stop


@pytest.mark.parametrize(
    "unit", ["{", "/* ", "[", "<", "@[", "#(", "[#(](", "**a", "_a", "<!--", "=== ", "{}", ":a", "}{"]
)
def test_nothing_left_open_is_quadratic(unit):
    assert is_linear(lambda count: unit * count + "\n", tokenize, 8_000)


@given(st.text(st.sampled_from("ab\n\r"), max_size=30))
def test_lines_and_columns(text):
    starts = line_starts(text)
    for offset in range(len(text)):
        line, column = line_and_column(starts, offset)
        assert starts[line - 1] + column - 1 == offset
        assert line == 1 + text[:offset].replace("\r\n", "\n").replace("\r", "\n").count("\n") - (
            text[:offset].endswith("\r") and text[offset] == "\n"
        )


def test_a_million_characters_are_one_token():
    text = "word " * 200_000
    assert len(tokenize(text).found) == 1
    assert tokenize(text).found[0][0] == lexer.TEXT
    assert ahead.Ahead("a]b]").find("]", 2) == 3
