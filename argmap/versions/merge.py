"""Three-way merge of TEI annotation files, element by element, by putting together the versions' own bytes.

What only one side changed is taken over, at the level of attributes and elements. Where both changed
the same thing, ours stays in its place and a mark before it holds theirs (`argmap.tei.conflicts`).
Nothing is written out from a tree: every byte comes from one of the versions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from argmap.problems import DataError
from argmap.tei.conflicts import Conflict, conflicts
from argmap.tei.fingerprint import read_fingerprint
from argmap.tei.parse import Document, parse
from argmap.tei.source import Source
from argmap.tei.targets import Target
from argmap.versions.decide import Decisions
from argmap.versions.emit import Emitter
from argmap.versions.match import OURS, THEIRS, Matching
from argmap.versions.rename import renamed
from argmap.versions.tree import Version

_NEWLINE = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARED = re.compile(r"""(<\?xml\s[^>]*?\bencoding\s*=\s*["'])([A-Za-z0-9._-]+)""")
_RANGES = re.compile(r"(?:[A-Za-z][\w.+-]*:\d+-\d+|#char=\d+)")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file, and what this merge left open (with places in it)."""

    data: bytes
    conflicts: tuple[Conflict, ...] = ()


def merge(base: bytes, ours: bytes, theirs: bytes, file: str = "") -> Merged:
    """Join what two versions of a file changed since their common ancestor.

    Args:
        base: The common ancestor; empty where there is none (both sides added the file).
        ours: The version to stay in place where the two cannot be joined.
        theirs: The other version.
        file: The file's name, for messages.

    Returns:
        Well-formed XML that holds every element of both versions, save what one removed and the other neither
        changed nor newly points at. What two people decided differently carries a mark.

    Raises:
        DataError: ours or theirs is no XML that can be read.
    """
    documents = [parse(ours, file), parse(theirs, f"{file} (theirs)" if file else "theirs")]
    if theirs in (ours, base):
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    try:
        before = parse(base, file) if base.strip() else None
    except DataError:
        before = None
    model = _model(before, *documents)
    versions = [_fit(data, model, file) for data in (base if before else b"", ours, theirs)]
    known = {each.source.data: each for each in (before, *documents) if each is not None}
    made = _join(versions, model, file, known) if _one_language(*documents) else None
    return made or _apart(_fit(ours, model, file), theirs, file)


def _join(data: list[bytes], model: Source, file: str, known: Mapping[bytes, Document]) -> Merged | None:
    """The merge proper; None where its result would not be sound. ``known`` are bytes that were parsed already."""
    sources = [(known.get(item) or parse(item, file)) if item else None for item in data]
    theirs, new_ids = renamed(*sources)
    documents = sources if theirs == data[2] else [*sources[:2], parse(theirs, file)]
    versions = [Version(each.source.data, each) if each is not None else None for each in documents]
    ours = versions[OURS]
    if ours is None:
        return None
    matching = Matching(versions)
    decisions = Decisions(matching)
    for entry in matching.entries:
        if entry.theirs is not None and entry.any.id in new_ids:
            decisions.doubt(entry, Conflict("id", entry.any.id, new_ids[entry.any.id]))
    _old_ranges(versions, decisions)
    head = _head(versions, decisions, model)
    emitter = Emitter(decisions, ours)
    result = head + emitter.root() + _either([v.foot if v else None for v in versions])
    return _verified(result, decisions, emitter.found, file)


def _verified(data: bytes, decisions: Decisions, found: list[Conflict], file: str) -> Merged | None:
    """The result, if it parses, holds all that it should, and no id twice that was not so before."""
    try:
        document = parse(data, file)
    except DataError:
        return None
    named = [e for e in decisions.matching.entries if decisions.keeps(e) and e.any.id and e.any.name not in _DROPPABLE]
    doubled = sum(len(d.document.repeated) for d in decisions.matching.versions if d is not None)
    lost = any(e.any.id not in document.ids or document.ids[e.any.id].name != e.any.name for e in named)
    if lost or len(document.repeated) > doubled:
        return None
    new = set(found)
    return Merged(data, tuple(item for item in conflicts(document) if item in new))


_DROPPABLE = frozenset({"listRelation", "spanGrp", "taxonomy", "classDecl", "listPrefixDef"})


def _apart(ours: bytes, theirs: bytes, file: str) -> Merged:
    """Ours, with theirs as a whole in a mark before the root: versions that cannot be put together byte by byte."""
    document = parse(ours, file)
    other = Source(theirs, file)
    doubt = Conflict("file", theirs=other.decode(0, len(theirs)))
    at = document.root.start
    mark = document.source.encode(doubt.mark() + document.source.newline())
    data = ours[:at] + mark + ours[at:]
    return Merged(data, tuple(item for item in conflicts(parse(data, file)) if item == doubt))


def _model(before: Document | None, ours: Document, theirs: Document) -> Source:
    """The version whose encoding and line ends the result has: ours, unless only they changed them."""
    style = [(d.source.codec, d.source.newline()) if d is not None else None for d in (before, ours, theirs)]
    return theirs.source if style[0] == style[1] != style[2] else ours.source


def _fit(data: bytes, model: Source, file: str) -> bytes:
    """A version in the encoding and with the line ends of the result."""
    source = Source(data, file) if data else model
    if source.codec == model.codec and source.newline() == model.newline():
        return data
    text = _NEWLINE.sub(model.newline(), source.decode(0, len(data)).removeprefix("\ufeff"))
    if source.codec == model.codec:
        return model.encode(text)
    known = _DECLARED.match(model.decode(0, 400 * model.unit).removeprefix("\ufeff"))
    text = _DECLARED.sub(lambda match: match.group(1) + (known.group(2) if known else model.codec), text)
    marked = model.decode(0, 4 * model.unit).startswith("\ufeff")
    return model.encode(f"\ufeff{text}" if marked else text)


def _one_language(ours: Document, theirs: Document) -> bool:
    """Whether names without a namespace of their own mean the same in both."""
    spaces = []
    for document in (ours, theirs):
        root = document.root
        tag = document.source.decode(root.start, document.source.tag_end(root.start))
        spaces.append({prefix: one or other for prefix, one, other in _SPACES.findall(tag)})
    shared = set(spaces[0]) & set(spaces[1])
    same = all(spaces[0][prefix] == spaces[1][prefix] for prefix in shared)
    return same and ("" in spaces[0]) == ("" in spaces[1]) and ours.root.name == theirs.root.name


def _head(versions: list[Version | None], decisions: Decisions, model: Source) -> bytes:
    """XML declaration and what else stands before the root; a declaration must name the result's own encoding."""
    base, ours, theirs = [version.head if version else None for version in versions]
    codecs = {version.document.source.codec for version in versions if version is not None}
    if model.data and len(codecs) == 1 and ours != theirs and None not in (ours, theirs):
        if ours == base and theirs is not None:
            return theirs
        if theirs != base:
            text = decisions.matching.root.any.version.document.source.encode("").decode()
            said = [version.document.source.decode(0, len(version.head)) if version else text for version in versions]
            decisions.doubt(decisions.matching.root, Conflict("head", base=said[0], ours=said[1], theirs=said[2]))
    return ours or b""


def _either(values: list[bytes | None]) -> bytes:
    base, ours, theirs = values
    return (theirs if ours == base else ours) or b""


def _old_ranges(versions: list[Version | None], decisions: Decisions) -> None:
    """Mark passages that one side cut on a text that the other side changed: their numbers count in the old one."""
    base, ours, theirs = [_text_hash(version) for version in versions]
    if not base or ours == theirs:
        return
    stale = THEIRS if theirs == base else OURS if ours == base else None
    for entry in decisions.matching.entries if stale else ():
        item = entry.sides[stale or THEIRS]
        if item is None or item.name != "span" or not _RANGES.search(item.attrs.get("target", "")):
            continue
        if item.attrs.get("type") not in ("page", "section") and (
            entry.base is None or entry.base.attrs.get("target") != item.attrs.get("target")
        ):
            decisions.doubt(entry, Conflict("text", item.id))


def _text_hash(version: Version | None) -> str:
    if version is None:
        return ""
    reading = Target.of(version.document).reading or read_fingerprint(version.document)
    return reading.sha256 if reading is not None else ""
