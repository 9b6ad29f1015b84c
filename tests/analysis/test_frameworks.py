from hypothesis import given

from argmap.analysis.frameworks import FULL, NONE, Member, framework
from argmap.correspondence import Correspondences, Link, Ref
from tests.analysis.samples import graph, linked, made
from tests.strategies import maps


def test_restated_and_same_are_one_statement():
    a = made("a", "c1 c2", "k1: c2 = c1")
    b = made("b", "c1")
    frame = graph(a, b, links=linked("x1: a#c2 same b#c1"))
    (one,) = frame.statements
    assert one.members == (Member(0, "c1"), Member(1, "c1"), Member(0, "c2"))
    assert one.key == "a#c1"


def test_a_thesis_names_its_statement():
    frame = graph(made("a", "c1 c2", "k1: c1 = c2", theses="c2"))
    assert frame.statements[0].key == "a#c2"
    assert frame.theses == (0,)


def test_contrary_links_attack_both_ways_and_partial_ones_do_not():
    a, b = made("a", "c1"), made("b", "c1")
    steps = graph(a, b, links=linked("x1: a#c1 contrary b#c1")).steps
    assert [(s.sources, s.target, s.supports, s.id) for s in steps] == [((0,), 1, False, "x1"), ((1,), 0, False, "x1")]
    for type_ in ("overlaps", "broader", "narrower", "unrelated"):
        assert graph(a, b, links=linked(f"x1: a#c1 {type_} b#c1")).steps == ()


def test_rejected_and_suggested_links_count_for_nothing():
    a, b = made("a", "c1"), made("b", "c1")
    assert graph(a, b, links=linked("x1: a#c1 rejected contrary b#c1")).steps == ()
    link = Link("x1", "contrary", Ref("a", "c1"), Ref("b", "c1"), "suggested", score=0.9)
    assert graph(a, b, links=Correspondences("l", links=(link,))).steps == ()


def test_a_reported_objection_is_on_record_and_defeats_nothing_of_its_reporter():
    amap = made("a", "c1 ~c2 ~c3", "k1: c2 -| c1; k2: c2 -| c3; k3: c3 > c1")
    frame = graph(amap)
    assert [s.id for s in frame.steps] == ["k2", "k3"]
    assert [s.id for s in frame.set_aside] == ["k1"]
    assert [s.id for s in graph(amap, reported=FULL).steps] == ["k1", "k2", "k3"]
    left = graph(amap, reported=NONE)
    assert (len(left.statements), left.steps) == (1, ())


def test_what_another_author_holds_is_no_longer_only_reported():
    a, b = made("a", "c1 ~c2", "k1: c2 -| c1"), made("b", "c1")
    assert [s.id for s in graph(a, b, links=linked("x1: a#c2 same b#c1")).steps] == ["k1"]


def test_undercuts_hit_steps_also_when_they_come_first_or_in_a_chain():
    frame = graph(made("a", "c1 c2 c3 c4", "k3: c4 -| k2; k2: c3 -| k1; k1: c2 > c1"))
    by_id = {s.id: s for s in frame.steps}
    assert frame.steps[by_id["k2"].onto].id == "k1"
    assert frame.steps[by_id["k3"].onto].id == "k2"


def test_undercuts_in_a_circle_and_into_nothing_are_left_out():
    assert graph(made("a", "c1 c2", "k1: c1 -| k2; k2: c2 -| k1; k3: c1 -| k9")).steps == ()


def test_contradictions_of_links_are_noted_and_break_nothing():
    a, b = made("a", "c1"), made("b", "c1")
    frame, problems = framework([a, b], linked("x1: a#c1 same b#c1", "x2: a#c1 contrary b#c1"))
    assert [item.code for item in problems] == ["E706"]
    assert frame.steps == ()
    assert "x2" in frame.notes[0]


def test_a_step_to_itself_is_noted():
    frame = graph(made("a", "c1 c2", "k1: c1 = c2; k2: c1 > c2"))
    assert frame.steps == ()
    assert frame.notes == ("k2 leads from a statement to itself and is left out",)


def test_links_to_nowhere_are_problems():
    frame, problems = framework([made("a", "c1"), made("b", "c1")], linked("x1: a#c1 contrary b#c9"))
    assert [p.code for p in problems] == ["E703"]
    assert len(frame.statements) == 2


def test_the_same_map_twice_is_one_set_of_statements():
    amap = made("a", "c1 c2", "k1: c2 > c1")
    frame = graph(amap, amap)
    assert [len(s.members) for s in frame.statements] == [2, 2]
    assert frame.names == ("a:1", "a:2")


@given(maps())
def test_every_map_makes_a_graph_whose_steps_stay_inside(amap):
    for reported in ("apart", "full", "none"):
        frame = graph(amap, reported=reported)
        assert sorted(m.id for s in frame.statements for m in s.members) == sorted(
            c.id for c in amap.components if not (reported == "none" and c.reported)
        )
        for step in frame.steps:
            assert (step.target >= 0) != (step.onto >= 0)
            assert step.target not in step.sources
            assert all(0 <= s < len(frame.statements) for s in step.sources)
