"""A Word document's text: paragraphs with their styles, notes, lists, boxes, tracked changes as accepted."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from argmap.problems import DataError, Place
from argmap.text.imports.hints import Extracted, Source
from argmap.text.imports.layout import letters, terminal
from argmap.text.media.flow import MARK, PAGE, Block, Flow, Note, collapse, inner, local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 64_000_000  # bytes of one part once unpacked
MAX_PARTS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LOST = "layout, fonts, pictures and the file's own bytes; the text as extracted is the raw text"
_HEAD = re.compile(r"(?:heading|überschrift|titre|título|titolo)\s*\d", re.I)
_ROLES = {
    "title": "title", "subtitle": "title", "author": "byline", "authors": "byline", "byline": "byline",
    "caption": "caption",
}  # fmt: skip
_OFF = ("0", "false", "off", "none")
_GONE = frozenset(("del", "moveFrom", "instrText", "pPr", "rPr", "footnoteRef", "endnoteRef", "annotationRef"))
_SIGNS = {"tab": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def is_docx(raw: bytes) -> bool:
    """Whether bytes are a zip archive that holds a Word document."""
    return raw.startswith(b"PK\x03\x04") and b"word/" in raw


def read_docx(raw: bytes, file: str = "") -> Extracted:
    """The text of a DOCX.

    Raises:
        DataError: the file is broken, encrypted, unpacks to more than any document, or holds no text.
    """
    place = Place(file, 1, 1)
    reader = _Reader(_parts(raw, place), place)
    reader.run()
    source = Source("docx", hashlib.sha256(raw).hexdigest(), len(raw), "argmap", _LOST)
    builder = reader.flow.finish(place, "document")
    if builder.hints.pages:
        builder.hints.pages.insert(0, (0, ""))
    return Extracted(builder.text(), builder.hints, source, reader.warnings())


def _parts(raw: bytes, place: Place) -> dict[str, bytes]:
    """The XML parts that hold text, unpacked within limits."""
    wanted = re.compile(r"word/(?:document|footnotes|endnotes|styles|comments|header\d*|footer\d*)\.xml")
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS:
                raise DataError(f"the document has {len(entries)} parts", "no article does; save it again", place=place)
            for entry in entries:
                if wanted.fullmatch(entry.filename) and entry.filename not in parts:
                    parts[entry.filename] = _unpack(archive, entry, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise DataError(
            f"the document is broken: {' '.join(str(error).split())}",
            "open it in a word processor and save it again",
            place=place,
        ) from None
    except RuntimeError:
        raise DataError("the document is encrypted", "save a copy without a password first", place=place) from None
    if "word/document.xml" not in parts:
        raise DataError("the archive holds no Word document", "save it as DOCX from a word processor", place=place)
    return parts


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> bytes:
    """One part; never more than `MAX_PART` bytes are unpacked, whatever the archive promises."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the others unpack without a limit
        raise NotImplementedError("it is packed in a way that no word processor uses")
    with archive.open(entry) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise DataError(
            f"{entry.filename} unpacks to more than {MAX_PART // 1_000_000} MB",
            "no article does; save it again",
            place=place,
        )
    return data


