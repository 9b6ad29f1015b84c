"""The characters of a PDF with their places: everything that touches PDFium stands here."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from argmap.libraries import needed
from argmap.problems import DataError, Place

if TYPE_CHECKING:
    from types import ModuleType

MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
MAX_ON_PAGE = 200_000
_PASSWORD, _SECURITY = 4, 5  # FPDF_GetLastError
_HYPHEN = "\x02"  # what PDFium puts for a hyphen at a line's end
_LEANING = 0.05  # radians: more than this, and a line is not level


@dataclass(slots=True)
class Piece:
    """Characters set together without a space: same size, same baseline.

    Lengths are points; ``y`` is the baseline, measured down from the page's upper edge. ``base`` is the
    baseline of the line that it belongs to, which differs for raised and lowered signs and for initials.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    glued: bool  # no space between the piece before it and this one
    base: float = 0.0
    raised: bool = False


@dataclass(slots=True)
class PdfPage:
    """One page: its level pieces in the order of drawing, other text as lines, and frames (x0, top, x1, bottom)."""

    number: int
    width: float
    height: float
    label: str
    pieces: list[Piece] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: int = 0
    unmapped: int = 0  # characters that the file gives no letter for


def pages(raw: bytes, file: str = "") -> tuple[list[PdfPage], str]:
    """All pages with their text, and the reader's name and version.

    Raises:
        ArgmapError: pypdfium2 is not installed.
        DataError: the file is encrypted, broken, or larger than any article.
    """
    pdfium, raw_api = _library()
    place = Place(file, 1, 1)
    document = _open(raw, place, pdfium)
    try:
        number = len(document)
        if not number:
            raise DataError("the PDF has no page", "save or download it again", place=place)
        if number > MAX_PAGES:
            raise DataError(f"the PDF has {number} pages", f"split it: at most {MAX_PAGES} pages are read", place=place)
        found: list[PdfPage] = []
        total = 0
        for index in range(number):
            page = _page(document, index, raw_api, place, pdfium)
            total += sum(len(piece.text) for piece in page.pieces)
            if total > MAX_CHARACTERS:
                raise DataError("the PDF holds more text than a book", "split it", place=place)
            found.append(page)
        return found, f"pypdfium2 {pdfium.version.PYPDFIUM_INFO}, PDFium {pdfium.version.PDFIUM_INFO}"
    finally:
        document.close()


def _library() -> tuple[ModuleType, ModuleType]:
    """PDFium's helpers and raw functions."""
    library, raw = (needed(name, "pypdfium2", "reading a PDF") for name in ("pypdfium2", "pypdfium2.raw"))
    return library, raw


def _open(raw: bytes, place: Place, pdfium: Any) -> Any:
    """The open document."""
    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", 0) in (_PASSWORD, _SECURITY):
            raise DataError(
                "the PDF is encrypted and needs a password", "save a copy without a password first", place=place
            ) from None
        raise DataError(
            "the PDF is broken: no page can be found in it", "download it again, or print it to a new PDF", place=place
        ) from None


def _page(document: Any, index: int, api: Any, place: Place, pdfium: Any) -> PdfPage:
    """Read one page."""
    try:
        page = document[index]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        raise DataError(f"page {index + 1} of the PDF is broken", "print it to a new PDF first", place=place) from None
    left, bottom, right, top = page.get_bbox()
    result = PdfPage(index + 1, right - left, top - bottom, document.get_page_label(index) or "")
    number = text.count_chars()
    if number > MAX_ON_PAGE:
        raise DataError(f"page {index + 1} of the PDF holds {number} characters", "no printed page does", place=place)
    _Reader(result, text.raw, api, (left, top)).read(number)
    for item in page.get_objects(max_depth=2):
        if item.type == api.FPDF_PAGEOBJ_IMAGE:
            result.pictures += 1
        elif item.type == api.FPDF_PAGEOBJ_PATH:
            x0, y0, x1, y1 = item.get_bounds()
            result.frames.append((x0 - left, top - y1, x1 - left, top - y0))
    text.close()
    page.close()
    return result


