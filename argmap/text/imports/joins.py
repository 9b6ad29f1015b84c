"""Words and dashes broken at a line's end: which hyphens belong to the word, decided by evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.text.wordlists import words

_HYPHENS = "-\u2010\u00ad¬\x02"
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_SUSPENDED = words("and or to und oder bis et ou y o e")
_UNITS = words("one two three four five six seven eight nine")
# first parts that English writers set off with a hyphen more often than not
_SET_OFF = words(
    "ex self all post non anti half quasi well ill ever never vice then cross long short high low mid pro pan semi "
    "ultra neo pseudo far near much counter multi"
)
_ALWAYS_SET_OFF = words("ex self non all quasi vice")
# second parts that are endings: both halves being words does not make a compound of these
_ENDINGS = words(
    "fully ship ships less able ably hood ness some ward wards wise ment ments ties ting tion tions sion ever ally "
    "ance ence land lands work works ling led ring red king age ages art ate den ten ted pend port ports form forms "
    "lateral lined sent tain tend tent test tive part parts act ion ions rate rates ration vision side sides time times"
)


@dataclass(frozen=True, slots=True)
class Join:
    """A line end to be removed: ``[start, end)`` is replaced by ``out`` (kind and reason say why)."""

    start: int
    end: int
    out: str
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often the text writes each word, hyphenated or not, away from line ends."""

    words: Counter[str]
    firsts: Counter[str]  # first parts of hyphenated words

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """Count the words of lines, leaving out a word cut at a line's end and its rest on the next line."""
        counts: Counter[str] = Counter()
        cut = False
        for line in lines:
            found = _WORDS.findall(line.casefold().replace("\u2010", "-"))
            broken = line.rstrip()[-1:] in _HYPHENS and bool(line.strip())
            counts.update(found[1 if cut else 0 : len(found) - 1 if broken else None])
            cut = broken
        firsts = Counter[str]()
        for word, times in counts.items():
            if "-" in word:
                firsts[word.split("-")[0]] += times
        return cls(counts, firsts)

    def count(self, word: str) -> int:
        """Occurrences of a word, as a word of its own or as part of a hyphenated one."""
        return self.words[word.casefold()]


def join(text: str, last: int, first: int, vocabulary: Vocabulary, *, tight: bool) -> Join | None:
    """What becomes of the line end between offset ``last`` (end of a line's text) and ``first`` (start of the next).

    Args:
        text: The working text.
        last: Offset just past the last character of the line.
        first: Offset of the first character of the line that continues it.
        vocabulary: Words of the whole text.
        tight: Whether the text sets its dashes without spaces.
    """
    end = text[last - 1]
    if end in "—/" and tight and text[last - 2 : last - 1].strip():
        return Join(last, first, "", "dash", "the text sets this sign without spaces elsewhere")
    before = re.search(r"[\w’'\-\u2010]*[\w]$", text[max(0, last - 60) : last - 1])
    after = re.match(r"[\w’']+(?:[-\u2010][\w’']+)*", text[first : first + 60])
    if end not in _HYPHENS or not before or not after:
        return None
    hard = end in "-\u2010"
    if hard and after.group().casefold() in _SUSPENDED and not vocabulary.count(_bare(before.group(), after.group())):
        return None
    reason, keep = _judge(before.group(), after.group(), vocabulary) if hard else ("a soft hyphen", False)
    if keep:
        return Join(last, first, "", "real-hyphen", reason)
    return Join(last - 1, first, "", "line-end-hyphen", reason)


def _bare(head: str, tail: str) -> str:
    return (re.split(r"[-\u2010]", head)[-1] + re.split(r"[-\u2010]", tail)[0]).casefold()


def _judge(head: str, tail: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """(reason, whether the hyphen stays) for a word cut into ``head-`` and ``tail``."""
    piece, rest = re.split(r"[-\u2010]", head)[-1].casefold(), re.split(r"[-\u2010]", tail)[0]
    if rest[:1].isupper() or rest[:1].isdigit() or piece[-1:].isdigit():
        return "a capital or a digit follows", True
    rest = rest.casefold()
    joined, hyphened = vocabulary.count(piece + rest), vocabulary.count(f"{piece}-{rest}")
    if not joined:
        hyphened += vocabulary.count(f"{head}-{tail}")
    if joined or hyphened:
        kept = hyphened > joined
        return f"the text has the word {'with' if kept else 'without'} a hyphen elsewhere", kept
    reason = _compound(piece, rest, vocabulary)
    return (reason, True) if reason else ("nothing speaks for a real hyphen", False)


def _compound(piece: str, rest: str, vocabulary: Vocabulary) -> str:
    """Why a word that the text has nowhere else should be a compound; "" if nothing says so."""
    if rest in _UNITS and piece.endswith("ty"):
        return "a compound number"
    if piece in _ALWAYS_SET_OFF or (piece in _SET_OFF and vocabulary.firsts[piece]):
        return f"“{piece}-” is set off by a hyphen"
    both = vocabulary.count(piece) and vocabulary.count(rest)
    if both and min(len(piece), len(rest)) >= 4 and rest not in _ENDINGS:
        return "both halves are words of the text"
    return ""


def tight_dashes(text: str) -> bool:
    """Whether dashes inside lines mostly stand without spaces."""
    tight = len(re.findall(r"\S—\S", text))
    return tight >= len(re.findall(r"(?:\S —|— \S)", text))
