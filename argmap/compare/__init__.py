"""Comparison: where authors stand to each other, derived from maps and confirmed correspondences."""
