"""Words of a text as coarse codes: what lets a passage be recognised without being printed.

Each word is folded (compatibility form, no case, letters only) and stands as one symbol out of `SYMBOLS`.
A sequence of such symbols identifies a place in a text firmly, because most words survive a bad scan; yet it
does not give the text away: eight symbols say at most three bits about a word, thousands of words share each
symbol, and what remains unsaid over a sentence leaves a vast number of sentences that fit equally well.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

SYMBOLS = 8
# scripts written without spaces: every character counts as a word
_SOLID = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_SOLID}]"
_HYPHEN = "[-\u2010\u2011\u00ac]"
# a word may hold apostrophes, hyphens (also one left by a line's end) and digits misread for letters
_WORD = re.compile(rf"{_LETTER}+(?:(?:['\u2019\u02bc]|{_HYPHEN}\s?|\d{{1,2}}){_LETTER}+)*|[{_SOLID}]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: where each starts and ends (code points), and their symbols as one string."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    symbols: str

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The range of words that lie in ``[start, end)``, a word cut by an end counting as inside."""
        return self._first_ending_after(start), bisect_left(self.starts, end)

    def _first_ending_after(self, offset: int) -> int:
        return bisect_left(self.ends, offset + 1)


def words_of(content: str) -> Words:
    """The words of a reading text.

    >>> words_of("Long- term aims, 1992–1997").ends
    (10, 15)
    """
    starts: list[int] = []
    ends: list[int] = []
    symbols: list[str] = []
    for match in _WORD.finditer(content):
        symbol = symbol_of(match.group())
        if symbol:
            starts.append(match.start())
            ends.append(match.end())
            symbols.append(symbol)
    return Words(tuple(starts), tuple(ends), "".join(symbols))


@lru_cache(maxsize=65536)
def symbol_of(word: str) -> str:
    """One digit for a word: the first byte of the SHA-256 of its folded form, modulo `SYMBOLS`; "" for no letters."""
    letters = fold(word)
    return str(hashlib.sha256(letters.encode()).digest()[0] % SYMBOLS) if letters else ""


def fold(word: str) -> str:
    """A word's letters in compatibility form, without case and accents.

    >>> fold("Co-ﬁnancé")
    'cofinance'
    """
    spread = unicodedata.normalize("NFKD", word).casefold()
    return "".join(char for char in spread if char.isalpha())
