"""Cues: whole words only, any white space inside, in order."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.suggest.passages.clauses import divide
from argmap.suggest.passages.cues import alternatives, cues, hits


@pytest.mark.parametrize(
    ("passage", "names"),
    [
        ("hencefoward the mustard", set()),
        ("as  a\nresult", {"conclusion"}),
        ("in 1998", {"date"}),
        ("98 trees", {"number"}),
        ("12.5 %", {"share"}),
        ("the law of 1998-2003 and p < 0.05", {"date", "statistic"}),
        ("he left.12 Then", {"citation"}),
        ("Is it?", {"question"}),
    ],
)
def test_groups_found(passage: str, names: set[str]):
    assert {hit.cue.name for hit in hits(passage)} - {"number"} | (names & {"number"}) == names


@given(st.text(max_size=200))
def test_hits_are_in_order_and_quote_the_text(passage: str):
    found = hits(passage)
    assert [hit.start for hit in found] == sorted(hit.start for hit in found)
    for hit in found:
        shown = hit.words.rstrip("…")
        assert shown.lower() in " ".join(passage[hit.start : hit.end].split()).lower()


@pytest.mark.parametrize("piece", ["“", "1.", "because ", "is for ", "(A", "?”", "more than", "was "])
def test_a_hostile_sentence_takes_no_long_time(piece: str):
    began = time.process_time()
    hits(piece * 5_000)
    divide(piece * 5_000)
    assert time.process_time() - began < 5


def test_no_group_matches_the_empty_string():
    assert not [cue.name for cue in cues() if cue.pattern.fullmatch("")]
    assert not re.fullmatch(alternatives("a; b c"), "")
