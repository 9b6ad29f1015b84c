"""Argdown text to maps: the published corpus against Argdown's own counts, and what goes where."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.argdown.drawing import map_of
from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.reading import examine, kept_source, mark_of, marked, read, without_layout
from argmap.formats.extra import kept
from argmap.plugins import Input
from tests.formats.argdown.test_lexer import ODD

KINDS = ["support", "attack", "undercut", "contrary", "contradictory", "entails"]


def loaded(text, name="map.argdown", **files):
    return read(Input(text.encode(), name, {key: value.encode() for key, value in files.items()}.get))


def test_every_file_of_the_corpus_gives_the_counts_of_argdown(shared):
    folder = shared / "corpora/argdown"
    with (folder / "expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) > 100
    for row in rows:
        data = (folder / row["file"]).read_bytes()
        amap, problems = read(Input(data, row["file"]))
        errors = [item for item in problems if item.severity == "error"]
        if row["ok"] == "0":
            assert errors and all(item.place.line for item in errors), row["file"]
            continue
        assert problems == [], row["file"]
        other, _ = read(Input(data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), row["file"]))
        assert (other.components, other.relations) == (amap.components, amap.relations), row["file"]
        found = build(parse(data.decode()))
        drawn = map_of(found)
        kinds = Counter(edge.kind for edge in found.edges)
        counts = {
            "statements": len(found.statements),
            "arguments": len(found.arguments),
            "pcs": sum(bool(item.steps) for item in found.arguments.values()),
            "relations": len(found.edges),
            "sections": sum(item.parent is None for item in found.sections),
            "tags": len(found.tags),
            "map_nodes": len(drawn.chosen.statements) + len(drawn.chosen.arguments),
            "map_edges": len(drawn.arrows),
            **{kind: kinds[kind] for kind in KINDS},
        }
        assert {"file", "ok", "error", *counts} == row.keys()
        assert counts == {name: int(row[name]) for name in counts}, row["file"]
        steps = sum(len(item.steps) for item in found.arguments.values())
        assert len(amap.relations) == len(found.edges) + steps
        ends = {end for relation in amap.relations for end in relation.ends}
        assert ends <= set(amap.component) | set(amap.relation)


def test_statements_arguments_tags_and_data():
    amap, problems = loaded("[Rent cap]: Cap *rents*! #pro #evidence {source: p. 3}\n  - <No>: Because not.\n  + plain")
    cap, no, plain = amap.components
    assert problems == []
    assert (cap.id, cap.kind, cap.gloss, cap.place.line) == ("Rent-cap", "evidence", "Cap rents!", 1)
    slots = {"title": "Rent cap", "tags": ["pro"], "data": {"source": "p. 3"}, "markup": "Cap _rents_!"}
    assert kept("argdown", cap.extra) == slots
    assert (no.id, no.gloss, kept("argdown", no.extra)) == ("No", "Because not.", {"argument": True})
    assert (plain.id, plain.gloss) == ("Untitled-1", "plain")
    assert [(r.name, r.sources, r.targets) for r in amap.relations] == [
        ("attacks", ("No",), ("Rent-cap",)),
        ("supports", ("Untitled-1",), ("Rent-cap",)),
    ]


def test_a_structure_is_a_relation_of_linked_premises_that_can_be_undercut():
    amap, _ = loaded("<A>: words\n\n(1) [P]: p\n(2) [Q]: q\n-- Modus ponens, House rule --\n  <_ [U]: u\n(3) [C]: c\n")
    step, under = amap.relations
    assert (step.id, step.name, step.sources, step.targets) == ("A", "supports", ("P", "Q"), ("C",))
    assert (step.reason, [amap.scheme[ident].label for ident in step.schemes]) == (
        "words",
        ["Modus ponens", "House rule"],
    )
    assert (under.name, under.sources, under.targets) == ("undercuts", ("U",), ("A",))
    assert [item.id for item in amap.components] == ["P", "Q", "U", "C"]


def test_headings_are_issues():
    amap, _ = loaded("[X]\n\n# Rents\n\n[A]: a\n\n## Caps #t {isClosed: true}\n\n[B]: b")
    assert [(item.id, item.label, item.parent) for item in amap.issues] == [
        ("issue.Rents", "Rents", ""),
        ("issue.Caps", "Caps", "issue.Rents"),
    ]
    assert [item.issues for item in amap.components] == [(), ("issue.Rents",), ("issue.Caps",)]
    assert kept("argdown", amap.extra)["sections"] == [{"id": "issue.Caps", "tags": ["t"], "data": {"isClosed": True}}]


def test_contradictions_and_contraries_have_no_direction():
    amap, _ = loaded("[A]\n  >< [B]")
    assert [(r.name, r.mutual) for r in amap.relations] == [("attacks", ("A", "B"))]
    amap, _ = loaded("===\nmodel: {mode: strict}\ntitle: T\n===\n\n[A]\n  - [B]")
    assert [(r.name, r.mutual, dict(r.extra)) for r in amap.relations] == [
        ("attacks", ("B", "A"), {"argdown:type": '"contrary"'})
    ]
    assert amap.title == "T"


def test_included_files_are_read_once_and_faults_are_told_in_their_file():
    main = "[A]\n\n@include(parts/b.argdown)\n\n@include(gone.argdown)\n"
    amap, problems = loaded(
        main, "x/map.argdown", **{"parts/b.argdown": "[B]: *b\n\n@include(../map.argdown)\n@include(b.argdown)"}
    )
    assert [item.id for item in amap.components] == ["A", "B"]
    assert [(item.code, item.place.file, item.place.line) for item in problems] == [
        ("W918", "x/parts/b.argdown", 3),
        ("W918", "x/parts/b.argdown", 4),
        ("E913", "x/map.argdown", 5),
        ("E915", "x/parts/b.argdown", 1),
    ]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf[A]: b\r\n", "[Ä]: b".encode("utf-16-le"), "[Ä]: ü".encode("cp1252")])
def test_the_text_is_kept_byte_for_byte(data):
    data = b"\xff\xfe" + data if b"\x00" in data else data
    source = kept_source(read(Input(data, "m.argdown"))[0])
    assert source is not None and source.data == data


def test_ids_that_differ_in_title_only_stay_apart():
    amap, _ = loaded("[A b]: x\n\n[A-b]: y\n\n<A b>: z\n\n[d]: 1 {argmap: {id: e}}\n\n[f]: 2 {argmap: {id: e}}")
    assert [item.id for item in amap.components] == ["A-b", "A-b-2", "A-b-3", "e", "f"]


def test_the_mark_of_a_laid_out_text_covers_all_of_it():
    text = marked('===\nargmap: {"layout": "0:0000000000000000"}\n===\n\n# a\n')
    assert f'"{mark_of(text)}"' in text
    assert mark_of(text) != mark_of(text + " ")
    assert marked("no place") == "no place"


@given(ODD)
def test_any_text_is_read(text):
    amap, problems = loaded(text)
    assert all(item.place.line and item.place.column for item in problems)
    assert loaded(text)[0] == amap
    ids = [item.id for item in (*amap.components, *amap.relations)]
    assert len(set(ids)) == len(ids)
    assert without_layout(amap).components == amap.components


@given(st.binary(max_size=60))
def test_any_bytes_are_read(data):
    assert examine(Input(data, "x.argdown")).mapped.amap.id == "x"


def test_an_undercut_of_a_step_without_conclusion_leads_to_its_argument():
    amap, problems = read(Input(b"<k>\n\n(1) [a]\n(2) [b]\n--\n--\n  <_ <u>\n", "a.argdown"))
    assert [(item.sources, item.targets) for item in amap.relations] == [(("u",), ("k",))]
    assert [(item.code, item.place.line) for item in problems] == [("E915", 7)]
