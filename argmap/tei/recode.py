"""A file's annotation in another stand-off encoding, the rest of the file, text and header, as it is."""

from __future__ import annotations

from dataclasses import replace

from argmap.model import ArgumentMap, Component
from argmap.tei.components import component_spans
from argmap.tei.encodings import ENCODINGS, MARK, role_lines, role_names
from argmap.tei.kept import differences, keeping, kept_lines, without_kept
from argmap.tei.markup import block
from argmap.tei.names import ROLES
from argmap.tei.parse import Document, Node, parse
from argmap.tei.reader import read
from argmap.tei.relations import relation_elements
from argmap.tei.scaffold import add_group, declare_prefix, range_prefix, stand_off
from argmap.tei.splice import Editor
from argmap.tei.strip import stripped
from argmap.tei.transport import text_element
from argmap.tei.variants import variant_nodes

# encodings whose annotation stands beside the text
BESIDE = ("tei-annotation", "tei-interp", "tei-graph", "tei-note")


def recoded(data: bytes, name: str, file: str = "") -> bytes | None:
    """The file with its annotation in one of `BESIDE`.

    Args:
        data: A TEI file with a text and with its annotation in the home form.
        name: The encoding.
        file: The file's name, for messages.

    Returns:
        None where more than the annotation would have to change, or where less would be said.

    Raises:
        DataError: there is no text, or there are several.
    """
    amap = read(data, file)[0]
    bare = without_kept(data, file)
    document = parse(bare, file)
    top = text_element(document)
    nodes = _annotation(document)
    inside = any(top.start <= node.start < document.end(top) for node in nodes)
    nameless = any(not node.id for node in nodes) or bool(document.repeated)
    if inside or nameless or stand_off(document) is None or not _fits(document, name):
        return None
    plain = read(bare, file)[0]
    roles = role_names(plain)
    parts = ENCODINGS[name](plain, roles)
    editor = Editor(document)
    declare_prefix(editor, range_prefix(document))
    add_group(editor, parts.lines, None, before="" if name == "tei-graph" else "listRelation")
    editor.attribute(document.root, "type", MARK + name)
    if name == "tei-annotation":
        _add_roles(editor, role_lines(plain, roles))
    document = parse(editor.result(), file)
    left = {*parts.rest.component, *parts.rest.relation}
    made = stripped(document, [node for node in _annotation(document) if node.id not in left], codes=False)
    found = read(made, file)[0]
    wanted = replace(amap, components=tuple(_placed(item, found) for item in amap.components))
    made = keeping(made, kept_lines(differences(found, wanted)), file)
    return made if read(made, file)[0] == wanted else None


def _annotation(document: Document) -> list[Node]:
    spans = list(component_spans(document))
    return [*spans, *relation_elements(document, frozenset(node.id for node in spans))]


def _fits(document: Document, name: str) -> bool:
    """Whether the file's own markup leaves room: no other encoding, no kind of file, the usual prefix of ranges."""
    header = document.root.find("teiHeader", "encodingDesc")
    roles = name == "tei-annotation" and (ROLES in document.ids or header is None)
    free = not document.root.attrs.get("type") and not variant_nodes(document)
    return free and not roles and range_prefix(document).ident == "src"


def _add_roles(editor: Editor, lines: list[str]) -> None:
    """The taxonomy of kinds, behind the others."""
    header = editor.document.root.find("teiHeader", "encodingDesc")
    listed = header.find("classDecl") if header is not None else None
    if listed is not None and listed.elements:
        editor.inside(listed, lines)
    elif header is not None:
        editor.inside(header, block("classDecl", lines))


def _placed(item: Component, found: ArgumentMap) -> Component:
    """A component with its pointers as the file now writes them, where they lead to the same places."""
    now = found.component.get(item.id)
    if now is None or [(f.start, f.end) for f in now.fragments] != [(f.start, f.end) for f in item.fragments]:
        return item
    pairs = zip(item.fragments, now.fragments, strict=True)
    return replace(item, fragments=tuple(replace(was, pointer=new.pointer) for was, new in pairs))
