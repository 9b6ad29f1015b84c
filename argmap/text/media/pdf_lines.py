"""From pieces of text to printed lines: columns are found where no text crosses, lines by their baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from argmap.text.media.pdf_chars import Piece

_FEWEST = 4  # lines on either side that make two columns
_GUTTER = 0.6  # least width of the space between columns, in sizes of the text
_WORD_GAP = 0.75  # wider than this, in sizes: not a space between words but two pieces of text


@dataclass(slots=True)
class PdfLine:
    """A printed line; lengths in points, ``y`` the baseline measured down the page.

    ``column`` numbers the columns of a page in reading order; ``marks`` are the offsets in ``text`` of
    raised signs.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    marks: list[tuple[int, int]] = field(default_factory=list)
    column: int = 0
    left: float = 0.0  # edges of its column
    right: float = 0.0
    initial: float = 0.0  # depth of a large initial that begins the line
    role: str = ""
    evidence: str = ""
    opens: bool = False  # begins an element of its own


def chunks(pieces: Iterable[Piece], page: int) -> list[PdfLine]:
    """Lines of the page cut wherever the space is wider than between words, in the order down the page."""
    found: list[PdfLine] = []
    for row in _rows(pieces):
        cuts = [0, *_cuts(row), len(row)]
        found += [_line(row[a:b], page) for a, b in pairwise(cuts)]
    return found


