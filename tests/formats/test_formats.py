"""The list of formats: named, recognised, reading and writing through one door."""

from __future__ import annotations

import pytest

from argmap import formats
from argmap.model import ArgumentMap
from argmap.problems import ArgmapError, DataError


def test_names_and_suffixes_are_in_order():
    names = [form.name for form in formats.built_in()]
    assert len(names) == len(set(names))
    for form in formats.built_in():
        assert form.title and form.about and form.suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in form.suffixes)
        assert form.read or form.write
        assert form.recognises or not form.read


def test_an_unknown_format_is_refused_with_the_list():
    with pytest.raises(ArgmapError, match="no format docx") as caught:
        formats.write(ArgumentMap("m"), "docx")
    assert "json" in caught.value.remedy


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"just words"])
def test_what_is_not_recognised_is_told(data):
    with pytest.raises(DataError, match="not recognised"):
        formats.read(data, "file.xyz")


def test_the_suffix_decides_where_content_does_not():
    assert formats.detect(formats.Input(b"", "m.json")) is None  # many notations are JSON
    assert formats.by_suffix("M.JSON").name == "json"
    assert formats.by_suffix("m.unknown") is None
