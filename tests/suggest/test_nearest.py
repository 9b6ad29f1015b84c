import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.suggest import nearest
from argmap.suggest.nearest import Corpus, Position, hashed, positions
from argmap.suggest.sparse import characters
from tests.suggest.samples import left, right

ITEMS = st.lists(
    st.builds(
        Position,
        st.integers(0, 3),
        st.just("c1"),
        st.text("abcdef ", min_size=3, max_size=25).filter(str.strip),
        st.sampled_from([(), ("issue.one",), ("issue.two",), ("issue.one", "issue.two")]),
    ),
    min_size=1,
    max_size=12,
)


def brute(corpus, items, index, most):
    """Every pair, compared by the same rows."""
    cosines = corpus.rows.products(corpus.rows)[index]
    own = items[index]
    fit = [
        float(cosines[j])
        for j, other in enumerate(items)
        if other.owner != own.owner
        and (not own.issues or not other.issues or set(own.issues) & set(other.issues))
        and cosines[j] > 1e-6
    ]
    return sorted(fit, reverse=True)[:most]


@settings(max_examples=15)
@given(ITEMS)
def test_small_corpora_are_searched_exactly(items):
    corpus = Corpus(items)
    for owner in range(4):
        found = {}
        for near in corpus.nearest(owner, 3):
            found.setdefault(near.a, []).append(near.cosine)
        for index in np.flatnonzero(corpus.owner == owner).tolist():
            wanted = brute(corpus, items, index, 3)
            assert found.get(index, []) == pytest.approx(wanted, abs=1e-4)


def test_hashed_rows_are_the_plain_ones():
    texts = ["The streets flooded again.", "Streets in Harrow flood.", "", "Ὁ λόγος", "The CSTO cannot act"]
    plain, made = characters(texts), hashed(texts)
    assert made.products(made) == pytest.approx(plain.products(plain), abs=1e-5)


def test_pieces_do_not_matter(monkeypatch):
    texts = [f"street number {n} floods" for n in range(7)]
    whole = hashed(texts)
    monkeypatch.setattr(nearest, "PIECE", 2)
    again = hashed(texts)
    assert again.values == pytest.approx(whole.values)
    assert again.columns.tolist() == whole.columns.tolist()


def test_maps_give_the_authors_own_positions():
    items = [*positions(left(), 0), *positions(right(), 1)]
    corpus = Corpus(items)
    best = {}
    for near in corpus.nearest(0, 1):
        best[items[near.a].id] = items[near.b].id
    assert best["c1"] == "c1"
    assert best["e1"] == "e1"


def test_an_empty_corpus():
    assert list(Corpus([]).nearest(0, 5)) == []
