"""Workbooks that are cut off or garbled: what stands before the break is what a sound copy gives there."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from argmap import formats
from argmap.formats.tables.rescue import workbook
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input
from argmap.problems import DataError

openpyxl = pytest.importorskip("openpyxl")
BOTH = pytest.mark.parametrize("form", ["xlsx", "ods"])
COUNT = 60
MAP = ArgumentMap(
    "m",
    components=tuple(
        Component(f"c{n}", "claim", f"Statement {n * n} of <many> & all different: {n**5}", thesis=n == 3)
        for n in range(COUNT)
    ),
    relations=tuple(Relation(f"k{n}", "supports", (f"c{n}",), (f"c{n - 1}",)) for n in range(1, COUNT)),
)


def read(data: bytes, form: str):
    return formats.read(data, f"x.{form}", form)


def as_excel(data: bytes) -> bytes:
    """The workbook laid out as Excel saves it: the list of sheets first, words shared and behind the sheets."""
    words: dict[bytes, int] = {}

    def shared(found: re.Match[bytes]) -> bytes:
        return b't="s"><v>%d</v></c>' % words.setdefault(found[1], len(words))

    laid = io.BytesIO()
    order = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(laid, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (order.index(n) if n in order else 9, n)):
            new.writestr(name, re.sub(rb't="inlineStr"><is>(.*?)</is></c>', shared, old.read(name), flags=re.DOTALL))
        items = b"".join(b"<si>%s</si>" % item for item in words)
        space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        new.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (space, items))
    return laid.getvalue()


@BOTH
def test_cut_files_give_the_rows_before_the_cut(form):
    data = formats.write(MAP, form).main
    counts = []
    for n in range(20, 100, 4):
        try:
            amap, problems = read(data[: len(data) * n // 100], form)
        except DataError as error:
            assert error.place is not None and not counts
            continue
        whole = amap.components[:-1] if not amap.relations else amap.components
        assert whole == MAP.components[: len(whole)]
        assert amap.relations[:-1] == MAP.relations[: max(0, len(amap.relations) - 1)]
        counts.append(len(amap.components) + len(amap.relations))
        broken = problems[0]
        assert broken.code == "E911" and " of " in broken.message and broken.place.file.startswith(f"x.{form}")
        if counts[-1] < COUNT:
            assert broken.place.line == counts[-1] + 1  # the row where it breaks off
    assert counts == sorted(counts) and counts[-1] == len(MAP.components) + len(MAP.relations)


def test_without_the_directory_all_rows_come_as_from_a_sound_copy():
    data = as_excel(formats.write(MAP, "xlsx").main)
    again, (problem,) = read(data[: data.index(b"PK\x01\x02")], "xlsx")
    assert (again.components, again.relations, problem.code) == (MAP.components, MAP.relations, "E911")


def test_rows_whose_words_are_lost_say_so_and_keep_the_rest():
    data = as_excel(formats.write(MAP, "xlsx").main)
    words = data.index(b"xl/sharedStrings.xml")
    amap, problems = read(data[: words + 450], "xlsx")
    told = {item.place.line for item in problems if item.place.file == "x.xlsx" and "gloss" in item.message}
    lost = {n for n, item in enumerate(amap.components, 2) if not item.gloss}
    assert lost and told == lost
    sound = [item for item in amap.components if item.gloss]
    assert sound == list(MAP.components[: len(sound)]) and sound
    with pytest.raises(DataError, match="names of its columns") as caught:
        read(data[:words], "xlsx")
    assert caught.value.place is not None


@BOTH
def test_one_garbled_byte_costs_little(form):
    data = formats.write(MAP, form).main
    drawn = random.Random(5)
    refused = 0
    for _ in range(15):
        at = drawn.randrange(len(data))
        try:
            amap, problems = read(data[:at] + bytes([data[at] ^ (1 << drawn.randrange(8))]) + data[at + 1 :], form)
        except DataError as error:
            refused += 1
            assert error.place is not None
            continue
        if (amap.components, amap.relations) != (MAP.components, MAP.relations):
            assert "E911" in {item.code for item in problems}
    assert refused < 6


def test_sheets_by_hand_with_odd_cells():
    sheet = (
        '<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData>'
        '<row><c t="inlineStr"><is><r><t>Glo</t></r><r><t>ss</t></r><rPh><t>x</t></rPh></is></c>'
        '<c t="str"><v>id</v></c><c t="str"><v>thesis</v></c></row>'
        '<row r="9"><c r="B9"><v>7.0</v></c>'
        '<c r="A9" t="inlineStr"><is><t>a_x0009_b</t></is></c><c t="b"><v>1</v></c></row>'
        '<row r="10"><c r="A10" t="s"><v>0</v></c><c r="ZZZ1"><v>1</v></c></row><row><c><v>2</v></c><c><v>3'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    (found,), problems = workbook(Input(stream.getvalue(), "x"))
    assert found.head == ["Gloss", "id", "thesis"]
    assert [(n, cells[:3]) for n, cells in found.rows] == [(9, ["a\tb", "7", "yes"]), (11, ["2"])]
    assert [(item.place.line, item.place.column) for item in problems] == [(11, 1), (10, 1)]
