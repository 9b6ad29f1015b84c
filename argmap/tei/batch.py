"""Many relations added or changed, many members taken out, with the file read once and not once for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from argmap.model import Relation
from argmap.tei import writer
from argmap.tei.home import relation_line
from argmap.tei.parse import Node, parse
from argmap.tei.scaffold import argument_lists, withdraw_prefix
from argmap.tei.splice import Editor

Remove = Callable[[bytes, str, str], bytes]


def add_relations(data: bytes, relations: Sequence[Relation], file: str = "") -> bytes:
    """Add several relations that have ids, in order; as adding each by itself.

    Raises:
        ArgmapError: an id is taken or no XML name.
    """
    if not relations:
        return data
    if not argument_lists(parse(data, file)):
        data, relations = writer.add_relation(data, relations[0], file), relations[1:]
    document = parse(data, file)
    editor = Editor(document)
    for item in relations:
        writer.require_new(document, item.id)
        editor.inside(argument_lists(document)[-1], [relation_line(item)])
    return editor.result()


def replace_relations(data: bytes, relations: Sequence[Relation], file: str = "") -> bytes:
    """Change several relations at once; raises what `writer.replace_relation` raises, and then nothing is changed."""
    if not relations:
        return data
    document = parse(data, file)
    editor = Editor(document)
    reader = writer.entry_reader(document)
    for item in relations:
        writer.change_relation(editor, reader, item)
    return editor.result()


def remove_components(data: bytes, idents: Sequence[str], file: str = "") -> bytes:
    """Take several components out; raises what `writer.remove_component` raises."""
    return _remove(data, idents, ("span", "component"), writer.remove_component, file)


def remove_relations(data: bytes, idents: Sequence[str], file: str = "") -> bytes:
    """Take several relations out; raises what `writer.remove_relation` raises."""
    return _remove(data, idents, ("relation", "relation"), writer.remove_relation, file)


def _remove(data: bytes, idents: Sequence[str], what: tuple[str, str], alone: Remove, file: str) -> bytes:
    """All in one go, but for the last member of a group that becomes empty: what is around it may go with it."""
    if len(idents) > 1:
        document = parse(data, file)
        nodes = [writer.member(document, ident, *what) for ident in idents]
        last = _last_of_groups(nodes)
        gone = [node for node in nodes if id(node) not in last]
        editor = Editor(document)
        for node in gone:
            editor.remove(node)
        withdraw_prefix(editor, *gone)
        data = editor.result()
        idents = [ident for ident, node in zip(idents, nodes, strict=True) if id(node) in last]
    for ident in idents:
        data = alone(data, ident, file)
    return data


def _last_of_groups(nodes: Sequence[Node]) -> set[int]:
    """Of each group whose members all go, the one that is named last."""
    groups = {id(node.parent): node.parent for node in nodes if node.parent is not None}
    chosen = {id(node) for node in nodes}
    emptied = {key for key, group in groups.items() if all(id(child) in chosen for child in group.elements)}
    return set({id(node.parent): id(node) for node in nodes if id(node.parent) in emptied}.values())
