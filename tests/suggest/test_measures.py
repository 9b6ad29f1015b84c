"""The measures and baselines of benchmarks/alignment.py, by hand and by brute force."""

from __future__ import annotations

import importlib
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def beside(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))


def module(name):
    return importlib.import_module(name)


def test_bm25_by_hand():
    """Documents "a b" and "b b c", question "a b": N = 2, mean length 2.5, k1 = 1.5, b = 0.75."""
    found = module("similarities").bm25(["a b"], ["a b", "b b c"])
    idf_a, idf_b = math.log(1 + 1.5 / 1.5), math.log(1 + 0.5 / 2.5)
    short, long = 1.5 * (0.25 + 0.75 * 2 / 2.5), 1.5 * (0.25 + 0.75 * 3 / 2.5)
    first = idf_a * 2.5 / (1 + short) + idf_b * 2.5 / (1 + short)
    second = idf_b * 2 * 2.5 / (2 + long)
    assert found[0].tolist() == pytest.approx([first, second])


def test_key_point_measure_by_hand():
    """Of four arguments the two best count: one match, one not, the match first; precision 1, times one half."""
    labels = np.array([[1, 0], [0, -1], [1, 1], [0, 0]])
    scores = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.1], [0.1, 0.2]])
    strict, relaxed = module("measures").kpa([(labels, scores)])
    assert strict == 0.5
    assert relaxed == 1.0


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4)), min_size=2, max_size=12))
def test_auc_is_the_share_of_pairs_in_order(pairs):
    labels, scores = np.array([p[0] for p in pairs]), np.array([float(p[1]) for p in pairs])
    wins = [(x > y) + (x == y) / 2 for x in scores[labels == 1] for y in scores[labels == 0]]
    found = module("measures").auc(labels, scores)
    assert math.isnan(found) if not wins else found == pytest.approx(sum(wins) / len(wins))


def test_ranks_look_from_both_sides():
    found = module("measures").ranks(np.array([[0, 1]]), np.array([[0.9, 0.5]]))
    assert sorted(found.tolist()) == [1.0, 2.0]
    assert module("measures").recall(found, 1) == 0.5


def test_calibration_error_by_hand():
    """Two pairs scored .85 of which one is right, two scored .05 of which none is: (.35 * 2 + .05 * 2) / 4."""
    found = module("measures").calibration_error(np.array([0.85, 0.85, 0.05, 0.05]), np.array([1, 0, 0, 0]))
    assert found == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]
)
def test_wilson_as_published(right, count, low, high):
    """The worked examples of Newcombe 1998, method 3."""
    assert module("measures").wilson(right, count) == pytest.approx((low, high), abs=5e-5)


def test_log_loss_by_hand():
    found = module("measures").log_loss(np.array([0.8, 0.5]), np.array([1, 0]))
    assert found == pytest.approx(-(math.log(0.8) + math.log(0.5)) / 2)


def test_the_likeness_of_a_text_to_itself_counts_for_nothing():
    """Off the diagonal the mean is 2."""
    found = module("alignment_fit").off_diagonal(np.array([[9.0, 1.0], [3.0, 9.0]]))
    assert found.tolist() == [[2.0, 1.0], [3.0, 2.0]]


def test_corpora_count_alike_whatever_their_size():
    """One corpus of odds +1 and one, ten times as long, of odds -1: the level lies in the middle."""
    fit = module("alignment_fit")

    def corpus(share, count):
        labels = np.array([[1] * round(share * count) + [0] * (count - round(share * count))])
        return [fit.Group(0, labels, np.zeros((2, 1, count)), 0.0, 0.0)]

    weights = fit.fitted(corpus(0.75, 200), corpus(0.25, 2000))
    assert weights[0] == pytest.approx(0.0, abs=0.02)
