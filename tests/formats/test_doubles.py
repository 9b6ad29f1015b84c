"""Ids that are taken: numbered on, in linear time."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.doubles import Doubles, told_apart
from argmap.model import ArgumentMap, Component, Fragment, Issue, Relation
from argmap.text.reading import ReadingText
from tests.formats.test_roundtrip import read_back, usable

MANY = 12_000
NODE = {"id": "1", "type": "atom", "text": "a", "sources": [], "metadata": {}}
NOTE = {"id": "a", "type": "Annotation", "body": {"value": "x"}, "target": {"source": "x.txt"}}
FILES = {
    "brat": b"T1\tClaim 0 1\ta\n" * MANY,
    "csv": b"id,kind,gloss\n" + b"c1,claim,a\n" * MANY,
    "sadface": json.dumps(
        {"metadata": {"core": {"id": "1", "version": "0.5"}}, "resources": [], "nodes": [NODE] * MANY, "edges": []}
    ).encode(),
    "webannotation": json.dumps({"type": "AnnotationCollection", "first": {"items": [NOTE] * MANY}}).encode(),
}


def test_numbers_go_on_and_pass_over_what_is_taken():
    doubles = Doubles()
    assert doubles.free("a", {"b"}) == "a"
    assert doubles.free("a", {"a"}, ["a-2"]) == "a-3"
    assert doubles.free("a", {"a"}) == "a-4"
    assert doubles.free("a", {"a"}, joint=".") == "a.5"


@pytest.mark.parametrize("name", FILES)
def test_very_many_things_of_one_id_are_all_loaded(name):
    """Twelve thousand took half a minute and more when each was numbered from two on."""
    amap, problems = formats.read(FILES[name], "x", name)
    assert len(amap.component) == len(amap.components) == MANY
    assert sum(problem.code == "E912" for problem in problems) == MANY - 1


TEXT = ReadingText.of("Rents rise. Wages do not. So cap them now please.")
TWICE = ArgumentMap(
    "m",
    text=TEXT,
    components=(
        Component("a", "claim", "First.", (Fragment(0, 11, "src:0-11"),)),
        Component("a", "evidence", "Second.", (Fragment(12, 25, "src:12-25"),)),
        Component("a-2", "claim", "Third.", (Fragment(26, 40, "src:26-40"),)),
    ),
    relations=(Relation("k", "supports", ("a",), ("a-2",)), Relation("k", "attacks", ("a-2",), ("a",))),
    issues=(Issue("i", "One"), Issue("i", "Two")),
)
BOTH = [form.name for form in formats.built_in() if form.read and form.write]


@pytest.mark.parametrize("name", BOTH)
def test_what_has_an_id_twice_is_written_and_read_whole(name):
    usable(name)
    written = formats.write(TWICE, name)
    found, problems = read_back(written, name)
    assert [(item.id, item.gloss) for item in found.components] == [
        ("a", "First."),
        ("a-3", "Second."),
        ("a-2", "Third."),
    ]
    assert [(item.id, item.name, item.ends) for item in found.relations] == [
        ("k", "supports", ("a", "a-2")),
        ("k-2", "attacks", ("a-2", "a")),
    ]
    assert [item for item in problems if item.severity == "error"] == []
    lost = {(loss.element, loss.count, loss.ids) for loss in formats.losses(TWICE, name) if loss.field == "id"}
    assert lost == {("component", 1, ("a",)), ("relation", 1, ("k",)), ("issue", 1, ("i",))}


def test_a_map_without_doubles_is_itself():
    amap = ArgumentMap("m", components=TWICE.components[1:], relations=TWICE.relations[1:])
    assert told_apart(amap) == (amap, [], []) and told_apart(amap)[0] is amap


def test_readers_tell_where_an_id_is_given_again():
    data = b'{"argmap": 1, "id": "m", "components": [\n {"id": "a", "kind": "claim"},\n  {"id": "a", "kind": "claim"}]}'
    amap, problems = formats.read(data, "m.json")
    assert [item.id for item in amap.components] == ["a", "a-2"]
    assert [(item.code, str(item.place)) for item in problems] == [("E912", "m.json:3:3")]
