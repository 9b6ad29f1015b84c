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


def test_fit_counts_rows_as_often_as_told():
    random = np.random.default_rng(6)
    features, outcomes = random.normal(size=(400, 2)), (random.random(400) < 0.4).astype(float)
    counts = random.integers(0, 3, 400)
    twice = np.repeat(np.arange(400), counts)
    one = calibrate.fit(features, outcomes, np.zeros(400), counts.astype(float))
    assert one == pytest.approx(calibrate.fit(features[twice], outcomes[twice], np.zeros(len(twice))), abs=1e-6)


def test_fit_stays_finite_where_the_data_are_separable():
    features = np.linspace(-300.0, 300.0, 200)[:, None]
    weights = calibrate.fit(features, (features[:, 0] > 0).astype(float), np.full(200, -4.0))
    assert np.isfinite(weights).all()
    assert weights[1] > 0.0


def test_many_judgements_move_the_level():
    """Of 4,000 pairs at even odds one in five holds: the level falls to about ln(1/4)."""
    outcomes = np.array([1.0, 0.0, 0.0, 0.0, 0.0] * 800)
    shift, scale = calibrate.adjust(np.zeros(4000), outcomes)
    assert shift == pytest.approx(np.log(0.25), abs=0.01)
    assert scale == pytest.approx(1.0)


def test_many_judgements_flatten_scores_that_are_too_sure():
    """Made with half the shipped odds, one lower."""
    random = np.random.default_rng(7)
    odds = random.normal(0.0, 2.0, 8000)
    outcomes = (random.random(8000) < calibrate.probability(0.5 * odds - 1.0)).astype(float)
    assert calibrate.adjust(odds, outcomes) == pytest.approx((-1.0, 0.5), abs=0.1)


def test_few_judgements_move_little():
    shift, scale = calibrate.adjust(np.zeros(1), np.zeros(1))
    assert -0.3 < shift < 0.0
    assert scale == pytest.approx(1.0)
    assert calibrate.adjust(np.zeros(0), np.zeros(0)) == (0.0, 1.0)


def test_the_order_is_never_turned():
    """Judgements that go against every score."""
    odds = np.linspace(-5.0, 5.0, 400)
    assert calibrate.adjust(odds, (odds < 0).astype(float))[1] > 0.0


def test_chance_is_one_partner_on_the_shorter_list():
    assert calibrate.probability(np.array([calibrate.chance(1)]))[0] == 0.5
    assert calibrate.probability(np.array([calibrate.chance(4)]))[0] == pytest.approx(0.2)
