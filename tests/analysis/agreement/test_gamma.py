"""Gamma against another implementation's published results."""

from __future__ import annotations

import pytest

from argmap.analysis.agreement.alignment import Weights, disorder
from argmap.analysis.agreement.gamma import gamma
from tests.analysis.agreement.test_alignment import ALEX_PAUL_SUZAN, UNEQUAL

# made with pygamma-agreement 0.5.9 for the tests of DKPro Statistics (Apache-2.0): sampled continua
SAMPLED = (
    (
        [(2.3105082, 5.9716461, "b"), (6.2776434, 10.8034086, "b"), (12.9859235, 17.0851330, "a")],
        [(2.0188327, 5.9670801, "b"), (6.7821464, 10.9406303, "a"), (12.9305428, 16.7722393, "a")],
        0.6703331,
    ),
    (
        [(0.2566862, 4.1326073, "a"), (5.6884321, 9.0875445, "b"), (9.4861858, 13.4436046, "c")],
        [(1.5022323, 5.7684548, "c"), (6.1520596, 10.4664437, "b"), (9.0043947, 12.9414781, "b")],
        1.3903924,
    ),
    (
        [(1.5419242, 5.8674580, "a"), (5.9140875, 9.6757996, "b"), (10.1318958, 14.4651229, "a")],
        [(0.7340497, 4.6203386, "a"), (6.1722813, 10.5036334, "b"), (10.3742080, 14.6221871, "b")],
        0.7472984,
    ),
)


@pytest.mark.parametrize(("one", "other", "wanted"), SAMPLED)
def test_disorders_of_sampled_continua(one, other, wanted):
    assert disorder([one, other], Weights(3, 2)).value == pytest.approx(wanted, abs=2e-6)


def test_gamma_of_two():
    assert gamma([UNEQUAL[0], UNEQUAL[0]]).value == 1
    assert gamma([[], UNEQUAL[0]]).value is None
    first, again, other = (gamma(UNEQUAL, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first.value == pytest.approx(other.value, abs=0.2)
    assert 0 < first.value < 1


def test_gamma_of_three_alex_paul_and_suzan():
    """Published with pygamma-agreement: disorder .96, gamma .44 to .47 with the paper's shuffling."""
    found = gamma(ALEX_PAUL_SUZAN, position=3)
    assert found.observed == pytest.approx(0.96, rel=0.01)
    assert 0.44 <= found.value <= 0.47
    assert found.loose == 0
    assert gamma([UNEQUAL[0], UNEQUAL[0], UNEQUAL[0]]).value == 1
    assert gamma([UNEQUAL[0], UNEQUAL[1], []]).value is None
