"""Plain words as Argdown: read back as they were, escaped no more than needed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.formats.argdown.content import Words
from argmap.formats.argdown.escape import escape, escape_rule, is_title, tag, title, words
from argmap.formats.argdown.lexer import CONTENT, tokenize
from argmap.formats.argdown.overlay import clean
from argmap.formats.argdown.parser import parse
from tests.formats.argdown.test_lexer import ODD


def said(text):
    document = parse(f"[T]: {text}")
    assert document.faults == []
    return clean(document.nodes[0].plain)


@given(ODD | st.text(st.characters(blacklist_categories=("Cs",)), max_size=40))
def test_escaped_words_are_read_as_they_are(text):
    assert not clean(text) or said(escape(text)) == clean(text)


@given(
    st.lists(
        st.sampled_from(["a.b", ".^.", ":heart:", "x_y", "@[A b]", "@<C>", "...", "://", "[x].y.", "*", "#t"]),
        max_size=6,
    )
)
@example(["a.b", "@<C>", ".^."])
def test_short_codes_mentions_and_stops_next_to_each_other(parts):
    for glue in ("", " "):
        text = glue.join(parts)
        assert not text or said(escape(text)) == clean(text)


@pytest.mark.parametrize(
    "text", ["Plain words, with (brackets); dashes - and 'quotes'.", "e.g. 3.5 per cent: a > b", "50 / 50", "a@b.c"]
)
def test_what_needs_no_escape_gets_none(text):
    assert escape(text) == text


@given(ODD)
@example("@<\\>")
@example("a--b, c.d[e].f")
def test_rules_stay_between_their_hyphens(text):
    from argmap.formats.argdown.nodes import Structure

    name = clean(text)
    if name:
        (node,) = parse(f"(1) a\n--\n{escape_rule(name)}\n--\n(2) b").nodes
        assert isinstance(node, Structure) and node.items[1].rules == [name]


@given(ODD)
@example("- !--a")
def test_titles_hold_in_definitions_and_references(text):
    made = title(text)
    assert is_title(made)
    for marks in ("[]", "<>"):
        for after in (": x", ""):
            (node,) = parse(f"{marks[0]}{made}{marks[1]}{after}").nodes
            assert node.title == made


def test_tags():
    assert (tag("a-b"), tag("a b"), tag("a)b"), tag("")) == ("#a-b", "#(a b)", "", "")
    found = Words()
    text = words("so [it] is", ["pro", "two words"])
    assert {kind for kind, _, _ in tokenize(text).found} <= CONTENT
    found.read(text, tokenize(text).found, 0)
    found.finish()
    assert (found.plain.strip(), found.tags) == ("so [it] is", ["pro", "two words"])
