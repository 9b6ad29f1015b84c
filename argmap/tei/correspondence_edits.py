"""Changes to a correspondences file by splicing: a link is added, decided or taken out; all else stays as it is.

Every function takes a file's bytes and gives the new ones. Links keep their order and their ids.
"""

from __future__ import annotations

from dataclasses import replace

from argmap.correspondence import Link
from argmap.model import Annotator
from argmap.problems import ArgmapError
from argmap.tei import entries
from argmap.tei.correspondences import LINKS, link_line
from argmap.tei.header import read_annotators
from argmap.tei.markup import block
from argmap.tei.parse import Document, Node, parse
from argmap.tei.splice import Editor
from argmap.tei.writer import free_id


def add_link(data: bytes, link: Link, file: str = "") -> bytes:
    """Put a link behind the last one; an empty id is filled with a fresh one.

    Raises:
        ArgmapError: the id is taken, or the file has no place for links.
        DataError: the file is no XML that can be read.
    """
    document = parse(data, file)
    if link.id in document.ids:
        raise ArgmapError(f"the id {link.id} is taken", "leave it empty for a fresh one")
    line = link_line(replace(link, id=link.id or free_id(document, "link")))
    editor = Editor(document)
    lists = [node for node in document.named("listRelation") if node.attrs.get("type") == LINKS]
    if lists and lists[-1].elements:
        editor.inside(lists[-1], [line])
        return editor.result()
    group = block("listRelation", [line], [("type", LINKS)])
    if lists:  # an empty list: put a full one in its place
        editor.after(lists[-1], group)
        editor.remove(lists[-1])
        return editor.result()
    place = _stand_off(document)
    hollow = [node for node in place.elements if _placeholder(node)]
    editor.inside(place, group)
    for node in hollow:
        editor.remove(node)
    return editor.result()


def decide_link(data: bytes, link: Link, file: str = "") -> bytes:
    """Write a decided link in the place of the suggestion that has its id.

    Raises:
        ArgmapError: there is no such link.
    """
    document = parse(data, file)
    node = document.ids.get(link.id)
    if node is None or node.name != "relation" or node.inside_entity:
        raise ArgmapError(f"{file or 'the file'} has no link {link.id} that can be changed", "check the id")
    editor = Editor(document)
    parent = node.parent or node
    editor.replace(node.start, document.end(node), editor.markup(link_line(link), parent))
    return editor.result()


def name_annotator(data: bytes, annotator: Annotator, file: str = "") -> tuple[bytes, str]:
    """Make sure that the file names the annotator; one of the same name and role is used again.

    Returns:
        The bytes, and the annotator's id in the file.
    """
    document = parse(data, file)
    for known in read_annotators(document):
        if known.name == annotator.name and not known.machine and known.role == annotator.role:
            return data, known.id
    ident, number = annotator.id, 1
    while ident in document.ids:
        number += 1
        ident = f"{annotator.id}.{number}"
    return entries.add_annotator(data, replace(annotator, id=ident), file), ident


def _stand_off(document: Document) -> Node:
    place = next((node for node in document.root.elements if node.name == "standOff"), None)
    if place is None:
        raise ArgmapError("the file has no standOff that could hold links", "write it with argmap, or mend it first")
    return place


def _placeholder(node: Node) -> bool:
    """Whether it only keeps an empty file valid, as `argmap.tei.correspondences.write` makes it."""
    return node.name == "fs" and node.attrs.get("type") == "state"
