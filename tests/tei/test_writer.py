"""Splices: an edit touches its slice, and taking away what was added restores the bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import Component, Fragment, Relation
from argmap.problems import ArgmapError, DataError
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.text import EditionText
from argmap.tei.writer import (
    add_component,
    add_relation,
    detached_view,
    fresh_id,
    new_annotation,
    remove_component,
    remove_relation,
    replace_component,
    replace_relation,
)
from tests.strategies import maps

FILES = ["synthetic", "samples"]


def _passage(data: bytes) -> tuple[Fragment, ...]:
    content = EditionText(parse(data)).content
    words = content.split(" ")
    if not content:
        return ()
    start = len(" ".join(words[: len(words) // 2])) + (1 if len(words) > 1 else 0)
    return (Fragment(start, min(len(content), start + 60)),)


def _annotated(data: bytes) -> tuple[bytes, str, str, str]:
    """Two components and a relation more, with their ids."""
    first = fresh_id(data, "claim")
    data = add_component(
        data, Component(first, "claim", "A gloss with <b>, & and \u2014 and \U0001d538.", _passage(data))
    )
    second = fresh_id(data, "evidence")
    data = add_component(data, Component(second, "evidence", "Another.", _passage(data), notes=("a note",)))
    link = fresh_id(data, "relation")
    return add_relation(data, Relation(link, "supports", (second,), (first,), reason="so")), first, second, link


def pytest_generate_tests(metafunc):
    if "tei_file" in metafunc.fixturenames:
        folder = Path(__file__).resolve().parents[3] / "shared" / "tei"
        files = [path for name in FILES for path in sorted((folder / name).glob("*.xml"))]
        # the largest, of up to 4 MB, tell nothing here that a smaller one does not; all are read in cli/test_check.py
        sizes = {path: path.stat().st_size for path in files}
        cases = [
            pytest.param(p, id=p.name, marks=[pytest.mark.slow] * (n > 500_000))
            for p, n in sizes.items()
            if n < 1_000_000
        ]
        metafunc.parametrize("tei_file", cases or [pytest.param(None, id="absent")])


def test_adding_and_taking_away_restores_every_byte(tei_file, shared):
    data = tei_file.read_bytes()
    try:
        parse(data)
    except DataError as error:
        assert error.place is not None and error.place.line >= 1
        return
    before, _ = read(data)
    changed, first, second, link = _annotated(data)
    after, problems = read(changed)
    assert {first, second} <= set(after.component)
    assert link in after.relation
    assert after.component[first].gloss == "A gloss with <b>, & and \u2014 and \U0001d538."
    assert not [p for p in problems if p.code in ("E203", "E204", "E205", "E206", "W209", "W210")] or before.components
    ours = {item.id: item for item in before.components}
    assert all(after.component[name] == item for name, item in ours.items())
    for ident in (link,):
        changed = remove_relation(changed, ident)
    for ident in (first, second):
        changed = remove_component(changed, ident)
    assert changed == data


@pytest.fixture(scope="module")
def edition(shared: Path) -> bytes:
    return (shared / "encoding" / "a_full_edition.xml").read_bytes()


def test_a_new_range_reads_back_with_its_words_and_hash(edition):
    changed = add_component(edition, Component("c9", "claim", "G.", (Fragment(220, 282),), voice="voice.x"))
    component = read(changed)[0].component["c9"]
    assert (component.start, component.fragments[0].pointer) == (220, "src:220-282")
    assert (component.fragments[0].first, component.fragments[0].last) == ("On the", "a third.")
    assert component.fragments[0].sha256 == "e7d0b294061e7aa19f629c7239ee8e0bfe9ff44db7affbcf592f43233b6fc73a"
    assert component.voice == "voice.x"
    assert remove_component(changed, "c9") == edition


@pytest.mark.parametrize(
    "change",
    [
        {"gloss": "Changed & <new>."},
        {"kind": "evidence"},
        {"certainty": ""},
        {"certainty": "0.25"},
        {"issues": ()},
        {"issues": ("issue.cost", "issue.flooding")},
        {"thesis": True},
        {"notes": ("one", "two")},
        {"fragments": (Fragment(0, 36),)},
        {"fragments": (Fragment(0, 36), Fragment(91, 128)), "gloss": "Both.", "voice": "voice.someone"},
    ],
)
@pytest.mark.parametrize("ident", ["c1", "e2", "u1"])
def test_replacing_changes_what_is_asked_and_no_more(edition, ident, change):
    before, _ = read(edition)
    changed = replace_component(edition, replace(before.component[ident], **change))
    after, problems = read(changed)
    assert [p for p in problems if p.code != "E2"] == []
    wanted = replace(before.component[ident], **change)
    found = after.component[ident]
    assert replace(found, fragments=()) == replace(wanted, fragments=())
    assert [(f.start, f.end) for f in found.fragments] == [(f.start, f.end) for f in wanted.fragments]
    others = [item for item in after.components if item.id != ident]
    assert others == [item for item in before.components if item.id != ident]
    again = replace_component(changed, replace(before.component[ident]))
    assert read(again)[0].component[ident] == before.component[ident]


def test_replacing_with_the_same_changes_nothing(edition):
    before, _ = read(edition)
    for component in before.components:
        assert replace_component(edition, component) == edition
    for relation in before.relations:
        assert replace_relation(edition, relation) == edition


def test_replacing_a_relation(edition):
    before, _ = read(edition)
    for change in (
        {"reason": "A < B"},
        {"reason": ""},
        {"sources": ("e1", "e2")},
        {"schemes": ()},
        {"certainty": "low"},
    ):
        for relation in before.relations:
            wanted = replace(relation, **change)
            assert read(replace_relation(edition, wanted))[0].relation[relation.id] == wanted


def test_removing_with_all_that_hangs_on_it(edition):
    amap, problems = read(remove_component(edition, "e1", cascade=True))
    assert "e1" not in amap.component
    assert {item.id for item in amap.relations} == {"k2", "k3", "k4", "k6"}
    assert problems == []


def test_misuse_is_told(edition):
    with pytest.raises(ArgmapError, match="taken"):
        add_component(edition, Component("c1", "claim"))
    with pytest.raises(ArgmapError, match="XML name"):
        add_component(edition, Component("1 a", "claim"))
    with pytest.raises(ArgmapError, match="no component p1"):
        remove_component(edition, "p1")
    with pytest.raises(ArgmapError, match="no relation"):
        remove_relation(edition, "c1")
    with pytest.raises(ArgmapError, match="no place"):
        add_component(b"<TEI/>", Component("c1", "claim"))


@pytest.mark.parametrize(
    ("kind", "expected"), [("claim", "c2"), ("evidence", "e3"), ("relation", "k7"), ("Zweifel", "z1")]
)
def test_fresh_ids_count_on(edition, kind, expected):
    assert fresh_id(edition, kind) == expected


PARTS = st.lists(
    st.sampled_from(
        ["<p>x y z</p>", "\n", "\r\n  ", "\t", "<!-- c -->", "<?pi?>", "&amp;", "<standOff/>",
         '<standOff type="argument">', "</standOff>",
         '<spanGrp type="components">', "</spanGrp>", '<spanGrp type="components"/>', "<p/>",
         '<span xml:id="c4" type="claim" target="#char=0,1"/>', '<listRelation type="argument">', "</listRelation>",
         '<relation xml:id="k4" name="supports" active="#c4" passive="#c4"/>', "<text><body>", "</body></text>",
         "<text/>",
         "<teiHeader>", "</teiHeader>", "<fileDesc/>", "<encodingDesc>", "</encodingDesc>", "<listPrefixDef>",
         "</listPrefixDef>", '<fs type="text"/>', "<listBibl/>"]
    ),
    max_size=16,
)  # fmt: skip


def _nested(parts: list[str]) -> str:
    """The parts with end tags put right, so that every list is well-formed."""
    stack: list[str] = []
    written: list[str] = []
    for part in parts:
        names = re.findall(r"<(/?)(\w+)[^>]*?(/?)>", part) if part.startswith("<") and part[1] not in "!?" else []
        ends = [name for slash, name, _ in names if slash]
        if ends and part.startswith("</"):
            if stack[-len(ends) :] != ends[::-1]:
                continue
            del stack[-len(ends) :]
        elif part != "<p>x y z</p>":
            stack += [name for slash, name, empty in names if not slash and not empty]
        written.append(part)
    return "".join(written) + "".join(f"</{name}>" for name in reversed(stack))


@settings(max_examples=200, deadline=None)
@given(PARTS, st.sampled_from(["utf-8", "utf-16"]))
def test_files_of_any_shape_come_back(parts, encoding):
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{_nested(parts)}<p/></TEI>'.encode(encoding)
    before = read(data)[0]
    component = Component("c77", "claim", "G", (Fragment(0, 1),))
    one = add_component(data, component)
    assert read(one)[0].component["c77"].gloss == "G"
    both = add_relation(one, Relation("k77", "supports", ("c77",), ("c77",)))
    after = read(both)[0]
    assert [item for item in after.components if item.id != "c77"] == list(before.components)
    assert remove_relation(both, "k77") == one
    assert remove_component(one, "c77") == data
    assert remove_relation(remove_component(both, "c77"), "k77") == data


@settings(max_examples=40, deadline=None)
@given(maps())
def test_a_new_file_says_what_the_map_says(amap):
    data = new_annotation(amap)
    found, problems = read(data)
    assert [p for p in problems if p.code not in ("W109", "E211")] == []
    assert found == detached_view(amap)
    assert new_annotation(found) == data
