"""Free ids for what has an id that is taken: numbered on from the last, so that many doubles take linear time."""

from __future__ import annotations

from collections.abc import Container


class Doubles:
    """Remembers, for each id, the last number that was given out."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def free(self, ident: str, *taken: Container[str], joint: str = "-") -> str:
        """The id itself where no container holds it, else the id with the next number that is free (``a-2``)."""
        if not any(ident in held for held in taken):
            return ident
        number = self._last.get(ident, 1) + 1
        while any(f"{ident}{joint}{number}" in held for held in taken):
            number += 1
        self._last[ident] = number
        return f"{ident}{joint}{number}"
