"""Places, problems and errors: how argmap says what is wrong, where, and what to do about it.

Faults in the data are values (`Problem`), gathered and returned beside everything that is sound.
Misuse is an exception (`ArgmapError`) that owns its whole sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    r"""The text with line ends and other controls written as escapes, those too that turn the direction of writing.

    >>> one_line("a\nb.xml")
    'a\\nb.xml'
    """
    return _BREAKS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file. Lines and columns count from 1, columns in characters; 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{one_line(self.file) or '-'}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the data.

    The first letter of the code tells how grave it is: ``E`` (wrong, exit status 1) or ``W``
    (worth a look, exit status 0 unless ``--strict``).
    """

    place: Place
    code: str
    message: str
    remedy: str = ""

    @property
    def severity(self) -> str:
        """``"error"`` or ``"warning"``."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        remedy = f" ({self.remedy})" if self.remedy else ""
        return one_line(f"{self.place}: {self.code} {self.message}{remedy}")

    def as_dict(self) -> dict[str, str | int]:
        """The problem as JSON-ready data."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "remedy": self.remedy,
        }


class ArgmapError(Exception):
    """A call that cannot be carried out: one sentence that says why, and a remedy.

    Commands print it on one line and leave with status 2 (misuse) or, where the fault lies in
    the data, with status 1.
    """

    status = 2

    def __init__(self, message: str, remedy: str = "", *, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return one_line(f"{where}{self.message}" + (f" ({self.remedy})" if self.remedy else ""))


class DataError(ArgmapError):
    """The input cannot be used at all (not XML, empty, binary): exit status 1."""

    status = 1
