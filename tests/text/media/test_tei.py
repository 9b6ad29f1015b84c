"""TEI that others made."""

from __future__ import annotations

import pytest

from argmap.problems import DataError
from argmap.tei.edition import edition_from_file, edition_from_text, restore
from argmap.tei.text import reading_text
from argmap.text.imports import clean
from argmap.text.imports.passages import reading
from argmap.text.media import read_medium

HEAD = """<teiHeader><fileDesc><titleStmt><title>On Ferries</title>
<author>A. Marlow</author></titleStmt></fileDesc></teiHeader>"""
BODY = """<front><titlePage><docTitle><titlePart>On</titlePart>
<titlePart>Ferries</titlePart></docTitle></titlePage></front>
<body><pb n="12"/><div><head>Winter</head><p>Nobody in the vil-<lb break="no"/>lages had
<hi>asked</hi><note>See <q>there</q>.</note>
for a <choice><sic>ponton</sic><corr>pontoon</corr></choice>, and <pb n="13"/>went on.</p><fw>Running Head</fw>
<lg><l>One line</l><l>and another.</l></lg><quote><p>It is quoted.</p></quote>
<list><item>first</item><item>second</item></list>
<p>He said: <q>nobody</q>.</p><figure><head>Fig. 1</head></figure>
<table><row><cell>1</cell><cell>2</cell></row></table></div></body>"""
FILE = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}<text>{BODY}</text></TEI>'.encode()


def test_blocks_notes_pages_and_readings():
    extracted = read_medium(FILE)
    cleaned = clean(extracted.text, None, extracted.hints)
    found = [(block.kind, reading(cleaned, block)[0]) for block in cleaned.blocks]
    assert found == [
        ("title", "On Ferries"),
        ("head", "Winter"),
        ("p", "Nobody in the villages had asked for a pontoon, and went on."),
        ("footnote", "See there."),
        ("header", "Running Head"),
        ("p", "One line and another."),
        ("p", "It is quoted."),
        ("item", "first"),
        ("item", "second"),
        ("p", "He said: nobody."),
        ("caption", "Fig. 1"),
        ("table", "1 | 2"),
    ]
    assert [page.n for page in cleaned.pages] == ["12", "13"]
    assert (extracted.title, extracted.authors) == ("On Ferries", ("A. Marlow",))
    assert [e.kind for e in cleaned.edits if cleaned.text[e.start : e.end] == "ponton"] == ["left-out"]


def test_edition_report_and_the_way_back():
    edition, report = edition_from_file(FILE)
    assert restore(edition, report) == read_medium(FILE).text.encode()
    assert "asked for a pontoon, and went on." in (reading_text(edition).content or "")
    assert b"<title>On Ferries</title>" in edition and b"<author>A. Marlow</author>" in edition


def test_p4_and_other_prefixes_are_read():
    for start, end in (("<TEI.2>", "</TEI.2>"), ('<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0">', "</t:TEI>")):
        prefix = "t:" if ":" in start[:4] else ""
        body = "<text><body><p>It is.</p></body></text>".replace("</", "\0").replace("<", f"<{prefix}")
        data = f"<?xml version='1.0'?>{start}{body}{end}".replace("\0", f"</{prefix}")
        assert read_medium(data.encode()).text == "It is.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (edition_from_text(b"It is so.")[0], "edition of argmap already"),
        (b"<TEI><teiHeader/></TEI>", "no text element"),
        (b"<TEI><text><body/></text></TEI>", "no text"),
        (b"<TEI><text>", "not well-formed"),
        (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI><text><p>&x;</p></text></TEI>', "entities"),
    ],
)
def test_what_cannot_be_read(data, message):
    with pytest.raises(DataError, match=message):
        read_medium(data)
