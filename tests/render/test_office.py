"""Word and Excel files, read back with their own libraries."""

import io
import re
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare.many import compare_many
from argmap.render import docx as word
from argmap.render import xlsx as excel
from argmap.render.document import Column, Document, Sheet, cell, line, note, strong, tabled
from argmap.render.measure import clean
from argmap.render.reports import write
from argmap.render.table_schedule import document, sheet
from tests.compare.test_many import crowd

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")
FORMULAS = ["=1+1", "+1", "-2", "@SUM(A1)", "=HYPERLINK(1)", '=cmd|"/c calc"!A1']


@pytest.fixture(scope="module")
def many():
    texts, links = crowd(2)
    return compare_many(texts, links)[0]


def test_word_holds_the_schedule_cell_by_cell(many):
    made = docx.Document(io.BytesIO(word.write(document(many))))
    (table,) = made.tables
    wanted = document(many).sections[0].table
    assert [c.text for c in table.rows[0].cells] == [column.head for column in wanted.columns]
    assert len(table.rows) == 1 + len(wanted.rows)
    for row, cells in zip(list(table.rows)[1:], wanted.rows, strict=True):
        for place, lines in zip(row.cells, cells, strict=True):
            assert place.text == "\n".join("".join(run.text for run in one) for one in lines)
    assert made.paragraphs[0].style.name == "Heading 1"
    assert made.paragraphs[-1].text.startswith("Made with argmap")


def test_the_column_for_the_finding_is_empty(many):
    (table,) = docx.Document(io.BytesIO(word.write(document(many)))).tables
    assert table.rows[0].cells[-1].text == "Finding"
    assert all(row.cells[-1].text == "" for row in list(table.rows)[1:])


def test_excel_holds_every_table_and_what_it_rests_on(many):
    book = openpyxl.load_workbook(io.BytesIO(write(many, "xlsx")))
    assert book.sheetnames == ["positions", "schedule", "matrix", "classes", "pairs", "evidence", "summary", "About"]
    rows = list(book["schedule"].values)
    wanted = sheet(many)
    assert rows[0] == wanted.head
    assert len(rows) == 1 + len(wanted.rows)
    assert [row[0] for row in rows[1:]] == [row[0] for row in wanted.rows]


@given(st.sampled_from(FORMULAS) | st.text(max_size=20))
@settings(deadline=None, max_examples=25)
def test_no_cell_is_a_formula_and_no_text_breaks_the_file(text):
    data = excel.write([Sheet(text, ("head",), ((text,), (7,)))], (text,))
    place = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert place["A2"].data_type in ("s", "n")  # an empty cell counts as a number
    assert (place["A2"].value or "") == "\n".join(clean(one) for one in text.split("\n"))
    assert place["A3"].value == 7


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=15)
def test_any_words_survive_word(text):
    section = tabled(text, (Column("a"),), [[cell(line(strong(text), note(text)))]])
    made = docx.Document(io.BytesIO(word.write(Document(text, (section,), (text,)))))
    assert made.tables[0].rows[1].cells[0].text.replace(" ", "") == (clean(text) * 2).replace(" ", "")


def test_time_leaves_no_trace(many, monkeypatch):
    first = word.write(document(many)), write(many, "xlsx")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 90_000)
    assert (word.write(document(many)), write(many, "xlsx")) == first
    for data in first:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
            assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_sheet_names_are_short_and_differ():
    taken: set[str] = set()
    made = [excel.sheet_name("a/very:long [name] of a sheet that goes on", taken) for _ in range(3)]
    assert len(set(made)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made)


def test_progress_is_told_sheet_by_sheet_and_many_cells_share_two_styles():
    told: list[tuple[int, int]] = []
    rows = tuple((f"={n}", n, "x") for n in range(500))
    made = excel.write([Sheet("a", ("f", "n", "t"), rows)], ("about",), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
    styles = zipfile.ZipFile(io.BytesIO(made)).read("xl/styles.xml").decode()
    assert int(re.search(r'<cellXfs count="(\d+)"', styles)[1]) <= 5
