"""Names of columns, lists in cells, numbers as spreadsheets show them."""

from __future__ import annotations

import pytest

from argmap.formats.tables.data import column_of, members, number, truth


@pytest.mark.parametrize(
    ("written", "table", "column"),
    [
        (" ID ", "components", "id"), ("First_Words", "components", "first words"), ("Claim", "components", "gloss"),
        ("Role", "annotators", "role"), ("Role", "components", "kind"), ("Name", "relations", "relation"),
        ("Name", "voices", "label"), ("mood", "components", ""), ("gloss", "relations", ""),
    ],
)  # fmt: skip
def test_columns(written, table, column):
    assert column_of(written, table) == column


def test_lists_in_cells():
    assert members("a | b;c\nd") == ("a", "b", "c", "d")
    assert members("a, b", {"a", "b"}) == ("a", "b")
    assert members("Jobs, pay; a", {"Jobs, pay", "a"}) == ("Jobs, pay", "a")
    assert members("x; y", {"x; y"}) == ("x; y",)


def test_numbers_and_truth():
    assert [number(cell) for cell in ("12", " 12.0 ", "12,0", "", "1.5", "-1", "1e3")] == [
        12,
        12,
        12,
        None,
        None,
        None,
        None,
    ]
    assert [truth(cell) for cell in ("Yes", "x", "1", "no", "", "0")] == [True, True, True, False, False, False]
