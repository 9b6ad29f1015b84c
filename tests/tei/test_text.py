"""Reading text: what is read, where it stands in the bytes, pages and sections."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.tei.parse import parse
from argmap.tei.text import EditionText, reading_text
from argmap.text.normal import normalise
from argmap.text.reading import Region


def tei(body: str, encoding: str = "utf-8") -> bytes:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding != "utf-8" else ""
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>head</p></teiHeader><text><body>'
    return f"{declaration}{start}{body}</body></text></TEI>".encode(encoding)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("<p>a<hi>b</hi>c</p>", "abc"),
        ("<p>a<note>n</note>b<fw>81</fw><figure><head>f</head></figure></p>", "ab"),
        ("<p>a<lb/>b<pb/>c<cb/>d</p>", "a b c d"),
        ("<p>perme-\n <lb break='no'/>\n  able</p>", "permeable"),
        ("<p>post-<pb n='2' break='no'/>war</p>", "post-war"),
        ("<p>deter<pb n='2'/><lb break='no'/>iorate</p>", "deteriorate"),
        ("<p>1992-<lb break='no'/>1997</p>", "1992-1997"),
        ("<p><hi>perme</hi>-<lb break='no'/>able - <hi>-<lb break='no'/></hi>b</p>", "permeable - -b"),
        ("<p>a <lb break='no'/></p><p>b</p>", "a b"),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice></p>", "the"),
        ("<p><choice><orig>olde</orig><reg>old</reg></choice></p>", "old"),
        ("<p><choice><abbr>Dr</abbr><expan>Doctor</expan></choice></p>", "Doctor"),
        ("<p><choice><unclear>x</unclear><unclear>y</unclear></choice></p>", "x"),
        ("<p><app><rdg>b</rdg><lem>a</lem></app> <app><rdg>first</rdg><rdg>second</rdg></app></p>", "a first"),
        ("<p>a<ref type='note' n='1'/><ref target='x'>b</ref></p>", "ab"),
        ("<div><p>a</p></div><div type='foreign'><p>b</p></div>", "a"),
        ("<p>a</p><egXML xmlns='http://www.tei-c.org/ns/Examples'>x</egXML>", "a"),
        ("<list><item>a</item><item>b</item></list>", "a b"),
        ("<p>soft\u00adhyphen e\u0301 \u200b x</p>", "softhyphen \u00e9 x"),
    ],
)  # fmt: skip
def test_what_is_read(body, expected):
    assert reading_text(tei(body)).content == expected


def test_pages_and_sections():
    body = (
        "<p>before</p><div><pb n='7'/><head>One</head><p>a b</p>"
        "<div n='1a'><head>Sub</head><p>c</p></div><p>rest</p></div>"
        "<div><head>Two</head><pb n='8'/><p>d</p></div>"
    )
    text = reading_text(tei(body))
    assert text.content == "before One a b Sub c rest Two d"
    assert [(region.n, text.content[region.start : region.end]) for region in text.pages] == [
        ("7", "One a b Sub c rest Two "),
        ("8", "d"),
    ]
    assert [(region.n, region.label, text.content[region.start : region.end]) for region in text.sections] == [
        ("1", "One", "One a b "),
        ("1a", "Sub", "Sub c"),
        ("1", "One", "rest"),
        ("2", "Two", "Two d"),
    ]
    assert text.page_at(0) == ""
    assert text.section_at(7) == Region(7, 15, "1", "One")


PIECES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="<&\ufffe\uffff]"), max_size=6),
        st.sampled_from(
            ["&amp;", "&#x301;", "&#233;", "\n", "\r\n", "<hi>", "</hi>", "<!--x-->", "<![CDATA[a<b]]>", "<lb/>",
             "<note>n</note>", "<lb break='no'/>", "e\u0301", "\u00ad", "\U0001d538", "  "]
        ),
    ),
    max_size=14,
)  # fmt: skip


def _balanced(pieces: list[str]) -> str:
    depth, kept = 0, []
    for piece in pieces:
        if piece == "</hi>" and not depth:
            continue
        depth += {"<hi>": 1, "</hi>": -1}.get(piece, 0)
        kept.append(piece)
    return "<p>" + "".join(kept) + "</hi>" * depth + "</p>"


@settings(max_examples=400, deadline=None)
@given(PIECES, st.sampled_from(["utf-8", "utf-16"]))
def test_offsets_and_bytes_agree(pieces, encoding):
    """Content is the raw text in normal form; both maps keep the order; a character's bytes decode to it."""
    document = parse(tei(_balanced(pieces), encoding))
    edition = EditionText(document)
    content = edition.content
    assert content == normalise(edition.raw)
    starts = [edition.raw_offset(i) for i in range(len(content))]
    assert starts == sorted(starts)
    for offset, char in enumerate(content):
        if char == " ":
            continue
        start, end = edition.byte(offset), edition.byte(offset + 1, end=True)
        assert start is not None and end is not None and start < end
        written = document.source.decode(start, end)
        if char.isalnum() and char.isascii():
            assert char in written or written.startswith("&")
        assert edition.offset(edition.raw_offset(offset)) <= offset
        assert edition.raw_offset(offset) < edition.raw_offset(offset + 1, end=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_bytes_of_a_passage(encoding):
    document = parse(tei("<p>Größe\r\n<hi>na&#239;ve</hi> <![CDATA[a<b]]></p>", encoding))
    edition = EditionText(document)
    assert edition.content == "Größe naïve a<b"
    low, high = edition.byte(6), edition.byte(11, end=True)
    assert low is not None and high is not None
    assert document.source.decode(low, high) == "na&#239;ve"
    low, high = edition.byte(0), edition.byte(15, end=True)
    assert low is not None and high is not None
    assert document.source.decode(low, high) == "Größe\r\n<hi>na&#239;ve</hi> <![CDATA[a<b"


def test_an_empty_text_has_no_bytes():
    edition = EditionText(parse(tei("")))
    assert (edition.content, edition.byte(0), edition.byte(0, end=True)) == ("", None, None)
