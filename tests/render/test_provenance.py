"""Every figure and table in every format says what it rests on: texts by hash, annotators, links, judges, version."""

import io
import json
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from html import unescape

import pytest

from argmap import __version__
from argmap.analysis.data import as_dict
from argmap.analysis.report import analyse
from argmap.compare.many import compare_many
from argmap.model import Annotator, Issue
from argmap.problems import ArgmapError
from argmap.render import cruxes, cruxes_page
from argmap.render.comparison import Wish
from argmap.render.reports import DATA, FIGURES, PRINTED, TABLES, data, pictures, write
from argmap.text.reading import ReadingText
from tests.compare.test_many import crowd


def made(count: int):
    texts, links = crowd(count, links=60)
    texts = [
        replace(a, text=ReadingText.of(f"Text {n}."), annotators=(Annotator("ann.r", f"Reader{n}"),))
        for n, a in enumerate(texts)
    ]
    judged = tuple(replace(link, annotator="ann.j") for link in links.links)
    given = replace(links, links=judged, annotators=(Annotator("ann.j", "Justitia"),))
    return texts, given, compare_many(texts, given)[0]


MANY = {count: made(count)[2] for count in (2, 3)}


def pdf_text(data: bytes) -> str:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: no PDF was read")
    document = pdfium.PdfDocument(data)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words


def png_text(data: bytes) -> str:
    """The text chunks, each with a checksum that is right."""
    found, at = [], 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        if kind == b"iTXt":
            found.append(body.split(b"\0\0\0\0\0", 1)[1].decode())
        at += 12 + size
    return " ".join(found)


def words_of(made: bytes, form: str) -> str:
    if form == "pdf":
        return pdf_text(made)
    if form == "png":
        return png_text(made)
    if form in ("docx", "xlsx"):
        archive = zipfile.ZipFile(io.BytesIO(made))
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]+>", " ", " ".join(parts))
    text = made.decode()
    if form == "svg":
        return unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)", text)))
    return unescape(text) if form == "html" else text.replace("{-}", "-")


def assert_stated(many, words: str) -> None:
    words = re.sub(r"\s+", " ", words)
    counts = many.link_counts
    for n, amap in enumerate(many.maps):
        assert amap.text.sha256[:12] in words
        assert f"Reader{n}" in words
    for status in ("confirmed", "suggested"):
        assert f"{counts[status]} {status}" in words
    assert "Justitia" in words and f"argmap {__version__}" in words


VIEWS = [(form, table) for table in TABLES for form in (*PRINTED, "csv", "xlsx") if form != "docx" or table == "pairs"]
VIEWS += [(form, table) for table in ("", "matrix", "charts") for form in FIGURES] + [("html", "")]


@pytest.mark.parametrize("count", MANY)
@pytest.mark.parametrize(("form", "table"), VIEWS)
def test_it_is_stated(count: int, form: str, table: str):
    if form in ("docx", "xlsx"):
        pytest.importorskip("docx" if form == "docx" else "openpyxl", reason=f"no library for {form}")
    many = MANY[count]
    made = write(many, form, table, Wish(width="a4" if form == "pdf" else "180", dpi=60))
    assert_stated(many, words_of(made, form))


@pytest.mark.parametrize("form", FIGURES)
def test_the_overview_states_it_too(form: str):
    many = MANY[2]
    made = write(many, form, "", Wish(overview=True, width="a4", dpi=60))
    assert_stated(many, words_of(made, form))


@pytest.mark.parametrize("count", MANY)
@pytest.mark.parametrize("table", TABLES)
def test_json_holds_it_as_data(count: int, table: str):
    many = MANY[count]
    assert "json" in DATA
    facts = json.loads(json.dumps(data(many, table)))
    assert facts["argmap"] == __version__
    assert [text["text_sha256"] for text in facts["texts"]] == [amap.text.sha256 for amap in many.maps]
    assert [text["annotators"] for text in facts["texts"]] == [[f"Reader{n}"] for n in range(count)]
    assert facts["links"] == many.link_counts
    assert facts["judges"] == [{"name": "Justitia", "machine": False}]


def test_the_report_on_cruxes_states_it():
    texts, given, _ = made(2)
    analysis = analyse(texts, given, draws=2)[0]
    for words in (cruxes.text(analysis), cruxes.markdown(analysis), cruxes_page.page(analysis)):
        told = re.sub(r"\s+", " ", words)
        for fact in ("Reader0", "Reader1", "Justitia", f"argmap {__version__}", *(a.text.sha256[:12] for a in texts)):
            assert fact in told
    assert as_dict(analysis)["judges"] == [{"name": "Justitia", "machine": False}]


@pytest.mark.parametrize("table", ["", "matrix", "charts"])
def test_pages_after_the_first_say_it_in_a_line(table: str):
    """Of 24 texts' worth of rows there are several pages; each names hashes, links and version."""
    texts, links = crowd(2, size=90, links=90)
    texts = [replace(a, text=ReadingText.of(f"Text {n}.")) for n, a in enumerate(texts)]
    issues = tuple(Issue(f"issue.n{k}", f"Issue number {k}") for k in range(60))
    texts = [
        replace(
            a,
            issues=issues,
            components=tuple(replace(c, issues=(issues[k % 60].id,)) for k, c in enumerate(a.components)),
        )
        for a in texts
    ]
    many = compare_many(texts, replace(links, issues=issues))[0]
    made = pictures(many, table, Wish(width="a4", dpi=40))
    assert len(made) > 1
    for picture in made:
        words = png_text(picture)
        assert all(amap.text.sha256[:12] in words for amap in many.maps)
        assert f"{many.link_counts['confirmed']} confirmed" in words and f"argmap {__version__}" in words
    if table != "charts":
        assert len(png_text(made[1])) < len(png_text(made[0]))


def test_an_issue_that_is_not_there_is_told_before_anything_is_drawn():
    for table in ("", "matrix", "charts"):
        with pytest.raises(ArgmapError, match="no component is filed"):
            pictures(MANY[2], table, Wish(issues=("nowhere",)))
