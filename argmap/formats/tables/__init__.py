"""Tables: CSV, TSV, Excel and OpenDocument, for people who annotate in a spreadsheet; read back without loss.

The same tables everywhere (`argmap.formats.tables.data`): a sheet each in a workbook; in CSV and TSV the components are
the main file, and the others lie beside it.
"""

from __future__ import annotations

from functools import partial

from argmap.formats.tables import books, delimited, ods
from argmap.formats.tables.out import view
from argmap.plugins import Format

_ABOUT = (
    "A template for annotating in a spreadsheet: one row a component, one a relation. Rows may be added, columns "
    "moved, renamed and added; a row without id gets one, and a passage given by its words is found in the text. "
)

FORMATS = (
    Format(
        "csv", "CSV tables", (".csv",), read=delimited.read, write=partial(delimited.write, delimiter=","),
        recognises=partial(delimited.recognises, delimiter=","), reduce=view,
        about=_ABOUT + "Relations, codes and the text stand in further files beside it.",
    ),
    Format(
        "tsv", "TSV tables", (".tsv",), read=delimited.read, write=partial(delimited.write, delimiter="\t"),
        recognises=partial(delimited.recognises, delimiter="\t"), reduce=view,
        about=_ABOUT + "Relations, codes and the text stand in further files beside it.",
    ),
    Format(
        "xlsx", "Excel workbook", (".xlsx",), read=books.read, write=books.write, recognises=books.recognises,
        reduce=view, about=_ABOUT + "One sheet a table.", needs="openpyxl",
    ),
    Format(
        "ods", "OpenDocument spreadsheet", (".ods",), read=ods.read, write=ods.write, recognises=ods.recognises,
        reduce=view, about=_ABOUT + "One sheet a table.",
    ),
)  # fmt: skip
