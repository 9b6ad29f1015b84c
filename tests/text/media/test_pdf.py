"""The PDF reader against printed articles whose paragraphs, notes and furniture are known."""

from __future__ import annotations

import io
import re
from collections import Counter
from difflib import SequenceMatcher

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from argmap.problems import DataError
from argmap.tei.edition import edition_from_file, restore
from argmap.tei.text import reading_text
from argmap.text.imports import ImportOptions, clean
from argmap.text.imports.passages import reading
from argmap.text.imports.report import Report
from argmap.text.media import read_medium
from argmap.text.media.pdf import read_pdf
from argmap.text.normal import normalise
from tests.text.media.printer_pdf import Style, print_pdf

STYLES = {
    "two columns": Style(),
    "one column": Style(columns=1),
    "three columns": Style(columns=3, gutter=14),
    "space between paragraphs": Style(indent=0),
    "number in the head": Style(indent=0, columns=1, numbers="head"),
    "turned text, no notes": Style(turned=True, notes=False),
    "narrow gutter": Style(gutter=11),
    "no furniture": Style(numbers="none", heads=False),
}
SEEDS = (0, 1)


def read(data: bytes):
    extracted = read_pdf(data)
    return extracted, clean(extracted.text, ImportOptions(), extracted.hints)


def said(cleaned, *kinds):
    return [normalise(reading(cleaned, block)[0]) for block in cleaned.blocks if block.kind in kinds]


def roles(cleaned, role):
    spans = [*cleaned.blocks, *cleaned.inside]
    return [s for s in spans if getattr(s, "kind", getattr(s, "role", "")) == role]


@pytest.fixture(scope="module")
def results():
    """(style, printed, extracted, cleaned) of every style and seed."""
    found = []
    for style in STYLES.values():
        for seed in SEEDS:
            printed = print_pdf(seed, style, paragraphs=14)
            found.append((style, printed, *read(printed.data)))
    return found


def test_reading_order_is_right_to_the_word(results):
    for style, printed, _, cleaned in results:
        wanted, got = " ".join(printed.paragraphs), " ".join(said(cleaned, "p", "item"))
        likeness = SequenceMatcher(None, wanted.split(), got.split(), autojunk=False).ratio()
        assert likeness >= 0.999, style


def test_paragraphs_are_found(results):
    right = made = wanted = 0
    for _, printed, _, cleaned in results:
        found = said(cleaned, "p", "item")
        right += len(set(found) & set(printed.paragraphs))
        made, wanted = made + len(found), wanted + len(printed.paragraphs)
    assert right >= 0.98 * wanted and right >= 0.98 * made


def test_notes_and_their_marks_are_paired(results):
    for style, printed, _, cleaned in results:
        numbers = [number for number, _ in printed.notes]
        assert sorted(cleaned.marks.values()) == numbers, style
        assert sorted(map(int, cleaned.numbers.values())) == numbers, style
        texts = {int(n): cleaned.text[s:] for s, n in cleaned.numbers.items()}
        for number, text in printed.notes:
            assert normalise(texts[number]).startswith(f"{number} {text[:20]}"), style


def test_headings_title_and_author_are_told_apart(results):
    for style, printed, _, cleaned in results:
        assert said(cleaned, "head") == printed.headings, style
        assert said(cleaned, "title") == [printed.title]
        assert said(cleaned, "byline") == [printed.author]


def test_pullquotes_boxes_and_furniture_are_not_read(results):
    for style, printed, _, cleaned in results:
        assert len(roles(cleaned, "pullquote")) == len(printed.pullquotes), style
        assert not roles(cleaned, "box")
        turned = printed.pages * style.turned
        assert len(roles(cleaned, "header")) == len(printed.furniture) + turned, style
        assert len(roles(cleaned, "pageNum")) == (0 if style.numbers == "none" else printed.pages)


