"""Cells of a row by the names of their columns."""

from __future__ import annotations

from argmap.formats.tables.data import Sheet
from argmap.formats.tables.rows import Row


def test_every_cell_has_a_column_a_name_of_its_own_or_is_told():
    sheet = Sheet("components", ["Claim", "mine", "id", "mine", "gloss", "", "ID"])
    columns = ["gloss", "", "id", "", "gloss", "", "id"]
    row = Row(sheet, 2, ["a", "1", " c1 ", "2", "b", "3", "", "4", ""], columns)
    assert (row.get("gloss"), row.get("id"), row.word("id"), row.get("kind")) == ("a", " c1 ", "c1", "")
    assert row.further == {"mine": "1", "mine (2)": "2", "gloss (2)": "b"}
    assert row.nameless == [5, 7]
    assert Row(sheet, 3, [], columns).at == {"gloss": 0, "id": 2}
