"""Which sentence has which kind."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Component, Fragment
from argmap.suggest.passages.samples import labels, sample
from argmap.text.reading import ReadingText

TEXT = ReadingText.of("The ground is sealed. Water cannot sink in. So it runs off.")


def test_fragments_give_their_sentences_a_kind():
    parts = (Fragment(0, 21), Fragment(44, 59))
    amap = ArgumentMap("a", text=TEXT, components=(Component("c1", "claim", fragments=parts),))
    found = sample(amap)
    assert found is not None
    assert (found.labels, found.labelled) == (("claim", "", "claim"), 2)


def test_without_its_text_a_map_teaches_nothing():
    amap = ArgumentMap("a", text=replace(TEXT, content=None))
    assert sample(amap) is None
    assert sample(ArgumentMap("a")) is None


def test_unresolved_fragments_are_passed_over():
    amap = ArgumentMap("a", text=TEXT, components=(Component("c1", "claim", fragments=(Fragment(),)),))
    found = sample(amap)
    assert found is not None
    assert found.labelled == 0


def test_the_larger_share_decides_and_a_brush_does_not_count():
    spans = [(0, 100)]
    assert labels(spans, [(0, 60, "claim"), (60, 100, "evidence")]) == ("claim",)
    assert labels(spans, [(80, 200, "claim")]) == ("",)
    assert labels(spans, [(90, 100, "claim")]) == ("claim",)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from("abc")), max_size=8))
def test_order_of_different_shares_does_not_matter(marks: list[tuple[int, int, str]]):
    spans = [(start, start + 10) for start in range(0, 90, 10)]
    marked = [(start, start + length, kind) for start, length, kind in marks]
    for span, label in zip(spans, labels(spans, marked), strict=True):
        shares = [
            (min(span[1], last) - max(span[0], first), kind)
            for first, last, kind in marked
            if 2 * (min(span[1], last) - max(span[0], first)) >= min(10, last - first)
        ]
        best = max((share for share, _ in shares if share > 0), default=0)
        assert (label in {kind for share, kind in shares if share == best}) if best else label == ""
