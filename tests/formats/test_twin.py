"""The twin of a map in a remark: safe to embed, taken only from a file that nobody changed."""

from __future__ import annotations

from hypothesis import given, settings

from argmap.formats.twin import restored, twin
from argmap.model import ArgumentMap, Component
from argmap.plugins import Input
from tests.strategies import rich_maps


def written(amap) -> str:
    return f"<file {len(amap.components)}>{twin(amap)}</file>"


@settings(max_examples=30, deadline=None)
@given(amap=rich_maps())
def test_a_twin_is_ascii_and_closes_no_remark(amap):
    text = twin(amap)
    assert text.isascii() and "\n" not in text
    assert "?>" not in text and "--" not in text.removeprefix("argmap-map ")
    source = Input(written(amap).encode(), "f")
    assert restored(source, text, written) == (amap, [])


def test_a_twin_holds_keys_that_another_program_added():
    amap = ArgumentMap("m", components=(Component("c", "claim", extra=(("json:x", "1"),)),))
    assert restored(Input(written(amap).encode(), "f"), twin(amap), written) == (amap, [])


@settings(max_examples=10, deadline=None)
@given(amap=rich_maps())
def test_a_changed_file_counts_more_than_its_twin(amap):
    found, problems = restored(Input(written(amap).encode() + b" ", "f"), twin(amap), written)
    assert found is None and [item.code for item in problems] == ["W920"]


def test_without_a_remark_there_is_nothing_to_say():
    assert restored(Input(b"x"), None, written) == (None, [])
    assert restored(Input(b"x"), "another remark", written) == (None, [])
