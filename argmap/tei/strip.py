"""Annotation taken out of a file's bytes: elements go with what they leave empty, inline segments are unwrapped."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.tei.parse import Document, Node
from argmap.tei.splice import Editor

# what goes when all that it held is gone
_EMPTIED = frozenset(
    {
        "listAnnotation", "interpGrp", "spanGrp", "listRelation", "linkGrp", "standOff", "div", "back", "fs",
        "listPrefixDef", "classDecl", "encodingDesc",
    }
)  # fmt: skip


def stripped(document: Document, nodes: Sequence[Node], *, codes: bool = True) -> bytes:
    """The file without its annotation: segments are unwrapped, all else is taken out with what it leaves empty.

    With ``codes``, values of ``ana`` elsewhere that name what is taken out go too.
    """
    editor = Editor(document)
    gone: dict[int, Node] = {}
    names = {node.id for node in nodes if node.id and codes}
    given = {id(node) for node in nodes}
    for node in nodes:
        if node.name == "seg":
            _unwrap(editor, node)
        else:
            gone[id(node)] = node
    queue = list(gone.values())
    while queue:
        parent = queue.pop().parent
        if parent is not None and id(parent) not in gone and _empties(parent, gone):
            gone[id(parent)] = parent
            queue.append(parent)
    for node in gone.values():
        if node.parent is None or id(node.parent) not in gone:
            editor.remove(node)
    for node in document.nodes:
        values = node.attrs.get("ana", "").split() if names else []
        if any(value[1:] in names for value in values) and id(node) not in given:
            editor.attribute(node, "ana", " ".join(value for value in values if value[1:] not in names))
    return editor.result()


def _empties(parent: Node, gone: dict[int, Node]) -> bool:
    if parent.name not in _EMPTIED or parent.id:
        return False
    return all(isinstance(child, Node) and id(child) in gone for child in parent.children if not _blank(child))


def _blank(child: object) -> bool:
    return not isinstance(child, Node) and not getattr(child, "text", "").strip()


def _unwrap(editor: Editor, node: Node) -> None:
    source = editor.source
    inner = source.tag_end(node.start)
    editor.replace(node.start, inner, "")
    if not source.is_empty_tag(inner):
        editor.replace(node.close, source.tag_end(node.close), "")
