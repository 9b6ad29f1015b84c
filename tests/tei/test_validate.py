"""Validation: places to the column, plain words, schemas of three kinds, nothing fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.problems import ArgmapError, DataError
from argmap.tei.parse import parse
from argmap.tei.validate import compile_schema, profile, validate, validate_profile

DATA = Path(__file__).resolve().parents[1] / "data/problems/with"
SAMPLE = (DATA / "sample.xml").read_text(encoding="utf-8")


def found(text: str) -> list[tuple[str, str, str]]:
    """Code, the text at the place, and the message of each problem."""
    lines = text.splitlines()
    return [
        (item.code, lines[item.place.line - 1][item.place.column - 1 :], item.message)
        for item in validate_profile(text.encode(), "x.xml")
    ]


def test_sound_files_are_silent():
    for name in ("sample.xml", "one.xml", "two.xml", "links.xml"):
        assert validate_profile((DATA / name).read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('cert="high"><gloss>Repair', 'cert="sure"><gloss>Repair', "sure"),
        ("<gloss>Part", "<gloss/><gloss>Part", "<gloss>Part"),
        ('<s xml:id="s3">', '<s xml:id="s3" rend="a b">', "a b"),
        ("    </body>", "<place/>    </body>", "<place/>"),
        ('name="supports" ', "", "<relation"),
        ('<standOff type="argument">', "<standOff>", "<standOff"),
    ],
)
def test_faults_of_grammar_at_their_place(old, new, at):
    assert old in SAMPLE
    told = [item for item in found(SAMPLE.replace(old, new, 1)) if item[0] == "E801"]
    assert len(told) == 1
    assert told[0][1].startswith(at)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('active="#e1"', 'active="#e9"', "active names something"),
        ('active="#e1"', 'active="#e1 #e9"', "active names something"),
        ('passive="#c1"', 'passive="#c"', "passive names something"),
        ('active="#e1"', 'active="#c1"', "joins a component with itself"),
        ('active="#e1" passive="#c1"', 'mutual="#e1 #c1"', "runs one way"),
        ('name="supports"', 'name="undercuts"', "points at a relation"),
        ('name="supports"', 'name="cites"', "points at an item of a listBibl"),
        ("Repair of the supply comes first.", " ", "has a gloss that says something"),
        ("<gloss>Repair of the supply comes first.</gloss>", "", "has a gloss that says something"),
        (' target="#s2"', "", "points at its passage"),
        (' target="#s2"', ' from="#s2"', "points at its passage"),
        (' target="#s2"', ' target="#s2" from="#s2" to="#s2"', "not by both"),
        ('span xml:id="c1"', "span", "a component has an xml:id"),
        ('relation xml:id="k1"', "relation", "a relation has an xml:id"),
        ('ana="#issue.water"', 'ana="#issue.watr"', "not declared in classDecl"),
        ('target="#s2"', 'target="src:1-5"', "need a prefixDef"),
        ('resp="#ann.first"/>', 'resp="#ann.none"/>', "names nobody"),
        (
            "already.</gloss>",
            'already.</gloss><fs type="fragment" corresp="src:9-4"><f name="start"><string>a</string></f></fs>',
            "ends after it starts",
        ),
        (
            '<standOff type="argument">',
            '<standOff type="argument"><fs type="text"><f name="length"><numeric value="3"/></f></fs>',
            "has its normalization",
        ),
    ],
)
def test_faults_of_the_rules(old, new, words):
    assert old in SAMPLE
    assert any(code == "E802" and words in message for code, _, message in found(SAMPLE.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('type="confirmed" ', "", "a link has an xml:id and a type"),
        ('name="same"', 'name="alike"', "a link is called"),
        ('name="same"', 'name="broader"', "has active and passive"),
        ('mutual="one.xml#c1 two.xml#c1"', 'mutual="one.xml#c1"', "names two components"),
        ('name="for"', 'name="pro"', "a stance is called"),
        ('active="one.xml#c1" passive="#issue.water"', 'mutual="one.xml#c1 #issue.water"', "a stance has"),
    ],
)
def test_faults_of_links(old, new, words):
    links = (DATA / "links.xml").read_text(encoding="utf-8")
    assert old in links
    assert any(code == "E802" and words in message for code, _, message in found(links.replace(old, new, 1)))


DETACHED = """<fs type="text"><f name="normalization"><symbol value="argmap-text-1"/></f>
      <f name="length"><numeric value="5"/></f><f name="sha256"><string>{0}</string></f></fs>
    <spanGrp type="pages"><span type="page" n="1" target="src:0-5"/></spanGrp>
    <spanGrp type="sections"><span type="section" n="1" target="src:0-5"><gloss>Wells</gloss></span></spanGrp>
    <spanGrp type="fragments"><span xml:id="f1" type="fragment" from="#s1" to="#s2"/></spanGrp>"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", ""),
        ('type="page" n="1" target="src:0-5"', 'type="page" n="1"', "a page is a span"),
        ('type="page"', 'type="section"', "a page is a span"),
        ('type="section"', 'type="page"', "a section is a span"),
        (' from="#s1"', "", "a fragment has an xml:id"),
        ("{0}", "abc", "64 digits"),
        ("{0}", "g" * 64, "64 digits"),
    ],
)
def test_faults_of_what_a_detached_file_keeps(old, new, words):
    kept = DETACHED.replace(old, new, 1) if old else DETACHED
    told = found(
        SAMPLE.replace('<standOff type="argument">', '<standOff type="argument">\n    ' + kept.format("0" * 64), 1)
    )
    assert [message for _, _, message in told if words not in message] == []
    assert bool(told) == bool(words)


