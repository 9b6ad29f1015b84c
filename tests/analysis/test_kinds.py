import pytest

from argmap.analysis.frameworks import Member
from argmap.analysis.kinds import DEFINITIONS, FACTS, REMEDIES, UNDETERMINED, WEIGHTS, signs, verdict
from tests.analysis.samples import graph, linked, made


def kind(a, b, *links: str, ends=("c1", "c1"), stances=None) -> str:
    frame = graph(a, b, links=linked(*links))
    return verdict(signs(frame, Member(0, ends[0]), Member(1, ends[1]), stances or {}))


def test_two_recommendations_are_remedies_whatever_they_rest_on():
    a, b = made("a", "r1 e1", "k1: e1 > r1"), made("b", "r1 e1", "k1: e1 > r1")
    assert kind(a, b, "x: a#e1 same b#e1", ends=("r1", "r1")) == REMEDIES


def test_evidence_against_a_claim_is_about_facts():
    assert kind(made("a", "e1"), made("b", "c1"), ends=("e1", "c1")) == FACTS


def test_a_shared_ground_makes_it_a_matter_of_weight():
    a, b = made("a", "c1 c2 e1", "k1: c2 > c1; k2: e1 > c2"), made("b", "c1 e1", "k1: e1 > c1")
    assert kind(a, b, "x: a#e1 same b#e1") == WEIGHTS
    assert kind(a, b) == FACTS


def test_evidence_on_one_side_only_tells_nothing():
    assert kind(made("a", "c1 e1", "k1: e1 > c1"), made("b", "c1")) == UNDETERMINED


def test_schemes_tell_if_all_are_of_one_family():
    fact, plan = "k1/sign: c2 > c1", "k1/practical-reasoning: c2 > c1"
    maps = {word: made(word, "c1 c2", line) for word, line in (("a", fact), ("b", fact.replace("sign", "example")))}
    assert kind(maps["a"], maps["b"]) == FACTS
    assert kind(maps["a"], made("b", "c1 c2", plan)) == UNDETERMINED
    assert kind(made("a", "c1 c2", plan), made("b", "c1 c2", plan)) == REMEDIES


def test_a_scheme_counts_under_any_usual_name_and_as_what_it_is_a_kind_of():
    def both(one: str, other: str) -> str:
        return kind(made("a", "c1 c2", f"k1/{one}: c2 > c1"), made("b", "c1 c2", f"k1/{other}: c2 > c1"))

    assert both("argument-from-sign", "ExpertOpinion") == FACTS
    assert both("necessary-condition", "full-slippery-slope") == REMEDIES
    assert both("genus-and-species", "sign") == DEFINITIONS
    assert both("sign", "a-way-of-my-own") == UNDETERMINED


def test_signs_that_differ_leave_it_open():
    a = made("a", "c1 e1", "k1/verbal-classification: e1 > c1")
    b = made("b", "c1 e1", "k1/sign: e1 > c1")
    assert kind(a, b) == UNDETERMINED
    assert kind(a, made("b", "c1")) == DEFINITIONS


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"), [("for", "qualified", WEIGHTS), ("for", "against", UNDETERMINED)]
)
def test_a_reservation_is_a_matter_of_weight(mine, theirs, wanted):
    a, b = made("a", "c1", issues="c1:i"), made("b", "c1", issues="c1:i")
    assert kind(a, b, stances={(0, "c1", "i"): mine, (1, "c1", "i"): theirs}) == wanted


def test_each_sign_names_what_it_rests_on():
    a, b = made("a", "c1 e1", "k1: e1 > c1"), made("b", "c1 e1", "k1: e1 > c1")
    frame = graph(a, b)
    (sign,) = signs(frame, Member(0, "c1"), Member(1, "c1"), {})
    assert sign.refs == ("a#e1", "b#e1")
