"""A table made for a CAS, and one that does not fit it."""

from __future__ import annotations

import json
import tomllib

import pytest

from argmap.formats.cas import proposal
from argmap.plugins import Input
from argmap.problems import DataError
from tests.formats.cas.test_cas import LINK, TABLE, UNIT, cas, exported, load, needs_cassis


def test_a_proposed_table_reads_the_layers_that_it_names():
    data = json.dumps(cas()).encode()
    table = proposal(Input(data, "a.cas.json"))
    value = tomllib.loads(table)
    (span,), (link,) = value["span"], value["relation"]
    assert (span["layer"], span["kind"]) == (UNIT, "value")
    assert set(span["values"]) == {"Major Claim", "Datum", "Warrant"}
    assert (link["layer"], link["source"], link["target"], link["name"]) == (LINK, "Governor", "Dependent", "label")
    amap, problems = load(cas(), table)
    assert problems == []
    assert [item.kind for item in amap.components] == ["claim", "Datum", "Warrant"]
    assert [item.name for item in amap.relations] == ["supports"]  # what PRO means needs no telling


@needs_cassis
def test_a_table_of_xmi_is_that_of_json():
    files = exported()
    assert proposal(Input(files["a.xmi"], "a.xmi", files.get)) == proposal(Input(json.dumps(cas()).encode(), "a.json"))


def test_hostile_names_stay_in_their_place():
    value = cas()
    for one in value["%FEATURE_STRUCTURES"]:
        if one["%TYPE"] == UNIT:
            one["value"] = '"]\n[[span]]\n\x00\u2028\x7f'
    assert len(tomllib.loads(proposal(Input(json.dumps(value).encode(), "a.json")))["span"]) == 1
    with pytest.raises(DataError, match="no CAS"):
        proposal(Input(b"{}", "a.json"))


def test_what_the_cas_has_not_is_told_at_its_line():
    table = TABLE.replace('"Dependent"', '"Dependant"').replace('"label"', '"lable"')
    _, problems = load(cas(), table)
    lines = table.split("\n")
    told = {(item.code, lines[item.place.line - 1]) for item in problems if item.place.file == "a.layers.toml"}
    assert told == {("E913", 'target = "Dependant"'), ("W918", 'name = "lable"')}
    more = cas()
    more["%TYPES"]["x.Unit"] = {"%NAME": "x.Unit", "%SUPER_TYPE": UNIT}
    table = TABLE.replace(f'"{UNIT}"', '"x.Unit"').replace(f'"{LINK}"', f'"{LINK}" # kept')
    assert [item for item in load(more, table)[1] if item.code == "W918"] == []  # features of what it is a kind of
