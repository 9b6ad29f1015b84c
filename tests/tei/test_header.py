"""Code books, annotators, sources and bibliographies as headers give them."""

from __future__ import annotations

import pytest

from argmap.model import Annotator, BibItem, Issue, Source
from argmap.tei.header import read_annotators, read_bibliography, read_codes, read_source, read_title
from argmap.tei.parse import Document, parse


def document(header: str, rest: str = "") -> Document:
    return parse(f'<TEI xml:lang="en"><teiHeader>{header}</teiHeader>{rest}</TEI>'.encode())


def source(description: str) -> Source:
    return read_source(document(f"<sourceDesc>{description}</sourceDesc>"))


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("<bibl><title>T</title></bibl>", Source("T", language="en")),
        (
            "<bibl><author>A B</author> <title level='a' type='supplied'>T</title> <title level='j'>J</title>, "
            "<biblScope unit='volume'>36</biblScope>:<biblScope unit='issue'>1</biblScope>, "
            "<biblScope unit='page' from='81' to='96'/> <date when='2012-02'>winter</date></bibl>",
            Source("T", ("A B",), "2012-02", "J", "36:1", "81–96", "en", (), True),
        ),
        (
            "<biblStruct><analytic><title level='a' xml:lang='kk'>T</title><author><surname>B</surname>, "
            "<forename>A</forename></author></analytic><monogr><author>Editor</author><title level='m'>M</title>"
            "<imprint><date>c. 1900</date></imprint></monogr><idno type='DOI'>10.1/x</idno></biblStruct>",
            Source("T", ("A B",), "c. 1900", "M", "", "", "kk", (("DOI", "10.1/x"),)),
        ),
        (
            "<biblStruct><monogr><title>M</title><author>A</author></monogr></biblStruct>",
            Source("M", ("A",), language="en"),
        ),
        ("<p>Born digital.</p>", Source(language="en")),
    ],
)
def test_sources(description, expected):
    assert source(description) == expected


def test_without_a_source_the_title_statement_serves():
    found = document("<fileDesc><titleStmt><title>T</title><author>A</author></titleStmt></fileDesc>")
    assert read_source(found) == Source("T", ("A",), language="en")
    assert read_title(found) == "T"


def test_codes_by_taxonomy_prefix_and_label():
    book = read_codes(
        document(
            "<taxonomy xml:id='issues'><category xml:id='a'><catDesc>A</catDesc><category xml:id='b'><catDesc><term>B"
            "</term>: <gloss>Is it?</gloss></catDesc></category></category></taxonomy>"
            "<taxonomy xml:id='other'><category xml:id='voice.x'/><category xml:id='claim'/>"
            "<category xml:id='k'><catDesc>Premise</catDesc></category><category xml:id='z' n='Zet'/></taxonomy>"
            "<taxonomy xml:id='roles'><category xml:id='role.warrant'/></taxonomy><taxonomy><category/></taxonomy>"
        )
    )
    assert book.issues == [Issue("a", "A"), Issue("b", "B", "Is it?", "a"), Issue("z", "Zet")]
    assert [voice.id for voice in book.voices] == ["voice.x"]
    assert book.kinds == {"claim": "claim", "k": "k", "role.warrant": "warrant"}
    assert [book.use_of(code) for code in ("b", "issue.q", "scheme.q", "voice.q", "q")] == [
        "issues", "issues", "schemes", "voices", "issues",
    ]  # fmt: skip


def test_annotators_people_and_programs():
    header = (
        "<respStmt xml:id='p'><resp>reading</resp><persName>P. Q.</persName></respStmt>"
        "<respStmt><resp>x</resp></respStmt>"
        "<editor xml:id='e' role='general'>E</editor><application xml:id='m' ident='m' version='1'><label>M</label>"
        "<desc>finds</desc></application><respStmt xml:id='s'><resp>r</resp><name type='software'>S</name></respStmt>"
    )
    assert read_annotators(document(header)) == [
        Annotator("p", "P. Q.", "reading"),
        Annotator("e", "E", "general"),
        Annotator("m", "M", "finds", True),
        Annotator("s", "S", "r", True),
    ]


def test_bibliography_leaves_out_the_source_itself():
    found = document(
        "<sourceDesc><bibl xml:id='src'>x</bibl></sourceDesc>",
        "<standOff><listBibl><bibl xml:id='b'>Some <title>book</title></bibl>"
        "<biblStruct xml:id='c'><monogr><title>T</title><imprint><date when='1999'/>"
        "</imprint></monogr></biblStruct><bibl>no id</bibl></listBibl></standOff>",
    )
    assert read_bibliography(found) == [BibItem("b", "Some book"), BibItem("c", "T 1999")]
