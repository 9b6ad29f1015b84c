"""What components are filed under is declared and makes sense."""

from __future__ import annotations

from argmap.check import codebook
from argmap.model import Issue, Scheme, Voice
from tests.check.samples import a_map, claim, codes, relation

TREE = (
    Issue("issue.water", "Water"),
    Issue("issue.water.wells", "Wells", parent="issue.water"),
    Issue("issue.air", "Air"),
)


def test_undeclared_values_with_the_likely_ones():
    found = list(codebook.issues_declared(a_map(claim("c1", issues=("issue.watr", "issue.zzz")), issues=TREE)))
    assert [(item.code, item.remedy) for item in found] == [
        ("E601", "did you mean issue.water?"),
        ("E601", "add it to the code book (taxonomy issues), or mend its id"),
    ]
    assert codes(codebook.voices_declared(a_map(claim("c1", voice="voice.x")))) == ["E602"]
    assert codes(codebook.voices_declared(a_map(claim("c1"), claim("c2", voice="")))) == []
    signed = relation("k1: c1 supports c2", schemes=("scheme.sign",), annotator="ann.x")
    amap = a_map(claim("c1"), schemes=(Scheme("scheme.example"),))
    amap = type(amap)(
        "m", components=amap.components, relations=(signed,), schemes=amap.schemes, annotators=amap.annotators
    )
    assert codes(codebook.schemes_declared(amap)) == ["E603"]
    assert codes(codebook.annotators_declared(amap)) == ["E604"]


def test_the_tree_of_issues():
    sound = a_map(issues=TREE)
    assert codes(codebook.issue_tree(sound)) == []
    assert codebook.broader(sound, "issue.water.wells") == ["issue.water"]
    orphan = a_map(issues=(Issue("a", "A", parent="b"),))
    assert codes(codebook.issue_tree(orphan)) == ["E605"]
    circle = a_map(issues=(Issue("a", "A", parent="b"), Issue("b", "B", parent="a"), Issue("c", "C", parent="c")))
    assert codes(codebook.issue_tree(circle)) == ["E605"] * 3


def test_labels():
    amap = a_map(issues=(Issue("a"), Issue("b", "Same"), Issue("c", " same "), Issue("d", "Same", parent="b")))
    assert [item.message for item in codebook.labelled(amap)] == ["a has no label", "c has the label of b"]


def test_a_broader_issue_beside_its_own():
    filed = claim("c1", issues=("issue.water", "issue.water.wells"))
    assert codes(codebook.most_specific(a_map(filed, issues=TREE))) == ["W610"]
    assert (
        codes(codebook.most_specific(a_map(claim("c1", issues=("issue.air", "issue.water.wells")), issues=TREE))) == []
    )


def test_values_listed_twice():
    amap = a_map(claim("c1", issues=("issue.air", "issue.air")), relations=("k1: a b a supports c",))
    assert [item.message for item in codebook.listed_once(amap)] == [
        "component c1 lists the issue issue.air 2 times",
        "relation k1 lists the source a 2 times",
    ]


def test_entries_that_no_map_uses():
    """A broader issue is used through those below it, and a shared code book through any of its maps."""
    voices = (Voice("voice.author", "the author"), Voice("voice.x", "X"))
    one = a_map(claim("c1", issues=("issue.water.wells",)), issues=TREE, voices=voices)
    two = a_map(claim("c1", issues=("issue.air",), voice="voice.x"), issues=TREE, voices=voices)
    assert codes(codebook.unused([one])) == ["W606", "W607"]
    assert codes(codebook.unused([two])) == ["W606", "W606"]
    assert codes(codebook.unused([one, two])) == []
    assert codes(codebook.unused([a_map(issues=TREE, voices=voices)])) == []
