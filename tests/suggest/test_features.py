import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.suggest import features
from tests.strategies import maps
from tests.suggest.samples import left, right


def test_margin_by_hand():
    """Two rows, one column, values 4 and 0, overall 2: row means 4 and 0 drawn to 2, column mean 2."""
    pull = features.SHRINK
    first = (4 + pull * 2) / (1 + pull)
    wanted = 4 - (2 * first + 1 * 2) / 3
    assert features.margin(np.array([[4.0], [0.0]]))[0, 0] == pytest.approx(wanted)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 1000))
def test_margin_commutes_with_transposing(m, n, seed):
    values = np.random.default_rng(seed).random((m, n))
    assert pytest.approx(features.margin(values.T)) == features.margin(values).T


def test_candidates_are_taken_issue_by_issue():
    found = {block.issue: (block.rows, block.columns) for block in features.blocks(left(), right())}
    assert found == {"issue.floods": ((0, 1, 3), (0, 3)), "issue.cost": ((2,), (1, 2))}


def test_neighbours_carry_likeness_up():
    """Only e1 ~ e1 is alike; c1 ~ c1 rest on them, c2 ~ c2 do not."""
    values = np.zeros((4, 4))
    values[3, 3] = 1.0
    found = features.neighbours(left(), right(), values)
    assert found[0, 0] == pytest.approx(1.0)
    assert found[1, 1] == 0.0


def test_what_is_tied_carries_up():
    """e1 ~ e1 is tied: it supports c1 in both."""
    tied = np.zeros((4, 4))
    tied[3, 3] = 1.0
    found = features.linked(left(), right(), tied)
    assert found[0, 0] == 1.0
    assert found.sum() == 1.0


def test_the_walk_is_the_sum_over_all_steps():
    """The closed form against the series, every step written out."""
    half = np.random.default_rng(2).random((4, 4))
    alike = half @ half.T
    step = alike - np.diag(np.diag(alike))
    step /= step.sum(axis=1, keepdims=True)
    ends = sum((1 - features.AHEAD) * features.AHEAD**n * np.linalg.matrix_power(step, n) for n in range(60))
    assert features.walked(alike) == pytest.approx(ends @ alike @ ends.T)


def test_two_sentences_meet_over_a_third():
    """First and second share nothing, but both are like the third; the fourth is like none."""
    alike = np.eye(4)
    alike[0, 2] = alike[2, 0] = alike[1, 2] = alike[2, 1] = 0.6
    found = features.walked(alike)
    assert found[0, 1] > 0.1
    assert found[0, 3] == pytest.approx(0.0)


def test_evidence_is_in_standard_deviations():
    texts = ["Rain floods the street.", "Birds sing at dawn.", "Rain floods the street again.", "Lorries wait at dawn."]
    like = features.likeness(texts[:2], texts[2:])
    found = features.evidence(like, features.Block("", (0, 1), (0, 1)))
    wide = features.margin(like.walked_characters)
    assert found[0] == pytest.approx(wide / np.sqrt(wide.var() + features.FLOOR[0] ** 2))
    assert found[0][0, 0] > 0.0 > found[0][0, 1]
    assert found[0][1, 1] > 0.0 > found[0][1, 0]


@settings(max_examples=15)
@given(maps("one", 6), maps("two", 6))
def test_features_mirror(a, b):
    like = features.likeness([c.gloss for c in a.components], [c.gloss for c in b.components])
    again = features.likeness([c.gloss for c in b.components], [c.gloss for c in a.components])
    assert pytest.approx(again.characters, abs=1e-5) == like.characters.T
    assert pytest.approx(again.words, abs=1e-5) == like.words.T
    assert pytest.approx(again.walked_words, abs=1e-5) == like.walked_words.T
    assert features.alike_kinds(a, b).T.tolist() == features.alike_kinds(b, a).tolist()


def test_taking_out_a_direction_leaves_nothing_of_it():
    rest = features.without(np.array([[3.0, 4.0], [1.0, 1.0]]), np.array([2.0, 0.0]))
    assert rest.tolist() == [[0.0, 1.0], [0.0, 1.0]]
