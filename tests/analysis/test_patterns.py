from argmap.analysis.attacks import attacks
from argmap.analysis.disagreements import disagreements
from argmap.analysis.labelling import grounded
from argmap.analysis.patterns import Patterns, patterns
from argmap.correspondence import Correspondences
from tests.analysis.samples import graph, linked, made


def found(*maps, links=None) -> Patterns:
    given = links or Correspondences()
    frame = graph(*maps, links=given)
    return patterns(frame, given, disagreements(frame, given), grounded(attacks(frame)))


def ids(members) -> list[str]:
    return [m.id for m in members]


def test_one_ground_for_opposite_conclusions():
    a = made("a", "c1 c2 e1", "k1: e1 > c2; k2: c2 > c1")
    b = made("b", "c1 e1", "k5: e1 > c1")
    (one,) = found(a, b, links=linked("x1: a#c1 contrary b#c1", "x2: a#e1 same b#e1")).shared
    assert (ids(one.ground), ids(one.conclusion), one.link) == (["e1", "e1"], ["c1", "c1"], "x1")
    assert one.relations == ("a#k1", "a#k2", "b#k5")


def test_one_conclusion_on_other_grounds_with_what_was_weighed():
    a, b = made("a", "c1 e1 e2", "k1: e1+e2 > c1"), made("b", "c1 e1", "k1: e1 > c1")
    (one,) = found(a, b, links=linked("x1: a#c1 same b#c1", "x2: a#e1 unrelated b#e1")).other_grounds
    assert [ids(side) for side in one.grounds] == [["e1", "e2"], ["e1"]]
    assert (one.weighed, one.possible) == (1, 2)
    shared = linked("x1: a#c1 same b#c1", "x2: a#e1 same b#e1")
    assert found(a, b, links=shared).other_grounds == ()


def test_evidence_that_nothing_ties_to_the_other_text():
    a = made("a", "c1 e1 e2", "k1: e1 > c1", issues="c1:i e1:i e2:j")
    b = made("b", "c1 c2 ~c3", issues="c1:i c2:i c3:i")
    (one,) = found(a, b, links=linked("x1: a#e1 unrelated b#c1")).unshared
    assert (one.evidence.id, ids(one.serves), one.weighed, one.possible) == ("e1", ["c1"], 1, 2)
    assert found(a, b, links=linked("x1: a#e1 overlaps b#c1")).unshared == ()


def test_silence_is_of_own_voices():
    a, b = made("a", "c1", issues="c1:i"), made("b", "c1 ~c2", issues="c2:i")
    (one,) = found(a, b).silences
    assert (one.issue.id, one.speaks, one.silent, ids(one.components), ids(one.reports)) == ("i", 0, 1, ["c1"], ["c2"])
    assert found(a, made("b", "c1", issues="c1:i")).silences == ()


def test_tensions_are_between_own_positions():
    (one,) = found(made("a", "c1 c2 ~c3", "k1: c2 -| c1; k2: c3 -| c2")).tensions
    assert (one.attacker.id, one.attacked.id, one.refs, one.state) == ("c2", "c1", ("a#k1",), "unanswered")
    (answered, other) = found(made("a", "c1 c2 c3", "k1: c2 -| c1; k2: c3 -| c2")).tensions
    assert (answered.state, other.state) == ("answered", "unanswered")
    assert {t.state for t in found(made("a", "c1 c2", "k1: c1 <> c2")).tensions} == {"open"}


def test_a_tension_through_links():
    """An author who says p, and says with another what is contrary to p."""
    a, b = made("a", "c1 c2"), made("b", "c1")
    (one,) = found(a, b, links=linked("x1: a#c1 contrary b#c1", "x2: a#c2 same b#c1")).tensions
    assert ({one.attacker.id, one.attacked.id}, one.refs) == ({"c1", "c2"}, ("x1",))


def test_reported_objections_are_listed():
    (one,) = found(made("a", "c1 ~c2", "k1: c2 -| c1")).objections
    assert (ids(one.sources), one.target.id, one.relation) == (["c2"], "c1", "k1")
    (onto,) = found(made("a", "c1 c2 ~c3", "k1: c2 > c1; k2: c3 -| k1")).objections
    assert (onto.target, onto.onto) == (None, "k1")


def test_the_same_map_twice_is_silent_on_nothing():
    amap = made("a", "c1 e1", "k1: e1 > c1", issues="c1:i e1:i")
    same = found(amap, amap)
    assert (same.silences, same.unshared, same.other_grounds, same.shared) == ((), (), (), ())
