from argmap.render.document import Column, Document, Section, bullets, cell, em, line, note, strong, tabled
from argmap.render.document_html import write
from tests.render.web import HOSTILE, Page


def test_headings_lists_tables_and_emphasis():
    table = tabled("Things", [Column("A"), Column("B")], [[cell("one"), cell(line(strong("two"), note(" (2)")))]])
    made = write(Document("T", (table, bullets("Points", [line("first "), line(em("second"))]))))
    page = Page(made)
    assert [text for tag, text in page.texts if tag == "h3"] == ["Things", "Points"]
    assert [text for tag, text in page.texts if tag == "th"] == ["A", "B"]
    assert "<strong>two</strong>" in made and "<em>second</em>" in made and made.count("<li") == 2


def test_nothing_in_it_can_run():
    table = tabled("x", [Column(HOSTILE)], [[cell(HOSTILE)]])
    made = write(Document("T", (Section(HOSTILE, (line(HOSTILE),)), table)))
    parts = {"h3", "p", "div", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
    parts = {"h3", "p", "div", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in Page(made).elements} <= parts
