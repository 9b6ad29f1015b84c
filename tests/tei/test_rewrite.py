"""TEI into TEI: the same bytes where nothing changed; other encodings get the home form, their text untouched."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from argmap import formats
from argmap.plugins import Input
from argmap.tei.reader import read
from argmap.tei.rewrite import rewritten
from argmap.workspace.maps import neighbours

SAMPLE = Path(__file__).resolve().parents[2] / "annotations/central-asia/voloshin-2012.xml"
VARIANTS = ["v1_annotation", "v2_inline_seg", "v3_interp", "v4_graph", "v5_note_listAnnotation"]


def test_nothing_changed_the_same_bytes():
    data = SAMPLE.read_bytes().replace(b"\n", b"\r\n", 40)
    assert rewritten(data, read(data)[0]) == data
    assert formats.write(read(data)[0], "tei", Input(data, "x.xml")).main == data


def test_only_what_differs_is_changed():
    data = SAMPLE.read_bytes()
    amap, _ = read(data)
    first = replace(amap.components[0], gloss="Another gloss.", extra=(("aif:x", "1"), ("odd", "value")))
    wanted = replace(amap, components=(first, *amap.components[1:]))
    made = rewritten(data, wanted)
    assert made is not None and read(made)[0] == wanted
    assert rewritten(made, amap) == data  # and back again, to the byte


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_come_out_in_the_home_form(shared, name):
    path = shared / "encoding" / "variants" / f"{name}.xml"
    source = Input(path.read_bytes(), path.name, neighbours(path))
    amap, _ = formats.read(source.data, source.name, fetch=source.fetch)
    data = formats.write(amap, "tei", source).main
    found, problems = formats.read(data, source.name)
    assert problems == [] and found.text == amap.text
    for was, now in zip(amap.components, found.components, strict=True):
        assert replace(was, fragments=()) == replace(now, fragments=())
        assert amap.passage(was) == found.passage(now)
    assert found.relations == amap.relations and found.annotators == amap.annotators
    assert re.findall(b"<(seg[^>]* ana=|interp|graph|annotation|link|listAnnotation)", data) == []
    header = source.data[: source.data.index(b"</classDecl>")]
    assert data.startswith(header)  # the header's own bytes stay


def test_catma_gets_a_file_of_its_own(shared):
    path = shared / "tei" / "samples" / "30-file1.xml"
    source = Input(path.read_bytes(), path.name)
    amap, _ = formats.read(source.data, source.name)
    found, problems = formats.read(formats.write(amap, "tei", source).main, path.name)
    assert problems == []
    assert [item.extra for item in found.components] == [item.extra for item in amap.components]


def test_other_texts_and_titles_are_not_spliced():
    data = SAMPLE.read_bytes()
    amap, _ = read(data)
    assert rewritten(data, replace(amap, title="Another")) is None
    assert rewritten(b"no xml", amap) is None


def test_leaving_out_the_text_detaches(shared):
    data = (shared / "encoding" / "a_full_edition.xml").read_bytes()
    amap, _ = read(data)
    made = rewritten(data, replace(amap, text=replace(amap.text, content=None)))
    assert made is not None and b"<body" not in made
    assert [item.id for item in read(made)[0].components] == [item.id for item in amap.components]


@pytest.mark.parametrize("name", ["tei-seg", "tei-graph", "catma"])
def test_what_argmap_wrote_in_another_encoding_is_made_anew(name):
    amap, _ = read(SAMPLE.read_bytes())
    data = formats.write(amap, name).main
    again, _ = read(data)
    home = formats.write(again, "tei", Input(data, "x.xml")).main
    assert b'type="argmap-' not in home and read(home)[0] == again
