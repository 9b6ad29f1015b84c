"""Write annotations into TEI files by splicing: every function takes a file's bytes and gives the new ones.

Nothing but the entry in question changes, ids are never renumbered, and removing what was added
gives back the exact bytes. Misuse (an id that is taken, or that is not there) raises `ArgmapError`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.model import Component, Relation
from argmap.problems import ArgmapError, Problem
from argmap.tei.components import ComponentReader, checks_of, component_spans
from argmap.tei.header import read_codes
from argmap.tei.home import (
    check_lines,
    component_attributes,
    component_lines,
    note_lines,
    relation_attributes,
    relation_line,
)
from argmap.tei.markup import block, element, escape
from argmap.tei.newfile import detached_view, new_annotation
from argmap.tei.parse import Document, Node, parse
from argmap.tei.pointers import Resolver
from argmap.tei.relations import ends_of, read_relation, relation_elements
from argmap.tei.scaffold import (
    Prefix,
    add_group,
    argument_lists,
    bare_group,
    collapse_group,
    declare_prefix,
    range_prefix,
    withdraw_prefix,
)
from argmap.tei.splice import Editor
from argmap.tei.targets import Target, Targets
from argmap.text.reading import ReadingText

__all__ = [
    "add_component", "add_components", "add_relation", "detached_view", "fresh_id", "new_annotation",
    "remove_component", "remove_relation", "replace_component", "replace_components", "replace_relation",
]  # fmt: skip

_LETTERS = {"claim": "c", "evidence": "e", "recommendation": "r", "relation": "k", "link": "x", "stance": "t"}
_ID = re.compile(r"[^\W\d][\w.\-\u00b7]*")


def fresh_id(data: bytes, kind: str) -> str:
    """An id that the file does not have: c12 for a claim, e3 evidence, r2 a recommendation, k7 a relation.

    The number is one more than the highest in use, so that an id once given to something else is not given again
    while others after it are there.
    """
    return free_id(parse(data), kind)


def free_id(document: Document, kind: str) -> str:
    """As `fresh_id`, for a parsed document."""
    letter = _LETTERS.get(kind) or next((c for c in kind.lower() if "a" <= c <= "z"), "n")
    numbers = [int(name[1:]) for name in document.ids if re.fullmatch(rf"{letter}[0-9]{{1,9}}", name)]
    return f"{letter}{max(numbers, default=0) + 1}"


def add_component(data: bytes, component: Component, file: str = "") -> bytes:
    """Add a component; an empty id is filled with a fresh one.

    Args:
        data: The file.
        component: Fragments with ``start`` and ``end`` are written as ranges with their first and last words and hash.
        file: The file's name, for messages.

    Raises:
        ArgmapError: the id is taken or no XML name.
        DataError: the file is no XML that can be read.
    """
    document = parse(data, file)
    component = replace(component, id=component.id or free_id(document, component.kind))
    require_new(document, component.id)
    editor = Editor(document)
    text = _own_text(document)
    prefix = range_prefix(document)
    lines = component_lines(component, prefix.pointer, text.content if text else None)
    declare_prefix(editor, prefix)
    group = _group_for(document, component)
    if group is not None:
        editor.inside(group, lines)
    else:
        add_group(editor, block("spanGrp", lines, [("type", "components")]), text, before="listRelation")
    return editor.result()


def add_components(data: bytes, components: Sequence[Component], file: str = "") -> bytes:
    """Add several components that have ids, in order; as adding each by itself, but the file is read only once.

    Raises:
        ArgmapError: an id is taken or no XML name.
    """
    for at, component in enumerate(components):
        document = parse(data, file)
        rest = components[at:]
        groups = [_group_for(document, item) for item in rest]
        if range_prefix(document).lines or None in groups:
            data = add_component(data, component, file)
            continue
        editor, prefix, text = Editor(document), range_prefix(document), _own_text(document)
        for item, group in zip(rest, groups, strict=True):
            require_new(document, item.id)
            if group is not None:
                editor.inside(group, component_lines(item, prefix.pointer, text.content if text else None))
        return editor.result()
    return data


def replace_component(data: bytes, component: Component, file: str = "") -> bytes:
    """Change the component of that id; only what differs is written.

    Attributes, comments and children that argmap does not know stay as they are.

    Raises:
        ArgmapError: there is no such component in the home form.
    """
    return replace_components(data, [component], file)


def replace_components(data: bytes, components: Sequence[Component], file: str = "") -> bytes:
    """Change several components at once; raises what `replace_component` raises, and then nothing is changed."""
    document = parse(data, file)
    editor = Editor(document)
    prefix, text = range_prefix(document), _own_text(document)
    reader = entry_reader(document)
    moved = [_change_component(editor, reader, component, prefix, text) for component in components]
    if any(moved):
        declare_prefix(editor, prefix)
    return editor.result()


def _change_component(
    editor: Editor, reader: ComponentReader, component: Component, prefix: Prefix, text: ReadingText | None
) -> bool:
    """Splice one component's changes; whether its passages moved."""
    node = member(editor.document, component.id, "span", "component")
    old = reader.span(node)
    moved = [(f.start, f.end, f.pointer) for f in old.fragments] != [
        (f.start, f.end, f.pointer) for f in component.fragments
    ]
    if not moved:
        component = replace(component, fragments=old.fragments)
    _change_attributes(
        editor, node, component_attributes(old, prefix.pointer), component_attributes(component, prefix.pointer)
    )
    checks = check_lines(component.fragments, prefix.pointer, text.content if text else None) if moved else []
    if _is_empty_tag(editor.document, node):
        paraphrase = [element("gloss", component.gloss)] if component.gloss else []
        _append(editor, node, [*paraphrase, *note_lines(component.notes), *checks])
        return moved
    if component.gloss != old.gloss:
        _change_child(editor, node, "gloss", component.gloss)
    if component.notes != old.notes:
        _change_notes(editor, node, old.notes, component.notes)
    if moved:
        for fs in checks_of(node).values():
            editor.remove(fs)
        _append(editor, node, checks)
    return moved


