"""Marks of a merge: any content survives the way into the file and back; settling changes nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from argmap.problems import ArgmapError
from argmap.tei.conflicts import Conflict, conflicts, marks, resolve
from argmap.tei.parse import parse

TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
FILE = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n  {mark}\n  <span xml:id="c1" cert="low"/>\n</TEI>\n'


@given(st.builds(Conflict, st.just("content"), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.just("?>") | TEXTS, TEXTS))
def test_any_conflict_comes_back_from_the_file(conflict):
    data = FILE.format(mark=conflict.mark()).encode()
    assert etree.fromstring(data) is not None
    (found,) = conflicts(parse(data))
    assert found == conflict
    assert (found.place.line, found.place.column) == (2, 3)
    assert str(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_marks_are_found_in_any_encoding(encoding):
    conflict = Conflict("attribute", "c1", "cert", "", "high", "low", "中 ü")
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + FILE.format(mark=conflict.mark())
    data = text.encode(encoding)
    assert conflicts(parse(data)) == [conflict]
    settled = resolve(data, "theirs")
    assert parse(settled).ids["c1"].attrs["cert"] == "中 ü"
    bare = text.replace(f"  {conflict.mark()}\n", "").encode(encoding)
    assert resolve(data, "ours") == bare


def test_what_only_looks_like_a_mark_is_none():
    mark = Conflict("removed", "c1").mark()
    for other in (
        f"<!-- {mark} -->",
        f"<p><![CDATA[{mark}]]></p>",
        mark.replace("argmap-conflict", "argmap-conflicts"),
    ):
        assert conflicts(parse(FILE.format(mark=other).encode())) == []


@pytest.mark.parametrize("inside", ["no json", '["a"]', '{"strange": 1}', ""])
def test_a_mark_that_was_tampered_with_is_still_a_conflict(inside):
    data = FILE.format(mark=f"<?argmap-conflict {inside} ?>").encode()
    assert [mark.conflict.kind for mark in marks(parse(data).source)] == ["file"]


def test_settling_one_leaves_the_others():
    both = "\n  ".join(Conflict("attribute", "c1", name, "", "", "low", "high").mark() for name in ("cert", "n"))
    data = FILE.format(mark=both).encode()
    left = resolve(data, "theirs", 2)
    assert [item.name for item in conflicts(parse(left))] == ["cert"]
    assert b'n="high"' in left


def test_misuse_is_told():
    data = FILE.format(mark=Conflict("head", ours="a", theirs="b").mark()).encode()
    for take, number in (("mine", 1), ("ours", 2), ("theirs", 1)):
        with pytest.raises(ArgmapError):
            resolve(data, take, number)
