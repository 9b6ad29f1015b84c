"""From whatever was named on the command line to the edition that is annotated, and to the browser that shows it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from argmap import workspace
from argmap.problems import ArgmapError, DataError
from argmap.web.base import MOST_BYTES

_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Opened:
    """The edition to annotate, and what to tell about how it came to be."""

    path: Path
    told: tuple[str, ...] = ()


def edition_for(path: Path) -> Opened:
    """The TEI edition itself, or the one that an article (PDF, DOCX, HTML, plain text) is imported into.

    The edition and the report of all repairs are written beside the article. An edition that is there already is
    opened where it holds the same text, annotated or not, and is never overwritten.

    Raises:
        ArgmapError: the file cannot be read, is a map in another notation, or the edition's name is taken by something
            else.
        DataError: the article holds no text.
    """
    if path.suffix.lower() == ".xml":
        return Opened(path)
    if workspace.modified(path)[1] > MOST_BYTES:
        raise ArgmapError(f"{path} is too large to import", f"at most {MOST_BYTES // 1_000_000} MB")
    raw = workspace.read_bytes(path).data
    if path.suffix.lower() not in _PAGES and raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Opened(path)
    from argmap.tei.edition import edition_from_file
    from argmap.workspace.convert import refuse_map

    refuse_map(path)
    edition, report = edition_from_file(raw, None, str(path))
    target = path.with_suffix(".xml")
    if target.exists():
        return _known(path, target, edition)
    said = path.with_name(f"{path.stem}-import.txt")
    workspace.save(target, edition)
    told = [f"{path.name} is imported into {target.name}", *(f"warning: {text}" for text in report.warnings)]
    if said.exists():
        told.append(f"{said.name} is there already; argmap import {path.name} --report writes the report anew")
    else:
        workspace.save(said, report.as_text().encode())
        told.append(f"{sum(report.counts().values())} repairs are listed in {said.name}: look at them first")
    return Opened(target, tuple(told))


def _known(path: Path, target: Path, edition: bytes) -> Opened:
    """An edition that was made before, if its text is the one that the article has now."""
    from argmap.tei.text import reading_text

    try:
        same = reading_text(workspace.read_bytes(target).data).sha256 == reading_text(edition).sha256
    except DataError:
        same = False
    if not same:
        raise ArgmapError(
            f"{target} is there already and holds another text than {path.name}",
            f"annotate {target.name} itself, or import to another name: argmap import {path.name} -o OTHER.xml",
        )
    return Opened(target, (f"{path.name} was imported before: {target.name} is opened",))


@contextmanager
def redirect_file(address: str) -> Iterator[Path]:
    """A page in a folder that only its owner may enter, leading to the address; gone when the block ends.

    The browser is then started with the page's name, so that no list of processes shows the address and its key.
    """
    with tempfile.TemporaryDirectory(prefix="argmap-") as folder:
        page = Path(folder) / "open.html"
        to = escape(address, quote=True)
        workspace.save(page, f'<!doctype html><meta http-equiv="refresh" content="0;url={to}">'.encode())
        yield page
