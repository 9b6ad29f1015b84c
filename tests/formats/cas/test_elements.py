"""The elements of an XMI file, against an XML parser of another make."""

from __future__ import annotations

import time
from xml.etree import ElementTree

from argmap.formats.cas.elements import Element, Gap, decoded, scanned, without_texts
from tests.formats.cas.test_cas import TEXT, exported, needs_cassis

HEAD = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:a="http:///x/a.ecore" xmlns:n="http:///uima/noNamespace.ecore">'
)
BODY = """
 <a:One xmi:id="1" text="a &lt;b&gt; &#228; &amp;#33;&#13;&#10;c
d" empty='"'><part>x &amp; y</part><part/></a:One>
 <n:Two xmi:id='2'/>"""


def test_elements_are_what_a_parser_finds():
    found = list(scanned(f"{HEAD}{BODY}</xmi:XMI>"))
    spaces = {"http:///x/a.ecore": "x.a.", "http:///uima/noNamespace.ecore": ""}
    root = ElementTree.fromstring(f"{HEAD}{BODY}</xmi:XMI>")
    for one, other in zip(found, root, strict=True):
        assert isinstance(one, Element)
        space, _, local = other.tag[1:].partition("}")
        assert one.type == spaces[space] + local
        plain = {key: value for key, value in other.items() if not key.startswith("{")}
        assert {key: value for key, value in one.attributes.items() if ":" not in key} == plain
        assert [text for _, text in one.texts] == [child.text or "" for child in other]


def test_what_is_garbled_is_a_gap_and_costs_no_time():
    found = list(scanned(f"{HEAD}<a:One xmi:id='1'/><a:Two xmi:id=2/><a:One xmi:id='3'/>"))
    assert [type(one) for one in found] == [Element, Gap, Element, Gap] and found[-1].cut
    for piece in ("<a:b ", "<a:b c='", '<a:b c="d" ', "<a:b><c>", "<", "&amp;", " x='1'"):
        began = time.process_time()
        assert list(scanned(HEAD + piece * 20_000))
        assert time.process_time() - began < 2, piece


@needs_cassis
def test_texts_are_taken_out_and_nothing_else():
    data = exported()["a.xmi"].decode()
    bare, sofas = without_texts(data)
    assert sofas[1]["sofaString"] == TEXT and sofas[1]["sofaID"] == "_InitialView"
    assert len(bare) < len(data) and "sofaString" not in bare and ElementTree.fromstring(bare) is not None


def test_references():
    assert decoded("&#x1F6B2;&#65;&nbsp;&;&#x110000;") == "🚲A&nbsp;&;\ufffd"
