"""Lines that outlive the program: what was done so far, kept beside the file it will become part of."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from argmap.problems import ArgmapError
from argmap.workspace.files import save

if TYPE_CHECKING:
    from pathlib import Path


class Journal:
    """Lines in a hidden file beside another one, that outlive the program; open in one program at a time.

    Every line is on the disk when `append` returns. A link in the journal's place is not followed.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the journal of a file.

        Raises:
            ArgmapError: it cannot be written, is a link, or another program has it open.
        """
        self.path = path.with_name(f".{path.name}.argmap-journal")
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._file = os.open(self.path, flags, 0o600)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ArgmapError(f"the journal {self.path} cannot be opened: {reason}", "check the folder") from None
        if not _locked(self._file):
            os.close(self._file)
            raise ArgmapError(f"{path} is open in another workbench or run of argmap", "go on there, or end it first")

    def lines(self) -> list[bytes]:
        """All lines; the last may be broken off."""
        os.lseek(self._file, 0, os.SEEK_SET)
        parts = []
        while part := os.read(self._file, 1 << 20):
            parts.append(part)
        return b"".join(parts).split(b"\n")

    def append(self, line: bytes) -> None:
        """Add a line and wait until the disk has it.

        Raises:
            ArgmapError: the disk is full or gone.
        """
        try:
            rest = line
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except OSError as error:
            why = error.strerror or str(error)
            raise ArgmapError(f"the journal {self.path} could not be written: {why}", "make room, then go on") from None

    def keep_apart(self, mark: str) -> Path:
        """Copy what stands in the journal to a file of its own beside it, and begin anew."""
        aside = self.path.with_name(f"{self.path.name}-{mark}")
        save(aside, b"\n".join(self.lines()))
        self.clear()
        return aside

    def clear(self) -> None:
        """Forget all lines."""
        os.ftruncate(self._file, 0)
        os.fsync(self._file)

    def close(self, *, remove: bool = False) -> None:
        """Give the journal up; ``remove`` when nothing in it is needed any more."""
        os.close(self._file)
        if remove:
            with contextlib.suppress(OSError):
                self.path.unlink()


def _locked(file: int) -> bool:
    """Whether this program now holds the file alone; where the system has no locks, it is taken to."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
