"""Pointers led into another file and home again."""

from __future__ import annotations

import pytest

from argmap.model import ArgumentMap, Component, Fragment
from argmap.tei.leading import Homeward, Outward, led, point
from argmap.tei.parse import parse
from argmap.tei.transport import Carrier, text_element

FILE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/>{}</teiHeader><text><body>
<p xml:id="p">One <seg xml:id="s">two</seg>.</p></body></text>
<standOff><span xml:id="c" target="{}"/></standOff></TEI>"""


@pytest.mark.parametrize(
    ("pointer", "led_to"),
    [
        ("#s", "edition:s"),
        ("#c", "#c"),
        ("#range(p,s)", "edition:range(p,s)"),
        ("#char=0,3", "e.xml#char=0,3"),
        ("other.xml#s", "other.xml#s"),
        ("src:0-3", "src:0-3"),
        ("#match(p,&apos;a&amp;b&apos;)", "edition:match(p,&apos;a&amp;b&apos;)"),
    ],
)
def test_only_what_leads_into_the_text_is_led(pointer, led_to):
    data = FILE.format("", pointer).encode()
    document = parse(data)
    lead = Outward(document, text_element(document), "e.xml")
    editor = Carrier(document)
    for node in document.named("span"):
        point(editor, node, lead)
    assert editor.result() == FILE.format("", led_to).encode()


def test_a_prefix_that_is_taken_is_not_used_again():
    taken = '<encodingDesc><listPrefixDef><prefixDef ident="edition" matchPattern="(.+)" replacementPattern="#$1"/>'
    document = parse(FILE.format(f"{taken}</listPrefixDef></encodingDesc>", "edition:s").encode())
    lead = Outward(document, text_element(document), "e.xml")
    assert (lead("#s"), lead("edition:s"), lead.declared().ident) == ("edition2:s", "edition2:s", "edition2")


def test_home_is_the_file_itself():
    components = (Component("c", "claim", "", (Fragment(pointer="e.xml#a e.xml#b"),), extra=(("corresp", "e.xml#a"),)),)
    document = parse(FILE.format("", "e.xml#a").encode())
    found = led(ArgumentMap("m", components=components), Homeward(document, "e.xml")).components[0]
    assert (found.fragments[0].pointer, found.extra) == ("#a #b", (("corresp", "#a"),))
