"""Suggesting correspondences: which pairs a person should weigh first, and why. Never a judgement."""

from argmap.suggest.ranking import Candidate, Suggestions, suggest

__all__ = ["Candidate", "Suggestions", "suggest"]
