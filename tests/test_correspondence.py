from argmap.correspondence import Link, Ref


def test_swapping_turns_broader_into_narrower_and_back():
    link = Link("x", "broader", Ref("a", "c1"), Ref("b", "c2"))
    assert (link.swapped().type, link.swapped().a) == ("narrower", Ref("b", "c2"))
    assert link.swapped().swapped() == link
    assert not link.symmetric


def test_contrary_reads_the_same_from_both_sides():
    link = Link("x", "contrary", Ref("a", "c1"), Ref("b", "c2"))
    assert link.swapped().type == "contrary"
    assert str(link.b) == "b#c2"
