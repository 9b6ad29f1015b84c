import random
from itertools import chain, combinations

import pytest
from hypothesis import given

from argmap.analysis.attacks import Attacks
from argmap.analysis.extensions import SEMANTICS, TooManyPositionsError, positions
from argmap.analysis.labelling import IN, OUT, UNDECIDED
from argmap.problems import ArgmapError
from tests.analysis.samples import abstract, acyclic

# the example of the Crustabri and Scalop tests: 1>2 1>3 2>1 2>3 3>4 4>3
KNOWN = (4, [(0, 1), (0, 2), (1, 0), (1, 2), (2, 3), (3, 2)])


def accepted(graph: Attacks, semantics: str) -> set[frozenset[int]]:
    return {frozenset(i for i, label in enumerate(one) if label == IN) for one in positions(graph, semantics)}


def by_definition(count: int, pairs: list[tuple[int, int]]) -> dict[str, set[frozenset[int]]]:
    """Dung's extensions, from the definitions over all sets; nothing of the package takes part."""
    hits = set(pairs)
    every = [frozenset(s) for s in chain.from_iterable(combinations(range(count), k) for k in range(count + 1))]

    def defends(s: frozenset[int], x: int) -> bool:
        return all(any((d, a) in hits for d in s) for a, b in hits if b == x)

    free = [s for s in every if not any((a, b) in hits for a in s for b in s)]
    complete = [s for s in free if s == {x for x in range(count) if defends(s, x)}]
    reach = {s: s | {b for a, b in hits if a in s} for s in complete}
    return {
        "complete": set(complete),
        "grounded": {min(complete, key=len)},
        "preferred": {s for s in complete if not any(s < t for t in complete)},
        "stable": {s for s in complete if len(reach[s]) == count},
        "semi-stable": {s for s in complete if not any(reach[s] < reach[t] for t in complete)},
    }


@given(abstract())
def test_all_semantics_as_the_definitions_say(case):
    count, pairs = case
    graph = Attacks.plain(count, pairs)
    wanted = by_definition(count, pairs)
    assert {name: accepted(graph, name) for name in SEMANTICS} == wanted


def test_the_published_example():
    graph = Attacks.plain(*KNOWN)
    both = {frozenset({0, 3}), frozenset({1, 3})}
    assert accepted(graph, "complete") == both | {frozenset(), frozenset({3})}
    assert accepted(graph, "grounded") == {frozenset()}
    assert all(accepted(graph, name) == both for name in ("preferred", "stable", "semi-stable"))


@given(acyclic())
def test_without_circles_all_coincide(graph):
    assert len({frozenset(accepted(graph, name)) for name in SEMANTICS}) == 1


@given(abstract())
def test_grounded_is_in_every_preferred_and_stable_are_preferred(case):
    graph = Attacks.plain(*case)
    preferred = accepted(graph, "preferred")
    (least,) = accepted(graph, "grounded")
    assert all(least <= one for one in preferred)
    assert accepted(graph, "stable") <= preferred


def test_independent_knots_are_not_multiplied_out():
    pairs = [(2 * k, 2 * k + 1) for k in range(30)]
    found = positions(Attacks.plain(60, pairs + [(b, a) for a, b in pairs]))
    assert found.count == 2**30
    assert found.standing(7) == {IN, OUT}


def test_a_circle_of_three_has_no_stable_position():
    found = positions(Attacks.plain(3, [(0, 1), (1, 2), (2, 0)]), "stable")
    assert (found.count, list(found), found.standing(0)) == (0, [], frozenset())


def test_what_the_grounded_labelling_decides_stands_everywhere():
    found = positions(Attacks.plain(4, [(0, 1), (2, 3), (3, 2)]))
    assert [found.standing(i) for i in (0, 1)] == [{IN}, {OUT}]
    assert found.labels[2] == UNDECIDED


def test_the_limit_has_a_word():
    pairs = [(a, b) for a in range(40) for b in range(40) if a != b]
    with pytest.raises(TooManyPositionsError, match="passed 20 steps"):
        positions(Attacks.plain(40, pairs), limit=20)


def test_unknown_semantics():
    with pytest.raises(ArgmapError, match="no semantics called 'ideal'"):
        positions(Attacks.plain(1, []), "ideal")


@pytest.fixture(scope="module")
def pygarg():
    """A solver by others, over SAT (extra ``test``)."""
    return pytest.importorskip(
        "pygarg.dung.solver", reason="the independent solver is not here: pip install pygarg python-sat"
    )


def by_pygarg(solver, count: int, pairs: list[tuple[int, int]]) -> dict[str, set[frozenset[int]]]:
    """What it finds; not semi-stable: 1.0.2 finds {2} alone for 0>1 0>2 1>1 2>0 2>3 3>3, where {0} is one as well."""
    names = [f"a{i}" for i in range(count)]
    attacks = [[f"a{a}", f"a{b}"] for a, b in pairs]
    codes = {"complete": "CO", "preferred": "PR", "stable": "ST"}
    found = {name: solver.extension_enumeration(names, attacks, code) for name, code in codes.items()}
    found["grounded"] = [solver.compute_grounded_extension(names, attacks)]
    return {name: {frozenset(int(x[1:]) for x in one) for one in every} for name, every in found.items()}


@given(case=abstract(10))
def test_an_independent_solver_agrees(pygarg, case):
    graph = Attacks.plain(*case)
    for name, theirs in by_pygarg(pygarg, *case).items():
        assert accepted(graph, name) == theirs


@pytest.mark.parametrize("seed", range(6))
def test_an_independent_solver_agrees_on_graphs_too_large_for_brute_force(pygarg, seed):
    draw = random.Random(seed)
    count = 30 + 6 * seed
    pairs = sorted({(draw.randrange(count), draw.randrange(count)) for _ in range(int(1.6 * count))})
    graph = Attacks.plain(count, pairs)
    for name, theirs in by_pygarg(pygarg, count, pairs).items():
        assert accepted(graph, name) == theirs
