"""The page of a map: whole without scripts, closed to the network, safe against its content."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import Annotator, ArgumentMap, Issue
from argmap.render import html
from argmap.render.html_tags import Html, anchor, el, target
from argmap.render.theme import theme
from argmap.render.view import Choice, select
from argmap.text.reading import ReadingText
from tests.render.web import HOSTILE, WORDS, Page, assert_addressed, assert_harmless, sample
from tests.strategies import maps


@pytest.fixture(scope="module")
def source() -> str:
    return html.page(sample())


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_policy_names_the_hashes_of_what_is_there_and_nothing_else(source: str, page: Page):
    policy = next(m["content"] for m in page.named("meta") if m.get("http-equiv") == "Content-Security-Policy") or ""
    styles = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    assert (len(styles), len(scripts)) == (1, 1)
    for directive, content in (("style-src", styles[0]), ("script-src", scripts[0])):
        digest = base64.b64encode(sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_policy_stands_before_all_that_it_rules(source: str):
    assert source.index("Content-Security-Policy") < source.index("<style>")


def test_nothing_is_fetched_and_no_attribute_runs(page: Page):
    assert_harmless(page)


def test_every_address_leads_somewhere(page: Page):
    assert_addressed(page)
    assert {"c1", "c2", "c3", "c4", "k1", "issue.wind", "text:c1"} <= page.ids


def test_articles_say_everything(source: str):
    article = re.search(r'<article id="c1".*?</article>', source, re.DOTALL)
    said = "".join(text for _, text in Page(article[0] if article else "").texts)
    for words in (
        "thesis",
        "p. 7",
        "Rain fell.",
        "First there was rain over the hills.",
        "Then came wind",
        "Rain",
        "high",
    ):
        assert words in said
    for words in (
        "Supported by",
        "Gloss of c2.",
        "Gloss of c3.",
        "Both are needed.",
        "scheme: sign",
        "This step is undercut by",
        "Gloss of c4.",
    ):
        assert words in said
    other = re.search(r'<article id="c4".*?</article>', source, re.DOTALL)
    said = "".join(text for _, text in Page(other[0] if other else "").texts)
    for words in ("A sailor", "Undercuts", "the step", "k1", "mutual"):
        assert words in said


def test_outline_holds_every_component(source: str):
    tree = source[source.index('class="tree"') : source.index('class="figures"')]
    assert {f'href="#{i}"' for i in ("c1", "c2", "c3", "c4")} <= set(re.findall(r'href="#\w+"', tree))


def test_without_text_the_ends_of_passages_are_named():
    bare = replace(sample(), text=replace(ReadingText.of(WORDS), content=None))
    found = html.page(bare)
    assert "the hills" not in found
    assert "first words …" in found and "The text itself is not part of this page." in found
    assert "copyright" not in found


@pytest.mark.parametrize("nasty", ["</footer><!--", "</p><style>footer{display:none}</style>", HOSTILE])
def test_whoever_passes_the_text_on_is_warned_whatever_the_map_says(nasty: str):
    """The warning and the names of those who annotated stand in the one footer, and nothing can close or hide it."""
    amap = replace(sample(gloss=nasty), title=nasty, annotators=(Annotator("ann.x", nasty),))
    source = html.page(amap)
    found, foot = Page(source), source[source.rindex("<footer") :]
    assert WORDS[:40] in "".join(text for _, text in found.texts)
    assert len(found.named("footer")) == 1 and len(found.named("style")) == 1 and "<!--" not in source[9:]
    said = " ".join(text for tag, text in Page(foot[: foot.index("</footer>")]).texts if tag == "p")
    assert "copyright" in said and "Annotators: <" in said


def test_theme_is_fixed_only_when_it_must_be():
    assert "<html lang" in html.page(sample())
    assert 'data-theme="dark"' in html.page(sample(), theme=theme("dark"))[:400_000].partition("<head>")[0]


def test_a_chosen_view_is_the_only_figure():
    amap = sample()
    found = html.page(amap, view=select(amap, Choice(issue="wind")))
    assert found.count("<svg") == 1


def test_same_map_same_bytes():
    assert html.page(sample(), engine="bundled") == html.page(sample(), engine="bundled")


def test_empty_map_has_a_page():
    assert "0 components" in html.page(ArgumentMap("empty"))


@pytest.mark.parametrize("ident", ["c1", 'c"1', "c<b>", "c 1", "é/1", "__proto__", "am:search"])
def test_hostile_content_stays_text(ident: str):
    amap = sample(HOSTILE, ident)
    amap = replace(
        amap,
        source=replace(amap.source, title=HOSTILE, authors=(HOSTILE,)),
        issues=(Issue("issue.wind", HOSTILE, HOSTILE),),
    )
    found = Page(html.page(amap))
    assert_harmless(found)
    assert_addressed(found)
    assert len(found.named("script")) == 1
    assert any("</script><script>alert(1)" in text for tag, text in found.texts if tag != "script")
    assert not any("\u202e" in text or "\x00" in text for _, text in found.texts)


@settings(max_examples=6)
@given(maps(max_components=6))
def test_any_map_has_a_sound_page(amap: ArgumentMap):
    found = Page(html.page(amap))
    assert_harmless(found)
    assert_addressed(found)
    assert sum(tag == "article" for tag, _ in found.elements) == len(amap.components)


@given(st.text())
def test_text_survives_escaping(text: str):
    shown = "".join(said for _, said in Page(el("p", text, title=text)).texts)
    assert "<" not in Html(el("p", text)).removeprefix("<p>").removesuffix("</p>")
    assert set(shown) <= set(text) | {"\n"}


@given(st.text(min_size=1))
def test_addresses_answer_to_ids(ident: str):
    from urllib.parse import unquote

    assert unquote(target(ident)[1:]) == anchor(ident)
    assert not re.search(r"\s", anchor(ident))
