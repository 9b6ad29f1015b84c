"""Single relations: their ends, names, and what each name wants."""

from __future__ import annotations

import pytest

from argmap.check import relations
from argmap.model import BibItem, Relation
from tests.check.samples import a_map, claim, codes, relation

THREE = (claim("c1"), claim("c2"), claim("e1", kind="evidence"))
BOOK = (BibItem("bib.x", "A report"),)


def with_relations(*items: Relation):
    return type(a_map())("m", components=THREE, relations=items, bibliography=BOOK)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("supports", []),
        ("cites", []),
        ("support", ["E412"]),
        ("Attacks", ["E412"]),
        ("illustrates", ["W413"]),
        ("", ["W413"]),
    ],
)
def test_names(name, found):
    assert codes(relations.names(with_relations(Relation("k1", name, ("c1",), ("c2",))))) == found


@pytest.mark.parametrize(
    ("item", "missing"),
    [
        (Relation("k1", "supports"), "a source and a target"),
        (Relation("k1", "supports", ("c1",)), "a target"),
        (Relation("k1", "supports", (), ("c1",)), "a source"),
        (Relation("k1", "attacks", mutual=("c1",)), "a second member"),
        (Relation("k1", "attacks", mutual=("c1", "c1")), "a second member"),
    ],
)
def test_missing_ends(item, missing):
    assert [found.message for found in relations.has_ends(with_relations(item))] == [f"relation k1 lacks {missing}"]


def test_sound_ends():
    sound = with_relations(Relation("k1", "attacks", mutual=("c1", "c2")), relation("k2: c1 supports c2"))
    assert codes(relations.has_ends(sound)) == []
    assert codes(relations.ends_exist(sound)) == []


def test_ends_that_do_not_exist_with_the_likely_ones():
    amap = with_relations(
        relation("k1: c1 supports c3"), relation("k2: c2 undercuts k1"), relation("k3: c1 cites bib.x")
    )
    assert [(item.message, item.remedy) for item in relations.ends_exist(amap)] == [
        ("relation k1 names 'c3', which is not there", "mend the id, or remove the relation")
    ]
    amap = with_relations(relation("k1: c1 cites bib.xx"))
    assert [item.remedy for item in relations.ends_exist(amap)] == ["did you mean bib.x?"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("k1: c1 supports c1", ["E402"]),
        ("k1: c1 c2 attacks c2", ["E402"]),
        ("k1: c1 undercuts k1", ["E402"]),
        ("k1: c1 supports c2", []),
    ],
)
def test_self_support(text, found):
    assert codes(relations.self_joined(with_relations(relation(text)))) == found


def test_what_undercuts_point_at():
    amap = with_relations(
        relation("k1: e1 supports c1"),
        relation("k2: c2 undercuts c1"),
        relation("k3: c2 undercuts k1", reason="So."),
        relation("k4: c2 restates c1"),
        relation("k5: e1 undercuts k4", reason="So."),
        relation("k6: c2 attacks k1"),
        relation("k7: c2 supports k1"),
        relation("k8: c1 undercuts k3", reason="So."),
    )
    found = [(item.code, item.message.split()[1]) for item in relations.undercut_targets(amap)]
    assert found == [("E406", "k2"), ("W409", "k5"), ("W407", "k6")]
    assert [item.message.split()[1] for item in relations.undercut_reasons(amap)] == ["k2"]


def test_an_undercut_from_within():
    amap = with_relations(
        relation("k1: e1 supports c1"), relation("k2: e1 c2 undercuts k1"), relation("k3: c2 undercuts k1")
    )
    assert [item.message for item in relations.undercut_sources(amap)] == [
        "e1 undercuts k1, in which it is an end itself"
    ]


def test_citations():
    amap = with_relations(
        relation("k1: e1 cites bib.x"),
        relation("k2: e1 cites c1"),
        relation("k3: e1 supports bib.x"),
        relation("k4: e1 supports c1"),
    )
    assert [item.message.split()[1] for item in relations.citations(amap)] == ["k2", "k3"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("attacks", []), ("restates", []), ("supports", ["E417"]), ("undercuts", ["E417"]), ("cites", ["E417"])],
)
def test_which_relations_may_be_mutual(name, found):
    assert codes(relations.directions(with_relations(Relation("k1", name, mutual=("c1", "c2"))))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("k1: c1 restates c2", []),
        ("k1: c1 restates e1", ["W414"]),
        ("k1: c1 supports e1", ["W415"]),
        ("k1: e1 supports c1", []),
        ("k1: e1 c1 supports e1", ["W415"]),
        ("k1: c1 attacks e1", []),
        ("k1: nobody supports e1", []),
    ],
)
def test_kinds_at_the_ends(text, found):
    assert codes(relations.ends_fit(with_relations(relation(text)))) == found
