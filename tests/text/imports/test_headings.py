"""Headings, scrambled small capitals, the title block."""

from __future__ import annotations

import pytest

from argmap.text.imports.headings import (
    acronyms,
    find_foreign,
    find_headings,
    find_title,
    known_heading,
    normal_case,
    scrambled,
)
from argmap.text.imports.layout import measure

BODY = "The ferries went over the lake every day and came back when lamps were lit.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thE wiNTER CRossiNGs", True),
        ("iNTRodUCTioN", True),
        ("whaT RoLE FoR ThE E.U.?", True),
        ("The Winter Crossings", False),
        ("WINTER", False),
        ("iPhone", False),
        ("McDonald and MacLeod of iPhone", False),
        ("", False),
    ],
)
def test_scrambled_small_capitals(text, expected):
    assert scrambled(text) is expected


def test_normal_case_knows_small_words_and_the_texts_acronyms():
    known = acronyms("The E.U. and NATO met; nato was never written so. The CIS met.")
    assert known == {"E.U.": "E.U.", "CIS": "CIS"}
    assert normal_case("whaT RoLE FoR ThE E.u.?", known) == "What Role for the E.U.?"
    assert normal_case("LakEs: a sToRy oF ThE Cis", known) == "Lakes: A Story of the CIS"


@pytest.mark.parametrize(
    ("body", "expected"),
    [("Conclusion", True), ("2. Methods", True), ("IV. RESULTS:", True), ("Conclusions drawn", False)],
)
def test_known_headings(body, expected):
    assert known_heading(body) is expected


def test_headings_need_a_place_of_their_own():
    text = f"{BODY * 3}\nWinter crossings\n\n{BODY * 3}The end of it\n{BODY}\nshort tail\n\n{BODY}\nLast words\n"
    layout = measure(text)
    found = [layout.lines[index].body for index in find_headings(layout)]
    assert found == ["Winter crossings"]


def test_title_block():
    layout = measure(f"Ferries and\nVillages\n\nAnn Marlow\n\nAbstract\n\n{BODY * 5}")
    roles = find_title(layout, {3: "known"}, "", ())
    assert roles == {0: "title", 1: "title", 2: "byline"}
    assert find_title(layout, {3: "known"}, "Another Title Altogether", ("Ann Marlow",)) == {}
    assert find_title(measure(BODY * 5), {}, "", ()) == {}


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Abstract\n\nOne.\n\nReferences\n\nTwo.\n\nAbstract\n\nThree.", 4),
        ("Abstract\n\nOne.\n\nIntroduction\n\nTwo.", 4),
        ("Abstract\n\nOne.\n\nConclusion\n\nTwo.", 4),
    ],
)
def test_foreign_matter_begins_where_a_front_heading_comes_again(text, index):
    assert find_foreign(measure(text))[0] == index
