"""Maps as tables: all of it comes back; only what no column holds is kept apart."""

from __future__ import annotations

from argmap.formats.tables.back import to_map
from argmap.formats.tables.out import tables, view
from argmap.model import ArgumentMap
from tests.tei.test_export import ODD, TEXT
from tests.tei.test_newfile import FULL


def test_odd_maps_come_back():
    for amap in (ODD, FULL, ArgumentMap("m", text=TEXT), ArgumentMap("")):
        assert to_map(tables(amap), "m")[0] == view(amap)[0]


def test_what_has_a_column_is_not_kept_apart():
    about = next(sheet for sheet in tables(FULL) if sheet.name == "about")
    kept = "".join(cells[1] for _, cells in about.rows if cells[0] == "argmap")
    assert '"gloss"' not in kept and '"sources"' not in kept


def test_a_changed_cell_counts():
    sheets = tables(ODD)
    components = next(sheet for sheet in sheets if sheet.name == "components")
    at = components.head.index("gloss")
    components.rows[0][1][at] = "Changed by hand"
    found, _ = to_map(sheets, "m")
    assert found.components[0].gloss == "Changed by hand"
    assert found.components[1:] == view(ODD)[0].components[1:]


def test_a_text_that_no_cell_holds_is_a_loss():
    from dataclasses import replace

    amap = ArgumentMap("m", text=replace(TEXT, content="a\x01b"))
    assert [(loss.element, loss.field) for loss in view(amap)[1]] == [("text", "content")]
