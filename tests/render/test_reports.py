import csv
import io
import json

import pytest

from argmap.compare.many import compare_many
from argmap.problems import ArgmapError
from argmap.render.comparison import Wish
from argmap.render.reports import FIGURES, FORMATS, PRINTED, TABLES, data, terminal, verify, write
from tests.compare.test_many import crowd

START = {
    "svg": b"<?xml",
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "html": b"<!doctype html>",
    "md": b"# ",
    "tex": b"\\documentclass",
    "docx": b"PK",
    "xlsx": b"PK",
    "json": b"{",
}


@pytest.fixture(scope="module", params=[2, 3, 8])
def many(request):
    texts, links = crowd(request.param)
    return compare_many(texts, links)[0]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", [*PRINTED, "csv", "json", "xlsx"])
def test_every_table_in_every_format_is_the_same_twice(many, table, form):
    if form == "docx" and len(many.maps) > 3:
        pytest.skip("slow, and the same as of three")
    first = write(many, form, table)
    assert first.startswith(START.get(form, b""))
    assert first == write(many, form, table)


@pytest.mark.parametrize("form", [*FIGURES, "html"])
def test_figure_and_page_of_many(many, form):
    wish = Wish(width="a4", dpi=60)
    made = write(many, form, "matrix" if form in FIGURES else "", wish)
    assert made.startswith(START[form])
    assert made == write(many, form, "matrix" if form in FIGURES else "", wish)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_what_it_rests_on(many, table):
    words = " ".join(write(many, "md", table).decode().split())
    for amap in many.maps:
        assert f"{len(amap.components)} components" in words
    assert f"{many.reviewed} of {many.possible} pairs" in words
    assert "Made with argmap" in words
    facts = data(many, table)
    if table != "pairs" or len(many.maps) > 2:
        assert facts["links"] == many.link_counts
        assert facts["review"] == {"reviewed": many.reviewed, "possible": many.possible}


def test_csv_of_the_matrix_has_a_line_for_each_cell_with_an_address_of_its_own(many):
    table = list(csv.DictReader(io.StringIO(write(many, "csv", "matrix").decode(), newline="")))
    assert len(table) == len(many.rows) * len(many.maps)
    assert len({line["cell"] for line in table}) == len(table)
    counts = {(line["issue"], line["text"]): int(line["own"]) for line in table}
    for row in many.rows:
        for one in row.cells:
            assert counts[row.issue.id, many.maps[one.author].id] == len(one.position.own)


def test_json_and_terminal_of_the_default_table(many):
    if len(many.maps) > 2:
        assert json.loads(write(many, "json")) == json.loads(json.dumps(data(many, "matrix")))
    assert terminal(many).endswith("\n")
    assert terminal(many, "schedule") == write(many, "md", "schedule").decode()


@pytest.mark.parametrize(
    ("form", "table", "authors", "word"),
    [
        ("odt", "", 2, "no output format"),
        ("md", "verdict", 2, "no table"),
        ("svg", "evidence", 2, "no figure"),
        ("png", "pairs", 3, "two authors"),
        ("html", "schedule", 3, "page"),
        ("md", "charts", 2, "charts are figures"),
    ],
)
def test_what_cannot_be_written_is_told(form, table, authors, word):
    assert form not in FORMATS or table
    with pytest.raises(ArgmapError, match=word):
        verify(form, table, authors, Wish())
