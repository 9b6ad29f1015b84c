"""Readers of other media (PDF, DOCX, HTML, TEI): bytes to a text of lines with what is known about each."""

from __future__ import annotations

from argmap.text.imports.hints import Extracted


def medium_of(raw: bytes) -> str:
    """What a file is by its first bytes: ``pdf``, ``docx``, ``tei``, ``html``, or "" for what should be plain text."""
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    from argmap.text.media.docx import is_docx
    from argmap.text.media.html import is_html
    from argmap.text.media.tei import is_tei

    checks = (("docx", is_docx), ("tei", is_tei), ("html", is_html))
    return next((name for name, belongs in checks if belongs(raw)), "")


def read_medium(raw: bytes, file: str = "") -> Extracted | None:
    """The text of a file that is no plain text, with hints; None for what should be plain text.

    What a file is shows in its first bytes, not in its name.

    Raises:
        DataError: the file is encrypted, broken, hostile, or holds no text.
        ArgmapError: a package is missing that reading this kind of file needs.
    """
    medium = medium_of(raw)
    if medium == "pdf":
        from argmap.text.media.pdf import read_pdf as read
    elif medium == "docx":
        from argmap.text.media.docx import read_docx as read
    elif medium == "tei":
        from argmap.text.media.tei import read_tei as read
    elif medium == "html":
        from argmap.text.media.html import read_html as read
    else:
        return None
    return read(raw, file)
