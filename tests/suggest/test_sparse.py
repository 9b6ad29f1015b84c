import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.suggest.sparse import characters, fold, grams, terms

TEXTS = st.lists(st.text(max_size=40), min_size=1, max_size=8)


def test_weights_by_hand():
    """Two documents, "a a b" and "b": idf(a) = 1 + ln(3/2), idf(b) = 1 + ln(3/3); tf(a) = 1 + ln 2."""
    rows = terms([["a", "a", "b"], ["b"]])
    a, b = (1 + math.log(2)) * (1 + math.log(1.5)), 1.0
    norm = math.hypot(a, b)
    assert rows.products(rows) == pytest.approx(np.array([[1.0, b / norm], [b / norm, 1.0]]), abs=1e-6)


def test_ngrams_stay_inside_words():
    owners, codes = grams(["ab cd"], (3,))
    assert len(codes) == 4  # " ab", "ab ", " cd", "cd "
    assert set(owners.tolist()) == {0}


def test_ngrams_never_span_two_texts():
    _, together = grams(["abc", "xyz"])
    _, first = grams(["abc"])
    _, second = grams(["xyz"])
    assert sorted(together.tolist()) == sorted([*first.tolist(), *second.tolist()])


def naive(texts: list[str]) -> np.ndarray:
    """The same from the definition, with dictionaries."""
    bags = []
    for text in texts:
        bag: dict[str, int] = {}
        for word in fold(text).split():
            padded = f" {word} "
            for size in (3, 4, 5):
                for at in range(len(padded) - size + 1):
                    gram = padded[at : at + size]
                    bag[gram] = bag.get(gram, 0) + 1
        bags.append(bag)
    found = {gram for bag in bags for gram in bag}
    idf = {g: 1 + math.log((1 + len(texts)) / (1 + sum(g in bag for bag in bags))) for g in found}
    rows = [{g: (1 + math.log(n)) * idf[g] for g, n in bag.items()} for bag in bags]
    norms = [math.sqrt(sum(v * v for v in row.values())) or 1.0 for row in rows]
    return np.array(
        [
            [sum(v * y.get(g, 0.0) for g, v in x.items()) / (m * n) for y, n in zip(rows, norms, strict=True)]
            for x, m in zip(rows, norms, strict=True)
        ]
    )


@given(TEXTS)
def test_characters_are_as_defined(texts):
    rows = characters(texts)
    assert rows.products(rows) == pytest.approx(naive(texts), abs=1e-5)


@given(TEXTS, st.randoms(use_true_random=False))
def test_rows_can_be_taken_in_any_order(texts, random):
    rows = characters(texts)
    order = list(range(len(texts)))
    random.shuffle(order)
    whole = rows.products(rows)
    assert rows.take(order).products(rows) == pytest.approx(whole[order], abs=1e-6)


def test_nothing_gives_nothing():
    assert characters([]).products(characters([])).shape == (0, 0)
    assert characters([""]).products(characters([""])).tolist() == [[0.0]]
