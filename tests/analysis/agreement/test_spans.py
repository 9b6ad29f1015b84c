"""Components matched one to one; F1 of spans and words by hand; relations given the matching."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.agreement.data import placed
from argmap.analysis.agreement.relations import count_relations, links
from argmap.analysis.agreement.spans import Hits, matched, word_hits, word_labels
from argmap.model import Relation
from tests.analysis.agreement.samples import CONTENT, ONE, TWO, both, coder, part, tie
from tests.strategies import maps


def ids(one, other, least: float = 0.0) -> list[tuple[str, str]]:
    """Matched ids."""
    return [(a.id, b.id) for a, b in matched(one, other, least)]


def test_the_most_alike_come_first():
    assert ids(ONE, TWO) == [("c1", "x1"), ("e1", "x2")]
    assert ids(ONE, TWO, 1.0) == [("c1", "x1")]


def test_of_two_at_one_place_the_same_kind_is_matched():
    one = coder([part("a", "evidence", (0, 9)), part("b", "claim", (0, 9))])
    other = coder([part("y", "claim", (0, 9)), part("z", "evidence", (0, 9))])
    assert set(ids(one, other)) == {("a", "z"), ("b", "y")}


@given(maps(max_components=6), maps(max_components=6), st.sampled_from([0.0, 0.5, 1.0]))
@settings(deadline=None, max_examples=30)
def test_matching_is_one_to_one_and_fair_to_both(one, other, least):
    pairs = ids(one, other, least)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert len(ids(other, one, least)) == len(pairs) or least == 0.0
    assert len(ids(one, one, 1.0)) == len(placed(one))


def test_f1_by_hand():
    assert Hits(2, 3, 3).f1 == 2 / 3
    assert Hits().f1 is None
    rows = word_labels(both(), (0, len(CONTENT)))
    # claims of two words each differ where one nests; the third sentence only one has
    assert rows == {("claim", "claim"): 5, ("evidence", "claim"): 5, ("evidence", ""): 5}
    assert word_hits(rows, 0, 1, kinds=False) == Hits(10, 15, 10)
    assert word_hits(rows, 0, 1, kinds=True) == Hits(5, 15, 10)


def test_links_of_all_kinds_of_relations():
    amap = coder(
        [part(f"c{i}", "claim", (i, i + 1)) for i in range(1, 6)],
        [
            tie("k1", "supports", "c1 c2", "c3"),
            tie("k2", "undercuts", "c4", "k1"),
            Relation("k3", "attacks", mutual=("c4", "c5")),
            tie("k4", "cites", "c1", "b1"),
        ],
    )
    assert links(amap) == {
        ("c1", "c3"): "supports",
        ("c2", "c3"): "supports",
        ("c4", "c3"): "undercuts",
        ("c4", "c5"): "attacks",
        ("c5", "c4"): "attacks",
    }
    ring = coder(
        [part("c1", "claim", (0, 1))], [tie("k1", "undercuts", "c1", "k2"), tie("k2", "undercuts", "c1", "k1")]
    )
    assert links(ring) == {}


def test_relations_given_matched_components():
    counts = count_relations(ONE, TWO, matched(ONE, TWO))
    assert counts.table == {("none", "supports"): 1, ("supports", "attacks"): 1}
    assert counts.linked == {("supports", "attacks"): 1}
    assert (counts.attached, counts.named) == (Hits(1, 1, 2), Hits(0, 1, 2))
    assert (counts.loose, counts.all) == (1, 4)
    assert (counts + counts).all == 8


def test_a_window_leaves_far_pairs_out():
    amap = coder([part(f"c{i}", "claim", (i, i + 1)) for i in range(6)])
    pairs = matched(amap, amap)
    assert count_relations(amap, amap, pairs).table.total() == 30
    assert count_relations(amap, amap, pairs, 1).table.total() == 10
