"""Glosses: present, one sentence, in the annotator's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.check import glosses
from tests.check.samples import TEXT, a_map, claim, codes

WORD_LISTS = st.lists(st.sampled_from("abcd"), max_size=14)


@given(WORD_LISTS, WORD_LISTS, st.integers(1, 4))
def test_shared_words_as_counted_by_hand(gloss, passage, length):
    marked = set()
    for i in range(len(gloss)):
        for j in range(len(passage)):
            if i + length <= len(gloss) and gloss[i : i + length] == passage[j : j + length]:
                marked.update(range(i, i + length))
    assert glosses.shared_words(gloss, passage, length) == len(marked)


@pytest.mark.parametrize(
    ("gloss", "found"),
    [
        ("Repair of the supply comes first.", []),
        ("The town should mend its wells before summer.", ["W304"]),
        ("“THE TOWN should mend its wells – before summer!”", ["W304"]),
        ("Mend its wells before winter.", ["W304"]),
        ("Wells", []),
        ("The town should act.", []),
        ("dry last year", []),
    ],
)
def test_a_gloss_is_not_its_passage(gloss, found):
    assert codes(glosses.too_close(a_map(claim("c1", 0, 45, gloss=gloss)))) == found


def test_nine_words_from_anywhere_in_the_text_are_a_quotation():
    nine = "its wells before summer. Two of them ran dry"
    padded = f"In the opinion of many who live here it is plain that {nine} and that this cannot go on for long."
    assert codes(glosses.too_close(a_map(claim("c1", 77, len(TEXT), gloss=padded)))) == ["W304"]
    eight = padded.replace(" dry", "")
    assert codes(glosses.too_close(a_map(claim("c1", 77, len(TEXT), gloss=eight)))) == []


def test_without_the_text_nothing_can_be_said_about_quoting():
    assert codes(glosses.too_close(a_map(claim("c1", gloss=TEXT), text=None))) == []


@pytest.mark.parametrize("gloss", ["", "  ", "\n"])
def test_empty(gloss):
    assert codes(glosses.empty(a_map(claim("c1", gloss=gloss)))) == ["E303"]
    assert codes(glosses.placeholder(a_map(claim("c1", gloss=gloss)))) == []


@pytest.mark.parametrize(
    "gloss", ["to" + "do", "TO" + "DO: say it", "…", "???", "tbd", "xx", "n/a", "Lorem ipsum dolor"]
)
def test_placeholders(gloss):
    assert codes(glosses.placeholder(a_map(claim("c1", gloss=gloss)))) == ["W307"]


@pytest.mark.parametrize("gloss", ["Today all is well.", "To do nothing is wrong.", "Na, it is so.", "Texas"])
def test_words_that_only_begin_like_placeholders(gloss):
    assert codes(glosses.placeholder(a_map(claim("c1", gloss=gloss)))) == []


def test_the_same_gloss_twice_unless_restated():
    two = claim("c1", gloss="It holds."), claim("c2", gloss="it HOLDS")
    assert codes(glosses.twice(a_map(*two))) == ["W305"]
    assert codes(glosses.twice(a_map(*two, relations=("k1: c2 restates c1",)))) == []
    assert codes(glosses.twice(a_map(claim("c1", gloss=""), claim("c2", gloss="")))) == []


@pytest.mark.parametrize(
    ("gloss", "found"),
    [
        ("The U.S. Ambassador holds that Gen. Smith and Mr. Jones erred.", []),
        ("It fell by 3.5 per cent, see vol. 2 (Art. 5).", []),
        ("Is it so? The minister asks.", []),
        ("The supply has failed. The rest may follow.", ["W306"]),
        ("He called it “a failure.” The rest followed.", ["W306"]),
        (" ".join(["word"] * 41), ["W306"]),
        (" ".join(["word"] * 40), []),
    ],
)
def test_one_sentence(gloss, found):
    assert codes(glosses.too_long(a_map(claim("c1", gloss=gloss)))) == found
