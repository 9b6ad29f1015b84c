"""Ids that are taken: numbered on, in linear time."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.doubles import Doubles

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
