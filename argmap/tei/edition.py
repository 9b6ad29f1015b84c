"""The TEI edition of a cleaned text: every character of the raw text in place, or accounted for in the report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from xml.parsers import expat

from argmap.problems import DataError, Place
from argmap.tei.edition_header import header
from argmap.text.decode import Decoded, decode
from argmap.text.imports.blocks import Block, Inside
from argmap.text.imports.clean import clean
from argmap.text.imports.clean_data import Cleaned, Edit, Page
from argmap.text.imports.hints import Extracted
from argmap.text.imports.options import ImportOptions
from argmap.text.imports.passages import Span, sentences
from argmap.text.imports.report import Repair, Report, make_report, restore_stream
from argmap.text.markup import escape, quoteattr
from argmap.text.media import read_medium
from argmap.text.sentences import splitter

TEI = "http://www.tei-c.org/ns/1.0"
# role of a line that is not running text -> (start tag, end tag)
_ROLES = {
    "pageNum": ('<fw type="pageNum">', "</fw>"),
    "header": ('<fw type="header">', "</fw>"),
    "ornament": ('<fw type="ornament">', "</fw>"),
    "pullquote": ('<note type="pullquote" place="inline">', "</note>"),
    "box": ('<note type="box" place="inline">', "</note>"),
    "caption": ('<note type="caption" place="inline">', "</note>"),
    "table": ('<note type="table" place="inline">', "</note>"),
    "footnote": ('<note type="footnote" place="bottom">', "</note>"),
    "address": ('<note type="address" place="bottom">', "</note>"),
    "title": ('<head type="title">', "</head>"),
    "byline": ("<byline>", "</byline>"),
}


def edition_from_text(raw: bytes, options: ImportOptions | None = None, file: str = "") -> tuple[bytes, Report]:
    """Turn the raw bytes of a printed text into a TEI edition and the report of all repairs.

    The same bytes and options always give the same edition, byte for byte.

    Raises:
        DataError: the file is empty or no text.
        ArgmapError: the spaCy pipeline named in the options cannot be used.
    """
    return _edition(decode(raw, file), raw, None, options or ImportOptions(), file)


def edition_from_file(raw: bytes, options: ImportOptions | None = None, file: str = "") -> tuple[bytes, Report]:
    """Turn a file of any kind that can be read (plain text, PDF, DOCX, HTML, TEI) into a TEI edition and a report.

    For other media than plain text, the text as extracted, in UTF-8, is the raw text that `restore` gives back;
    the report holds the file's own hash.

    Raises:
        DataError: the file is empty, broken, encrypted, or holds no text.
        ArgmapError: a package is missing that reading this kind of file needs.
    """
    options = options or ImportOptions()
    extracted = read_medium(raw, file)
    if extracted is None:
        return edition_from_text(raw, options, file)
    decoded = Decoded(extracted.text, "utf-8", b"", "\n")
    options = replace(
        options,
        title=options.title or extracted.title,
        authors=options.authors or extracted.authors,
    )
    said = extracted.language.partition("-")[0].casefold()
    if said and said != options.language.partition("-")[0].casefold():
        extracted.warnings.append(
            f"the file says that its language is {extracted.language}, and it is read as {options.language}: "
            f"use --language {extracted.language} if the file is right"
        )
    return _edition(decoded, decoded.encode(), extracted, options, file)


def _edition(
    decoded: Decoded, raw: bytes, extracted: Extracted | None, options: ImportOptions, file: str
) -> tuple[bytes, Report]:
    """Clean a text and write its edition."""
    cleaned = clean(decoded.text, options, extracted.hints if extracted else None)
    if not cleaned.blocks:
        raise DataError("the file holds no readable text", "choose another file", place=Place(file, 1, 1))
    found = sentences(cleaned, splitter(options.language, options.pipeline))
    writer = _Writer(cleaned, decoded, found)
    body = writer.write()
    warnings = [*(extracted.warnings if extracted else []), *cleaned.warnings]
    report = make_report(writer.repairs, "".join(writer.stream), decoded, raw, warnings)
    if extracted:
        report = replace(report, source=extracted.source)
    head, identity = header(cleaned, options, report)
    language = quoteattr(options.language or "und")
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}" xml:id="{identity}" xml:lang={language}>\n'
    return (start + head + body + "</TEI>\n").encode(), report


def text_stream(edition: bytes) -> str:
    """All character data of the edition's first ``text`` element, in document order.

    Raises:
        DataError: the edition is not well-formed XML, or has no text.
    """
    pieces: list[str] = []
    depth = 0
    seen = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth, seen
        if depth or (not seen and name == f"{TEI} text"):
            depth += 1
            seen = True

    def end(_: str) -> None:
        nonlocal depth
        depth -= depth > 0

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda data: pieces.append(data) if depth else None
    try:
        parser.Parse(edition, True)
    except expat.ExpatError as error:
        raise DataError(
            f"the edition is not well-formed XML: {expat.errors.messages[error.code]}",
            "mend it, or import the text again",
            place=Place("", error.lineno, error.offset + 1),
        ) from None
    if not seen:
        raise DataError("the edition holds no text element", "was the text detached? attach it first")
    return "".join(pieces)


def restore(edition: bytes, report: Report) -> bytes:
    """The raw file, byte for byte, from an edition and the report of its import.

    Raises:
        DataError: the edition's text was changed, or the report is another edition's.
    """
    return restore_stream(text_stream(edition), report)


class _Writer:
    """Writes blocks, sentences and milestones, and keeps account of where each raw character went."""

    def __init__(self, cleaned: Cleaned, decoded: Decoded, found: dict[int, list[Span]]) -> None:
        self.cleaned, self.decoded, self.found = cleaned, decoded, found
        self.parts: list[str] = []
        self.stream: list[str] = []
        self.length = 0
        self.repairs: list[Repair] = []
        self.places: list[tuple[int, int]] = [(0, 0)]  # raw offset, stream offset
        self.lines = [0, *(match.end() for match in re.finditer("\n", cleaned.text))]
        self.numbers = {"div": 0, "p": 0, "s": 0, "item": 0}
        atoms: list[Page | Inside | Edit] = [*cleaned.pages, *cleaned.inside, *cleaned.edits]
        self.atoms = sorted(atoms, key=lambda atom: (atom.start, 0 if isinstance(atom, Page) else 1))
        self.starts = [atom.start for atom in self.atoms]

    def write(self) -> str:
        """The ``text`` element."""
        self.parts.append("  <text><body>")
        position, open_div, in_list, back = 0, "", False, False
        blocks = self.cleaned.blocks
        for number, block in enumerate(blocks):
            if in_list and block.kind != "item":
                self.parts.append("</list>")
                in_list = False
            starts_div = self._starts_div(number, open_div)
            if open_div and starts_div:
                self.parts.append("</div>")
                open_div = ""
            if block.foreign and not back:
                self.parts.append(("</div>" if open_div else "") + "</body><back>")
                open_div, starts_div, back = "", True, True
            self._raw(position, block.start)
            if starts_div:
                open_div = self._open_div(block)
            if block.kind == "item" and not in_list:
                self.parts.append("<list>")
                in_list = True
            self._block(block)
            position = block.end
        self._finish(position, open_div, in_list, back)
        self._findings()
        return "".join(self.parts)

    def _finish(self, position: int, open_div: str, in_list: bool, back: bool) -> None:
        self.parts.append(("</list>" if in_list else "") + ("</div>" if open_div else ""))
        self._raw(position, len(self.cleaned.text))
        self.parts.append(f"</{'back' if back else 'body'}></text>\n")

    def _starts_div(self, number: int, open_div: str) -> bool:
        """Whether a block begins a section: a heading, text outside any, or the text after an abstract."""
        block, blocks = self.cleaned.blocks[number], self.cleaned.blocks
        if block.foreign:
            previous = blocks[number - 1] if number else None
            return not previous or not previous.foreign or (block.kind == "head" and previous.kind != "head")
        if block.kind == "head" or (block.kind in ("p", "item") and not open_div):
            return block.kind != "head" or number == 0 or blocks[number - 1].kind != "head" or not open_div
        return open_div == "abstract" and block.kind == "p" and self._after_abstract(number)

    def _after_abstract(self, number: int) -> bool:
        """Whether the abstract is over though no heading says so.

        An abstract is one paragraph where the next heading is not that of an introduction or of keywords.
        """
        blocks = self.cleaned.blocks
        if not any(b.kind == "p" for b in blocks[self._heading_before(number) : number]):
            return False
        following = next((b for b in blocks[number:] if b.kind == "head"), None)
        name = self.cleaned.text[following.start : following.end].casefold() if following else ""
        return not re.match(r"[\divx.\s]*(introduction|einleitung|keywords|key words)", name)

    def _heading_before(self, number: int) -> int:
        return max((i for i in range(number) if self.cleaned.blocks[i].kind == "head"), default=0)

    def _open_div(self, block: Block) -> str:
        """Write the start tag of a section; returns its type."""
        if block.foreign:
            self.parts.append('<div type="foreign">')
            return "foreign"
        self.numbers["div"] += 1
        name = self.cleaned.text[block.start : block.end].strip(" .:—–-").casefold() if block.kind == "head" else ""
        kind = "abstract" if name in ("abstract", "summary") else "section"
        attribute = ' type="abstract"' if kind == "abstract" else ""
        self.parts.append(f'<div xml:id="d{self.numbers["div"]}"{attribute}>')
        return kind

    def _block(self, block: Block) -> None:
        if block.kind == "head":
            self._head(block)
        elif block.kind in _ROLES:
            before, after = self._tags(block.kind, block.start)
            self._wrap(before, block.start, block.end, after)
        elif block.foreign:
            self._wrap("<p>", block.start, block.end, "</p>")
        else:
            self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        self.numbers[block.kind] += 1
        letter = "p" if block.kind == "p" else "i"
        self.parts.append(f'<{block.kind} xml:id="{letter}{self.numbers[block.kind]}">')
        position = block.start
        for start, end in self.found.get(block.start, []):
            self._raw(position, start)
            self.numbers["s"] += 1
            self._wrap(f'<s xml:id="s{self.numbers["s"]}">', start, end, "</s>")
            position = end
        self._raw(position, block.end)
        self.parts.append(f"</{block.kind}>")

    def _head(self, block: Block) -> None:
        normal = self.cleaned.readings.get(block.start)
        if normal is None or any(block.start <= span.start < block.end for span in self.cleaned.inside):
            self._wrap("<head>", block.start, block.end, "</head>")
            return
        self._wrap("<head><choice><orig>", block.start, block.end, "</orig><reg>")
        self._change(Edit(block.end, block.end, normal, "small-capitals", "title case; acronyms as in the text"))
        self.parts.append("</reg></choice></head>")

    def _wrap(self, before: str, start: int, end: int, after: str) -> None:
        self.parts.append(before)
        self._raw(start, end)
        self.parts.append(after)

    def _raw(self, start: int, end: int, without: int = -1) -> None:
        """Write ``[start, end)`` of the raw text with everything that lies in it (but one atom)."""
        position = start
        for number in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            atom = self.atoms[number]
            if number == without or atom.start < position:  # this one, or written already inside another
                continue
            self._plain(position, atom.start)
            position = atom.start
            if isinstance(atom, Page):
                joined = ' break="no"' if atom.joined else ""
                self.parts.append(f"<pb n={quoteattr(atom.n)}{joined}/>")
                continue
            if isinstance(atom, Edit):
                self._change(atom)
            else:
                self._inside(atom, number)
            position = atom.end
        self._plain(position, end)

    def _inside(self, span: Inside, number: int) -> None:
        """Write an interruption as an element, with all that lies in it."""
        before, after = self._tags(span.role, span.start)
        if span.role == "mark":
            sign = quoteattr(str(self.cleaned.marks[span.start]))
            before, after = f'<ref type="note" n={sign}>', "</ref>"
        self.parts.append(before)
        self._raw(span.start, span.end, without=number)
        self.parts.append(after)

    def _tags(self, role: str, start: int) -> tuple[str, str]:
        """Start and end tag of what is not running text; a footnote bears its mark."""
        before, after = _ROLES.get(role, ("", ""))
        number = self.cleaned.numbers.get(start) if role == "footnote" else None
        return (f"{before[:-1]} n={quoteattr(number)}>" if number else before), after

    def _plain(self, start: int, end: int) -> None:
        if end > start:
            self._emit(self.cleaned.text[start:end], start)

    def _change(self, edit: Edit) -> None:
        at = self.length
        self._emit(edit.out, edit.start)
        original = self.cleaned.text[edit.start : edit.end]
        self._repair(edit.kind, edit.start, edit.end, (at, self.length), original, edit.out, edit.evidence)

    def _emit(self, text: str, start: int) -> None:
        self.places.append((start, self.length))
        self.parts.append(escape(text))
        self.stream.append(text)
        self.length += len(text)

    def _repair(self, kind: str, start: int, end: int, at: tuple[int, int], original: str | None, *said: str) -> None:
        line = bisect_right(self.lines, start) - 1
        extra = len(self.decoded.newline) - 1  # the raw file's line ends are longer than one character
        raw = (start + extra * line, end + extra * (bisect_right(self.lines, end) - 1))
        result, evidence = said
        self.repairs.append(Repair(kind, line + 1, start - self.lines[line] + 1, raw, at, original, result, evidence))

    def _findings(self) -> None:
        """Turn what was encoded without being changed into entries of the report."""
        keys = [raw for raw, _ in self.places]
        for finding in self.cleaned.findings:
            at = []
            for offset in (finding.start, finding.end):
                raw, place = self.places[max(0, bisect_right(keys, offset) - 1)]
                at.append(min(place + offset - raw, self.length))
            self._repair(
                finding.kind, finding.start, finding.end, (at[0], max(at)), None, finding.result, finding.evidence
            )
