from argmap.compare import compare
from argmap.compare import model as m
from argmap.compare.table import relation_label, rows
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue, Relation, Source, Voice

ISSUES = (Issue("i", "First"), Issue("j", "Second"))


def side(ident: str, *components: Component, relations: tuple[Relation, ...] = (), **fields) -> ArgumentMap:
    return ArgumentMap(ident, components=components, relations=relations, issues=ISSUES, **fields)


def test_a_pair_filed_under_two_issues_stands_once():
    a, b = (
        side("a", Component("c1", "claim", "x", issues=("i", "j"))),
        side("b", Component("c2", "claim", "y", issues=("i", "j"))),
    )
    link = Link("x1", "contrary", Ref("a", "c1"), Ref("b", "c2"), reason="because", certainty="high")
    found = rows(compare(a, b, Correspondences(links=(link,)))[0])
    assert [(r.issue.id, r.relation, r.reason, r.certainty) for r in found] == [("i", m.DISAGREE, "because", "high")]


def test_a_link_filed_by_hand_stands_under_its_own_issue():
    a, b = (
        side("a", Component("c1", "claim", "x", issues=("i", "j"))),
        side("b", Component("c2", "claim", "y", issues=("i", "j"))),
    )
    link = Link("x1", "same", Ref("a", "c1"), Ref("b", "c2"), issues=("j",))
    found = rows(compare(a, b, Correspondences(links=(link,)))[0])
    assert [(r.issue.id, r.relation) for r in found] == [("i", m.UNDETERMINED), ("j", m.AGREE)]


def test_an_issue_of_one_author_shows_the_leading_positions_and_counts_the_rest():
    many = tuple(Component(f"c{n}", "claim", f"gloss {n}", issues=("i",)) for n in range(1, 6))
    grounds = tuple(Relation(f"k{n}", "supports", (f"e{n}",), ("c1",)) for n in range(1, 6))
    evidence = tuple(Component(f"e{n}", "evidence", f"fact {n}") for n in range(1, 6))
    (row, *_) = rows(compare(side("a", *many, *evidence, relations=grounds), side("b"))[0])
    assert row.relation == m.ONLY_A
    assert [s.id for s in row.a.statements] == ["c1", "c2", "c3"]
    assert (row.a.more, len(row.a.grounds), row.a.more_grounds) == (2, 3, 2)
    assert row.b.statements == ()


def test_labels_name_the_authors_and_reported_positions_their_speaker():
    a = side(
        "a",
        Component("c1", "claim", "x", issues=("i",), voice="voice.usa"),
        voices=(Voice("voice.usa", "United States"),),
        source=Source(authors=("Ann Bee",), date="2011"),
    )
    b = side("b", Component("c2", "claim", "y", issues=("i",)))
    (row,) = rows(compare(a, b)[0])
    assert row.a.statements[0].speaker == "United States"
    assert relation_label(m.ONLY_A, a, b) == "only Bee 2011"
