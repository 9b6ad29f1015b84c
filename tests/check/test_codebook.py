"""What components are filed under is declared and makes sense."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from argmap.check import CODES, codebook
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


def test_an_undeclared_scheme_has_a_remedy_that_knows_the_usual_ones():
    used = (
        "scheme.sign",
        "scheme.argument-from-example",
        "scheme.exampel",
        "scheme.analagy",
        "scheme.of-my-own-making",
    )
    amap = a_map(schemes=(Scheme("scheme.example"),))
    amap = replace(amap, relations=(relation("k1: c1 supports c2", schemes=used),))
    sign, variant, slip, unlisted, own = codebook.schemes_declared(amap)
    assert '<category xml:id="scheme.sign"><catDesc>argument from sign</catDesc></category>' in sign.remedy
    assert "scheme.example?" in variant.remedy
    assert "scheme.example?" in slip.remedy
    assert "scheme.analogy?" in unlisted.remedy
    assert own.remedy == CODES["E603"].remedy


def test_a_misspelt_scheme_is_told_from_one_of_ones_own():
    slips = (Scheme("scheme.expert-opinon", "expert"), Scheme("scheme.analagy", "argument from analogy"))
    found = list(codebook.schemes_misspelt(a_map(schemes=slips)))
    assert [item.code for item in found] == ["W615", "W615"]
    assert ["scheme.expert-opinion" in found[0].remedy, "scheme.analogy" in found[1].remedy] == [True, True]
    fine = (
        Scheme("scheme.sign"),
        Scheme("scheme.philological-conjecture", "conjecture"),
        Scheme("s1", "argument from sign"),
    )
    usual_elsewhere = Scheme("scheme.ArgumentFromSigns", "argument from precedent")
    assert codes(codebook.schemes_misspelt(a_map(schemes=(*fine, usual_elsewhere)))) == []


def test_the_tree_of_issues():
    sound = a_map(issues=TREE)
    assert codes(codebook.issue_tree(sound)) == []
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


@given(
    parents=st.lists(st.integers(-1, 5), min_size=6, max_size=6),
    filed=st.lists(st.integers(0, 7), min_size=2, max_size=6, unique=True),
)
def test_each_broader_issue_is_told_of_the_nearest_below_it(parents, filed):
    """Numbers 0 to 5 have one of before them, or none at all, above them; 6 stands above two, and is not listed."""
    above = {place: min(number, place - 1) for place, number in enumerate(parents)}
    above |= {place: 6 for place, number in above.items() if number < 0 and place > 3}
    issues = tuple(Issue(f"i{place}", "I", parent=f"i{n}" if n >= 0 else "") for place, n in above.items())
    wanted = set()
    for number in filed:
        at = above.get(number, -1)
        while at >= 0 and at not in filed:
            at = above.get(at, -1)
        wanted |= {f"c is filed under i{number} and under i{at} above it"} if at >= 0 else set()
    amap = a_map(claim("c", issues=tuple(f"i{number}" for number in filed)), issues=issues)
    found = [item.message for item in codebook.most_specific(amap)]
    assert set(found) == wanted and len(found) == len(wanted)


def test_circles_and_very_many_broader_issues_end():
    circle = (Issue("a", "A", parent="b"), Issue("b", "B", parent="a"))
    assert codes(codebook.most_specific(a_map(claim("c", issues=("a", "b")), issues=circle))) == ["W610"]
    deep = tuple(Issue(f"i{n}", "I", parent=f"i{n - 1}" if n else "") for n in range(5_000))
    filed = tuple(claim(f"c{n}", issues=("i4999", f"i{n}")) for n in range(4_999))
    assert len(list(codebook.most_specific(a_map(*filed, issues=deep)))) == 4_999


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
