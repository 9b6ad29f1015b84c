"""XML with what is whole of a broken file, and text made safe for it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.xmltext import attributes, content, parse, sound
from argmap.plugins import Input
from argmap.problems import DataError

FILE = b"<?xml version='1.0'?>\n<a x='1'><!-- <b> --><b n='1'>one</b><b n='2'>two</b><![CDATA[<b>]]><b n='3'/></a>"


@settings(max_examples=100, deadline=None)
@given(text=st.text(), value=st.text())
def test_any_text_can_be_written(text, value):
    root = ElementTree.fromstring(f"<a{attributes([('k', value)])}>{content(text)}</a>")
    assert (root.text or "") == sound(text)
    assert root.attrib["k"] == sound(value)


@pytest.mark.parametrize("cut", range(32, len(FILE) - 1))
def test_a_cut_file_gives_its_whole_elements(cut):
    whole = [
        n
        for n, end in (
            ("1", FILE.index(b"</b>") + 4),
            ("2", FILE.index(b"two</b>") + 7),
            ("3", FILE.index(b"'3'/>") + 5),
        )
        if end <= cut
    ]
    document, problems = parse(Input(FILE[:cut], "f.xml"))
    assert [item.code for item in problems] == ["E911"]
    assert [node.attrs.get("n") for node in document.root.elements if node.name == "b"] == whole


def test_crossed_tags_are_told_where_they_stand():
    document, problems = parse(Input(b"<a><b>1</b>\n<c><d></c></a>", "f.xml"))
    assert str(problems[0].place).startswith("f.xml:2:")
    assert [node.name for node in document.root.elements] == ["b"]


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"<a><b>1</b><c x='1/><c x='2'/></a>", ["b"]),  # a quotation mark is missing
        (b"<a><b x='>'/><b y='<'/></a>", ["b"]),
        (b"<?xml version='1.0'?><?x \x02?><a><b/><c/></a>", ["b", "c"]),
        (b"<a><b/><!-- \xff --><c/></a>", ["b", "c"]),
    ],
)
def test_a_fault_spares_what_is_whole(data, whole):
    document, problems = parse(Input(data, "f.xml"))
    assert [item.code for item in problems] == ["E911"]
    assert [node.name for node in document.root.elements] == whole


@pytest.mark.parametrize("data", [b"no xml", b"<a", b"{}"])
def test_no_element_at_all(data):
    with pytest.raises(DataError):
        parse(Input(data, "f.xml"))


def test_many_open_elements_take_linear_time():
    document, problems = parse(Input(b"<a><b/>" + b"<x>" * 100_000, "f.xml"))
    assert [node.name for node in document.root.elements] == ["b"]
    assert problems[0].code == "E911"
