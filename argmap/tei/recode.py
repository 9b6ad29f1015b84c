"""A file's annotation in another encoding, the rest of the file, text and header, as it is.

Where components become segments in the text, their tags are put between its bytes; taking them out gives these again.
"""

from __future__ import annotations

from dataclasses import replace

from argmap.model import ArgumentMap, Component
from argmap.tei.components import component_spans
from argmap.tei.cutting import Cutter
from argmap.tei.encodings import ENCODINGS, MARK, Parts, inline_parts, role_lines, role_names
from argmap.tei.header import read_codes
from argmap.tei.kept import differences, keeping, kept_lines, without_kept
from argmap.tei.markup import block
from argmap.tei.names import ROLES
from argmap.tei.parse import Document, Node, parse
from argmap.tei.reader import read, read_document
from argmap.tei.relations import relation_elements
from argmap.tei.scaffold import add_group, declare_prefix, header, range_prefix, stand_off
from argmap.tei.segments import Piece, nested
from argmap.tei.splice import Editor
from argmap.tei.strip import stripped
from argmap.tei.text import EditionText
from argmap.tei.transport import text_element
from argmap.tei.variants import variant_nodes

INLINE = "tei-seg"
# the encodings that leave the text as it is, but for segments in it
RECODED = (INLINE, "tei-annotation", "tei-interp", "tei-graph", "tei-note")
_WITH_ROLES = (INLINE, "tei-annotation")


def recoded(data: bytes, name: str, file: str = "") -> bytes | None:
    """The file with its annotation in one of `RECODED`.

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
    plain = read_document(document)[0]
    roles = _roles(document, plain) if name in _WITH_ROLES else {}
    if roles is None:
        return None
    editor = Editor(document)
    if name == INLINE:
        parts = _inlined(editor, plain, roles)
    else:
        parts = ENCODINGS[name](plain, roles)
        declare_prefix(editor, range_prefix(document))
    if parts.lines:
        add_group(editor, parts.lines, None, before="" if name == "tei-graph" else "listRelation")
    if not document.root.attrs.get("type"):
        editor.attribute(document.root, "type", MARK + name)
    if name in _WITH_ROLES and ROLES not in document.ids:
        _add_roles(editor, role_lines(plain, roles))
    document = parse(editor.result(), file)
    left = {*parts.rest.component, *parts.rest.relation}
    made = stripped(document, [node for node in _annotation(document) if node.id not in left], codes=False)
    found = read(made, file)[0]
    here = amap.components if name == INLINE else tuple(_placed(item, found) for item in amap.components)
    wanted = replace(amap, components=here)
    made = keeping(made, kept_lines(differences(found, wanted)), file)
    return made if read(made, file)[0] == wanted else None


def _annotation(document: Document) -> list[Node]:
    spans = list(component_spans(document))
    return [*spans, *relation_elements(document, frozenset(node.id for node in spans))]


def _fits(document: Document, name: str) -> bool:
    """Whether the file's own markup leaves room: a header, no other encoding, for ranges the usual prefix."""
    roles = name not in _WITH_ROLES or header(document) is not None
    return roles and not variant_nodes(document) and (name == INLINE or range_prefix(document).ident == "src")


def _roles(document: Document, amap: ArgumentMap) -> dict[str, str] | None:
    """A category id for each kind: those that the file has already, or new ones; None where it has but some."""
    known = {kind: code for code, kind in reversed(read_codes(document).kinds.items())}
    kinds = dict.fromkeys(item.kind for item in amap.components)
    if kinds.keys() <= known.keys():
        return {kind: known[kind] for kind in kinds}
    made = role_names(amap)
    return made if ROLES not in document.ids and document.ids.keys().isdisjoint(made.values()) else None


def _inlined(editor: Editor, amap: ArgumentMap, roles: dict[str, str]) -> Parts:
    """The components that can stand in the text put there as segments; what of the map goes elsewhere."""
    document = editor.document
    top = text_element(document)
    edition = EditionText(document)
    cutter = Cutter(document, edition, top)
    same = amap.text is not None and amap.text.content == edition.content
    ordered = sorted(amap.components, key=lambda item: item.start or 0) if same else []
    cuts = {item.id: _cut(cutter, item) for item in ordered}
    placed = [item for item in amap.components if cuts.get(item.id)]
    pieces = [replace(piece, component=n) for n, item in enumerate(placed) for piece in cuts[item.id]]
    parts, segments = inline_parts(amap, placed, roles, document.ids)
    events = nested(pieces)
    tags = iter(segments.tags([piece for _, piece in events if piece is not None]))
    for place, piece in events:
        editor.replace(place, place, editor.markup("</seg>" if piece is None else next(tags), top))
    return parts


def _cut(cutter: Cutter, item: Component) -> list[Piece]:
    """The pieces of a component by the file's bytes; none where it cannot stand in the text, or not all of it."""
    found: list[Piece] = []
    for number, fragment in enumerate(item.fragments):
        if fragment.start is None or fragment.end is None:
            continue
        cut = cutter.pieces(fragment.start, fragment.end)
        if cut is None:
            return []
        found += [Piece(0, number, start, end) for start, end in cut]
    return found


def _add_roles(editor: Editor, lines: list[str]) -> None:
    """The taxonomy of kinds, behind the others."""
    top = header(editor.document)
    encoding = top.find("encodingDesc") if top is not None else None
    listed = encoding.find("classDecl") if encoding is not None else None
    made = block("classDecl", lines)
    if listed is not None and listed.elements:
        editor.inside(listed, lines)
    elif encoding is not None and encoding.elements:
        editor.inside(encoding, made)
    elif top is not None:
        editor.after(top.find("fileDesc") or top.elements[0], block("encodingDesc", made))


def _placed(item: Component, found: ArgumentMap) -> Component:
    """A component with its pointers as the file now writes them, where they lead to the same places."""
    now = found.component.get(item.id)
    if now is None or [(f.start, f.end) for f in now.fragments] != [(f.start, f.end) for f in item.fragments]:
        return item
    pairs = zip(item.fragments, now.fragments, strict=True)
    return replace(item, fragments=tuple(replace(was, pointer=new.pointer) for was, new in pairs))
