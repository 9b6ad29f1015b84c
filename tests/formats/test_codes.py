"""Each problem code of the readers of foreign notations, shown by a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import formats
from argmap.formats.codes import CODES, fault, place_at
from argmap.problems import DataError, Place

DATA = Path(__file__).resolve().parents[1] / "data/formats"


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_each_file_shows_its_code_and_place(path):
    code = path.name.partition(".")[0]
    try:
        _, problems = formats.read(path.read_bytes(), path.name)
    except DataError as error:
        pytest.fail(f"nothing was loaded: {error}")
    assert code in {item.code for item in problems}
    assert all(item.place.file == path.name and item.place.line and item.place.column for item in problems)
    assert all(item.remedy for item in problems)


def test_places_count_from_one():
    assert place_at("ab\ncd", 0, "f") == Place("f", 1, 1)
    assert place_at("ab\ncd", 4, "f") == Place("f", 2, 2)
    assert place_at("ab", 99, "f") == Place("f", 1, 3)


def test_a_fault_has_the_remedy_of_its_code():
    assert fault("E913", "x", Place()).remedy == CODES["E913"].remedy
