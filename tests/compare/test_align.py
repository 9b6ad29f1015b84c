from argmap.compare.align import LinkIndex, belongs, links_between, stem
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component

A = ArgumentMap("voloshin-2012", components=(Component("c1", "claim", "x"),), file="some/where/article.xml")
B = ArgumentMap("other", components=(Component("c1", "claim", "y"),))


def test_a_reference_finds_the_edition_by_its_id_and_by_its_file():
    assert belongs(Ref("voloshin-2012.xml", "c1"), A)
    assert belongs(Ref("folder/article.xml", "c1"), A)
    assert not belongs(Ref("voloshin.xml", "c1"), A)
    assert stem("a\\b/c.d.xml") == "c.d"


def test_links_are_turned_to_the_order_asked_for():
    given = Correspondences(links=(Link("x", "broader", Ref("other.xml", "c1"), Ref("voloshin-2012.xml", "c1")),))
    (link,), problems = links_between(A, B, given)
    assert problems == []
    assert (link.type, link.a.file) == ("narrower", "voloshin-2012.xml")


def test_links_of_other_texts_are_left_out():
    given = Correspondences(links=(Link("x", "same", Ref("third.xml", "c1"), Ref("other.xml", "c1")),))
    assert links_between(A, B, given) == ([], [])


def test_two_texts_that_merely_share_ids_are_not_identical():
    assert links_between(A, B, Correspondences())[0] == []


def test_rejected_pairs_count_as_reviewed_but_tie_nothing():
    index = LinkIndex([Link("x", "same", Ref("a", "c1"), Ref("b", "c2"), "rejected")])
    assert index.reviewed("c1", "c2")
    assert index.tying("c1", "c2") == []


def test_confirmed_links_that_contradict_each_other_are_told():
    ends = Ref("voloshin-2012.xml", "c1"), Ref("other.xml", "c1")
    same, turned = Link("x", "same", *ends), Link("y", "same", *reversed(ends))
    odd, guess = Link("z", "contradictory", *reversed(ends)), Link("s", "contrary", *ends, "suggested")
    assert links_between(A, B, Correspondences(links=(same, turned, guess)))[1] == []
    links, (problem,) = links_between(A, B, Correspondences(links=(same, turned, odd)))
    assert len(links) == 3
    assert problem.code == "E706"
    assert "z says contradictory" in problem.message
