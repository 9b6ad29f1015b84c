"""Files read as what they are not."""

from __future__ import annotations

import pytest

from argmap import formats
from argmap.formats.mistaken import read_as
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input
from argmap.problems import DataError

MAP = ArgumentMap(
    "m",
    components=(Component("c1", "claim", "Rents rise."), Component("c2", "evidence", "Nothing is built.")),
    relations=(Relation("k1", "supports", ("c2",), ("c1",)),),
)
SAID = {"tei": "TEI", "aif": "AIF", "xlsx": "Excel", "argdown": "Argdown", "brat": "brat", "csv": "CSV"}


def tried(name: str, data: bytes):
    return read_as(formats.named(name), Input(data, "f"), formats.built_in)


@pytest.mark.parametrize("name", [form.name for form in formats.built_in() if form.read])
def test_the_content_is_named_and_junk_refused(name):
    for other, title in SAID.items():
        data = formats.write(MAP, other).main
        if formats.named(name).read is formats.named(other).read:
            assert len(tried(name, data)[0].components) == 2
            continue
        try:
            amap, problems = tried(name, data)
        except DataError as error:
            assert error.place is not None
            assert title in error.message and f"--from {other}" in error.remedy
            continue
        assert [item.code for item in problems] == ["W918"] and title in problems[0].message
        said = repr(amap)  # plain lines are Argdown, whatever else they are
        assert all(item.gloss in said for item in MAP.components)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0{}[<", b"int main() {\n  f([a<]);\n}\n", b"<p>[x](y</p>\n"]
)
@pytest.mark.parametrize("name", ["argdown", "csv", "brat", "json", "tei"])
def test_what_looks_like_nothing_known_gives_no_junk(name, data):
    with pytest.raises(DataError) as caught:
        tried(name, data)
    assert caught.value.place is not None


def test_what_is_sound_but_not_recognised_is_read():
    amap, problems = tried("argdown", b"Rents rise.\n\nNothing is built.\n")
    assert len(amap.components) == 2 and problems == []
