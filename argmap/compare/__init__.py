"""Comparison: where authors stand to each other, derived from maps and confirmed correspondences."""

from argmap.compare.compare import compare
from argmap.compare.model import Comparison, Finding, IssueRow, Position, Unmatched

__all__ = ["Comparison", "Finding", "IssueRow", "Position", "Unmatched", "compare"]
