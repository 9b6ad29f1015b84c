"""What is read with a map: neighbours, links, collections."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import workspace
from argmap.problems import ArgmapError, DataError

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><text><body><p><s xml:id="s1">Stones.</s></p></body></text>'
    '<standOff type="argument"><spanGrp type="components"><span xml:id="c1" type="claim" target="#s1">'
    "<gloss>There are stones.</gloss></span></spanGrp></standOff></TEI>"
)
LINKS = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="links">'
    '<standOff><listRelation type="correspondences"/></standOff></TEI>'
)


def test_neighbours_are_read_by_relative_names_only(tmp_path: Path):
    (tmp_path / "maps").mkdir()
    for name in ("text.txt", "two words.xml", "layers.toml", "secret.key"):
        (tmp_path / name).write_bytes(name.encode())
    fetch = workspace.neighbours(tmp_path / "maps" / "a.xml")
    assert fetch("../text.txt") == b"text.txt"
    assert fetch("../two%20words.xml") == b"two words.xml"
    assert fetch("../layers.toml") == b"layers.toml"
    for name in (
        "../secret.key",
        str(tmp_path / "text.txt"),
        (tmp_path / "text.txt").as_uri(),
        "none.xml",
        ".",
        "\0.xml",
    ):
        assert fetch(name) is None, name
    assert fetch("http://example.org/text.txt") is None


def test_a_folder_of_annotations_is_a_collection(tmp_path: Path):
    case = tmp_path / "case"
    case.mkdir()
    for name in ("b", "a"):
        (case / f"{name}.xml").write_text(TEI.format(id=name), encoding="utf-8")
    (case / "correspondences.xml").write_text(LINKS, encoding="utf-8")
    (case / "bare.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', encoding="utf-8")
    (tmp_path / "empty").mkdir()
    collections, _ = workspace.load_collections(tmp_path)
    assert [(c.name, [m.id for m in c.maps], c.correspondences.id) for c in collections] == [
        ("case", ["a", "b"], "links")
    ]
    for folder, says in ((tmp_path / "empty", "holds no annotation"), (tmp_path / "none", "no such folder")):
        with pytest.raises(ArgmapError, match=says):
            workspace.load_collections(folder)


def test_links_beside_a_map(tmp_path: Path):
    assert workspace.load_links(tmp_path / "a.xml")[0].id == ""
    (tmp_path / "correspondences.xml").write_text(LINKS, encoding="utf-8")
    assert workspace.load_links(tmp_path / "a.xml")[0].id == "links"
    with pytest.raises(ArgmapError, match="no such file"):
        workspace.load_links(tmp_path / "a.xml", tmp_path / "none.xml")


def test_a_map_named_in_place_of_the_links_is_refused(tmp_path: Path):
    (tmp_path / "a.xml").write_text(TEI.format(id="a"), encoding="utf-8")
    (tmp_path / "links.xml").write_text(LINKS, encoding="utf-8")
    with pytest.raises(DataError, match="no correspondences"):
        workspace.load_links(tmp_path / "a.xml", tmp_path / "a.xml")
    assert workspace.load_links(tmp_path / "a.xml", tmp_path / "links.xml")[1] == []
