"""Readers of other media (PDF, DOCX, HTML, TEI): bytes to a text of lines with what is known about each."""

from __future__ import annotations

from argmap.text.imports.hints import Extracted


def read_medium(raw: bytes, file: str = "") -> Extracted | None:
    """The text of a file that is no plain text, with hints; None for what should be plain text.

    What a file is shows in its first bytes, not in its name.

    Raises:
        DataError: the file is encrypted, broken, hostile, or holds no text.
        ArgmapError: a package is missing that reading this kind of file needs.
    """
    if b"%PDF-" in raw[:1024]:
        from argmap.text.media.pdf import read_pdf

        return read_pdf(raw, file)
    from argmap.text.media.docx import is_docx, read_docx
    from argmap.text.media.html import is_html, read_html
    from argmap.text.media.tei import is_tei, read_tei

    for belongs, read in ((is_docx, read_docx), (is_tei, read_tei), (is_html, read_html)):
        if belongs(raw):
            return read(raw, file)
    return None
