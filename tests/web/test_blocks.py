"""The text as printed: every character of the reading text once, and around it what is only shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.tei.parse import parse
from argmap.web.blocks import Layout
from tests.conftest import REPOSITORY

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<head>Of <hi>kerbs</hi></head>
<div><head>One</head><p><pb n="3"/>First <hi rend="bold">word</hi>s<note type="mark" n="1"/> 😀 here.
<note place="foot">A foot note.</note></p>
<note type="pullquote">First words.</note>
<p>Second <choice><sic>pargraph</sic><corr>paragraph</corr></choice>,<pb n="4"/> go<pb n="5" break="no"/>ing on.</p>
<lg><l>Line one</l><l>line two</l></lg><fw>Running head</fw>
<list><item>An item</item></list></div></body>
<back><div type="foreign"><p>Another article.</p></div></back></text></TEI>"""


def blocks_of(source: bytes) -> tuple[Layout, list]:
    layout = Layout(parse(source))
    return layout, layout.found


def test_kinds_levels_points_and_asides():
    layout, found = blocks_of(TEI.encode())
    content = layout.edition.content
    shown = [(b.kind, b.level, b.text or content[b.start : b.end]) for b in found]
    assert shown == [
        ("head", 1, "Of kerbs"),
        ("head", 2, "One"),
        ("p", 0, "First words 😀 here."),
        ("aside", 0, "First words."),
        ("p", 0, "Second paragraph, going on."),
        ("l", 0, "Line one"),
        ("l", 0, "line two"),
        ("aside", 0, "Running head"),
        ("item", 0, "An item"),
        ("aside", 0, "Another article."),
    ]
    assert [b.label for b in found if b.text] == ["pull-quote", "furniture", "other matter"]
    first = found[2]
    assert [(p["kind"], p["text"], content[: p["at"]][-5:]) for p in first.points] == [
        ("pb", "3", " One "), ("mark", "1", "words"), ("note", "A foot note.", "here.")
    ]  # fmt: skip
    assert [(content[s:e], look) for s, e, look in first.styles] == [("word", "b")]
    assert [(content[s:e], look) for s, e, look in found[0].styles] == [("kerbs", "i")]
    assert found[0].data() == {"kind": "head", "start": 0, "end": 8, "level": 1, "styles": [[3, 8, "i"]]}


def whole(layout: Layout) -> None:
    """The blocks hold the reading text, in order, with nothing but blanks between them."""
    at = 0
    for block in layout.found:
        if not block.text:
            assert layout.edition.content[at : block.start].strip() == "" and block.start >= at
            at = block.end
            assert all(block.start <= point["at"] <= block.end for point in block.points)
    assert at == len(layout.edition.content)


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "annotations" / "sample").glob("*2024.xml")), ids=lambda p: p.stem
)
def test_samples_are_whole(path: Path):
    whole(blocks_of(path.read_bytes())[0])


def test_texts_of_others_are_whole(shared: Path):
    for path in sorted((shared / "encoding").rglob("*.xml")):
        layout, _ = blocks_of(path.read_bytes())
        whole(layout)


def test_imported_articles_are_whole(articles: list[Path], tmp_path: Path):
    from click.testing import CliRunner

    from argmap.cli.main import main

    for path in articles:
        CliRunner().invoke(main, ["import", str(path), "-o", str(tmp_path / "a.xml"), "--force"])
        layout, found = blocks_of((tmp_path / "a.xml").read_bytes())
        whole(layout)
        assert any(block.kind == "head" for block in found)


HOSTILE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
</fileDesc></teiHeader><text><body>
<script>alert(0)</script><head rend="script" onclick="alert(1)">H</head>
<p rend="onload=alert(2)" style="bold;position:fixed" class="&quot;&gt;&lt;script&gt;">One <hi rend="script">two</hi>
<ref target="javascript:alert(3)" type="note" n="&lt;img src=x onerror=alert(4)&gt;"/> <hi rend="bold script">three</hi>
<pb n="&lt;svg onload=alert(5)&gt;"/> four <seg type="iframe">five</seg> <graphic url="http://evil.test/x.png"/></p>
<note type="pullquote" onmouseover="alert(6)">Pull <hi rend="script">me</hi></note></body></text></TEI>"""


def test_markup_of_others_never_names_an_element_or_attribute_of_the_page():
    """What the page makes elements of is a closed list; everything else of the file reaches it as text."""
    found = Layout(parse(HOSTILE.encode(), "t.xml")).found
    data = [block.data() for block in found]
    assert {item["kind"] for item in data} <= {"p", "head", "aside", "quote", "l", "item", "cell", "byline", "label"}
    assert {style[2] for item in data for style in item.get("styles", ())} <= {"b", "i", "sup"}
    assert {point["kind"] for item in data for point in item.get("points", ())} <= {"pb", "mark", "note"}
    assert {item.get("label", "") for item in data} <= {"", "pull-quote", "note", "furniture", "figure", "not read"}
    allowed = {"kind", "start", "end", "level", "points", "styles", "text", "label"}
    assert all(set(item) <= allowed for item in data)
    assert "javascript:" not in str(data) and "http" not in str(data) and "position:fixed" not in str(data)
