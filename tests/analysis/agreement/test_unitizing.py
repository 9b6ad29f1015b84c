"""Unitizing alphas: character by character from the definitions, at their limits, and the older published values."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.agreement.coefficients import alpha
from argmap.analysis.agreement.unitizing import (
    alpha_2004,
    boundary_alpha,
    continuum,
    disagreement_2004,
    label_alpha,
    one_label_alpha,
    u_alpha,
)

LENGTH = 24


@st.composite
def units(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    """Units that do not overlap."""
    cuts = sorted(draw(st.lists(st.integers(0, LENGTH), max_size=8, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [(a, b, draw(st.sampled_from("xyz"))) for a, b in pairs]


CODERS = st.lists(units(), min_size=2, max_size=4)


def labels(coder: list[tuple[int, int, str]]) -> list[tuple[str, int]]:
    """For every position the label ("" for a gap) and which unit it belongs to."""
    line = [("", -1)] * LENGTH
    for number, (start, end, label) in enumerate(coder):
        line[start:end] = [(label, number)] * (end - start)
    return line


@given(CODERS)
def test_u_alpha_position_by_position(coders):
    lines = [labels(coder) for coder in coders]
    many = len(coders)
    met = Counter()
    for i, line in enumerate(lines):
        for j, other in enumerate(lines):
            for at in range(LENGTH) if i != j else ():
                met[line[at][0], other[at][0]] += 1 / (many - 1)
    margins = Counter()
    for (one, _), number in met.items():
        margins[one] += number
    total = many * LENGTH
    own = sum((b - a) ** 2 for coder in coders for a, b, _ in coder) + sum(
        label == "" for line in lines for label, _ in line
    )
    spread = total - own / total
    expected = sum(margins[a] * margins[b] for a in margins for b in margins if a != b) / spread if spread else 0
    observed = sum(n for (a, b), n in met.items() if a != b)
    wanted = 1 - observed / expected if expected else None
    found = continuum(LENGTH, coders)
    assert sum(found.met.values()) == pytest.approx(total)
    assert u_alpha(found) == (pytest.approx(wanted) if wanted is not None else None)


@given(st.lists(st.tuples(*[st.sampled_from("xyz")] * 3), min_size=2, max_size=15))
def test_units_of_one_without_gaps_give_nominal_alpha(rows):
    coders = [[(at, at + 1, row[who]) for at, row in enumerate(rows)] for who in range(3)]
    found = continuum(len(rows), coders)
    plain = alpha(rows)
    wanted = pytest.approx(plain) if plain is not None else None
    assert u_alpha(found) == wanted
    assert label_alpha(found) == wanted


@given(units())
def test_full_agreement_is_one_or_not_defined(coder):
    found = continuum(LENGTH, [coder] * 3)
    for value in (u_alpha(found), boundary_alpha(found), label_alpha(found), alpha_2004(LENGTH, [coder] * 3)):
        assert value is None or value == pytest.approx(1)
    assert all((one_label_alpha(found, label) or 1) == pytest.approx(1) for label in found.labels)


@given(CODERS)
def test_coders_may_change_places_and_labels_do_not_touch_boundaries(coders):
    found, turned = continuum(LENGTH, coders), continuum(LENGTH, coders[::-1])
    same = continuum(LENGTH, [[(a, b, "x") for a, b, _ in coder] for coder in coders])
    for measure in (u_alpha, boundary_alpha, label_alpha):
        value = measure(found)
        assert measure(turned) == (pytest.approx(value) if value is not None else None)
    value = boundary_alpha(found)
    assert boundary_alpha(same) == (pytest.approx(value) if value is not None else None)
    assert u_alpha(same) == (pytest.approx(value) if value is not None else None)
    assert label_alpha(same) is None


@given(CODERS)
def test_two_labels_are_told_from_each_other_alike(coders):
    coders = [[(a, b, label.replace("z", "y")) for a, b, label in coder] for coder in coders]
    found = continuum(LENGTH, coders)
    whole = label_alpha(found)
    if whole == 1:
        assert all(one_label_alpha(found, label) in (None, pytest.approx(1)) for label in found.labels)
    parts = [one_label_alpha(found, label) for label in found.labels]
    assert all(part is None or part <= 1 for part in parts)


def test_by_hand_two_units_half_over_each_other():
    """Of 2 * 10 places 8 are units, 12 gaps; 4 + 4 meet otherwise; 20 - (16 + 16 + 12) / 20 = 17.8 are free to."""
    found = continuum(10, [[(0, 4, "x")], [(2, 6, "x")]])
    assert u_alpha(found) == pytest.approx(1 - 8 / (2 * 8 * 12 / 17.8))
    assert boundary_alpha(found) == pytest.approx(1 - 8 / (2 * 8 * 12 / 17.8))
    assert label_alpha(found) is None


def test_by_hand_one_label_of_four_is_another():
    """12 of 16 places are x, 4 y; 16 - 4 * 16 / 16 = 12 are free to meet, so that 2 * 12 * 4 / 12 = 8 would, and do."""
    found = continuum(8, [[(0, 4, "x"), (4, 8, "y")], [(0, 4, "x"), (4, 8, "x")]])
    assert u_alpha(found) == pytest.approx(0)
    assert label_alpha(found) == pytest.approx(0)
    assert one_label_alpha(found, "y") == pytest.approx(0)
    assert boundary_alpha(found) is None


def test_by_hand_three_coders():
    found = continuum(10, [[(0, 4, "x")], [(0, 4, "x")], [(0, 2, "x")]])
    # x meets x: 2 * (4 + 2 + 2) / 2 = 8, x a gap: 2, a gap x: 2, so 10 of 30 are units; squares 16 + 16 + 4 + 20
    assert u_alpha(found) == pytest.approx(1 - 4 / (2 * 10 * 20 / (30 - 56 / 30)))


def test_continua_add_up():
    one, other = ([[(0, 5, "x")], [(1, 5, "y")]], [[(2, 4, "x")], [(2, 6, "x")]])
    total = continuum(10, one) + continuum(10, other)
    assert total.units == 4
    assert sum(total.met.values()) == 40


# Krippendorff 2004, p. 254: a continuum from 150 to 450; units of different labels overlap
SHARED = [(180, 240, "k"), (300, 350, "k")]
BOOK = [
    [(225, 295, "c"), (370, 400, "c"), *SHARED],
    [(220, 300, "c"), (355, 375, "c"), (400, 420, "c"), *SHARED],
]
# Krippendorff 1995, p. 57: four pairs of coders on a continuum of 24, in the limit of ever finer places
PAIRS = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)], 0.03125, 0.553),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)], 2.26736, -0.928),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)], 0.02777, 0.693),
    "D": ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)], 0.38715, 0.066),
}


def test_krippendorff_2004():
    coders = [[(a - 150, b - 150, label) for a, b, label in coder] for coder in BOOK]
    observed, expected = disagreement_2004(300, coders, "c")
    assert (observed, expected) == (pytest.approx(0.0144, abs=0.0001), pytest.approx(0.0532, abs=0.0001))
    assert 1 - observed / expected == pytest.approx(0.7286, abs=0.0005)
    observed, expected = disagreement_2004(300, coders, "k")
    assert (observed, expected) == (0, pytest.approx(0.0490, abs=0.0001))
    assert alpha_2004(300, coders) == pytest.approx(0.8591, abs=0.0005)


@pytest.mark.parametrize(("one", "other", "observed", "value"), PAIRS.values(), ids=PAIRS)
def test_krippendorff_1995(one, other, observed, value):
    """Published: .553, -.926, .679 and .066; the print of 1995 is known to err in the third (DKPro notes it too)."""
    fine = 50_000
    coders = [[(a * fine, (a + size) * fine, "x") for a, size in coder] for coder in (one, other)]
    assert disagreement_2004(24 * fine, coders, "x")[0] == pytest.approx(observed, abs=0.00001)
    assert alpha_2004(24 * fine, coders) == pytest.approx(value, abs=0.001)


def test_the_older_distances():
    """Two units that overlap differ by the squares of their ends; one in the other's gap by its squared length."""
    assert disagreement_2004(10, [[(0, 4, "x")], [(1, 6, "x")]], "x")[0] == pytest.approx((1 + 4) / 100)
    assert disagreement_2004(10, [[(0, 4, "x")], []], "x")[0] == pytest.approx(16 / 100)
    assert alpha_2004(10, [[(0, 4, "x")], [(0, 4, "x")]]) == 1
    assert alpha_2004(10, [[], []]) is None


@pytest.mark.parametrize(
    "coders", [[[(0, 5, "x"), (4, 6, "x")], []], [[(0, 25, "x")], []], [[(3, 3, "x")], []], [[(0, 5, "x")]]]
)
def test_overlapping_or_lone_coders_are_refused(coders):
    with pytest.raises(ValueError, match=r"overlaps|two coders"):
        continuum(LENGTH, coders)
