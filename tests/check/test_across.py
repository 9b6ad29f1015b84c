"""What maps that are checked together share must mean the same in each."""

from __future__ import annotations

from dataclasses import replace

from argmap.check import check_across
from argmap.correspondence import Correspondences
from argmap.model import Annotator, Issue, Voice
from argmap.problems import Place
from tests.check.samples import a_map, claim, codes

ONE = replace(a_map(claim("c1")), file="one.xml", id="one")
TWO = replace(ONE, file="two.xml", id="two")


def test_maps_that_share_a_code_book():
    assert check_across([ONE, TWO]) == []
    assert check_across([]) == []


def test_an_issue_in_other_words():
    for change in ({"label": "Wells"}, {"question": "Why?"}, {"parent": "issue.other"}):
        first = Issue("issue.water", "Water", "How?", "issue.top", place=Place("one.xml", 3, 1))
        other = replace(first, **change, place=Place("two.xml", 9, 1))
        found = check_across([replace(ONE, issues=(first,)), replace(TWO, issues=(other,))])
        assert codes(found) == ["W612"]
        assert found[0].place.file == "two.xml"
        assert "one.xml" in found[0].message


def test_what_is_left_out_is_no_difference():
    book = Correspondences(issues=(Issue("issue.water", " Water ", "How is the water?"),))
    assert check_across([ONE], [book]) == []
    assert codes(check_across([ONE], [replace(book, issues=(Issue("issue.water", "Wine"),))])) == ["W612"]


def test_names_of_annotators_and_voices():
    other = replace(TWO, annotators=(Annotator("ann.first", "Somebody Else"),))
    assert codes(check_across([ONE, other])) == ["W614"]
    assert check_across([ONE, replace(TWO, annotators=(Annotator("ann.first"),))]) == []
    voices = [
        replace(m, voices=(Voice("voice.x", label),), components=(claim("c1", voice="voice.x"),))
        for m, label in ((ONE, "X"), (TWO, "Y"))
    ]
    assert codes(check_across(voices)) == ["W614"]


def test_one_id_for_two_files():
    assert codes(check_across([ONE, replace(TWO, id="one")])) == ["E613"]
    assert check_across([ONE, replace(TWO, id="one", components=())]) == []  # the edition of a sidecar
    assert check_across([replace(ONE, id=""), replace(TWO, id="")]) == []
