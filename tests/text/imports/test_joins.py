"""Which hyphens at line ends stay: each decision with its evidence."""

from __future__ import annotations

import pytest

from argmap.text.imports.joins import Vocabulary, join, tight_dashes

REST = "The maintenance of non-local ferries; a ferry-minded council; smoke; re-open; 1990; screens"


@pytest.mark.parametrize(
    ("line", "following", "result"),
    [
        ("the mainte-", "nance of", "maintenance"),  # whole elsewhere
        ("all ferry-", "minded people", "ferry-minded"),  # hyphenated elsewhere
        ("in post-", "Roman days", "post-Roman"),  # capital
        ("of 1979-", "1989 they", "1979-1989"),  # digits
        ("thirty-", "nine boats", "thirty-nine"),  # compound number
        ("the ever-wors-", "ening state", "ever-worsening"),  # last piece alone decides
        ("some non-", "profit ferries", "non-profit"),  # prefix set off
        ("a smoke-", "stack", "smokestack"),  # nothing speaks for a compound
        ("all ferry-", "screens were", "ferry-screens"),  # both halves are words
        ("soft\u00ad", "hyphen", "softhyphen"),
    ],
)
def test_a_word_broken_at_a_line_end(line, following, result):
    text = f"{line}\n{following}"
    vocabulary = Vocabulary.of([REST, "a ferry", "many screens"])
    made = join(text, len(line), len(line) + 1, vocabulary, tight=True)
    assert made is not None and made.evidence
    assert result in text[: made.start] + made.out + text[made.end :]


@pytest.mark.parametrize(
    ("line", "following"), [("short- ", "and long-term"), ("no hyphen", "here"), ("a dash –", "here")]
)
def test_line_ends_that_stay(line, following):
    line = line.rstrip()
    text = f"{line}\n{following}"
    assert join(text, len(line), len(line) + 1, Vocabulary.of([REST]), tight=True) is None


@pytest.mark.parametrize(("text", "tight"), [("so—it was—then", True), ("so — it — then", False)])
def test_dashes_are_closed_up_only_where_the_text_sets_them_tight(text, tight):
    assert tight_dashes(text) is tight
    made = join("the end—\nnow", 8, 9, Vocabulary.of([]), tight=tight)
    assert (made is not None) is tight


def test_words_cut_at_line_ends_are_no_evidence():
    vocabulary = Vocabulary.of(["a mainte-", "nance man", "whole"])
    assert not vocabulary.count("mainte") and not vocabulary.count("nance")
    assert vocabulary.count("man") == vocabulary.count("whole") == 1
