"""argmap JSON: everything comes back; what does not fit is told with its place."""

from __future__ import annotations

import json

import pytest

from argmap import formats
from argmap.formats.extra import kept
from argmap.model import ArgumentMap, Component
from argmap.problems import DataError


def test_what_is_usual_is_left_out():
    amap = ArgumentMap("m", components=(Component("c1", "claim"),))
    assert json.loads(formats.write(amap, "json").main) == {
        "argmap": 1,
        "id": "m",
        "components": [{"id": "c1", "kind": "claim"}],
    }


def test_unknown_keys_are_kept_and_written_back():
    data = b'{"argmap": 1, "id": "m", "colour": [1, null], "components": [{"id": "c", "kind": "claim", "x": 1.5}]}'
    amap, problems = formats.read(data, "m.json")
    assert [item.code for item in problems] == ["W917", "W917"]
    assert kept("json", amap.extra) == {"colour": [1, None]}
    assert json.loads(formats.write(amap, "json").main) == json.loads(data)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('{"argmap": 1, "id": "m", "components": {}}', 40),
        ('{"argmap": 1, "id": "m", "components": [{"id": "c", "kind": "claim"}, 5]}', 71),
        ('{"argmap": 1, "id": "m", "components": [{"id": "c", "kind": "claim", "thesis": "yes"}]}', 41),
        ('{"argmap": 1, "id": "m", "source": {"identifiers": [["doi"]]}}', 53),
        ('{"argmap": 1, "id": 5}', 21),
    ],
)
def test_values_of_the_wrong_kind(text, column):
    amap, problems = formats.read(text.encode(), "m.json")
    assert problems[0].code == "E914"
    assert (problems[0].place.line, problems[0].place.column) == (1, column)
    assert isinstance(amap, ArgumentMap)


@pytest.mark.parametrize("data", [b"[1, 2]", b"5", b'"text"'])
def test_no_object(data):
    with pytest.raises(DataError, match="no object"):
        formats.read(data, "m.json", "json")


def test_names_of_python_are_only_texts():
    amap, problems = formats.read(b'{"argmap": 1, "id": "__proto__", "title": "__class__"}', "m.json")
    assert (amap.id, amap.title, problems) == ("__proto__", "__class__", [])
