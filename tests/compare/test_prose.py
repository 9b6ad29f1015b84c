import re

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare.many import compare_many
from argmap.compare.prose import ALONE, APART, LIMITS, OPEN, PARTED, TEXTS, prose
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import ArgumentMap, Component, Issue
from tests.compare.test_many import crowd

DEGREE = "very|largely|mostly|strongly|clearly|highly|deeply|broadly|somewhat|slightly|fully|greatly|hardly|extremely"


@settings(deadline=None, max_examples=15)
@given(st.integers(2, 4), st.integers(0, 1000))
def test_sentences_name_what_they_rest_on_and_know_no_degrees(count, seed):
    texts, links = crowd(count, seed=seed)
    many, _ = compare_many(texts, links)
    confirmed = {link.id for c in many.pairs.values() for link in c.confirmed}
    for sentence in prose(many):
        assert not re.search(rf"\b({DEGREE})\b", sentence.text)
        assert set(sentence.links) <= confirmed
        if sentence.issue:
            assert sentence.links or sentence.components
        for ref in sentence.components:
            assert ref.id in texts[ref.author].component


def test_what_stands_in_quotation_marks_is_a_gloss_or_a_reason():
    texts, links = crowd(3)
    glosses = {c.gloss.rstrip(".") for amap in texts for c in amap.components}
    reasons = {link.reason.rstrip(".") for link in links.links} | {"no paraphrase given"}
    for sentence in prose(compare_many(texts, links)[0]):
        if sentence.heading != TEXTS:
            assert {q.rstrip(".") for q in re.findall("“([^”]*)”", sentence.text)} <= glosses | reasons


def test_every_confirmed_link_that_ties_is_told_once():
    texts, links = crowd(3, links=40)
    many, _ = compare_many(texts, links)
    tied = [
        link.id
        for c in many.pairs.values()
        for link in {f.link.id: f.link for r in c.rows for f in r.findings if f.link}.values()
    ]
    told = [s.links[0] for s in prose(many) if "judged" in s.text]
    assert sorted(told) == sorted(tied)


def test_silence_and_talking_past_are_said_as_far_as_the_review_goes():
    issues = (Issue("i", "I"), Issue("j", "J"))

    def side(ident: str, *where: str) -> ArgumentMap:
        made = tuple(Component(f"c{n}", "claim", ident, issues=(w,)) for n, w in enumerate(where))
        return ArgumentMap(ident, components=made, issues=issues)

    a, b = side("a", "i", "j"), side("b", "i")
    weighed = Correspondences(links=(Link("x", "unrelated", Ref("a", "c0"), Ref("b", "c0")),))
    open_, shut = (prose(compare_many([a, b], links)[0]) for links in (Correspondences(), weighed))
    assert [s.issue for s in open_ if s.heading == OPEN] == ["i"]
    assert [s.issue for s in shut if s.heading == APART] == ["i"]
    (alone,) = [s for s in shut if s.heading == ALONE]
    assert (alone.issue, alone.components[0].id) == ("j", "c1")
    assert "no component of b is filed" in alone.text
    assert not [s for s in shut if s.heading == PARTED]
    assert any("1 were weighed" in s.text for s in shut if s.heading == LIMITS)
