from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.gradual import GRADUAL, make_network, network, strengths
from argmap.problems import ArgmapError
from tests.analysis.samples import graph, made

# Potyka's stock example; both Uncertainpy and a fixed point from the formulas give these figures
NAMES = ["Buy", "Sell", "1", "2", "3", "4", "5"]
WEIGHTS = [0.5, 0.5, 0.8, 0.7, 0.3, 0.9, 0.9]
ATTACKS = ["Buy Sell", "Sell Buy", "2 1", "3 2", "4 3", "5 1"]
SUPPORTS = ["1 Sell", "2 Buy", "4 2", "5 Buy"]
STOCK = {
    "qe": [0.82165, 0.36217, 0.20474, 0.80508, 0.16575, 0.9, 0.9],
    "dfquad": [0.99636, 0.00338, 0.00312, 0.96100, 0.03000, 0.9, 0.9],
    "euler": [0.71714, 0.49489, 0.68632, 0.78972, 0.18893, 0.9, 0.9],
}


def ends(pairs: list[str]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in NAMES]
    for pair in pairs:
        source, target = pair.split()
        found[NAMES.index(target)].append(NAMES.index(source))
    return found


@pytest.mark.parametrize("semantics", STOCK)
def test_the_stock_example(semantics):
    result = strengths(make_network(ends(ATTACKS), ends(SUPPORTS)), semantics, WEIGHTS)
    assert result.unsettled == ()
    assert result.values[:, 0] == pytest.approx(STOCK[semantics], abs=6e-6)


@pytest.mark.parametrize(
    ("semantics", "wanted"), [("dfquad", 0.6), ("qe", 0.519231), ("euler", 0.534364), ("hcat", 0.5 / 1.6)]
)
def test_one_step(semantics, wanted):
    net = make_network([[1], [], []], [[2], [], []])
    assert strengths(net, semantics, [0.5, 0.6, 0.8]).values[0, 0] == pytest.approx(wanted, abs=1e-6)


def one_by_one(semantics: str, w: float, against: list[float], for_: list[float]) -> float:
    """The formulas of the papers for one argument, in plain Python."""
    if semantics == "hcat":
        return w / (1 + sum(against))
    if semantics == "dfquad":
        va, vs = (1 - float(np.prod([1 - s for s in part])) for part in (against, for_))
        return w - w * (va - vs) if va >= vs else w + (1 - w) * (vs - va)
    energy = sum(for_) - sum(against)
    if semantics == "euler":
        return 1 - (1 - w * w) / (1 + w * exp(energy))
    h = [max(x, 0) ** 2 / (1 + max(x, 0) ** 2) for x in (-energy, energy)]
    return w - w * h[0] + (1 - w) * h[1]


@pytest.mark.parametrize("semantics", GRADUAL)
@given(data=st.data())
def test_without_circles_each_value_is_the_formula_of_the_values_before(semantics, data):
    count = data.draw(st.integers(1, 7))
    links = st.lists(
        st.sampled_from([(a, b) for a in range(count) for b in range(a + 1, count)] or [(0, 0)]), unique=True
    )
    drawn = data.draw(links) if count > 1 else []
    sides = [data.draw(st.booleans()) for _ in drawn]
    base = data.draw(st.lists(st.floats(0, 1), min_size=count, max_size=count))
    parts = [
        [[a for (a, b), side in zip(drawn, sides, strict=True) if b == i and side == want] for i in range(count)]
        for want in (True, False)
    ]
    wanted: list[float] = []
    for i in range(count):
        wanted.append(
            one_by_one(semantics, base[i], [wanted[a] for a in parts[0][i]], [wanted[a] for a in parts[1][i]])
        )
    net = make_network(*parts)
    assert not net.circular
    assert strengths(net, semantics, base).values[:, 0] == pytest.approx(wanted, abs=1e-9)


def test_linked_premises_are_as_strong_as_the_weakest():
    net = network(graph(made("a", "c1 c2 c3", "k1: c2+c3 > c1")))
    alone = network(graph(made("a", "c1 c2 c3", "k1: c2 > c1")))
    assert strengths(net, base=[0.5, 0.9, 0.2]).values[0, 0] == strengths(alone, base=[0.5, 0.2, 0.9]).values[0, 0]


def test_an_undercut_lowers_the_step_and_not_its_ends():
    plain = strengths(network(graph(made("a", "c1 c2 c3", "k1: c2 > c1")))).values[:, 0]
    under = strengths(network(graph(made("a", "c1 c2 c3", "k1: c2 > c1; k2: c3 -| k1")))).values[:, 0]
    assert 0.5 < under[0] < plain[0]
    assert under[1] == plain[1]


def test_an_undercut_of_an_undercut_restores():
    bare = "k1: c2 > c1; k2: c3 -| k1"
    under = strengths(network(graph(made("a", "c1 c2 c3 c4", bare)))).values[0, 0]
    restored = strengths(network(graph(made("a", "c1 c2 c3 c4", bare + "; k3: c4 -| k2")))).values[0, 0]
    assert restored > under


def test_settled_statements_keep_their_strength_in_circles_too():
    net = make_network([[1], [0]], [[], []])
    result = strengths(net, settled=[{0: 1.0}, {0: 0.0}, {}])
    assert result.values[0].tolist()[:2] == [1.0, 0.0]
    assert result.values[1, 0] < result.values[1, 2] < result.values[1, 1]


def test_many_settings_give_what_each_gives_alone():
    net = make_network(ends(ATTACKS), ends(SUPPORTS))
    settled = [{i % 7: 1.0 if i % 2 else 0.0} for i in range(300)]
    together = strengths(net, base=WEIGHTS, settled=settled).values
    for column in (0, 13, 299):
        alone = strengths(net, base=WEIGHTS, settled=[settled[column]]).values[:, 0]
        assert together[:, column] == pytest.approx(alone, abs=1e-6)


def test_what_comes_to_no_rest_is_said():
    """A ring of three, each attacking the next through five others: delayed enough to swing for ever."""
    ring, between = 3, 5
    attackers = [[ring + (i - 1) % ring * between + k for k in range(between)] for i in range(ring)]
    attackers += [[] for _ in range(ring * between)]
    supporters: list[list[int]] = [[] for _ in range(ring)]
    supporters += [[i] for i in range(ring) for _ in range(between)]
    net = make_network(attackers, supporters)
    uneven = [1.0, 0.9, 0.8] + [0.05] * (ring * between)
    assert strengths(net, "dfquad", uneven).unsettled == (0,)
    assert strengths(net, "qe", uneven).unsettled == ()


@pytest.mark.parametrize("base", [[1.5], [-0.1], [float("nan")]])
def test_a_weight_outside_is_refused(base):
    with pytest.raises(ArgmapError, match="outside 0 to 1"):
        strengths(make_network([[]], [[]]), base=base)


def test_unknown_semantics():
    with pytest.raises(ArgmapError, match="no gradual semantics called 'x'"):
        strengths(make_network([[]], [[]]), "x")
