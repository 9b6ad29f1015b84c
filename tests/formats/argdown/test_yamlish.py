"""The safe subset of YAML: values, refusals, and the way out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.argdown import yamlish
from argmap.formats.argdown.lexer import tokenize

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{source: "x", tags: [a, b]}', {"source": "x", "tags": ["a", "b"]}),
        ("a: yes\nb: 010\nc: 12:30\nd: 2001-01-01", {"a": "yes", "b": 10, "c": "12:30", "d": "2001-01-01"}),
        ("{a: true, b: ~, c: 1.5e3, d: 0x1f, e: '1', f: .5}", None),
        ("model:\n    mode: strict", {"model": {"mode": "strict"}}),
        ("", None),
        ("{1: a, true: b}", {"1": "a", "true": "b"}),
        ("{a, b}", {"a": None, "b": None}),
    ],
)
def test_values_follow_yaml_1_2(text, value):
    if text.startswith("{a: true"):
        value = {"a": True, "b": None, "c": 1500.0, "d": 31, "e": "1", "f": 0.5}
    assert yamlish.load(text) == value


@pytest.mark.parametrize(
    ("text", "offset", "refused"),
    [
        ("{a: &x 1, b: 2}", 4, True),
        ("{a: *x}", 4, True),
        ("!!python/object/apply:os.system [ls]", 0, True),
        ("{a: !!str b}", 4, True),
        ("[" * 100_000, 201, True),
        ("- " * 100_000, 402, True),
        ('{"a": ' * 300 + "1" + "}" * 300, 1201, True),
        ("{a: b", 5, False),
        ("a: 1\na: 2", 8, False),
        ("a: 1\n---\nb: 2", 5, False),
        ("a: \x01", 3, False),
        ("a: \ud800", 0, False),
    ],
)
def test_what_is_no_plain_data_is_refused_with_its_place(text, offset, refused):
    with pytest.raises(yamlish.Unreadable) as raised:
        yamlish.load(text)
    assert (raised.value.offset, raised.value.refused) == (offset, refused)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_written_is_json_and_yaml_and_one_token_of_argdown(value):
    text = yamlish.flow(value)
    assert json.loads(text) == value
    assert yamlish.load(text) == value
    found = tokenize(f"a {text}\n\nb {{c: d}} \n").found
    assert ("data", 2, 2 + len(text)) in found
    assert "===" not in text and "@include" not in text


@given(VALUES)
def test_the_yaml_library_reads_the_same(value):
    import yaml

    text = yamlish.flow({"a": value})
    try:
        known = yaml.safe_load(text)
    except yaml.YAMLError:
        return  # characters that this library refuses
    if known["a"] == value:
        assert yamlish._built(yaml, yamlish._events(yaml, text)) == {"a": value}
