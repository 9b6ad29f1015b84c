"""What all media have in common: editions are valid TEI, the same every time, and give the extracted text back."""

from __future__ import annotations

import pytest

from argmap.tei.edition import edition_from_file, restore
from argmap.text.imports.report import Report
from argmap.text.media import medium_of, read_medium
from tests.text.media import test_docx, test_html, test_tei
from tests.text.media.printer_pdf import print_pdf

FILES = {
    "docx": test_docx.FILE,
    "html": test_html.FILE,
    "tei": test_tei.FILE,
    "pdf": print_pdf(4, paragraphs=5).data,
}


@pytest.mark.parametrize("medium", FILES)
def test_a_medium_is_told_by_its_first_bytes(medium):
    assert medium_of(FILES[medium]) == medium
    assert medium_of(b"It is plain text, and <html> stands in it.") == ""


@pytest.mark.parametrize("medium", FILES)
def test_lossless_and_the_same_every_time(medium):
    edition, report = edition_from_file(FILES[medium])
    assert restore(edition, Report.from_json(report.as_json())) == read_medium(FILES[medium]).text.encode()
    assert (edition, report) == edition_from_file(FILES[medium])
    assert report.source is not None and report.source.medium == medium


@pytest.mark.parametrize("medium", FILES)
def test_editions_are_valid_tei(shared, medium):
    turbohtml = pytest.importorskip("turbohtml")
    from turbohtml.validate import RelaxNG

    schema = RelaxNG((shared / "tei" / "schema" / "tei_all-4.12.0.rng").read_text(encoding="utf-8"))
    edition = edition_from_file(FILES[medium])[0]
    assert [error.message for error in schema.validate(turbohtml.parse_xml(edition.decode())).errors] == []
