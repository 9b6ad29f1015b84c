"""Slots for what the model has no field for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.extra import keep, kept, only

VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())


@settings(max_examples=60, deadline=None)
@given(values=st.dictionaries(st.text(), VALUES))
def test_what_is_kept_comes_back_as_it_was(values):
    extra = keep("aif", values)
    assert kept("aif", extra) == values
    assert all(isinstance(key, str) and isinstance(value, str) for key, value in extra)


def test_each_format_sees_its_own_slots():
    extra = (*keep("aif", {"a": 1}), *keep("brat", {"a": 2}), ("n", "plain"))
    assert kept("aif", extra) == {"a": 1}
    assert only("brat", extra) == keep("brat", {"a": 2})
    assert kept("aif", (("aif:x", "no json"),)) == {"x": "no json"}


def test_a_number_of_thousands_of_digits_stays_text():
    assert kept("aif", (("aif:x", "9" * 5000),)) == {"x": "9" * 5000}
