"""Checks of the markup itself, which a map no longer shows: pointers written without their ``#``."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.codes import problem
from argmap.problems import Problem
from argmap.tei.conflicts import conflicts
from argmap.tei.parse import Document, Node

POINTERS = ("active", "passive", "mutual", "target", "from", "to", "ana", "resp", "change")
GROUPS = frozenset({"argument", "arguments", "argumentation", "components", "correspondences", "stances"})
POINTING = frozenset({"span", "spanGrp", "relation", "listRelation", "link", "interp", "annotation", "note", "seg"})


def check_document(document: Document) -> list[Problem]:
    """What is wrong in the markup of a parsed file, beyond what its reader reports."""
    return sorted([*bare_ids(document), *open_conflicts(document)])


def open_conflicts(document: Document) -> Iterator[Problem]:
    """Marks of a merge that nobody has settled yet."""
    for conflict in conflicts(document):
        yield problem("E110", conflict.place, str(conflict))


def bare_ids(document: Document) -> Iterator[Problem]:
    """An id of the file given as a pointer without ``#`` leads, in TEI, to a file of that name."""
    for node, name, values in pointer_lists(document):
        for value in values:
            if value in document.ids:
                message = f"{name} names the id {value} without #"
                yield problem("W218", document.place(node, name), message)


def pointer_lists(document: Document) -> Iterator[tuple[Node, str, list[str]]]:
    """Every attribute of argument annotation that holds pointers: its element, its name, its values.

    Other annotation in the file is not ours to judge.
    """
    for node in _annotation(document):
        for name in POINTERS if node.name in POINTING else ():
            if name in node.attrs:
                yield node, name, node.attrs[name].split()


def _annotation(document: Document) -> Iterator[Node]:
    """The elements of argument annotation: groups of such a type, and all that lies in them."""
    ours: set[int] = set()
    for node in document.root.walk():
        if node.attrs.get("type") in GROUPS or (node.parent is not None and id(node.parent) in ours):
            ours.add(id(node))
            yield node


def holds_correspondences(document: Document) -> bool:
    """Whether the file holds links or stances, and so is to be read as a correspondences file."""
    lists = (node for node in document.root.walk() if node.name == "listRelation")
    return any(node.attrs.get("type") in ("correspondences", "stances") for node in lists)
