"""CAS as other programs make them: layers by the user's table, all others kept; XMI and JSON say the same."""

from __future__ import annotations

import copy
import json
import re
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.cas.xmi import at_hand, to_data
from argmap.plugins import Input
from argmap.problems import ArgmapError, DataError

TEXT = "🚲 Kerbs should go.\r\nWheels  stumble. Prams do."
TABLE = """
[[span]]
layer = "webanno.custom.Unit"
kind = "value"
values = { "Major Claim" = "claim", "Datum" = "evidence" }
notes = "comments"

[[relation]]
layer = "webanno.custom.Link"
source = "Governor"
target = "Dependent"
name = "label"
values = { PRO = "supports", CON = "attacks" }
"""
UNIT, LINK, TOKEN = (
    "webanno.custom.Unit",
    "webanno.custom.Link",
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token",
)


def annotation(ident: int, kind: str, words: str, **more):
    """A structure that stands on some words of the text, counted as UIMA counts."""
    start = TEXT.index(words)
    units = [len(TEXT[:at].encode("utf-16-le")) // 2 for at in (start, start + len(words))]
    return {"%ID": ident, "%TYPE": kind, "@sofa": 1, "begin": units[0], "end": units[1], **more}


def feature(name: str, kind: str):
    return {"%NAME": name, "%RANGE": kind}


def cas():
    """A CAS with two mapped layers, tokens, and a structure that refers to a mapped one."""
    text, span = "uima.cas.String", "uima.tcas.Annotation"
    ends = {"Governor": feature("Governor", UNIT), "Dependent": feature("Dependent", UNIT)}
    values = {"value": feature("value", text), "comments": feature("comments", "uima.cas.String[]")}
    number = "uima.cas.Integer"
    types = {
        UNIT: {"%NAME": UNIT, "%SUPER_TYPE": span, **values, "sure": feature("sure", number)},
        LINK: {"%NAME": LINK, "%SUPER_TYPE": span, **ends, "label": feature("label", text)},
        TOKEN: {"%NAME": TOKEN, "%SUPER_TYPE": span, "order": feature("order", number)},
        "x.Group": {"%NAME": "x.Group", "%SUPER_TYPE": "uima.cas.TOP", "head": feature("head", UNIT)},
    }
    structures = [
        {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text/plain",
            "sofaString": TEXT,
        },
        annotation(2, UNIT, "Kerbs should go", value="Major Claim", sure=3),
        annotation(3, UNIT, "Wheels  stumble", value="Datum", **{"@comments": 8}),
        annotation(4, UNIT, "Prams do", value="Warrant"),
        annotation(5, LINK, "Kerbs should go", label="PRO", **{"@Governor": 3, "@Dependent": 2}),
        annotation(6, TOKEN, "Kerbs", order=1),
        {"%ID": 7, "%TYPE": "x.Group", "@head": 3},
        {"%ID": 8, "%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["sure?", "yes"]},
    ]
    return {
        "%TYPES": types,
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4, 5, 6, 7]}},
    }


def load(value, table: str = TABLE):
    """A map from CAS JSON with a table of layers beside it."""
    data = value if isinstance(value, bytes) else json.dumps(value, indent=1).encode()
    return formats.read(
        data, "a.json", fetch=lambda name: table.encode() if table and name == "a.layers.toml" else None
    )


def test_layers_by_a_table():
    amap, problems = load(cas())
    assert problems == []
    assert [(c.id, c.kind, amap.passage(c), c.notes) for c in amap.components] == [
        ("2", "claim", "Kerbs should go", ()),
        ("3", "evidence", "Wheels stumble", ("sure?", "yes")),
        ("4", "Warrant", "Prams do", ()),
    ]
    assert [(r.id, r.name, r.sources, r.targets) for r in amap.relations] == [("5", "supports", ("3",), ("2",))]


