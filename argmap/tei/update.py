"""A file made to say what a changed map says: only what differs is spliced, everything else stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from argmap.model import ArgumentMap, Component, Issue, Relation
from argmap.problems import ArgmapError
from argmap.tei import batch, entries, writer
from argmap.tei.kept import differences, keeping, kept_element, kept_lines, without_kept
from argmap.tei.parse import parse
from argmap.tei.reader import read
from argmap.tei.words import worded

Splice = Callable[[bytes, Any, str], bytes]


def settled(old: ArgumentMap, new: ArgumentMap) -> ArgumentMap:
    """The new map, with fragments that cover the same range as an old one of their component written as that is."""
    changed = []
    for item in new.components:
        was = old.component.get(item.id)
        known = {(f.start, f.end): f for f in was.fragments} if was else {}
        changed.append(
            replace(
                item,
                fragments=tuple(known.get((f.start, f.end), f) if f.start is not None else f for f in item.fragments),
            )
        )
    return replace(new, components=tuple(changed))


def update(data: bytes, old: ArgumentMap, new: ArgumentMap, file: str = "") -> bytes:
    """Write the difference between two maps into the file of the first.

    Args:
        data: The file, as ``old`` was read from it.
        old: The map of that file.
        new: What the file shall say; title, source, text and the works known already are taken to be the same.
        file: The file's name, for messages.

    Returns:
        The new bytes; the given ones where nothing differs.

    Raises:
        ArgmapError: a change is not possible in this file, or reading the result does not give ``new``.
    """
    new = settled(old, new)
    components, relations = _fresh(old, new)
    fits = all(worded(c) == c for c in components) and all(worded(r) == r for r in relations)
    if fits and kept_element(parse(data, file)) is None:
        return _spliced(data, old, new, file)
    return _with_kept(data, old, new, file)


def _fresh(old: ArgumentMap, new: ArgumentMap) -> tuple[list[Component], list[Relation]]:
    """The components and relations that are new, or not as they were."""
    return (
        [item for item in new.components if old.component.get(item.id) != item],
        [item for item in new.relations if old.relation.get(item.id) != item],
    )


def _with_kept(data: bytes, old: ArgumentMap, new: ArgumentMap, file: str) -> bytes:
    """Where entries say what TEI has no place for, as "strong claim" for a kind: that is kept beside the TEI."""
    before = read(data, file)[0]
    bare = without_kept(data, file)
    plain = read(bare, file)[0]
    fresh = {id(item) for items in _fresh(old, new) for item in items}
    goal = replace(
        new,
        components=tuple(worded(c) if id(c) in fresh else plain.component.get(c.id, c) for c in new.components),
        relations=tuple(worded(r) if id(r) in fresh else plain.relation.get(r.id, r) for r in new.relations),
    )
    made = _spliced(bare, plain, goal, file)
    found = read(made, file)[0]
    wanted = tuple(
        replace(c, fragments=(found if id(c) in fresh else before).component.get(c.id, c).fragments)
        for c in new.components
    )
    lines = kept_lines(differences(found, replace(new, text=before.text, components=wanted)))
    return keeping(made, lines, file)


def _spliced(data: bytes, old: ArgumentMap, new: ArgumentMap, file: str) -> bytes:
    data = batch.remove_relations(data, [item.id for item in old.relations if item.id not in new.relation], file)
    data = batch.remove_components(data, [item.id for item in old.components if item.id not in new.component], file)
    who = {item.id: item for item in new.annotators}
    data = _write(data, old.annotators, new.annotators, entries.add_annotator, entries.replace_annotator, file)
    for name in ("issues", "voices", "schemes"):
        items = getattr(new, name)
        ordered = _parents_first(items) if name == "issues" else items
        data = _write(data, getattr(old, name), ordered, entries.add_entry, entries.replace_entry, file)
    before = old.component
    for work in new.bibliography:
        if work.id not in old.bibliographic_item:
            data = entries.add_work(data, work, file)
    changed = [item for item in new.components if item.id in before and before[item.id] != item]
    data = writer.replace_components(data, changed, file) if changed else data
    data = writer.add_components(data, [item for item in new.components if item.id not in before], file)
    tied = old.relation
    redrawn = [item for item in new.relations if item.id in tied and tied[item.id] != item]
    data = batch.replace_relations(data, redrawn, file)
    data = batch.add_relations(data, [item for item in new.relations if item.id not in tied], file)
    for items, known in ((old.issues, new.issue), (old.voices, new.voice), (old.schemes, new.scheme)):
        data = _remove(data, tuple(reversed(items)), known, entries.remove_entry, file)
    return _remove(data, old.annotators, who, entries.remove_annotator, file)


def verify(data: bytes, wanted: ArgumentMap, file: str = "") -> ArgumentMap:
    """The map that the bytes give, if it says what is wanted.

    Raises:
        ArgmapError: it says something else; the bytes must not be saved.
    """
    found = read(data, file)[0]
    says_the_same(found, wanted, file)
    return found


def says_the_same(found: ArgumentMap, wanted: ArgumentMap, file: str = "") -> None:
    """Make sure that a map that was read says what is wanted; raises what `verify` raises."""
    for name in ("components", "relations", "issues", "voices", "schemes", "annotators", "bibliography"):
        have = {item.id: _said(item) for item in getattr(found, name)}
        want = {item.id: _said(item) for item in getattr(wanted, name)}
        differ = sorted(ident for ident in {*have, *want} if have.get(ident) != want.get(ident))
        if differ:
            raise ArgmapError(
                f"{file or 'the file'} would not say the same of {differ[0]} when read again",
                "nothing was written; undo the last change of it",
            )


def _said(item: Any) -> Any:
    """What an entry says, apart from how its passages are written."""
    if not isinstance(item, Component):
        return item
    plain = tuple((f.start, f.end) if f.start is not None else f.pointer for f in item.fragments)
    return replace(item, fragments=()), plain


def _remove(data: bytes, old: Any, kept: Any, splice: Callable[[bytes, str, str], bytes], file: str) -> bytes:
    for item in old:
        if item.id not in kept:
            data = splice(data, item.id, file)
    return data


def _write(data: bytes, old: Any, new: Any, add: Splice, change: Splice, file: str) -> bytes:
    known = {item.id: item for item in reversed(old)}
    for item in new:
        was = known.get(item.id)
        if was is None:
            data = add(data, item, file)
        elif was != item:
            data = change(data, item, file)
    return data


def _parents_first(issues: tuple[Issue, ...]) -> list[Issue]:
    """Issues so that a parent comes before what stands below it."""
    by_id = {item.id: item for item in issues}
    order: dict[str, Issue] = {}
    for item in issues:
        path = [item]
        while (above := by_id.get(path[-1].parent)) and above not in path:
            path.append(above)
        order.update((step.id, step) for step in reversed(path) if step.id not in order)
    return list(order.values())
