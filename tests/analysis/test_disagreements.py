from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.disagreements import OTHER_REMEDY, STANCE_APART, _opposed, apparent, disagreements
from argmap.analysis.kinds import FACTS, REMEDIES, UNDETERMINED
from argmap.correspondence import Ref, Stance
from tests.analysis.samples import graph, linked, made


def found(a, b, *links: str, stances: str = ""):
    """Disagreements; stances as ``a#c1:i=for b#c1:i=against``."""
    given = linked(*links)
    coded = []
    for n, word in enumerate(stances.split()):
        end, _, value = word.partition("=")
        ref, _, issue = end.partition(":")
        coded.append(Stance(f"t{n}", Ref(*ref.split("#")), issue, value))
    given = replace(given, stances=tuple(coded))
    return disagreements(graph(a, b, links=given), given)


def test_a_contrary_link_is_one():
    (one,) = found(made("a", "c1"), made("b", "c1"), "x1: a#c1 contrary b#c1")
    assert (one.id, one.type, one.opposed, one.held, one.kind) == ("x1", "contrary", True, True, UNDETERMINED)
    assert one.a.up[0].steps == ()


def test_the_order_of_the_ends_does_not_matter():
    (one,) = found(made("a", "c1"), made("b", "c2"), "x1: b#c2 contrary a#c1")
    assert (one.a.member.id, one.b.member.id) == ("c1", "c2")


def test_same_and_overlaps_are_none():
    assert found(made("a", "c1"), made("b", "c1"), "x1: a#c1 same b#c1") == ()
    assert found(made("a", "c1"), made("b", "c1"), "x1: a#c1 overlaps b#c1") == ()


def test_an_overlap_with_opposite_stances_is_a_weaker_one():
    a, b = made("a", "c1", issues="c1:i"), made("b", "c1", issues="c1:i")
    (one,) = found(a, b, "x1: a#c1 overlaps b#c1", stances="a#c1:i=for b#c1:i=against")
    assert (one.type, one.opposed) == (STANCE_APART, False)
    assert found(a, b, "x1: a#c1 overlaps b#c1", stances="a#c1:i=for b#c1:i=for") == ()


def test_a_reported_end_is_marked():
    (one,) = found(made("a", "c1"), made("b", "~c1", theses=""), "x1: a#c1 contrary b#c1")
    assert not one.held


def test_other_remedies_for_a_problem_that_both_see():
    a = made("a", "r1 c1", "k1: c1 > r1", issues="r1:i")
    b = made("b", "r1 c1", "k1: c1 > r1", issues="r1:i")
    stances = "a#r1:i=for b#r1:i=against"
    (one,) = found(a, b, "x1: a#c1 same b#c1", stances=stances)
    assert (one.type, one.kind, one.id) == (OTHER_REMEDY, REMEDIES, "a#r1/b#r1")
    assert found(a, b, stances=stances) == ()
    tied = found(a, b, "x1: a#c1 same b#c1", "x2: a#r1 overlaps b#r1", stances=stances)
    assert [d.type for d in tied] == [STANCE_APART]


def test_what_it_turns_on_lies_beneath_both():
    a = made("a", "c1 c2 e1 c9", "k1: c2 > c1; k2: e1 > c2")
    b = made("b", "c1 c2 e1 c9", "k1: c2 > c1; k2: e1 > c2")
    top, middle, bottom, aside = found(
        a, b, "x1: a#c1 contrary b#c1", "x2: a#c2 contrary b#c2", "x3: a#e1 contrary b#e1", "x4: a#c9 contrary b#c9"
    )
    assert (top.deeper, middle.deeper, bottom.deeper, aside.deeper) == (("x2", "x3"), ("x3",), (), ())
    assert bottom.kind == FACTS


def test_a_kind_is_taken_from_beneath_where_nothing_else_tells():
    a, b = made("a", "c1 c2", "k1: c2 > c1"), made("b", "c1 e1", "k1: e1 > c1")
    top, bottom = found(a, b, "x1: a#c1 contrary b#c1", "x2: a#c2 contrary b#e1")
    assert (bottom.kind, top.kind, top.signs[0].refs) == (FACTS, FACTS, ("x2",))


def test_two_links_between_the_same_statements_are_one():
    a = made("a", "c1 c2", "k1: c1 = c2")
    (one,) = found(a, made("b", "c1"), "x1: a#c1 contrary b#c1", "x2: a#c2 contradictory b#c1")
    assert (one.id, one.also) == ("x1", ("x2",))


def test_rejected_contraries_are_apparent():
    a, b = made("a", "c1 c2"), made("b", "c1")
    given = linked("x1: a#c1 rejected contrary b#c1", "x2: b#c1 rejected same a#c2")
    assert [x.link.id for x in apparent(graph(a, b, links=given), given)] == ["x1"]


def test_the_same_map_twice_disagrees_nowhere():
    amap = made("a", "c1 c2", "k1: c2 -| c1")
    assert found(amap, amap) == ()


@given(
    st.lists(st.dictionaries(st.sampled_from("ijk"), st.sampled_from(["for", "against", "mixed", None])), max_size=7)
)
def test_opposed_recommendations_are_those_that_all_pairs_give(coded):
    """Over all pairs: one is for, the other against the same issue."""
    wanted = [
        (n, m)
        for n, m in combinations(range(len(coded)), 2)
        if any({x, coded[m].get(i)} == {"for", "against"} for i, x in coded[n].items())
    ]
    assert _opposed(coded) == wanted
