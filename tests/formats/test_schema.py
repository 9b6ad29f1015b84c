"""The published schema: it is the model's, takes all that argmap writes, and nothing that its reader complains of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from argmap import formats
from argmap.formats.jsontext import dump
from argmap.formats.schema import published, schema
from tests.strategies import rich_maps

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def validator() -> Any:
    """An independent validator of the published schema."""
    value = json.loads(published())
    kind = jsonschema.Draft202012Validator
    kind.check_schema(value)
    return kind(value)


def test_the_published_schema_is_that_of_the_model():
    assert published() == dump(schema())


@settings(max_examples=25)
@given(amap=rich_maps())
def test_what_is_written_is_valid(validator, amap):
    validator.validate(json.loads(formats.write(amap, "json").main))


WHOLE: dict[str, Any] = {
    "argmap": 1,
    "id": "m",
    "source": {"title": "T", "identifiers": [["doi", "10.1"]]},
    "text": {"length": 3, "sha256": "", "content": "abc", "pages": [{"start": 0, "end": 3, "n": "1"}]},
    "components": [{"id": "c", "kind": "claim", "thesis": True, "fragments": [{"start": 0, "end": None, "score": 1}]}],
    "relations": [{"id": "r", "name": "supports", "sources": ["c"]}],
    "unknown": {"is": ["kept"]},
}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths of all values inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inside for place in ((*path, key), *places(item, (*path, key)))]


@pytest.mark.parametrize("path", [place for place in places(WHOLE) if place[0] != "unknown"], ids=str)
@pytest.mark.parametrize("wrong", [{"a": 1}, [[7]], "text", 1.5, True, None], ids=lambda wrong: type(wrong).__name__)
def test_what_the_reader_complains_of_is_not_valid(validator, path, wrong):
    value = json.loads(json.dumps(WHOLE))
    holder = value
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = wrong
    _, problems = formats.read(json.dumps(value).encode(), "m.json", "json")
    faults = [item for item in problems if item.severity == "error"]
    assert bool(faults) == (not validator.is_valid(value)), (path, wrong, problems)


@pytest.mark.parametrize("missing", ["id", "argmap"])
def test_what_must_be_given(validator, missing):
    assert validator.is_valid(WHOLE)
    value = {key: item for key, item in WHOLE.items() if key != missing}
    assert not validator.is_valid(value)
