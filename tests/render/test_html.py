"""The page of a map: whole without scripts, closed to the network, safe against its content."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source, Voice
from argmap.render import html
from argmap.render.html_tags import Html, anchor, el, target
from argmap.render.theme import theme
from argmap.render.view import Choice, select
from argmap.text.reading import ReadingText, Region
from tests.strategies import maps

HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\' onmouseover="alert(3) '
    "\u202e\x00 ]]> {{7*7}} &lt;"
)
WORDS = "First there was rain over the hills. Then came wind from the sea. At last the sun stood over it all."


def sample(gloss: str = "Rain fell.", ident: str = "c1") -> ArgumentMap:
    """A map with every kind of relation, a reported voice, a thesis, and its text."""
    text = ReadingText.of(
        WORDS,
        pages=(Region(0, 40, "7"), Region(40, len(WORDS), "8")),
        sections=(Region(0, len(WORDS), "1", "Weather"),),
    )
    spans = {ident: (0, 36), "c2": (37, 65), "c3": (66, len(WORDS)), "c4": (66, 80)}
    kinds = ("claim", "evidence", "recommendation", "claim")
    components = tuple(
        Component(
            name,
            kind,
            gloss if name == ident else f"Gloss of {name}.",
            (Fragment(start, end, f"src:{start}-{end}", "first words", "last words"),),
            ("issue.sky.rain",) if name == ident else ("issue.wind",),
            voice="voice.sailor" if name == "c4" else "voice.author",
            thesis=name == ident,
            annotator="ann.x",
            certainty="high",
            notes=("A remark.",) if name == "c2" else (),
        )
        for (name, (start, end)), kind in zip(spans.items(), kinds, strict=True)
    )
    relations = (
        Relation("k1", "supports", ("c2", "c3"), (ident,), reason="Both are needed.", schemes=("scheme.sign",)),
        Relation("k2", "undercuts", ("c4",), ("k1",)),
        Relation("k3", "attacks", mutual=("c3", "c4")),
    )
    issues = (
        Issue("issue.sky", "Sky"),
        Issue("issue.sky.rain", "Rain", "Did it rain?", "issue.sky"),
        Issue("issue.wind", "Wind"),
    )
    return ArgumentMap(
        "weather", "Weather", Source("Weather", ("Ann Author",), "1901", language="en"),
        text, components, relations, issues,
        (Voice("voice.sailor", "A sailor"),),
    )  # fmt: skip


class Page(HTMLParser):
    """What a browser would see: elements with attributes, and the text of each kind of element."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


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
    for tag, attributes in page.elements:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form", "img", "foreignobject")
        for name, value in attributes.items():
            assert not name.startswith("on") and name not in ("src", "style", "srcdoc", "xlink:href"), (tag, name)
            assert name != "href" or (value or "").startswith("#"), value


def test_every_address_leads_somewhere(page: Page):
    from urllib.parse import unquote

    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    addresses = {unquote((a["href"] or "")[1:]) for a in page.named("a")}
    assert addresses <= set(ids)
    assert {"c1", "c2", "c3", "c4", "k1", "issue.wind", "text.c1"} <= set(ids)


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
        "Undercut by",
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


@pytest.mark.parametrize("ident", ["c1", 'c"1', "c<b>", "c 1", "é/1", "__proto__", "am-search"])
def test_hostile_content_stays_text(ident: str):
    amap = sample(HOSTILE, ident)
    amap = replace(
        amap,
        source=replace(amap.source, title=HOSTILE, authors=(HOSTILE,)),
        issues=(Issue("issue.wind", HOSTILE, HOSTILE),),
    )
    found = Page(html.page(amap))
    test_nothing_is_fetched_and_no_attribute_runs(found)
    assert len(found.named("script")) == 1
    assert any("</script><script>alert(1)" in text for tag, text in found.texts if tag != "script")
    assert not any("\u202e" in text or "\x00" in text for _, text in found.texts)


@settings(max_examples=6)
@given(maps(max_components=6))
def test_any_map_has_a_sound_page(amap: ArgumentMap):
    found = Page(html.page(amap))
    test_nothing_is_fetched_and_no_attribute_runs(found)
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
