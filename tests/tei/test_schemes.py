"""Scheme pointers taken apart, and the walk and the source that they rest on."""

from __future__ import annotations

import pytest

from argmap.tei.parse import parse
from argmap.tei.schemes import SchemeError, resolve_scheme
from argmap.tei.source import Source
from argmap.tei.targets import Target
from argmap.tei.walk import tops

DATA = b"<TEI><text><p xml:id='p'>One, (two) 'three'.</p></text><TEI><text><p>Second</p></text></TEI></TEI>"


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("string-range(p,0,3)", [(0, 3)]),
        ("match(p,'\\(two\\)')", [(5, 10)]),
        ('match(p,"One, ")', [(0, 4)]),
        ("range(p,p)", [(0, 19)]),
    ],
)
def test_arguments_with_commas_and_quotes(pointer, expected):
    assert resolve_scheme(Target.of(parse(DATA)), pointer) == expected


@pytest.mark.parametrize("pointer", ["string-range(p", "range()", "match(p)", "string-range(q,0,1)", "right(p)"])
def test_what_cannot_be_followed_says_why(pointer):
    with pytest.raises(SchemeError) as caught:
        resolve_scheme(Target.of(parse(DATA)), pointer)
    assert caught.value.code.startswith("E2") and str(caught.value)


def test_texts_of_a_corpus_follow_one_another():
    document = parse(DATA)
    assert [top.text() for top in tops(document.root)] == ["One, (two) 'three'.", "Second"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_source_finds_tags_and_attributes_by_byte(encoding):
    text = "\ufeff<p a='>' xml:id = \"x>\"  b=''/>\r\n\t<q>&amp;</q>"
    source = Source(text.encode(encoding), "f")
    start = len("\ufeff".encode(encoding))
    end = source.tag_end(start)
    assert source.decode(start, end) == "<p a='>' xml:id = \"x>\"  b=''/>"
    assert source.is_empty_tag(end)
    found = source.attribute(start, "xml:id")
    assert found is not None and source.decode(*found) == "x>"
    assert source.attribute(start, "id") is None
    q = len(text[: text.index("<q>")].encode(encoding))
    assert (source.tag_name(q), source.indent_at(q), source.newline()) == ("q", "\t", "\r\n")
    ampersand = len(text[: text.index("&")].encode(encoding))
    assert source.begins_reference(ampersand)
    assert source.decode(ampersand, source.reference_end(ampersand)) == "&amp;"
