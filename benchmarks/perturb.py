"""Damaged copies of a text, as other extractions and scans give them, with every character's whereabouts known.

`damage` takes a text in normal form and returns raw text plus a map from each old offset to the new one, so
that a benchmark knows by construction where a passage went.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import dataclass

from argmap.text.normal import normalise_with_map

# what scanners take for what; pairs of letters stand for one another as well
CONFUSIONS = {
    "a": "o",
    "b": "h",
    "c": "e",
    "d": "cl",
    "e": "c",
    "f": "t",
    "g": "q",
    "h": "b",
    "i": "l",
    "l": "1",
    "m": "rn",
    "n": "u",
    "o": "0",
    "p": "n",
    "r": "t",
    "s": "5",
    "t": "f",
    "u": "n",
    "v": "y",
    "w": "vv",
    "y": "v",
    "I": "l",
    "O": "0",
    "B": "8",
    "S": "5",
    ".": ",",
    ",": ".",
}
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True)
class Damage:
    """How a copy differs: character noise as a share, line width (0 for none), and what else is done."""

    noise: float = 0.0
    width: int = 0
    hyphenate: bool = False
    heads: bool = False
    ligatures: bool = False
    quotes: bool = False
    digits: bool = False


ALL = Damage(width=68, hyphenate=True, heads=True, ligatures=True, quotes=True, digits=True)


@dataclass(frozen=True, slots=True)
class Copy:
    """A damaged copy in normal form, and where every character of the old text now starts."""

    content: str
    where: tuple[int, ...]
    until: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of an old passage in the copy; an empty one where it was deleted."""
        return self.where[start], max(self.where[start], self.until[end - 1])


def damage(content: str, how: Damage, seed: int, *, deleted: tuple[int, int] | None = None) -> Copy:
    """A damaged copy of a text in normal form.

    Args:
        content: The old text.
        how: What to do to it.
        seed: Makes the same damage again.
        deleted: A stretch ``[start, end)`` that the copy lacks.
    """
    dice = random.Random(seed)
    pieces = list(content)
    if deleted:
        pieces[deleted[0] : deleted[1]] = [""] * (deleted[1] - deleted[0])
    if how.ligatures:
        _ligate(content, pieces)
    if how.quotes:
        pieces = [piece.translate(STRAIGHT) for piece in pieces]
    _spoil(pieces, how.noise, dice)
    marks = [""] * len(pieces)
    if how.digits:
        _glue_digits(content, marks, dice)
    if how.width:
        _break_lines(pieces, marks, how, dice)
    return _copy(pieces, marks)


def _ligate(content: str, pieces: list[str]) -> None:
    for plain, joined in LIGATURES.items():
        at = content.find(plain)
        while at >= 0:
            if "".join(pieces[at : at + len(plain)]) == plain:
                pieces[at : at + len(plain)] = [joined] + [""] * (len(plain) - 1)
            at = content.find(plain, at + 1)


def _spoil(pieces: list[str], share: float, dice: random.Random) -> None:
    """Confuse (80 %), drop (10 %) or double (10 %) characters; spaces are never hit."""
    for index, piece in enumerate(pieces):
        if not piece or piece == " " or dice.random() >= share:
            continue
        kind = dice.random()
        if kind < 0.8:
            pieces[index] = CONFUSIONS.get(piece, dice.choice("aeiostnr"))
        else:
            pieces[index] = "" if kind < 0.9 else piece * 2


def _glue_digits(content: str, marks: list[str], dice: random.Random) -> None:
    """Note numbers glued to the ends of some sentences and words, as superscripts come out of a PDF."""
    number = 0
    for index in range(len(content) - 1):
        ends_sentence = content[index] in ".,;" and content[index + 1] == " "
        if ends_sentence and dice.random() < 0.15:
            number += 1
            marks[index] = str(number)


def _break_lines(pieces: list[str], marks: list[str], how: Damage, dice: random.Random) -> None:
    """Break lines at a new width, hyphenating words, with running heads every 40 lines."""
    column, line = 0, 0
    for index, piece in enumerate(pieces):
        column += len(piece)
        if column < how.width:
            continue
        inside = index + 3 < len(pieces) and index > 3 and all(p.isalpha() for p in pieces[index - 2 : index + 3])
        if piece == " ":
            pieces[index] = "\n"
        elif how.hyphenate and inside and dice.random() < 0.5:
            marks[index] += "-\n"
        else:
            continue
        column, line = 0, line + 1
        if how.heads and line % 40 == 0 and pieces[index] == "\n":
            pieces[index] = f"\n{line // 40 + 80} Journal of Invented Studies\n"


def _copy(pieces: list[str], marks: list[str]) -> Copy:
    """Put the pieces together, each followed by what was glued to it, and bring all into normal form."""
    starts, stops = [], []
    total = 0
    for piece, mark in zip(pieces, marks, strict=True):
        starts.append(total)
        stops.append(total + len(piece))
        total += len(piece) + len(mark)
    content, origin = normalise_with_map("".join(p + m for p, m in zip(pieces, marks, strict=True)))
    where = tuple(min(bisect_left(origin, offset), len(content)) for offset in starts)
    return Copy(content, where, tuple(min(bisect_left(origin, offset), len(content)) for offset in stops))