def remove_component(data: bytes, ident: str, file: str = "", *, cascade: bool = False) -> bytes:
    """Take a component out; with ``cascade`` also the relations that touch it, and those that touch them.

    Raises:
        ArgmapError: there is no such component in the home form.
    """
    if cascade:
        for relation in _touching(parse(data, file), ident):
            data = remove_relation(data, relation, file)
    document, node = _find(data, file, ident, "span", "component")
    return _remove_member(document, node, "spanGrp", "components")


def add_relation(data: bytes, relation: Relation, file: str = "") -> bytes:
    """Add a relation; an empty id is filled with a fresh one.

    Raises:
        ArgmapError: the id is taken or no XML name.
    """
    document = parse(data, file)
    relation = replace(relation, id=relation.id or free_id(document, "relation"))
    require_new(document, relation.id)
    editor = Editor(document)
    groups = argument_lists(document)
    line = relation_line(relation)
    if groups:
        editor.inside(groups[-1], [line])
    else:
        add_group(editor, block("listRelation", [line], [("type", "argument")]), _own_text(document), before="listBibl")
    return editor.result()


def replace_relation(data: bytes, relation: Relation, file: str = "") -> bytes:
    """Change the relation of that id; only what differs is written.

    Raises:
        ArgmapError: there is no such relation.
    """
    document = parse(data, file)
    editor = Editor(document)
    change_relation(editor, entry_reader(document), relation)
    return editor.result()


def change_relation(editor: Editor, reader: ComponentReader, relation: Relation) -> None:
    """Splice one relation's changes; raises what `replace_relation` raises."""
    node = member(editor.document, relation.id, "relation", "relation")
    old = read_relation(node, reader)
    _change_attributes(editor, node, relation_attributes(old), relation_attributes(relation))
    if relation.reason != old.reason:
        _change_child(editor, node, "desc", relation.reason)


def remove_relation(data: bytes, ident: str, file: str = "") -> bytes:
    """Take a relation out.

    Raises:
        ArgmapError: there is no such relation.
    """
    document, node = _find(data, file, ident, "relation", "relation")
    return _remove_member(document, node, "listRelation", "argument")


def _own_text(document: Document) -> ReadingText | None:
    return Target.of(document).reading


def entry_reader(document: Document) -> ComponentReader:
    """Reads one entry as it stands in the file, without other files."""
    problems: list[Problem] = []
    resolver = Resolver(document, Targets(Target.of(document), None), problems)
    return ComponentReader(document, resolver, read_codes(document))


