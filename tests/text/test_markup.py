"""Escapes are those of Python's own helpers, and XML readers give the text back."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax import saxutils

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.text.markup import escape, quoteattr

TEXTS = st.text(st.sampled_from("ab&<>\"'\n\t é;#"), max_size=12)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_as_python_escapes(text):
    assert escape(text) == saxutils.escape(text)
    assert escape(text, {'"': "&quot;", "\n": " "}) == saxutils.escape(text, {'"': "&quot;", "\n": " "})
    assert quoteattr(text) == saxutils.quoteattr(text)
    read = ElementTree.fromstring(f"<a b={quoteattr(text)}>{escape(text)}</a>")
    assert (read.get("b"), read.text or "") == (text, text)
