"""Versions of one annotation: what changed between two, and joining what two people changed."""
