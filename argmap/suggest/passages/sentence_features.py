"""What a trained model sees of a sentence: its words, the cues in it, its place, and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from argmap.suggest.passages.cues import hits

Feature = tuple[str, float]
Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,·]\d+)*|[%?!;:“”()\[\]=<>]")
# how much each family of features counts beside single words, whose squares sum to one
CUE, PLACE, NEAR = 0.7, 1.0, 0.25
_TENTHS = 10


def features(text: str, sentences: Sequence[Span], *, place: bool = True) -> Iterator[list[Feature]]:
    """The named features of every sentence, with their weights, in order.

    >>> list(features("It must.", [(0, 8)]))[0][:2]
    [('word “it”', 0.7071067811865476), ('word “must”', 0.7071067811865476)]
    """
    groups = [_cues(text[start:end]) for start, end in sentences]
    words = [tokens(text[start:end]) for start, end in sentences]
    for number, own in enumerate(words):
        found = [*_words(own), *((f"cue “{name}”", CUE) for name in groups[number])]
        found += _place(number, len(sentences)) if place else []
        found.append(
            (f"{'under' if len(own) < 8 else 'over'} {8 if len(own) < 8 else len(own) // 10 * 10} words", NEAR)
        )
        for side, other in (("before", number - 1), ("after", number + 1)):
            if 0 <= other < len(sentences):
                found += [(f"the sentence {side} has “{name}”", NEAR) for name in groups[other]]
                found += [(f"the sentence {side} begins “{' '.join(words[other][:1])}”", NEAR)]
        yield found


def tokens(sentence: str) -> list[str]:
    """Words in small letters, figures by their shape, and marks that may matter.

    >>> tokens("In 1998, 4.5% said so.")
    ['in', '0000', '0.0', '%', 'said', 'so']
    """
    return [re.sub(r"\d", "0", word.lower()) for word in _WORD.findall(sentence)]


def _words(own: Sequence[str]) -> list[Feature]:
    """Single words and pairs, each family of unit length; and endings and beginnings of longer words."""
    single = dict.fromkeys(own)
    pairs = dict.fromkeys(zip(["", *own], [*own, ""], strict=True)) if own else {}
    parts = {f"word beginning “{word[:5]}”": None for word in single if len(word) > 6}
    found = [(f"word “{word}”", 1.0) for word in single]
    scale = len(single) ** -0.5 if single else 0.0
    found = [(name, scale) for name, _ in found]
    found += [(f"words “{' '.join(pair).strip()}”" if all(pair) else _edge(pair), scale) for pair in pairs]
    return found + [(name, scale) for name in parts]


def _edge(pair: tuple[str, str]) -> str:
    return f"begins “{pair[1]}”" if not pair[0] else f"ends “{pair[0]}”"


def _place(number: int, count: int) -> list[Feature]:
    """Where in the text it stands."""
    tenth = number * _TENTHS // max(1, count)
    found = [(f"in tenth {tenth + 1} of the text", PLACE), (f"in half {1 + (2 * number >= count)} of the text", PLACE)]
    found += [(f"sentence {number + 1} of the text", PLACE)] if number < 2 else []
    found += [(f"sentence {count - number} from the end", PLACE)] if count - number <= 3 else []
    return found


@lru_cache(maxsize=4096)
def _cues(sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.cue.label for hit in hits(sentence)))
