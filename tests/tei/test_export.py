"""Any map as TEI: nothing is lost, foreign ids and slots come back, all of it valid."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from argmap import formats
from argmap.check import check
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Issue, Relation, Source, Voice
from argmap.tei.export import exported, view
from argmap.tei.reader import read
from argmap.tei.validate import validate_profile
from argmap.text.reading import ReadingText, Region
from tests.strategies import rich_maps

ODD = ArgumentMap(
    "1.2.3",
    "A  title\nof two lines",
    Source("S", ("A  B",), "c. 1900", "", "", "", "", (("a b", "1"),)),
    None,
    (
        Component(
            "1", "Major Claim", "one\n two \u0001", issues=("Jobs & pay",), voice="Tom", certainty="maybe",
            extra=(("aif:timestamp", '"2012-01-01 10:00:00"'), ("colour", "red"), ("n", "a  b")),
        ),
        Component("1", "page", "the same id", annotator="who?"),
        Component("a title, with <signs>", "", "x"),
    ),
    (
        Relation("1", "Default Inference", ("1",), ("a title, with <signs>",), schemes=("Expert Opinion",),
                 extra=(("aif:node", '{"a":[1,2.5,null,"\\u0001"]}'),)),
        Relation("2", "undercuts", ("1",), ("k",), mutual=("1", "2")),
    ),
    (Issue("Jobs & pay", "L", "Q", "Top"), Issue("Top", "T")),
    (Voice("Tom", "Tom  B."),),
    (),
    (Annotator("who?", "", ""), Annotator("x", "Y", "z", True)),
    extra=(("aif:nodes", "[1]"),),
)  # fmt: skip
TEXT = ReadingText.of(
    "Opening words. The first part ends. Close of it all.",
    pages=(Region(0, 20, "1"), Region(20, 52, "2")),
    sections=(Region(0, 35, "1", "Opening"), Region(36, 52, "2", "Close of")),
)


@pytest.mark.parametrize("amap", [ODD, replace(ODD, text=TEXT), ArgumentMap("m"), ArgumentMap("", text=TEXT)])
def test_odd_maps_come_back_and_are_stable(amap):
    data = exported(amap)
    etree.fromstring(data)  # ids are names, each once
    found, _ = read(data)
    assert found == view(amap)[0]
    assert exported(found) == data
    assert view(found)[0] == found


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(amap=rich_maps())
def test_what_tei_can_say_is_not_said_twice(amap):
    assert b'"gloss"' not in exported(amap)


def test_old_ids_come_back_in_other_notations():
    found, _ = read(exported(ODD))
    assert [item.id for item in found.components] == ["id.1", "id.1.2", "a_title_with_signs_"]
    assert found.relations[0].sources == ("id.1",)
    back, _ = formats.read(formats.write(found, "json").main)
    first = formats.read(formats.write(ODD, "json").main)[0]
    assert [item.id for item in back.components] == ["1", "id.1.2", "a title, with <signs>"]
    assert back.relations[0].targets == first.relations[0].targets
    assert (back.id, back.issues, back.voices, back.extra) == (ODD.id, ODD.issues, ODD.voices, ODD.extra)


def test_aif_goes_through_tei_unchanged():
    nodes = [
        {"nodeID": "1", "text": "Rents  rise", "type": "I", "timestamp": "2012-01-01 10:00:00"},
        {"nodeID": "2", "text": "No homes are built", "type": "I", "timestamp": ""},
        {"nodeID": "3", "text": "Default Inference", "type": "RA", "timestamp": "", "scheme": "Cause to Effect"},
    ]
    edges = [{"edgeID": "1", "fromID": "2", "toID": "3"}, {"edgeID": "2", "fromID": "3", "toID": "1"}]
    data = json.dumps({"nodes": nodes, "edges": edges, "locutions": []}).encode()
    amap, problems = formats.read(data, "x.json", "aif")
    assert problems == []
    through, problems = formats.read(formats.write(amap, "tei").main, "x.xml")
    assert problems == []
    assert formats.write(through, "aif") == formats.write(amap, "aif")


def test_a_map_of_no_text_is_clean_and_one_with_a_text_is_not():
    bare = ArgumentMap("m", components=(Component("c1", "claim", "It is so."),))
    data = exported(bare)
    amap, problems = read(data)
    assert problems == [] and validate_profile(data) == []
    assert "E211" not in {item.code for item in check(amap)}
    assert "E211" in {item.code for item in check(replace(amap, text=TEXT))}
    assert "E211" in {item.code for item in read(exported(replace(bare, text=TEXT)))[1]}


def test_the_text_is_written_with_its_pages_and_sections():
    amap = ArgumentMap("m", text=TEXT, components=(Component("c1", "claim", "", (Fragment(15, 35),)),))
    data = exported(amap)
    assert data.count(b"<pb ") == 2 and data.count(b"<head>") == 2
    found, problems = read(data)
    assert problems == [] and found.text == TEXT
    assert found.passage(found.component["c1"]) == "The first part ends."
    assert view(amap)[1] == []


def test_what_cannot_be_held_is_a_loss():
    content = replace(TEXT, content="\ufffe" + TEXT.content[1:])
    amap = ArgumentMap("m", text=content, components=(Component("c", "claim", "", (Fragment(0, 3, "other.xml#s1"),)),))
    assert [(loss.element, loss.field, loss.count) for loss in view(amap)[1]] == [
        ("text", "content", 1),
        ("fragment", "pointer", 1),
    ]


def test_valid_tei(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    for amap in (ODD, replace(ODD, text=TEXT), ArgumentMap("", text=TEXT)):
        errors = schema.validate(turbohtml.parse_xml(exported(amap).decode())).errors
        assert [error.message for error in errors] == []
