"""A document as a Word file, through python-docx (an optional extra). The same document gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from argmap import __version__
from argmap.libraries import needed
from argmap.render.document import EM, NOTE, STRONG, Cell, Document, Line, Section, Table
from argmap.render.measure import clean
from argmap.render.office import EPOCH, still

if TYPE_CHECKING:
    from docx.document import Document as Word

MARGIN_MM, PAGE_MM = 18.0, (210.0, 297.0)
BODY, SMALL, CELL = 10.0, 8.0, 8.5  # points
SPLIT = 700  # letters in one cell from which on a row may break over pages


def write(document: Document) -> bytes:
    """The document as .docx: real headings, real tables whose head is repeated on every page, A4.

    Raises:
        ArgmapError: python-docx is not installed.
    """
    docx = needed("docx", "python-docx")
    word = docx.Document()
    _page(word, document)
    word.add_heading(clean(document.title), level=1)
    for section in document.sections:
        _section(word, section, document)
    for one in document.footer:
        paragraph = word.add_paragraph()
        _run(paragraph, clean(one), NOTE, SMALL)
    stream = io.BytesIO()
    word.save(stream)
    return still(stream.getvalue())


def _page(word: Word, document: Document) -> None:
    """A4, narrow margins, fixed dates, a quiet type."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt, RGBColor

    page = word.sections[0]
    wide, high = PAGE_MM[::-1] if document.landscape else PAGE_MM
    page.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(wide), Mm(high)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN_MM)
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(BODY)
    normal.paragraph_format.space_after = Pt(4)
    for name in ("Heading 1", "Heading 2"):
        heading: Any = word.styles[name]
        heading.font.color.rgb, heading.font.name = RGBColor(0, 0, 0), "Calibri"
    facts = word.core_properties
    facts.title, facts.author, facts.language = clean(document.title), "", document.language
    facts.comments = f"Made with argmap {__version__}."
    facts.created = facts.modified = datetime(*EPOCH, tzinfo=UTC)
    facts.last_modified_by, facts.revision = "", 1


def _section(word: Word, section: Section, document: Document) -> None:
    if section.heading:
        word.add_heading(clean(section.heading), level=2)
    for one in section.lines:
        paragraph = word.add_paragraph(style="List Bullet" if section.bullets else None)
        _line(paragraph, one, BODY)
    if section.table:
        _table(word, section.table, document)
        word.add_paragraph()


def _table(word: Word, table: Table, document: Document) -> None:
    """A grid with a repeated head; rows do not break over pages where they fit on one."""
    from docx.shared import Mm

    made = word.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    made.autofit = False
    room = (PAGE_MM[1] if document.landscape else PAGE_MM[0]) - 2 * MARGIN_MM
    total = sum(column.share for column in table.columns)
    widths = [Mm(room * column.share / total) for column in table.columns]
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = wide
    for place, column in zip(made.rows[0].cells, table.columns, strict=True):
        _run(place.paragraphs[0], clean(column.head), STRONG, CELL)
    _mark(made.rows[0], "w:tblHeader")
    for row in table.rows:
        added = made.add_row()
        if max(_length(one) for one in row) < SPLIT:
            _mark(added, "w:cantSplit")
        for place, one in zip(added.cells, row, strict=True):
            _cell(place, one)
    if not any(column.head for column in table.columns):
        made._tbl.remove(made.rows[0]._tr)
    for row_made in made.rows:
        for place, wide in zip(row_made.cells, widths, strict=True):
            place.width = wide


def _length(made: Cell) -> int:
    return sum(len(run.text) for one in made for run in one)


def _mark(row: Any, name: str) -> None:
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _cell(place: Any, made: Cell) -> None:
    for number, one in enumerate(made):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        _line(paragraph, one, CELL)


def _line(paragraph: Any, one: Line, size: float) -> None:
    for run in one:
        text = clean(run.text)
        lead = " " if run.text[:1].isspace() else ""
        tail = " " if text and run.text[-1:].isspace() else ""
        _run(paragraph, f"{lead}{text}{tail}", run.style, size)


def _run(paragraph: Any, text: str, style: str, size: float) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.bold = True if style == STRONG else None
    run.italic = True if style == EM else None
    run.font.size = Pt(size - 1.0 if style == NOTE and size > SMALL else size)
    if style == NOTE:
        run.font.color.rgb = RGBColor(0x45, 0x45, 0x45)
    paragraph.paragraph_format.space_after = Pt(2)
