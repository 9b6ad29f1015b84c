"""Changing a map step by step: every step can be undone, written down, and read back."""
