import itertools

from hypothesis import given
from hypothesis import strategies as st

from argmap.render.scene import Rect
from argmap.render.versus_links import Tie, _spread, tie_items

HEIGHTS = st.lists(st.floats(0, 500), min_size=1, max_size=12)


@given(HEIGHTS)
def test_labels_are_moved_apart_and_keep_their_order(wanted):
    placed = _spread(wanted, 10.0)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    heights = [placed[i] for i in order]
    assert all(b - a >= 10.0 - 1e-6 for a, b in itertools.pairwise(heights))


@given(HEIGHTS)
def test_labels_with_room_stay_where_they_are_wanted(wanted):
    apart = [i * 20.0 for i, _ in enumerate(wanted)]
    assert _spread(apart, 10.0) == apart


def test_a_link_is_named_in_words():
    left, right = {"a.c1": Rect(0, 0, 50, 20)}, {"b.c2": Rect(150, 0, 50, 20)}
    _, item = tie_items([Tie("a.c1", "b.c2", "broader", "x7")], left, right)
    assert [t.text for t in item.texts] == ["broader than", "x7"]
    assert item.rect.x > 50
    assert item.rect.right < 150


def test_no_curve_crosses_out_a_label():
    left = {f"a.c{n}": Rect(0, n * 30, 50, 20) for n in range(4)}
    right = {f"b.c{n}": Rect(150, n * 30, 50, 20) for n in range(4)}
    items = tie_items([Tie(f"a.c{n}", f"b.c{3 - n}", "same", f"x{n}") for n in range(4)], left, right)
    assert [item.role for item in items] == ["line"] * 4 + ["edge"] * 4
    assert all(item.title for item in items[4:])
