"""What to read first: each part by its rule, nothing twice, nothing that only is reported."""

from argmap.compare.brief import brief
from argmap.compare.many import compare_many, from_two
from argmap.correspondence import Correspondences, Link, Ref, Stance
from argmap.model import ArgumentMap, Component, Issue
from tests.compare.test_many import crowd

ISSUES = (Issue("i", "Ferries"), Issue("j", "Tolls"), Issue("k", "Quays"))


def side(ident: str, *reported: str) -> ArgumentMap:
    """Two positions under each of three issues."""
    made = [
        Component(f"{i.id}{n}", "claim", f"{ident} {i.id}{n}", issues=(i.id,),
                  voice="voice.other" if f"{i.id}{n}" in reported else "voice.author")
        for i in ISSUES for n in (1, 2)
    ]  # fmt: skip
    return ArgumentMap(ident, components=tuple(made), issues=ISSUES)


def link(ident: str, kind: str, a: str, b: str, certainty: str = "medium", status: str = "confirmed") -> Link:
    return Link(ident, kind, Ref("a", a), Ref("b", b), status, certainty=certainty)


def told(links: list[Link], *reported: str, stances: tuple[Stance, ...] = ()):
    given = Correspondences(links=tuple(links), stances=stances)
    return brief(compare_many([side("a", *reported), side("b")], given)[0])


def names(notes) -> list[str]:
    return [note.point.link for note in notes]


def test_the_issue_most_tied_comes_first_with_its_surest_link_and_one_that_is_opposed_never():
    found = told([
        link("x1", "same", "i1", "i1", "low"), link("x2", "overlaps", "i2", "i2", "high"),
        link("x3", "same", "j1", "j1", "high"),
        link("x4", "same", "k1", "k1", "high"), link("x5", "contrary", "k2", "k2"),
    ])  # fmt: skip
    assert names(found.shared) == ["x2", "x3"]
    why = "2 links, none opposed; they tie 4 of the 4 positions filed here; 2 of 4 pairs weighed"
    assert found.shared[0].why == why
    assert found.totals[:2] == (2, 1)


def test_the_surest_opposition_comes_first_then_what_decides_its_issue():
    found = told([
        link("x1", "contrary", "i1", "i1", "low"), link("x2", "same", "j2", "j2"),
        link("x3", "contrary", "j1", "j1"), link("x4", "contradictory", "k1", "k1"),
    ])  # fmt: skip
    assert names(found.parted) == ["x4", "x3", "x1"]
    assert "share 1 point" in found.parted[1].why


def test_rejected_oppositions_whose_stances_differ_come_before_surer_ones():
    stances = (Stance("t1", Ref("a", "j1"), "j", "for"), Stance("t2", Ref("b", "j2"), "j", "qualified"))
    found = told(
        [
            link("x1", "contrary", "i1", "i1", "high", "rejected"),
            link("x2", "contrary", "j1", "j2", "low", "rejected"),
            link("x3", "same", "k1", "k1", "high", "rejected"),
        ],
        stances=stances,
    )
    assert names(found.apparent) == ["x2", "x1"]
    assert found.apparent[0].stances == ("for", "qualified")
    assert found.apparent[0].issue.label == "Tolls"


def test_no_position_stands_twice_and_none_that_is_only_reported():
    found = told([link("x1", "contrary", "i1", "i1"), link("x2", "contrary", "i1", "i2")])
    assert names(found.parted) == ["x1"] and found.totals[1] == 2
    assert names(told([link("x1", "contrary", "i1", "i1")], "i1").parted) == []


def test_two_authors_from_their_comparison_alone_say_the_same_without_the_stances():
    texts, links = crowd(2, links=40)
    many = compare_many(texts, links)[0]
    again = from_two(many.pairs[0, 1])
    assert again.rows == many.rows and again == many
    assert [names(part) for part in (brief(many).shared, brief(many).parted)] == [
        names(part) for part in (brief(again).shared, brief(again).parted)
    ]
