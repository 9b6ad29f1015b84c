"""Argdown JSON: as its own program writes it, whole, damaged, and with what it cannot hold."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import formats
from argmap.formats import detect
from argmap.formats.argdown import exported, imported, jsonform
from argmap.formats.argdown.reading import read as read_text
from argmap.formats.argdown.reading import without_layout
from argmap.formats.extra import kept
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input
from argmap.problems import DataError

TEXT = """===
model: {mode: strict}
===

# One #t

[A]: a #x {k: 1}
  + [B]: b
  - <C>

## Two

<D>: d

(1) [A]
(2) p
-- R1, R2 --
  <_ [U]: u
(3) q
"""


def as_json(text=TEXT):
    return jsonform.write(read_text(Input(text.encode(), "m.argdown"))[0])


def loaded(data):
    return jsonform.read(Input(data.encode() if isinstance(data, str) else data, "m.argdown.json"))


def test_the_export_has_the_shape_of_argdowns_own():
    data = json.loads(as_json())
    assert list(data) == ["arguments", "statements", "relations", "sections", "tags", "frontMatter"]
    assert data["statements"]["A"]["members"][0] == {
        "type": "statement",
        "role": "top-level-statement",
        "isTopLevel": True,
        "text": "a #x ",
        "ranges": [{"type": "tag", "start": 2, "stop": 4, "tag": "x"}],
        "tags": ["x"],
        "startLine": 7,
        "startColumn": 1,
        "endLine": 7,
        "endColumn": 16,
        "title": "A",
        "data": {"k": 1},
    }
    kinds = [(item["relationType"], item["from"], item["to"], item["toType"]) for item in data["relations"]]
    assert kinds == [
        ("entails", "B", "A", "equivalence-class"),
        ("attack", "C", "A", "equivalence-class"),
        ("undercut", "U", "D", "inference"),
    ]
    assert data["arguments"]["D"]["pcs"][2]["inference"]["inferenceRules"] == ["R1", "R2"]
    assert data["sections"][0]["children"][0]["parent"] == "s1"


def test_text_and_json_give_the_same_map():
    amap, _ = read_text(Input(TEXT.encode(), "m.argdown"))
    again, problems = loaded(as_json())
    assert problems == [] and again == jsonform.reduce(amap)[0]
    assert replace(again, extra=without_layout(amap).extra) == without_layout(amap)


def test_the_corpus_comes_through_json(shared):
    for path in sorted((shared / "corpora/argdown").glob("*.argdown")):
        amap, problems = read_text(Input(path.read_bytes(), path.name))
        data = jsonform.write(amap)
        again, told = jsonform.read(Input(data.encode(), path.name + ".json"))
        if not any(item.severity == "error" for item in problems) and b"explode" not in path.read_bytes():
            assert told == [], path.name
            assert again.components == amap.components and again.relations == amap.relations, path.name
            assert again.issues == amap.issues


def test_a_map_of_nodes_and_other_keys_are_kept_until_the_argument_changes():
    data = json.loads(as_json("[A]: a\n  + [B]"))
    data |= {"map": {"nodes": [{"id": "n0"}], "edges": []}, "more": [1]}
    amap, problems = loaded(json.dumps(data))
    slots = kept("argdown-json", amap.extra)
    assert problems == [] and (slots["map"], slots["more"]) == (data["map"], [1])
    again = replace(amap, title="New", components=tuple(replace(item, kind="evidence") for item in amap.components))
    assert [json.loads(jsonform.write(item))["map"] for item in (amap, again)] == [data["map"]] * 2
    changed = replace(amap, components=tuple(replace(item, gloss="new") for item in amap.components))
    drawn = json.loads(jsonform.write(changed))
    assert [item["labelText"] for item in drawn["map"]["nodes"]] == ["new", "new"] and drawn["more"] == [1]
    for item in (amap, changed):
        assert loaded(jsonform.write(item))[0] == jsonform.reduce(item)[0]


def test_a_map_is_drawn_where_it_is_asked_for_or_the_argument_comes_from_elsewhere():
    asks = "===\njson: {exportMap: %s}\n===\n\n[A]\n  + [B]\n"
    assert "map" not in json.loads(as_json(asks % "false"))
    made = as_json(asks % "true")
    assert len(json.loads(made)["map"]["edges"]) == 1
    elsewhere = ArgumentMap(
        "m", components=(Component("c1", "claim", gloss="Rent."), Component("c2", "claim", gloss="Cap."))
    )
    elsewhere = replace(elsewhere, relations=(Relation("r1", "supports", ("c1",), ("c2",)),))
    for text in (made, jsonform.write(elsewhere)):
        again = loaded(text)[0]
        assert "map" not in kept("argdown-json", again.extra)
        assert json.loads(jsonform.write(again))["map"] == json.loads(text)["map"]
    edited = json.loads(made)
    edited["map"]["nodes"][0]["color"] = "#123456"
    amap, _ = loaded(json.dumps(edited))
    assert json.loads(jsonform.write(amap))["map"] == edited["map"]


def test_loose_ends_are_told_and_kept():
    data = json.loads(as_json("[A]\n  + [B]"))
    data["relations"] += [
        {
            "relationType": "attack",
            "from": "A",
            "to": "Z",
            "fromType": "equivalence-class",
            "toType": "equivalence-class",
        },
        3,
    ]
    data["relations"] += [{**data["relations"][0], "relationType": "likes"}]
    data["statements"]["X"] = 5
    amap, problems = loaded(json.dumps(data, indent=1))
    assert sorted(item.code for item in problems) == ["E913", "E913", "E914", "W917"]
    assert all(item.place.line > 1 for item in problems)
    assert len(amap.relations) == 1
    assert len(json.loads(jsonform.write(amap))["relations"]) == 4


def test_what_is_cut_off_is_read_as_far_as_it_is_whole():
    text = as_json()
    for end in range(1, len(text) - 3, 37):
        try:
            amap, problems = loaded(text[:end])
        except DataError as error:
            assert error.place is not None
            continue
        assert problems and all(item.place.line for item in problems)
        assert {item.id for item in amap.components} <= {"A", "B", "C", "Untitled-1", "Untitled-2", "U", "D"}


@pytest.mark.parametrize("title", ["__proto__", "constructor", "Untitled 1"])
def test_titles_of_machinery(title):
    assert loaded(as_json(f"[{title}]: a"))[0].components[0].gloss == "a"


SOME = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["A", "equivalence-class", "argument", "attack"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "members",
                    "pcs",
                    "relations",
                    "data",
                    "tags",
                    "section",
                    "from",
                    "to",
                    "fromType",
                    "toType",
                    "role",
                    "text",
                    "ranges",
                    "inference",
                    "startLine",
                    "startColumn",
                    "children",
                    "id",
                    "level",
                    "parent",
                    "A",
                    "argmap",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=14,
)


@given(
    st.dictionaries(st.sampled_from(["arguments", "statements", "relations", "sections", "tags", "frontMatter"]), SOME)
)
def test_any_json_is_read(data):
    amap, problems = loaded(json.dumps(data))
    assert all(item.place.line for item in problems)
    assert jsonform.write(amap)


def test_it_is_recognised_and_refused():
    found = detect(Input(as_json().encode(), "m.json"))
    assert found is not None and found.name == "argdown-json"
    with pytest.raises(DataError):
        loaded("[1]")


def test_ranges_and_marks_are_each_others_inverse():
    found = [{"type": "link", "start": 2, "stop": 3, "url": "u"}, {"type": "tag", "start": 5, "stop": 6, "tag": "b"}]
    marks = exported.marks_of("\U0001f600xy #b", found)
    assert marks == [("link", 1, 2, "u"), ("tag", 4, 5, "b")]
    assert exported.ranges("\U0001f600xy #b", marks) == found
    assert exported.marks_of("a", [{"type": "bold", "start": 0, "stop": 7}, {"start": 0}, 3]) == []


def test_tags_at_the_end_are_found_by_their_ranges():
    assert exported.without_tags("a #b", [("tag", 2, 3, "b")]) == "a "
    assert exported.without_tags("a #b c", [("tag", 2, 3, "b")]) == "a #b c"
    assert imported.Importer({}).run().statements == {}


@pytest.mark.parametrize("kind", ["contrary", "contradictory", "entails", "support", "attack"])
def test_an_export_keeps_its_mode(kind):
    """Argdown's program does not tell the mode; its relations do."""
    statements = {
        title: {
            "type": "equivalence-class",
            "members": [{"type": "statement", "title": title, "text": f"Say {title}."}],
        }
        for title in "AB"
    }
    ends = {"from": "A", "fromType": "equivalence-class", "to": "B", "toType": "equivalence-class"}
    data = {"arguments": {}, "statements": statements, "relations": [{"relationType": kind, **ends}]}
    amap, problems = formats.read(json.dumps(data).encode(), "m.json")
    text = formats.write(amap, "argdown").main
    for one in (amap, formats.read(text, "m.argdown")[0]):
        (made,) = json.loads(formats.write(one, "argdown-json").main)["relations"]
        assert (problems, made["relationType"]) == ([], kind)
