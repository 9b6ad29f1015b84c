"""Entries by splicing: categories of the code book, annotators, cited works. Every function is ``bytes -> bytes``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.model import Annotator, BibItem, Issue, Scheme, Voice
from argmap.problems import ArgmapError
from argmap.tei.markup import annotator_lines, block, category_lines, element, escape, quote, taxonomy_lines
from argmap.tei.names import ISSUES, SCHEMES, VOICES
from argmap.tei.parse import Document, Node, parse
from argmap.tei.scaffold import add_group, header, stand_off
from argmap.tei.splice import Editor
from argmap.tei.targets import Target

Entry = Issue | Voice | Scheme
_ID = re.compile(r"[^\W\d][\w.\-\u00b7]*")


def add_entry(data: bytes, entry: Entry, file: str = "") -> bytes:
    """Add an issue (below its parent), a voice, or a scheme to its taxonomy, which is made when missing.

    Raises:
        ArgmapError: the id is taken or no XML name, the parent is not there, or the file has no header.
    """
    document = parse(data, file)
    editor = Editor(document)
    _require_new(document, entry.id)
    name, question, parent = _shape(entry)
    lines = category_lines(entry.id, entry.label, question)
    if parent:
        above = document.ids.get(parent)
        if above is None or above.name != "category":
            raise ArgmapError(f"there is no issue {parent} to put {entry.id} under", "add that first")
        _into_category(editor, above, lines)
        return editor.result()
    taxonomy = next((node for node in document.named("taxonomy") if node.id == name), None)
    if taxonomy is not None and taxonomy.elements:
        editor.inside(taxonomy, lines)
    else:
        _add_taxonomy(editor, _header(document), taxonomy_lines(name, lines))
    return editor.result()


def replace_entry(data: bytes, entry: Entry, file: str = "") -> bytes:
    """Change label and question of an issue, voice or scheme; its place in the hierarchy stays.

    Raises:
        ArgmapError: there is no such entry.
    """
    document, node = _find(data, file, entry.id, "category")
    editor = Editor(document)
    _, question, _ = _shape(entry)
    described = node.find("catDesc")
    whole = category_lines(entry.id, entry.label, question)[0]
    written = whole[whole.index(">") + 1 : whole.rindex("</category>")]
    if described is None:
        editor.inside(node, [written], first=True)
    else:
        editor.replace(described.start, document.end(described), editor.markup(written, node))
    return editor.result()


def remove_entry(data: bytes, ident: str, file: str = "") -> bytes:
    """Take an issue, voice or scheme out of its taxonomy, with what stands below it.

    Raises:
        ArgmapError: there is no such entry.
    """
    document, node = _find(data, file, ident, "category")
    editor = Editor(document)
    editor.remove(_alone(node, ("taxonomy", "classDecl", "encodingDesc")))
    return editor.result()


def add_annotator(data: bytes, annotator: Annotator, file: str = "") -> bytes:
    """Name an annotator in the title statement.

    Raises:
        ArgmapError: the id is taken or no XML name, or the file has no title statement.
    """
    document = parse(data, file)
    _require_new(document, annotator.id)
    statement = _header(document).find("fileDesc", "titleStmt")
    if statement is None or not statement.elements:
        raise ArgmapError("the header has no titleStmt that could name an annotator", "mend the header first")
    editor = Editor(document)
    editor.inside(statement, annotator_lines(annotator))
    return editor.result()


def add_work(data: bytes, work: BibItem, file: str = "") -> bytes:
    """Add a cited work, as plain text, to the annotation's list of works; that is made if need be.

    Raises:
        ArgmapError: the id is taken or no XML name.
    """
    document = parse(data, file)
    _require_new(document, work.id)
    editor = Editor(document)
    line = element("bibl", work.text, [("xml:id", work.id)])
    place = stand_off(document)
    listed = place.find("listBibl") if place is not None else None
    if listed is not None and listed.elements:
        editor.inside(listed, [line])
    else:
        add_group(editor, block("listBibl", [line]), Target.of(document).reading)
    return editor.result()


def replace_annotator(data: bytes, annotator: Annotator, file: str = "") -> bytes:
    """Change an annotator's name and role; references and other details stay.

    Raises:
        ArgmapError: there is no such annotator.
    """
    document, node = _find(data, file, annotator.id, "respStmt")
    editor = Editor(document)
    for child in node.elements:
        if child.name == "resp" and child.text() != annotator.role:
            editor.content(child, escape(annotator.role))
        elif child.name in ("persName", "name", "orgName") and child.text() != annotator.name:
            editor.content(child, escape(annotator.name))
    return editor.result()


def remove_annotator(data: bytes, ident: str, file: str = "") -> bytes:
    """Take an annotator out of the title statement.

    Raises:
        ArgmapError: there is no such annotator.
    """
    document, node = _find(data, file, ident, "respStmt")
    editor = Editor(document)
    editor.remove(node)
    return editor.result()


def _shape(entry: Entry) -> tuple[str, str, str]:
    """Taxonomy, question, parent."""
    if isinstance(entry, Issue):
        return ISSUES, entry.question, entry.parent
    return (VOICES if isinstance(entry, Voice) else SCHEMES), "", ""


def _into_category(editor: Editor, above: Node, lines: Sequence[str]) -> None:
    if above.elements:
        editor.inside(above, lines)
        return
    indent = editor.indent(above) or ""
    written = editor.lines(lines, indent + editor.unit(), above) + f"\n{indent}"
    editor.content(above, written)


def _add_taxonomy(editor: Editor, top: Node, taxonomy: list[str]) -> None:
    encoding = top.find("encodingDesc")
    declared = encoding.find("classDecl") if encoding is not None else None
    if declared is not None and declared.elements:
        editor.inside(declared, taxonomy)
    elif encoding is not None and encoding.elements:
        editor.inside(encoding, block("classDecl", taxonomy))
    else:
        first = top.find("fileDesc") or top.elements[0]
        editor.after(first, block("encodingDesc", block("classDecl", taxonomy)))


def _header(document: Document) -> Node:
    top = header(document)
    if top is None:
        raise ArgmapError(
            "the file has no teiHeader that could take an entry",
            "give it one, or annotate beside it",
            place=document.place(document.root),
        )
    return top


def _require_new(document: Document, ident: str) -> None:
    if ident in document.ids:
        raise ArgmapError(f"the id {ident} is taken", "choose another", place=document.place(document.ids[ident]))
    if not _ID.fullmatch(ident):
        raise ArgmapError(f"{quote(ident)} is no XML name", "begin with a letter; use letters, digits, points, hyphens")


def _find(data: bytes, file: str, ident: str, name: str) -> tuple[Document, Node]:
    document = parse(data, file)
    node = document.ids.get(ident)
    if node is None or node.name != name or node.inside_entity:
        raise ArgmapError(f"{file or 'the file'} has no {name} {ident} that can be changed", "check the id")
    return document, node


def _alone(node: Node, around: Sequence[str]) -> Node:
    """The element, or those around it that hold nothing else (TEI does not allow them empty)."""
    parent = node.parent
    if parent is None or parent.name not in around or len(parent.elements) > 1:
        return node
    return _alone(parent, around)
