"""Data to train with, read back by spaCy and by plain JSON."""

from __future__ import annotations

import json

from hypothesis import given, settings

from argmap import formats
from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation, Source
from argmap.text.reading import ReadingText
from tests.strategies import rich_maps

MAP = ArgumentMap(
    "kerbs",
    source=Source(language="en"),
    text=ReadingText.of("Kerbs should go. Dr. Wheel stumbles. Prams do, too."),
    components=(
        Component("c1", "claim", "They should go.", (Fragment(0, 15),), ("i",), thesis=True),
        Component("c2", "evidence", fragments=(Fragment(17, 35), Fragment(37, 42))),
        Component("c3", "claim", "Not in the text"),
        Component("c4", "claim", fragments=(Fragment(2, 8), Fragment(40, 999))),
    ),
    relations=(
        Relation("r1", "supports", ("c2", "c3"), ("c1",)),
        Relation("r2", "undercuts", ("c3",), ("r1",)),
        Relation("r3", "attacks", mutual=("c1", "c3")),
    ),
    issues=(Issue("i", "Access"),),
)


def doc_of(amap):
    """The document as spaCy alone gives it."""
    import spacy
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_bytes(formats.write(amap, "docbin").main).get_docs(spacy.blank("en").vocab)
    return doc


def test_a_line_of_json():
    line = json.loads(formats.write(MAP, "jsonl").main)
    text = line["text"]
    assert [(s["id"], s["label"], text[s["start"] : s["end"]]) for s in line["spans"]] == [
        ("c1", "claim", "Kerbs should go"),
        ("c2", "evidence", "Dr. Wheel stumbles"),
        ("c2", "evidence", "Prams"),
        ("c4", "claim", "rbs sh"),
    ]
    assert [text[s["start"] : s["end"]] for s in line["sentences"]] == [
        "Kerbs should go.", "Dr. Wheel stumbles.", "Prams do, too.",
    ]  # fmt: skip
    assert [(r["id"], r["label"], r["head"], r["tail"], r["mutual"]) for r in line["relations"]] == [
        ("r1", "supports", "c2", "c1", False),
        ("r1", "supports", "c3", "c1", False),
        ("r2", "undercuts", "c3", "r1", False),
        ("r3", "attacks", "c1", "c3", True),
    ]
    assert line["components"][0]["issues"] == ["Access"] and line["components"][0]["thesis"] is True


def shape(value):
    """Keys and types of a value: what a table's columns are made of."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return type(value).__name__


@settings(max_examples=10, deadline=None)
@given(rich_maps())
def test_every_line_has_the_same_columns(amap):
    data = formats.write(amap, "jsonl").main.decode()
    assert data.endswith("\n") and "\n" not in data[:-1]
    line, usual = json.loads(data), json.loads(formats.write(MAP, "jsonl").main)
    for key, value in shape(line).items():
        assert type(value) is type(shape(usual)[key])
        for one in line[key] if isinstance(line[key], list) else ():
            assert shape(one).keys() == shape(usual[key][0]).keys()
            assert all(type(one[name]) is type(usual[key][0][name]) for name in one)


def test_spacy_alone_reads_it():
    doc = doc_of(MAP)
    assert doc.text == MAP.text.content
    assert [(span.id_, span.label_, span.text) for span in doc.spans["argmap"]] == [
        ("c1", "claim", "Kerbs should go"),
        ("c2", "evidence", "Dr. Wheel stumbles"),
        ("c2", "evidence", "Prams"),
        ("c4", "claim", "Kerbs should"),  # widened to whole tokens
    ]
    assert [sent.text for sent in doc.sents] == ["Kerbs should go.", "Dr. Wheel stumbles.", "Prams do, too."]
    line = json.loads(formats.write(MAP, "jsonl").main)
    held = json.loads(json.dumps(doc.user_data["argmap"]))
    assert all(held[key] == line[key] for key in ("id", "spans", "components", "relations"))


@settings(max_examples=10, deadline=None)
@given(rich_maps())
def test_spacy_reads_any_map(amap):
    doc = doc_of(amap)
    content = amap.text.content if amap.text is not None else ""
    assert doc.text == content
    fragments = [(item.id, f) for item in amap.components for f in item.fragments if f.end <= len(content)]
    wanted = [ident for ident, f in fragments if content[f.start : f.end].strip()]  # a lone space is no token
    assert [span.id_ for span in doc.spans["argmap"]] == wanted


def test_what_is_lost_is_told():
    lost = {str(loss).partition(":")[0] for loss in formats.losses(MAP, "jsonl")}
    assert lost == {"component.fragments"}  # one leads out of the text
    assert formats.losses(ArgumentMap("m", extra=(("a", "b"),)), "docbin")


def test_halves_of_characters_do_not_stop_a_docbin():
    odd = "a\ud800b"
    (doc,) = [doc_of(ArgumentMap("m", title=odd, components=(Component(odd, odd, odd),)))]
    assert doc.user_data["argmap"]["title"] == "a\ufffdb"