def require_new(document: Document, ident: str) -> None:
    """Make sure that an id can be given to something new.

    Raises:
        ArgmapError: it is taken or no XML name.
    """
    if ident in document.ids:
        place = document.place(document.ids[ident])
        raise ArgmapError(f"the id {ident} is taken", "choose another, or leave it empty for a fresh one", place=place)
    if not _ID.fullmatch(ident):
        raise ArgmapError(f"{ident!r} is no XML name", "begin with a letter; use letters, digits, points and hyphens")


def _find(data: bytes, file: str, ident: str, name: str, what: str) -> tuple[Document, Node]:
    document = parse(data, file)
    return document, member(document, ident, name, what)


def member(document: Document, ident: str, name: str, what: str) -> Node:
    """The element of an entry that can be changed.

    Raises:
        ArgmapError: there is none.
    """
    node = document.ids.get(ident)
    if node is None or node.name != name or node.inside_entity:
        doubled = {item.id for item in document.repeated}
        remedy = "give each element an id of its own first" if ident.rpartition("-")[0] in doubled else "check the id"
        raise ArgmapError(f"{document.file or 'the file'} has no {what} {ident} that can be changed", remedy)
    return node


def _group_for(document: Document, component: Component) -> Node | None:
    """A group that holds components already and lends this one nothing that it does not have."""
    fitting: list[Node] = []
    for node in component_spans(document):
        group = node.parent
        place = group.parent if group is not None else None
        if group is None or place is None or place.name != "standOff" or (fitting and fitting[-1] is group):
            continue
        lent = group.attrs
        codes = bool(component.issues) or component.reported
        if (
            ("resp" not in lent or component.annotator)
            and ("cert" not in lent or component.certainty)
            and ("ana" not in lent or codes)
        ):
            fitting.append(group)
    same = [group for group in fitting if group.attrs.get("resp", "") == f"#{component.annotator}"]
    return next(iter(same or fitting), None)


def _touching(document: Document, ident: str) -> list[str]:
    """Relations that touch it, and those that touch these; in an order in which they can go one by one."""
    relations = {node.id: node for node in relation_elements(document, frozenset({ident})) if node.id}
    found, queue = [], [ident]
    while queue:
        end = queue.pop()
        for name, node in relations.items():
            ends = ends_of(node, "active") + ends_of(node, "passive") + ends_of(node, "mutual")
            if end in ends and name not in found:
                found.append(name)
                queue.append(name)
    return found


def _remove_member(document: Document, node: Node, name: str, kind: str) -> bytes:
    editor = Editor(document)
    group = node.parent
    if group is not None and group.name == name and bare_group(editor, group, name, kind):
        collapse_group(editor, group)
    else:
        editor.remove(node)
        withdraw_prefix(editor, node)
    return editor.result()


def _change_attributes(editor: Editor, node: Node, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """Write the attributes that differ, remove those that are gone."""
    before, after = dict(old), dict(new)
    for key in dict.fromkeys([*before, *after]):
        if before.get(key, "") != after.get(key, ""):
            editor.attribute(node, key, after.get(key, ""))


def _change_child(editor: Editor, node: Node, name: str, text: str) -> None:
    """Set the text of a child that stands first; an element that holds text of its own keeps that form."""
    child = node.find(name)
    if child is not None and text:
        editor.content(child, escape(text))
    elif child is not None:
        editor.remove(child)
    elif not node.elements and node.text():
        editor.content(node, escape(text))
    elif text:
        _append(editor, node, [element(name, text)], first=True)


def _is_empty_tag(document: Document, node: Node) -> bool:
    return document.source.is_empty_tag(document.source.tag_end(node.start))


def _change_notes(editor: Editor, node: Node, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Keep the notes that stay, with whatever attributes they have; take out the others; add what is new."""
    wanted = list(new)
    for note, text in zip((n for n in node.find_all("note") if n.attrs.get("type") != "gloss"), old, strict=True):
        if text in wanted:
            wanted.remove(text)
        else:
            editor.remove(note)
    _append(editor, node, note_lines(wanted))


def _append(editor: Editor, node: Node, lines: list[str], *, first: bool = False) -> None:
    """Put children into an element that may be an empty tag."""
    if not lines:
        return
    if _is_empty_tag(editor.document, node):
        indent = editor.indent(node) or ""
        written = editor.lines(lines, indent + editor.unit(), node) + f"\n{indent}"
        editor.content(node, written)
    else:
        editor.inside(node, lines, first=first)
