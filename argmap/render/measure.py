"""How wide text is, and where its lines break, by the metrics of the bundled font.

All lengths are in points. The bundled font has no kerning and no ligatures, so the width of a line
is the sum of its characters' advances in every viewer. Characters that it lacks (Arabic, Chinese,
emoji …) are drawn by the viewer's own fonts; for them a generous estimate is used.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FACES = ("regular", "bold", "italic")
FAMILY = "Argmap Sans"
CAP_HEIGHT = 0.714
LEADING = 1.28
MARKS_PER_LETTER = 4

_FOLDER = Path(__file__).resolve().parent / "fonts"
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_BREAK_AFTER = frozenset("-\u2010\u2012\u2013\u2014/\u200b")
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")


def font_path(face: str = "regular") -> Path:
    """The bundled font file of a face: ``regular``, ``bold`` or ``italic``."""
    return _FOLDER / f"ArgmapSans-{face.capitalize()}.ttf"


@cache
def advances(face: str = "regular") -> dict[int, float]:
    """Advance widths in ems of all characters that the face has, by code point."""
    from fontTools.ttLib import TTFont

    with TTFont(font_path(face), lazy=True) as font:
        units = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] / units for code, name in font.getBestCmap().items()}


def covered(text: str, face: str = "regular") -> bool:
    """Whether the bundled font can draw the whole text by itself."""
    known = advances(face)
    return all(ord(char) in known for char in text)


def width(text: str, size: float, face: str = "regular") -> float:
    """The width of one line of text in points; exact for what the font covers, else an estimate."""
    return _width(text, size, face)


@lru_cache(maxsize=100_000)
def _width(text: str, size: float, face: str) -> float:
    known = advances(face)
    return size * math.fsum(known.get(ord(char)) or _estimate(char, known) for char in text)


def _estimate(char: str, known: dict[int, float]) -> float:
    if ord(char) in known or char in _UNSEEN or char in _JOINERS or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if ord(char) >= 0x1F000:
        return 1.4
    return 1.05 if unicodedata.east_asian_width(char) in "WF" else 0.85


@lru_cache(maxsize=50_000)
def plural(number: int, word: str) -> str:
    """A number with its noun: 1 place, 3 places."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def clean(text: str) -> str:
    """The text as it can stand on one line of a figure.

    NFC; control characters, lone surrogates, non-characters and direction overrides are dropped;
    white space is one space; piles of combining marks are cut to four a letter.
    """
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)
        if char.isspace() or kind in ("Zl", "Zp"):
            kept.append(" ")
            continue
        if (
            kind in ("Cc", "Cs")
            or char in _BIDI_CONTROLS
            or (ord(char) & 0xFFFE) == 0xFFFE
            or 0xFDD0 <= ord(char) < 0xFDF0
        ):
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= MARKS_PER_LETTER:
            kept.append(char)
    return " ".join("".join(kept).split())


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of a right-to-left script."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def wrap(text: str, limit: float, size: float, face: str = "regular") -> list[str]:
    """Break cleaned text into lines no wider than the limit; words too long for a line are cut.

    Breaks at spaces, after hyphens, dashes and slashes, and between Chinese or Japanese characters.
    A character and the marks on it stay together; at least one stands on every line.
    """
    return list(_wrapped(text, limit, size, face))


@lru_cache(maxsize=20_000)
def _wrapped(text: str, limit: float, size: float, face: str) -> tuple[str, ...]:
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(clean(text)):
        if used + _width(piece.rstrip(), size, face) <= limit:
            line, used = line + piece, used + _width(piece, size, face)
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _cut(piece, limit, size, face)
        lines += full
        used = _width(line, size, face)
    if line.strip():
        lines.append(line.rstrip())
    return tuple(lines)


def balance(text: str, limit: float, size: float, face: str = "regular") -> list[str]:
    """Break like `wrap` into as few lines, but of nearly equal length; no word is cut for it."""
    return list(_balanced(text, limit, size, face))


@lru_cache(maxsize=20_000)
def _balanced(text: str, limit: float, size: float, face: str) -> tuple[str, ...]:
    best = wrap(text, limit, size, face)
    widest = max((_width(piece.rstrip(), size, face) for piece in _pieces(clean(text))), default=0.0)
    low, high = max(limit / 2, widest), limit
    while high - low > 1.0:
        middle = (low + high) / 2
        lines = wrap(text, middle, size, face)
        if len(lines) > len(best) or any(width(line, size, face) > middle for line in lines):
            low = middle
        else:
            best, high = lines, middle
    return tuple(best)


def shorten(text: str, limit: float, size: float, face: str = "regular") -> str:
    """The cleaned text, cut with "…" where it is wider than the limit."""
    text = clean(text)
    if width(text, size, face) <= limit:
        return text
    kept = ""
    for cluster in _clusters(text):
        if width(f"{kept}{cluster}…", size, face) > limit:
            break
        kept += cluster
    return f"{kept.rstrip()}…"


@lru_cache(maxsize=5_000)
def _pieces(text: str) -> tuple[str, ...]:
    """The text cut at every place where a line may break; a space stays with the piece before it."""
    pieces: list[str] = []
    piece = ""
    previous = ""
    for cluster in _clusters(text):
        if previous and _may_break(previous, cluster) and piece:
            pieces.append(piece)
            piece = ""
        piece += cluster
        previous = cluster
    return (*pieces, piece) if piece else tuple(pieces)


def _may_break(before: str, after: str) -> bool:
    if after[0] == " ":
        return False
    if before[-1] == " ":
        return True
    if before[-1] in _BREAK_AFTER:
        return after[0].isalpha()
    return unicodedata.east_asian_width(before[0]) == "W" and unicodedata.category(after[0])[0] in "LS"


def _clusters(text: str) -> list[str]:
    """Letters with the marks, joiners and modifiers that belong to them."""
    found: list[str] = []
    for char in text:
        if found and (_extends(char) or found[-1][-1] == "\u200d" or _flag_pair(found[-1], char)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _extends(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc", "Me") or char in _JOINERS or "\U0001f3fb" <= char <= "\U0001f3ff"


def _flag_pair(before: str, char: str) -> bool:
    return len(before) == 1 and all("\U0001f1e6" <= c <= "\U0001f1ff" for c in (before, char))


def _cut(piece: str, limit: float, size: float, face: str) -> list[str]:
    """A piece too wide for a line in parts that fit, each of at least one cluster, with the space after it."""
    if width(piece.rstrip(), size, face) <= limit:
        return [piece]
    parts = [""]
    for cluster in _clusters(piece):
        if parts[-1] and cluster != " " and width((parts[-1] + cluster).rstrip(), size, face) > limit:
            parts.append("")
        parts[-1] += cluster
    return parts
