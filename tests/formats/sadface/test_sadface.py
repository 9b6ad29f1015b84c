"""SADFace: both versions are read, 0.5 is written, and what somebody changes elsewhere counts."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from hypothesis import given, settings

from argmap import formats
from argmap.formats.extra import kept
from argmap.model import ArgumentMap, Component, Relation
from argmap.problems import DataError
from tests.formats.growth import is_linear
from tests.formats.sadface.samples import A, B, C, S, X, atom, document, edge
from tests.strategies import rich_maps


def read(value: object) -> tuple[ArgumentMap, list]:
    return formats.read(json.dumps(value).encode(), "kerbs.json")


def written(amap: ArgumentMap) -> dict:
    return json.loads(formats.write(amap, "sadface").main)


@pytest.mark.parametrize("version", ["0.2", "0.5"])
def test_linked_steps_conflicts_and_passages(version):
    amap, problems = read(document(version))
    assert problems == []
    assert {(r.name, r.sources, r.targets, r.schemes) for r in amap.relations} == {
        ("supports", (A, B), (C,), ("scheme.expert-opinion",)),
        ("undercuts", (X,), (S,), ("scheme.disagree",) if version == "0.5" else ()),
    }
    assert amap.passage(amap.component[B]) == "Wheels stumble"
    assert [item.name for item in amap.annotators] == ["Ann Lee"]
    assert amap.title == ("Kerbs" if version == "0.2" else "")
    assert kept("sadface", amap.extra)["metadata"] == {"mine": {"colour": "red"}}


def test_what_was_read_is_written_as_it_was():
    amap, _ = read(document())
    again = written(amap)
    assert again["metadata"]["core"] == document()["metadata"]["core"]
    assert again["resources"] == document()["resources"]
    keys = ("type", "text", "name", "sources")
    for was, now in zip(document()["nodes"], again["nodes"], strict=True):
        assert [now.get(key) for key in keys] == [was.get(key) for key in keys]
        assert now["id"] == was["id"] or now["metadata"]["argmap"] == {"id": was["id"]}
    assert {item["id"] for item in again["edges"]} == {item["id"] for item in document()["edges"]}
    assert again["nodes"][0]["metadata"] == {"mine": {"x": 1}}


@settings(max_examples=15)
@given(amap=rich_maps())
def test_all_ids_are_uuids_and_edges_hold_nothing_else(amap):
    value = written(amap)
    ids = [item["id"] for key in ("nodes", "edges", "resources") for item in value[key]]
    assert all(uuid.UUID(ident).version == 4 for ident in [*ids, value["metadata"]["core"]["id"]])
    assert len(set(ids)) == len(ids)
    assert all(set(item) == {"id", "source_id", "target_id"} for item in value["edges"])
    atoms = {node["id"] for node in value["nodes"] if node["type"] == "atom"}
    assert not any(item["source_id"] in atoms and item["target_id"] in atoms for item in value["edges"])
    for relation in amap.relations:
        if relation.linked and relation.name == "supports":
            node = next(node for node in value["nodes"] if node["metadata"].get("argmap", {}).get("id") == relation.id)
            leading = [item for item in value["edges"] if item["target_id"] == node["id"]]
            assert sum(item["source_id"] in atoms for item in leading) == len(relation.sources)


def test_what_is_changed_elsewhere_counts():
    pair = (Component("c1", "evidence", "One", thesis=True), Component("c2", "claim", "Two"))
    amap = ArgumentMap("m", "Kerbs", components=pair,
                       relations=(Relation("k1", "supports", ("c1",), ("c2",), reason="so"),
                                  Relation("k2", "attacks", mutual=("c1", "c2")),
                                  Relation("k3", "restates", ("c1",), ("c2",))))  # fmt: skip
    value = written(amap)
    assert read(value)[0] == amap
    value["nodes"][0]["text"] = "Changed"
    value["nodes"][2]["type"] = "conflict"
    changed, problems = read(value)
    assert (changed.component["c1"].gloss, changed.component["c1"].kind) == ("Changed", "evidence")
    assert (changed.relation["k1"].name, changed.relation["k1"].reason) == ("attacks", "so")
    assert changed.relation["k2"].mutual == ("c1", "c2") and problems == []
    value["nodes"] = [node for node in value["nodes"] if node.get("name") != "disagree"]
    gone, _ = read(value)
    assert "k2" not in gone.relation and gone.relation["k3"].name == "restates"


def test_what_stands_in_the_document_itself_before_version_0_2():
    core = {"analyst_name": "Ann Lee", "analyst_email": "a@b.c", "created": "2017-07-11T16:32:36", "id": A}
    nodes = [atom(B, "Kerbs stay."), atom(C, "Kerbs go."), {"id": S, "type": "scheme", "name": "conflict"}]
    early = {**core, "metadata": {}, "nodes": nodes, "edges": [edge(B, S), edge(S, C)], "resources": []}
    amap, problems = read(early)
    assert (amap.id, [item.name for item in amap.annotators], problems) == (A, ["Ann Lee"], [])
    assert (amap.relations[0].name, amap.relations[0].sources, amap.relations[0].targets) == ("attacks", (B,), (C,))
    again = written(amap)
    assert core.items() <= again["metadata"]["core"].items() and "analyst_name" not in again
    assert read(again)[0] == amap


def test_documents_of_the_python_library():
    value = document()
    value["metadata"]["core"] |= {"version": "0.5.4.0", "claim": C}
    value["nodes"][4:] = [
        {"id": "k", "type": "conflict", "name": "attack", "metadata": {"core": {}}},
        {"id": "d", "type": "conflict", "name": "disagree", "metadata": {}},
    ]
    value["edges"] = [edge("k", X), edge(C, "k"), edge("d", A), edge("d", B)]  # the attacker is at the end
    amap, problems = read(value)
    assert [item.id for item in amap.theses] == [C] and [item.code for item in problems] == ["W920"]
    assert [(r.sources, r.targets, r.mutual, r.schemes) for r in amap.relations] == [
        ((X,), (C,), (), ()), ((), (), (A, B), ())
    ]  # fmt: skip
    again = written(amap)
    assert read(again) == (amap, []) and again["metadata"]["core"]["claim"] == C
    assert {(item["source_id"], item["target_id"]) for item in again["edges"] if X in item.values()} == {
        (X, next(node["id"] for node in again["nodes"] if node.get("name") == "attack"))
    }


def _change(value, key, entry):
    value[key].append(entry)
    return value


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (_change(document(), "edges", edge(A, "nowhere")), "E913", "leads to nothing"),
        (_change(document(), "edges", edge(A, C)), "W918", "does not join"),
        (_change(document(), "edges", edge(S, S)), "W918", "does not join"),
        (_change(document(), "edges", edge(A, S)), "W918", "twice"),
        (_change(document(), "edges", 5), "E913", "leads to nothing"),
        (_change(document(), "nodes", atom(A, "Again")), "E912", "given twice"),
        (_change(document(), "nodes", atom(None, "No id")), "E914", "should be a text"),
        (_change(document(), "nodes", {"id": "q", "type": "cloud"}), "W917", "cloud"),
        (_change(document(), "nodes", {"id": "q", "type": "inference"}), "W918", "no premise"),
        (_change(document(), "resources", {"id": "r"}), "E914", "a text"),
        ({**document(), "edges": {}}, "E914", "a list"),
        ({**document(), "nodes": [atom("__proto__", "P", sources=[{}])], "edges": []}, "W918", "word"),
    ],
)  # fmt: skip
def test_faults_have_places_and_lose_nothing(value, code, words):
    amap, problems = read(value)
    assert problems[0].code == code and (len(problems) == 1 or not value["edges"])
    assert re.search(words, problems[0].message)
    assert problems[0].place.line == 1 and problems[0].place.column > 1
    again = json.dumps(written(amap))
    for entry in (value["edges"] or [{}])[-1], value["nodes"][-1], value["resources"][-1]:
        if isinstance(entry, dict) and entry.get("id"):
            assert json.dumps(entry["id"]) in again
    assert read(json.loads(again))[0] == amap


def test_cycles_and_integers():
    nodes = [atom(n, f"Claim {n}") for n in range(3)] + [{"id": 10 + n, "type": "inference"} for n in range(3)]
    edges = [edge_ for n in range(3) for edge_ in ({"source_id": n, "target_id": 10 + n},
                                                   {"source_id": 10 + n, "target_id": (n + 1) % 3})]  # fmt: skip
    amap, problems = read({"nodes": nodes, "edges": edges})
    assert problems == [] and [item.targets for item in amap.relations] == [("1",), ("2",), ("0",)]


def test_time_grows_with_the_file():
    def star(count: int) -> bytes:
        nodes = [atom(str(n), "x") for n in range(count)] + [{"id": f"s{n}", "type": "conflict"} for n in range(count)]
        edges = [{"source_id": str(n), "target_id": f"s{n}"} for n in range(count)]
        edges += [{"source_id": f"s{n}", "target_id": "0"} for n in range(count)]
        return json.dumps({"nodes": nodes, "edges": edges}).encode()

    assert len(formats.read(star(50), "m.json")[0].relations) == 50
    assert is_linear(star, lambda data: formats.read(data, "m.json", "sadface"), 500)


@pytest.mark.parametrize("data", [b"[]", b'{"edges": []}', b"{"])
def test_other_json_is_refused(data):
    with pytest.raises(DataError):
        formats.read(data, "m.json", "sadface")
