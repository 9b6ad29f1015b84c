"""Prints made-up articles as extraction would hand them over: the oracle for the clean-up, which must undo it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

_WORDS = (
    "the a of to in on by ferry ferries lake lakes timetable council pontoon passengers engineers measured weather "
    "winter regulations although considerable observation maintenance expenditure particular crossing crossings "
    "between northern villages remarkably punctual services carried luggage bicycles livestock occasionally "
    "post-Roman then-Warden Anglo-Norse because nobody repaired lanterns underneath wooden landing stages"
)
WORDS = sorted(set(re.findall(r"\S+", _WORDS)))


@dataclass
class Printed:
    """A printed article: the file's text and what it says."""

    text: str
    paragraphs: list[str]
    pages: int
    notes: list[int] = field(default_factory=list)


def paragraph(rng: random.Random, notes: list[int]) -> list[str]:
    """The printed words of one paragraph; note marks are glued to some words, as ``word|7|``."""
    words: list[str] = []
    for _ in range(rng.randint(3, 6)):
        sentence = [rng.choice(WORDS) for _ in range(rng.randint(9, 22))]
        sentence[0] = sentence[0].capitalize() if "-" not in sentence[0] else "Ferries"
        sentence[-1] += "."
        if rng.random() < 0.3:
            notes.append(len(notes) + 1)
            sentence[-1] += f"|{notes[-1]}|"
        words += sentence
    return words


def lines_of(words: list[str], width: int, rng: random.Random) -> list[str]:
    """Words set in lines; a long word that does not fit is broken, a hyphenated one after its hyphen."""
    lines, line = [], ""
    for word in words:
        plain = word.replace("|", "")
        if len(line) + 1 + len(plain) <= width:
            line = f"{line} {plain}".strip()
            continue
        room = width - len(line) - 2
        cut = plain.index("-") + 1 if "-" in plain else min(len(plain) - 4, room)
        if "-" in plain and cut <= room + 1:
            lines.append(f"{line} {plain[:cut]}")
            line = plain[cut:]
        elif "-" not in plain and cut >= 3 and plain[: cut + 4].isalpha() and rng.random() < 0.6:
            lines.append(f"{line} {plain[:cut]}-")
            line = plain[cut:]
        else:
            lines.append(line)
            line = plain
    return [*lines, line]


def article(seed: int, *, width: int = 70, page: int = 36, feed: bool = False, double: bool = False) -> Printed:
    """A made-up article of eighteen paragraphs, printed."""
    rng = random.Random(seed)
    notes: list[int] = []
    said: list[str] = []
    out: list[str] = []
    printed, pages = 0, 1
    for _ in range(18):
        words = paragraph(rng, notes)
        said.append(" ".join(word.split("|")[0] for word in words))
        block: list[str] = []
        for line in lines_of(words, width, rng):
            turn = printed and printed % page == 0
            pages += bool(turn)
            block.append((("\f" if feed else " ") if turn else "") + line)
            printed += 1
        out.append(_stack(block) if double else "\n".join(block))
    separator = "\n\n"
    text = out[0]
    for block in out[1:]:
        turned = block[:1] in " \f"
        text += ("\n" if turned else separator) + block
    return Printed(text + "\n", said, pages, notes)


def _stack(block: list[str]) -> str:
    """Lines with a blank line between them, but none before a line that begins a page."""
    text = block[0]
    for line in block[1:]:
        text += ("\n" if line[:1] in " \f" else "\n\n") + line
    return text
