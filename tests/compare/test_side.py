from hypothesis import given, settings

from argmap.compare.side import Side
from argmap.correspondence import Correspondences, Ref, Stance
from argmap.model import ArgumentMap, Component, Relation
from tests.strategies import maps


@settings(deadline=None, max_examples=30)
@given(maps("a"))
def test_positions_hold_what_is_filed_and_lead_with_what_serves_no_other(amap):
    side = Side.of(amap, Correspondences())
    for issue in {i for c in amap.components for i in c.issues} | {""}:
        position = side.position(issue)
        here = [c for c in amap.components if (issue in c.issues if issue else not c.issues)]
        assert position.own == tuple(c.id for c in here if not c.reported)
        assert position.reported == tuple(c.id for c in here if c.reported)
        assert set(position.leading) <= set(position.own)
        assert bool(position.leading) == bool(position.own)
        assert side.position(issue) is position


def test_stances_of_this_text_are_counted_and_those_of_others_are_not():
    amap = ArgumentMap(
        "a", components=(Component("c1", "claim", issues=("i",)), Component("c2", "claim", issues=("i",)))
    )
    refs = (Ref("a.xml", "c1"), Ref("a.xml", "c2"), Ref("b.xml", "c1"))
    given_stances = tuple(Stance(f"s{n}", ref, "i", "for") for n, ref in enumerate(refs))
    assert Side.of(amap, Correspondences(stances=given_stances)).position("i").stances == (("for", 2),)


def test_theses_rank_first_then_what_most_rests_under():
    components = (*(Component(f"c{n}", "claim") for n in (1, 2)), Component("c3", "claim", thesis=True))
    relations = (Relation("k1", "supports", ("c1",), ("c2",)),)
    side = Side.of(ArgumentMap("a", components=components, relations=relations), Correspondences())
    assert [c.id for c in side.ranked] == ["c3", "c2", "c1"]
