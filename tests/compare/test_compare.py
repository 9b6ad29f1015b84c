from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare import compare
from argmap.compare import model as m
from argmap.correspondence import CONVERSE, LINK_TYPES, Correspondences, Link, Ref, Stance
from argmap.model import ArgumentMap, Component, Issue, Relation
from tests.strategies import maps

MIRROR = {m.ONLY_A: m.ONLY_B, m.ONLY_B: m.ONLY_A}


def amap(ident: str, *components: Component, relations: tuple[Relation, ...] = ()) -> ArgumentMap:
    return ArgumentMap(ident, components=components, relations=relations, issues=(Issue("i", "Issue"),))


def claim(ident: str, kind: str = "claim", issues: tuple[str, ...] = ("i",), **fields) -> Component:
    return Component(ident, kind, f"gloss of {ident}", issues=issues, **fields)


def link(kind: str, a: str, b: str, status: str = "confirmed", ident: str = "x1") -> Link:
    return Link(ident, kind, Ref("a.xml", a), Ref("b.xml", b), status)


def row(a: ArgumentMap, b: ArgumentMap, *links: Link, stances: tuple[Stance, ...] = ()) -> m.IssueRow:
    comparison, problems = compare(a, b, Correspondences(links=links, stances=stances))
    assert problems == []
    return comparison.rows[0]


def test_contraries_disagree():
    found = row(amap("a", claim("c1")), amap("b", claim("c2")), link("contrary", "c1", "c2"))
    assert (found.kind, found.findings[0].links) == (m.DISAGREE, ("x1",))


def test_a_rejected_or_suggested_link_decides_nothing():
    for status in ("rejected", "suggested"):
        found = row(amap("a", claim("c1")), amap("b", claim("c2")), link("contrary", "c1", "c2", status))
        assert found.findings == ()
    assert found.kind == m.UNDETERMINED


def test_all_pairs_weighed_and_nothing_tied_is_talking_past():
    a, b = amap("a", claim("c1"), claim("c2")), amap("b", claim("c9"))
    links = (link("same", "c1", "c9", "rejected"), link("unrelated", "c2", "c9", ident="x2"))
    assert row(a, b, *links).kind == m.TALK_PAST
    assert row(a, b, links[0]).kind == m.UNDETERMINED


def test_only_one_author_speaks():
    a, b = amap("a", claim("c1")), amap("b", claim("c9", voice="voice.other"))
    assert row(a, b).kind == m.ONLY_A
    assert row(b, a).kind == m.ONLY_B


def test_same_conclusion_on_other_premises():
    a = amap("a", claim("c1"), claim("p", "evidence", ()), relations=(Relation("k1", "supports", ("p",), ("c1",)),))
    b = amap("b", claim("c1"), claim("q", "evidence", ()), relations=(Relation("k9", "supports", ("q",), ("c1",)),))
    first = row(a, b, link("same", "c1", "c1"))
    assert first.kind == m.AGREE_OTHER_GROUNDS
    assert first.findings[0].relations == ("k1", "k9")
    shared = row(a, b, link("same", "c1", "c1"), link("same", "p", "q", ident="x2"))
    assert shared.kind == m.AGREE
    assert {"x1", "x2"} <= set(shared.findings[0].links)


def test_same_evidence_for_contrary_conclusions():
    a = amap("a", claim("c1"), claim("p", "evidence", ()), relations=(Relation("k1", "supports", ("p",), ("c1",)),))
    b = amap("b", claim("c2"), claim("q", "evidence", ()), relations=(Relation("k9", "supports", ("q",), ("c2",)),))
    found = row(a, b, link("contrary", "c1", "c2"), link("same", "p", "q", ident="x2"))
    assert found.kind == m.SAME_EVIDENCE
    assert found.findings[0].relations == ("k1", "k9")


def test_one_problem_two_remedies():
    a = amap("a", claim("r", "recommendation"), claim("p"), relations=(Relation("k1", "supports", ("p",), ("r",)),))
    b = amap("b", claim("s", "recommendation"), claim("q"), relations=(Relation("k9", "supports", ("q",), ("s",)),))
    stances = (Stance("t1", Ref("a.xml", "r"), "i", "for"), Stance("t2", Ref("b.xml", "s"), "i", "other"))
    kinds = {f.kind for f in row(a, b, link("same", "p", "q"), stances=stances).findings}
    assert m.OTHER_REMEDY in kinds
    kinds = {f.kind for f in row(a, b, link("same", "p", "q")).findings}
    assert m.OTHER_REMEDY not in kinds


