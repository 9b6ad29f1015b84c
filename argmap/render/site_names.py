"""Names of built files: made of ids that a file may have set to anything, so never a way out of the folder."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80  # characters; file systems end at 255 bytes, and suffixes follow
_NOT_PLAIN = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # devices on Windows


def plain(wanted: str, *, dots: bool = False) -> str:
    """The wanted name with letters, digits, hyphens and underscores only (and dots inside it).

    >>> plain("../../etc/passwd"), plain("a b & c"), plain("issue.x", dots=True), plain("con"), plain("")
    ('etc-passwd', 'a-b-c', 'issue.x', 'con-', 'unnamed')
    """
    name = _NOT_PLAIN.sub("-", unicodedata.normalize("NFC", wanted))
    name = re.sub(r"\.{2,}", "-", name) if dots else name.replace(".", "-")
    name = name.lstrip(".-")[:LONGEST].rstrip(".")
    if not name:
        return "unnamed"
    return f"{name}-" if _RESERVED.fullmatch(name) else name


class Names:
    """Gives every file of a folder a name of its own, also where capitals do not count."""

    def __init__(self, *taken: str, dots: bool = False) -> None:
        """Begin with the names that are taken already; ``dots`` may stand inside names or become hyphens."""
        self._taken = {name.casefold() for name in taken}
        self._dots = dots

    def new(self, wanted: str) -> str:
        """A name like the wanted one, with a number where that one is taken.

        >>> names = Names()
        >>> names.new("a"), names.new("A"), names.new("a")
        ('a', 'A-2', 'a-3')
        """
        name = base = plain(wanted, dots=self._dots)
        number = 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name.casefold())
        return name
