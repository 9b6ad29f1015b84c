"""The ``extra`` slots: what the model has no field for, kept verbatim under a format's name.

Keys are ``FORMAT:FIELD`` (``aif:timestamp``), values JSON on one line, so that a number stays a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from argmap.formats.jsontext import compact

Extra = tuple[tuple[str, str], ...]


def keep(prefix: str, values: Mapping[str, Any]) -> Extra:
    """Values for an ``extra`` slot.

    Args:
        prefix: The name of the format.
        values: What to keep, ready for JSON.
    """
    return tuple((f"{prefix}:{key}", compact(value)) for key, value in values.items())


def kept(prefix: str, extra: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What a format once kept in an ``extra`` slot; the slots of others are passed over."""
    start = f"{prefix}:"
    found: dict[str, Any] = {}
    for key, value in extra:
        if key.startswith(start):
            try:
                found[key.removeprefix(start)] = json.loads(value)
            except (ValueError, RecursionError):
                found[key.removeprefix(start)] = value
    return found


def only(prefix: str, extra: Extra) -> Extra:
    """The slots of one format alone: those that it will write back."""
    return tuple(pair for pair in extra if pair[0].startswith(f"{prefix}:"))
