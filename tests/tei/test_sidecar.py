"""An annotation and its edition as two files and as one: the same map, the same bytes of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap import formats
from argmap.formats import Input
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.sidecar import EDITION, KIND, SUFFIX, apart, edition_name, joined, made
from tests.tei.test_export import ODD, TEXT
from tests.tei.test_newfile import FULL

IDS = """<?xml version='1.0' encoding="UTF-8"?>
<!-- kept -->
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id='m' >
  <teiHeader><fileDesc><titleStmt><title>Kerbs</title></titleStmt><publicationStmt><p/></publicationStmt>
    <sourceDesc><p/></sourceDesc></fileDesc>
    <encodingDesc><listPrefixDef>
      <prefixDef ident="w" matchPattern="([a-z0-9]+)" replacementPattern="#$1"/>
      <prefixDef ident="r" matchPattern="(\\d+)-(\\d+)" replacementPattern="#char=$1,$2"/>
    </listPrefixDef><classDecl><taxonomy xml:id="issues"><category xml:id="i"><catDesc>I</catDesc></category></taxonomy>
    <taxonomy xml:id="voices"><category xml:id="v"><catDesc>V</catDesc></category></taxonomy></classDecl></encodingDesc>
  </teiHeader>
  <text><body><p xml:id="p">One <seg xml:id='s'>claim  here</seg>, <anchor xml:id="a1"/>two<anchor xml:id="a2"/>
    more, &#8220;three&#8221; words.<ref target="#v"/></p></body></text>
  <standOff type="argument"><!-- annotation --><spanGrp type="components">
    <span xml:id="c1" type="claim" target="#s  #string-range(p,0,3)" ana="#i"><gloss>A &amp; B.</gloss></span>
    <span xml:id="c2" type="claim" from='#a1' to="#a2"/>
    <span xml:id="c3" type="claim" target="r:0-3 #char=4,9" corresp="#s"><fs type="fragment" corresp="r:0-3"
      ><f name="start"><string>One</string></f></fs></span>
    <span xml:id="c4" type="claim" target="#h"/><span xml:id="h" type="fragment" target="w:s"/>
    </spanGrp><listRelation type="argument"><relation xml:id="k" name="supports" active="#c1" passive="#c2"/>
    </listRelation></standOff>
