from dataclasses import replace

from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source
from argmap.problems import Place
from argmap.text.reading import ReadingText, Region

TEXT = ReadingText.of("Alpha beta gamma delta", pages=(Region(0, 11, "7"), Region(11, 22, "8")))


def one_map(*fragments: Fragment, **fields) -> ArgumentMap:
    return ArgumentMap("m", text=TEXT, components=(Component("c1", "claim", fragments=fragments),), **fields)


def test_places_do_not_count_for_equality():
    here = Component("c1", "claim", place=Place("a.xml", 3, 4))
    assert here == replace(here, place=Place("b.xml", 9, 9))
    assert here != replace(here, gloss="other")


def test_page_of_a_component_that_runs_over():
    amap = one_map(Fragment(6, 16))
    assert amap.page(amap.components[0]) == "7–8"
    amap = one_map(Fragment(0, 11))
    assert amap.page(amap.components[0]) == "7"


def test_passage_joins_fragments():
    amap = one_map(Fragment(0, 5), Fragment(17, 22))
    assert amap.passage(amap.components[0]) == "Alpha … delta"


def test_short_names():
    def named(*authors, **rest):
        return ArgumentMap("m", source=Source(authors=authors, **rest)).short_name

    assert named("Georgiy Voloshin", date="2012-12") == "Voloshin 2012"
    assert named("A Bee", "C Dee", date="1999") == "Bee and Dee 1999"
    assert named("A Bee", "C Dee", "E Eff") == "Bee et al."
    assert named(title="Our short title", supplied=True) == "[Our short title]"


def test_the_first_of_two_components_with_one_id_is_found():
    amap = ArgumentMap("m", components=(Component("c1", "claim", "first"), Component("c1", "claim", "second")))
    assert amap.component["c1"].gloss == "first"


def test_issue_closure_survives_a_cycle():
    amap = ArgumentMap("m", issues=(Issue("a", parent="b"), Issue("b", parent="a"), Issue("c", parent="b")))
    assert amap.issue_closure("a") == {"a", "b", "c"}


def test_linked_premises_and_ends():
    relation = Relation("k", "supports", ("a", "b"), ("c",))
    assert relation.linked
    assert relation.ends == ("a", "b", "c")


def test_words_are_the_gloss_or_the_quoted_beginning_of_the_passage():
    amap = one_map(Fragment(0, 22))
    (item,) = amap.components
    assert amap.words(item) == "“Alpha beta gamma delta”"
    assert amap.words(item, most=2) == "“Alpha beta …”"
    assert amap.words(replace(item, gloss="A paraphrase.")) == "A paraphrase."
    assert replace(amap, text=None).words(item) == ""
