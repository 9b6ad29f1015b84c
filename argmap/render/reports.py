"""Every report of two to twenty authors in every format: which tables there are, and who writes them.

Tables: pairs, schedule, matrix, evidence, summary. For two authors and no table named, the formats are those
of `argmap.render.comparison`; for more, figure and page show the matrix, and a workbook holds all tables.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from argmap.compare.data import as_dict
from argmap.compare.evidence import evidence
from argmap.compare.many import Many
from argmap.compare.many_data import head, items_dict, matrix_dict
from argmap.compare.prose import prose
from argmap.compare.schedule import schedule
from argmap.problems import ArgmapError
from argmap.render import comparison as two
from argmap.render import table_evidence, table_matrix, table_pairs, table_schedule, table_summary
from argmap.render.comparison import Wish
from argmap.render.document import Document, Sheet
from argmap.render.said import footer
from argmap.render.summary import overview, summary
from argmap.render.tables import csv_sheet, written

FIGURES = ("svg", "pdf", "png")
PAGES = ("html",)
PRINTED = ("md", "tex", "docx")
DATA = ("csv", "json", "xlsx")
FORMATS = (*FIGURES, *PAGES, *PRINTED, *DATA)


@dataclass(frozen=True)
class View:
    """A table: its document, its sheets (the first is the table itself), its data."""

    document: Callable[[Many, tuple[str, ...]], Document]
    sheets: Callable[[Many], list[Sheet]]
    data: Callable[[Many], dict[str, Any]]


def _pairs_data(many: Many) -> dict[str, Any]:
    if len(many.maps) == 2:
        return as_dict(many.pairs[0, 1])
    return head(many) | {"pairs": [as_dict(comparison) for comparison in many.pairs.values()]}


TABLES: Mapping[str, View] = MappingProxyType(
    {
        "pairs": View(table_pairs.document, lambda many: [table_pairs.sheet(many)], _pairs_data),
        "schedule": View(
            table_schedule.document,
            lambda many: [table_schedule.sheet(many)],
            lambda many: items_dict(many, "schedule", schedule(many)),
        ),
        "matrix": View(table_matrix.document, table_matrix.sheets, matrix_dict),
        "evidence": View(
            table_evidence.document,
            lambda many: [table_evidence.sheet(many)],
            lambda many: items_dict(many, "evidence", evidence(many)),
        ),
        "summary": View(
            table_summary.document,
            lambda many: [table_summary.sheet(many)],
            lambda many: items_dict(many, "summary", prose(many)),
        ),
    }
)


def default_table(authors: int) -> str:
    """The table that is meant where none is named."""
    return "pairs" if authors == 2 else "matrix"


def verify(form: str, table: str, authors: int, wish: Wish) -> None:
    """Refuse what cannot be written, before anything is read.

    Raises:
        ArgmapError: unknown format, table, theme or paper; a table as a figure; a library that is missing.
    """
    if form not in FORMATS:
        raise ArgmapError(f"there is no output format called {form!r}", f"choose one of {', '.join(FORMATS)}")
    if table and table not in (*TABLES, "charts"):
        raise ArgmapError(f"there is no table called {table!r}", f"choose one of {', '.join((*TABLES, 'charts'))}")
    if table == "charts" and form not in FIGURES:
        raise ArgmapError("the charts are figures", f"choose one of {', '.join(FIGURES)}, or --table matrix")
    if form in FIGURES and table not in ("", "pairs", "matrix", "charts"):
        raise ArgmapError(f"the {table} table is no figure", f"choose one of {', '.join(PRINTED + DATA)}")
    if form in FIGURES and table == "pairs" and authors > 2:
        raise ArgmapError("the figure of pairs is for two authors", "name two maps, or --table matrix")
    if form in PAGES and table:
        raise ArgmapError("the page holds everything that can be filtered", "leave out --table, or choose md or docx")
    if form == "docx":
        from argmap.libraries import needed

        needed("docx", "python-docx")
    if form == "xlsx":
        from argmap.libraries import needed

        needed("openpyxl", "openpyxl")
    two.verify(form if form in two.FORMATS else "md", wish)


def write(
    many: Many,
    form: str,
    table: str = "",
    wish: Wish | None = None,
    sources: tuple[str, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """A report in a format.

    Args:
        many: The authors compared.
        form: A name out of `FORMATS`.
        table: A name out of `TABLES`; "" for what suits the format and the number of authors.
        wish: What is asked of figures.
        sources: Bibliographic entries, one for each text, for the printed formats.
        progress: Told after each sheet of a workbook how many are done, and of how many.

    Raises:
        ArgmapError: what cannot be written is asked for (see `verify`).
    """
    wish = wish or Wish()
    authors = len(many.maps)
    verify(form, table, authors, wish)
    plain = table in ("", "pairs") and authors == 2
    if plain and (form in FIGURES or form in PAGES or form in ("csv", "json")):
        return two.write(many.pairs[0, 1], form, wish, many)
    if form in FIGURES or form in PAGES:
        return _drawn(many, form, table, wish)
    name = table or default_table(authors)
    if form in PRINTED:
        return _printed(TABLES[name].document(many, sources), form)
    if form == "xlsx":
        views = [TABLES[table]] if table else list(TABLES.values())
        return _workbook([sheet for view in views for sheet in view.sheets(many)], footer(many), progress)
    if form == "csv":
        return csv_sheet(TABLES[name].sheets(many)[0], footer(many)).encode()
    return (json.dumps(data(many, name), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _drawn(many: Many, form: str, table: str, wish: Wish) -> bytes:
    if form in FIGURES:
        from argmap.render import charts, matrix

        return charts.write(many, form, wish) if table == "charts" else matrix.write(many, form, wish)
    from argmap.render.many_page import page

    return page(many, wish).encode()


def pictures(many: Many, table: str = "", wish: Wish | None = None) -> list[bytes]:
    """A figure as PNG pictures, one for each page that it needs.

    Raises:
        ArgmapError: what cannot be drawn is asked for (see `verify`).
    """
    from argmap.render import charts, matrix, png

    wish = wish or Wish()
    authors = len(many.maps)
    verify("png", table, authors, wish)
    if table == "charts":
        scenes = charts.sheets(many, wish)
    elif table in ("", "pairs") and authors == 2:
        scenes = two.sheets(many.pairs[0, 1], wish)
    else:
        scenes = matrix.sheets(many, wish)
    return [png.write(scene, dpi=wish.dpi) for scene in scenes]


def data(many: Many, table: str = "") -> dict[str, Any]:
    """A table's data for JSON."""
    return TABLES[table or default_table(len(many.maps))].data(many)


def terminal(many: Many, table: str = "", sources: tuple[str, ...] = ()) -> str:
    """What is printed where no file is asked for: a short summary, or the table that is named as Markdown."""
    if table:
        return written(TABLES[table].document(many, sources))
    return summary(many.pairs[0, 1]) if len(many.maps) == 2 else overview(many)


def _printed(document: Document, form: str) -> bytes:
    if form == "docx":
        from argmap.render import docx

        return docx.write(document)
    if form == "tex":
        from argmap.render import latex

        return latex.write(document).encode()
    return written(document).encode()


def _workbook(sheets: list[Sheet], about: tuple[str, ...], progress: Callable[[int, int], None] | None) -> bytes:
    from argmap.render import xlsx

    return xlsx.write(sheets, about, progress)
