"""Issues and voices that the adjudicator makes: in the agreed map once, with an id of their own, and only if used."""

from __future__ import annotations

import pytest

from argmap.adjudication.build import agree
from argmap.adjudication.coined import coined, labels
from argmap.adjudication.decisions import checked
from argmap.adjudication.table import rows
from argmap.problems import ArgmapError
from tests.adjudication.cases import amap, part, setting
from tests.strategies import ISSUES, VOICES

MORE = {"issues": ISSUES, "voices": VOICES}
ONE = [part("c1", 0, 3, issues=("issue.one",), voice="voice.other"), part("c2", 5, 8, issues=("issue.one",))]
TWO = [part("c1", 0, 3, issues=("issue.two",)), part("c2", 5, 8, issues=("issue.two",))]
FOUND = setting(amap("Ann", ONE, **MORE), amap("Bo", TWO, **MORE))


def decided(about, *values):
    """What is decided of the differences about one thing, one value for each, as it would come from a page."""
    differ = [d for d in FOUND.list if d.about == about]
    return {
        d.id: checked(FOUND, {"id": d.id, "choice": "new", "who": "Jo", "value": value})
        for d, value in zip(differ, values, strict=True)
    }


def test_a_new_issue_and_a_new_voice():
    made = decided("issue", ["new:Tolls", "issue.one"], ["new:tolls"]) | decided("voice", "new: The mayor ")
    got = agree(FOUND, made, "Jo", taken=["issue.tolls"]).map
    (issue,) = [item for item in got.issues if item not in FOUND.case.template.issues]
    (voice,) = [item for item in got.voices if item not in FOUND.case.template.voices]
    assert (issue.label, voice.label) == ("Tolls", "The mayor") and issue.id != "issue.tolls"
    first, second = got.components
    assert first.issues == (issue.id, "issue.one") and second.issues == (issue.id,) and first.voice == voice.id
    told = {row["about"]: row["decided"] for row in rows(FOUND, made, agree(FOUND, made, "Jo"))}
    assert told == {"voice": "new: The mayor", "issue": "new: tolls"}


def test_labels_that_are_known_are_no_new_entries():
    made = decided("issue", [f"new:{ISSUES[0].label.upper()}"], [ISSUES[1].label])
    assert [d.value for d in made.values()] == [[ISSUES[0].id], [ISSUES[1].id]]
    assert labels(FOUND, made, "issue") == []
    assert agree(FOUND, made, "Jo").map.issues == FOUND.case.template.issues


def test_what_nothing_uses_is_not_made():
    made = decided("issue", ["new:Tolls"], ["issue.one"])
    kept = {ident: d for ident, d in made.items() if d.value == ["issue.one"]}
    assert len(coined(FOUND, made, ()).issues) == 1 and not coined(FOUND, kept, ()).issues
    assert agree(FOUND, kept, "Jo").map.issues == FOUND.case.template.issues


@pytest.mark.parametrize(("about", "value"), [("issue", ["Tols"]), ("voice", "nobody"), ("issue", ["new: "])])
def test_a_slip_of_the_pen_makes_nothing(about, value):
    (first, *_) = [d for d in FOUND.list if d.about == about]
    with pytest.raises(ArgmapError, match=f"no {about}"):
        checked(FOUND, {"id": first.id, "choice": "new", "value": value})
