"""The page of a comparison: every issue, row, reason and judgement, with addresses that lead somewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare import compare
from argmap.compare import model as m
from argmap.compare.table import rows
from argmap.correspondence import LINK_TYPES, Correspondences, Link, Ref, Stance
from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source
from argmap.render.comparison_page import Homes, page
from argmap.text.reading import ReadingText, Region
from tests.render.web import HOSTILE, Page, assert_addressed, assert_harmless
from tests.strategies import maps

ISSUES = (
    Issue("issue.rain", "Rain", "Will it rain?"),
    Issue("issue.rain.hard", "Hard rain", "", "issue.rain"),
    Issue("issue.wind", "Wind"),
    Issue("issue.snow", "Snow"),
)


def side(ident: str, author: str, gloss: str = "It will rain.") -> ArgumentMap:
    """Three positions on rain, hard rain and wind, the first with a ground; the text is at hand."""
    text = ReadingText.of(f"Words of {author} here and words of {author} there.", pages=(Region(0, 99, "5"),))
    components = (
        Component("c1", "claim", gloss, (Fragment(0, 9),), ("issue.rain",), thesis=True),
        Component("c2", "evidence", f"Clouds seen by {author}.", (), ("issue.rain",)),
        Component("c3", "recommendation", f"{author} would stay in.", (), ("issue.rain.hard", "issue.rain")),
        Component("c4", "claim", f"{author} on wind.", (), ("issue.wind",), voice="voice.public"),
        Component("c5", "claim", f"{author} alone.", (), ("issue.wind",) if ident == "a" else ("issue.rain",)),
    )
    relations = (Relation("k1", "supports", ("c2",), ("c1",)),)
    return ArgumentMap(ident, source=Source(f"Book {ident}", (author,), "1901"), text=text, components=components,
                       relations=relations, issues=ISSUES)  # fmt: skip


def both(gloss: str = "It will rain.", reason: str = "They cannot both hold.") -> m.Comparison:
    links = (
        Link(
            "x1", "contrary", Ref("a.xml", "c1"), Ref("b.xml", "c1"), certainty="high", reason=reason, annotator="Ann"
        ),
        Link("x2", "broader", Ref("a.xml", "c3"), Ref("b.xml", "c3"), certainty="low", reason="One goes further."),
        Link("x3", "unrelated", Ref("a.xml", "c1"), Ref("b.xml", "c3"), status="rejected", reason="Of other things."),
    )
    stances = (Stance("t1", Ref("a.xml", "c1"), "issue.rain", "for"),)
    found, problems = compare(
        side("a", "Abel", gloss), side("b", "Bede"), Correspondences(links=links, stances=stances)
    )
    assert problems == []
    return found


@pytest.fixture(scope="module")
def comparison() -> m.Comparison:
    return both()


@pytest.fixture(scope="module")
def found(comparison: m.Comparison) -> Page:
    return Page(page(comparison))


def section(source: str, ident: str) -> str:
    """What a reader sees of one issue."""
    held = re.search(rf'<section id="{re.escape(ident)}".*?</section>', source, re.DOTALL)
    return "".join(text for _, text in Page(held[0] if held else "").texts)


def test_nothing_is_fetched(found: Page):
    assert_harmless(found)


def test_addresses_are_unique_and_lead_somewhere(found: Page):
    assert_addressed(found)
    assert {"issue.rain", "issue.wind", "x1", "x2", "x3", "a:c1", "b:c1"} <= found.ids


def test_an_issue_says_what_is_held_and_why(comparison: m.Comparison):
    said = section(page(comparison), "issue.rain")
    for words in ("Will it rain?", "disagree", "x1", "contrary", "certainty high", "They cannot both hold.", "Ann"):
        assert words in said
    for words in (
        "It will rain.",
        "p. 5",
        "on the grounds that",
        "Clouds seen by Abel.",
        "Clouds seen by Bede.",
        "(1 for)",
    ):
        assert words in said
    assert "Words of" in said  # the passage


def test_directed_links_are_told_with_both_names(comparison: m.Comparison):
    assert "c3 (Abel 1901) broader than c3 (Bede 1901)" in page(comparison)


def test_every_row_of_the_table_is_in_the_page(comparison: m.Comparison):
    source = page(comparison)
    shown = [a for a in Page(source).named("tr") if a.get("data-class")]
    assert [a["data-class"] for a in shown] == [row.relation for row in rows(comparison)]


def test_coverage_of_silences_is_told(comparison: m.Comparison):
    said = section(page(comparison), "am:only-b")
    item = next(item for item in comparison.only_b if item.component == "c5")
    assert item.possible and not item.certain
    assert "Bede alone." in said and f"{item.reviewed} of {item.possible} candidates weighed: not proven" in said


def test_rejected_judgements_are_kept_with_their_reasons(comparison: m.Comparison):
    said = section(page(comparison), "am:links")
    assert "rejected" in said and "Of other things." in said


def test_issues_that_nobody_addresses_are_named(found: Page):
    assert any("Snow" in text for tag, text in found.texts if tag == "p")


def test_a_choice_of_issues(comparison: m.Comparison):
    source = page(comparison, issues=("issue.wind",))
    assert 'id="issue.wind"' in source and 'id="issue.rain"' not in source
    assert_addressed(Page(source))


def test_components_lead_to_their_maps_pages(comparison: m.Comparison):
    source = page(comparison, homes=Homes(("a%20b.html", "javascript:alert(1)"), "javascript:alert(2)"))
    assert 'href="a%20b.html#c1"' in source
    assert "javascript" not in source


def test_without_texts_nothing_is_quoted():
    a, b = (
        replace(x, text=replace(ReadingText.of("Words of nobody."), content=None))
        for x in (side("a", "A"), side("b", "B"))
    )
    source = page(compare(a, b, Correspondences())[0])
    assert "blockquote>" not in source and "mind the copyright" not in source


def test_hostile_content_stays_text():
    source = page(both(HOSTILE, HOSTILE))
    found = Page(source)
    assert_harmless(found)
    assert len(found.named("script")) == 1
    assert "\u202e" not in source and "\x00" not in source


def test_same_comparison_same_bytes(comparison: m.Comparison):
    assert page(comparison) == page(both())


@settings(max_examples=4)
@given(maps("a", 5), maps("b", 5), st.lists(st.sampled_from(LINK_TYPES), max_size=4), st.randoms(use_true_random=False))
def test_any_comparison_has_a_sound_page(a, b, types, random):
    links = tuple(
        Link(f"x{i}", kind, Ref("a", random.choice(a.components).id), Ref("b", random.choice(b.components).id))
        for i, kind in enumerate(types)
    )
    found = Page(page(compare(a, b, Correspondences(links=links))[0]))
    assert_harmless(found)
    assert_addressed(found)