def test_pages_bear_their_printed_numbers(results):
    for style, printed, _, cleaned in results:
        counted = [f"[{n + 1}]" if style.numbers == "none" else str(style.first + n) for n in range(printed.pages)]
        assert [page.n for page in cleaned.pages] == counted


def test_every_letter_of_the_file_is_in_the_raw_text(results):
    """Letters as another program takes them out, in whatever order: none is lost and none is added."""
    pdfium = pytest.importorskip("pypdfium2")
    for style, printed, extracted, _ in results:
        document = pdfium.PdfDocument(printed.data)
        all_text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        marks = str.maketrans("", "", " \r\n\f\ufffe\x02-")
        assert Counter(all_text.translate(marks)) == Counter(extracted.text.translate(marks)), style


@pytest.mark.parametrize("style", ["two columns", "turned text, no notes"])
def test_edition_and_report_give_the_extracted_text_back(style):
    printed = print_pdf(5, STYLES[style], paragraphs=8)
    edition, report = edition_from_file(printed.data)
    assert restore(edition, Report.from_json(report.as_json())) == read_pdf(printed.data).text.encode()
    assert report.source is not None and report.source.medium == "pdf"
    assert f'<idno type="file-sha256">{report.source.sha256}</idno>'.encode() in edition
    text = reading_text(edition).content or ""
    for said_in_head in [printed.title, printed.author, *printed.headings]:
        text = text.replace(said_in_head, "", 1)
    assert " ".join(text.split()) == " ".join(printed.paragraphs)
    assert edition == edition_from_file(printed.data)[0]
    assert "not given back" in report.as_text()


def test_editions_of_pdfs_are_valid_tei(shared):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    for seed in (2, 3):
        edition = edition_from_file(print_pdf(seed, paragraphs=8).data)[0]
        assert [error.message for error in schema.validate(turbohtml.parse_xml(edition.decode())).errors] == []


