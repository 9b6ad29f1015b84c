"""The normal form in which passages are counted: ``argmap-text-1``.

Unicode NFC; every run of white space is one space; U+00AD, U+200B, U+2060 and U+FEFF are dropped;
no white space at either end. Offsets are code points from 0, the end exclusive (RFC 5147 syntax
``#char=start,end``).
"""

from __future__ import annotations

import hashlib
import unicodedata

NORMALIZATION = "argmap-text-1"
DROPPED = frozenset("\u00ad\u200b\u2060\ufeff")
_DROP = dict.fromkeys(map(ord, DROPPED))


def normalise(text: str) -> str:
    r"""The text in the normal form ``argmap-text-1``.

    >>> normalise(" Soft\u00adhyphen \n and   space ")
    'Softhyphen and space'
    """
    if text.isascii():
        return " ".join(text.split())
    kept = unicodedata.normalize("NFC", text).translate(_DROP)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_digest(value: str) -> bool:
    """Whether a value has the form that `digest` gives: 64 hexadecimal digits, in small letters.

    >>> is_digest(digest("a")), is_digest("A" * 64)
    (True, False)
    """
    return len(value) == 64 and set(value) <= set("0123456789abcdef")


def normalise_with_map(text: str) -> tuple[str, list[int]]:
    """The normal form, and where each of its characters came from.

    Returns:
        The normal text and a list one longer than it: entry *i* is the offset in ``text`` of the
        character (or the first of the characters) that gave normal character *i*; the last entry
        is the offset just past the last character used.
    """
    chars: list[str] = []
    origin: list[int] = []
    end = 0
    gap = False
    for start, stop in _clusters(text):
        piece = "".join(c for c in text[start:stop] if c not in DROPPED)
        if not piece:
            continue
        if piece[0].isspace():
            gap = bool(chars)
            piece = piece.lstrip()
            if not piece:
                continue
        if gap:
            chars.append(" ")
            origin.append(end)
            gap = False
        composed = unicodedata.normalize("NFC", piece)
        chars.extend(composed)
        origin.extend([start] * len(composed))
        end = stop
    origin.append(end)
    return "".join(chars), origin


def _clusters(text: str) -> list[tuple[int, int]]:
    """Runs that normalise on their own: a starter with all that may combine with it."""
    if text.isascii():
        return [(i, i + 1) for i in range(len(text))]
    runs: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(text)):
        if _joins(text[index]):
            continue
        runs.append((start, index))
        start = index
    if text:
        runs.append((start, len(text)))
    return runs


def _joins(char: str) -> bool:
    """Whether the character may compose with what stands before it (marks, Hangul vowels and tails)."""
    if char < "\u0300":
        return char in DROPPED
    return (
        unicodedata.combining(char) != 0
        or char in DROPPED
        or "\u1160" <= char <= "\u11ff"
        or unicodedata.category(char) in ("Mn", "Mc")
    )
