"""Pointers without their ``#``, and how a correspondences file is known."""

from __future__ import annotations

from pathlib import Path

from argmap.check.markup import check_document, holds_correspondences, pointer_lists
from argmap.tei.parse import parse

DATA = Path(__file__).resolve().parents[1] / "data/problems/with"
SAMPLE = (DATA / "sample.xml").read_bytes()


def test_bare_ids_at_their_column():
    data = SAMPLE.replace(b'active="#e1"', b'active="e1"').replace(b'target="#s2"', b'target="s2"')
    found = check_document(parse(data, "x.xml"))
    lines = data.decode().splitlines()
    assert [item.code for item in found] == ["W218", "W218"]
    assert [lines[item.place.line - 1][item.place.column - 1 :].partition('"')[0] for item in found] == ["s2", "e1"]


def test_names_of_files_and_other_pointers_are_left_alone():
    data = SAMPLE.replace(b'target="#s2"', b'target="s2.xml src:1-4 http://s2"')
    assert check_document(parse(data)) == []


def test_pointer_lists_are_those_of_the_annotation():
    names = {(node.name, name) for node, name, _ in pointer_lists(parse(SAMPLE))}
    relation = {("relation", name) for name in ("active", "passive", "resp")}
    assert names == relation | {("spanGrp", "resp"), ("span", "target"), ("span", "ana")}


def test_the_annotation_of_others_is_not_ours_to_judge():
    other = b'<standOff><spanGrp type="syntax"><span target="s2"/></spanGrp></standOff></TEI>'
    assert check_document(parse(SAMPLE.replace(b"</TEI>", other))) == []


def test_correspondences_are_known_by_what_they_hold():
    assert holds_correspondences(parse((DATA / "links.xml").read_bytes()))
    assert not holds_correspondences(parse(SAMPLE))
