"""What is kept beside TEI: only what differs, and only as long as the TEI is what it was."""

from __future__ import annotations

import pytest

from argmap.model import ArgumentMap, Component
from argmap.tei.export import exported
from argmap.tei.kept import differences
from argmap.tei.reader import read

AMAP = ArgumentMap("m", components=(Component("c1", "claim", "one\ntwo", extra=(("x:y", "1"), ("x:y", "2"))),))


def test_nothing_differs_nothing_is_kept():
    assert differences(AMAP, AMAP) == {}


def test_where_the_tei_was_changed_the_tei_counts():
    data = exported(AMAP)
    assert read(data)[0].component["c1"] == AMAP.component["c1"]
    changed = read(data.replace(b"<gloss>one\ntwo", b"<gloss>three"))[0].component["c1"]
    assert changed.gloss == "three"
    assert changed.extra == AMAP.component["c1"].extra


@pytest.mark.parametrize(
    "bad", ["", "[", "[]", '{"version":9}', '{"version":1,"components":3}', '{"version":1,"title":["x"]}',
            '{"version":1,"extra":[3]}', '{"version":1,"extra":[["a",2]]}', "[" * 5000]
)  # fmt: skip
def test_what_cannot_be_used_is_told_at_its_place(bad):
    data = exported(AMAP)
    start, end = data.index(b'"argmap">') + 9, data.index(b"</xenoData>")
    amap, problems = read(data[:start] + bad.encode() + data[end:], "x.xml")
    assert [item.code for item in problems] == ["W216"]
    assert problems[0].place.line > 1
    assert [item.id for item in amap.components] == ["c1"]
