"""OpenDocument spreadsheets as LibreOffice writes them: repeated cells, spaces as elements, styles and numbers."""

from __future__ import annotations

import io
import zipfile

import pytest

from argmap.formats.tables.ods import read
from argmap.plugins import Input
from argmap.problems import DataError

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"


SPANNED = ' table:number-rows-spanned="2"'


def made(table: str) -> Input:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", HEAD + table + TAIL)
    return Input(stream.getvalue(), "x.ods")


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def test_what_libreoffice_writes():
    rows = [
        cell("id") + cell("gloss") + cell("kind") + cell("thesis"),
        '<table:table-cell office:value-type="float" office:value="7"><text:p>7,00</text:p></table:table-cell>'
        + cell('two<text:s text:c="3"/>spaces<text:tab/>and <text:span>a span</text:span>')
        + cell("claim")
        + '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        + '<table:table-cell table:number-columns-repeated="16380"/>',
    ]
    filler = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    amap, problems = read(made(f'<table:table table:name="Tabelle1">{table}{filler}</table:table>'))
    (item,) = amap.components
    assert (item.id, item.gloss, item.kind, item.thesis) == ("7", "two   spaces\tand a span", "claim", True)
    assert problems == []


def test_repeated_rows_are_rows_and_faults_have_their_numbers():
    row = f'<table:table-row table:number-rows-repeated="2">{cell("c1")}{cell("a")}</table:table-row>'
    head = f"<table:table-row>{cell('id')}{cell('gloss')}</table:table-row>"
    amap, problems = read(made(f'<table:table table:name="components">{head}{row}</table:table>'))
    assert [item.id for item in amap.components] == ["c1", "c1.2"]
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("E912", 3, 1)]


def test_merged_cells_are_told():
    row = f"<table:table-row>{cell('a')}{cell('x', SPANNED)}</table:table-row>"
    under = f"<table:table-row>{cell('b')}<table:covered-table-cell/></table:table-row>"
    head = f"<table:table-row>{cell('gloss')}{cell('notes')}</table:table-row>"
    amap, problems = read(made(f'<table:table table:name="components">{head}{row}{under}</table:table>'))
    assert [item.notes for item in amap.components] == [("x",), ()]
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("W920", 2, 2)]


def test_a_few_cells_repeated_without_end_do_not_fill_the_memory():
    many = cell("x", ' table:number-columns-repeated="999999"')
    row = f'<table:table-row table:number-rows-repeated="999999999">{many}</table:table-row>'
    head = f"<table:table-row>{cell('gloss')}</table:table-row>"
    amap, _ = read(made(f'<table:table table:name="components">{head}{row}</table:table>'))
    assert 0 < len(amap.components) < 10_000


def test_content_that_breaks_in_the_middle_or_before_all_rows():
    with pytest.raises(DataError, match=r"content\.xml is garbled"):
        read(made("<open>"))
    rows = "".join(f"<table:table-row>{cell(text)}</table:table-row>" for text in ("gloss", "a"))
    amap, (problem,) = read(made(f'<table:table table:name="components">{rows}<wrong</table:table>'))
    assert [item.gloss for item in amap.components] == ["a"]
    assert (problem.code, problem.place.line) == ("E911", 2)
