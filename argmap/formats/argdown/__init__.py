"""Argdown: its text with everything that its syntax knows, and the JSON that its own program exports."""

from __future__ import annotations

from argmap.formats.argdown import form, jsonform

FORMATS = (*form.FORMATS, *jsonform.FORMATS)

__all__ = ["FORMATS"]
