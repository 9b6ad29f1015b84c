"""Excel workbooks: what people do to them in Excel is read; broken and hostile ones are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest

from argmap import formats
from argmap.formats.tables import books, ods, zips
from argmap.formats.tables.books import read
from argmap.model import ArgumentMap, Component
from argmap.plugins import Input
from argmap.problems import DataError
from tests.tei.test_newfile import FULL

openpyxl = pytest.importorskip("openpyxl")
BOTH = pytest.mark.parametrize("form", ["xlsx", "ods"])


def made(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook as somebody makes it by hand."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_hand_made_workbooks():
    data = made(
        {
            "My annotation": [
                ["", "", ""],
                ["Workshop of March"],
                ["Gloss", "Nr", "Certainty", "Date", "Thesis", None],
                ["Rents rise", 1.0, 0.5, datetime(2026, 3, 1), True, None],
                [None, None, None, None, None, None],
                ["=1+1", 2, 1, None, False, None],
            ],
            "links": [["source", "target", "relation"], [1, 2.0, "attacks"], [1, 7, "supports"]],
            "Sheet3": [["anything"], ["at all"]],
        }
    )
    amap, problems = formats.read(data, "book.xlsx")
    first = amap.components[0]
    assert (first.id, first.certainty, first.thesis, first.extra) == (
        "1",
        "0.5",
        True,
        (("table:Date", '"2026-03-01"'),),
    )
    assert [(r.sources, r.targets, r.name) for r in amap.relations] == [
        (("1",), ("2",), "attacks"),
        (("1",), ("7",), "supports"),
    ]
    assert [(p.code, p.place.file, p.place.line, p.place.column) for p in problems] == [
        ("W917", "book.xlsx", 2, 1),  # above the names of columns
        ("W917", "book.xlsx#Sheet3", 1, 1),
        ("E913", "book.xlsx#links", 3, 2),
    ]


def test_merged_cells_are_told():
    book = openpyxl.load_workbook(io.BytesIO(made({"components": [["gloss", "notes"], ["a", "x"], ["b"], ["c", "y"]]})))
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("A4:B4")
    stream = io.BytesIO()
    book.save(stream)
    amap, problems = formats.read(stream.getvalue(), "x.xlsx")
    assert [item.notes for item in amap.components] == [("x",), (), ()]
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("W920", 2, 2)]


def test_no_cell_is_a_formula():
    amap = ArgumentMap("m", components=(Component("c1", "claim", "=1+1"), Component("c2", "@x", "-2", notes=("+3",))))
    data = formats.write(amap, "xlsx").main
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value for cell in cells if cell.quotePrefix} == {"=1+1", "@x", "-2", "+3"}
    assert formats.read(data, "x.xlsx")[0].components == amap.components


@BOTH
def test_cells_that_are_too_long_or_odd_come_back(form):
    amap = ArgumentMap(
        "m", components=(Component("c1", "claim", "w" * 70_000), Component("c2", "claim", "a\x01 _x0041_ \r\n b "))
    )
    written = formats.write(amap, form)
    again, problems = formats.read(written.main, f"x.{form}")
    assert problems == [] and again.components == amap.components
    assert formats.write(again, form) == written


@BOTH
def test_a_full_map_comes_back(form):
    written = formats.write(FULL, form)
    again, problems = formats.read(written.main, f"x.{form}")
    assert problems == []
    assert (again.components, again.relations, again.source, again.text) == (
        FULL.components,
        FULL.relations,
        FULL.source,
        FULL.text,
    )


@BOTH
def test_bombs_are_refused(form):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 30_000_000)
    with pytest.raises(DataError, match="too much"):
        formats.named(form).read(Input(stream.getvalue(), "x"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(DataError, match="entities"):
        formats.named(form).read(Input(stream.getvalue(), "x"))


def test_a_sheet_that_claims_a_million_rows():
    data = made({"components": [["gloss"], ["a"]]})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert [item.gloss for item in read(Input(stream.getvalue(), "x.xlsx"))[0].components] == ["a"]


def test_they_know_their_own():
    amap = ArgumentMap("m")
    excel, office = formats.write(amap, "xlsx").main, formats.write(amap, "ods").main
    assert [books.recognises(Input(item)) for item in (excel, office)] == [True, False]
    assert [ods.recognises(Input(item)) for item in (excel, office)] == [False, True]
    assert zips.still(excel) == excel
