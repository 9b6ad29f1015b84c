"""arguebuf JSON: everything of a file comes back, and arguebuf itself reads what argmap writes."""

from __future__ import annotations

import json

import pytest

from argmap import formats, schemes
from argmap.problems import DataError
from tests.formats.aif.test_writer import OURS

STAMP = {"created": "2020-01-01T00:00:00Z", "updated": "2020-01-02T00:00:00Z"}
FILE = {
    "nodes": {
        "a": {"atom": {"text": "Cap rents", "reference": {"resource": "r", "offset": 13, "text": "Cap  them"}},
              "metadata": STAMP, "userdata": {"mine": 3.0}},
        "b": {"atom": {"text": "Rents rise", "reference": {"resource": "r", "text": "Rents"}, "participant": "p"}},
        "s": {"scheme": {"support": "SUPPORT_EXPERT_OPINION", "premiseDescriptors": ["b"]}, "metadata": STAMP},
        "u": {"scheme": {"attack": "ATTACK_DEFAULT"}},
        "n": {"scheme": {}},
        "x": {"scheme": {"support": "SUPPORT_BRAND_NEW"}},
    },
    "edges": {
        "e1": {"source": "b", "target": "s", "metadata": STAMP}, "e2": {"source": "s", "target": "a"},
        "e3": {"source": "a", "target": "u", "userdata": {"k": "v"}}, "e4": {"source": "u", "target": "s"},
        "e5": {"source": "a", "target": "n"}, "e6": {"source": "n", "target": "b"},
        "e7": {"source": "a", "target": "x"}, "e8": {"source": "x", "target": "b"},
    },
    "resources": {"r": {"text": "Rents  rise. Cap  them.", "title": "On rents", "source": "paper"}},
    "participants": {"p": {"name": "Ann Lee", "email": "ann@example.org"}},
    "analysts": {"z": {"name": "First Reader", "email": ""}},
    "majorClaim": "a",
    "schemaVersion": 1,
    "libraryVersion": "1.0",
    "metadata": STAMP,
    "userdata": {"project": "x"},
}  # fmt: skip


def test_all_of_a_file():
    amap, problems = formats.read(json.dumps(FILE).encode(), "f.json")
    assert problems == []
    assert [(item.id, item.gloss, item.thesis, item.voice) for item in amap.components] == [
        ("a", "Cap rents", True, "voice.author"), ("b", "Rents rise", False, "p"),
    ]  # fmt: skip
    assert [amap.passage(item) for item in amap.components] == ["Cap them", "Rents"]
    assert [(item.id, item.name, item.sources, item.targets, item.schemes) for item in amap.relations] == [
        ("s", "supports", ("b",), ("a",), ("scheme.expert-opinion",)),
        ("u", "undercuts", ("a",), ("s",), ()),
        ("n", "relates", ("a",), ("b",), ()),
        ("x", "supports", ("a",), ("b",), ("scheme.support-brand-new",)),
    ]
    assert ([item.label for item in amap.voices], [item.name for item in amap.annotators]) == (
        ["Ann Lee"],
        ["First Reader"],
    )


def test_what_is_read_is_written_back():
    amap, _ = formats.read(json.dumps(FILE).encode(), "f.json")
    written = formats.write(amap, "arguebuf").main
    document = json.loads(written)
    assert document["userdata"].pop("argmap")
    assert document == FILE
    assert formats.read(written, "g.json") == (amap, [])


@pytest.mark.parametrize("gone", [("edges",), ("nodes", "edges")])
def test_arguebuf_leaves_out_what_is_empty(gone):
    empty = {key: {} if key == "nodes" else item for key, item in FILE.items()}
    value = {key: item for key, item in (empty if "nodes" in gone else FILE).items() if key not in gone}
    amap, _ = formats.read(json.dumps(value).encode(), "f.json")
    assert len(amap.components) == (0 if "nodes" in gone else 2) and amap.voices


