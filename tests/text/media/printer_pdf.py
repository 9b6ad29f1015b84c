"""Prints made-up articles as PDFs whose paragraphs, notes and furniture are known: the oracle for the PDF reader."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.text.printer import paragraph

SIZE, LEADING, NOTE, NOTE_LEADING = 10.0, 12.0, 8.0, 9.5
REGULAR, BOLD = "Times-Roman", "Times-Bold"
HEADS = ("Ferries in Winter", "What the Council Decided", "On Landing Stages", "Conclusion")


@dataclass
class Style:
    """How an article is printed."""

    columns: int = 2
    indent: float = 12.0  # of first lines; 0: space between paragraphs instead
    gutter: float = 18.0
    heads: bool = True
    notes: bool = True
    pullquotes: bool = True
    numbers: str = "foot"  # foot, head (in the line of the running head), none
    first: int = 41
    turned: bool = False
    width: float = 595.0
    height: float = 842.0


@dataclass
class PrintedPdf:
    """The file and what it says."""

    data: bytes
    title: str
    author: str
    paragraphs: list[str]
    headings: list[str]
    notes: list[tuple[int, str]]
    pullquotes: list[str]
    pages: int
    furniture: list[str] = field(default_factory=list)


@dataclass
class _Set:
    """One line that is set: words with the numbers of the notes that they bear."""

    words: list[tuple[str, int]]
    font: str
    size: float
    indent: float
    justify: bool
    before: float
    kind: str


class _Printer:
    def __init__(self, seed: int, style: Style) -> None:
        self.rng = random.Random(seed)
        self.style = style
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(style.width, style.height), invariant=1)
        self.measure = (style.width - 120 - (style.columns - 1) * style.gutter) / style.columns
        self.out = PrintedPdf(b"", "Ferries and the Lake Villages", "Ann Marlow", [], [], [], [], 1)
        self.text: dict[int, str] = {}

    def run(self, paragraphs: int) -> PrintedPdf:
        lines = self._lines(paragraphs)
        self._head()
        column, y = 0, 95.0
        c = self.canvas
        for text, font, size in ((self.out.title, BOLD, 20.0), (self.out.author, REGULAR, 12.0)):
            c.setFont(font, size)
            c.drawString(60, self.style.height - y, text)
            y += 24
        top = y = y + 14
        held: list[int] = []
        foot = self.style.height - 70
        pending = list(self.quotes)
        for line in lines:
            marks = [number for _, number in line.words if number]
            need = self._depth(held + marks)
            quote = 5 * 15 if pending and line.kind == "p" and self.rng.random() < 0.04 else 0
            fits = quote and y + quote + 60 < foot - need
            if fits and (column == 0 or self.style.columns == 1):
                y = self._quote(pending.pop(0), column, y)
            if y + line.before + LEADING > foot - need:
                self._foot(held, column, foot)
                held = []
                column += 1
                if column == self.style.columns:
                    c.showPage()
                    self.out.pages += 1
                    self._head()
                    column, top = 0, 95.0
                y = top
            elif y > top:
                y += line.before
            held += marks
            y += LEADING if line.kind == "p" else LEADING + 2
            self._draw(line, 60 + column * (self.measure + self.style.gutter), y)
        self._foot(held, column, foot)
        c.showPage()
        c.save()
        self.out.pullquotes = [q for q in self.quotes if q not in pending]
        self.out.data = self.buffer.getvalue()
        return self.out

    def _lines(self, number: int) -> list[_Set]:
        lines: list[_Set] = []
        notes: list[int] = []
        self.quotes: list[str] = []
        for count in range(number):
            if count % 6 == 0 and count // 6 < len(HEADS):
                head = HEADS[count // 6]
                self.out.headings.append(head)
                lines.append(_Set([(word, 0) for word in head.split()], BOLD, 12.0, 0, False, 14.0, "head"))
            words = paragraph(self.rng, notes)
            if not self.style.notes:
                words = [word.split("|")[0] for word in words]
            said = " ".join(word.split("|")[0] for word in words)
            self.out.paragraphs.append(said)
            if self.style.pullquotes and count % 7 == 3:
                self.quotes.append(said.split(". ")[0] + ".")
            lines += self._set(words, count)
        if self.style.notes:
            for number in notes:
                self.text[number] = (
                    "See " + " ".join(paragraph(self.rng, [])[: self.rng.randint(4, 20)]).split("|")[0] + "."
                )
            self.out.notes = sorted(self.text.items())
        return lines

    def _set(self, words: list[str], count: int) -> list[_Set]:
        pairs = [(word.split("|")[0], int(word.split("|")[1]) if "|" in word else 0) for word in words]
        lines: list[_Set] = []
        after_head = count % 6 == 0
        indent = 0.0 if after_head else self.style.indent
        before = 0.0 if self.style.indent else 7.0
        line: list[tuple[str, int]] = []
        for word, mark in pairs:
            rest = word
            while rest:
                room = self.measure - indent - self._width([*line, ("", 0)]) - (2.5 if line else 0)
                if stringWidth(rest, REGULAR, SIZE) + (6 if mark else 0) <= room:
                    line.append((rest, mark))
                    break
                cut = self._cut(rest, room)
                if cut:
                    line.append((rest[:cut] + ("" if rest[cut - 1] == "-" else "-"), 0))
                    rest = rest[cut:]
                lines.append(_Set(line, REGULAR, SIZE, indent, True, before, "p"))
                line, indent, before = [], 0.0, 0.0
        lines.append(_Set(line, REGULAR, SIZE, indent, False, before, "p"))
        return lines

    def _cut(self, word: str, room: float) -> int:
        if "-" in word[2:-2]:
            cut = word.index("-") + 1
            return cut if stringWidth(word[:cut], REGULAR, SIZE) <= room else 0
        if len(word) < 8 or not word.isalpha() or self.rng.random() < 0.4:
            return 0
        cuts = [cut for cut in range(3, len(word) - 3) if stringWidth(word[:cut] + "-", REGULAR, SIZE) <= room]
        return cuts[-1] if cuts else 0

    def _width(self, words: list[tuple[str, int]]) -> float:
        total = sum(
            stringWidth(word, REGULAR, SIZE) + stringWidth(str(mark) if mark else "", REGULAR, 6)
            for word, mark in words
        )
        return total + 2.5 * max(0, len(words) - 1)

    def _draw(self, line: _Set, x: float, y: float) -> None:
        c, at = self.canvas, x + line.indent
        bottom = self.style.height - y
        gaps = len(line.words) - 1
        space = stringWidth(" ", line.font, line.size)
        if line.justify and gaps:
            natural = self._width(line.words) - 2.5 * gaps
            space = (self.measure - line.indent - natural) / gaps
        text = c.beginText(at, bottom)
        text.setFont(line.font, line.size)
        text.setWordSpace(space - stringWidth(" ", line.font, line.size))
        for number, (word, mark) in enumerate(line.words):
            text.textOut(word)
            if mark:
                text.setFont(line.font, 6)
                text.setRise(3.5)
                text.textOut(str(mark))
                text.setRise(0)
                text.setFont(line.font, line.size)
            if number < gaps:
                text.textOut(" ")
        text.setWordSpace(0)
        c.drawText(text)

    def _note_lines(self, number: int) -> list[str]:
        lines, line = [], ""
        for word in self.text[number].split():
            if stringWidth(f"{line} {word}", REGULAR, NOTE) > self.measure - 8:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        return [*lines, line]

    def _depth(self, held: list[int]) -> float:
        return sum(len(self._note_lines(number)) for number in held) * NOTE_LEADING + (10 if held else 0)

    def _foot(self, held: list[int], column: int, foot: float) -> None:
        c, x = self.canvas, 60 + column * (self.measure + self.style.gutter)
        y = foot - self._depth(held) + 10
        if held:
            c.line(x, self.style.height - y, x + 60, self.style.height - y)
        for number in held:
            for place, line in enumerate(self._note_lines(number)):
                y += NOTE_LEADING
                text = c.beginText(x, self.style.height - y)
                if not place:
                    text.setFont(REGULAR, 5)
                    text.setRise(3)
                    text.textOut(str(number))
                    text.setRise(0)
                text.setFont(REGULAR, NOTE)
                text.textOut(line if place else " " + line)
                c.drawText(text)

    def _head(self) -> None:
        c, style = self.canvas, self.style
        number = style.first + self.out.pages - 1
        c.setFont(REGULAR, 9)
        if style.heads:
            said = "Lake Review 3:1" if number % 2 else "Marlow: Ferries"
            c.drawString(60, style.height - 50, said)
            self.out.furniture.append(said)
        if style.numbers == "head":
            c.drawRightString(style.width - 60, style.height - 50, str(number))
        elif style.numbers == "foot":
            c.drawCentredString(style.width / 2, 30, str(number))
        if style.turned:
            c.saveState()
            c.translate(20, 200)
            c.rotate(90)
            c.drawString(0, 0, "Downloaded from lakes.example")
            c.restoreState()

    def _quote(self, said: str, column: int, y: float) -> float:
        c, x = self.canvas, 60 + column * (self.measure + self.style.gutter)
        lines, line = [], ""
        for word in said.split():
            if stringWidth(f"{line} {word}", BOLD, 12) > self.measure - 30:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
        depth = len(lines) * 14 + 12
        c.rect(x + 4, self.style.height - y - 8 - depth, self.measure - 8, depth)
        for number, text in enumerate(lines):
            c.setFont(BOLD, 12)
            c.drawString(x + 15, self.style.height - y - 8 - 14 * (number + 1), text)
        return y + depth + 16


def print_pdf(seed: int, style: Style | None = None, paragraphs: int = 20) -> PrintedPdf:
    """A made-up article, printed."""
    return _Printer(seed, style or Style()).run(paragraphs)
