"""A PDF's text layer as printed lines in reading order, with what their place on the page tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from argmap.problems import DataError, Place
from argmap.text.imports.hints import RULED, Extracted, Source
from argmap.text.imports.layout import letters, terminal
from argmap.text.media.builder import Builder
from argmap.text.media.pdf_chars import PdfPage, pages
from argmap.text.media.pdf_furniture import body_size, find_furniture, groups_apart, repeats
from argmap.text.media.pdf_lines import PdfLine, arrange, chunks, usual_gutters
from argmap.text.media.pdf_roles import Facts, find_heads, find_notes, find_paragraphs, open_notes

_LOST = (
    "pictures, drawings, fonts and the places of the letters; the text layer as extracted, in reading order, "
    "is the raw text"
)
_UNMAPPED = 0.02  # share of letters without a meaning from which on the text layer is doubtful
_AT_END = ("pullquote", "box", "caption", "footnote")


def read_pdf(raw: bytes, file: str = "") -> Extracted:
    """The text of a PDF.

    Raises:
        ArgmapError: pypdfium2 is not installed.
        DataError: the file is encrypted, broken, too large, or has no text layer.
    """
    found, reader = pages(raw, file)
    size = sum(len(piece.text) for page in found for piece in page.pieces)
    if not size and not any(page.turned for page in found):
        raise DataError(*_no_text(found), place=Place(file, 1, 1))
    lines, labels = _layout(found)
    source = Source("pdf", hashlib.sha256(raw).hexdigest(), len(raw), reader, _LOST)
    builder = _build(found, lines, labels)
    return Extracted(builder.text(), builder.hints, source, _warnings(found, size))


def _no_text(found: list[PdfPage]) -> tuple[str, str]:
    """What to say of a PDF without text."""
    if any(page.pictures for page in found):
        return (
            "the PDF is a scan: its pages are pictures and have no text layer",
            "run text recognition first, for instance ocrmypdf, then import the result",
        )
    return "the PDF holds no text", "choose another file; letters drawn as outlines need text recognition"


def _warnings(found: list[PdfPage], size: int) -> list[str]:
    """What a reader should know before trusting the text."""
    warnings = []
    bare = [page.number for page in found if not page.pieces and not page.turned]
    scans = [number for number in bare if found[number - 1].pictures]
    if scans:
        listed = ", ".join(map(str, scans[:12])) + (" …" if len(scans) > 12 else "")
        warnings.append(f"no text layer on page {listed} of the file: a picture, left out; run text recognition first")
    unmapped = sum(page.unmapped for page in found)
    if unmapped > _UNMAPPED * max(1, size):
        warnings.append(
            f"{unmapped} of {size} characters have no letter in the file's fonts and are wrong; "
            "run text recognition on it"
        )
    return warnings


def _layout(found: list[PdfPage]) -> tuple[list[list[PdfLine]], dict[int, str]]:
    """The lines of every page in reading order with their roles, and the printed page labels."""
    cut = [chunks(page.pieces, number) for number, page in enumerate(found)]
    body = body_size([line for lines in cut for line in lines])
    labels = find_furniture(cut, found)
    groups = [groups_apart(lines, page, body) for lines, page in zip(cut, found, strict=True)]
    gutters = usual_gutters([[line for line in lines if not line.role] for lines in cut], body)
    _mark_pullquotes(cut, groups, body)
    result: list[list[PdfLine]] = []
    for lines, apart in zip(cut, groups, strict=True):
        flow = arrange([line for line in lines if not line.role], body, gutters)
        _boxes(flow, apart, body)
        flow = [line for line in flow if line.role != "box"]
        find_notes(flow, body)
        beside = sorted((line for line in lines if line.role and line not in flow), key=lambda one: (one.y, one.x0))
        result.append([*flow, *beside])
    return result, labels


def _mark_pullquotes(cut: list[list[PdfLine]], groups: list[list[list[PdfLine]]], body: float) -> None:
    """Groups set apart whose words stand in the running text are pull-quotes."""
    apart = {id(line) for page in groups for group in page for line in group}
    rest: list[str] = []
    for lines in cut:
        flow = arrange([_copy(line) for line in lines if not line.role and id(line) not in apart], body)
        find_notes(flow, body)
        rest += [letters(line.text) for line in flow if not line.role]
    stream = "".join(rest)
    for group in (group for page in groups for group in page):
        if repeats(group, stream):
            group[0].opens = True
            for line in group:
                line.role, line.evidence = "pullquote", "set apart, and its words stand in the running text"


def _copy(line: PdfLine) -> PdfLine:
    return replace(line, marks=list(line.marks))


def _boxes(flow: list[PdfLine], groups: list[list[PdfLine]], body: float) -> None:
    """Framed or larger text that stands inside a sentence of the running text is a box of its own."""
    for group in groups:
        held = [index for index, line in enumerate(flow) if line in group]
        if not held or len(held) != held[-1] - held[0] + 1 or held[0] == 0 or held[-1] + 1 >= len(flow):
            continue
        before, after = flow[held[0] - 1], flow[held[-1] + 1]
        inside = not terminal(before.text) and after.text[:1].islower()
        if inside and abs(before.size - after.size) < 0.1 * body:
            flow[held[0]].opens = True
            for index in held:
                flow[index].role, flow[index].evidence = "box", "set apart inside a sentence of the running text"


def _build(found: list[PdfPage], pages_lines: list[list[PdfLine]], labels: dict[int, str]) -> Builder:
    """Text and hints: on every page heads, running text, what stands beside it, notes, feet, turned text."""
    builder = Builder()
    ordered = [list(_in_order(lines, page)) for lines, page in zip(pages_lines, found, strict=True)]
    flat = [line for lines in ordered for line in lines]
    body = body_size([line for line in flat if not line.role])
    facts = Facts()
    open_notes(flat, facts)
    find_heads(flat, body, facts)
    find_paragraphs(flat, body, facts)
    index = 0
    for page, lines in zip(found, ordered, strict=True):
        builder.page(labels.get(page.number - 1, "") or (page.label if page.label != str(page.number) else ""))
        previous = ""
        for line in lines:
            _add(builder, line, index, facts, previous)
            previous = line.role
            index += 1
        for text in page.turned:
            number = builder.line(text, [], apart=True)
            builder.hints.roles[number] = "header"
            builder.hints.evidence[number] = "text that does not run level with the page"
    return builder


def _in_order(lines: list[PdfLine], page: PdfPage) -> Iterator[PdfLine]:
    """Lines of a page: what stands at its head, the running text, what stands beside, and at its foot."""
    furniture = [line for line in lines if line.role in ("header", "pageNum")]
    yield from (line for line in furniture if line.y < 0.5 * page.height)
    yield from (line for line in lines if not line.role)
    for role in _AT_END:
        yield from (line for line in lines if line.role == role)
    yield from (line for line in furniture if line.y >= 0.5 * page.height)


def _add(builder: Builder, line: PdfLine, index: int, facts: Facts, previous: str) -> None:
    """One line with its hints."""
    marks = [] if line.role else line.marks
    apart = index in facts.gaps or index in facts.heads or line.role != previous
    number = builder.line(line.text, marks, apart=apart)
    hints = builder.hints
    if line.role:
        hints.roles[number] = line.role
        hints.evidence[number] = line.evidence or RULED
    if index in facts.begins:
        hints.begins[number] = facts.begins[index]
    if index in facts.heads:
        hints.heads[number] = facts.heads[index]
    if index in facts.opens or line.opens or (line.role and line.role != previous):
        hints.opens.add(number)
    if index in facts.numbers:
        hints.numbers[number] = facts.numbers[index]
