"""brat files as others write them: every kind of line, the text beside, faults told where they stand."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import formats
from argmap.formats.extra import kept
from argmap.problems import DataError

TEXT = 'Kerbs  should\ngo. "High kerbs" stop\r\nwheels — and prams.\n'
ANN = """T1\tMajorClaim 0 16\tKerbs  should go
T2\tPremise 19 29;46 49\tHigh kerbs and
T5ab\town_claim 37 43\twheels

R1\tSupport Arg1:T2 Arg2:T1\t
R2\tpartial-Attack From:T5ab To:E1
E1\tEffect:T2 Theme:T5ab
A1\tStance T2 For
M2\tNegated T5ab
A3\tCertainty T2 high
A4\tNegated E1
N1\tReference T1 Wiki:12\tkerb
#1\tAnnotatorNotes T1\tnot sure
#2\tAnnotationError T2\tlook again
#3\tAnnotatorNotes R1\tweak
#4\tAnnotatorNotes A1\tabout the stance
*\tEquiv T1 T2 T5ab
"""


def load(ann: str | bytes, text: str | bytes | None = TEXT, name: str = "kerbs.ann"):
    """A map from an annotation and the text beside it."""
    side = text.encode() if isinstance(text, str) else text
    data = ann.encode() if isinstance(ann, str) else ann
    return formats.read(data, name, "brat", lambda wanted: side if wanted == "kerbs.txt" else None)


def save(amap) -> tuple[str, str | None]:
    """What is written of a map: annotation and text."""
    written = formats.write(amap, "brat")
    text = written.beside.get(".txt")
    return written.main.decode(), None if text is None else text.decode()


def test_every_kind_of_line_is_read():
    amap, problems = load(ANN)
    assert problems == []
    assert amap.id == "kerbs"
    assert {c.id: (c.kind, c.thesis, amap.passage(c)) for c in amap.components} == {
        "T1": ("claim", True, "Kerbs should go"),
        "T2": ("Premise", False, "High kerbs … and"),
        "T5ab": ("own_claim", False, "wheels"),
    }
    assert amap.component["T1"].notes == ("not sure",)
    assert amap.component["T2"].certainty == "high"
    assert all(item.gloss == "" for item in amap.components)
    assert [(r.id, r.name, r.sources, r.targets) for r in amap.relations] == [
        ("R1", "supports", ("T2",), ("T1",)),
        ("R2", "partial-Attack", ("T5ab",), ("T2",)),
    ]
    assert kept("brat", amap.component["T2"].extra)["attributes"] == [["A1", "Stance", "For"]]


def test_what_was_read_is_written_again():
    amap, _ = load(ANN)
    ann, text = save(amap)
    assert text == TEXT
    old, new = (
        sorted(re.sub(r"^#\d+", "#", line).rstrip("\t") for line in one.split("\n") if line) for one in (ANN, ann)
    )
    assert [line for line in old if line not in new and "Certainty" not in line] == []
    assert [line for line in new if line not in old and "Certainty" not in line] == ['#\tArgmap map\t{"id":"kerbs"}']
    assert load(ann, text) == (amap, [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("T1\tClaim 0 5\tKerbs", "E912"),
        ("T9\tClaim 0 999\tKerbs", "E914"),
        ("T9\tClaim 5 5\t", "E914"),
        ("T9\tClaim 0 5\tProms", "E915"),
        ("T9\tClaim zero 5\tKerbs", "E915"),
        ("R9\tSupport Arg1:T1", "E915"),
        ("R9\tSupport Arg1:T1 Arg2:T77\t", "E913"),
        ("R1\tSupport Arg1:T1 Arg2:T2\t", "E912"),
        ("E9\tEffect:T77", "E913"),
        ("A9\tStance T77 For", "E913"),
        ("#9\tAnnotatorNotes T77\tgone", "E913"),
        ("#9\tArgmap T1\t{", "E914"),
        ('#9\tArgmap T1\t{"annotator": 7}', "E914"),
        ("*\tEquiv T1 T77", "E913"),
        ("X9\tanything", "W917"),
    ],
)
def test_faults_have_their_line_and_lose_nothing(line, code):
    amap, problems = load(f"{ANN}{line}\n")
    assert [(item.code, item.place.line, item.place.file) for item in problems] == [(code, 18, "kerbs.ann")]
    assert {"T1", "T2", "T5ab"} <= set(amap.component)
    assert {"R1", "R2"} <= set(amap.relation)


def test_a_second_annotation_with_an_id_is_kept_under_another():
    amap, _ = load(f"{ANN}T1\tClaim 19 23\tHigh\n")
    assert amap.passage(amap.component["T1-2"]) == "High"


def test_a_text_that_is_not_utf_8():
    amap, problems = load("T1\tClaim 0 6\tKerb’s\n", "Kerb’s end".encode("cp1252"))
    assert [(item.code, item.place.file) for item in problems] == [("W916", "kerbs.txt")]
    assert amap.passage(amap.component["T1"]) == "Kerb’s"


def test_a_missing_text_leaves_offsets_and_end_words():
    amap, problems = load(ANN, None)
    assert [(item.code, item.place.line) for item in problems] == [("W918", 1)]
    (fragment,) = amap.component["T1"].fragments
    assert (fragment.start, fragment.end, amap.text) == (0, 16, None)
    assert fragment.first.startswith("Kerbs") and fragment.last.endswith("go")
    ann, text = save(amap)
    assert text is None
    assert load(ann, None) == (amap, [])


def test_a_byte_order_mark_counts_as_it_does_in_brat():
    amap, problems = load("\ufeffT1\tClaim 1 6\tKerbs\n", "\ufeffKerbs go")
    assert (amap.passage(amap.component["T1"]), problems) == ("Kerbs", [])
    assert save(amap)[1] == "\ufeffKerbs go"


def test_self_edges_and_circles():
    lines = "R7\tSupport Arg1:T1 Arg2:T1\nR8\tSupport Arg1:T1 Arg2:T2\n"
    amap, problems = load(ANN + lines)
    assert problems == []
    assert amap.relation["R7"].sources == amap.relation["R7"].targets == ("T1",)
    assert load(*save(amap)) == (amap, [])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_empty_map(data):
    amap, problems = load(data)
    assert (amap.components, problems) == ((), [])


def test_what_is_no_brat_file():
    with pytest.raises(DataError, match="no line"):
        load("This is prose.\nMore of it.\n")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cut_and_garbled_files_are_read_or_refused(data):
    whole = bytearray(ANN.encode())
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    cut = data.draw(st.integers(0, len(whole)))
    try:
        amap, problems = load(bytes(whole[:cut]))
    except DataError:
        return
    assert all(item.place.line and item.place.column for item in problems)
    assert load(*save(amap))[0] == amap


def test_many_lines_take_linear_time():
    count = 20_000
    lines = [f"T{n}\tClaim {n * 3} {n * 3 + 2}\tab" for n in range(count)]
    lines += [f"R{n}\tSupport Arg1:T{n} Arg2:T{(n * 7) % count}\t" for n in range(count)]
    lines += [f"A{n}\tStance T{n} For" for n in range(count)]
    random.Random(5).shuffle(lines)
    amap, problems = load("\n".join(lines), "ab " * count)
    assert (len(amap.components), len(amap.relations), problems) == (count, count, [])


@pytest.mark.slow
def test_all_of_abstrct_comes_back(shared):
    files = sorted((shared / "corpora/abstrct-brat").rglob("*.ann"))
    assert len(files) == 400
    found = {"T": 0, "R": 0}
    for path in files:
        data, text = path.read_bytes(), path.with_suffix(".txt").read_bytes()
        amap, problems = formats.read(data, path.name, "brat", {path.with_suffix(".txt").name: text}.get)
        assert problems == []
        written = formats.write(amap, "brat")
        assert written.beside[".txt"] == text
        heads = [
            {
                line.rstrip("\t") if line[0] == "R" else line.rpartition("\t")[0]
                for line in one.split("\n")
                if line[:1] in "TR" and line
            }
            for one in (data.decode(), written.main.decode())
        ]
        assert heads[0] == heads[1]
        for line in heads[0]:
            found[line[0]] += 1
    assert found == {"T": 2593, "R": 1637}
