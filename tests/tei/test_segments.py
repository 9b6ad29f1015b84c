"""Inline segments: well-formed whatever crosses, chained in order, and the text untouched."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.model import Component, Fragment
from argmap.tei.segments import Segments

WORDS = "abcdefghij klmnop"
SPANS = st.tuples(st.integers(0, 16), st.integers(1, 17)).filter(lambda pair: pair[0] < pair[1])


@settings(max_examples=80, deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=5), st.integers(0, 17))
def test_any_crossing_passages(spans, cut):
    components = [Component(f"c{n}", "claim", "", (Fragment(*span),)) for n, span in enumerate(spans)]
    marked = Segments(components, lambda item: [], []).marker(WORDS, [], [(0, cut), (cut, 17)])
    tree = etree.fromstring(f"<x><y>{marked(0, cut)}</y><y>{marked(cut, 17)}</y></x>")
    assert "".join(tree.itertext()) == WORDS
    by_id = {seg.get("{http://www.w3.org/XML/1998/namespace}id"): seg for seg in tree.iter("seg")}
    for item, (start, end) in zip(components, spans, strict=True):
        words, at = "", item.id
        while at:
            words += "".join(by_id[at].itertext())
            following = (by_id[at].get("next") or "")[1:]
            assert not following or by_id[following].get("prev") == f"#{at}"
            at = following
        assert words == WORDS[start:end]


def test_nesting_needs_no_cut():
    components = [Component("in", "x", "", (Fragment(2, 5),)), Component("out", "x", "", (Fragment(0, 9),))]
    marked = Segments(components, lambda item: [], []).marker(WORDS, [], [(0, 17)])
    assert marked(0, 17) == '<seg xml:id="out">ab<seg xml:id="in">cde</seg>fghi</seg>j klmnop'
