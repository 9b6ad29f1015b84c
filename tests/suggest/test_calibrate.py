import numpy as np
import pytest

from argmap.suggest import calibrate


def test_fit_finds_the_weights_that_made_the_data():
    random = np.random.default_rng(5)
    features = random.normal(size=(20_000, 2))
    offset = random.normal(size=20_000)
    odds = 0.5 + features @ np.array([2.0, -1.0]) + offset
    outcomes = (random.random(20_000) < calibrate.probability(odds)).astype(float)
    assert calibrate.fit(features, outcomes, offset) == pytest.approx([0.5, 2.0, -1.0], abs=0.1)


def test_shift_makes_many_judgements_fit():
    """Of 4,000 pairs at even odds one in five holds: the level falls to about ln(1/4)."""
    outcomes = np.array([1.0, 0.0, 0.0, 0.0, 0.0] * 800)
    assert calibrate.shift(np.zeros(4000), outcomes) == pytest.approx(np.log(0.25), abs=0.01)


def test_few_judgements_move_little():
    assert -0.3 < calibrate.shift(np.zeros(1), np.zeros(1)) < 0.0
    assert calibrate.shift(np.zeros(0), np.zeros(0)) == 0.0


def test_chance_is_one_partner_on_the_shorter_list():
    assert calibrate.probability(np.array([calibrate.chance(1)]))[0] == 0.5
    assert calibrate.probability(np.array([calibrate.chance(4)]))[0] == pytest.approx(0.2)
