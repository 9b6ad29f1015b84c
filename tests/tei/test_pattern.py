"""The linear-time matcher against Python's own, and against patterns made to hang it."""

from __future__ import annotations

import contextlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.tei.pattern import Budget, Pattern, PatternError

ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", r"\.", "(a)", "(b|a)", "(?:ab)", "1"])
QUANTIFIERS = st.sampled_from(["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}"])
PATTERNS = st.lists(st.tuples(ATOMS, QUANTIFIERS).map("".join), min_size=1, max_size=5).map("".join)
SUBJECTS = st.text("ab1.", max_size=10)


@settings(max_examples=500, deadline=None)
@given(PATTERNS, SUBJECTS)
def test_finds_what_python_finds(source, text):
    expected = re.search(source, text)
    assert Pattern(source).search(text) == (expected.span() if expected else None)


@settings(max_examples=300, deadline=None)
@given(PATTERNS, SUBJECTS)
def test_whole_matches_and_groups_as_python_has_them(source, text):
    expected = re.fullmatch(source, text)
    found = Pattern(source).fullmatch(text)
    assert (found is None) == (expected is None)
    if expected is not None and "|" not in source and "*" not in source and "?" not in source and "," not in source:
        assert found == tuple(group or "" for group in expected.groups())


@pytest.mark.parametrize(
    ("source", "text", "groups"),
    [
        (r"(\d+)-(\d+)", "12-34", ("12", "34")),
        ("(.+)", "c1.a", ("c1.a",)),
        (r"([a-z]+)\.(xml|txt)", "abc.txt", ("abc", "txt")),
        ("^(a)?b$", "b", ("",)),
    ],
)
def test_groups(source, text, groups):
    assert Pattern(source).fullmatch(text) == groups


@pytest.mark.parametrize("source", ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)x", "a?" * 40 + "a" * 40])
def test_no_pattern_hangs(source):
    begun = time.process_time()
    with contextlib.suppress(PatternError):
        Pattern(source).search("a" * 2000)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "source", ["(", ")", "[a", "*a", r"\1", "(?=a)", "a{999}{999}", "(" * 100 + ")" * 100, "\\", "[b-a]"]
)
def test_what_is_malformed_or_too_rich_is_refused(source):
    with pytest.raises(PatternError):
        Pattern(source)


def test_a_budget_runs_out():
    budget = Budget(10)
    budget.spend(10)
    with pytest.raises(PatternError):
        budget.spend(1)
