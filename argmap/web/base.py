"""The file that is annotated, as it was read, and the refusals that the page must tell apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from argmap import workspace
from argmap.editing.arguments import Desk, clean, code_id
from argmap.model import Annotator, ArgumentMap
from argmap.problems import ArgmapError, DataError, Place, Problem
from argmap.tei.components import component_spans
from argmap.tei.parse import Document, parse
from argmap.tei.reader import read_document
from argmap.tei.text import has_text

MOST_BYTES = 64_000_000  # of a file: a hundred times the longest monograph with its annotation


class Stale(ArgmapError):
    """The page spoke of another state than the one at hand: another tab was faster."""


class Changed(ArgmapError):
    """The file on disk is no longer the one that was read."""


@dataclass(frozen=True)
class Base:
    """The file as read: its bytes, their hash, its document and map, and the reader's problems."""

    data: bytes
    sha256: str
    document: Document
    map: ArgumentMap
    problems: tuple[Problem, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids in the file."""
        return frozenset(self.document.ids)

    @cached_property
    def locked(self) -> frozenset[str]:
        """Components and relations that are not written in the home form."""
        nodes = (*component_spans(self.document), *self.document.named("relation"))
        return frozenset({*self.map.component, *self.map.relation} - {node.id for node in nodes})

    @property
    def text_hash(self) -> str:
        """The hash of the reading text."""
        return self.map.text.sha256 if self.map.text else ""


def read_base(path: Path) -> Base:
    """Read a file to annotate.

    Raises:
        ArgmapError: it cannot be read, or is too large.
        DataError: it is no XML, or holds no text to annotate.
    """
    size = workspace.modified(path)[1]
    if size > MOST_BYTES:
        raise ArgmapError(
            f"{path} is too large to annotate: {size // 1_000_000} MB",
            f"at most {MOST_BYTES // 1_000_000} MB; split the text into articles or chapters",
        )
    return base_of(workspace.read_bytes(path).data, path)


def base_of(data: bytes, path: Path) -> Base:
    """What these bytes are as the content of a file to annotate.

    Raises:
        DataError: they are no XML, or hold no text to annotate.
    """
    document = parse(data, str(path))
    amap, problems = read_document(document, workspace.neighbours(path))
    content = amap.text.content if amap.text else None
    if not has_text(document) or not content:
        raise DataError(
            "the file holds no text to annotate",
            "put the article's text into it with argmap attach, or make an edition with argmap import",
            place=Place(str(path), 1, 1),
        )
    return Base(data, hashlib.sha256(data).hexdigest(), document, amap, tuple(problems))


def annotator_of(amap: ArgumentMap, name: str) -> Annotator:
    """The annotator of that id or name, or a new one.

    Raises:
        ArgmapError: the name is empty.
    """
    plain = clean(name)[:200]
    if not plain:
        raise ArgmapError("the annotator's name is empty", "give a name, such as Ada Moss")
    known = [item for item in amap.annotators if plain in (item.id, item.name)]
    return known[0] if known else Annotator(code_id(amap, "ann", plain, Desk()), plain, "annotation")


def first_person(amap: ArgumentMap) -> Annotator | None:
    """The first annotator that the file names and that is no program."""
    return next((item for item in amap.annotators if not item.machine), None)
