"""What Argdown has no syntax for, as data under the key ``argmap``: only what differs from what the text says."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import MISSING, fields
from typing import Any

from argmap.formats.extra import Extra
from argmap.formats.own import Reader, plain
from argmap.plugins import Input

PREFIX = "argdown"
KEY = "argmap"
_UNFIT = re.compile(r"[^\w.-]+")

Tell = Callable[[str, str, int], None]


class Filler(Reader):
    """Builds parts of the model from data in an Argdown text; what does not fit is told at the data's place."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(Input(b""), [])
        self._told = tell
        self.offset = 0

    def tell(self, code: str, message: str, *path: str | int) -> None:
        """Pass a problem on with the place of the data."""
        self._told(code, f"{KEY}: {message}", self.offset)


def clean(text: str) -> str:
    """A text on one line, its runs of white space single spaces: what Argdown's paragraphs can hold."""
    return " ".join(text.split())


def slug(title: str) -> str:
    """An id made from a title: letters, digits, dots and hyphens, a letter first.

    >>> slug("Rent control: a claim"), slug("1st"), slug("c1")
    ('Rent-control-a-claim', 'n-1st', 'c1')
    """
    made = _UNFIT.sub("-", title).strip("-.")[:80]
    return made if made[:1].isalpha() or made[:1] == "_" else f"n-{made}".rstrip("-")


class Ids:
    """Ids that are given once; numbering goes on where it stopped, so that many alike cost no more."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self._numbers: dict[str, int] = {}

    def give(self, base: str) -> str:
        """The base, or the base with a number."""
        made, number = base, self._numbers.get(base, 1)
        while made in self.taken:
            number += 1
            made = f"{base}-{number}"
        self._numbers[base] = number
        self.taken.add(made)
        return made


def differences(new: Any, old: Any, skipped: Container[str] = ("place", "file")) -> dict[str, Any]:
    """The fields of a part of the model that are not as in another, ready for JSON."""
    return {
        known.name: ready(getattr(new, known.name))
        for known in fields(new)
        if known.name not in skipped and getattr(new, known.name) != getattr(old, known.name)
    }


def data_of(item: Any) -> dict[str, Any]:
    """A part of the model as JSON data: all fields that are not empty or as usual, slots verbatim."""
    return {
        known.name: ready(getattr(item, known.name))
        for known in fields(item)
        if known.name not in ("place", "file")
        and (known.default is MISSING or getattr(item, known.name) != known.default)
    }


def ready(value: Any) -> Any:
    """A value of the model as JSON data."""
    if isinstance(value, tuple):
        return [ready(member) for member in value]
    return value if value is None or isinstance(value, str | int | float) else plain(value)


def others(extra: Extra) -> Extra:
    """Slots that are not Argdown's own."""
    return tuple(pair for pair in extra if not pair[0].startswith(f"{PREFIX}:"))
