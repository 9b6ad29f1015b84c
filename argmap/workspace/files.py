"""Single files: guarded reading, and saving that is whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.problems import ArgmapError, DataError, Place
from argmap.workspace import archives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's bytes as read, with the hash that a later save must find unchanged."""

    path: Path
    data: bytes
    sha256: str


def read_bytes(path: Path, *, empty: bool = False) -> Loaded:
    """Read a whole file, on disk or in an archive (`argmap.workspace.archives`); ``empty`` allows one without a byte.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: the file is empty, or its archive is broken or refused.
    """
    packed = archives.inside(path)
    if packed is not None:
        return _loaded(path, packed, empty=empty)
    try:
        if _is_device(path):
            raise ArgmapError(f"{path} is a device, not a file", "name a file")
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise absent(path) from None
    except IsADirectoryError:
        raise ArgmapError(f"{path} is a folder", "name a file in it") from None
    except PermissionError:
        remedy = "name a file in it" if path.is_dir() else "ask for read permission, or copy the file"
        raise ArgmapError(f"{path} cannot be read: permission denied", remedy) from None
    return _loaded(path, data, empty=empty)


def absent(path: Path, what: str = "file") -> ArgmapError:
    """What to say of a file that is not there; "-" is not taken for standard input."""
    if str(path) == "-":
        return ArgmapError("standard input is not read", "save it to a file, and name that")
    return ArgmapError(f"{path}: there is no such {what}", "check the name and the folder")


def _loaded(path: Path, data: bytes, *, empty: bool) -> Loaded:
    if not data and not empty:
        raise DataError("the file is empty", "choose another file", place=Place(str(path), 1, 1))
    return Loaded(path, data, hashlib.sha256(data).hexdigest())


def edit(path: Path | str, *changes: Callable[[bytes], bytes]) -> None:
    """Change a file by functions from bytes to bytes, such as those of `argmap.tei.writer`; saved once, if at all.

    Raises:
        ArgmapError: the file cannot be read or written, was changed meanwhile, or a change is not possible.
    """
    loaded = read_bytes(Path(path))
    data = loaded.data
    for change in changes:
        data = change(data)
    if data != loaded.data:
        save(loaded.path, data, expect=loaded.sha256)


def replace_file(path: Path, data: bytes, expect: str | None) -> str:
    """Save, guarded by the hash of what was there ("": nothing); returns the hash of what is there now."""
    save(path, data, expect=expect)
    return hashlib.sha256(data).hexdigest()


def save(path: Path, data: bytes, *, expect: str | None = None) -> None:
    """Write a file atomically: a temporary file beside it, flushed to disk, then renamed over it.

    Args:
        path: Where to; a link is followed so that the link stays a link.
        data: The whole content.
        expect: SHA-256 that the file on disk must still have, as it was when read; None to not compare.

    Raises:
        ArgmapError: the folder is missing or not writable, the disk is full, or the file changed on disk.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        _pour(path, data)
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise ArgmapError(f"{path} is a folder", "name a file to write")
    if archives.in_archive(path):
        raise ArgmapError(f"{path} lies in an archive, which argmap does not change", "unpack it, and name the file")
    if not target.parent.is_dir():
        folder = target.parent if path.parent.is_dir() else path.parent  # a link may lead to nowhere
        raise ArgmapError(f"the folder {folder} does not exist", "make it first, or choose another place")
    if target.exists() and not os.access(target, os.W_OK):
        raise ArgmapError(f"{path} is read-only", "choose another place, or change its permissions")
    temporary = ""
    try:
        # a part of the name only: with the whole, a name of the greatest length would grow beyond it
        handle, temporary = tempfile.mkstemp(".argmap-tmp", f".{target.name[:24]}.", target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(target, temporary)
        with _alone(target):
            if expect is not None and _digest(target) != expect:
                raise ArgmapError(
                    f"{path} was changed by another program since it was read", "nothing was written; load it again"
                )
            os.replace(temporary, target)  # noqa: PTH105 - temporary is a string from mkstemp
    except BaseException as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            remedy = "the old file is as it was" if target.exists() else "nothing was written; choose another place"
            raise ArgmapError(f"{path} could not be written: {reason}", remedy) from None
        raise


def real_file(path: Path) -> Path:
    """The file itself, where a name in the same folder may be a link to it.

    Raises:
        ArgmapError: the name is a link that leads out of its folder.
    """
    target = Path(os.path.realpath(path))
    if target.parent != Path(os.path.realpath(path.parent)):
        raise ArgmapError(f"{path} is a link that leads out of its folder", f"name the file itself: {target}")
    return target


def modified(path: Path) -> tuple[int, int]:
    """Time of the last change (ns) and size, to see cheaply that a file was changed; zeros where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def identity(path: Path) -> tuple[int, int]:
    """What is the same for all names of a file, links too."""
    status = path.stat()
    return status.st_dev, status.st_ino


def same_file(one: Path, other: Path) -> bool:
    """Whether both names are there and lead to one file."""
    return one.exists() and other.exists() and identity(one) == identity(other)


def _is_device(path: Path) -> bool:
    """Whether this is a terminal, a disk or the like: there may be no end to what can be read from it."""
    mode = path.stat().st_mode
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


def _pour(path: Path, data: bytes) -> None:
    """Write into a pipe or a device such as ``/dev/stdout``, which no other file may replace."""
    try:
        with path.open("wb") as stream:
            stream.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArgmapError(f"{path} could not be written: {reason}", "name a file to write") from None


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keep other argmap processes from replacing files of the same folder meanwhile.

    Without it two processes could both find a file as they read it, and the later would undo the earlier one's work.
    Where a file system knows no locks, the rest goes on without.
    """
    with contextlib.ExitStack() as stack:
        if sys.platform == "win32":
            import msvcrt

            name = hashlib.sha256(os.fsencode(target)).hexdigest()
            stream = stack.enter_context((Path(tempfile.gettempdir()) / f"argmap-{name[:32]}.lock").open("wb"))
            with contextlib.suppress(OSError):
                msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            with contextlib.suppress(OSError):
                folder = os.open(target.parent, os.O_RDONLY)
                stack.callback(os.close, folder)  # which also unlocks
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _keep_mode(target: Path, temporary: str) -> None:
    """Give the new file the old one's owner and permissions, or what the user's umask grants to new files."""
    if target.exists():
        old = target.stat()
        mode = old.st_mode & 0o7777
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # only root may give files away
                os.chown(temporary, old.st_uid, old.st_gid)
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    Path(temporary).chmod(mode)
