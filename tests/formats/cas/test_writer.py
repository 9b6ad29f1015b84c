"""A map that was not read from a CAS, as layers; what was changed elsewhere counts."""

from __future__ import annotations

import json
from dataclasses import replace

from argmap import formats
from argmap.formats.cas.document import Document, Units, is_array
from argmap.formats.cas.layers import DEFAULT, from_plain, table_of
from argmap.formats.cas.reader import MAP
from argmap.formats.cas.writer import Written
from argmap.formats.own import Reader
from argmap.model import Annotator, ArgumentMap, Component, Fragment, Relation
from argmap.plugins import Input
from argmap.text.reading import ReadingText

MAP_ = ArgumentMap(
    "kerbs",
    text=ReadingText.of("🚲 Kerbs should go. Wheels stumble."),
    components=(
        Component(
            "c1", "claim", "They should go.", (Fragment(2, 7, "src:2-7"), Fragment(15, 17)), ("i1", "i2"), thesis=True
        ),
        Component("c2", "evidence", fragments=(Fragment(19, 33, "src:19-33"),), notes=("a", "b\nc"), annotator="p"),
        Component("c3", "claim", "Nowhere"),
    ),
    relations=(
        Relation("r1", "supports", ("c2", "c3"), ("c1",), schemes=("s",)),
        Relation("r2", "undercuts", ("c3",), ("r1",)),
        Relation("r3", "attacks", mutual=("c1", "c2")),
    ),
    annotators=(Annotator("p", "A. Reader"),),
)


def data_of(amap):
    return json.loads(formats.write(amap, "cas-json").main)


def test_a_map_as_layers():
    value = data_of(MAP_)
    listed = value["%FEATURE_STRUCTURES"]
    spans = [one for one in listed if one["%TYPE"] == "webanno.custom.Component"]
    assert [(one["id"], one["begin"], one["end"]) for one in spans] == [
        ("c1", 3, 8), ("c1", 16, 18), ("c2", 20, 34), ("c3", 0, 0),
    ]  # fmt: skip
    links = [one for one in listed if one["%TYPE"] == "webanno.custom.ComponentRelation"]
    first = {one["%ID"]: one["id"] for one in reversed(spans)}
    assert [(one["id"], one["name"], first[one["@Governor"]], first[one["@Dependent"]]) for one in links] == [
        ("r1", "supports", "c2", "c1"),
        ("r1", "supports", "c3", "c1"),
        ("r3", "attacks", "c1", "c2"),
    ]
    assert formats.read(json.dumps(value).encode(), "k.json") == (MAP_, [])


def test_what_is_changed_elsewhere_counts():
    value = data_of(MAP_)
    for one in value["%FEATURE_STRUCTURES"]:
        if one.get("id") == "c1":
            one.update(kind="own_claim", gloss="Away with them.")
        if one.get("id") == "c2":
            one.update(begin=20, end=26)
    amap, problems = formats.read(json.dumps(value).encode(), "k.json")
    assert problems == []
    assert amap.component["c1"].kind == "own_claim" and amap.component["c1"].gloss == "Away with them."
    assert amap.passage(amap.component["c2"]) == "Wheels"
    assert amap.relation["r2"].targets == ("r1",) and amap.annotators == MAP_.annotators


def test_components_in_another_order_than_their_numbers():
    read, _ = formats.read(json.dumps({**data_of(MAP_), "%VIEWS": {}}).encode(), "k.json")
    foreign = json.loads(json.dumps(data_of(read)))
    foreign["%FEATURE_STRUCTURES"] = [one for one in foreign["%FEATURE_STRUCTURES"] if one["%TYPE"] != MAP]
    amap, _ = formats.read(json.dumps(foreign).encode(), "k.json")
    turned = replace(amap, components=(Component("new", "claim", "New."), *amap.components[::-1]))
    again, problems = formats.read(json.dumps(data_of(turned)).encode(), "k.json")
    assert (again, problems) == (turned, [])
    assert Written(turned).order()


def test_units():
    units = Units("a🚲b𝄞")
    assert [units.units(at) for at in range(5)] == [0, 1, 3, 4, 6]
    assert [units.points(at) for at in (0, 1, 3, 4, 6)] == [0, 1, 2, 3, 4]


def test_tables_come_back_from_data():
    assert from_plain(DEFAULT.plain()) == (DEFAULT, [])
    table, problems = table_of(b'[[span]]\nlayer = "x"\nis = "claim"\n', "t")
    assert (problems, table.relations) == ([], DEFAULT.relations)
    assert table.spans[0].ours("") == "claim" and from_plain(table.plain())[0] == table


def test_features_that_hold_several_values():
    assert is_array({"x": {"f": {"%RANGE": "uima.cas.String[]"}}}, "x", "f")
    assert not is_array({"x": {"f": {"%RANGE": "uima.cas.String"}}}, "x", "f")
    document = Document({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "x"}, 7]}, Reader(Input(b""), []))
    assert list(document.structures) == [1]
