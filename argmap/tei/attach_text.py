"""Texts to attach: what counts as the text of an annotation, and how it goes into the annotation's file."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import replace

from argmap.problems import DataError
from argmap.tei.fingerprint import read_fingerprint
from argmap.tei.header import read_source
from argmap.tei.markup import escape
from argmap.tei.names import TEI_NS
from argmap.tei.parse import Document, parse
from argmap.tei.text import EditionText, has_text
from argmap.tei.transport import Carrier, text_element
from argmap.text.normal import digest, normalise
from argmap.text.reading import ReadingText

_NAMESPACE = re.compile(r"""\s(xmlns(?::[\w.-]+)?)\s*=\s*("[^"]*"|'[^']*')""")
_STARTS = (b"<", codecs.BOM_UTF8 + b"<", codecs.BOM_UTF16_LE + b"<\0", codecs.BOM_UTF16_BE + b"\0<", b"<\0", b"\0<")
_LENGTHS = (0.6, 1.8)  # a raw text may be much longer than its reading text: notes, furniture, line ends


def known_text(document: Document) -> ReadingText | None:
    """What an annotation knows of its text: fingerprint, and the hash of the raw file from either place."""
    known = read_fingerprint(document)
    if known is None:
        return None
    return replace(known, raw_sha256=known.raw_sha256 or dict(read_source(document).identifiers).get("raw-sha256", ""))


def fit(data: bytes, known: ReadingText, file: str = "") -> str:
    """Whether a file's bytes are the text that an annotation knows: ``"same"``, ``"like"`` or ``""``."""
    if known.raw_sha256 and hashlib.sha256(data).hexdigest() == known.raw_sha256:
        return "same"
    try:
        content = _content(data, file)
    except DataError:
        return ""
    if digest(content) == known.sha256:
        return "same"
    low, high = (share * known.length for share in _LENGTHS)
    if not (low <= len(content) <= high and _folded(known.opening) in _folded(content)):
        return ""
    return "like" if is_xml(data) or _imported(data, known, file) != known.sha256 else "same"


def _content(data: bytes, file: str) -> str:
    """The reading text of TEI with a text, or a plain text in normal form."""
    if is_xml(data):
        document = parse(data, file)
        return EditionText(document).content if has_text(document) else ""
    from argmap.text.decode import decode

    return normalise(decode(data, file).text)


def _imported(data: bytes, known: ReadingText, file: str) -> str:
    """The hash of the reading text that an import of this plain text gives."""
    from argmap.tei.text import reading_text

    try:
        return reading_text(edition_of(data, known, file)).sha256
    except DataError:
        return ""


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def is_xml(data: bytes) -> bool:
    """Whether bytes begin as XML does."""
    head = data[:200].lstrip()
    return head.startswith(_STARTS)


def edition_of(data: bytes, known: ReadingText | None, file: str = "", language: str = "") -> bytes:
    """A TEI edition of the text given: itself, or what an import of plain text, PDF or DOCX makes of it.

    Raises:
        DataError: it is TEI without a text, broken XML, or no text at all.
    """
    if is_xml(data):
        text_element(parse(data, file))
        return data
    from argmap.tei.edition import edition_from_file, edition_from_text
    from argmap.text.decode import decode
    from argmap.text.imports.options import ImportOptions
    from argmap.text.media import medium_of

    if medium_of(data) in ("pdf", "docx"):
        return edition_from_file(data, ImportOptions(language=language) if language else None, file)[0]
    if known is not None:
        text = decode(data, file).text
        if digest(normalise(text)) == known.sha256:  # the reading text itself: nothing to mend in it
            return _plain_edition(text)
    options = ImportOptions(language=language) if language else ImportOptions()
    return edition_from_text(data, options, file)[0]


def _plain_edition(text: str) -> bytes:
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    body = "\n".join(f"    <p>{escape(part)}</p>" for part in paragraphs)
    return f'<TEI xmlns="{TEI_NS}"><teiHeader/>\n  <text><body>\n{body}\n  </body></text>\n</TEI>\n'.encode()


def put_text(editor: Carrier, edition: Document) -> None:
    """Put an edition's ``text`` into an annotation, at the place that it has in the edition.

    The white space before it comes with it. An older text of the annotation's file gives way.
    """
    document, top, source = editor.document, text_element(edition), edition.source
    start = source.blank_before(top.start)
    text = source.decode(start, top.start) + _self_contained(document, edition)
    old = next((child for child in document.root.elements if child.name == "text"), None)
    if old is not None:
        editor.restore(document.source.blank_before(old.start), document.end(old), text)
        return
    at = _place(document, edition, start)
    editor.restore(at, at, text)


def _place(document: Document, edition: Document, start: int) -> int:
    """The byte of the annotation that follows as many elements (and the same comments) as the text in the edition."""
    before = [child for child in edition.root.elements if child.start < start]
    mine = [child for child in document.root.elements if not child.inside_entity][: len(before)]
    at = document.end(mine[-1]) if mine else document.source.tag_end(document.root.start)
    gap = edition.end(before[-1]) if before else edition.source.tag_end(edition.root.start)
    between = document.source.encode(edition.source.decode(gap, start))
    return at + len(between) if document.source.data[at:].startswith(between) else at


def _self_contained(document: Document, edition: Document) -> str:
    """The ``text`` element with the namespaces that the annotation's root does not declare alike."""
    top, source = text_element(edition), edition.source
    text = source.decode(top.start, edition.end(top))
    tag = source.decode(top.start, source.tag_end(top.start))
    own = dict(_NAMESPACE.findall(tag))
    there = _root_namespaces(document)
    missing = {
        name: value
        for name, value in _root_namespaces(edition).items()
        if name not in own and there.get(name, "")[1:-1] != value[1:-1]
    }
    name = 1 + len(source.tag_name(top.start))
    return text[:name] + "".join(f" {key}={value}" for key, value in missing.items()) + text[name:]


def _root_namespaces(document: Document) -> dict[str, str]:
    source, root = document.source, document.root
    return dict(_NAMESPACE.findall(source.decode(root.start, source.tag_end(root.start))))
