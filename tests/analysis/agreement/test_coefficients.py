"""Coefficients against published worked examples, against each other, and against the definitions by brute force."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.agreement.coefficients import alpha, alpha_of, cohen, coincidences, fleiss, masi, scott

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability": four observers, twelve units, missing values
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
BINARY = ["0100000010", "1110010000"]
NOMINAL = ["aabbdcccedda", "babbbcccedd d".replace(" ", "")]
# Fleiss' kappa, the textbook table of fourteen raters and ten subjects
RATERS = (
    """0 0 0 0 14, 0 2 6 4 2, 0 0 3 5 6, 0 3 9 2 0, 2 2 8 1 1, 7 7 0 0 0, 3 2 6 3 0, 2 5 3 2 2, 6 5 2 1 0, 0 2 2 3 7"""
)
# Fleiss 1971: thirty patients, six raters: depression, personality disorder, schizophrenia, neurosis, other
PATIENTS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
    00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""
# Hayes and Krippendorff 2007, table 1: forty articles, five observers, mostly four for each
ARTICLES = """112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1
    111.1 212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2
    110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"""
# Cohen 1960
COHEN = {(i, j): n for i, row in enumerate([(88, 14, 18), (10, 40, 10), (2, 6, 12)]) for j, n in enumerate(row)}
# Artstein and Poesio 2008
DIALOGUE = {("s", "s"): 46, ("s", "i"): 6, ("i", "i"): 32, ("c", "i"): 6, ("c", "c"): 10}

ROWS = st.lists(st.lists(st.sampled_from("abc"), min_size=3, max_size=3).map(tuple), min_size=2, max_size=12)
NUMBERS = st.lists(st.tuples(*[st.none() | st.integers(1, 5)] * 3), min_size=2, max_size=10)


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorff_2011_missing_values(metric: str, published: float):
    assert alpha(list(zip(*FOUR, strict=True)), metric) == pytest.approx(published, abs=0.0006)


@pytest.mark.parametrize(("coders", "published"), [(BINARY, 0.095), (NOMINAL, 0.692)])
def test_krippendorff_2011_two_observers(coders: list[str], published: float):
    assert alpha(list(zip(*coders, strict=True))) == pytest.approx(published, abs=0.0006)


def test_cohen_1960():
    assert cohen(COHEN) == pytest.approx(0.492, abs=0.0006)


def test_artstein_and_poesio_2008():
    units = [pair for pair, number in DIALOGUE.items() for _ in range(number)]
    assert scott(DIALOGUE) == pytest.approx(0.7995, abs=0.0001)
    assert cohen(DIALOGUE) == pytest.approx(0.8013, abs=0.0001)
    assert alpha(units) == pytest.approx(0.800, abs=0.001)


def test_fleiss_textbook():
    rows = []
    for line in RATERS.split(","):
        rows.append(tuple(str(i) for i, n in enumerate(map(int, line.split())) for _ in range(n)))
    assert fleiss(rows) == pytest.approx(0.210, abs=0.0005)
    assert fleiss(Counter(rows)) == fleiss(rows)


def test_fleiss_1971():
    counts = [list(map(int, patient)) for patient in PATIENTS.split()]
    shares = [sum(column) / 180 for column in zip(*counts, strict=True)]
    assert shares == pytest.approx([0.144, 0.144, 0.167, 0.306, 0.239], abs=0.0006)
    rows = [tuple(kind for kind, n in enumerate(patient) for _ in range(n)) for patient in counts]
    assert fleiss(rows) == pytest.approx(0.430, abs=0.0005)


@pytest.mark.parametrize(("metric", "published"), [("ordinal", 0.7598), ("nominal", 0.477), ("interval", 0.757)])
def test_hayes_and_krippendorff_2007(metric: str, published: float):
    rows = [[None if value == "." else int(value) for value in article] for article in ARTICLES.split()]
    assert len(rows) == 40
    assert alpha(rows, metric) == pytest.approx(published, abs=0.0005)


@given(ROWS)
def test_many_coders_by_the_definitions(rows):
    agreed = [sum(a == b for a, b in permutations(row, 2)) / 6 for row in rows]
    shares = [sum(row.count(value) for row in rows) / (3 * len(rows)) for value in "abc"]
    chance = sum(share**2 for share in shares)
    if chance < 1:
        assert fleiss(rows) == pytest.approx((sum(agreed) / len(rows) - chance) / (1 - chance))
        total = 3 * len(rows)
        assert alpha(rows) == pytest.approx(1 - (1 - sum(agreed) / len(rows)) / ((1 - chance) * total / (total - 1)))
    else:
        assert (fleiss(rows), alpha(rows)) == (None, None)


@given(NUMBERS, st.sampled_from(["interval", "ratio", "nominal"]))
def test_alpha_by_the_definition(rows, metric):
    def distance(a, b):
        return {"nominal": float(a != b), "interval": (a - b) ** 2, "ratio": ((a - b) / (a + b)) ** 2}[metric]

    kept = [[v for v in row if v is not None] for row in rows]
    kept = [row for row in kept if len(row) > 1]
    values = [value for row in kept for value in row]
    observed = sum(distance(a, b) / (len(row) - 1) for row in kept for a, b in permutations(row, 2))
    expected = sum(distance(a, b) for a, b in permutations(values, 2)) / max(1, len(values) - 1)
    wanted = 1 - observed / expected if expected else None
    assert alpha(rows, metric) == (pytest.approx(wanted) if wanted is not None else None)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=2, max_size=20))
def test_two_categories_make_weights_and_scales_alike(pairs):
    table = Counter(pairs)
    plain = cohen(table)
    for weights in ("linear", "quadratic"):
        assert cohen(table, weights) == (pytest.approx(plain) if plain is not None else None)
    numbers = [[" ab".index(v) for v in pair] for pair in pairs]
    nominal = alpha(numbers)
    for metric in ("interval", "ordinal"):
        assert alpha(numbers, metric) == (pytest.approx(nominal) if nominal is not None else None)


def test_weighted_kappa_by_the_definition():
    table = {(a, b): (3 * a + 7 * b * b + a * b) % 5 for a, b in product(range(4), repeat=2)}
    count = sum(table.values())
    rows = [sum(table[a, b] for b in range(4)) for a in range(4)]
    columns = [sum(table[a, b] for a in range(4)) for b in range(4)]
    for weights, power in (("linear", 1), ("quadratic", 2)):
        seen = sum(n * abs(a - b) ** power for (a, b), n in table.items()) / count
        chance = sum(rows[a] * columns[b] * abs(a - b) ** power for a in range(4) for b in range(4)) / count**2
        assert cohen(table, weights) == pytest.approx(1 - seen / chance)


def test_quadratic_weights_can_have_another_order():
    table = {("low", "high"): 5, ("low", "low"): 9, ("mid", "mid"): 4, ("high", "mid"): 2, ("high", "high"): 8}
    numbers = {("low", "mid", "high").index(v): v for v in ("low", "mid", "high")}
    coded = {(a, b): table.get((numbers[a], numbers[b]), 0) for a in range(3) for b in range(3)}
    assert cohen(table, "quadratic", ("low", "mid", "high")) == pytest.approx(cohen(coded, "quadratic"))


def test_a_table_of_coincidences_is_enough():
    rows = list(zip(*FOUR, strict=True))
    half = coincidences(rows[:6])
    half.update(coincidences(rows[6:]))
    assert alpha_of(half, "ordinal") == pytest.approx(alpha(rows, "ordinal"))


def test_what_is_not_defined_is_none():
    assert cohen({}) is scott({}) is fleiss([]) is alpha([]) is alpha([("a", None)]) is None
    assert cohen({("a", "a"): 9}) is scott({("a", "a"): 9}) is alpha([("a", "a")] * 9) is None
    with pytest.raises(ValueError, match="same number"):
        fleiss([("a", "b"), ("a",)])


def test_masi():
    sets = [frozenset(text) for text in ("ab", "abcd", "bc", "x", "")]
    assert masi(sets[0], sets[0]) == 0
    assert masi(sets[0], sets[1]) == pytest.approx(1 - 2 / 4 * 2 / 3)
    assert masi(sets[0], sets[2]) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(sets[0], sets[3]) == masi(sets[0], sets[4]) == 1
    assert masi(sets[4], sets[4]) == 0
