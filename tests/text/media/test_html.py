"""Web pages: the article is found, the rest is accounted for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.problems import DataError
from argmap.tei.edition import edition_from_file, restore
from argmap.text.imports import ImportOptions, clean
from argmap.text.imports.passages import reading
from argmap.text.media import read_medium
from argmap.text.media.html import read_html

FILE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>X | Site</title>
<meta name="citation_title" content="On Ferries"><meta name="citation_author" content="Ann Marlow">
<script>var hidden=1;</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/a">About the review</a></li></ul></nav>
<div class="page"><div id="wrap"><article><header><h1>On Ferries</h1></header><p class="byline">Ann Marlow</p>
<p>Nobody in the <em>northern</em> villages had asked for a pontoon,
and the engineers left.<sup><a href="#fn1">1</a></sup> It was late.</p>
<div class="share-buttons">Share this</div><aside class="pullquote">Nobody in the northern villages</aside>
<h2>Winter</h2><p>Services in winter cost more than in summer;
<span role="doc-pagebreak" aria-label="Page 42"></span> a council pays.<br>It must.</p>
<blockquote><p>Quoted text is here and long enough.</p></blockquote>
<ul><li>First thing.</li><li><p>Second thing.</p></li></ul>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
<figure><img src="x.png"><figcaption>The lake.</figcaption></figure>
<ol><li id="fn1">See the report of 1992. <a href="#r1">↩</a></li></ol></article></div></div>
<footer>Copyright of the review</footer></body></html>""".encode()


def blocks(data: bytes):
    extracted = read_medium(data)
    cleaned = clean(extracted.text, None, extracted.hints)
    return extracted, cleaned, [(block.kind, reading(cleaned, block)[0]) for block in cleaned.blocks]


def test_the_article_and_nothing_else():
    extracted, cleaned, found = blocks(FILE)
    assert found == [
        ("title", "On Ferries"),
        ("byline", "Ann Marlow"),
        ("p", "Nobody in the northern villages had asked for a pontoon, and the engineers left. It was late."),
        ("pullquote", "Nobody in the northern villages"),
        ("head", "Winter"),
        ("p", "Services in winter cost more than in summer; a council pays. It must."),
        ("p", "Quoted text is here and long enough."),
        ("item", "First thing."),
        ("item", "Second thing."),
        ("table", "A | B; 1 | 2"),
        ("caption", "The lake."),
        ("footnote", "See the report of 1992."),
    ]
    assert (cleaned.marks, list(cleaned.numbers.values())) == ({cleaned.text.index("1 It was"): 1}, ["1"])
    assert [page.n for page in cleaned.pages] == ["42"]
    left_out = [cleaned.text[edit.start : edit.end] for edit in cleaned.edits if edit.kind == "left-out"]
    assert left_out == ["Share this", "Home About the review", "Copyright of the review"]
    assert (extracted.title, extracted.authors) == ("On Ferries", ("Ann Marlow",))
    assert "hidden" not in extracted.text


def test_another_language_is_told():
    page = b"<html lang='de-AT'><body><p>Es war so.</p></body></html>"
    assert any("--language de-AT" in warning for warning in edition_from_file(page)[1].warnings)
    assert not edition_from_file(page, ImportOptions(language="de"))[1].warnings


def test_edition_report_and_the_way_back():
    edition, report = edition_from_file(FILE)
    assert restore(edition, report) == read_medium(FILE).text.encode()
    assert report.counts()["left-out"] == 3 and b"Copyright of the review" not in edition


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding):
    declared = "utf-8" if encoding.startswith("utf-8") else encoding
    text = f'<!DOCTYPE html><html><head><meta charset="{declared}"></head><body><p>Café — naïve.</p></body></html>'
    assert read_medium(text.encode(encoding)).text == "Café — naïve.\n"


def test_paragraphs_without_their_name():
    text = "words that make up a paragraph of some length, and so on and on. "
    page = f"<html><body><div><div>{text * 2}</div><div>{text * 3}</div></div></body></html>"
    assert [kind for kind, _ in blocks(page.encode())[2]] == ["p", "p"]


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<!DOCTYPE html>", b"<html><body><script>1</script></body></html>"]
)
def test_pages_without_text(data):
    with pytest.raises(DataError, match="no text"):
        read_medium(data)


def test_depth_is_no_danger():
    for depth in (100, 20_000):
        try:
            said = read_medium(b"<html><body><p>flat</p>" + b"<div>" * depth + b"<p>deep" + b"</div>" * depth).text
        except DataError as error:
            said = error.message
        assert "flat" in said


TAGS = st.sampled_from(
    re.split(
        " ",
        "<p> </p> <div> <nav> </nav> <li> <ul> <table> <tr> <td> <a_href='#q'> <p_id='q'> </a> <sup> </sup> <h1> <br> "
        "<aside>",
    )
).map(lambda tag: tag.replace("_", " "))


@given(st.lists(st.one_of(TAGS, st.sampled_from(["alpha", "beta 7", "3", " "])), min_size=1, max_size=40))
def test_every_word_is_in_the_text(parts):
    data = ("<html><body>" + "".join(parts) + "</body></html>").encode()
    from lxml import html

    words = sorted("".join(str(t) for t in html.document_fromstring(data).find("body").itertext()).replace(" ", ""))
    try:
        got = read_html(data).text
    except DataError:  # nothing but navigation
        return
    kept = sorted(char for char in got if char.isalnum())
    assert kept == [char for char in words if char.isalnum()]