class _Reader:
    """Walks the document's body; notes are looked up where they are called."""

    def __init__(self, parts: dict[str, bytes], place: Place) -> None:
        self.roots = {name: parse_xml(data, place, name) for name, data in sorted(parts.items())}
        self.flow = Flow()
        self.styles = self._styles()
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.counts = {"footnote": 0, "endnote": 0}
        self.changes = 0
        self.boxes: list[str] = []
        self.block = Block()

    def run(self) -> None:
        """The whole document."""
        body = next((node for node in self.roots["word/document.xml"] if local(node) == "body"), None)
        self.stream = letters(inner(body)) if body is not None else ""
        self._blocks([] if body is None else list(body))
        for name, root in self.roots.items():
            if "/header" in name or "/footer" in name:
                for paragraph in root.iter(f"{_W}p"):
                    text = Block()
                    text.add(inner(paragraph, f"{_W}t"))
                    self.flow.block(text, "header", "a running head or foot of the document")
            elif name.endswith("comments.xml"):
                for comment in root.iter(f"{_W}comment"):
                    self.flow.leave_out(inner(comment, f"{_W}t", sep=" "), "a comment in the margin")

    def warnings(self) -> list[str]:
        """What was decided for the user."""
        if not self.changes:
            return []
        return [
            f"{self.changes} tracked changes: what was inserted is read, what was deleted stands in the report alone"
        ]

    def _styles(self) -> dict[str, tuple[str, str]]:
        """Style id to (name in lower case, id of the style that it is based on); an outline level makes a heading."""
        found: dict[str, tuple[str, str]] = {}
        root = self.roots.get("word/styles.xml")
        for style in root.iter(f"{_W}style") if root is not None else ():
            name, parent = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
            said = "" if name is None else name.get(f"{_W}val", "")
            level = style.find(f"{_W}pPr/{_W}outlineLvl")
            if level is not None and level.get(f"{_W}val", "9") != "9":
                said = "heading 1"
            found[style.get(f"{_W}styleId", "")] = (
                said.casefold(), "" if parent is None else parent.get(f"{_W}val", "")
            )  # fmt: skip
        return found

    def _notes(self, kind: str) -> dict[str, _Element]:
        root = self.roots.get(f"word/{kind}s.xml")
        found = root.iter(f"{_W}{kind}") if root is not None else ()
        return {node.get(f"{_W}id", ""): node for node in found if node.get(f"{_W}type", "normal") == "normal"}

    def _blocks(self, nodes: list[_Element]) -> None:
        for node in nodes:
            name = local(node)
            if name == "p":
                self._paragraph(node)
            elif name == "tbl":
                self._table(node)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self._blocks(list(node))
            elif name in ("del", "moveFrom"):
                self._deleted(node)

    def _table(self, table: _Element) -> None:
        """A table is one block: cells set off by bars, rows by semicolons."""
        rows = [
            " | ".join(collapse(inner(cell, f"{_W}t", sep=" ")).strip() for cell in row.iter(f"{_W}tc"))
            for row in table.iter(f"{_W}tr")
        ]
        block = Block()
        block.add("; ".join(row for row in rows if row))
        self.flow.block(block, "table", "a table")

    def _paragraph(self, node: _Element) -> None:
        self.block, self.boxes = Block(), []
        self._inline(node)
        block, boxes = self.block, self.boxes
        kind, why = self._kind(node, block)
        self.flow.block(block, kind, why)
        for text in boxes:
            repeated = len(letters(text)) >= 30 and self.stream.count(letters(text)) > 1
            aside = Block()
            aside.add(text)
            self.flow.block(aside, "pullquote" if repeated else "box", "a text box")

    def _kind(self, node: _Element, block: Block) -> tuple[str, str]:
        """What a paragraph is, by its style, its outline level, its list, or bold type throughout."""
        style = node.find(f"{_W}pPr/{_W}pStyle")
        key, seen = "" if style is None else style.get(f"{_W}val", ""), set()
        level = node.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and level.get(f"{_W}val", "9") != "9":
            return "head", "an outline level"
        first = self.styles.get(key, (key.casefold(), ""))[0]
        while key and key not in seen:
            seen.add(key)
            name, parent = self.styles.get(key, (key.casefold(), ""))
            if name in _ROLES:
                return _ROLES[name], f"the style “{first}”"
            if _HEAD.match(name):
                return "head", f"the style “{first}”"
            key = parent
        if node.find(f"{_W}pPr/{_W}numPr") is not None or first.startswith("list "):
            return "item", "an item of a list"
        text = "".join(piece for what, piece in block.pieces if not what)
        if _all_bold(node) and len(text.split()) <= 16 and not terminal(text.strip()):
            return "head", "set in bold type on a line of its own"
        return "", ""

    def _inline(self, node: _Element) -> None:
        for child in node:
            name = local(child)
            if name in ("del", "moveFrom"):
                self._deleted(child)
            elif name == "t":
                self.block.add(child.text, MARK if _raised(child) else "")
            elif name in _SIGNS:
                self.block.add(_SIGNS[name])
            elif name in ("br", "lastRenderedPageBreak"):
                self._break(child, name)
            elif name in ("footnoteReference", "endnoteReference"):
                self._call(child, name.removesuffix("Reference"))
            elif name == "sym":
                code = child.get(f"{_W}char", "")
                self.block.add(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else "")
            elif name == "txbxContent":
                self.boxes.append(" ".join(inner(p, f"{_W}t") for p in child.iter(f"{_W}p")))
            elif name == "AlternateContent":  # the same box twice: for new programs and for old
                self._inline(child[0] if len(child) else child)
            elif name not in _GONE:
                self.changes += name in ("ins", "moveTo")
                self._inline(child)

    def _break(self, node: _Element, name: str) -> None:
        """A line break is a space; where a page was seen to begin, a page begins."""
        if name != "br":
            self.block.add("", PAGE)
        elif node.get(f"{_W}type") not in ("page", "column"):
            self.block.add(" ")

    def _deleted(self, node: _Element) -> None:
        text = "".join(t.text or "" for t in node.iter(f"{_W}delText", f"{_W}t"))
        self.changes += 1
        self.flow.leave_out(text, "deleted in a tracked change")

    def _call(self, node: _Element, kind: str) -> None:
        """A note is called: its number stands in the text, its text after the paragraph."""
        note = self.notes[kind].get(node.get(f"{_W}id", ""))
        if note is None or node.get(f"{_W}customMarkFollows", "0") not in _OFF:
            return
        self.counts[kind] += 1
        number = str(self.counts[kind])
        self.block.add(number, MARK)
        own, self.block = self.block, Block()
        for paragraph in note.iter(f"{_W}p"):
            self._inline(paragraph)
            self.block.add(" ")
        text = "".join(piece for _, piece in self.block.pieces)
        self.block = own
        own.notes.append(Note(number, text))


def _raised(text: _Element) -> bool:
    """Whether a run's text is a number or sign set as superscript."""
    run = text.getparent()
    place = None if run is None else run.find(f"{_W}rPr/{_W}vertAlign")
    raised = place is not None and place.get(f"{_W}val") == "superscript"
    return raised and bool(re.fullmatch(r"\s*(?:\d{1,3}|[*†‡§¶]{1,3})\s*", text.text or ""))


def _all_bold(node: _Element) -> bool:
    """Whether every run with text in a paragraph is set bold."""
    runs = [run for run in node.iter(f"{_W}r") if inner(run, f"{_W}t").strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{_W}val", "1") not in _OFF for mark in marks)
