"""Entries of the header's revision description by splicing: who changed what, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.problems import ArgmapError
from argmap.tei.markup import block, element, pointers
from argmap.tei.parse import Document, Node, parse
from argmap.tei.scaffold import header
from argmap.tei.splice import Editor


@dataclass(frozen=True, slots=True)
class Revision:
    """One change: its kind and sub-kind, when (a date or date and time), the annotator's id, and what it led to.

    ``key`` is a name by which a program knows it again; ``subjects`` are ids of entries of the file.
    """

    kind: str
    said: str
    sub: str = ""
    when: str = ""
    who: str = ""
    subjects: tuple[str, ...] = ()
    reason: str = ""
    key: str = ""


def read_revisions(document: Document, kind: str) -> list[Revision]:
    """The changes of one kind that a header tells of, in their order."""
    found = []
    for node in document.named("change"):
        if node.attrs.get("type") == kind:
            desc, note = node.find("desc"), node.find("note")
            found.append(
                Revision(
                    kind,
                    desc.text() if desc is not None else "",
                    node.attrs.get("subtype", ""),
                    node.attrs.get("when", ""),
                    node.attrs.get("who", "").removeprefix("#"),
                    tuple(value.removeprefix("#") for value in node.attrs.get("target", "").split()),
                    note.text() if note is not None else "",
                    node.attrs.get("n", ""),
                )
            )
    return found


def add_revisions(data: bytes, revisions: Sequence[Revision], file: str = "") -> bytes:
    """Add changes to the end of the header's ``revisionDesc``, which is made when missing.

    A description kept as a ``listChange`` gets a further one, one kept as a ``list`` a further list.

    Raises:
        ArgmapError: the file has no header.
    """
    if not revisions:
        return data
    document = parse(data, file)
    top = header(document)
    if top is None:
        raise ArgmapError("the file has no teiHeader for what was changed", "give it a header first")
    editor = Editor(document)
    known = top.find("revisionDesc")
    if known is None or not known.elements:
        lines = block("revisionDesc", [line for item in revisions for line in _lines(item)])
        if known is not None:
            editor.remove(known)
        editor.after(_last(top, known), lines)
    else:
        _extend(editor, known, revisions)
    return editor.result()


def _last(top: Node, without: Node | None) -> Node:
    return [child for child in top.elements if child is not without][-1]


def _extend(editor: Editor, known: Node, revisions: Sequence[Revision]) -> None:
    kinds = {child.name for child in known.elements}
    if "list" in kinds:
        items = [element("item", _in_one(item)) for item in revisions]
        editor.inside(known, block("list", items, [("type", revisions[0].kind)]))
        return
    lines = [line for item in revisions for line in _lines(item)]
    editor.inside(known, block("listChange", lines, [("type", revisions[0].kind)]) if "listChange" in kinds else lines)


def _lines(item: Revision) -> list[str]:
    """A ``change`` with what was done and why."""
    attributes = [
        ("n", item.key),
        ("type", item.kind),
        ("subtype", item.sub),
        ("when", item.when),
        ("who", pointers([item.who]) if item.who else ""),
        ("target", pointers(item.subjects)),
    ]
    lines = [element("desc", item.said)]
    if item.reason:
        lines.append(element("note", item.reason, [("type", "reason")]))
    return block("change", lines, attributes)


def _in_one(item: Revision) -> str:
    reason = f" Reason: {item.reason}" if item.reason else ""
    return f"{item.when} {item.who}: {item.said}{reason}".strip()
