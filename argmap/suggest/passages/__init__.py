"""Proposing components and links in one text, each with its reason. Never a judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.suggest.passages.proposals import Proposal, Proposals, ProposedRelation

if TYPE_CHECKING:
    from argmap.text.reading import ReadingText

__all__ = ["Proposal", "Proposals", "ProposedRelation", "propose"]


def propose(text: ReadingText, model: str | None = None) -> Proposals:
    """Proposals for a reading text.

    Args:
        text: The text; without its content there is nothing to propose.
        model: Folder of a model made by ``argmap train``; None for the rules, which know English only.

    Raises:
        ArgmapError: the folder holds no model of argmap, or one that asks for code from elsewhere.
    """
    if model is not None:
        from argmap.suggest.passages.trained import proposals_by

        return proposals_by(model, text)
    from argmap.suggest.passages.clauses import sentences
    from argmap.suggest.passages.rules import proposals

    return proposals(text.content or "", sentences(text))
