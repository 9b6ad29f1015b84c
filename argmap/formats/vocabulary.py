"""What annotators and other programs call relations and kinds, in argmap's words.

For words that people choose. What a notation defines itself stands with the notation.
"""

from __future__ import annotations

from argmap.model import KINDS

_RELATIONS = {
    "supports": ("pro", "for", "yes", "+", "support", "supports", "supporting", "reason"),
    "attacks": ("con", "contra", "against", "no", "-", "\u2212", "attack", "attacks", "attacking", "objection",
                "rebuttal", "refutation", "counterargument", "opposes"),
    "undercuts": ("undercut", "undercuts", "undercutting", "undercutter"),
}  # fmt: skip
_RELATION = {word: name for name, words in _RELATIONS.items() for word in words}


def relation_meant(word: str) -> str:
    """The relation that a word stands for; "" where it is none of the usual words.

    >>> relation_meant("Con"), relation_meant("undercut"), relation_meant("Elaboration")
    ('attacks', 'undercuts', '')
    """
    return _RELATION.get(word.strip().casefold(), "")


def kind_meant(word: str) -> str:
    """The kind that a word stands for; "" where it is none of ours.

    >>> kind_meant("Claim"), kind_meant("MajorClaim"), kind_meant("Premise")
    ('claim', 'claim', '')
    """
    plain = "".join(char for char in word.casefold() if char.isalpha())
    return "claim" if plain in ("majorclaim", "mainclaim") else plain if plain in KINDS else ""
