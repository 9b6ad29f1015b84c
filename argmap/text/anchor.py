"""Anchoring: finding annotated passages again in another copy of their text.

Four outcomes, never a silent guess. *exact*: the same passage at the same place; *moved*: the same passage, letter
by letter, elsewhere; *fuzzy*: the place is certain enough, the wording differs (with a score); *lost*. Wording alone
never decides for a passage that the text repeats: its surroundings and the order of the other passages do.
The search itself is edlib's and RapidFuzz's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from argmap.text.anchor_data import (
    EXACT,
    FUZZY,
    LOST,
    MOVED,
    Anchor,
    Anchored,
    Sketch,
    Text,
    describe,
    end_words,
)
from argmap.text.anchor_find import CLEAR, SAME_CONTEXT, SHARED, UNSURE, Found, alone, bare, damaged, verbatim

__all__ = ["Anchor", "Anchored", "Sketch", "Text", "anchor_all", "describe", "describe_all", "end_words"]

DOUBTFUL = 0.5  # the score of a passage found verbatim where it cannot be told which of several it is
BESIDE = 40  # characters by which a place may differ from where the neighbours say it is
DRIFT = 25  # of so many characters between neighbours one may be added or lost (hyphens, note digits, running heads)
APART = 2000  # characters; passages without sketches bear out only those farther off than any repeated paragraph
ROOM = 24  # words looked at beyond either neighbour


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the neighbours leave room for a passage: ``[low, high)`` in code points.

    ``guesses`` are likely starts, each with its slack, that of the nearer neighbour first.
    """

    low: int
    high: int
    guesses: tuple[tuple[int, int], ...]

    def holds(self, found: Found) -> bool:
        """Whether the place lies between the neighbours."""
        return self.low <= found.start and found.end <= self.high

    def beside(self, found: Found) -> bool:
        """Whether the place is an expected one, give or take a line, and more the farther the neighbour is."""
        return any(abs(found.start - guess) <= slack for guess, slack in self.guesses)

    def bears_out(self, anchor: Anchor, found: Found) -> bool:
        """Whether all that is known of its position says that an unchanged passage is this one.

        Every neighbour must expect it here, closer than a twin could be: where a repeated passage or paragraph was
        taken out, the neighbours on either side no longer agree. With a neighbour on one side only, or words around
        that are others, a twin may have slipped in.
        """
        most = max(1, anchor.length // 4)
        if not (all(abs(found.start - at) <= min(slack, most) for at, slack in self.guesses) and self.holds(found)):
            return False
        enclosed = len(self.guesses) > 1 or found.start == anchor.start
        if anchor.sketch is None:
            return enclosed
        return found.familiar() and (enclosed or found.unmistakable(anchor.sketch.rival))

    def off(self, found: Found) -> int:
        """Characters between the place and where the nearer neighbour expects it."""
        return abs(found.start - self.guesses[0][0])


def describe_all(text: Text, spans: Sequence[tuple[int, int]], *, quote: bool = False) -> list[Anchor]:
    """The anchors of passages ``[start, end)``, each told how like a look-alike elsewhere in the text is."""
    anchors = []
    for start, end in spans:
        anchor = describe(text, start, end, quote=quote)
        sketch = replace(anchor.sketch, rival=_rivalry(anchor, text)) if anchor.sketch else None
        anchors.append(replace(anchor, sketch=sketch))
    return anchors


def anchor_all(anchors: Sequence[Anchor], text: Text) -> list[Anchored]:
    """Find all annotated passages of one text in another copy of it.

    Args:
        anchors: What is known of the passages; they bear on one another through their order.
        text: The copy.

    Returns:
        One outcome per anchor, in the order given.
    """
    places = [verbatim(anchor, text) for anchor in anchors]
    firm = [_alone_certain(anchor, found, text) for anchor, found in zip(anchors, places, strict=True)]
    steady = [sure or _only(anchor, found) for anchor, sure, found in zip(anchors, firm, places, strict=True)]
    chain = _chain([(a.start, a.end, f.start, f.end) for a, f in zip(anchors, steady, strict=True) if f])
    results = []
    for anchor, found, sure in zip(anchors, places, firm, strict=True):
        frame = _frame(anchor, chain, len(text.content))
        if sure is None:
            results.append(_decide(anchor, found, text, frame))
        elif (_rival(anchor) or 0.0) >= SHARED and not frame.holds(sure):  # then order must agree as well
            results.append(_doubtful(sure, found))
        else:
            results.append(_outcome(anchor, sure, found, frame))
    return results


def _only(anchor: Anchor, places: list[Found]) -> Found | None:
    """The one place of a passage without a sketch: not sure of itself, but it may bear out its neighbours."""
    return places[0] if anchor.sketch is None and len(places) == 1 else None


def _rivalry(anchor: Anchor, text: Text) -> float:
    """How alike the surroundings of the passage's best look-alike in the same text are; 0.0 where there is none."""
    if not anchor.sketch or not anchor.sketch.inner:
        return 1.0
    low, high = text.words.within(anchor.start, anchor.end)
    twins = [found for found in verbatim(anchor, text) if found.start != anchor.start]
    other = alone(anchor, _without(text, low, high))
    if other is not None and other.share >= 0.5:
        twins.append(other)
    return max((max(0.05, round(twin.context, 2)) for twin in twins), default=0.0)


def _without(text: Text, low: int, high: int) -> Text:
    """The text with some of its words made unlike any other."""
    symbols = text.words.symbols
    return Text(text.content, replace(text.words, symbols=symbols[:low] + "." * (high - low) + symbols[high:]))


def _alone_certain(anchor: Anchor, places: list[Found], text: Text) -> Found | None:
    """The place that a passage's own words and surroundings settle, without help from its neighbours."""
    if places:
        winner = _clear_winner(anchor, places)
        return winner or _spoilt_at_home(anchor, places, text)
    found = damaged(anchor, text)
    if found is None or not (found.at_home(_rival(anchor)) and _accepted(anchor, found)):
        return None
    return None if _contested(anchor, found, text) else found


def _clear_winner(anchor: Anchor, places: list[Found]) -> Found | None:
    """The verbatim place that its surroundings settle beyond doubt; None where something speaks against it."""
    ranked = sorted(places, key=lambda found: -found.context)
    best = ranked[0]
    rival = _rival(anchor)
    if len(ranked) > 1 and best.context - ranked[1].context < CLEAR:
        return None
    return best if best.unmistakable(rival) else None


def _spoilt_at_home(anchor: Anchor, places: list[Found], text: Text) -> Found | None:
    """The passage with misread letters in its own surroundings, where only a quotation of it elsewhere is clean."""
    found = damaged(anchor, text)
    if found is None or not (found.at_home(_rival(anchor)) and _accepted(anchor, found)):
        return None
    apart = all(found.end <= place.start or place.end <= found.start for place in places)
    return found if apart and found.context - max(place.context for place in places) >= CLEAR else None


def _rival(anchor: Anchor) -> float | None:
    return anchor.sketch.rival if anchor.sketch else None


def _accepted(anchor: Anchor, found: Found) -> bool:
    """Whether a damaged passage's place may stand on its own evidence."""
    rival = _rival(anchor)
    if found.at_home(rival):
        return found.share >= (0.5 if found.whole() else 0.7)
    long = anchor.sketch is not None and len(anchor.sketch.inner) >= 12
    return rival == 0.0 and long and found.share >= 0.75


def _contested(anchor: Anchor, found: Found, text: Text) -> bool:
    """Whether a second place in the text has nearly as good a claim."""
    if _rival(anchor) == 0.0:
        return False
    low, high = text.words.within(found.start, found.end)
    other = damaged(anchor, _without(text, low, high))
    if other is None or not _accepted(anchor, other):
        return False
    return other.context > found.context - CLEAR


def _decide(anchor: Anchor, places: list[Found], text: Text, frame: Frame) -> Anchored:
    """Settle, with the help of the neighbours, what a passage's own words leave open."""
    settled = [found for found in places if frame.bears_out(anchor, found)]
    enough = anchor.sketch is not None or len(places) == 1 or len(frame.guesses) > 1
    if len(settled) == 1 and enough:
        return _outcome(anchor, settled[0], places, frame)
    if len(places) > 1:
        best = min(places, key=lambda found: (not frame.holds(found), -found.context, frame.off(found)))
        return _doubtful(best, places)
    if places and anchor.sketch is None:
        return _doubtful(places[0], places)
    found = _damaged_between(anchor, text, frame)
    copied = [place for place in places if found and found.start < place.end and place.start < found.end]
    if found is not None and not copied:
        return _outcome(anchor, found, places, frame)
    if places and (_rival(anchor) == 0.0 or places[0].at_home(_rival(anchor)) or frame.beside(places[0])):
        return _doubtful(places[0], places)
    return Anchored(LOST, also=tuple(place.start for place in places))


def _doubtful(found: Found, places: Sequence[Found]) -> Anchored:
    """The likeliest of several places, with a score that sends somebody to look at it."""
    return Anchored(FUZZY, found.start, found.end, DOUBTFUL, _others(found, places))


def _damaged_between(anchor: Anchor, text: Text, frame: Frame) -> Found | None:
    """The place of a damaged passage between its neighbours, or anywhere if it is long and unmistakable."""
    if anchor.sketch is None:
        return bare(anchor, text, (frame.low, frame.high), *frame.guesses[0])
    low, high = text.words.within(frame.low, frame.high)
    found = damaged(anchor, text, (max(0, low - ROOM), high + ROOM))
    if found and frame.holds(found) and (_accepted(anchor, found) or (found.share >= 0.6 and frame.beside(found))):
        return found
    elsewhere = alone(anchor, text)
    return elsewhere if elsewhere and _accepted(anchor, elsewhere) else None


def _outcome(anchor: Anchor, found: Found, places: Sequence[Found], frame: Frame) -> Anchored:
    others = _others(found, places)
    if not found.verbatim:
        sure = frame.bears_out(anchor, found) or _trusted(anchor, found, places)
        return Anchored(FUZZY, found.start, found.end, round(min(found.share, 1.0 if sure else UNSURE), 2), others)
    status = EXACT if found.start == anchor.start else MOVED
    return Anchored(status, found.start, found.end, 1.0, others)


def _trusted(anchor: Anchor, found: Found, places: Sequence[Found]) -> bool:
    """Whether a damaged passage's surroundings rule its look-alikes out, so that its score may speak."""
    rival = _rival(anchor)
    if places and rival != 0.0:
        return found.unmistakable(rival)
    return found.at_home(rival) and (rival == 0.0 or min(found.before, found.after) >= SAME_CONTEXT)


def _others(found: Found, places: Iterable[Found]) -> tuple[int, ...]:
    return tuple(place.start for place in places if place.start != found.start)


def _chain(pairs: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The longest run of placed passages that keeps their order (patience sorting).

    Each is (old start, old end, new start, new end).
    """
    pairs = sorted(set(pairs))
    tails: list[int] = []
    heads: list[int] = []
    previous: list[int] = []
    for index, pair in enumerate(pairs):
        rank = bisect_right(tails, pair[2])
        previous.append(heads[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [pair[2]]
        heads[rank : rank + 1] = [index]
    chain = []
    at = heads[-1] if heads else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _frame(anchor: Anchor, chain: list[tuple[int, int, int, int]], length: int) -> Frame:
    """Where the nearest neighbours that were found leave room for a passage.

    Without a sketch, passages close by are no witnesses: where a whole paragraph is repeated they are all misled.
    """
    apart = 0 if anchor.sketch else min(APART, length // 4)
    before = chain[: bisect_left(chain, (anchor.start - apart, anchor.end - apart, -1, -1))][-1:]
    after = chain[bisect_left(chain, (anchor.start + apart, anchor.end + apart + 1, -1, -1)) :][:1]
    gaps = [(anchor.start - end, new_end + anchor.start - end) for _, end, _, new_end in before]
    gaps += [(start - anchor.end, new - (start - anchor.start)) for start, _, new, _ in after]
    guesses = tuple((guess, BESIDE + min(max(0, gap) // DRIFT, BESIDE * 5)) for gap, guess in sorted(gaps))
    low = before[0][2] if before else 0
    high = after[0][3] if after else length
    return Frame(low, max(low, high), guesses or ((anchor.start, BESIDE),))
