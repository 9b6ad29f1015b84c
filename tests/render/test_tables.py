import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.compare import compare
from argmap.compare.table import rows
from argmap.correspondence import Correspondences, Link, Ref
from argmap.model import Annotator, ArgumentMap, Component, Issue, Source
from argmap.render.tables import csv_table, markdown
from tests.strategies import maps

EVIL = st.sampled_from(
    ["=HYPERLINK(1)", "＝1", "+1", "-2", "@x", "\tx", "a|b\nc", "<script>alert(1)</script>", "*bold* `code` [x](y)"]
)


def pair(gloss: str) -> ArgumentMap:
    return ArgumentMap("a", components=(Component("c1", "claim", gloss, issues=("i",)),), issues=(Issue("i", gloss),))


@given(EVIL)
def test_no_csv_cell_starts_a_formula(gloss):
    table = list(csv.reader(io.StringIO(csv_table(compare(pair(gloss), ArgumentMap("b"))[0]), newline="")))
    assert all(not cell.startswith(tuple("=+-@\t\r＝")) for line in table for cell in line)
    assert gloss in table[1][2]


@given(EVIL)
def test_markdown_cells_stay_in_their_cells(gloss):
    text = markdown(compare(pair(gloss), ArgumentMap("b"))[0])
    assert "<script" not in text
    for line in text.splitlines():
        if line.startswith("| ") and "\\|" not in line:
            assert line.count("|") in (5, 6)


@settings(deadline=None)
@given(maps("a"), maps("b"))
def test_csv_has_one_line_per_row_of_the_table(a, b):
    comparison, _ = compare(a, b)
    table = list(csv.reader(io.StringIO(csv_table(comparison), newline="")))
    assert len(table) == 1 + len(rows(comparison))
    assert {len(line) for line in table} == {18}


def test_the_footer_says_what_the_table_rests_on():
    a = ArgumentMap("a", source=Source(authors=("Ann Bee",), date="2011"), components=(Component("c1", "claim", "x"),))
    b = ArgumentMap("b", components=(Component("c2", "claim", "y"),))
    links = (
        Link("x", "same", Ref("a", "c1"), Ref("b", "c2")),
        Link("y", "same", Ref("a", "c1"), Ref("b", "c2"), "suggested"),
    )
    text = markdown(compare(a, b, Correspondences(links=links))[0])
    assert "Pairs linked: 1 confirmed, 1 suggested; 1 of 1 pairs of the authors' own positions weighed." in text
    assert "judged by" not in text


def test_the_footer_names_who_judged_the_links():
    a, b = (ArgumentMap(name, components=(Component("c1", "claim", "x"),)) for name in "ab")
    ends = Ref("a", "c1"), Ref("b", "c1")
    links = (
        Link("x", "overlaps", *ends, annotator="ann.p"),
        Link("y", "same", *ends, "rejected", annotator="ann.q"),
        Link("z", "contrary", *ends, "suggested", annotator="ann.r"),
    )
    known = (Annotator("ann.p", "A Program"), Annotator("ann.r", "Not Her"))
    text = markdown(compare(a, b, Correspondences(links=links, annotators=known))[0])
    assert "Links judged by: A Program, ann.q." in text
    assert "Not Her" not in text
