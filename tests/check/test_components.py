"""Ids, kinds, thesis, relations of components, certainties."""

from __future__ import annotations

import pytest

from argmap.check import components
from argmap.model import Issue, Relation
from tests.check.samples import a_map, claim, codes, relation


def test_ids_are_unique_over_components_relations_and_code_book():
    amap = a_map(
        claim("c1"),
        claim("c1"),
        claim("issue.water"),
        issues=(Issue("issue.water", "W"),),
        relations=("c1: a supports b",),
    )
    assert len(list(components.ids_unique(amap))) == 3
    assert list(components.ids_unique(a_map(claim("c1"), claim("c2"), relations=("k1: c2 supports c1",)))) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [("c1", []), ("ä.1-b_c", []), ("1c", ["E202"]), ("c 1", ["E202"]), ("c:1", ["E202"]), ("", ["W208"])],
)
def test_ids_are_such_as_xml_allows(name, found):
    assert codes(components.ids_formed(a_map(claim(name)))) == found


def test_relations_may_go_without_id():
    assert list(components.ids_formed(a_map(relations=()).__class__("m", relations=(Relation("", "supports"),)))) == []


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("claim", []),
        ("evidence", []),
        ("Claim", ["E301"]),
        ("recomendation", ["E301"]),
        ("warrant", ["W302"]),
        ("", ["W302"]),
    ],
)
def test_kinds(kind, found):
    assert codes(components.kinds(a_map(claim("c1", kind=kind)))) == found


def test_a_thesis_is_wanted_from_three_components_on():
    some = [claim(f"c{i}") for i in range(3)]
    assert codes(components.thesis_marked(a_map(*some[:2]))) == []
    assert codes(components.thesis_marked(a_map(*some))) == ["W310"]
    marked = [claim(f"c{i}", thesis=True) for i in range(3)]
    assert codes(components.thesis_marked(a_map(*marked))) == ["W311", "W311"]


@pytest.mark.parametrize(
    ("more", "found"), [({}, []), ({"voice": "voice.x"}, ["W312"]), ({"kind": "evidence"}, ["W312"])]
)
def test_the_thesis_is_an_assertion_of_the_author(more, found):
    assert codes(components.thesis_fit(a_map(claim("c1", thesis=True, **more)))) == found


def test_the_thesis_has_support():
    both = claim("c1", thesis=True), claim("c2")
    assert codes(components.thesis_supported(a_map(*both, relations=("k1: c2 attacks c1",)))) == ["W313"]
    assert codes(components.thesis_supported(a_map(*both, relations=("k1: c2 supports c1",)))) == []


def test_unrelated_components_one_by_one_or_all_at_once():
    three = [claim(f"c{i}") for i in (1, 2, 3)]
    assert [p.message for p in components.unrelated(a_map(*three, relations=("k1: c1 supports c2",)))] == [
        "c3 takes part in no relation"
    ]
    assert codes(components.unrelated(a_map(*three))) == ["W315"]
    assert codes(components.unrelated(a_map(claim("c1")))) == []
    assert codes(components.unrelated(a_map())) == []


def test_filing_and_signing_matter_only_where_others_do_it():
    bare = claim("c1", issues=(), annotator="")
    assert codes(components.filed(a_map(bare))) == ["W316"]
    assert codes(components.filed(a_map(bare, issues=()))) == []
    assert codes(components.signed(a_map(bare))) == ["W317"]
    assert codes(components.signed(a_map(bare, annotators=()))) == []


@pytest.mark.parametrize("value", ["", "high", "medium", "low", "unknown", "0", "1", "0.85", "1.0"])
def test_sound_certainties(value):
    assert codes(components.certainties(a_map(claim("c1", certainty=value)))) == []


@pytest.mark.parametrize("value", ["sure", "High", "1.2", "-0.1", "85%", "nan", "inf"])
def test_unsound_certainties(value):
    amap = a_map(claim("c1", certainty=value)).__class__(
        "m", components=(claim("c1", certainty=value),), relations=(relation("k1: a supports b", certainty=value),)
    )
    assert codes(components.certainties(amap)) == ["W213", "W213"]
