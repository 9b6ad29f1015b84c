"""Argdown text to a map: parse, interpret, map; and what keeps the layout beside the meaning."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from argmap.formats.argdown.interpret import build
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.nodes import Document
from argmap.formats.argdown.overlay import KEY, PREFIX, others, slug
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.source import Source, load
from argmap.formats.argdown.to_map import Mapped, to_map
from argmap.formats.codes import fault
from argmap.formats.extra import keep, kept, only
from argmap.formats.quick import no_collection
from argmap.model import ArgumentMap
from argmap.plugins import Input
from argmap.problems import Problem

# how the writer lays a text out; a later layout gets a later number
LAYOUT = 1
_MARK = re.compile(r'("layout": ")\d+:[0-9a-f]{16}(")')
_SLOTS = ("source", "encoding", "bytes", "included")


@dataclass(slots=True)
class Read:
    """All that one reading of a text brings to light."""

    source: Source
    document: Document
    model: Model
    mapped: Mapped


# the last reading, so that a file is parsed once on its way from one notation to another
_LAST: list[tuple[ArgumentMap, Read]] = []
# hashes of the maps read before it: equal maps have equal ones, and others by chance once in 2**64
_READ: deque[int] = deque(maxlen=64)


def examine(source: Input) -> Read:
    """Read a text, without problems and without the slot that keeps its layout."""
    with no_collection():
        loaded = load(source)
        document = parse(loaded.text)
        model = build(document)
        stem = slug(re.sub(r"\.[^.]*\Z", "", posixpath.basename(source.name)) or "argdown")
        return Read(loaded, document, model, to_map(model, stem, source.name, loaded.place))


def read(source: Input) -> tuple[ArgumentMap, list[Problem]]:
    """A map from Argdown text, and what is wrong with the text; everything sound is in the map."""
    found = examine(source)
    amap = with_layout(found)
    _READ.extend(hash(known) for known, _ in _LAST)
    _LAST[:] = [(amap, found)]
    return amap, problems_of(found)


def is_unchanged(amap: ArgumentMap) -> bool:
    """Whether a map is known to be as it was read, so that its text need not be read again to find out."""
    return last_read(amap) is not None or hash(amap) in _READ


def last_read(amap: ArgumentMap) -> Read | None:
    """What came to light when this map was read, if it was the last that was read; nobody may change it."""
    return next((found for known, found in _LAST if known == amap), None)


def problems_of(found: Read) -> list[Problem]:
    """What is wrong, by place; where several faults stand at one place, the first."""
    told = {(offset, code): message for offset, code, message in reversed(found.model.faults)}
    places = [fault(code, message, found.source.place(offset)) for (offset, code), message in sorted(told.items())]
    return [*found.source.problems, *places]


def with_layout(found: Read) -> ArgumentMap:
    """The map with the text itself kept beside it, unless the writer would lay it out the same way again."""
    amap, source = found.mapped.amap, found.source
    if is_canonical(source, found.model):
        return amap
    slots: dict[str, object] = {"source": source.main}
    if source.encoding[0] == "":
        slots["bytes"] = base64.b64encode(source.encoding[1]).decode("ascii")
    elif source.encoding != ("utf-8", b""):
        slots["encoding"] = [source.encoding[0], bool(source.encoding[1])]
    if source.included:
        slots["included"] = source.included
    return replace(amap, extra=(*only(PREFIX, amap.extra), *keep(PREFIX, slots), *others(amap.extra)))


def without_layout(amap: ArgumentMap) -> ArgumentMap:
    """The map without the text that it was read from."""
    names = {f"{PREFIX}:{name}" for name in _SLOTS}
    if not any(name in names for name, _ in amap.extra):
        return amap
    return replace(amap, extra=tuple(pair for pair in amap.extra if pair[0] not in names))


def kept_source(amap: ArgumentMap) -> Input | None:
    """The text that a map was read from, as a file that can be read again; None where none is kept."""
    slots = kept(PREFIX, amap.extra)
    text = slots.get("source")
    if not isinstance(text, str):
        return None
    if isinstance(slots.get("bytes"), str):
        return Input(base64.b64decode(slots["bytes"].encode("ascii", "ignore")), amap.file, included(amap))
    encoding = slots.get("encoding")
    name, marked = encoding if isinstance(encoding, list) and len(encoding) == 2 else ("utf-8", False)
    return Input(encoded(text, str(name), bool(marked)), amap.file, included(amap))


def included(amap: ArgumentMap) -> Callable[[str], bytes | None]:
    """The files that a map's text includes, as they were when it was read."""
    files = kept(PREFIX, amap.extra).get("included")
    texts = files if isinstance(files, dict) else {}
    return {path: str(content).encode("utf-8", "replace") for path, content in texts.items()}.get


def encoded(text: str, name: str, marked: bool) -> bytes:
    """A text as bytes, in one of the encodings that the reader knows."""
    marks = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "cp1252": b""}
    if name not in marks:
        return text.encode("utf-8", "replace")
    return (marks[name] if marked else b"") + text.encode(name, "replace")


def is_canonical(source: Source, model: Model) -> bool:
    """Whether the text is as the writer left it, by the mark that it left."""
    own = model.front.get(KEY)
    mark = own.get("layout") if isinstance(own, dict) else None
    return source.encoding == ("utf-8", b"") and isinstance(mark, str) and mark == mark_of(source.main)


def mark_of(text: str) -> str:
    """The mark of a laid-out text: the layout's number and a hash of the text, the mark's own place left out."""
    bare = _MARK.sub(r"\1\2", text, count=1)
    return f"{LAYOUT}:{hashlib.sha256(bare.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def marked(text: str) -> str:
    """A text with its mark set, where it has a place for one."""
    return _MARK.sub(lambda found: f"{found[1]}{mark_of(text)}{found[2]}", text, count=1)
