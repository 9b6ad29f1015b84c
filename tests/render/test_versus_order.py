from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from argmap.render.versus_order import crossings, groups, least_crossings

LEFT, RIGHT = ["a", "b", "c", "d"], ["w", "x", "y", "z"]
LINKS = st.lists(st.tuples(st.sampled_from(LEFT), st.sampled_from(RIGHT)), max_size=7, unique=True)


@given(LINKS)
def test_never_worse_than_given_and_as_good_as_by_brute_force(links):
    left, right = least_crossings(LEFT, RIGHT, links)
    assert sorted(left) == LEFT
    assert sorted(right) == RIGHT
    found = crossings(left, right, links)
    best = min(crossings(p, q, links) for p in permutations(LEFT) for q in permutations(RIGHT))
    assert found <= crossings(LEFT, RIGHT, links)
    assert found == best


FIVE, SIX = ["a", "b", "c", "d", "e"], ["u", "v", "w", "x", "y", "z"]


@given(st.lists(st.tuples(st.sampled_from(FIVE), st.sampled_from(SIX)), max_size=9, unique=True))
def test_longer_columns_never_get_worse_and_keep_all_items(links):
    left, right = least_crossings(FIVE, SIX, links)
    assert (sorted(left), sorted(right)) == (FIVE, SIX)
    assert crossings(left, right, links) <= crossings(FIVE, SIX, links)


def test_a_twist_is_undone():
    assert least_crossings("ab", "xy", [("a", "y"), ("b", "x")]) == (["a", "b"], ["y", "x"])


def test_parts_that_no_link_joins():
    assert groups("abc", "xyz", [("a", "y"), ("c", "y")]) == [
        (["a", "c"], ["y"]),
        (["b"], []),
        ([], ["x"]),
        ([], ["z"]),
    ]