def test_agreement_and_opposition_under_one_issue_is_agreement_in_part():
    a, b = amap("a", claim("c1"), claim("c2")), amap("b", claim("c3"), claim("c4"))
    found = row(a, b, link("same", "c1", "c3"), link("contradictory", "c2", "c4", ident="x2"))
    assert found.kind == m.AGREE_IN_PART
    assert "1 × disagree" in found.why


def test_shared_evidence_alone_softens_no_disagreement():
    a, b = amap("a", claim("c1"), claim("e", "evidence")), amap("b", claim("c2"), claim("f", "evidence"))
    found = row(a, b, link("contrary", "c1", "c2"), link("same", "e", "f", ident="x2"))
    assert found.kind == m.DISAGREE
    assert len(found.findings) == 2
    assert row(a, b, link("same", "e", "f")).kind == m.AGREE


def test_a_link_to_nowhere_is_a_problem_and_the_rest_is_used():
    links = (link("same", "c1", "c99"), link("contrary", "c1", "c2", ident="x2"))
    comparison, problems = compare(amap("a", claim("c1")), amap("b", claim("c2")), Correspondences(links=links))
    assert [p.code for p in problems] == ["E703"]
    assert comparison.rows[0].kind == m.DISAGREE


def test_leading_positions_are_those_that_support_no_other_here():
    a = amap("a", claim("c1"), claim("c2"), relations=(Relation("k", "supports", ("c1",), ("c2",)),))
    found = row(a, amap("b", claim("c9")))
    assert (found.a.own, found.a.leading) == (("c1", "c2"), ("c2",))


def test_silence_counts_only_pairs_that_were_weighed():
    a, b = amap("a", claim("c1")), amap("b", claim("c8"), claim("c9"))
    comparison, _ = compare(a, b, Correspondences(links=(link("same", "c1", "c8", "rejected"),)))
    lonely = comparison.only_a[0]
    assert (lonely.reviewed, lonely.possible, lonely.certain) == (1, 2, False)


@settings(deadline=None)
@given(maps())
def test_a_map_compared_with_itself_finds_only_agreement_and_nothing_missing(one):
    comparison, problems = compare(one, one)
    assert problems == []
    assert (comparison.only_a, comparison.only_b) == ((), ())
    for found in comparison.rows:
        assert {f.kind for f in found.findings} <= {m.AGREE}
        assert found.kind == (m.AGREE if found.a.own else m.UNDETERMINED)


@st.composite
def linked_maps(draw: st.DrawFn) -> tuple[ArgumentMap, ArgumentMap, Correspondences]:
    a, b = draw(maps("a")), draw(maps("b"))
    pairs = st.tuples(st.sampled_from([c.id for c in a.components]), st.sampled_from([c.id for c in b.components]))
    links = [
        Link(
            f"x{n}",
            draw(st.sampled_from(LINK_TYPES)),
            Ref("a", x),
            Ref("b", y),
            draw(st.sampled_from(["confirmed", "rejected", "suggested"])),
        )
        for n, (x, y) in enumerate(draw(st.lists(pairs, max_size=8, unique=True)))
    ]
    return a, b, Correspondences(links=tuple(links))


@settings(deadline=None)
@given(linked_maps())
def test_swapping_the_sides_mirrors_the_comparison(case):
    a, b, links = case
    ahead, _ = compare(a, b, links)
    back, _ = compare(b, a, links)
    assert [(MIRROR.get(r.kind, r.kind), r.reviewed) for r in back.rows] == [(r.kind, r.reviewed) for r in ahead.rows]
    assert {(f.kind, f.b, f.a) for f in back.findings()} == {(f.kind, f.a, f.b) for f in ahead.findings()}
    assert back.only_a == ahead.only_b
    turned = {CONVERSE.get(x.type, x.type) for x in back.links}
    assert turned == {x.type for x in ahead.links}
