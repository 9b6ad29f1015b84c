"""The places in a file where annotation goes: `standOff`, its groups, the prefix of ranges. Made when missing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.model import Fragment
from argmap.problems import ArgmapError
from argmap.tei.fingerprint import fingerprint_element, read_fingerprint
from argmap.tei.home import fingerprint_lines, pointer_of, prefix_lines
from argmap.tei.markup import block, tag
from argmap.tei.parse import Document, Node
from argmap.tei.pointers import SRC_MATCH
from argmap.tei.splice import Editor
from argmap.tei.text import EditionText, has_text
from argmap.text.reading import ReadingText

MARKER = "argmap"
STAND_OFF = ("argument", "arguments", "argumentation")
_FINGERPRINT = "src.text"


@dataclass(frozen=True, slots=True)
class Prefix:
    """How ranges are written: the prefix ("" for ``#char=``), and the lines that declare it (none if declared)."""

    ident: str
    lines: tuple[str, ...] = ()

    def pointer(self, fragment: Fragment) -> str:
        """A fragment's pointer in this form."""
        return pointer_of(fragment, self.ident)


def stand_off(document: Document) -> Node | None:
    """The ``standOff`` for arguments that already holds something."""
    for node in document.root.elements:
        if node.name == "standOff" and node.attrs.get("type") in STAND_OFF and node.elements:
            return node
    return None


def header(document: Document) -> Node | None:
    """The header, where it can take entries."""
    node = document.root.find("teiHeader")
    return node if node is not None and node.elements else None


def range_prefix(document: Document) -> Prefix:
    """The prefix that this file uses for ranges of its text, or the one to declare."""
    taken: set[str] = set()
    for node in document.named("prefixDef"):
        ident = node.attrs.get("ident", "")
        pattern, replacement = node.attrs.get("matchPattern"), node.attrs.get("replacementPattern", "")
        if pattern == SRC_MATCH and replacement.endswith("#char=$1,$2"):
            return Prefix(ident)
        taken.add(ident)
    if header(document) is None:
        return Prefix("")
    ident = next(name for name in ("src", "text", *(f"text{i}" for i in range(2, 1000))) if name not in taken)
    return Prefix(ident, tuple(prefix_lines(ident, MARKER)))


def declare_prefix(editor: Editor, prefix: Prefix) -> None:
    """Put the declaration into the header, making ``encodingDesc`` and ``listPrefixDef`` if need be."""
    top = header(editor.document)
    if not prefix.lines or top is None:
        return
    listed = block("listPrefixDef", prefix.lines)
    encoding = top.find("encodingDesc")
    if encoding is None or not encoding.elements:
        description = top.find("fileDesc") or top.elements[0]
        editor.after(description, block("encodingDesc", listed))
        return
    existing = encoding.find("listPrefixDef")
    if existing is not None and existing.elements:
        editor.inside(existing, list(prefix.lines))
    else:
        editor.inside(encoding, listed)


def withdraw_prefix(editor: Editor, *gone: Node) -> None:
    """Take out the declaration that `declare_prefix` made, with what it was alone in, if only ``gone`` used it."""
    document = editor.document
    for node in document.named("prefixDef"):
        if node.attrs.get("n") == MARKER:
            if not prefix_used(document, node.attrs.get("ident", ""), *gone):
                editor.remove(alone(node))
            return


def alone(node: Node) -> Node:
    """The element, or that around it which holds nothing else."""
    parent = node.parent
    if parent is None or parent.name not in ("listPrefixDef", "encodingDesc") or len(parent.elements) > 1:
        return node
    return alone(parent)


def prefix_used(document: Document, ident: str, *gone: Node) -> bool:
    """Whether some pointer bears the prefix, but for those in the elements that go."""
    inside = {id(node) for one in gone for node in one.walk()}
    return any(
        value.startswith(f"{ident}:") or f" {ident}:" in value
        for node in document.nodes
        if id(node) not in inside
        for value in node.attrs.values()
    )


def argument_lists(document: Document) -> list[Node]:
    """The lists of the ``standOff`` that hold relations of the argument."""
    place = stand_off(document)
    lists = place.find_all("listRelation") if place is not None else []
    return [node for node in lists if node.attrs.get("type") == "argument" and node.find("relation") is not None]


def add_group(editor: Editor, lines: list[str], text: ReadingText | None, before: str = "") -> None:
    """Put a group (``spanGrp``, ``listRelation``) into the ``standOff``, making that after ``text`` if need be."""
    document = editor.document
    place = stand_off(document)
    if place is not None:
        follower = place.find(before) if before else None
        index = place.elements.index(follower) if follower is not None else len(place.elements)
        if index:
            editor.after(place.elements[index - 1], lines)
        else:
            editor.inside(place, lines, first=True)
        return
    inner = []
    if text is not None and fingerprint_element(document) is None:
        inner = fingerprint_lines(text, fingerprint_id(document))
    made = block("standOff", [*inner, *lines], [("type", STAND_OFF[0])])
    after = _before_stand_off(document)
    if after is not None:
        editor.after(after, made)
    elif document.root.elements or not document.source.is_empty_tag(document.source.tag_end(document.root.start)):
        editor.inside(document.root, made)
    else:
        raise ArgmapError(
            "the file has no place for an annotation: its root element is empty",
            "choose a whole TEI document",
            place=document.place(document.root),
        )


def _before_stand_off(document: Document) -> Node | None:
    """The element behind which ``standOff`` goes: the text, else whatever must come before it."""
    elements = [node for node in document.root.elements if not node.inside_entity]
    for names in (("text",), ("standOff", "sourceDoc", "facsimile", "fsdDecl", "xenoData"), ("teiHeader",)):
        found = [node for node in elements if node.name in names]
        if found:
            return found[-1]
    return elements[-1] if elements else None


def fingerprint_id(document: Document) -> str:
    """An id for a fingerprint of the text, one that no element of the file has."""
    name, number = _FINGERPRINT, 1
    while name in document.ids:
        number += 1
        name = f"{_FINGERPRINT}.{number}"
    return name


def collapse_group(editor: Editor, group: Node) -> None:
    """Take out a group that just lost its last member, and the ``standOff`` with it where nothing else is in it.

    A fingerprint that merely repeats the text in the same file goes too; one that stands for an absent text stays.
    """
    place = group.parent
    others = [node for node in place.elements if node is not group] if place is not None else []
    if place is None or place.name != "standOff":
        editor.remove(group)
    elif not others or _only_fingerprint(editor.document, others):
        editor.remove(place)
        withdraw_prefix(editor, place)
    else:
        editor.remove(group)
        withdraw_prefix(editor, group)


def bare_group(editor: Editor, group: Node, name: str, kind: str) -> bool:
    """Whether a group is as `argmap` makes it, with nothing of its own."""
    source = editor.source
    written = source.decode(group.start, source.tag_end(group.start))
    return written == editor.markup(tag(name, [("type", kind)]), group) and len(group.elements) == 1


def _only_fingerprint(document: Document, nodes: list[Node]) -> bool:
    """Whether nothing is left but a fingerprint that says no more than the text in the same file."""
    if len(nodes) != 1 or nodes[0] is not fingerprint_element(document) or not has_text(document):
        return False
    known = read_fingerprint(document)
    own = replace(EditionText(document).reading, content=None, pages=(), sections=())
    return known is not None and replace(known, pages=(), sections=()) == own