def test_all_else_is_kept_and_written_back():
    amap, _ = load(cas())
    written = json.loads(formats.write(amap, "cas-json").main)
    old = cas()
    by_type = {one["%TYPE"]: one for one in written["%FEATURE_STRUCTURES"]}
    assert json.loads(by_type.pop("argmap.Map")["json"]) == {"id": "a"}
    assert [one for one in written["%FEATURE_STRUCTURES"] if one["%TYPE"] != "argmap.Map"] == old["%FEATURE_STRUCTURES"]
    assert {name: one for name, one in written["%TYPES"].items() if name != "argmap.Map"} == old["%TYPES"]
    assert written["%VIEWS"]["_InitialView"]["%MEMBERS"] == [2, 3, 4, 5, 6, 7, 9]
    assert load(written) == (amap, [])


def test_the_words_of_the_text_are_not_kept_beside_it():
    amap, _ = load(cas())
    assert not any("stumble" in value for _, value in amap.extra)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"%ID": 3, "%TYPE": TOKEN}, "E912"),
        ({"%ID": "x", "%TYPE": TOKEN}, "E914"),
        ({"%ID": 9, "%TYPE": LINK, "@sofa": 1, "@Governor": 2, "@Dependent": 77}, "E913"),
        ({"%ID": 9, "%TYPE": LINK, "@sofa": 1, "@Governor": 6, "@Dependent": 2}, "E913"),
        ({"%ID": 9, "%TYPE": UNIT, "@sofa": 1, "begin": 3, "end": 999}, "E914"),
        ({"%ID": 9, "%TYPE": UNIT, "@sofa": 1, "begin": 9, "end": 3}, "E914"),
        ({"%ID": 9, "%TYPE": UNIT, "@sofa": 1, "argmap": "{"}, "E914"),
    ],
)
def test_faults_have_their_place_and_lose_nothing(change, code):
    value = cas()
    value["%FEATURE_STRUCTURES"].append(change)
    lines = json.dumps(value, indent=1).split("\n")
    amap, problems = load(value)
    assert [item.code for item in problems] == [code]
    assert lines[problems[0].place.line - 1] == "  {" and problems[0].place.line > 60
    assert {"2", "3", "4"} <= set(amap.component) and "5" in amap.relation


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        ("", "W917", 1),
        ("[[span]\n", "E915", 1),
        ("\n[[span]]\nkind = 'value'\n", "E914", 2),
        (f"[[span]]\nlayer = '{UNIT}'\nkind = 7\n", "E914", 3),
        (f"[[span]]\nlayer = '{TOKEN}'\n[[span]]\nlayer = '{UNIT}'\n\n  sort = 'value'\n", "E914", 6),
        ("[[spans]]\n", "E914", 1),
        ("[[span]]\nlayer = 'webanno.custom.Unti'\n", "W918", 1),
    ],
)
def test_a_table_that_does_not_do(table, code, line):
    amap, problems = load(cas(), table)
    assert (code, line) in {(item.code, item.place.line) for item in problems}
    assert not set(amap.component) & {"2", "3", "4"}
    assert load(json.loads(formats.write(amap, "cas-json").main), table)[0] == amap


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_cut_and_garbled_files_are_read_or_refused(data):
    whole = bytearray(json.dumps(cas(), ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        amap, problems = formats.read(bytes(whole[: data.draw(st.integers(0, len(whole)))]), "a.json", "cas-json")
    except DataError:
        return
    assert all(item.place.line and item.place.column for item in problems)
    assert formats.write(amap, "cas-json").main


def test_json_that_breaks_off_gives_what_is_whole():
    data = json.dumps(cas(), indent=1, ensure_ascii=False).encode()
    ends = {ident: data.index(b"}", data.index(f'"%ID": {ident},'.encode())) for ident in (1, 2, 3, 4, 5)}
    for cut in range(ends[1] + 1, len(data) - 3, 41):
        source = Input(data[:cut], "a.cas.json", {"a.layers.toml": TABLE.encode()}.get)
        found = formats.detect(source)
        assert found is not None and found.name == "cas-json"
        amap, problems = found.read(source)
        assert {*amap.component, *amap.relation} >= {str(ident) for ident in (2, 3, 4, 5) if ends[ident] < cut - 2}
        assert amap.text and amap.text.content == " ".join(TEXT.split())
        assert "E911" in [item.code for item in problems]
        again = formats.write(amap, "cas-json").main
        assert formats.read(again, "a.cas.json", fetch=source.fetch)[0] == amap


def test_json_that_is_garbled_in_its_types_has_its_structures():
    data = json.dumps(cas(), indent=1).replace('"%RANGE"', '"%RANGE', 1).encode()
    source = Input(data, "a.cas.json", {"a.layers.toml": TABLE.encode()}.get)
    found = formats.detect(source)
    assert found is not None and found.name == "cas-json"
    amap, problems = found.read(source)
    assert {*amap.component, *amap.relation} == {"2", "3", "4", "5"}
    assert [item.code for item in problems if item.place.file == "a.cas.json"] == ["E911"]


needs_cassis = pytest.mark.skipif(not at_hand(), reason="dkpro-cassis is not installed (pip install dkpro-cassis)")


def exported() -> dict[str, bytes]:
    """The same CAS as XMI and type system, made by cassis alone."""
    import cassis

    made = cassis.load_cas_from_json(json.dumps(cas()))
    return {
        "a.xmi": made.to_xmi().encode(),
        "TypeSystem.xml": made.typesystem.to_xml().encode(),
        "a.layers.toml": TABLE.encode(),
    }


@needs_cassis
def test_xmi_says_what_json_says():
    files = exported()
    amap, problems = formats.read(files["a.xmi"], "a.xmi", fetch=files.get)
    other, _ = load(cas())
    assert problems == []
    assert amap.text == other.text
    for one, two in zip((*amap.components, *amap.relations), (*other.components, *other.relations), strict=True):
        assert replace(one, extra=()) == replace(two, extra=())


@needs_cassis
def test_cassis_reads_what_is_written():
    import cassis

    files = exported()
    amap, _ = formats.read(files["a.xmi"], "a.xmi", fetch=files.get)
    written = formats.write(amap, "cas")
    system = cassis.load_typesystem(written.beside[".TypeSystem.xml"].decode())
    made = cassis.load_cas_from_xmi(written.main.decode(), system)
    assert made.sofa_string == TEXT
    assert [(one.value, one.get_covered_text()) for one in made.select(UNIT)] == [
        ("Major Claim", "Kerbs should go"),
        ("Datum", "Wheels  stumble"),
        ("Warrant", "Prams do"),
    ]
    (link,) = made.select(LINK)
    assert (link.Governor.value, link.Dependent.value, link.label) == ("Datum", "Major Claim", "PRO")
    assert [one.get_covered_text() for one in made.select(TOKEN)] == ["Kerbs"]
    (group,) = made.select("x.Group")
    assert group.head.value == "Datum"
    side = {f"a{suffix}": data for suffix, data in written.beside.items()}
    assert formats.read(written.main, "a.xmi", fetch=side.get) == (amap, [])
    again = formats.write(amap, "cas-json")
    assert again.beside == {".layers.toml": written.beside[".layers.toml"]}
    assert formats.read(again.main, "a.cas.json", fetch=side.get) == (amap, [])


@needs_cassis
def test_tokens_links_and_metadata_of_a_project_come_back():
    import cassis

    system = cassis.TypeSystem()
    unit = system.create_type(UNIT, "uima.tcas.Annotation")
    slot = system.create_type("webanno.custom.UnitLink", "uima.cas.TOP")
    system.create_feature(unit, "value", "uima.cas.String")
    system.create_feature(slot, "role", "uima.cas.String")
    system.create_feature(slot, "target", "uima.tcas.Annotation")
    system.create_feature(unit, "links", "uima.cas.FSArray", elementType=slot)
    made = cassis.Cas(system)
    made.sofa_string, made.sofa_mime = TEXT, "text/plain"
    array = system.get_type("uima.cas.FSArray")
    pos = system.create_type("de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS", "uima.tcas.Annotation")
    token = system.create_type(TOKEN, "uima.tcas.Annotation")
    system.create_feature(pos, "PosValue", "uima.cas.String")
    system.create_feature(token, "pos", pos)
    for found in re.finditer(r"\w+", TEXT):
        tag = pos(begin=found.start(), end=found.end(), PosValue="N")
        made.add_all([tag, token(begin=found.start(), end=found.end(), pos=tag)])
    first, second = unit(begin=2, end=17, value="Claim"), unit(begin=20, end=35, value="Datum")
    second.links = array(elements=[slot(role="for", target=first)])
    made.add_all([first, second])
    files = {"a.xmi": made.to_xmi().encode(), "TypeSystem.xml": system.to_xml().encode(), "layers.toml": TABLE.encode()}
    amap, problems = formats.read(files["a.xmi"], "a.xmi", fetch=files.get)
    told = [("layers.toml", "W918")] * 2  # neither comments nor links are in this project
    assert [(item.place.file, item.code) for item in problems] == told
    assert [item.kind for item in amap.components] == ["Claim", "evidence"]
    written = formats.write(amap, "cas")
    side = {**files, "a.TypeSystem.xml": written.beside[".TypeSystem.xml"]}
    assert formats.read(written.main, "a.xmi", fetch=side.get) == (amap, problems)
    again = cassis.load_cas_from_xmi(written.main.decode(), cassis.load_typesystem(side["a.TypeSystem.xml"].decode()))
    assert len(again.select(TOKEN)) == len(made.select(TOKEN)) > 5
    (link,) = again.select(UNIT)[1].links.elements
    assert (link.role, link.target.get_covered_text()) == ("for", "Kerbs should go")
    _, problems = formats.read(files["a.xmi"], "a.xmi", fetch={"TypeSystem.xml": files["TypeSystem.xml"]}.get)
    assert [item.code for item in problems] == ["W917"] and f"there are {UNIT} (2)" in problems[0].message


@needs_cassis
def test_offsets_of_xmi_that_lead_out_of_the_text():
    files = exported()
    data = files["a.xmi"].replace(b'begin="38" end="46"', b'begin="38" end="999"')
    amap, problems = formats.read(data, "a.xmi", fetch=files.get)
    assert data != files["a.xmi"] and [item.code for item in problems] == ["E914"]
    assert amap.component["4"].fragments == ()
    assert formats.write(amap, "cas").main


@needs_cassis
def test_faults_of_xmi_have_their_place():
    files = exported()
    data = files["a.xmi"].replace(b'Governor="3"', b'Governor="6"')
    _, problems = formats.read(data, "a.xmi", fetch=files.get)
    (problem,) = problems
    line = data.decode().split("\n")[problem.place.line - 1]
    assert problem.code == "E913" and line[problem.place.column - 1 :].startswith('xmi:id="5"')


@needs_cassis
def test_entities_are_refused():
    files = exported()
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + files["a.xmi"].partition(b"?>")[2]
    with pytest.raises(DataError, match="document type"):
        to_data(bomb, files["TypeSystem.xml"], "a.xmi")


@needs_cassis
def test_what_xmi_cannot_hold_is_told():
    value = cas()
    value["%FEATURE_STRUCTURES"][1]["unknown feature"] = "\x00"
    value["%TYPES"][UNIT]["%SUPER_TYPE"] = "nothing.like.it"
    amap, _ = load(value)
    with pytest.raises(ArgmapError, match="XMI"):
        formats.write(amap, "cas")
    assert formats.write(amap, "cas-json").main


def test_without_the_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "cassis", None)
    assert not at_hand()
    with pytest.raises(DataError, match="not installed") as caught:
        to_data(b"<x/>", b"<x/>", "a.xmi")
    assert "pip install" in caught.value.remedy
    amap, problems = load(cas())
    assert problems == [] and formats.write(amap, "cas-json").main
    with pytest.raises(ArgmapError, match="not installed"):
        formats.write(amap, "cas")


def places(value):
    """Every key and index of a JSON value, with what holds it."""
    stack, found = [value], []
    while stack:
        one = stack.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        found += [(one, key) for key in keys]
        stack += [one[key] for key in keys]
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_values_of_the_wrong_kind_end_nothing(data):
    value = cas()
    odd = st.sampled_from([None, 7, -1, "x", [], {}, {"a": 1}, True, 1e9, ["a", 3]])
    for _ in range(data.draw(st.integers(1, 3))):
        found = places(value)
        holder, key = found[data.draw(st.integers(0, len(found) - 1))]
        holder[key] = copy.deepcopy(data.draw(odd))  # else the second may be put into itself
    try:
        amap, _ = load(value)
    except DataError:
        return
    written = json.loads(formats.write(amap, "cas-json").main)
    assert load(written)[0] == amap
