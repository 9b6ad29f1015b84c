"""Attributes of components: own, lent by the group, odd ones."""

from __future__ import annotations

import pytest

from argmap.tei.components import inherited, number_of
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.relations import ends_of

GROUP = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p xml:id="p">x</p></body></text><standOff>'
    '<spanGrp type="components" resp="#ann.a #ann.b" cert="low" ana="#issue.a"><span xml:id="c" type="{kind}" '
    'target="#p" {attributes}/></spanGrp><listRelation type="argument">{relations}</listRelation></standOff></TEI>'
)


def component(attributes: str = "", kind: str = "claim", relations: str = ""):
    return read(GROUP.format(attributes=attributes, kind=kind, relations=relations).encode())


def test_what_a_group_says_holds_unless_its_member_says_otherwise():
    lent = component()[0].component["c"]
    assert (lent.annotator, lent.certainty, lent.issues) == ("ann.a", "low", ("issue.a",))
    assert ("resp", "#ann.a #ann.b") in lent.extra
    own = component('resp="#ann.c" cert="0.5" ana="#issue.b #voice.x http://example.org/y"')[0].component["c"]
    assert (own.annotator, own.certainty, own.issues, own.voice) == ("ann.c", "0.5", ("issue.b",), "voice.x")
    assert own.extra == (("ana", "http://example.org/y"),)
    document = parse(GROUP.format(attributes="", kind="x", relations="").encode())
    assert inherited(document.ids["c"], "cert") == "low"


@pytest.mark.parametrize(
    ("value", "fault"), [("1.2", True), ("sure", True), ("0", False), (".5", False), ("unknown", False)]
)
def test_certainties(value, fault):
    _, problems = component(f'cert="{value}"')
    assert ("W213" in {p.code for p in problems}) == fault


def test_open_kinds_thesis_and_doubled_pointers():
    amap, problems = component('subtype="thesis" from="#p"', "Zweifel")
    assert (amap.component["c"].kind, amap.component["c"].thesis) == ("Zweifel", True)
    assert {p.code for p in problems} == {"E212"}


@pytest.mark.parametrize(
    ("text", "value"), [("0.93", 0.93), ("1", 1.0), ("", None), ("nan", None), ("1e5", None), ("-1", None)]
)
def test_numbers(text, value):
    assert number_of(text) == value


@pytest.mark.parametrize(
    ("relation", "codes"),
    [
        ('<relation xml:id="k" name="supports" active="#c" passive="#c"/>', set()),
        ('<relation xml:id="k" name="attacks" mutual="#c #d"/>', set()),
        ('<relation xml:id="k" name="supports" active="#c"/>', {"E214"}),
        ('<relation xml:id="k" active="#c" passive="#c"/>', {"E214"}),
        ('<relation name="supports" active="#c" passive="#c"/>', {"W208"}),
    ],
)
def test_relations_are_kept_and_their_faults_told(relation, codes):
    amap, problems = component(relations=relation)
    assert len(amap.relations) == 1
    assert {p.code for p in problems} == codes


def test_ends_keep_pointers_to_elsewhere():
    node = parse(b'<relation active="#a b.xml#c"/>').root
    assert ends_of(node, "active") == ("a", "b.xml#c")
