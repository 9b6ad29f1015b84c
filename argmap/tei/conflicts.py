"""Marks that a merge leaves where two versions of a file differ and a person must choose.

A mark is a processing instruction, ``<?argmap-conflict {…}?>``, right before the element in question, so
that the file stays valid TEI wherever it stands. It holds, as JSON in ASCII, what the other version says;
the element itself stands as in *ours* (or in the version that kept it). The codes' table calls it E110.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from argmap.model import NOWHERE
from argmap.problems import ArgmapError, Place
from argmap.tei.parse import Document, Node, parse
from argmap.tei.source import Source
from argmap.tei.splice import Editor

TARGET = "argmap-conflict"
SIDES = ("ours", "theirs")
_MARK = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?argmap-conflict\s+(.*?)\?>", re.DOTALL)
_SAID = {
    "attribute": "both versions changed {name} of {of}: here {ours!r}, theirs {theirs!r}",
    "content": "both versions changed the {name} of {of}",
    "passage": "both versions cut the passage of {of} anew: here {ours}, theirs {theirs}",
    "removed": "{of} was removed in {by} and changed or used in the other version; it was kept",
    "id": "both versions gave the new id {name} to different things; theirs is {of} here",
    "text": "{of} was marked on a version of the text that is not the one here",
    "head": "what stands before the root element differs in the two versions",
    "file": "the two versions could not be joined; theirs is kept whole in this mark",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One choice that a merge left open.

    ``kind`` is attribute, content, passage, removed, id, text, head or file; ``of`` the id of what it is about, or of
    what is nearest around it; ``name`` the attribute or element; ``by`` the version that removed it; ``base``,
    ``ours``, ``theirs`` what the versions say (markup for content); ``checks`` their ``fs`` of a passage.
    """

    kind: str
    of: str = ""
    name: str = ""
    by: str = ""
    base: str = ""
    ours: str = ""
    theirs: str = ""
    checks: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        """One clause that says what is to be chosen."""
        values = {"of": self.of or "the file", "name": self.name, "by": self.by}
        return _SAID.get(self.kind, "two versions differ").format(**values, ours=self.ours, theirs=self.theirs)

    def as_dict(self) -> dict[str, str]:
        """Its fields that say something."""
        names = ("kind", "of", "name", "by", "base", "ours", "theirs", "checks")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def mark(self) -> str:
        """The instruction; in ASCII, and never with what would end it."""
        text = json.dumps(self.as_dict(), sort_keys=True).replace("?>", "?\\u003e")
        return f"<?{TARGET} {text}?>"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a file: its conflict, its bytes."""

    conflict: Conflict
    start: int
    end: int


def marks(source: Source) -> list[Mark]:
    """All marks of a file, in order; a mark that was tampered with is a conflict of kind "file" without content."""
    unit, found = source.unit, []
    if TARGET.encode() not in source.view:
        return []
    at, line, column = 0, 1, 1
    for match in _MARK.finditer(source.view):
        if match.group(1) is not None:
            start, end = match.start() * unit, match.end() * unit
            between = source.decode(at, start).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            line += between.count("\n")
            column = len(between) - between.rfind("\n") + (0 if "\n" in between else column - 1)
            text = source.decode(match.start(1) * unit, match.end(1) * unit)
            found.append(Mark(_conflict(text, Place(source.file, line, column)), start, end))
            at = start
    return found


def conflicts(document: Document) -> list[Conflict]:
    """All conflicts that are open in a parsed file, with their places."""
    return [mark.conflict for mark in marks(document.source)]


def resolve(data: bytes, take: str, number: int | None = None, file: str = "") -> bytes:
    """Settle a conflict, or all of them: take one version and remove the mark.

    Args:
        data: The file.
        take: "ours" or "theirs".
        number: Which conflict, counted from 1 in the order of the file; None for all.
        file: Its name, for messages.

    Raises:
        ArgmapError: there is no such conflict, or theirs is a whole file, which only an editor can take over.
        DataError: the file is no XML that can be read.
    """
    if take not in SIDES:
        raise ArgmapError(f"{take!r} is no version", "say ours or theirs")
    count = len(marks(Source(data, file)))
    if number is None:
        for index in range(count, 0, -1):
            data = resolve(data, take, index, file)
        return data
    if not 1 <= number <= count:
        raise ArgmapError(f"there is no conflict {number} in {file or 'the file'}", f"there are {count}")
    document = parse(data, file)
    mark = marks(document.source)[number - 1]
    editor = Editor(document)
    _drop(editor, mark)
    node = min((n for n in document.nodes if n.start >= mark.end), key=lambda n: n.start, default=None)
    _take(editor, mark.conflict, take, node)
    return editor.result()


def _take(editor: Editor, conflict: Conflict, take: str, node: Node | None) -> None:
    """Make the element what the chosen version says."""
    if conflict.kind == "removed":
        if take == conflict.by and node is not None:
            editor.remove(node)
    elif take == "ours" or node is None or conflict.kind in ("id", "text"):
        return
    elif conflict.kind in ("file", "head"):
        raise ArgmapError("this conflict needs an editor", "the mark holds their version; take over what you want")
    elif conflict.kind == "content":
        editor.content(node, conflict.theirs)
    elif conflict.kind == "passage":
        _take_passage(editor, conflict, node)
    else:
        editor.attribute(node, conflict.name, conflict.theirs)


def _take_passage(editor: Editor, conflict: Conflict, node: Node) -> None:
    names = conflict.name.split()
    values = conflict.theirs.split() if len(names) > 1 else [conflict.theirs]
    theirs = dict(zip(names, values, strict=False))
    for name in ("target", "from", "to"):
        if node.attrs.get(name, "") != theirs.get(name, ""):
            editor.attribute(node, name, theirs.get(name, ""))
    for fs in (child for child in node.elements if child.attrs.get("type") == "fragment"):
        editor.remove(fs)
    low, high = editor.document.inner(node)
    if low != high:
        editor.replace(high, high, conflict.checks)


def _drop(editor: Editor, mark: Mark) -> None:
    """Take the mark out, with the white space after it where it is that before it."""
    source = editor.source
    before = source.decode(source.blank_before(mark.start), mark.start)
    after = source.encode(before)
    whole = source.data[mark.end : mark.end + len(after)] == after
    editor.replace(mark.start, mark.end + (len(after) if whole else 0), "")


def _conflict(text: str, place: Place) -> Conflict:
    try:
        said: Any = json.loads(text)
        return Conflict(**{str(key): str(value) for key, value in said.items()}, place=place)
    except (ValueError, TypeError, AttributeError):
        return Conflict("file", place=place)
