"""Word documents, made by hand and by another library."""

from __future__ import annotations

import io
import zipfile

import pytest

from argmap.problems import DataError
from argmap.tei.edition import edition_from_file, restore
from argmap.text.imports import clean
from argmap.text.imports.passages import reading
from argmap.text.media import docx as module
from argmap.text.media import read_medium

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def t(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", more: str = "") -> str:
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{said}{more}</w:pPr>{content}</w:p>"


def archive(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            made.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


STYLES = f"""<w:styles {W}><w:style w:styleId="T1"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="My Head"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="4">{p("<w:r><w:footnoteRef/></w:r>" + t(" See the report."))}</w:footnote></w:footnotes>"""
BOX = (
    "<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>"
    + p(t("Nobody in the villages had asked for it"))
    + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
    + p(t("Nobody in the villages had asked for it"))
    + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
)
BODY = (
    p(t("On Ferries"), "T1")
    + p(t("Winter"), "Mine")
    + p(
        t("Nobody in the villages had asked for ")
        + t("it, ")
        + "<w:del><w:r><w:delText>not at all, </w:delText></w:r></w:del><w:ins>"
        + t("and so")
        + "</w:ins>"
        + '<w:r><w:footnoteReference w:id="4"/></w:r>'
        + "<w:r><w:lastRenderedPageBreak/></w:r>"
        + t(" it went on.")
        + BOX,
        "Loop",
    )
    + p(t("First."), more="<w:numPr/>")
    + p(t("A bold head", "<w:b/>"))
    + "<w:tbl><w:tr><w:tc>"
    + p(t("a"))
    + "</w:tc><w:tc>"
    + p(t("b"))
    + "</w:tc></w:tr></w:tbl>"
    + "<w:sdt><w:sdtContent>"
    + p(t("It ends") + "<w:r><w:br/></w:r>" + t("here") + t("2", '<w:vertAlign w:val="superscript"/>') + t("."))
    + "</w:sdtContent></w:sdt>"
)
PARTS = {
    "styles": STYLES,
    "footnotes": NOTES,
    "header1": f"<w:hdr {W}>{p(t('Lake Review'))}</w:hdr>",
    "comments": f"<w:comments {W}><w:comment>{p(t('Is this so?'))}</w:comment></w:comments>",
}
FILE = archive(BODY, **PARTS)


def test_blocks_styles_notes_changes_and_boxes():
    extracted = read_medium(FILE)
    cleaned = clean(extracted.text, None, extracted.hints)
    assert [(block.kind, reading(cleaned, block)[0]) for block in cleaned.blocks] == [
        ("title", "On Ferries"),
        ("head", "Winter"),
        ("p", "Nobody in the villages had asked for it, and so it went on."),
        ("footnote", "See the report."),
        ("pullquote", "Nobody in the villages had asked for it"),
        ("item", "First."),
        ("head", "A bold head"),
        ("table", "a | b"),
        ("p", "It ends here."),
        ("header", "Lake Review"),
    ]
    assert sorted(cleaned.marks.values()) == [1, 2]
    assert [page.n for page in cleaned.pages] == ["[1]", "[2]"]
    left_out = [cleaned.text[edit.start : edit.end] for edit in cleaned.edits if edit.kind == "left-out"]
    assert sorted(left_out) == ["Is this so?", "not at all,"]
    assert any("tracked changes" in warning for warning in extracted.warnings)


def test_edition_report_and_the_way_back():
    edition, report = edition_from_file(FILE)
    assert restore(edition, report) == read_medium(FILE).text.encode()
    assert report.source is not None and (report.source.medium, report.source.size) == ("docx", len(FILE))


def test_documents_of_another_library():
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("On Ferries", 0)
    document.add_heading("Winter", 2)
    document.add_paragraph("Nobody had asked for it.")
    document.add_paragraph("First.", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    extracted = read_medium(buffer.getvalue())
    cleaned = clean(extracted.text, None, extracted.hints)
    assert [block.kind for block in cleaned.blocks] == ["title", "head", "p", "item"]


def encrypted() -> bytes:
    data = bytearray(FILE)
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (FILE[:-60], "broken"),
        (FILE[:40] + b"\xff" * 30 + FILE[70:], "broken|not well-formed"),
        (encrypted(), "encrypted"),
        (archive(""), "no text"),
        (archive("<w:p>"), "not well-formed"),
        (archive("", styles='<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><s>&x;</s>'), "entities"),
    ],
)
def test_what_cannot_be_read(data, message):
    with pytest.raises(DataError, match=message) as caught:
        read_medium(data, "x.docx")
    assert "\n" not in caught.value.message


def test_a_zip_bomb_is_not_unpacked():
    buffer = io.BytesIO()
    bomb = zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)
    with bomb as made, made.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(module.MAX_PART // 1_000_000 + 2):
            part.write(b" " * 1_000_000)
    with pytest.raises(DataError, match="unpacks to more than"):
        read_medium(buffer.getvalue())


def test_other_archives_are_no_documents():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("content.xml", "<a/>")
    assert read_medium(buffer.getvalue()) is None
