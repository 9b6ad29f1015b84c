"""Features of sentences: names that can be shown, weights of known size."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from argmap.suggest.passages.sentence_features import features, tokens


@given(st.text(max_size=80))
def test_single_words_have_unit_length_together(sentence: str):
    (found,) = features(sentence, [(0, len(sentence))])
    weights = [weight for name, weight in found if name.startswith("word “")]
    assert not weights or math.isclose(sum(weight**2 for weight in weights), 1)
    assert all(weight > 0 for _, weight in found)
    assert len({name for name, _ in found}) == len(found)


def test_place_is_left_out_on_demand():
    text = "One. Two. Three."
    spans = [(0, 4), (5, 9), (10, 16)]
    with_place = [dict(found) for found in features(text, spans)]
    without = [dict(found) for found in features(text, spans, place=False)]
    for left, right in zip(with_place, without, strict=True):
        extra = set(left) - set(right)
        assert extra
        assert all("of the text" in name or "from the end" in name for name in extra)


def test_neighbours_are_seen():
    found = dict(list(features("We should. It is so.", [(0, 10), (11, 20)]))[1])
    assert "the sentence before has “demand”" in found
    assert "cue “demand”" not in found


def test_figures_keep_their_shape_only():
    assert tokens("12.5 of 98") == tokens("47.1 of 20") == ["00.0", "of", "00"]
