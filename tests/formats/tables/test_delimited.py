"""CSV and TSV as people and programs write them: separators, encodings, quotes, formulas, names of columns."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Input
from argmap.problems import DataError

TEXT = "Rents rise every year. No homes are built, they say. The city should build. Rents rise every day."
MAIN = (
    "id,kind,gloss,first words,last words,issues\r\n"
    "c1,claim,Rents go up,Rents,year.,\r\n"
    ",evidence,Nothing is built,“No homes,built,housing; rents\r\n"
)


def read(main: str | bytes, name: str = "m.csv", **beside: str):
    """The map of a file with others beside it (relations=…)."""
    files = {f"m.{key}.csv": value.encode() for key, value in beside.items()}
    data = main.encode() if isinstance(main, str) else main
    return formats.read(data, name, None, files.get)


def codes(problems):
    return [(item.code, item.place.line, item.place.column) for item in problems]


def test_rows_without_id_and_passages_by_words():
    amap, problems = read(MAIN.replace("“", ""), text=f'text\r\n"{TEXT}"\r\n')
    assert [item.id for item in amap.components] == ["c1", "e1"]
    assert [amap.passage(item) for item in amap.components] == ["Rents rise every year.", "No homes are built"]
    assert amap.components[1].issues == ("housing", "rents")
    # no id, two issues that no table lists; only the first "Rents" has "year." behind it
    assert codes(problems) == [("W920", 3, 1), ("W920", 3, 6), ("W920", 3, 6)]


def test_a_text_file_beside_it_is_the_text():
    files = {"m.txt": TEXT.encode()}
    amap, problems = formats.read(b"kind;passage\nclaim;the city should build\nclaim;The city should build.\n", "m.csv",
                                  None, files.get)  # fmt: skip
    assert amap.passage(amap.components[1]) == "The city should build."
    assert [item.code for item in problems] == ["E913"]
    assert amap.components[0].fragments[0].status == "lost"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_encodings_line_ends(mark, codec, end):
    rows = [["Nr.", "Statement", "Main claim", "Type", ""], ["1", 'Löhne "steigen"', "x", "Claim", ""]]
    text = end.join(mark.join(f'"{c}"' if '"' not in c else '"Löhne ""steigen"""' for c in row) for row in rows) + end
    amap, problems = formats.read(text.encode(codec), "m.csv", "csv")
    assert [(c.id, c.kind, c.gloss, c.thesis) for c in amap.components] == [("1", "Claim", 'Löhne "steigen"', True)]
    assert [item.code for item in problems] == (["W916"] if codec == "cp1252" else [])


def test_relations_beside_it_and_ends_that_are_not_there():
    amap, problems = read(
        "id,kind,gloss\nc1,claim,a\nc2,claim,b\n",
        relations='Target,Premises,Name\nc1,"c2, c9",supports\nc2,c1,\n',
    )
    assert [(r.id, r.name, r.sources, r.targets) for r in amap.relations] == [
        ("k1", "supports", ("c2", "c9"), ("c1",)),
        ("k2", "supports", ("c1",), ("c2",)),
    ]
    assert ("E913", 2, 2) in codes(problems)


def test_one_file_with_a_column_that_names_the_table():
    amap, problems = read(
        "table,id,kind,gloss,sources,targets\ncomponents,c1,claim,a,,\nrelations,k,,,c1,c1\nmoon,,,,,\n"
    )
    assert (len(amap.components), len(amap.relations)) == (1, 1)
    assert codes(problems) == [("W917", 4, 1)]


def test_faults_have_row_and_column():
    amap, problems = read("id,gloss,start,end\nc1,a,x,2\nc1,b,1.0,3\n")
    assert codes(problems) == [("E912", 3, 1), ("E914", 2, 3)] or codes(problems) == [("E914", 2, 3), ("E912", 3, 1)]
    assert [item.id for item in amap.components] == ["c1", "c1.2"]
    assert (amap.components[1].fragments[0].start, amap.components[1].fragments[0].end) == (1, 3)


def test_columns_of_ones_own_are_kept_and_written_back():
    amap, _ = read("gloss,My column,kind\na,mine,claim\n")
    written = formats.write(amap, "csv").main.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert rows[0]["My column"] == "mine"


def test_columns_named_twice_or_not_at_all():
    amap, problems = read("gloss,mine,gloss,mine,,kind\na,1,b,2,3,claim,4\nc,,,,5,claim\n")
    assert [item.gloss for item in amap.components] == ["a", "c"]
    assert amap.components[0].extra == (
        ("table:mine", '"1"'), ("table:gloss (2)", '"b"'), ("table:mine (2)", '"2"')
    )  # fmt: skip
    assert codes(problems) == [("W917", 2, 5), ("W917", 2, 7)]
    again, more = read(formats.write(amap, "csv").main)
    assert again.components == amap.components and more == []


@pytest.mark.parametrize("data", ["a,b\nc,d\n", "just a line\nand one\n"])
def test_a_table_without_known_columns_is_refused(data):
    with pytest.raises(DataError, match="no column has a name") as caught:
        formats.read(data.encode(), "m.csv", "csv")
    assert caught.value.place.line == 1


