"""Links and stances against the maps that they speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.check import check_correspondences
from argmap.correspondence import CONVERSE, Correspondences, Link, Ref, Stance
from argmap.model import Annotator, Issue
from tests.check.samples import a_map, claim, codes

MAPS = {
    name: a_map(
        claim("c1"),
        claim("c2"),
        issues=(Issue("issue.water", "W"), Issue("issue.water.wells", "Wells", parent="issue.water")),
    )
    for name in ("a.xml", "b.xml")
}
LINK = Link(
    "x1",
    "same",
    Ref("a.xml", "c1"),
    Ref("b.xml", "c2"),
    annotator="ann.first",
    date="2026-11-21",
    reason="Both say it.",
)
STANCE = Stance("t1", Ref("a.xml", "c1"), "issue.water", "for", annotator="ann.first")


def found(*items: Link | Stance) -> list[str]:
    links = tuple(item for item in items if isinstance(item, Link))
    stances = tuple(item for item in items if isinstance(item, Stance))
    given = Correspondences(
        links=links, stances=stances, annotators=(Annotator("ann.x"),), issues=(Issue("issue.own"),)
    )
    return codes(check_correspondences(given, MAPS))


def test_sound_ones():
    assert (
        found(LINK, STANCE, replace(LINK, id="x2", b=Ref("b.xml", "c1"), annotator="ann.x", issues=("issue.own",)))
        == []
    )
    assert found(replace(LINK, status="suggested", annotator="", date="", reason="")) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "similar"}, "E701"),
        ({"status": "maybe"}, "E702"),
        ({"b": Ref("b.xml", "c9")}, "E703"),
        ({"b": Ref("absent.xml", "c9")}, "W704"),
        ({"b": Ref("a.xml", "c2")}, "E705"),
        ({"reason": "  "}, "W708"),
        ({"date": ""}, "W708"),
        ({"annotator": ""}, "W708"),
        ({"date": "2026-13-01"}, "E709"),
        ({"date": "20261121"}, "E709"),
        ({"annotator": "ann.nobody"}, "E604"),
        ({"certainty": "sure"}, "W213"),
        ({"issues": ("issue.none",)}, "E710"),
    ],
)
def test_one_fault_in_a_link(change, code):
    assert found(replace(LINK, **change)) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": "pro"}, "E711"),
        ({"component": Ref("a.xml", "c9")}, "E703"),
        ({"component": Ref("absent.xml", "c1")}, "W704"),
        ({"issue": "issue.none"}, "E710"),
        ({"issue": "issue.water.wells"}, "W712"),
        ({"annotator": "ann.nobody"}, "E604"),
        ({"certainty": "2"}, "W213"),
    ],
)
def test_one_fault_in_a_stance(change, code):
    assert found(replace(STANCE, **change)) == [code]


def test_a_stance_on_a_broader_issue_than_the_filing_is_sound():
    maps = {"a.xml": a_map(claim("c1", issues=("issue.water.wells",)), issues=MAPS["a.xml"].issues)}
    assert check_correspondences(Correspondences(stances=(STANCE,)), maps) == []


def test_a_date_may_carry_a_time():
    assert found(replace(LINK, date="2026-11-21T10:00:00")) == []


def test_a_file_not_at_hand_is_told_once():
    absent = replace(LINK, b=Ref("absent.xml", "c1"))
    assert found(absent, replace(absent, id="x2", b=Ref("absent.xml", "c2"))) == ["W704"]


@pytest.mark.parametrize("kind", ["same", "contrary", "broader", "narrower"])
def test_one_pair_seen_from_both_sides_is_one_link(kind):
    link = replace(LINK, type=kind)
    assert found(link, replace(link.swapped(), id="x2")) == ["W707"]
    turned = replace(link, id="x2", a=link.b, b=link.a)
    assert found(link, turned) == (["E706"] if kind in CONVERSE else ["W707"])


def test_only_confirmed_links_contradict_each_other():
    other = replace(LINK, id="x2", type="contrary")
    assert found(LINK, other) == ["E706"]
    assert found(LINK, replace(other, status="rejected")) == []


def test_two_stances_on_one_issue():
    assert found(STANCE, replace(STANCE, id="t2")) == ["W707"]
    assert found(STANCE, replace(STANCE, id="t2", value="against")) == ["E713"]
    assert found(STANCE, replace(STANCE, id="t2", value="against", annotator="ann.x")) == []
