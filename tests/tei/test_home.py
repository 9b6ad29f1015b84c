"""Lines of the home form: edge words, pointers, checks."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.model import Component, Fragment, Issue
from argmap.tei.home import checked, component_lines, edge_words, number, pointer_of, short_label
from argmap.tei.markup import escape, issue_lines
from tests.strategies import SENTENCES


@pytest.mark.parametrize(("words", "kept"), [(1, 1), (6, 1), (11, 1), (12, 2), (17, 2), (18, 3), (200, 3)])
def test_edge_words_are_a_sixth_and_at_most_three(words, kept):
    passage = " ".join(f"w{i}" for i in range(words))
    first, last = edge_words(passage)
    assert (len(first.split()), len(last.split())) == (kept, kept)
    assert passage.startswith(first) and passage.endswith(last)


@given(SENTENCES)
def test_edge_words_stand_at_the_edges(passage):
    first, last = edge_words(passage)
    assert passage.startswith(first) and passage.endswith(last)
    assert len(first) + len(last) <= max(2, len(passage) // 3) or len(passage.split()) < 18 or len(first.split()) <= 3


def test_writing_without_spaces_is_not_given_away():
    first, last = edge_words("吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 3)
    assert 0 < len(first) <= 10 and 0 < len(last) <= 10


@pytest.mark.parametrize(
    ("fragment", "written", "converted"),
    [
        (Fragment(1, 5), "src:1-5", "src:1-5"),
        (Fragment(1, 5, "src:7-9"), "src:1-5", "src:1-5"),
        (Fragment(1, 5, "#s2"), "#s2", "src:1-5"),
        (Fragment(1, 5, "#a #b"), "#a #b", "src:1-5"),
        (Fragment(None, None, "src:7-9"), "src:7-9", "src:7-9"),
        (Fragment(None, None, "#gone"), "#gone", "#gone"),
    ],
)
def test_pointers_are_kept_or_converted(fragment, written, converted):
    assert pointer_of(fragment) == written
    assert pointer_of(fragment, convert=True) == converted


def test_a_pair_of_ids_among_others_becomes_one_pointer():
    lines = component_lines(Component("c", "claim", fragments=(Fragment(0, 1, "#a #b"), Fragment(2, 3))), pointer_of)
    assert 'target="#range(a,b) src:2-3"' in lines[0]


def test_known_checks_are_kept_and_missing_ones_made():
    assert checked(Fragment(0, 3, sha256="x"), "abc def").sha256 == "x"
    assert checked(Fragment(0, 3), "abc def").first == "abc"
    assert checked(Fragment(None, None), "abc") == Fragment(None, None)


@pytest.mark.parametrize(("value", "text"), [(0.93, "0.93"), (1.0, "1"), (1e-7, "0.0000001"), (0.5, "0.5")])
def test_numbers_are_plain(value, text):
    assert number(value) == text


def test_labels_are_cut_to_four_words():
    assert short_label("one two three four five") == "one two three four"


def test_what_xml_cannot_hold_is_replaced():
    assert escape("a\x00b\ud800c\r<") == "a\ufffdb\ufffdc&#13;&lt;"


def test_rings_of_issues_end():
    ring = [Issue("a", parent="b"), Issue("b", parent="a"), Issue("c", parent="nowhere")]
    written = " ".join(issue_lines(ring))
    assert all(written.count(f'"{name}"') == 1 for name in "abc")
