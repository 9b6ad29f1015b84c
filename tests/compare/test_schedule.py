from argmap.compare.many import compare_many
from argmap.compare.schedule import schedule
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue, Relation
from tests.compare.test_many import crowd


def test_one_item_an_issue_in_order_and_the_finding_is_blank():
    texts, links = crowd(3)
    many, _ = compare_many(texts, links)
    items = schedule(many)
    assert [item.number for item in items] == list(range(1, len(many.rows) + 1))
    assert [item.issue for item in items] == [row.issue for row in many.rows]
    assert all(item.finding == "" for item in items)


def test_dispute_and_common_ground_are_the_confirmed_links_and_nothing_else():
    texts, links = crowd(3, links=60)
    items = schedule(compare_many(texts, links)[0])
    told = {p.link: p.type for item in items for p in (*item.common, *item.disputed)}
    assert told
    for x in links.links:
        if x.id in told:
            assert x.status == "confirmed"
            assert x.type != "unrelated"
    assert all(p.type in ("contrary", "contradictory") for item in items for p in item.disputed)
    assert not any(p.type in ("contrary", "contradictory") for item in items for p in item.common)


def test_a_link_under_two_issues_is_told_once_and_pointed_at_after_that():
    issues = (Issue("i", "I"), Issue("j", "J"))
    both = ("i", "j")
    a, b = (ArgumentMap(x, components=(Component("c1", "claim", x, issues=both),), issues=issues) for x in "ab")
    links = Correspondences(links=(Link("x1", "same", Ref("a", "c1"), Ref("b", "c1"), reason="So it is."),))
    first, second = schedule(compare_many([a, b], links)[0])
    assert [p.item for p in first.common] == [0]
    assert [p.item for p in second.common] == [1]


def test_what_settles_stands_only_where_the_annotation_says_so():
    def pair(note: str, reason: str):
        a = ArgumentMap("a", components=(Component("c1", "claim", "x", issues=("i",), notes=(note,)),))
        b = ArgumentMap("b", components=(Component("c1", "claim", "y", issues=("i",)),))
        links = Correspondences(links=(Link("x1", "contrary", Ref("a", "c1"), Ref("b", "c1"), reason=reason),))
        return schedule(compare_many([a, b], links)[0])

    assert pair("A plain note.", "They cannot both hold.")[0].settling == ()
    (item,) = pair("Settled by a second count at the bridge. More.", "Contrary. Would settle it: the ledger of 1898.")
    assert [(s.author, s.where, s.text) for s in item.settling] == [
        (0, "c1", "a second count at the bridge."),
        (-1, "x1", "the ledger of 1898."),
    ]


def test_grounds_are_premises_and_a_silent_author_has_no_claims():
    a = ArgumentMap(
        "a",
        components=(Component("c1", "claim", "x", issues=("i",)), Component("e1", "evidence", "z", issues=("i",))),
        relations=(Relation("k1", "supports", ("e1",), ("c1",)),),
    )
    (item,) = schedule(compare_many([a, ArgumentMap("b")])[0])
    (claim,) = item.cases[0].claims
    assert (claim.said.id, [g.id for g in claim.grounds], item.cases[0].more) == ("c1", ["e1"], 0)
    assert item.cases[1].silent
