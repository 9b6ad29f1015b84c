"""The expat tree against lxml's, byte for byte and name for name; hostile files; nothing reaches out."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.problems import DataError
from argmap.tei.names import TEI_NS, XML_NS
from argmap.tei.parse import Text, parse
from argmap.tei.reader import read

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p xml:id="p">'
TAIL = "</p></body></text></TEI>"


def _ours(node) -> list[object]:
    """A tree as nested lists: name, attributes, then texts and children, neighbouring texts joined."""
    found: list[object] = []
    for item in node.walk():
        texts = "".join(child.text for child in item.children if isinstance(child, Text))
        found.append((item.name, sorted(item.attrs.items()), texts))
    return found


def _theirs(root) -> list[object]:
    def name(full: str) -> str:
        tag = etree.QName(full)
        if tag.namespace in (None, TEI_NS):
            return tag.localname
        return f"xml:{tag.localname}" if tag.namespace == XML_NS else full

    found: list[object] = []
    for item in root.iter(etree.Element):
        texts = [item.text or "", *((child.tail or "") for child in item)]
        found.append((name(item.tag), sorted((name(key), value) for key, value in item.attrib.items()), "".join(texts)))
    return found


@pytest.mark.parametrize("folder", ["samples", "synthetic"])
def test_the_tree_is_the_one_that_lxml_sees(shared: Path, folder):
    compared = 0
    for path in sorted((shared / "tei" / folder).glob("*.xml")):
        data = path.read_bytes()
        if len(data) > 700_000:
            continue
        try:
            theirs = etree.fromstring(data, etree.XMLParser(no_network=True, load_dtd=False, huge_tree=True))
        except etree.XMLSyntaxError:
            continue
        if theirs.getroottree().docinfo.internalDTD is not None:
            continue
        if b'version="1.1"' not in data:
            assert _ours(parse(data).root) == _theirs(theirs), path.name
            compared += 1
    assert compared > 10


def test_every_element_knows_its_bytes(shared: Path):
    """What lies between an element's first and last byte parses as that element."""
    for path in [shared / "encoding" / "a_full_edition.xml", *(shared / "tei" / "synthetic").glob("s0[1-9]*.xml")]:
        document = parse(path.read_bytes())
        for node in document.root.walk():
            if not node.inside_entity:
                written = document.source.decode(node.start, document.end(node))
                assert written.startswith("<") and written.endswith(">")
                assert written[1:].startswith(document.source.tag_name(node.start))
                closing = written.endswith("/>") or written.rstrip("> \n").endswith(node.name)
                assert closing, (path.name, written)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b'<?xml version="1.1"?><TEI/>', "E102", 1, 1),
        (b'<?xml version="1.0" encoding="EBCDIC-CP-US"?><TEI/>', "E10", 1, 1),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><TEI>\x83\x65</TEI>', "E10", 1, None),
        (b"<TEI>\n  <p>&nbsp;</p></TEI>", "E101", 2, 6),
        (b"<TEI>\n<p></TEI>", "E101", 2, None),
        (b"<TEI>\xff</TEI>", "E101", 1, 6),
        (b"<a:TEI/>", "E101", 1, 1),
        (b"hello", "E100", 1, 1),
        (b" \n", "E100", 1, 1),
    ],
)
def test_refusals_have_code_and_place(data, code, line, column):
    with pytest.raises(DataError) as caught:
        parse(data, "f.xml")
    assert caught.value.message.startswith(code)
    assert caught.value.remedy
    place = caught.value.place
    assert place is not None
    assert place.line == line
    assert column is None or place.column == column


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_read_alike(encoding, newline):
    declared = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16", "cp1252": "windows-1252"}
    text = f'<?xml version="1.0" encoding="{declared.get(encoding, encoding)}"?>\n{HEAD}Größe\n<hi>naïve</hi> ß{TAIL}'
    data = text.replace("\n", newline).encode(encoding)
    document = parse(data)
    assert document.ids["p"].text() == "Größe naïve ß"
    place = document.place(document.ids["p"], "xml:id")
    assert (place.line, text.split("\n")[1][place.column - 1]) == (2, "p")


def test_places_in_tags_of_many_lines():
    document = parse(b"<TEI>\n  <p\n     n = \"a>b\"\n     xml:id='x'/>\n</TEI>")
    place = document.place(document.ids["x"], "xml:id")
    assert (place.line, place.column) == (4, 14)


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


HOSTILE = {
    "external entity": f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;{TAIL}',
    "network entity": f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>{HEAD}&x;{TAIL}',
    "parameter entity": f'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>{HEAD}{TAIL}',
    "external dtd": f'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x.dtd">{HEAD}&alpha;{TAIL}',
    "xinclude": HEAD
    + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    + TAIL,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_outside_is_opened(no_network, name):
    amap, problems = read(HOSTILE[name].encode())
    assert amap.text is not None
    assert "root" not in (amap.text.content or "")
    assert problems


def test_entities_do_not_explode():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{laughs}]>{HEAD}&l11;{TAIL}'
    begun = time.process_time()
    with pytest.raises(DataError, match="E104"):
        read(bomb.encode())
    quadratic = f'<!DOCTYPE TEI [<!ENTITY a "{"x" * 50_000}">]>{HEAD}{"&a;" * 2000}{TAIL}'
    with pytest.raises(DataError, match="E104"):
        read(quadratic.encode())
    attribute = f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{laughs}]>{HEAD}<hi n="&l11;"/>{TAIL}'
    with pytest.raises(DataError, match="E104"):
        read(attribute.encode())
    assert time.process_time() - begun < 20


def test_depth_costs_no_stack():
    deep = HEAD + "<seg>" * 50_000 + "x" + "</seg>" * 50_000 + TAIL
    amap, _ = read(deep.encode())
    assert amap.text is not None and amap.text.content == "x"


PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<pb n='2'/>",
            "text ",
            "&amp;",
            "<!-- c -->",
            "<?pi?>",
            "<![CDATA[x]]>",
            "\r\n",
            "&#x301;",
            "<standOff>",
            "</standOff>",
            "é",
            "\xad\n        ",
            '<span type="claim" xml:id="c1" target="#p src:0-4 #string-range(p,0,2) #match(p,\'t.*\')"/>',
            "<choice>",
            "</choice>\n        ",
            '<relation name="supports" active="#c1" passive="#c1"/>',
            '<seg xml:id="p" next="#p" ana="#claim">',
            "</seg>",
            "&x;\n        ",
            "<lb break='no'/>",
            '<anchor xml:id="a"/>',
            '<span type="claim" from="#a" to="#p"/>',
            "<div><head>h</head>",
            "</div>\n        ",
            '<prefixDef ident="src"/>',
        ]
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_broken_markup_is_read_or_refused(pieces):
    try:
        amap, problems = read((HEAD + "".join(pieces) + TAIL).encode())
    except DataError as error:
        assert error.place is not None
        return
    assert all(problem.place.line >= 1 and problem.place.column >= 1 and problem.remedy for problem in problems)
    assert amap.text is not None
    for component in amap.components:
        for fragment in component.fragments:
            assert fragment.start is None or 0 <= fragment.start < (fragment.end or 0) <= amap.text.length


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 400), st.sampled_from(["utf-8", "utf-16", "iso-8859-1"]))
def test_any_bytes_are_read_or_refused(junk, at, encoding):
    whole = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}some <hi>text</hi>{TAIL}'.encode(encoding)
    for data in (junk, whole[:at] + junk + whole[at:], whole[:at]):
        try:
            read(data)
        except DataError as error:
            assert error.place is not None