class _Reader:
    """Collects the characters of one page into pieces."""

    def __init__(self, page: PdfPage, text: Any, api: Any, corner: tuple[float, float]) -> None:
        self.page, self.text, self.api = page, text, api
        self.left, self.top = corner
        self.styles: dict[int, tuple[float, float, bool]] = {}
        self.current: Piece | None = None
        self.glued = False
        self.turned: list[str] = []

    def read(self, number: int) -> None:
        """Take all characters; then settle which line raised signs and initials belong to."""
        for index in range(number):
            code = self.api.FPDFText_GetUnicode(self.text, index)
            char = chr(code) if code else ""
            if not char or char.isspace():
                self._space(char)
            else:
                self._char(index, "-" if char == _HYPHEN else char)
        self._turn()
        _settle(self.page.pieces)

    def _space(self, char: str) -> None:
        self.current, self.glued = None, False
        if char in ("\r", "\n"):
            self._turn()
        elif char and self.turned:
            self.turned.append(" ")

    def _turn(self) -> None:
        line = " ".join("".join(self.turned).split())
        if line:
            self.page.turned.append(line)
        self.turned = []

    def _char(self, index: int, char: str) -> None:
        size, angle, bold = self._style(index)
        if self.api.FPDFText_HasUnicodeMapError(self.text, index) == 1:
            self.page.unmapped += 1
        if min(angle, 2 * math.pi - angle) > _LEANING:
            self.current, self.glued = None, False
            self.turned.append(char)
            return
        box, x, y = self.api.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self.api.FPDFText_GetLooseCharBox(self.text, index, box)
        self.api.FPDFText_GetCharOrigin(self.text, index, x, y)
        x0, x1, base = box.left - self.left, box.right - self.left, self.top - y.value
        now = self.current
        if now and abs(now.y - base) < 0.1 * size and abs(now.size - size) < 0.05 * size and self._near(now, x0, size):
            now.text += char
            now.x1 = max(now.x1, x1)
            now.bold = now.bold and bold
            return
        self.glued = bool(now) and self.glued
        self.current = Piece(char, x0, x1, base, size, bold, self.glued, base)
        self.page.pieces.append(self.current)
        self.glued = True

    @staticmethod
    def _near(piece: Piece, x0: float, size: float) -> bool:
        return -0.5 * size < x0 - piece.x1 < 0.6 * size

    def _style(self, index: int) -> tuple[float, float, bool]:
        """(size in points as set, angle in radians, bold) of a character; the same for all of one text object."""
        key = ctypes.cast(self.api.FPDFText_GetTextObject(self.text, index), ctypes.c_void_p).value or -1
        if key not in self.styles:
            matrix = self.api.FS_MATRIX()
            scale = 1.0
            if self.api.FPDFText_GetMatrix(self.text, index, matrix):
                scale = math.hypot(matrix.c, matrix.d) or 1.0
            size = abs(self.api.FPDFText_GetFontSize(self.text, index) * scale) or 1.0
            angle = self.api.FPDFText_GetCharAngle(self.text, index) % (2 * math.pi)
            self.styles[key] = (size, angle, self._bold(index))
        return self.styles[key]

    def _bold(self, index: int) -> bool:
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        self.api.FPDFText_GetFontInfo(self.text, index, name, 200, flags)
        font = name.value.decode("utf-8", "replace").casefold()
        heavy = self.api.FPDFText_GetFontWeight(self.text, index) >= 600
        return heavy or any(word in font for word in ("bold", "black", "heavy"))


def _settle(pieces: list[Piece]) -> None:
    """Give raised and lowered signs, and large initials, the baseline of the line that they stand in."""
    for before, piece in _neighbours(pieces):
        gap = piece.x0 - before.x1
        rise = before.base - piece.y
        moved = 0.08 * before.size < abs(rise) <= 0.35 * before.size and len(piece.text) <= 3
        if moved and abs(gap) < 0.3 * before.size and abs(piece.size - before.size) < 0.13 * before.size:
            piece.base = before.base  # a letter lowered or raised for show, as in the names of programs
        elif piece.size <= 0.87 * before.size and -0.4 < gap / before.size < 1 and abs(rise) <= 0.7 * before.size:
            if abs(rise) > 0.08 * before.size:
                piece.base, piece.raised = before.base, rise > 0
            elif piece.glued:
                piece.base = before.base
    for piece, after in reversed(list(_neighbours(pieces))):
        gap, drop = after.x0 - piece.x1, after.base - piece.y
        small = piece.size <= 0.87 * after.size and 0.08 < drop / after.size <= 0.7
        if small and piece.base == piece.y and -0.4 < gap / after.size < 1.2:
            piece.base, piece.raised = after.base, True
        initial = len(piece.text) <= 2 and piece.size >= 1.8 * after.size and -1.5 * piece.size < drop < 0
        if initial and -0.2 < gap / after.size < 2 and piece.y - after.base < 1.2 * piece.size:
            piece.base = after.base


def _neighbours(pieces: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    return pairwise(pieces)
