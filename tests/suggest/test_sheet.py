import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.problems import ArgmapError
from argmap.suggest import suggest
from argmap.suggest.sheet import HEAD, Line, decisions, from_csv, from_xlsx, lines, to_csv, to_xlsx
from tests.suggest.samples import left, right

CELLS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(["=1+1", "'=x", "''", "'", "+a", "-", "@x", 'a"b,c;d', " spaced "]),
)
ROWS = st.lists(st.builds(Line, *[CELLS for _ in HEAD]), max_size=4)


def as_cells(rows):
    return [{name: getattr(row, name) for name in HEAD} for row in rows]


@given(ROWS)
def test_csv_gives_back_every_cell(rows):
    assert from_csv(to_csv(rows)) == as_cells(rows)


@given(ROWS)
def test_no_csv_cell_begins_a_formula(rows):
    text = to_csv(rows).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@settings(max_examples=8)
@given(ROWS)
def test_xlsx_gives_back_every_cell(rows):
    pytest.importorskip("openpyxl")
    assert from_xlsx(to_xlsx(rows)) == as_cells(rows)
    assert to_xlsx(rows) == to_xlsx(rows)


def test_xlsx_holds_text_not_formulas():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([Line("c1", "c1", reason="=1+1")])))
    assert not [cell for row in book.worksheets[0] for cell in row if cell.data_type == "f"]


def test_other_separators_are_read():
    text = "a;b;decision;type\nc1;c1;confirm;same\n"
    assert from_csv(text.encode()) == [{"a": "c1", "b": "c1", "decision": "confirm", "type": "same"}]


def test_rows_without_a_decision_decide_nothing():
    rows = as_cells(lines(suggest(left(), right()), left(), right()))
    assert len(rows) == 8
    assert decisions(rows, left(), right()) == ([], [])


def test_rows_show_grounds_and_reasons():
    row = next(r for r in lines(suggest(left(), right()), left(), right()) if (r.a, r.b) == ("c1", "c1"))
    assert row.a_grounds == "Gauges in Bell Street fell by a third. [e1]"
    assert row.hint.startswith("contrary")
    assert "one denied" in row.why


def filled(**cells):
    return {**dict.fromkeys(HEAD, ""), "a": "c1", "b": "c1", "decision": "confirm", "type": "same", **cells}


def test_decisions_are_taken_with_all_they_say():
    found, problems = decisions([filled(type=" Contrary ", certainty="LOW", reason=" so\n it is ")], left(), right())
    assert problems == []
    assert [(d.type, d.status, d.certainty, d.reason) for d in found] == [("contrary", "confirmed", "low", "so it is")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"a": "c99"}, "E703"),
        ({"b": "k1"}, "E703"),
        ({"decision": "perhaps"}, "E702"),
        ({"type": "sam"}, "E701"),
        ({"type": ""}, "E701"),
        ({"certainty": "sure"}, "E701"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(cells, code):
    found, problems = decisions([filled(a="c3", b="c2"), filled(**cells)], left(), right(), "s.csv")
    assert len(found) == 1
    assert [(p.code, p.place.file, p.place.line) for p in problems] == [(code, "s.csv", 3)]


def test_a_pair_decided_twice_is_told():
    found, problems = decisions([filled(), filled(type="contrary")], left(), right())
    assert [d.type for d in found] == ["same"]
    assert [p.code for p in problems] == ["E706"]


@pytest.mark.parametrize("data", [b"", b"a,b\n", b"x\n1\n", b"\xff\xfe\x00", b'a,b,decision,type\n"'])
def test_what_is_no_sheet_is_refused(data):
    with pytest.raises(ArgmapError):
        from_csv(data, "s.csv")
    with pytest.raises(ArgmapError):
        from_xlsx(data, "s.xlsx")
