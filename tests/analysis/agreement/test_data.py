"""Passages as stretches of the text; words; what may not be compared."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from argmap.analysis.agreement.data import clipped, document, layer, spans
from argmap.problems import ArgmapError
from argmap.text.reading import ReadingText
from tests.analysis.agreement.samples import CONTENT, ONE, TEXT, TWO, both, coder, part
from tests.strategies import maps


@given(maps())
@settings(deadline=None)
def test_a_layer_covers_what_components_cover_once_and_by_the_shortest(amap):
    line = layer(amap)
    assert all(a[1] <= b[0] for a, b in pairwise(line))
    owner = {at: item for start, end, item in line for at in range(start, end)}
    size = {c.id: sum(b - a for a, b in spans(c)) for c in amap.components}
    for at in range(amap.text.length):
        here = [c for c in amap.components if any(a <= at < b for a, b in spans(c))]
        assert (at in owner) == bool(here)
        assert not here or size[owner[at].id] == min(size[c.id] for c in here)


def test_fragments_that_touch_are_one_stretch():
    assert spans(part("c", "claim", (5, 9), (0, 3), (3, 4), (8, 12))) == [(0, 4), (5, 12)]
    assert spans(part("c", "claim", (3, 3))) == []


def test_clipping():
    line = layer(coder([part("c", "claim", (10, 20))]))
    assert [(a, b) for a, b, _ in clipped(line, (15, 30))] == [(0, 5)]
    assert clipped(line, (20, 30)) == []


def test_words_and_regions():
    text = both()
    assert len(text.words) == 15
    assert text.words[:6] == [0, 4, 8, 14, 19, 25]
    assert text.regions()[0] == (0, 15)
    assert sum(b - a for a, b in text.regions()) == text.length
    bare = replace(TEXT, content=None, pages=())
    without = both(one=replace(ONE, text=bare), two=replace(TWO, text=bare))
    assert len(without.words) == len(CONTENT)
    assert without.regions() == [(0, len(CONTENT))]


def test_what_is_not_of_one_text_is_refused():
    with pytest.raises(ArgmapError, match="different texts"):
        document("t", {"one": ONE, "two": replace(TWO, text=ReadingText.of("Another."))})
    with pytest.raises(ArgmapError, match="not known"):
        document("t", {"one": ONE, "two": replace(TWO, text=None)})
