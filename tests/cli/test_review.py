import csv
import io

import pytest

from argmap.correspondence import Correspondences
from argmap.tei.correspondences import read, write
from tests.cli.reviewing import found, review, run
from tests.suggest.samples import link, links


def test_nothing_left_to_weigh_is_said(desk):
    pairs = [
        ("c1", "c1"),
        ("c1", "e1"),
        ("c2", "c1"),
        ("c2", "e1"),
        ("e1", "c1"),
        ("e1", "e1"),
        ("c3", "c2"),
        ("c3", "c3"),
    ]
    (desk / "correspondences.xml").write_bytes(
        write(links(*(link(*pair, "unrelated", name=f"x{n}") for n, pair in enumerate(pairs))))
    )
    result = review("")
    assert result.exit_code == 0
    assert "8 of 8" in result.output


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_sheet_goes_out_and_comes_back(desk, form):
    if form == "xlsx":
        pytest.importorskip("openpyxl")
    sheet = desk / f"pairs.{form}"
    assert run("review", "left.xml", "right.xml", "--out", sheet).exit_code == 0
    fill(sheet, form)
    result = run("compare", "left.xml", "right.xml", "--review-in", sheet, keys="A. Reader\n")
    assert result.exit_code == 0, result.output
    new = found(desk).links[1:]
    assert [(x.type, x.status, x.reason) for x in new] == [("contrary", "confirmed", "=1+1"), ("same", "rejected", "")]
    again = run("review", "left.xml", "right.xml", "--in", sheet, "--name", "A. Reader")
    assert "2 pairs were decided before" in again.stderr
    assert len(found(desk).links) == 3


def fill(sheet, form):
    wanted = {
        2: {"decision": "confirm", "type": "contrary", "reason": "=1+1"},
        4: {"decision": "reject", "type": "same"},
    }
    if form == "xlsx":
        import openpyxl

        book = openpyxl.load_workbook(sheet)
        page = book.worksheets[0]
        head = [cell.value for cell in page[1]]
        for row, cells in wanted.items():
            for name, text in cells.items():
                cell = page.cell(row, head.index(name) + 1)
                cell.value, cell.data_type = text, "s"
        book.save(sheet)
        return
    rows = list(csv.reader(io.StringIO(sheet.read_bytes().decode("utf-8-sig"), newline="")))
    for row, cells in wanted.items():
        for name, text in cells.items():
            rows[row - 1][rows[0].index(name)] = text
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)


def test_a_faulty_row_is_told_and_the_others_are_taken(desk):
    (desk / "s.csv").write_text("a,b,decision,type\nc1,c1,confirm,same\nc9,c1,confirm,same\n", encoding="utf-8")
    result = run("review", "left.xml", "right.xml", "--in", "s.csv", "--name", "A. Reader")
    assert result.exit_code == 1
    assert "s.csv:3:1: E703" in result.stderr
    assert len(found(desk).links) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--out", "a.csv", "--in", "b.csv"], "exclude"),
        (["--out", "a.pdf"], ".csv"),
        (["--in", "none.csv"], "no such file"),
        (["--out", "missing/a.csv"], "does not exist"),
        (["-c", "none.xml"], "no such file"),
        (["--model", "no-such-model"], "no model"),
    ],
)
def test_misuse_is_one_line_and_status_two(desk, words, says):
    result = run("review", "left.xml", "right.xml", *words, keys="q\n")
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_compare_can_do_the_same(desk):
    assert "c1 ~ c1" in run("compare", "left.xml", "right.xml", "--suggest", "-n", "2").output
    assert run("compare", "left.xml", "right.xml", "--review", keys="A. Reader\ns so\nq\n").exit_code == 0
    assert len(found(desk).links) == 2
    assert run("compare", "left.xml", "right.xml", "--review", "--suggest").exit_code == 2
    assert run("compare", "left.xml", "right.xml", "--model", "m").exit_code == 2  # serves the pairs only
    for more in (["--model", "nowhere"], ["--nlp", "nowhere"]):  # they reach what the other commands give them to
        one, other = (
            run("compare", "left.xml", "right.xml", "--suggest", *more),
            run("suggest", "left.xml", "right.xml", *more),
        )
        assert one.exit_code == other.exit_code == 2 and one.output == other.output
    assert run("compare", "left.xml", "right.xml", "--suggest", "--name", "A", "--nlp", "en").output == run(
        "suggest", "left.xml", "right.xml", "--nlp", "en").output  # fmt: skip


def test_links_of_other_texts_stay(desk):
    from argmap.correspondence import Link, Ref

    other = Link("x5", "same", Ref("third.xml", "c1"), Ref("left.xml", "c1"), annotator="ann.judge", reason="r")
    (desk / "correspondences.xml").write_bytes(write(Correspondences("links", "Links", links=(other,))))
    review("s so\nq\n")
    assert found(desk).links[0] == read(write(Correspondences("links", "Links", links=(other,))))[0].links[0]
