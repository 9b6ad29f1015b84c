"""The home form with and without its text, and what the reader says of faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.problems import DataError
from argmap.tei.reader import read


@pytest.fixture(scope="module")
def encoding(shared: Path) -> Path:
    return shared / "encoding"


def test_both_home_forms_say_the_same(encoding):
    full, faults = read((encoding / "a_full_edition.xml").read_bytes(), "a.xml")
    alone, more = read((encoding / "b_standoff_only.xml").read_bytes(), "b.xml")
    assert faults == more == []
    ranges = [[(f.start, f.end) for f in item.fragments] for item in full.components]
    assert ranges == [[(f.start, f.end) for f in item.fragments] for item in alone.components]
    assert full.relations == alone.relations
    assert full.issues == alone.issues
    assert full.annotators == alone.annotators
    assert full.text is not None and alone.text is not None
    assert (full.text.sha256, full.text.opening, full.text.closing) == (
        alone.text.sha256,
        alone.text.opening,
        alone.text.closing,
    )


def test_the_reading_text_is_the_published_one(encoding):
    amap, _ = read((encoding / "a_full_edition.xml").read_bytes())
    assert amap.text is not None
    assert amap.text.content == (encoding / "harrow-vale.norm.txt").read_text(encoding="utf-8").strip()


def test_fragment_hashes_hold_where_the_text_is_fetched(encoding):
    from argmap.text.normal import digest

    data = (encoding / "b_standoff_only.xml").read_bytes()
    amap, problems = read(data, "b.xml", lambda name: (encoding / name).read_bytes())
    assert problems == []
    assert amap.text is not None and amap.text.content is not None
    hashes = [(f.sha256, digest(amap.text.content[f.start : f.end])) for c in amap.components for f in c.fragments]
    assert len(hashes) == 7
    assert all(kept == found for kept, found in hashes)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"plain text", "no XML"),
        (b"<TEI><text></TEI>", "mismatched tag"),
        (b"\x00\x01\x02\xff", "no XML"),
        (b'<?xml version="1.0" encoding="no-such"?><TEI/>', "encoding"),
    ],
)
def test_what_is_no_xml_is_refused_with_a_place(data, words):
    with pytest.raises(DataError, match=words) as caught:
        read(data, "f.xml")
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line >= 1, caught.value.place.column >= 1) == (
        "f.xml",
        True,
        True,
    )


def test_every_component_of_a_doubled_id_is_read_and_called_otherwise():
    spans = "".join(
        f'<span xml:id="{ident}" type="claim" target="#p"><gloss>{n}</gloss></span>'
        for n, ident in enumerate(("c", "c", "c-2", "s", "c"))
    )
    relations = '<relation xml:id="k" name="supports" active="#c" passive="#s"/>' * 2
    data = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><p xml:id="p">One <seg xml:id="s" ana="#claim">two'
        f'</seg></p></text><standOff type="argument"><spanGrp>{spans}</spanGrp>'
        f'<listRelation type="argument">{relations}</listRelation></standOff></TEI>'
    ).encode()
    amap, problems = read(data, "m.xml")
    assert [(c.id, c.gloss) for c in amap.components] == [
        ("c", "0"), ("c-3", "1"), ("c-2", "2"), ("s", "3"), ("c-4", "4"), ("s-2", "")
    ]  # fmt: skip
    assert [r.id for r in amap.relations] == ["k", "k-2"]
    assert [p.code for p in problems if p.severity == "error"] == ["E201"] * 4
