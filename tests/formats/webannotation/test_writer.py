"""Web Annotations that argmap writes, held against what the recommendation requires."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import given, settings

from argmap import formats
from argmap.formats.webannotation.shapes import iri, own_id
from argmap.formats.webannotation.writer import unlinkable
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Issue, Relation, Source
from argmap.text.reading import ReadingText
from tests.strategies import WORDS, rich_maps

# section 3.1 and following of the recommendation: what each class must have
REQUIRED = {
    "Annotation": {"id", "type", "target"},
    "AnnotationCollection": {"@context", "id", "type"},
    "AnnotationPage": {"id", "type", "items"},
    "SpecificResource": {"source"},
    "TextualBody": {"value"},
    "TextQuoteSelector": {"type", "exact"},
    "TextPositionSelector": {"type", "start", "end"},
}
IRI = re.compile(r"[^\s<>\"{}|\\^`]+")
MAP = ArgumentMap(
    "kerbs",
    "On kerbs",
    Source(identifiers=(("doi", "10.1000/kerbs"),)),
    ReadingText.of("Kerbs should go. Wheels stumble."),
    (
        Component(
            "c1", "claim", "They should go.", (Fragment(0, 5), Fragment(13, 15)), ("i1",), thesis=True, annotator="p"
        ),
        Component("c 2", "evidence", fragments=(Fragment(17, 31),), notes=("Hm.",), voice="voice.x"),
    ),
    (
        Relation("r1", "supports", ("c 2",), ("c1",), reason="plainly"),
        Relation("r2", "undercuts", ("c1",), ("r1",)),
        Relation("r3", "attacks", mutual=("c1", "c 2")),
        Relation("r4", "supports", ("c1",), ("nowhere",)),
        Relation("r5", "undercuts", ("c1",), ("r4",)),
    ),
    (Issue("i1", "Access"),),
    annotators=(Annotator("p", "A program", machine=True),),
)


def objects(value):
    """All objects below a value that have a type, argmap's own apart."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for key, item in value.items():
            if key != "argmap":
                yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


def check(document):
    """The structure that the recommendation requires."""
    assert "http://www.w3.org/ns/anno.jsonld" in document["@context"]
    count = 0
    for item in objects(document):
        assert REQUIRED.get(item["type"], set()) <= set(item), item
        if "id" in item:
            assert IRI.fullmatch(item["id"])
        if item["type"] == "Annotation":
            count += 1
            assert item["target"]
        if item["type"] == "TextPositionSelector":
            assert 0 <= item["start"] < item["end"]
    assert document["total"] == count == len(document["first"]["items"])


@settings(max_examples=15, deadline=None)
@given(rich_maps())
def test_all_that_is_written_fits_the_recommendation(amap):
    check(json.loads(formats.write(amap, "webannotation").main))


def test_a_map_in_the_words_of_the_recommendation():
    document = json.loads(formats.write(MAP, "webannotation").main)
    check(document)
    first, second, link, undercut, mutual = document["first"]["items"]
    assert [body["value"] for body in first["body"]] == ["claim", "They should go.", "Access", "thesis"]
    assert first["creator"] == {"id": "#p", "type": "Software", "name": "A program"}
    assert [one["source"] for one in first["target"]] == ["https://doi.org/10.1000/kerbs"] * 2
    assert first["target"][1]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "go", "prefix": "Kerbs should ", "suffix": ". Wheels stumble."},
        {"type": "TextPositionSelector", "start": 13, "end": 15},
    ]
    assert second["id"] == "#c%202"
    assert link["body"][-1] == {"type": "SpecificResource", "purpose": "linking", "source": "#c%202"}
    assert (link["target"], undercut["target"]) == ("#c1", "#r1")
    assert mutual["argmap"]["mutual"] == ["c1", "c 2"]


def test_it_comes_back_and_what_is_changed_elsewhere_counts():
    written = formats.write(MAP, "webannotation")
    assert formats.read(written.main, "kerbs.jsonld", fetch={"kerbs.txt": written.beside[".txt"]}.get) == (MAP, [])
    document = json.loads(written.main)
    items = document["first"]["items"]
    items[0]["body"][1]["value"] = "They must go."
    items[1]["body"].append({"type": "TextualBody", "purpose": "tagging", "value": "Access"})
    items[1]["rights"] = "CC0"
    items[4]["target"] = "#r1"
    amap, problems = formats.read(
        json.dumps(document).encode(), "kerbs.jsonld", fetch={"kerbs.txt": written.beside[".txt"]}.get
    )
    assert problems == []
    assert amap.component["c1"].gloss == "They must go." and amap.component["c1"].thesis
    assert amap.component["c 2"].issues == ("i1",) and amap.component["c 2"].voice == "voice.x"
    assert amap.relation["r3"].targets == ("r1",)
    again = json.loads(formats.write(amap, "webannotation").main)
    assert again["first"]["items"][1]["rights"] == "CC0"


def test_the_text_beside_is_named_as_the_files_are():
    plain = replace(MAP, source=Source())
    written = formats.write(plain, "webannotation", stem="our kerbs")
    sources = {target["source"] for target in _targets(json.loads(written.main))}
    assert sources == {"our%20kerbs.txt"}
    side = {"our kerbs.txt": written.beside[".txt"]}  # found by that name, whatever the annotations are called now
    assert formats.read(written.main, "moved.jsonld", fetch=side.get) == (plain, [])


def _targets(document):
    listed = (item["target"] for item in document["first"]["items"])
    return [
        one for target in listed for one in (target if isinstance(target, list) else [target]) if isinstance(one, dict)
    ]


def test_without_the_text_nothing_is_quoted():
    bare = replace(MAP, text=replace(MAP.text, content=None))
    written = formats.write(bare, "webannotation")
    assert written.beside == {} and b"exact" not in written.main
    assert formats.read(written.main, "kerbs.jsonld") == (bare, [])


def test_relations_that_lead_nowhere_are_no_annotations():
    assert unlinkable(MAP) == {3, 4}


@given(WORDS)
def test_ids_become_iris_and_come_back(ident):
    assert IRI.fullmatch(iri(ident))
    if not ident.startswith("#"):
        assert own_id(iri(ident)) == ident