def test_the_rules_warnings_are_warnings():
    told = found(SAMPLE.replace('type="recommendation" subtype="thesis"', 'type="evidence" subtype="thesis"'))
    assert [(code, message) for code, _, message in told] == [("W803", "evidence is no thesis.")]
    two = SAMPLE.replace('type="evidence"', 'type="claim" subtype="thesis"')
    assert [code for code, _, _ in found(two)] == ["W803"]


def test_doubled_ids_and_entities_do_not_end_validation():
    text = SAMPLE.replace('xml:id="s3"', 'xml:id="s2"').replace(
        "<TEI", '<!DOCTYPE TEI [<!ENTITY e "<s>x</s>">]>\n<TEI', 1
    )
    validate_profile(text.replace("The mayor", "&e; The mayor").encode())


def test_what_is_no_xml_is_refused():
    with pytest.raises(DataError):
        validate_profile(b"<TEI")


def test_too_deep_a_file_is_a_problem():
    deep = SAMPLE.replace("The mayor denies it.", "<seg>" * 300 + "x" + "</seg>" * 300)
    assert "cannot be validated" in validate_profile(deep.encode())[0].message


XSD = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:integer"/></xs:schema>"""


def test_an_xml_schema():
    schema = compile_schema(XSD, "numbers.xsd")
    assert validate(parse(b"<a>5</a>"), schema) == []
    told = validate(parse(b"<a>five</a>", "x.xml"), schema)
    assert [(item.code, item.place.line, item.place.column) for item in told] == [("E804", 1, 1)]
    assert "numbers.xsd" in told[0].remedy


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not xml", "cannot be used"),
        (b"<a/>", "no schema that argmap can use"),
        (b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start/></grammar>', "cannot be used"),
        (b'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"/>', "not for XSLT 1"),
        (b'<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:nothing/></x:schema>', "cannot be used"),
    ],
)
def test_unusable_schemas(data, words):
    with pytest.raises(ArgmapError) as caught:
        compile_schema(data, "s.rng")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_profile_is_compiled_once():
    assert profile() is profile()
    assert [schema.kind for schema in profile()] == ["rng", "sch"]
