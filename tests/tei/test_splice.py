"""Edits of single attributes and elements, in any manner of writing them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.tei.parse import parse
from argmap.tei.splice import Editor
from tests.strategies import SAFE

TAGS = [
    "<p/>",
    "<p />",
    "<p></p>",
    "<p n='1'/>",
    '<p\n  n = "1"\n  rend="x" >y</p >',
    '<p rend="n=&quot;2&quot;" n="1"></p>',
]


def _edited(data: bytes, name: str, value: str) -> bytes:
    editor = Editor(parse(data))
    editor.attribute(editor.document.root.elements[0], name, value)
    return editor.result()


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@given(value=st.text(SAFE, min_size=1, max_size=8))
def test_an_attribute_reads_back(tag, encoding, value):
    data = f"<TEI>{tag}</TEI>".encode(encoding)
    for name in ("n", "xml:id", "cert"):
        node = parse(_edited(data, name, value)).root.elements[0]
        assert node.attrs[name] == value
        others = {key: text for key, text in parse(data).root.elements[0].attrs.items() if key != name}
        assert {key: text for key, text in node.attrs.items() if key != name} == others


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_attribute_comes_and_goes(tag, encoding):
    data = f"<TEI>{tag}</TEI>".encode(encoding)
    assert _edited(_edited(data, "cert", "high"), "cert", "") == data
    assert "n" not in parse(_edited(data, "n", "")).root.elements[0].attrs
    assert _edited(data, "cert", "") == data


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "iso-8859-1"])
def test_elements_come_and_go(newline, encoding):
    declared = {"utf-8-sig": "utf-8", "utf-16-be": "utf-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<TEI>\n    <a>\n        <b>ä</b>\n    </a>\n</TEI>'
    data = text.replace("\n", newline).encode(encoding)
    editor = Editor(parse(data))
    editor.inside(editor.document.root.elements[0], ["<c>", "  <d/>", "</c>"])
    added = editor.result()
    written = added.decode(encoding).lstrip("\ufeff")
    assert newline.join(["", "        <c>", "            <d/>", "        </c>", "    </a>"]) in written
    again = parse(added)
    remover = Editor(again)
    remover.remove(again.root.elements[0].elements[1])
    assert remover.result() == data


def test_what_the_encoding_lacks_becomes_a_reference():
    data = '<?xml version="1.0" encoding="iso-8859-1"?><TEI><p>ä</p></TEI>'.encode("iso-8859-1")
    editor = Editor(parse(data))
    editor.content(editor.document.root.elements[0], "ä — 𝔸")
    assert b"\xe4 &#8212; &#120120;" in editor.result()
    assert parse(editor.result()).root.text() == "ä — 𝔸"
