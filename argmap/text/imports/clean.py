"""The clean-up of a printed text: all findings of the detectors, put together without changing a character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from argmap.text.imports import headings, joins, notes, pages, quotes
from argmap.text.imports.blocks import RUN_IN, Block, Inside, build
from argmap.text.imports.clean_data import Cleaned, Edit, Finding, Page
from argmap.text.imports.hints import Hints, Indexed
from argmap.text.imports.layout import PLACEHOLDER, Layout, Line, measure, working
from argmap.text.imports.options import ImportOptions
from argmap.text.sentences import UNANNOUNCED

_KIND_OF_ROLE = {
    "pageNum": "page-number",
    "header": "furniture",
    "pullquote": "pull-quote",
    "footnote": "footnote",
    "caption": "caption",
    "box": "box",
    "table": "table",
    "address": "address",
    "ornament": "ornament",
    "mark": "note-mark",
    "title": "title-block",
    "byline": "title-block",
    "item": "list-item",
    "head": "heading",
}
_XML_SPACE = frozenset(" \t\n")
_MENDED = frozenset(("footnote", "caption", "box"))  # not running text, but their broken words are joined too


def clean(text: str, options: ImportOptions | None = None, hints: Hints | None = None) -> Cleaned:
    """Find paragraphs, headings, pages, note marks, furniture and all that is to be mended.

    Args:
        text: The decoded text, line feeds as line ends.
        options: What the user knows, and which repairs not to make.
        hints: What the reader of another medium (PDF, DOCX, HTML, TEI) knows about the lines.
    """
    return _Cleaner(text, options or ImportOptions(), hints or Hints()).run()


class _Cleaner:
    """One run of the detectors over one text; the order matters and is that of `run`."""

    def __init__(self, text: str, options: ImportOptions, hints: Hints) -> None:
        self.options = options
        self.hints = hints
        self.layout: Layout = measure(working(self._read(text)))
        self.known = Indexed(self.layout, hints)
        self.out = Cleaned(text)
        self.skipped = set(options.skip)
        self.feeds = [at for at, char in enumerate(text) if char == "\n"] if self.skipped else []

    def run(self) -> Cleaned:
        """All steps."""
        if not self.layout.lines:
            return self.out
        foreign, reason = headings.find_foreign(self.layout)
        if foreign < len(self.layout.lines) and self._wanted("foreign", self.layout.lines[foreign].first):
            start, end = self.layout.lines[foreign].first, self.layout.lines[-1].last
            self.out.findings.append(Finding("foreign", start, end, "kept, not reading text", reason))
            self.out.foreign = start
        else:
            foreign = len(self.layout.lines)
        self._assign(self.known.roles)
        self._pages(foreign)
        self._special_lines(foreign)
        self._marks(foreign)
        found = self._headings()
        lines = self.layout.lines
        kept = {i for i in range(1, len(lines)) if self.skipped and not self._wanted("false-break", lines[i - 1].last)}
        self.out.blocks = build(self.layout, found, foreign, kept, self.known)
        self.out.numbers = {self.layout.lines[i].first: mark for i, mark in self.known.numbers.items()}
        self._undo_blocks()
        self._at_least_one_paragraph()
        self._ornament(foreign)
        self._line_ends()
        self._leave_out()
        self._characters()
        self._place_pages()
        self._record()
        return self.out

    def _read(self, text: str) -> str:
        """The text with what the reader leaves out as white space."""
        for start, end, _ in self.hints.omitted:
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    def _leave_out(self) -> None:
        """What the reader leaves out stands in the report alone."""
        for start, end, why in self.hints.omitted:
            self.out.edits.append(Edit(start, end, "", "left-out", why))

    def _undo_blocks(self) -> None:
        """Turn list items and run-in headings that the user does not want back into paragraphs."""
        blocks: list[Block] = []
        for block in self.out.blocks:
            if block.kind == "item" and not self._wanted("list-item", block.start):
                block.kind = "p"
            if blocks and blocks[-1].evidence == RUN_IN and not self._wanted("heading", blocks[-1].start):
                block.start = blocks.pop().start
            blocks.append(block)
        self.out.blocks = blocks

    def _at_least_one_paragraph(self) -> None:
        """A text of headings and furniture only is read as paragraphs."""
        own = [block for block in self.out.blocks if not block.foreign]
        if not any(block.kind in ("p", "item") for block in own):
            for block in own:
                block.kind = "p"

    def _wanted(self, kind: str, offset: int) -> bool:
        """Whether the user did not switch this repair off, by kind or by place."""
        if not self.skipped:
            return True
        if kind in self.skipped:
            return False
        line = bisect_right(self.feeds, offset - 1)
        return f"{line + 1}:{offset - (self.feeds[line - 1] if line else -1)}" not in self.skipped

    def _pages(self, foreign: int) -> None:
        if self.hints.pages or self.hints.whole:
            self._known_pages()
            return
        for index, evidence in pages.find_breaks(self.layout, self.out.text, foreign).items():
            line = self.layout.lines[index]
            if self._wanted("page-break", line.start):
                self.layout.breaks.add(index)
                self.out.findings.append(Finding("page-break", line.start, line.first, "", evidence))
        roles, first = pages.find_furniture(self.layout, self.options.start_page())
        self._assign(roles)
        if self.layout.breaks or first is not None:
            starts = [0, *(self.layout.lines[index].start for index in sorted(self.layout.breaks))]
            for number, start in enumerate(starts):
                self.out.pages.append(Page(start, f"[{number + 1}]" if first is None else str(first + number)))

    def _known_pages(self) -> None:
        """Pages whose beginnings the reader knows; labels are those printed, else counted from one that is."""
        lines, found = self.layout.lines, []
        ends = [line.end for line in lines]
        for number, (start, label) in enumerate(self.hints.pages):
            index = min(bisect_left(ends, start + 1), len(lines) - 1)
            if number and not self._wanted("page-break", start):
                continue
            found.append((number, start, label))
            if number and not self.hints.whole:
                self.layout.breaks.add(index)
        roles, first = ({}, None) if self.hints.whole else pages.find_furniture(self.layout, self.options.start_page())
        self._assign(roles)
        names = pages.labels([label for _, label in self.hints.pages], first, self.options.start_page())
        for number, start, _ in found:
            self.out.pages.append(Page(start, names[number]))
            if number:
                self.out.findings.append(
                    Finding("page-break", start, start, f"page {names[number]}", "a page of the file")
                )

    def _assign(self, roles: dict[int, str]) -> None:
        for index, role in roles.items():
            if self._wanted(_KIND_OF_ROLE[role], self.layout.lines[index].first):
                self.layout.roles.setdefault(index, role)

    def _special_lines(self, foreign: int) -> None:
        if self.hints.whole:
            return
        for first, last in quotes.find_pullquotes(self.layout, foreign).items():
            self._assign(dict.fromkeys(range(first, last + 1), "pullquote") if self._whole(first) else {})
        self._assign(dict.fromkeys(quotes.find_addresses(self.layout, foreign), "address"))

    def _whole(self, first: int) -> bool:
        return self._wanted("pull-quote", self.layout.lines[first].first)

    def _marks(self, foreign: int) -> None:
        lines = self.layout.lines
        end = lines[foreign].start if foreign < len(lines) else len(self.layout.text)
        starts = [page.start for page in self.out.pages[1:]]
        alone = notes.lone_numbers(self.layout, foreign)
        if self.hints.marks is not None and (self.hints.marks or self.hints.whole):
            alone = []
            self._signs(self.hints.marks, end)
            chosen, doubtful = notes.find_marks(self.layout, alone, starts, end, self.hints.marks)
            chosen, doubtful = (
                (sorted([*chosen, *doubtful], key=lambda m: m.start), []) if self.hints.whole else (chosen, doubtful)
            )
        else:
            chosen, doubtful = notes.find_marks(self.layout, alone, starts, end)
        by_start = {line.first: index for index, line in enumerate(lines)}
        before = 0
        for mark in chosen:
            if not self._wanted("note-mark", mark.start):
                continue
            self.out.marks[mark.start] = mark.number
            self.out.inside.append(Inside("mark", mark.start, mark.end))
            if mark.alone:
                self.layout.roles[by_start[mark.start]] = "mark"
            if before and mark.number > before + 1:
                missing = f"note {before + 1}" + (f" to {mark.number - 1}" if mark.number > before + 2 else "")
                self._suspect(mark.start, mark.end, f"{missing} has no mark between this one and the one before")
            before = mark.number
        for mark in doubtful:
            self._suspect(mark.start, mark.end, "looks like a note mark, but does not fit the sequence; left as text")

    def _signs(self, known: dict[int, int], end: int) -> None:
        """Raised asterisks and daggers are note marks without a number."""
        for start, stop in known.items():
            sign = self.out.text[start:stop].strip()
            if stop <= end and sign and set(sign) <= set("*∗†‡§¶") and self._wanted("note-mark", start):
                self.out.marks[start] = sign
                self.out.inside.append(Inside("mark", start, stop))

    def _suspect(self, start: int, end: int, evidence: str) -> None:
        self.out.findings.append(Finding("suspect", start, end, "", evidence))

    def _headings(self) -> dict[int, str]:
        found = {} if self.hints.whole else self._guessed_headings()
        found |= {i: why for i, why in self.known.heads.items() if i not in self.layout.roles}
        return {i: why for i, why in found.items() if self._wanted("heading", self.layout.lines[i].first)}

    def _guessed_headings(self) -> dict[int, str]:
        """Headings by their words and place among the lines."""
        sure = {
            index: "known"
            for index in self.layout.running()
            if headings.known_heading(self.layout.lines[index].body)
            or headings.scrambled(self.layout.lines[index].body)
        }
        if "title" not in self.known.roles.values():
            self._assign(headings.find_title(self.layout, sure, self.options.title, self.options.authors))
        return headings.find_headings(self.layout)

    def _ornament(self, foreign: int) -> None:
        end = self.layout.lines[foreign - 1].last if foreign else 0
        found = quotes.find_ornament(self.layout.text, end)
        if found and self._wanted("ornament", found[0]):
            self.out.inside.append(Inside("ornament", *found))

    def _line_ends(self) -> None:
        """Close up words and dashes broken at line ends, and drop blank lines inside blocks."""
        lines, text = self.layout.lines, self.layout.text
        vocabulary = joins.Vocabulary.of(lines[i].body for i in self.layout.running())
        tight = joins.tight_dashes(text)
        starts = [line.first for line in lines]
        for block in self.out.blocks:
            self.out.inside += block.inside
            held = [*range(bisect_left(starts, block.start), bisect_left(starts, block.end))]
            for i, j in self._following(block, held):
                made = joins.join(text, lines[i].last, lines[j].first, vocabulary, tight=tight)
                if made and self._wanted(made.kind, made.start):
                    edit = Edit(made.start, made.end, made.out, made.kind, made.evidence)
                    self.out.edits += _around(edit, lines[i + 1 : j])
            self._blank_lines(block, held)

    def _following(self, block: Block, held: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs of lines of a block of which the second continues the first: of its text, and of each note in it."""
        roles = self.layout.roles
        yield from pairwise(i for i in held if roles.get(i, "p") in ("p", "title", "byline"))
        own = [Inside(block.kind, block.start, block.end)] if block.kind in _MENDED else block.inside
        for span in own:
            if span.role in _MENDED:
                yield from pairwise(i for i in held if span.start <= self.layout.lines[i].first < span.end)

    def _blank_lines(self, block: Block, held: list[int]) -> None:
        lines, covered = self.layout.lines, {edit.end for edit in self.out.edits}
        for i, j in pairwise(held):
            start, end = lines[i].last, lines[j].first
            between = self.out.text[start:end]
            if end in covered or (between.count("\n") < 2 and "\f" not in between):
                continue
            kind = "false-break" if j in block.joined else "page-break" if "\f" in between else "blank-line"
            if not self._wanted(kind, start):
                continue
            evidence = "the sentence goes on" if kind == "false-break" else ""
            self.out.edits.append(Edit(start, end, "\n", kind, evidence))

    def _characters(self) -> None:
        """Edits for what XML cannot hold: control characters, carriage returns, odd space between blocks."""
        text, work = self.out.text, self.layout.text
        self.out.edits.sort(key=lambda edit: edit.start)
        bad = {i for i, char in enumerate(text) if char in "\r\f\x0b" or (work[i] == PLACEHOLDER != char)}
        outside = 0
        for block in [*self.out.blocks, Block("end", len(text), len(text))]:
            bad |= {i for i in range(outside, block.start) if text[i] not in _XML_SPACE}
            outside = block.end
        for edit in self.out.edits:
            bad -= set(range(edit.start, edit.end))
        for i in sorted(bad):
            kept = work[i] if work[i] in _XML_SPACE and text[i : i + 2] != "\r\n" else ""
            name = f"U+{ord(text[i]):04X}"
            self.out.edits.append(Edit(i, i + 1, kept, "character", f"{name} cannot stand in XML here"))
        self.out.edits.sort(key=lambda edit: edit.start)

    def _place_pages(self) -> None:
        """A page that begins inside a repaired line end is marked where the repair begins."""
        edits = self.out.edits
        ends = [edit.end for edit in edits]
        for number, page in enumerate(self.out.pages):
            at = bisect_left(ends, page.start + 1)
            if at < len(edits) and edits[at].start <= page.start and number:
                joined = not edits[at].out and edits[at].kind != "character"
                self.out.pages[number] = replace(page, start=edits[at].start, joined=joined)

    def _record(self) -> None:
        """Findings for everything that is encoded without being changed, and normalised headings."""
        out = self.out
        names = {line.start: page.n for line, page in zip(self._page_lines(), out.pages[1:], strict=False)}
        out.findings = [
            replace(f, result=f"page {names.get(f.start, '')}") if f.kind == "page-break" and not f.result else f
            for f in out.findings
        ]
        bodies = [self.layout.lines[i].body for i in self.layout.running()]
        acronyms = headings.acronyms(" ".join(body for body in bodies if not headings.scrambled(body)))
        reasons = {self.layout.lines[i].first: why for i, why in self.known.evidence.items()}
        for block in out.blocks:
            kind = _KIND_OF_ROLE.get(block.kind)
            if kind:
                evidence = block.evidence or reasons.get(block.start, "")
                out.findings.append(Finding(kind, block.start, block.end, block.kind, evidence))
            printed = self._mended(block) if block.kind == "head" else ""
            if headings.scrambled(printed) and self._wanted("small-capitals", block.end):
                out.readings[block.start] = " ".join(headings.normal_case(printed, acronyms).split())
        for span in sorted(out.inside, key=lambda span: span.start):
            number = out.marks.get(span.start)
            result = f"note {number}" if number else span.role
            evidence = reasons.get(span.start, "")
            out.findings.append(Finding(_KIND_OF_ROLE[span.role], span.start, span.end, result, evidence))
        for match in UNANNOUNCED.finditer(" ".join(self.layout.text.split("\n")), 0, out.foreign or len(out.text)):
            self._suspect(match.start(), match.end(), "a sentence seems to begin here without an end before it")

    def _mended(self, block: Block) -> str:
        """A heading's text with the edits made in it."""
        pieces, position = [], block.start
        for edit in self.out.edits:
            if block.start <= edit.start < block.end:
                pieces += [self.layout.text[position : edit.start], edit.out]
                position = edit.end
        return "".join([*pieces, self.layout.text[position : block.end]])

    def _page_lines(self) -> list[Line]:
        return [self.layout.lines[index] for index in sorted(self.layout.breaks)]


def _around(edit: Edit, between: list[Line]) -> list[Edit]:
    """The edit, cut so that it leaves interrupting lines between its ends alone."""
    starts = [edit.start, *(line.last for line in between)]
    ends = [*(line.first for line in between), edit.end]
    return [replace(edit, start=start, end=end) for start, end in zip(starts, ends, strict=True) if end > start]
