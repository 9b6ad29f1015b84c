"""JSON with places, salvaged where it breaks off."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.jsontext import Places, compact, dump, parse, peek, text_of
from argmap.plugins import Input
from argmap.problems import DataError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
LISTS = st.fixed_dictionaries({"nodes": st.lists(VALUES, max_size=6), "edges": st.lists(VALUES, max_size=6)})


@settings(max_examples=60, deadline=None)
@given(value=VALUES)
def test_what_is_dumped_is_parsed(value):
    assert json.loads(dump(value)) == value
    assert json.loads(compact(value)) == value
    assert parse(Input(dump(value).encode("utf-8", "surrogatepass"), "f")) == (value, [])


@settings(max_examples=80, deadline=None)
@given(value=LISTS, share=st.floats(0.05, 0.999))
def test_of_a_file_that_is_cut_off_all_whole_members_are_kept(value, share):
    text = dump(value)
    cut = text[: int(len(text) * share)]
    if cut.strip() in ("", "}", text.strip()) or not cut.startswith("{"):
        return
    got, problems = parse(Input(cut.encode(), "f.json"))
    assert [item.code for item in problems] == ["E911"]
    for key, members in got.items():
        assert value[key][: len(members)] == members


def test_a_member_is_kept_as_soon_as_the_next_one_begins():
    text = '{"nodes": [{"a": [1, 2]}, {"a": [3, 4]}, {"a": [5, 6]}], "edges": [7, 8]}'
    for cut in range(11, len(text)):
        got, _ = parse(Input(text[:cut].encode(), "f.json"))
        ended = [n for n, mark in enumerate(text[:cut]) if mark == "," and text[n - 1] in "}]" and n < 54]
        assert got["nodes"][: len(ended)] == [{"a": [1, 2]}, {"a": [3, 4]}, {"a": [5, 6]}][: len(ended)]
        assert len(got["nodes"]) >= min(len(ended), 2)
        assert all(member in ({"a": [1, 2]}, {"a": [3, 4]}, {"a": [5, 6]}) for member in got["nodes"])


def test_no_json_at_all_is_told_with_its_place():
    with pytest.raises(DataError) as caught:
        parse(Input(b"<xml/>", "f.json"))
    assert (caught.value.place.line, caught.value.place.column) == (1, 1)
    assert peek(Input(b"<xml/>")) is None and peek(Input(b"plain")) is None


def test_deep_nesting_is_refused():
    with pytest.raises(DataError, match="deep"):
        parse(Input(b"[" * 200_000 + b"]" * 200_000, "f.json"))


def test_an_unclosed_text_does_not_take_forever():
    got, problems = parse(Input(b'{"a": [' + b'"x", ' * 50_000 + b'"open', "f.json"))
    assert len(got["a"]) == 50_000
    assert problems[0].place.column > 250_000


def test_encodings():
    assert text_of(Input(b"\xef\xbb\xbf{}"))[0] == "{}"
    assert text_of(Input("{}".encode("utf-16")))[0] == "{}"
    text, problems = text_of(Input(b'{"a":\n "\x96"}', "f"))
    assert "–" in text
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [("W916", 2, 3)]


def test_places_of_values():
    source = Input(b'{"nodes": [1,\n {"a": [5, 6]}],\n "map": {"k": {"x": 1}}, "k,:[": 2}', "f")
    places = Places(source)
    assert str(places.of("nodes", 1)) == "f:2:2"
    assert str(places.of("nodes", 1, "a", 0)) == "f:2:2"
    assert str(places.of("map", "k", "x")) == "f:3:21"
    assert str(places.of("k,:[")) == "f:3:34"
    assert str(places.of("absent", 4)) == "f:1:1"
    assert len(Places(Input(b'{"a": 1, "a": 2}', "f")).offsets("a")) == 2


def test_a_number_without_end_is_a_text():
    value, problems = parse(Input(b'{"a": 1,\n "b": ' + b"9" * 5000 + b', "c": 2}', "f.json"))
    assert (value["a"], len(value["b"]), value["c"]) == (1, 5000, 2)
    assert [(item.code, item.place.line, item.place.column) for item in problems] == [("E914", 2, 7)]
    value, problems = parse(Input(b'{"a": [' + b"9" * 5000 + b", 5, ", "f.json"))
    assert (len(value["a"]), [item.code for item in problems]) == (2, ["E911"])
