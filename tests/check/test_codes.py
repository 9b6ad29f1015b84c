"""The table of codes: complete, documented, each code with a file that shows it; selection by code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.check import BUILT_IN, CODES, narrow, patterns
from argmap.check.codes import close_to, problem
from argmap.check.fix import MENDED
from argmap.problems import ArgmapError, Place, Problem
from argmap.tei.codes import CODES as READER_CODES

ROOT = Path(__file__).resolve().parents[2]
SHOWN = {path.stem for path in (ROOT / "tests/data/problems").glob("*.xml")}
SHOWN |= {path.name.partition(".")[0] for path in (ROOT / "tests/data/formats").iterdir()}
# no file can have them: a taxonomy cannot nest in a circle, and plug-ins are packages
WITHOUT_FILE = {"E605", "W901", "W902"}


def test_every_code_has_a_file_and_every_file_a_code():
    assert set(CODES) == SHOWN | WITHOUT_FILE
    assert not SHOWN & WITHOUT_FILE


def test_every_code_stands_in_the_docs_as_it_is_in_the_table():
    rows = re.findall(
        r"^\| ([EW]\d{3}) \| (.+?) \| (.+?) \| (.*?) ?\|$", (ROOT / "docs/codes.md").read_text(), re.MULTILINE
    )
    documented = [(code, title, remedy, mended.strip() == "*fix*") for code, title, remedy, mended in rows]
    assert documented == [(c.code, c.title, c.remedy, c.code in MENDED) for c in CODES.values()]


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_every_code_has_title_and_remedy(code):
    assert re.fullmatch(r"[EW]\d{3}", code.code)
    assert code.title and code.remedy
    assert code.severity == ("error" if code.code[0] == "E" else "warning")


def test_no_two_codes_share_their_number():
    numbers = [code[1:] for code in CODES]
    assert len(numbers) == len(set(numbers))


def test_all_of_the_readers_codes_are_in_the_table_with_its_words():
    assert {code: CODES[code].title for code in READER_CODES} == READER_CODES


def test_checks_have_different_names_and_declare_codes_of_the_table():
    names = [check.name for check in BUILT_IN]
    assert len(names) == len(set(names))
    assert all(code == CODES[code.code] for check in BUILT_IN for code in check.codes)


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["E401", "W304", "W310"]),
        (("E",), (), ["E401"]),
        ((), ("W3",), ["E401"]),
        (("W304",), ("W",), ["W304"]),
        (("W",), ("W304",), ["W310"]),
        (("W304",), ("W304",), []),
        (("E401", "W31"), (), ["E401", "W310"]),
    ],
)
def test_the_longer_of_two_patterns_decides(select, ignore, left):
    found = [Problem(Place(), code, "") for code in ("E401", "W304", "W310")]
    assert [item.code for item in narrow(found, select, ignore)] == left


def test_patterns_are_split_and_put_in_capitals():
    assert patterns(["w2,E401", " E5 ", ""]) == ("W2", "E401", "E5")


def test_a_pattern_that_fits_no_code_is_refused_with_the_nearest():
    with pytest.raises(ArgmapError) as caught:
        patterns(["E999"])
    assert "E999" in str(caught.value)
    assert caught.value.remedy
    assert patterns(["X12"], known=["X123"]) == ("X12",)


def test_a_problem_takes_the_tables_remedy_unless_a_better_one_is_given():
    assert problem("E401", Place(), "m").remedy == CODES["E401"].remedy
    assert problem("E401", Place(), "m", "do this").remedy == "do this"


@pytest.mark.parametrize(("word", "hint"), [("Suports", "did you mean supports?"), ("zebra", ""), ("", "")])
def test_only_a_near_word_is_proposed(word, hint):
    assert close_to(word, ["supports", "attacks"]) == hint
