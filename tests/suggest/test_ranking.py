import pytest
from hypothesis import given, settings

from argmap.correspondence import CONVERSE
from argmap.model import ArgumentMap
from argmap.suggest import suggest
from tests.strategies import maps
from tests.suggest.samples import left, link, links, right


def pairs(found):
    return [(each.a, each.b) for each in found.candidates]


def test_the_obvious_pairs_come_first():
    found = suggest(left(), right())
    assert set(pairs(found)[:2]) == {("c1", "c1"), ("e1", "e1")}
    assert found.possible == len(found.candidates) == 8


def test_each_suggestion_says_why():
    first = next(each for each in suggest(left(), right()).candidates if (each.a, each.b) == ("c1", "c1"))
    assert "both under floods" in first.cues
    assert "one denied" in first.cues
    assert any("Harrow" in cue for cue in first.cues)
    assert first.hint is not None
    assert first.hint.type == "contrary"


def test_grounds_that_are_tied_are_named():
    found = suggest(left(), right(), links(link("e1", "e1", "same")))
    first = next(each for each in found.candidates if (each.a, each.b) == ("c1", "c1"))
    assert "their grounds e1 and e1 are the same" in first.cues


def test_a_pair_whose_grounds_are_tied_is_likelier():
    """Two of four links stand either way; only which pair is tied differs."""
    ends = [("e1", "e1"), ("c3", "c2")]
    found = []
    for tied in ends:
        made = [link(*p, status="confirmed" if p == tied else "rejected", name=f"x{i}") for i, p in enumerate(ends)]
        order = pairs(suggest(left(), right(), links(*made)))
        found.append(order.index(("c1", "c1")) - order.index(("c3", "c3")))
    assert found[0] <= found[1]
    with_ties = suggest(left(), right(), links(link("e1", "e1", "same")))
    odds = {(c.a, c.b): c.score for c in with_ties.candidates}
    plain = {(c.a, c.b): c.score for c in suggest(left(), right(), links(link("e1", "e1", "unrelated"))).candidates}
    assert odds["c1", "c1"] > plain["c1", "c1"]


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_decided_pairs_never_come_back(status):
    found = suggest(left(), right(), links(link("c1", "c1", status=status)))
    assert ("c1", "c1") not in pairs(found)
    assert (found.weighed, found.possible) == (1, 8)


def test_open_suggestions_of_the_file_stay_candidates():
    assert ("c1", "c1") in pairs(suggest(left(), right(), links(link("c1", "c1", status="suggested"))))


def test_rejections_lower_and_ties_raise_the_level():
    ends = [("c1", "c1"), ("e1", "e1"), ("c3", "c2")]
    no = suggest(left(), right(), links(*(link(*p, status="rejected", name=f"x{i}") for i, p in enumerate(ends))))
    yes = suggest(left(), right(), links(*(link(*p, name=f"x{i}") for i, p in enumerate(ends))))
    assert no.shift < 0 < yes.shift


def test_without_a_common_issue_there_is_no_candidate():
    other = ArgumentMap("other", components=tuple(c for c in right().components if c.issues == ("issue.cost",)))
    mine = ArgumentMap("mine", components=tuple(c for c in left().components if c.issues == ("issue.floods",)))
    assert suggest(mine, other).candidates == ()


def test_empty_maps_give_nothing():
    assert suggest(ArgumentMap("a"), ArgumentMap("b")).candidates == ()
    assert suggest(left(), ArgumentMap("b")).possible == 0


@settings(max_examples=20)
@given(maps("one", 7), maps("two", 7))
def test_swapping_the_sides_mirrors(a, b):
    one, two = suggest(a, b), suggest(b, a)
    mine = {(each.a, each.b): each for each in one.candidates}
    for each in two.candidates:
        same = mine.pop((each.b, each.a))
        assert same.score == pytest.approx(each.score, abs=2e-4)
        kinds = [hint and CONVERSE.get(hint.type, hint.type) for hint in (each.hint,)]
        assert kinds == [same.hint and same.hint.type]
    assert not mine


@settings(max_examples=10)
@given(maps("one", 6), maps("two", 6))
def test_the_same_input_gives_the_same_list(a, b):
    assert suggest(a, b) == suggest(a, b)
    assert all(each.cues and 0.0 <= each.score <= 1.0 for each in suggest(a, b).candidates)
