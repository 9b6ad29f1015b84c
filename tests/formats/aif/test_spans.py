"""HTML with spans: read safely, with exact places, and written so that it reads the same."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.aif import spans
from argmap.model import Component, Fragment
from tests.strategies import maps


def marked(html):
    """The content and what each span covers."""
    text, found = spans.read(html)
    content = text.content if text else ""
    return content, {ident: [content[f.start : f.end] for f in items] for ident, items in found.items()}


@pytest.mark.parametrize(
    ("html", "content", "covered"),
    [
        ('Part 1 <span id="node1_6" class="highlighted">A</span>.<br>', "Part 1 A.", {"node1_6": ["A"]}),
        ("x <span class='hlcurrent highlighted' id=4>B  b</span>", "x B b", {"4": ["B b"]}),
        ("<div>one</div><div>two</div>three<br/>four", "one two three four", {}),
        ("a&nbsp;&amp;&lt;b&gt; &#233;&eacute; &unknown; &", "a &<b> éé &unknown; &", {}),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2", {}),
        ("a<script>if (x < 1) { '<b>' }</SCRIPT>b<!-- <span id=1> -->c<style>d</style>", "abc", {}),
        ("<script>never closed <b>", "", {}),
        ('<span id="a">x <span id="b">y</span> z</span>', "x y z", {"a": ["x y z"], "b": ["y"]}),
        ('<span id="a">x</span> and <span id="a">y</span>', "x and y", {"a": ["x", "y"]}),
        ('<span id="a">x</span><span id="a">y</span>', "xy", {"a": ["xy"]}),
        ('<span id="a"> x </span>', "x", {"a": ["x"]}),
        ('<span id="a">open to the end', "open to the end", {"a": ["open to the end"]}),
        ('</span>stray<span id="a"></span>', "stray", {}),
        ('<span id="a&quot;b">x</span>', "x", {'a"b': ["x"]}),
        ("e\u0301 <span id='a'>e\u0301</span>", "é é", {"a": ["é"]}),
        ("<span onclick=\"evil()\" id='a'>x</span><img src=x onerror=evil()>", "x", {"a": ["x"]}),
        ("", "", {}),
        ("<br> ", "", {}),
    ],
)
def test_reading(html, content, covered):
    assert marked(html) == (content, covered)


def test_owners():
    assert spans.owner("node7", {"7"}) == "7"
    assert spans.owner("7", {"7"}) == "7"
    assert spans.owner("node7", {"node7"}) == "node7"
    assert spans.owner("x", {"7"}) == ""


class Browser(HTMLParser):
    """What another parser sees of the spans: the text inside each id."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.open, self.found = "", [], []

    def handle_starttag(self, tag, attrs):
        assert tag == "span"
        self.open.append((dict(attrs)["id"], len(self.text)))

    def handle_endtag(self, tag):
        ident, start = self.open.pop()
        self.found.append((ident, self.text[start:]))

    def handle_data(self, data):
        self.text += data


@settings(max_examples=40, deadline=None)
@given(amap=maps())
def test_what_is_written_reads_the_same_here_and_in_another_parser(amap):
    html = spans.write(amap.text.content, [(item.id, item) for item in amap.components])
    text, found = spans.read(html)
    assert text.content == amap.text.content
    other = Browser()
    other.feed(html)
    other.close()
    assert other.text == amap.text.content and not other.open
    content = amap.text.content
    sound = {f"node{item.id}": {content[f.start : f.end] for f in item.fragments} for item in amap.components}
    assert all(words in sound[ident] for ident, words in other.found)
    assert all(found[ident] for ident, words in other.found if words.strip())


def test_fragments_that_cross_have_one_span():
    html = spans.write("abcdef", [("x", Component("x", "claim", fragments=(Fragment(0, 4),))),
                                  ("y", Component("y", "claim", fragments=(Fragment(2, 6),)))])  # fmt: skip
    assert html == '<span id="nodex" class="highlighted">abcd</span>ef'


@settings(max_examples=60, deadline=None)
@given(html=st.text(st.sampled_from("<>&;/!-=\"' abspanid1script"), max_size=60))
def test_any_text_is_read(html):
    text, found = spans.read(html)
    for items in found.values():
        assert all(0 <= f.start < f.end <= text.length for f in items)


@pytest.mark.parametrize(
    "piece", ["<", "<span id=", "<!--", "&", "<script>", '<span id="a">', "</span>", "<span id=' "]
)
def test_hostile_repetition_is_linear(piece):
    began = time.process_time()
    spans.read(piece * 20_000)
    assert time.process_time() - began < 3
