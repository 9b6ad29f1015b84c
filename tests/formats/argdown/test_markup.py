"""Emphasis and links: kept with the words, written again, and gone with words that change."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.argdown.markup import fresh, markup, spoken
from argmap.formats.argdown.reading import without_layout
from argmap.formats.extra import kept

TEXT = """===
model: {shortcodes: {":foo:": {unicode: F}}}
===

# One **bold** head

## Empty

[A]: see **b _c_ d** :foo: [page](http://a.b/c_d)

[A]: the _last_ one counts, not a \\:foo\\:

<R>: an _aside_

(1) [A]
----
(2) [B]: *so*

# Last
"""


def members(data, group, title):
    """Texts of members with what is marked in them, apart from references."""
    found = data[group][title]["members"]
    return [(item["text"].strip(), item.get("ranges", [])) for item in found if not item.get("isReference")]


def headings(sections):
    return [(item["title"], item["ranges"], headings(item["children"])) for item in sections]


def test_emphasis_links_and_headings_pass_through_json_and_text():
    amap = formats.read(TEXT.encode(), "m.argdown")[0]
    first = json.loads(formats.write(amap, "argdown-json").main)
    again, problems = formats.read(json.dumps(first).encode(), "m.json")
    text = formats.write(without_layout(again), "argdown").main
    second = json.loads(formats.write(formats.read(text, "m.argdown")[0], "argdown-json").main)
    assert problems == []
    assert members(first, "statements", "A")[0][1][:2] == [
        {"type": "bold", "start": 4, "stop": 8},
        {"type": "italic", "start": 6, "stop": 6},
    ]
    for group, title in (("statements", "A"), ("statements", "B"), ("arguments", "R")):
        assert members(second, group, title) == members(first, group, title)
    assert headings(second["sections"]) == headings(first["sections"])
    assert [item["title"] for item in second["sections"]] == ["One bold head", "Last"]


def test_markup_goes_with_the_words_it_was_of():
    amap = formats.read(b"[A]: an *old* claim #x\n\n[B]: a **b**\n", "m.argdown")[0]
    other = replace(amap.components[0], gloss="a new claim")
    changed = replace(amap, components=(other, amap.components[1]))
    kind, (loss,) = fresh(changed)
    assert (loss.element, loss.field, loss.ids) == ("component", "emphasis", ("A",))
    assert [kept("argdown", item.extra).get("markup") for item in kind.components] == [None, "a **b**"]
    assert formats.write(changed, "argdown").main == b"[A]: a new claim #x\n\n[B]: a **b**\n"
    assert fresh(amap) == (amap, [])


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("ab", [("bold", 0, 0, "")]),  # nothing closes inside a word
        ("a b c", [("bold", 0, 2, ""), ("italic", 2, 4, "")]),
        ("a b", [("link", 0, 0, "x)y z")]),
        ("a b", [("tag", 0, 0, "a")]),
    ],
)
def test_what_argdown_cannot_write_is_no_markup(text, marks):
    assert markup(text, marks) == ""


PIECES = st.sampled_from(["a", "b.c", ":x:", "#t", "[q]", "{", "*", "_", "\\", ".A.", "é 😀", "@[A]", "//", "1 <b>"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", "bold", "italic", "link"])), min_size=1, max_size=6))
def test_markup_says_the_words_it_was_made_of(parts):
    text, marks = "", []
    for words, kind in parts:
        if kind:
            marks.append((kind, len(text), len(text) + len(words) - 1, "http://a.b/c" if kind == "link" else ""))
        text += words + " "
    text = text.strip()
    made = markup(text, marks)
    assert not made or spoken(made) == (text, marks)
    if marks and all(words in ("a", "b.c", "é 😀") for words, _ in parts):
        assert made
