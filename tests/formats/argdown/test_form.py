"""Argdown among the formats: found by content and by name."""

from __future__ import annotations

import pytest

from argmap.formats import detect
from argmap.formats.argdown import FORMATS
from argmap.plugins import Input


@pytest.mark.parametrize(
    "text", ["===\ntitle: a\n===\n\n# b", "[A]: b\n", "<A>\n\n(1) b\n----\n(2) c", "a\n  + [B]", "(1) a\n----\n(2) b"]
)
def test_argdown_is_recognised_by_its_content(text):
    found = detect(Input(text.encode(), "x.txt"))
    assert found is not None and found.name == "argdown"


@pytest.mark.parametrize(
    "text", ["<?xml version='1.0'?><TEI/>", '{"a": 1}', "Plain words.", "1. Pro: words", "<a><b/></a>"]
)
def test_other_things_are_not(text):
    assert not FORMATS[0].recognises(Input(text.encode(), "x"))


def test_a_name_is_enough():
    assert detect(Input(b"Plain words.", "x.argdown")).name == "argdown"
