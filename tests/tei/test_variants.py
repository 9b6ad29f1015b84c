"""The same argument in six other encodings, CATMA's, and older ones: all say the same."""

from __future__ import annotations

import pytest

from argmap.model import Fragment
from argmap.problems import Problem
from argmap.tei.catma import AUTHOR
from argmap.tei.components import ComponentReader
from argmap.tei.header import read_codes
from argmap.tei.links import other_relations
from argmap.tei.parse import parse
from argmap.tei.pointers import Resolver
from argmap.tei.reader import read
from argmap.tei.targets import Target, Targets
from argmap.workspace import load

FIRST = "Streets laid with permeable stone,"
SECOND = "flood less often."
WHOLE = "Streets laid with permeable stone, as anyone can see, flood less often."
EVIDENCE = "On two streets the gauges fell by a third."


@pytest.mark.parametrize(
    ("name", "claim", "passage"),
    [
        ("v1_annotation", "c1", f"{FIRST} … {SECOND}"),
        ("v2_inline_seg", "c1.1", f"{FIRST} … {SECOND}"),
        ("v3_interp", "c1", WHOLE),
        ("v4_graph", "c1", f"{FIRST} … {SECOND}"),
        ("v5_note_listAnnotation", "c1", WHOLE),
    ],
)
def test_every_variant_gives_claim_evidence_and_support(shared, name, claim, passage):
    amap, problems = load(shared / "encoding" / "variants" / f"{name}.xml")
    assert {p.code for p in problems} <= {"W208"}
    assert [(item.id, item.kind) for item in amap.components] == [(claim, "claim"), ("e1", "evidence")]
    assert amap.passage(amap.component[claim]) == passage
    assert amap.passage(amap.component["e1"]) == EVIDENCE
    (relation,) = amap.relations
    assert (relation.name, relation.sources, relation.targets) == ("supports", ("e1",), (claim,))
    if name != "v2_inline_seg":
        assert amap.component[claim].gloss == "Permeable paving lowers street flooding."
    if name != "v4_graph":
        assert amap.component[claim].issues == ("issue.flooding",)
        assert amap.component[claim].annotator == "mk"
        assert amap.component[claim].notes == ()


def test_a_sidecar_reads_the_file_that_it_points_into(shared):
    amap, problems = load(shared / "encoding" / "variants" / "v6_sidecar_xml.xml")
    assert problems == []
    assert amap.text is not None and amap.text.length == 571
    assert amap.passage(amap.component["n3"]) == "the two streets repaved"
    assert amap.passage(amap.component["n2"]).endswith("folly to wait;")
    assert amap.relation["k1"].linked


def test_a_sidecar_without_its_file_keeps_the_pointers(shared):
    data = (shared / "encoding" / "variants" / "v6_sidecar_xml.xml").read_bytes()
    amap, problems = read(data, "v6.xml")
    assert {p.code for p in problems} == {"W207"}
    assert amap.component["n1"].fragments[0] == Fragment(pointer="t:c1.a")
    assert amap.text is None


def test_catma_slices_are_joined_by_annotation(shared):
    amap, problems = load(shared / "tei" / "samples" / "30-file1.xml")
    assert problems == []
    assert len(amap.components) == 17
    first = amap.components[0]
    assert [(f.start, f.end) for f in first.fragments] == [(46, 2518)]
    assert (first.kind, first.extra) == ("narrative", (("ID_number", "1"),))
    assert first.annotator in {item.id for item in amap.annotators}
    assert AUTHOR not in dict(first.extra)


def _tei(body: str, stand_off: str = "") -> bytes:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{body}</body></text>{stand_off}</TEI>'
    ).encode()


def test_spans_of_before_2020_in_back():
    data = _tei('<p xml:id="p">x</p><spanGrp><span target="#p" type="claim">z</span></spanGrp>')
    amap, problems = read(data)
    (component,) = amap.components
    assert (component.gloss, component.start, component.kind) == ("z", 0, "claim")
    assert [p.code for p in problems] == ["W208"]


def test_undeclared_roles_of_inline_segments_and_rings_of_parts():
    data = _tei('<p><seg xml:id="a" next="#b" ana="#claim">one</seg> <seg xml:id="b" next="#a">two</seg></p>')
    amap, _ = read(data)
    assert [(c.id, c.kind, len(c.fragments), c.issues) for c in amap.components] == [("a", "claim", 2, ())]


def test_graphs_tell_attack_from_undercut():
    data = _tei(
        '<p><seg xml:id="a" type="claim">one</seg><seg xml:id="b" type="claim">two</seg></p>',
        '<standOff><graph type="directed"><node xml:id="na" value="#a"/><node xml:id="nb" value="#b"/>'
        '<node xml:id="s" type="RA"/><node xml:id="t" type="CA"/>'
        '<arc from="#na" to="#s"/><arc from="#s" to="#nb"/><arc from="#nb" to="#t"/><arc from="#t" to="#s"/>'
        "</graph></standOff>",
    )
    amap, _ = read(data)
    assert [(r.id, r.name, r.sources, r.targets) for r in amap.relations] == [
        ("s", "supports", ("a",), ("b",)),
        ("t", "undercuts", ("b",), ("s",)),
    ]


@pytest.mark.parametrize(
    ("functions", "sources", "targets"),
    [("premise conclusion", ("a",), ("b",)), ("conclusion premise", ("b",), ("a",)), ("", ("a",), ("b",))],
)
def test_links_by_the_functions_of_their_ends(functions, sources, targets):
    data = _tei(
        '<p><seg xml:id="a" type="claim">one</seg><seg xml:id="b" type="claim">two</seg></p>',
        f'<standOff><linkGrp type="argument" targFunc="{functions}"><link xml:id="l" type="attacks" target="#a #b"/>'
        "</linkGrp></standOff>",
    )
    (relation,) = read(data)[0].relations
    assert (relation.name, relation.sources, relation.targets) == ("attacks", sources, targets)


def test_links_between_other_things_are_no_relations():
    data = _tei(
        '<p xml:id="p"><seg xml:id="a" type="claim">one</seg></p>',
        '<standOff><linkGrp><link type="x" target="#p #a"/></linkGrp><graph><node xml:id="n"/></graph></standOff>',
    )
    document = parse(data)
    problems: list[Problem] = []
    resolver = Resolver(document, Targets(Target.of(document), None), problems)
    reader = ComponentReader(document, resolver, read_codes(document))
    assert other_relations(reader, frozenset({"a"}), {}) == []
    assert problems == []


def test_other_annotation_is_left_alone(shared):
    """Figures of speech and persons in other projects' files are no arguments."""
    for name in ("25-castello-anima-teiText", "26-castello-anima-teiHeader", "20-lessing-nathan-der-weise"):
        amap, problems = read((shared / "tei" / "samples" / f"{name}.xml").read_bytes())
        assert (amap.components, amap.relations) == ((), ())
        assert "W109" in {p.code for p in problems}