def page(draw, **options) -> bytes:
    """A PDF of one page that ``draw`` draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 600), invariant=1, **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(canvas: Canvas, texts: list[str], x: float = 50, y: float = 500, size: float = 10) -> None:
    canvas.setFont("Times-Roman", size)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - number * 1.2 * size, text)


BODY = [
    "The council of the lake decided in that winter that",
    "every ferry should be repaired, and that nobody would",
] * 5


def test_a_pull_quote_across_both_columns_is_taken_out_and_the_columns_are_read_on():
    counted = re.split(" ", "one two three four five six seven eight nine ten")
    left = [f"left {word} of the column that goes" for word in counted]
    right = [line.replace("left", "right") for line in left]

    def draw(canvas):
        lines(canvas, left[:5], 40, 500, 8)
        lines(canvas, right[:5], 210, 500, 8)
        lines(canvas, ["left one of the column that goes", "left two of the column that goes"], 80, 430, 13)
        lines(canvas, left[5:], 40, 390, 8)
        lines(canvas, right[5:], 210, 390, 8)

    _, cleaned = read(page(draw))
    assert len(roles(cleaned, "pullquote")) == 1
    assert " ".join(said(cleaned, "p")) == " ".join([*left, *right])


def test_a_large_initial_belongs_to_its_word():
    def draw(canvas):
        canvas.setFont("Times-Roman", 33)
        canvas.drawString(50, 476, "T")
        lines(canvas, ["he council of the lake decided in winter", "that every ferry should be repaired"], 72, 500)
        lines(canvas, BODY, 50, 476)

    _, cleaned = read(page(draw))
    (paragraph,) = said(cleaned, "p")
    assert paragraph.startswith("The council of the lake decided in winter that every ferry")


def test_a_caption_does_not_interrupt():
    def draw(canvas):
        lines(canvas, BODY[:5], y=500)
        lines(canvas, ["Figure 3. The landing stage", "in the year of the flood."], y=400, size=8)
        lines(canvas, ["not have it otherwise, as was said.", *BODY], y=360)

    _, cleaned = read(page(draw))
    assert len(roles(cleaned, "caption")) == 1
    assert "that not have it otherwise" in said(cleaned, "p")[0]


def test_lowered_letters_and_numbered_headings_stay_whole():
    """As in the names of some programs, and in the headings that typesetting programs make."""

    def draw(canvas):
        text = canvas.beginText(50, 540)
        text.setFont("Times-Bold", 12)
        text.textOut("1")
        text.moveCursor(24, 0)
        text.textOut("Changes")
        canvas.drawText(text)
        lines(canvas, BODY)
        text = canvas.beginText(50, 380)
        text.setFont("Times-Roman", 10)
        text.textOut("It was set with T")
        text.setRise(-2.1)
        text.textOut("E")
        text.setRise(0)
        text.textOut("X, they said.")
        canvas.drawText(text)
        canvas.drawCentredString(200, 30, "1")

    _, cleaned = read(page(draw))
    assert said(cleaned, "head", "title") == ["1 Changes"]
    assert said(cleaned, "p")[-1].endswith("It was set with TEX, they said.")
    assert len(roles(cleaned, "pageNum")) == 1


def test_asterisks_that_are_raised_are_marks():
    def draw(canvas):
        lines(canvas, BODY)
        text = canvas.beginText(50, 380)
        text.setFont("Times-Roman", 10)
        text.textOut("It was so")
        text.setFont("Times-Roman", 6)
        text.setRise(4)
        text.textOut("*")
        canvas.drawText(text)

    _, cleaned = read(page(draw))
    assert list(cleaned.marks.values()) == ["*"]


def scan(canvas: Canvas) -> None:
    picture = io.BytesIO()
    Image.new("L", (40, 60), 200).save(picture, "PNG")
    picture.seek(0)
    canvas.drawImage(ImageReader(picture), 0, 0, 400, 600)


PLAIN = page(lambda canvas: lines(canvas, BODY))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (page(scan), "scan"),
        (page(lambda canvas: canvas.line(0, 0, 9, 9)), "no text"),
        (page(lambda canvas: lines(canvas, BODY), encrypt=StandardEncryption("secret", canPrint=0)), "password"),
        (PLAIN[:300], "broken"),
        (b"%PDF-1.7\n", "broken"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "broken"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data, message):
    with pytest.raises(DataError, match=message) as caught:
        read_medium(data, "x.pdf")
    assert "\n" not in str(caught.value)


def test_a_scanned_page_among_others_is_told():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 600))
    lines(canvas, BODY)
    canvas.showPage()
    scan(canvas)
    canvas.showPage()
    canvas.save()
    assert any("no text layer on page 2" in warning for warning in read_pdf(buffer.getvalue()).warnings)


def test_damaged_files_never_end_in_a_traceback():
    """Bytes changed all over the file: it is read, or refused as data."""
    for step in range(0, len(PLAIN), 97):
        damaged = PLAIN[:step] + b"\xff<<%" + PLAIN[step + 4 :]
        try:
            edition_source = read_medium(damaged, "x.pdf")
        except DataError:
            continue
        assert edition_source is None or edition_source.text


def test_too_many_characters_on_a_page_are_refused(monkeypatch):
    from argmap.text.media import pdf_chars

    monkeypatch.setattr(pdf_chars, "MAX_ON_PAGE", 100)
    with pytest.raises(DataError, match=r"holds [0-9]+ characters"):
        read_pdf(PLAIN)


def test_a_missing_library_is_named(monkeypatch):
    import sys

    from argmap.problems import ArgmapError

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ArgmapError, match="pypdfium2") as caught:
        read_pdf(PLAIN)
    assert re.search("pip install", caught.value.remedy)


def test_attach_takes_the_pdf_itself():
    from argmap.tei.attach_text import edition_of

    data = print_pdf(6, paragraphs=4).data
    assert edition_of(data, None, "x.pdf", "en") == edition_from_file(data, None, "x.pdf")[0]
