"""An export that was read is written again as it was, while it says what the map says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from argmap import formats
from argmap.formats.argdown import given, jsonform
from argmap.formats.extra import kept
from argmap.plugins import Input


def said(title, text, line, **more):
    return {
        "type": "statement",
        "title": title,
        "text": text,
        "startLine": line,
        "startColumn": 1,
        "endLine": line,
    } | more


def export():
    """An export as Argdown's program makes it: references, ranges and places, and no frontmatter."""
    bold = [{"type": "bold", "start": 2, "stop": 4}]
    ends = {"from": "B", "fromType": "equivalence-class", "to": "A", "toType": "equivalence-class"}
    relation = {"type": "relation", "relationType": "support", **ends}
    members = {
        "A": [said("A", "a bit more", 9, ranges=bold), said("A", "", 30, isReference=True, role="premise")],
        "B": [said("B", "so", 10, role="relation-statement")],
    }
    statements = {
        title: {"type": "equivalence-class", "title": title, "members": list_, "relations": [relation]}
        for title, list_ in members.items()
    }
    section = {"type": "section", "id": "s1", "level": 2, "title": "Empty", "children": [], "startLine": 77}
    return {
        "arguments": {},
        "statements": statements,
        "relations": [relation, {**relation, "to": "Z"}],
        "sections": [section],
        "tags": {},
        "more": 1,
    }


def read(data):
    return jsonform.read(Input(json.dumps(data).encode(), "m.json"))[0]


@pytest.mark.parametrize("cold", [False, True])
def test_an_export_comes_back_as_it_was(cold):
    amap = read(export())
    through = formats.read(formats.write(amap, "tei").main, "m.xml")[0] if cold else amap
    assert json.loads(jsonform.write(through)) == export()
    assert jsonform.reduce(amap) == (amap, [])


def test_fields_of_the_map_go_into_the_frontmatter_beside_it():
    changed = replace(read(export()), title="New", id="other")
    made = json.loads(jsonform.write(changed))
    assert made.pop("frontMatter")["title"] == "New" and made == export()
    back, losses = jsonform.reduce(changed)
    assert read(json.loads(jsonform.write(changed))) == back and losses == []
    assert (back.id, back.title, back.components) == ("other", "New", changed.components)


def test_a_changed_argument_is_written_anew_and_the_places_go():
    amap = read(export())
    changed = replace(amap, components=(replace(amap.components[0], gloss="new words"), *amap.components[1:]))
    back, losses = jsonform.reduce(changed)
    made = json.loads(jsonform.write(changed))
    assert read(made) == back and "given" not in kept("argdown-json", back.extra)
    assert {(item.element, item.field) for item in losses} == {("map", "positions"), ("component", "emphasis")}
    assert made["statements"]["A"]["members"][0]["text"] == "new words"
    assert [item["title"] for item in made["sections"]] == ["Empty"] and len(made["relations"]) == 2


def test_argdown_text_tells_that_it_leaves_the_places_out():
    amap = read(export())
    text = formats.write(amap, "argdown").main
    assert [(item.element, item.field) for item in formats.losses(amap, "argdown")] == [("map", "positions")]
    assert "[A]: a **bit** more" in str(text) and "startLine" not in str(text)


def test_what_is_made_from_a_map_alone_keeps_nothing_beside_it():
    amap = replace(read(export()), extra=())
    again = read(json.loads(jsonform.write(amap)))
    assert "given" not in kept("argdown-json", again.extra)
    edited = json.loads(jsonform.write(amap))
    edited["statements"]["A"]["members"][0]["startLine"] = 99
    assert "given" in kept("argdown-json", read(edited).extra)


def test_emphasis_that_argdown_cannot_write_is_told():
    data = export()
    data["statements"]["A"]["members"][0]["ranges"][0]["stop"] = 3  # inside a word
    amap, problems = jsonform.read(Input(json.dumps(data, indent=1).encode(), "m.json"))
    assert sorted(item.code for item in problems) == ["E913", "W918"]
    assert all(item.place.line > 1 for item in problems) and json.loads(jsonform.write(amap)) == data


@pytest.mark.parametrize("slot", ["", "3", "{}", "[]", "{", '{"statements": 4}'])
def test_a_slot_of_nonsense_is_no_export(slot):
    assert given.current(read(export()), slot) is None