@pytest.mark.parametrize(
    "gloss",
    ["=1+1", "+1", "-1", "@x", "\tx", "\n=x", "'=x", "''=x", "'x", "=cmd|' /C calc'!A0", "1E5", "'007", "3-4", "＝1+1"],
)
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_cell_is_a_formula_and_reading_undoes_the_guard(gloss, form):
    amap = ArgumentMap(
        "m", components=(Component("=c", "claim", gloss),), relations=(Relation("k", "-x", ("=c",), ("=c",)),)
    )
    written = formats.write(amap, form)
    for data in (written.main, *written.beside.values()):
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter="\t" if form == "tsv" else ","):
            assert not any(cell[:1] in tuple("=+-@\t\r＝") for cell in row if cell)
    again, _ = formats.read(
        written.main, f"m{written.suffix}", form, {f"m{k}": v for k, v in written.beside.items()}.get
    )
    assert (again.components, again.relations) == (amap.components, amap.relations)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=2, max_size=3), max_size=4
    )
)
def test_quoting_is_what_others_read(rows):
    components = tuple(Component(f"c{n}", "claim", row[0], notes=()) for n, row in enumerate(rows))
    data = formats.write(ArgumentMap("m", components=components), "csv").main.decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(data, newline="")))
    assert len(found) == len(rows) + 1 and all(len(row) == len(found[0]) for row in found)


CHANGED = (
    "007",
    "1E5",
    "1E5 ",
    " TRUE",
    " +1",
    ".5e1",
    "2012.0",
    "1.10",
    "3-4",
    "1/2",
    "12:30",
    "12 %",
    "TRUE",
    "5 Mar",
    "2012-03-01",
    "82-83",
    "1" * 16,
)


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.sampled_from(CHANGED), st.from_regex(r"'*[0-9=+eE.:/ -]{0,6}", fullmatch=True)))
def test_no_cell_is_a_number_that_a_spreadsheet_writes_otherwise(text):
    """What a spreadsheet takes for a number it writes in its own way: only plain whole numbers survive that."""
    ident = " ".join(text.split()) or "c"  # what an id with other white space was stands in a file beside
    amap = ArgumentMap("m", components=(Component(ident, "claim", text),))
    data = formats.write(amap, "csv").main
    for cell in next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))).values():
        assert cell not in CHANGED
        try:
            assert not cell or cell == str(int(float(cell)))
        except (ValueError, OverflowError):
            assert cell[:1] not in tuple("=+-@")
    assert formats.read(data, "m.csv", "csv")[0].components == amap.components


def test_what_a_spreadsheet_has_made_of_ids_is_read_or_told():
    amap, problems = read("id,gloss\n1.0,a\n2.0,b\n", relations="sources,targets\n1.0,2\n")
    assert amap.relations[0].ends == ("1.0", "2.0")
    assert problems == []
    told = codes(read("id,gloss\n1E+05,a\n01/02/26,b\n1.1,c\nc1,d\n04-Mar,e\n")[1])
    assert told == [("W920", 2, 1), ("W920", 3, 1), ("W920", 6, 1)]


def test_long_digits_are_seen_through_at_once():
    began = time.process_time()
    for text in ("0" * 100_000 + "x", "1.," * 30_000 + "e", "1 " * 30_000):
        assert read(formats.write(ArgumentMap("m", components=(Component("c", "claim", text),)), "csv").main)[0]
    assert time.process_time() - began < 3


def test_an_unclosed_quote_costs_only_its_cell():
    amap, problems = read('id,gloss\nc1,"open\nc2,b\n')
    assert [item.id for item in amap.components] == ["c1", "c2"]
    assert codes(problems) == [("E911", 2, 2)]


def test_a_template_is_a_map_without_components():
    written = formats.write(ArgumentMap("m"), "csv")
    assert written.main.decode("utf-8-sig").startswith("id,kind,gloss,first words,last words,start,end")
    assert ".relations.csv" in written.beside
    amap, problems = formats.read(written.main, "m.csv")
    assert (amap.components, problems) == ((), [])


def test_nothing_at_all_is_refused():
    with pytest.raises(DataError, match="no table"):
        formats.read(b"\n\n", "m.csv", "csv")


def test_cut_anywhere_loads_what_is_whole():
    for end in range(len(MAIN)):
        amap, _ = formats.read(b"id,kind,gloss\n" + MAIN.encode()[:end], "m.csv", "csv")
        assert len(amap.components) <= 3


def test_many_rows_are_linear():
    times = []
    for count in (5_000, 20_000):
        data = ("id,kind,gloss\n" + "".join(f"c{n},claim,g{n}\n" for n in range(count))).encode()
        start = time.perf_counter()
        amap, _ = formats.read(data, "m.csv", "csv")
        times.append(time.perf_counter() - start)
        assert len(amap.components) == count
    assert times[1] < 12 * times[0] + 0.5


def test_prose_with_commas_is_no_table():
    assert formats.detect(Input(b"One, two, three.\nFour, five.\n", "x.csv")) is None
    words = b"Dear all,\nclaim, page, kind\n"
    assert formats.detect(Input(words, "x.csv")) is not None and formats.detect(Input(words, "x")) is None
