import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.cruxes import standing
from argmap.analysis.report import analyse
from argmap.analysis.sensitivity import sensitivity, spearman
from argmap.render.cruxes import text
from tests.analysis.samples import graph, made

RELATIONS = "k1: c2 > c1; k2: c3 > c2; k3: c4 -| c2; k4: c5 -| c3"


def test_a_near_crux_outranks_a_far_one_whatever_the_weights_are():
    done = standing(graph(made("a", "c1 c2 c3 c4 c5", RELATIONS)))
    found = sensitivity(done, draws=50)
    assert found.weights.first == 1.0
    assert found.weights.order == 1.0
    assert found.weights.in_three == (1.0, 1.0)
    assert [(r.correlation, r.first) for r in found.rivals if r.name != "weighted h-categoriser"] == [
        (pytest.approx(1.0), ("a#k3",))
    ] * 2
    assert {r.correlation for r in found.rivals} > {None}  # the h-categoriser knows no support: all level


def test_the_same_seed_gives_the_same_figures():
    done = standing(graph(made("a", "c1 c2 c3 c4 c5", RELATIONS)))
    assert sensitivity(done, draws=20) == sensitivity(done, draws=20)


def test_of_many_cruxes_the_first_hundred_are_compared_and_the_report_says_so():
    ids = " ".join(f"c{n}" for n in range(1, 244))
    steps = "; ".join(f"k{n}: c{n} > c1; k{n + 121}: c{n + 121} -| c{n}" for n in range(2, 123))
    analysis = analyse([made("a", ids, steps)], draws=2)[0]
    assert len(analysis.standing.live) == 121
    assert {r.compared for r in analysis.sensitivity.rivals} == {100}
    assert "rank correlation with the order above (first 100)" in " ".join(text(analysis).split())


def test_one_crux_has_no_order():
    done = standing(graph(made("a", "c1 c2 c3", "k1: c2 > c1; k2: c3 -| c2")))
    found = sensitivity(done, draws=5)
    assert found.weights is None
    assert {r.correlation for r in found.rivals} == {None}


def test_the_need_of_grounds_is_a_view_of_its_own():
    done = standing(graph(made("a", "c1 c2 c3", "k1: c2 > c1; k2: c3 -| c2")))
    by_name = {v.name: v for v in sensitivity(done, draws=2).labellings}
    assert by_name["preferred"].deciding == 0
    assert by_name["grounded, a claim needs a ground that stands"].deciding == 1
    assert by_name["grounded, a claim needs a ground that stands"].theses == ("out",)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ([1, 2, 3], [1, 2, 3], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207827),  # with a tie: Pearson's of the mean ranks
        ([1, 1], [1, 2], None),
        ([1], [1], None),
    ],
)
def test_spearman(a, b, wanted):
    assert spearman(a, b) == (wanted if wanted is None else pytest.approx(wanted))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=8))
def test_spearman_does_not_care_for_scale(values):
    straight = spearman(values, values)
    assert straight in (None, pytest.approx(1.0))
    assert spearman(values, [3 * v + 1 for v in values]) == straight
