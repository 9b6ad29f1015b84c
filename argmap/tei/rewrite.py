"""A TEI file made to say what a map says: the same bytes where it says it already, else with only what differs changed.

A file in another encoding than the home form (inline, interp, graph …) comes out in the home form: its annotation is
taken out of the bytes and put in again; the text with its markup, and all of the header, stay.
"""

from __future__ import annotations

from dataclasses import replace

from argmap.model import ArgumentMap
from argmap.problems import ArgmapError, DataError
from argmap.tei.detach import detach
from argmap.tei.encodings import MARK
from argmap.tei.export import attribute_free
from argmap.tei.kept import differences, kept_element, kept_lines
from argmap.tei.parse import Document, Node, parse
from argmap.tei.reader import read, read_document
from argmap.tei.splice import Editor
from argmap.tei.targets import Fetch
from argmap.tei.update import update
from argmap.tei.variants import variant_nodes

_EMPTIED = frozenset(
    {"listAnnotation", "interpGrp", "spanGrp", "listRelation", "linkGrp", "standOff", "div", "back", "fs"}
)
_WHOLE = ("id", "title", "source", "bibliography")


def rewritten(data: bytes, amap: ArgumentMap, file: str = "", fetch: Fetch | None = None) -> bytes | None:
    """The file's bytes, changed as far as the map differs from it.

    Args:
        data: A TEI file.
        amap: What it shall say.
        file: Its name, for messages.
        fetch: Gives the files that it names.

    Returns:
        The new bytes; None where a part of the file would have to change that is not the annotation's.
    """
    try:
        document = parse(data, file)
        old, _ = read_document(document, fetch)
        ours = document.root.attrs.get("type", "").startswith(MARK)  # in another encoding, text and all
        if ours or any(getattr(old, name) != getattr(amap, name) for name in _WHOLE):
            return None
        if old.text != amap.text:
            return _without_text(data, old, amap, file)
        foreign = variant_nodes(document)
        if not foreign:
            return data if old == amap else _changed(data, amap, file, fetch)
        if not document.named("text") or document.root in foreign:
            return None
        return _changed(_bare(document, foreign), _counted(amap), file, fetch)
    except (ArgmapError, DataError):
        return None


def _without_text(data: bytes, old: ArgumentMap, amap: ArgumentMap, file: str) -> bytes | None:
    """The detached file, where nothing differs but that the text is left out."""
    bare = replace(old, text=replace(old.text, content=None)) if old.text is not None else old
    return detach(data, file) if bare == amap else None


def _counted(amap: ArgumentMap) -> ArgumentMap:
    """The map with pointers to be made anew from the places: ids of elements that are taken out lead nowhere."""
    components = tuple(
        replace(
            item,
            fragments=tuple(
                replace(f, pointer=f"src:{f.start}-{f.end}" if f.start is not None else f.pointer)
                for f in item.fragments
            ),
        )
        for item in amap.components
    )
    return replace(amap, components=components)


def _changed(data: bytes, amap: ArgumentMap, file: str, fetch: Fetch | None) -> bytes | None:
    """The file with the differences spliced in, and what TEI cannot hold beside it; None where it would say less."""
    data = _without_kept(data, file)
    old = read(data, file, fetch)[0]
    data = update(data, old, attribute_free(amap), file)
    plain = read(data, file, fetch)[0]
    wanted = _as_written(plain, amap)
    data = _with_kept(data, kept_lines(differences(plain, wanted)), file)
    return data if read(data, file, fetch)[0] == wanted else None


def _as_written(plain: ArgumentMap, amap: ArgumentMap) -> ArgumentMap:
    """The map with fragments as they are read from the file where they lie at the same places."""
    components = []
    for item in amap.components:
        found = plain.component.get(item.id)
        same = found is not None and [(f.start, f.end) for f in found.fragments] == [
            (f.start, f.end) for f in item.fragments
        ]
        components.append(replace(item, fragments=found.fragments) if found is not None and same else item)
    return replace(amap, components=tuple(components))


def _without_kept(data: bytes, file: str) -> bytes:
    document = parse(data, file)
    node = kept_element(document)
    if node is None:
        return data
    editor = Editor(document)
    editor.remove(node)
    return editor.result()


def _with_kept(data: bytes, lines: list[str], file: str) -> bytes:
    if not lines:
        return data
    document = parse(data, file)
    header = document.root.find("teiHeader")
    before = [node for node in header.elements if node.name != "revisionDesc"] if header is not None else []
    if not before:
        raise ArgmapError("the file has no header that could keep what TEI has no place for", "give it one")
    editor = Editor(document)
    editor.after(before[-1], lines)
    return editor.result()


def _bare(document: Document, nodes: list[Node]) -> bytes:
    """The file without its annotation: segments are unwrapped, all else is taken out with what it leaves empty."""
    editor = Editor(document)
    gone: dict[int, Node] = {}
    names = {node.id for node in nodes if node.id}
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
        codes = node.attrs.get("ana", "").split()
        if any(code[1:] in names for code in codes) and not any(node is item for item in nodes):
            editor.attribute(node, "ana", " ".join(code for code in codes if code[1:] not in names))
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