def _cuts(row: list[Piece]) -> list[int]:
    """Where a row is cut."""
    cuts: list[int] = []
    reach = row[0].x1
    for number, (before, piece) in enumerate(pairwise(row), 1):
        if piece.x0 - reach > _WORD_GAP * max(before.size, piece.size):
            cuts.append(number)
        reach = max(reach, piece.x1)
    return cuts


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on the same baseline, from left to right, rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if rows and abs(piece.base - rows[-1][0].base) <= 0.2 * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def _line(pieces: list[Piece], page: int) -> PdfLine:
    """One line of pieces that follow each other."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if not piece.raised:
            sizes[round(piece.size, 1)] += len(piece.text)
    usual = max(sizes, key=lambda size: (sizes[size], size)) if sizes else pieces[0].size
    text, marks = "", []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1] if number else None
        if before and not (piece.glued and piece.x0 - before.x1 < 0.3 * usual) and not _closed(before, piece, usual):
            text += " "
        if piece.raised:
            marks.append((len(text), len(text) + len(piece.text)))
        text += piece.text
    first = pieces[0]
    return PdfLine(
        text,
        min(p.x0 for p in pieces),
        max(p.x1 for p in pieces),
        median(p.base for p in pieces),
        usual,
        all(p.bold for p in pieces if not p.raised) and not all(p.raised for p in pieces),
        page,
        marks,
        initial=first.y - first.base if first.y > first.base + usual and len(first.text) <= 2 else 0.0,
    )


def _closed(before: Piece, piece: Piece, size: float) -> bool:
    """Whether a sign set in another style stands close to the word before it, or a word close to an initial."""
    gap = piece.x0 - before.x1
    styled = piece.raised or before.y > before.base + size
    return styled and gap < 0.25 * size


def usual_gutters(pages: list[list[PdfLine]], size: float) -> list[float]:
    """Where two pages or more have a space between columns, the most frequent first."""
    found: Counter[int] = Counter()
    for chunks_of_page in pages:
        gutter = _gutter(chunks_of_page, size, 0)
        if gutter is not None:
            found[round(gutter)] += 1
    return [float(place) for place, _ in found.most_common(4)]


def arrange(found: list[PdfLine], size: float, usual: Sequence[float] = ()) -> list[PdfLine]:
    """Whole lines in reading order, each with its column and the column's edges.

    Args:
        found: Chunks of one page.
        size: Size of the running text, in points.
        usual: Where other pages have a space between columns; decides where one column holds few lines only.
    """
    lines: list[PdfLine] = []
    for number, column in enumerate(_order(found, size, 0, usual)):
        whole = _merge(column)
        full = [line for line in whole if line.x1 - line.x0 > 0.5 * max(one.x1 - one.x0 for one in whole)]
        left, right = min(line.x0 for line in whole), max(line.x1 for line in whole)
        starts = Counter(round(line.x0) for line in full)
        edge = min((x for x, times in starts.items() if times >= 0.2 * len(full)), default=left)
        for line in whole:
            line.column, line.left, line.right = number, max(edge, left), right
        _beside_initials(whole)
        lines += whole
    return lines


def _beside_initials(lines: list[PdfLine]) -> None:
    """Lines that a large initial pushes aside begin where their column begins."""
    for line in lines:
        for other in lines:
            if line.initial and line.y < other.y <= line.y + line.initial + 1 and other.x0 > line.x0:
                other.x0 = line.x0
    for line in lines:
        line.left = min(line.left, line.x0) if line.initial else line.left


def _merge(column: list[PdfLine]) -> list[PdfLine]:
    """Chunks of one column on the same baseline put together."""
    lines: list[PdfLine] = []
    for chunk in sorted(column, key=lambda c: (c.y, c.x0)):
        last = lines[-1] if lines else None
        if last and abs(last.y - chunk.y) <= 0.25 * min(last.size, chunk.size) + 0.3 and chunk.x0 >= last.x1 - 1:
            at = len(last.text) + 1
            last.marks += [(a + at, b + at) for a, b in chunk.marks]
            last.text += " " + chunk.text
            last.x1 = max(last.x1, chunk.x1)
            last.bold = last.bold and chunk.bold
            last.size = last.size if len(last.text) >= 2 * len(chunk.text) else max(last.size, chunk.size)
        else:
            lines.append(chunk)
    return lines


def _order(found: list[PdfLine], size: float, depth: int, usual: Sequence[float] = ()) -> list[list[PdfLine]]:
    """Columns in reading order; what crosses the space between columns parts the page into bands."""
    gutter = _gutter(found, size, depth) if depth < 3 else None
    fewest = _FEWEST
    if gutter is None:
        gutter, fewest = next((place for place in usual if _fits(found, place, size)), None), 1
    if gutter is None:
        return [found] if found else []
    result: list[list[PdfLine]] = []
    across: list[PdfLine] = []
    for columnar, band in _bands(found, gutter, size, fewest):
        if not columnar:
            across += band
            continue
        if across:
            result.append(across)
            across = []
        result += _order([c for c in band if c.x1 <= gutter + 1], size, depth + 1)
        result += _order([c for c in band if c.x1 > gutter + 1], size, depth + 1)
    return [*result, *([across] if across else [])]


def _gutter(found: list[PdfLine], size: float, depth: int) -> float | None:
    """Where the space between two columns lies, if there is one: the place with most lines in columns."""
    if len(found) < 2 * _FEWEST:
        return None
    starts: Counter[int] = Counter(round(chunk.x0) for chunk in found)
    leftmost = min(starts)
    best, most = None, (0.8 if depth else 0.3) * len(found)
    for start, times in sorted(starts.items()):
        if start <= leftmost + 3 * size or times < _FEWEST / 2:
            continue
        gutter = start - 0.5 * _GUTTER * size
        lines = sum(len(band) for columnar, band in _bands(found, gutter, size) if columnar)
        if lines > most:
            best, most = gutter, lines
    return best


def _bands(found: list[PdfLine], gutter: float, size: float, fewest: int = _FEWEST) -> list[tuple[bool, list[PdfLine]]]:
    """The page from top to bottom: (whether set in columns, chunks)."""
    half = 0.45 * _GUTTER * size
    bands: list[list[PdfLine]] = [[]]
    crossing: list[bool] = [False]
    for chunk in sorted(found, key=lambda c: (c.y, c.x0)):
        across = chunk.x0 < gutter - half and chunk.x1 > gutter + half
        if across or crossing[-1] != across:
            same = bands[-1] and crossing[-1] == across
            if not same and bands[-1]:
                bands.append([])
                crossing.append(across)
            crossing[-1] = across
        bands[-1].append(chunk)
    judged = [
        (not across and _columnar(band, gutter, fewest), band) for across, band in zip(crossing, bands, strict=True)
    ]
    return _with_strays(judged, gutter)


def _with_strays(bands: list[tuple[bool, list[PdfLine]]], gutter: float) -> list[tuple[bool, list[PdfLine]]]:
    """Short bands with text on both sides are columns too where the page has columns at this place."""
    if not any(columnar for columnar, _ in bands):
        return bands
    result: list[tuple[bool, list[PdfLine]]] = []
    for columnar, band in bands:
        left = sum(chunk.x1 <= gutter for chunk in band)
        result.append((columnar or 2 <= left <= len(band) - 2, band))
    return result


def _fits(found: list[PdfLine], gutter: float, size: float) -> bool:
    """Whether a page with few lines in one column keeps the space clear that other pages leave between columns."""
    crossing = sum(chunk.x0 < gutter - 1 and chunk.x1 > gutter + 1 for chunk in found)
    return crossing <= 0.2 * len(found) and any(columnar for columnar, _ in _bands(found, gutter, size, 1))


def _first_starts(side: list[PdfLine]) -> list[float]:
    """Where the rows on one side begin."""
    rows: dict[int, float] = {}
    for chunk in side:
        rows[round(chunk.y)] = min(chunk.x0, rows.get(round(chunk.y), chunk.x0))
    return list(rows.values())


def _columnar(band: list[PdfLine], gutter: float, fewest: int) -> bool:
    """Whether a band has lines enough on both sides of a place, beside each other."""
    left = [chunk for chunk in band if chunk.x1 <= gutter + 1]
    right = [chunk for chunk in band if chunk.x1 > gutter + 1]
    if min(len({round(c.y) for c in side}) for side in (left, right)) < fewest:
        return False
    firsts = _first_starts(right)
    edge = Counter(round(x) for x in firsts).most_common(1)[0][0]
    if sum(abs(x - edge) <= 1.5 for x in firsts) < 0.5 * len(firsts) or edge - gutter > 3:
        return False  # chance spaces under each other are not aligned
    if fewest == 1:
        return True
    spans = [(min(c.y for c in side), max(c.y for c in side)) for side in (left, right)]
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    wide = [max(c.x1 - c.x0 for c in side) for side in (left, right)]
    return shared >= 0.5 * min(b - a for a, b in spans) and min(wide) >= 0.35 * max(wide)