def test_our_own_maps_come_back_even_when_all_numbers_became_floats():
    written = json.loads(formats.write(OURS, "arguebuf").main)

    def floats(value):
        if isinstance(value, dict):
            return {key: floats(item) for key, item in value.items()}
        if isinstance(value, list):
            return [floats(item) for item in value]
        return float(value) if type(value) is int else value

    for node in written["nodes"].values():
        if "userdata" in node:
            node["userdata"] = floats(node["userdata"])
    written["userdata"] = floats(written["userdata"])
    assert formats.read(json.dumps(written).encode(), "f.json") == (OURS, [])


@pytest.mark.parametrize(
    "spelling",
    [
        {"text": "RA", "scheme": "CauseToEffect", "schemeID": "4"},  # as the Araucaria corpus has it
        {"text": "RA", "schemeID": "4"},
        {"text": "Cause To Effect"},
    ],
)
def test_a_scheme_goes_out_by_its_name_however_aif_spells_it(spelling):
    nodes = [{"nodeID": ident, "text": ident, "type": "I"} for ident in ("a", "b")]
    nodes.append({"nodeID": "s", "type": "RA", **spelling})
    edges = [{"edgeID": one, "fromID": one, "toID": other} for one, other in (("a", "s"), ("s", "b"))]
    amap, _ = formats.read(json.dumps({"nodes": nodes, "edges": edges, "locutions": []}).encode(), "f.json", "aif")
    written = formats.write(amap, "arguebuf").main
    assert json.loads(written)["nodes"]["s"]["scheme"] == {"support": "SUPPORT_CAUSE_TO_EFFECT"}
    assert formats.read(written, "f.arguebuf.json")[0].relations == amap.relations


def test_the_names_of_all_schemes_are_arguebufs():
    for info in schemes.schemes():
        assert not info.arguebuf or schemes.find(info.arguebuf) == info


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"edges": {"e": {"source": "a", "target": "nowhere"}}}, "E913"),
        ({"edges": {"e": {"source": "a", "target": "a"}}}, "W918"),
        ({"edges": {"e": {"source": "a", "target": "b"}}}, "W918"),
        ({"edges": {"e": 5}}, "E913"),
        ({"nodes": {**FILE["nodes"], "q": {}}}, "W917"),
    ],
)
def test_faults_are_told_with_their_place(change, code):
    amap, problems = formats.read(json.dumps({**FILE, **change}, indent=1).encode(), "f.json", "arguebuf")
    assert code in {item.code for item in problems}
    assert all(item.place.line > 1 for item in problems)
    assert len(amap.components) == 2


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"nodes": []}', b"x"])
def test_what_is_no_arguebuf(data):
    with pytest.raises(DataError):
        formats.read(data, "f.json", "arguebuf")


ODD_NODES = {"a": {"atom": 5}, "b": {"scheme": []}, "c": {"scheme": {"support": 7}}}


@pytest.mark.parametrize(
    "change", [{"resources": 5}, {"participants": []}, {"majorClaim": []}, {"userdata": "x"}, {"nodes": ODD_NODES}]
)
def test_shapes_that_nobody_promised(change):
    amap, _ = formats.read(json.dumps({**FILE, **change}).encode(), "f.json", "arguebuf")
    again, _ = formats.read(formats.write(amap, "arguebuf").main, "f.json", "arguebuf")
    assert again == amap


def test_arguebuf_reads_what_argmap_writes(tmp_path):
    arguebuf = pytest.importorskip("arguebuf", reason="arguebuf is not installed: nobody else read the file")
    for document in (formats.write(OURS, "arguebuf").main, json.dumps(FILE).replace("BRAND_NEW", "DEFAULT").encode()):
        path = tmp_path / "f.json"
        path.write_bytes(document)
        graph = arguebuf.load.file(path)
        value = json.loads(document)
        assert (set(graph.nodes), set(graph.edges)) == (set(value["nodes"]), set(value["edges"]))
        texts = {key: node["atom"]["text"] for key, node in value["nodes"].items() if "atom" in node}
        assert {key: node.plain_text for key, node in graph.atom_nodes.items()} == texts
        names = {
            key: next(iter(node["scheme"].values()), "") for key, node in value["nodes"].items() if "scheme" in node
        }
        for key, node in graph.scheme_nodes.items():
            kind = type(node.scheme).__name__.upper() if node.scheme else ""
            assert names[key] == (f"{kind}_{node.scheme.name}" if node.scheme else "")
