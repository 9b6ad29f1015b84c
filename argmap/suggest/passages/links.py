"""Links between proposals: connectives inside a sentence, connectives that open one, and mere nearness."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.suggest.passages.clauses import Join
from argmap.suggest.passages.cues import alternatives
from argmap.suggest.passages.proposals import Proposal, ProposedRelation

# how often such a link is right where both ends are components: shares counted on AbstRCT train and every second of
# the microtexts, rounded; "inside supports" is rare there and set by hand
CHANCE = {
    "inside supports": 0.6,
    "inside attacks": 0.6,
    "opening conclusion": 0.6,
    "opening ground": 0.6,
    "opening contrast": 0.3,
    "near": 0.3,
}
# opening words, relation, whether the sentence before is the one that supports or attacks, and the chance's name
_OPENING = (
    (
        """therefore; thus; hence; consequently; accordingly; it follows that; as a result; as a consequence; so;
        for (?:this|these|that|such) reasons?; in conclusion; this means; that is why; this is why""",
        "supports",
        True,
        "opening conclusion",
    ),
    (
        """for example; for instance; in fact; indeed; according to; after all; the reason is; this is because;
        specifically; in particular; namely""",
        "supports",
        False,
        "opening ground",
    ),
    (
        """but; however; yet; nevertheless; nonetheless; still; on the contrary; on the other hand; in contrast;
        conversely; instead""",
        "attacks",
        False,
        "opening contrast",
    ),
)
_STARTS: list[tuple[re.Pattern[str], str, bool, str]] = [
    (re.compile(rf"\W*(?P<word>{alternatives(words)})", re.I), name, first, chance)
    for words, name, first, chance in _OPENING
]
# a connective after the first words of a sentence ("It is, however, …") counts as if it opened it
_EARLY = 30


@dataclass(frozen=True, slots=True)
class Part:
    """Where a proposal stands: number of its sentence, of the clause in it, how the clauses are joined, its index."""

    sentence: int
    clause: int
    join: Join | None
    item: int


def linked(text: str, items: Sequence[Proposal], parts: Sequence[Part]) -> tuple[ProposedRelation, ...]:
    """The links between proposals, in order of their ends.

    A link inside a sentence needs both clauses among the proposals; one between sentences, the two next to each
    other. Evidence directly before or after a claim or recommendation is linked for its nearness alone.
    """
    found = []
    for before, after in itertools.pairwise(parts):
        if before.sentence == after.sentence:
            link = _inside(before, after, items)
        elif after.sentence - before.sentence == 1:
            link = _between(text, before, after, items)
        else:
            link = None
        found += [link] if link else []
    return tuple(found)


def _made(name: str, ends: tuple[int, int], items: Sequence[Proposal], chance: str, reason: str) -> ProposedRelation:
    return ProposedRelation(name, *ends, round(CHANCE[chance], 3), (reason,))


def _inside(before: Part, after: Part, items: Sequence[Proposal]) -> ProposedRelation | None:
    join = before.join
    if join is None:
        return None
    ends = (before.item, after.item) if join.first_is_source else (after.item, before.item)
    return _made(join.name, ends, items, f"inside {join.name}", f"“{join.words}” joins the two")


def _between(text: str, before: Part, after: Part, items: Sequence[Proposal]) -> ProposedRelation | None:
    passage = text[items[after.item].start : items[after.item].end]
    for pattern, name, first, chance in _STARTS:
        match = pattern.match(passage) or _early(pattern, passage, chance)
        if match:
            ends = (before.item, after.item) if first else (after.item, before.item)
            return _made(name, ends, items, chance, f"opens with “{match['word'].lower()}”")
    kinds = items[before.item].kind, items[after.item].kind
    if kinds[0] == "evidence" and kinds[1] != "evidence":
        return _made("supports", (before.item, after.item), items, "near", "evidence directly before it")
    if kinds[1] == "evidence" and kinds[0] != "evidence":
        return _made("supports", (after.item, before.item), items, "near", "evidence directly after it")
    return None


def _early(pattern: re.Pattern[str], passage: str, chance: str) -> re.Match[str] | None:
    """A conclusion or contrast between commas within the first words."""
    comma = passage.find(", ", 0, _EARLY) if chance != "opening ground" else -1
    return pattern.match(passage, comma + 2) if comma > 0 else None
