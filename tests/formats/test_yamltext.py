"""YAML with places: what stands before a fault is there, a fault has its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.yamltext import parse
from argmap.plugins import Input
from argmap.problems import DataError, Place


def load(text: str):
    loaded, problems = parse(Input(text.encode(), "f.yml"))
    return loaded, [(item.code, item.place.line, item.place.column) for item in problems]


def test_values_and_places():
    loaded, told = load("a: 1\nb:\n  - x\n  - {k: yes, 1.50: 0x10}\n")
    assert told == [] and loaded.value == {"a": 1, "b": ["x", {"k": "yes", "1.50": 16}]}
    assert loaded.place("b", 1) == Place("f.yml", 4, 5)
    assert loaded.place("b", 1, "k") == Place("f.yml", 4, 6)
    assert loaded.place("b", 7) == loaded.place("b") == Place("f.yml", 2, 1)


def test_a_key_given_twice_is_another_key():
    loaded, told = load("a: 1\na: 2\na: 3\n__proto__: 4\n")
    assert loaded.value == {"a": 1, "a-2": 2, "a-3": 3, "__proto__": 4}
    assert told == [("E912", 2, 1), ("E912", 3, 1)]


@pytest.mark.parametrize("text", ["", "# nothing", "~"])
def test_nothing_at_all(text):
    with pytest.raises(DataError, match="empty"):
        load(text)


@given(text=st.text(alphabet="ab:-[]{}&*!#'\"\n \t%@\x00\x07|>?", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        loaded, told = load(text)
    except DataError as error:
        assert error.place is not None and error.place.line >= 1
        return
    assert loaded.value is not None
    assert all(line >= 1 and column >= 1 for _, line, column in told)


def test_a_key_that_is_given_very_often_takes_linear_time():
    loaded, problems = parse(Input(b"a: x\n" * 20_000, "x.yml"))
    assert len(loaded.value) == 20_000 and list(loaded.value)[-1] == "a-20000"
    assert {problem.code for problem in problems} == {"E912"}
