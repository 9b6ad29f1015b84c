"""The changes that attaching makes to an annotation: derived parts go, pointers and checks are brought up to date."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model import Fragment
from argmap.tei.components import feature
from argmap.tei.detach import NAMED_BY_HASH
from argmap.tei.fingerprint import fingerprint_element
from argmap.tei.home import checked, fingerprint_lines, number, range_pointer
from argmap.tei.markup import block, element, tag
from argmap.tei.parse import Document, Node
from argmap.tei.pointers import SRC_MATCH
from argmap.tei.transport import (
    FORMER_EMPTY_END,
    Carrier,
    Passages,
    counted,
    derived_nodes,
    feature_node,
    is_derived,
    prefix_of,
    raw_text,
    set_ranges,
)
from argmap.text.anchor import Anchored
from argmap.text.reading import ReadingText

Outcomes = dict[tuple[int, int], Anchored]
REGIONS = ("pages", "sections")


def trial(document: Document, found: list[Passages]) -> Carrier | None:
    """An editor that has put all old pointers back, to see where they lead; None where there are none."""
    editor = Carrier(document)
    pointers = [_old_pointer(item) for item in found]
    for item, pointer in zip(found, pointers, strict=True):
        if pointer:
            _restore(editor, item, pointer)
    return editor if any(pointers) else None


def written(
    editor: Carrier,
    found: list[Passages],
    outcomes: Outcomes,
    text: ReadingText,
    restored: frozenset[int],
    *,
    same: bool,
) -> bytes:
    """Finish the annotation.

    Args:
        editor: Has the text put in already.
        found: The components.
        outcomes: What becomes of their fragments.
        text: The text that was put in.
        restored: Components (by number) whose old pointers come back.
        same: Whether it is the text that the annotation counts in.
    """
    restored = frozenset(n for n in restored if _old_pointer(found[n]))
    for place, item in enumerate(found):
        own = [outcomes[place, index] for index in range(len(item.fragments))]
        if place in restored:
            _restore(editor, item, _old_pointer(item))
            _drop_checks(editor, item)
        elif same and _old_pointer(item):
            _drop_sketches(editor, item)
        elif same:
            _drop_checks(editor, item)
        else:
            _update(editor, item, own, text)
    ranges = any(
        counted(fragment.pointer)
        for place, item in enumerate(found)
        if place not in restored
        for fragment in item.fragments
    )
    _surroundings(editor, text, ranges=ranges, same=same)
    return editor.result()


def _old_pointer(item: Passages) -> str:
    """The pointers that a component had before it was detached; "" where it always had ranges."""
    for fs in item.checks.values():
        node = feature_node(fs, "pointer")
        if node is not None and is_derived(fs):
            return raw_text(node)
    return ""


def _restore(editor: Carrier, item: Passages, pointer: str) -> None:
    source, start = editor.source, item.node.start
    names = ["from", "to"] if item.node.attrs.get("from") else ["target"]
    values = pointer.split(" ") if len(names) > 1 else [pointer]
    for name, value in zip(names, values, strict=False):
        where = source.attribute(start, name)
        if where:
            editor.restore(*where, value)


def _drop_checks(editor: Carrier, item: Passages) -> None:
    """Take out all that was derived; a tag that had closed itself does so again."""
    node, source = item.node, editor.source
    derived = [child for child in node.elements if is_derived(child) and child.name == "fs"]
    close = source.decode(node.close, editor.document.end(node))
    if derived and len(derived) == len(node.elements) and close.endswith(FORMER_EMPTY_END):
        end = source.tag_end(node.start)
        editor.restore(end - source.unit, editor.document.end(node), "/>")
        return
    for child in derived:
        editor.remove(child)
    _drop_sketches(editor, item)


def _drop_sketches(editor: Carrier, item: Passages) -> None:
    """Take out what was added to checks that were there before; a lost fragment needs it."""
    for fs in item.checks.values():
        if not is_derived(fs) and feature(fs, "status") != "lost":
            for node in fs.find_all("f"):
                if is_derived(node):
                    editor.remove(node)


def _update(editor: Carrier, item: Passages, outcomes: list[Anchored], text: ReadingText) -> None:
    """Let a component point at its passages in another text, and say how sure that is."""
    prefix = prefix_of(editor.document) or "src"
    ranges = []
    done: set[str] = set()
    lines: list[str] = []
    for fragment, outcome in zip(item.fragments, outcomes, strict=True):
        pointer = fragment.pointer
        if outcome.start is not None and outcome.end is not None:
            pointer = range_pointer(outcome.start, outcome.end, prefix)
        ranges.append(pointer)
        if fragment.pointer in done:
            continue
        done.add(fragment.pointer)
        fs = item.checks.get(fragment.pointer)
        if fs is None:
            lines += _new_check(pointer, outcome, text)
        else:
            _update_check(editor, fs, pointer, outcome, text)
    if item.fragments:
        set_ranges(editor, item, list(dict.fromkeys(ranges)))
    if lines and not editor.source.is_empty_tag(editor.source.tag_end(item.node.start)):
        editor.inside(item.node, lines)


def _new_check(pointer: str, outcome: Anchored, text: ReadingText) -> list[str]:
    known = _known(outcome, text)
    values = [("start", known.first), ("end", known.last), ("sha256", known.sha256)]
    features = [_string(name, value) for name, value in values if value] + _status(outcome)
    return block("fs", features, [("type", "fragment"), ("corresp", pointer)])


def _known(outcome: Anchored, text: ReadingText) -> Fragment:
    return checked(Fragment(outcome.start, outcome.end), text.content)


def _update_check(editor: Carrier, fs: Node, pointer: str, outcome: Anchored, text: ReadingText) -> None:
    for name in ("status", "score"):
        node = feature_node(fs, name)
        if node is not None:
            editor.remove(node)
    editor.inside(fs, _status(outcome))
    if is_derived(fs):  # it says from now on how the fragment came to its place
        editor.attribute(fs, "n", "")
    if outcome.status == "lost":
        return
    editor.attribute(fs, "corresp", pointer)
    known = _known(outcome, text)
    for name, value in (("start", known.first), ("end", known.last), ("sha256", known.sha256)):
        node = feature_node(fs, name)
        if node is not None and not is_derived(node):
            editor.content(node, element("string", value))
    for node in fs.find_all("f"):
        if is_derived(node) or node.attrs.get("name") in ("words", "pointer"):
            editor.remove(node)


def _status(outcome: Anchored) -> list[str]:
    """What is written of an outcome: nothing where it is exact."""
    if outcome.status == "exact":
        return []
    lines = [f'<f name="status">{tag("symbol", [("value", outcome.status)], empty=True)}</f>']
    if outcome.status == "fuzzy":
        lines.append(f'<f name="score">{tag("numeric", [("value", number(outcome.score))], empty=True)}</f>')
    return lines


def _string(name: str, value: str) -> str:
    return f"{tag('f', [('name', name)])}{element('string', value)}</f>"


def _surroundings(editor: Carrier, text: ReadingText, *, ranges: bool, same: bool) -> None:
    """Fingerprint, pages, sections and prefix: as before the detaching, or those of the other text."""
    document = editor.document
    for node in derived_nodes(document):
        if (node.name == "fs" and node.attrs.get("type") == "text" and same) or (
            node.name == "encodingDesc" and not ranges
        ):
            editor.remove(node)
    for node in document.root.walk():
        if node.name == "prefixDef" and node.attrs.get("matchPattern") == SRC_MATCH:
            _prefix(editor, node, ranges=ranges, same=same)
        elif node.name == "spanGrp" and _outdated(node, text, same=same):
            editor.remove(node)
    fingerprint = fingerprint_element(document)
    if not same and fingerprint is not None:
        lines = fingerprint_lines(text, fingerprint.id or "src.text")
        indent = editor.indent(fingerprint) or ""
        start, end = fingerprint.start, document.end(fingerprint)
        editor.replace(start, end, editor.lines(lines, indent, fingerprint).removeprefix(f"\n{indent}"))


def _outdated(node: Node, text: ReadingText, *, same: bool) -> bool:
    """Whether a list of pages or sections is that of another text, or was made from what the text itself shows."""
    kind = node.attrs.get("type", "")
    if kind not in REGIONS:
        return False
    return not same or (is_derived(node) and bool(getattr(text, kind)))


def _prefix(editor: Carrier, node: Node, *, ranges: bool, same: bool) -> None:
    """Let the prefix of ranges lead to the text in this file, unless its declaration goes with its last range."""
    pattern = node.attrs.get("replacementPattern", "")
    goes = not ranges and any(is_derived(above) for above in _above(node))
    if not goes and (pattern.startswith(NAMED_BY_HASH) or not (same or pattern.startswith("#"))):
        editor.attribute(node, "replacementPattern", "#char=$1,$2")


def _above(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node