</TEI>
"""


def _fetch(files, stem):
    return {edition_name(stem): files[EDITION]}.get


def _new(amap):
    parts = made(amap)
    return parts("m") if callable(parts) else parts


@pytest.mark.parametrize("text", [IDS, IDS.replace("\n", "\r\n"), IDS.replace("UTF-8", "UTF-16")])
def test_apart_and_joined_are_inverse_to_the_byte(text):
    data = text.encode("utf-16" if "UTF-16" in text else "utf-8")
    parts = apart(data, "m.xml")
    files = parts("Rent, 2nd")
    whole, before = read(data)
    found, problems = read(files[SUFFIX], "", _fetch(files, "Rent, 2nd"))
    assert [item.code for item in problems] == [item.code for item in before]
    assert [(c.id, [(f.start, f.end) for f in c.fragments]) for c in found.components] == [
        (c.id, [(f.start, f.end) for f in c.fragments]) for c in whole.components
    ]
    assert found.text == whole.text and found.issues == whole.issues and found.relations == whole.relations
    both = joined(parse(files[SUFFIX]), _fetch(files, "Rent, 2nd"))
    assert both.data.decode("utf-16" if "UTF-16" in text else "utf-8") == text.replace('"w:s"', '"#s"')
    assert both.led(found) == read(both.data)[0] == whole


def test_the_edition_keeps_its_bytes_but_for_the_annotation():
    files = apart(IDS.encode())("m")
    edition = files[EDITION].decode()
    start, end = IDS.index("  <text>"), IDS.index("</text>") + len("</text>")
    assert IDS[start:end] in edition and "<!-- kept -->" in edition
    assert "standOff" not in edition and 'xml:id="issues"' not in edition and 'ident="r"' not in edition
    assert 'xml:id="voices"' in edition  # the text points at it
    amap, _ = read(files[EDITION])
    assert (amap.components, amap.relations) == ((), ()) and amap.text == read(IDS.encode())[0].text
    assert b"claim  here" not in files[SUFFIX] and b"<text>" not in files[SUFFIX]


def test_pointers_name_the_edition():
    sidecar = apart(IDS.encode())("a b")[SUFFIX].decode()
    assert 'replacementPattern="a%20b.edition.xml#$1"' in sidecar
    assert 'replacementPattern="a%20b.edition.xml#char=$1,$2"' in sidecar
    assert 'target="edition:s  edition:string-range(p,0,3)"' in sidecar
    assert 'target="r:0-3 a%20b.edition.xml#char=4,9"' in sidecar and 'target="#h"' in sidecar


def test_annotation_inside_the_text_is_not_taken_apart():
    spans = IDS[IDS.index("<spanGrp") : IDS.index("</spanGrp>") + len("</spanGrp>")]
    inside = IDS.replace(spans, "").replace("</body>", f"</body><back>{spans}</back>")
    assert apart(inside.encode()) is None


@pytest.mark.parametrize("amap", [FULL, replace(ODD, text=TEXT), replace(FULL, text=TEXT)])
def test_new_files_of_any_map(amap):
    files = _new(amap)
    fetch = _fetch(files, "m") if EDITION in files else None
    found, _ = read(files[SUFFIX], "", fetch)
    assert found == formats.named("tei-sidecar").reduce(amap)[0]
    assert (EDITION in files) == (amap.text is not None and amap.text.content is not None)
    assert f'type="{KIND}"'.encode() in files[SUFFIX]


def test_valid_tei(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    edition = (shared / "encoding" / "a_full_edition.xml").read_bytes()
    both = [_new(FULL), _new(replace(FULL, text=None)), _new(replace(ODD, text=TEXT)), apart(edition)("m")]
    for data in (data for files in both for data in files.values()):
        assert [error.message for error in schema.validate(turbohtml.parse_xml(data.decode())).errors] == []


def test_sidecars_of_others_become_one_file(shared):
    path = shared / "encoding" / "variants" / "v6_sidecar_xml.xml"
    edition = (shared / "encoding" / "a_full_edition.xml").read_bytes()
    source = Input(path.read_bytes(), path.name, {"../a_full_edition.xml": edition}.get)
    assert formats.detect(source).name == "tei"  # by its name; by its content alone:
    assert formats.detect(replace(source, name="x")).name == "tei-sidecar"
    amap, _ = read(source.data, path.name, source.fetch)
    whole = formats.write(amap, "tei", source)
    found, problems = read(whole.main)
    assert problems == [] and found.text == amap.text and whole.kept
    assert [f.start for c in found.components for f in c.fragments] == [
        f.start for c in amap.components for f in c.fragments
    ]
    assert found.component["n1"].fragments[0].pointer.endswith("c1.a") and b'<pb n="41"/>' in whole.main


def test_an_edition_with_another_text_is_not_joined():
    files = apart(IDS.encode())("m")
    other = files[EDITION].replace(b"three", b"seven")
    source = Input(files[SUFFIX], "m.sidecar.xml", {"m.edition.xml": other}.get)
    amap, problems = read(source.data, "", source.fetch)
    assert "W209" in {item.code for item in problems}
    again = formats.write(amap, "tei", source)
    assert b"<text>" not in again.main and not again.kept


def test_ids_of_both_files_are_not_mixed_up():
    files = apart(IDS.encode())("m")
    sidecar = files[SUFFIX].replace(b'"c2"', b'"s"').replace(b"#c2", b"#s")
    assert joined(parse(sidecar), _fetch(files, "m")) is None
