"""What an issue turns on, and the sentences on what would settle it, for each kind of disagreement."""

import pytest

from argmap.analysis.cruxes import standing
from argmap.analysis.frameworks import framework
from argmap.analysis.settling import turns
from argmap.compare.many import Many, compare_many
from argmap.correspondence import Correspondences, Link, Ref
from tests.analysis.samples import made


def pair(a, b, *links: tuple[str, str, str]) -> Many:
    found = tuple(Link(f"x{n}", t, Ref("a", p), Ref("b", q), issues=("i",)) for n, (t, p, q) in enumerate(links, 1))
    return compare_many([a, b], Correspondences(links=found))[0]


def sentences(many: Many) -> str:
    (turn,) = turns(many).by_issue["i"]
    return " / ".join(turn.sentences)


def test_a_question_of_fact_names_the_evidence_of_either_side_and_what_of_it_is_contested():
    a = made("a", "c1 c2 e1 e2 c3", "k1: c2 > c1; k2: e1 > c2; k3: e2 > c2; k4: c3 -| e2", issues="c2:i")
    b = made("b", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2", issues="c2:i")
    (turn,) = turns(pair(a, b, ("contrary", "c2", "c2"))).by_issue["i"]
    assert turn.disagreement.kind == "facts"
    assert [m.id for m in turn.looks[0].evidence] == ["e1", "e2"]
    assert [m.id for m in turn.looks[0].contested] == ["e2"]
    assert turn.looks[1].contested == ()
    told = " / ".join(turn.sentences)
    assert "question of fact" in told and "e1, e2; contested: e2" in told and "is e1; no link" in told


@pytest.mark.parametrize(
    ("a", "b", "links", "words"),
    [
        (made("a", "c1 c2 e1", "k1: e1 > c2; k2: c2 > c1", issues="c2:i"),
         made("b", "c1 c2 e1", "k1: e1 > c2; k2: c2 > c1", issues="c2:i"),
         [("contrary", "c2", "c2"), ("same", "e1", "e1")], "the ground is common (a#e1 = b#e1)"),
        (made("a", "c1 r1", "k1: r1 > c1", issues="r1:i"), made("b", "c1 r1", "k1: r1 > c1", issues="r1:i"),
         [("contrary", "r1", "r1")], "question of what to do"),
        (made("a", "c1 c2 c3", "k1/definition: c3 > c2; k2: c2 > c1", issues="c2:i"), made("b", "c1 c2", issues="c2:i"),
         [("contrary", "c2", "c2")], "question of words"),
        (made("a", "c1 c2", issues="c2:i"), made("b", "c1 c2", issues="c2:i"),
         [("contrary", "c2", "c2")], "does not tell"),
    ],
)  # fmt: skip
def test_each_kind_has_its_sentence(a, b, links, words):
    assert words in sentences(pair(a, b, *links))


def test_the_crux_is_that_of_the_analysis_with_its_rank():
    a = made("a", "c1 c2 c3", "k1: c2 > c1; k2: c3 > c2", issues="c2:i c3:i")
    b = made("b", "c1 c2 c3", "k1: c2 > c1; k2: c3 > c2", issues="c2:i c3:i")
    many = pair(a, b, ("contrary", "c3", "c3"), ("contrary", "c2", "c2"))
    live = standing(framework(many.maps, many.given)[0]).live
    found = turns(many).by_issue["i"]
    assert [turn.rank for turn in found] == [1, 2]
    assert [turn.crux for turn in found] == live
    assert found[0].disagreement.deeper == ("x1",)


def test_nothing_opposed_nothing_said():
    a, b = made("a", "c1 c2", issues="c2:i"), made("b", "c1 c2", issues="c2:i")
    assert turns(pair(a, b, ("same", "c2", "c2"))).by_issue == {}
    assert turns(pair(a, made("b", "c1 ~c2", issues="c2:i"), ("contrary", "c2", "c2"))).by_issue == {}
