"""Passages of hostile editions as inline segments: the bytes stay, the map comes back, the file is valid TEI."""

from __future__ import annotations

import re
from functools import cache
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.model import ArgumentMap, Component, Fragment
from argmap.tei.cutting import Cutter
from argmap.tei.kept import without_kept
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.recode import INLINE, recoded
from argmap.tei.rewrite import rewritten
from argmap.tei.text import EditionText
from argmap.tei.transport import text_element
from argmap.tei.update import update

BEGIN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE TEI [<!ENTITY e "two words"><!ENTITY m "a <hi>mark</hi> b">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="m">
  <teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>
    <sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
  <text><body>"""
OURS = re.compile(rb'<seg xml:id="c\d[^>]*>')
END = "</body></text>\n</TEI>\n"

LEAVES = st.sampled_from(
    [
        "one two", " ", "three.", "\n  ", "\U0001f600 e\u0301", "&amp;", "&#8220;x&#x1F600;", "&e;", "&m;",
        "gr\u00fcn-", "<!-- a </p> -->", "<?pi seg?>", "<![CDATA[a < b]]>", "<![CDATA[ <seg> ]]>", "<pb n='2'/>",
        '<lb break="no"/>', "-<lb break='no'/>", '<note n="1">not <hi>read</hi></note>', "<anchor/>",
        "<choice><sic>wrng</sic><corr>wrong <hi>all</hi></corr></choice>",
        "<app><lem>read so</lem><rdg>or so</rdg></app>", "<seg xml:space='preserve'>own  seg</seg>", "<gap/>",
        "<list><item>first</item>\n<item><p>second</p> and</item></list>", "<fw>page 3</fw>", "<idno>code x</idno>",
        "<quote><p>said</p><p>more</p></quote>", "<q>quoted</q>", "<date>May</date>",
        "<figure><head>fig</head></figure>",
    ]
)  # fmt: skip
PHRASES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["hi", "emph", "q", "seg"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
BLOCKS = st.lists(
    st.builds(
        lambda kind, parts: kind.format("".join(parts)),
        st.sampled_from(
            ["<p>{}</p>", "<p>\r\n  {}\r\n</p>", "<ab>{}</ab>", "<lg><l>{}</l><l>end</l></lg>", "<pb n='9'/><p>{}</p>"]
        ),
        st.lists(PHRASES, min_size=1, max_size=5),
    ),
    min_size=1,
    max_size=4,
)
SPANS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 120)), min_size=1, max_size=4)


@cache
def _schema(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    rules = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    return lambda text: [error.message for error in rules.validate(turbohtml.parse_xml(text)).errors]


def _faults(shared, data):
    return _schema(shared)(etree.tostring(etree.fromstring(data), encoding="unicode"))


def _edition(blocks, spans):
    """An edition, and it with components over these passages, by threes in one place where they overlap."""
    half = len(blocks) // 2
    text = f"{BEGIN}<div><head>H</head>{''.join(blocks[:half])}<p/></div><div>{''.join(blocks[half:])}</div>{END}"
    bare = text.encode()
    old = read(bare)[0]
    length = len(old.text.content)
    ranges = [(start % length, min(length, start % length + width + 1)) for start, width in spans]
    pairs = [Fragment(start, end, f"src:{start}-{end}") for start, end in ranges if start < end]
    components = tuple(
        Component(f"c{n}", "claim", "Gloss & so.", (one, *pairs[:1]) if n % 4 == 3 else (one,), notes=("N.",))
        for n, one in enumerate(pairs)
    )
    return bare, update(bare, old, ArgumentMap("m", old.title, old.source, old.text, components))


def _text(data):
    return data[data.index(b"<text>") : data.index(b"</text>")]


def _ink(amap, item):
    return {n for f in item.fragments for n in range(f.start, f.end) if amap.text.content[n] != " "}


@settings(max_examples=20, deadline=None)
@given(BLOCKS, SPANS)
def test_any_edition_keeps_its_bytes_and_the_map(shared, blocks, spans):
    bare, home = _edition(blocks, spans)
    amap = read(home, "m.xml")[0]
    assume(amap.components)
    made = recoded(home, INLINE, "m.xml")
    assert read(made, "m.xml")[0] == amap
    alone = read(without_kept(made))[0]  # what other programs see
    assert all(_ink(amap, item) == _ink(amap, alone.component[item.id]) for item in amap.components)
    tags = OURS.findall(made)
    assert len(_text(made)) == len(_text(bare)) + sum(map(len, tags)) + len(b"</seg>") * len(tags)
    back = rewritten(made, amap, "m.xml")
    assert _text(back) == _text(bare) and read(back, "m.xml")[0] == amap
    if _faults(shared, home) == []:
        assert _faults(shared, made) == []


@pytest.mark.parametrize(
    ("passage", "written"),
    [
        ("A b c", "<p>x <S>A <hi>b</hi> c</seg></p>"),
        ("A b c", "<p>x <S>A <hi>b</hi></seg></p><p><pb/><S>c</seg> y</p>"),
        ("A b c", "<p><hi>x <S>A</seg></hi> <S>b<note>n</note> <s>c</s></seg> y</p>"),
        ("b c", "<p>A <hi>a <S>b</seg></hi><S><list><item>c</item></list></seg></p>"),
        ("b c", "<p>A</p><list><item><S>b</seg></item><item><S>c</seg> d</item></list>"),
        ("b c", "<p>A <choice><sic>a</sic><corr>a <S>b</seg></corr></choice> <S>c</seg> d</p>"),
        ("a b c", "<p><S><choice><sic>x</sic><corr>a b</corr></choice> c</seg> d</p>"),
        ("b<", "<p>a <S>b<![CDATA[<]]></seg></p>"),
        ("b&c", "<p>a <S>b&amp;c</seg><!-- d --> d</p>"),
    ],
)
def test_where_segments_go(passage, written):
    marked = BEGIN + written + END
    plain = marked.replace("<S>", "").replace("</seg>", "").encode()
    document = parse(plain)
    edition = EditionText(document)
    start = edition.content.index(passage)
    found = Cutter(document, edition, text_element(document)).pieces(start, start + len(passage))
    made = plain
    for low, high in reversed(found):
        made = made[:low] + b"<S>" + made[low:high] + b"</seg>" + made[high:]
    assert made.decode() == marked


@pytest.mark.parametrize(
    ("text", "passage"),
    [("<p>a &e; b</p>", "words b"), ("<p>a &m;</p>", "mark"), ("<p><![CDATA[a b]]></p>", "b"), ("<x>a</x>", "a")],
)
def test_what_cannot_be_cut_stays_outside(text, passage):
    document = parse((BEGIN + text + END).encode())
    edition = EditionText(document)
    start = edition.content.index(passage)
    assert Cutter(document, edition, text_element(document)).pieces(start, start + len(passage)) is None


def test_the_time_grows_with_the_text():
    def taken(size):
        text = f"<p>{'a <hi>b</hi> ' * size}</p>" + "<p>c</p>" * size
        document = parse((BEGIN + text + END).encode())
        edition = EditionText(document)
        begun = process_time()
        cutter = Cutter(document, edition, text_element(document))
        assert all(cutter.pieces(n, n + 7) for n in range(0, 4 * size, 2))
        return process_time() - begun

    assert min(taken(4000) for _ in range(2)) < 10 * min(taken(1000) for _ in range(2))
