"""Detaching: an annotation without its text, that can find its text again.

Taken out is the ``text`` element, byte for byte; nothing else is. Added, and marked as derived, are pages and
sections, a fingerprint of the text, and for every fragment a few words, a hash, and a sketch of coarse word symbols
(`argmap.text.anchor_words`); pointers by ids become ranges, the old ones being kept. `argmap.tei.attach` undoes all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from argmap.model import Fragment
from argmap.problems import DataError
from argmap.tei.components import feature
from argmap.tei.export import exported
from argmap.tei.fingerprint import fingerprint_element
from argmap.tei.home import checked, fingerprint_lines, prefix_lines, region_lines, with_checks
from argmap.tei.markup import block, element, tag
from argmap.tei.parse import Document, Node, parse
from argmap.tei.reader import read_document
from argmap.tei.transport import (
    DERIVED,
    FORMER_EMPTY_END,
    Carrier,
    Passages,
    attribute_text,
    counted,
    feature_node,
    is_derived,
    passages,
    prefix_of,
    set_ranges,
    text_element,
    written_range,
)
from argmap.text.anchor import Sketch, Text, describe_all
from argmap.text.reading import ReadingText

NAMED_BY_HASH = "ni:///sha-256;"  # RFC 6920; the digest is written in hexadecimal, as in the fingerprint


def detach(data: bytes, file: str = "") -> bytes:
    """The annotation of an edition without the edition's text.

    An annotation in another encoding than the home form (inline, interp, graph, inside the text …) is rewritten in it.

    Raises:
        DataError: the file is no XML, holds no text or no annotation, or its annotation belongs to another text.
    """
    document = parse(data, file)
    top = text_element(document)
    amap, _ = read_document(document)
    if not amap.components or amap.text is None:
        raise DataError(
            "the file holds no argument annotation", "annotate it first", place=document.place(document.root)
        )
    found = passages(document)
    reading = amap.text
    if not _home_form(found, len(amap.components)):
        known = with_checks(amap)
        return _with_sketches(exported(replace(known, text=replace(reading, content=None))), reading)
    _refuse_stale(document, reading)
    raw = dict(amap.source.identifiers).get("raw-sha256", "")
    reading = replace(reading, raw_sha256=reading.raw_sha256 or raw)
    editor = Carrier(document)
    editor.restore(document.source.blank_before(top.start), document.end(top), "")
    prefix = _prefix(editor, reading)
    _fingerprint(editor, reading, found[0].node, prefix)
    _passages(editor, found, reading, prefix)
    return editor.result()


def is_rewritten(data: bytes, file: str = "") -> bool:
    """Whether `detach` has to rewrite the annotation, so that attaching cannot give the same file back."""
    document = parse(data, file)
    return not _home_form(passages(document), len(read_document(document)[0].components))


def _home_form(found: list[Passages], components: int) -> bool:
    """Whether all components are spans in ``standOff``."""
    return len(found) == components and all(_in_stand_off(item.node) for item in found)


def with_sketches(data: bytes, content: str, file: str = "") -> bytes:
    """A detached annotation with sketches of its passages, made from the text that its ranges count in.

    Raises:
        DataError: the file is no XML, or its ranges count in another text.
    """
    return _with_sketches(data, ReadingText.of(content), file)


def _with_sketches(data: bytes, reading: ReadingText, file: str = "") -> bytes:
    document = parse(data, file)
    _refuse_stale(document, reading)
    editor = Carrier(document)
    _passages(editor, passages(document), reading, _prefix(editor, reading))
    return editor.result()


def _refuse_stale(document: Document, reading: ReadingText) -> None:
    node = fingerprint_element(document)
    known = feature(node, "sha256")
    if known and known != reading.sha256:
        raise DataError(
            "the ranges of the annotation count in another text than this one (its hash differs)",
            "run argmap attach with this text first",
            place=document.place(node or document.root),
        )


def _prefix(editor: Carrier, reading: ReadingText) -> str:
    """Let the prefix of ranges name the text by its hash; declare one where there is none."""
    document = editor.document
    prefix = prefix_of(document)
    target = f"{NAMED_BY_HASH}{reading.sha256}"
    for node in document.root.walk():
        pattern = node.attrs.get("replacementPattern", "")
        if node.name == "prefixDef" and node.attrs.get("ident") == prefix and pattern.startswith("#char="):
            editor.attribute(node, "replacementPattern", target + pattern)
    if not prefix:
        lines = [line.replace('"#char=', f'"{target}#char=') for line in prefix_lines()]
        described = document.root.find("teiHeader", "fileDesc")
        if described is None:
            raise DataError("the file has no fileDesc in its teiHeader", "add one", place=document.place(document.root))
        editor.after(described, block("encodingDesc", block("listPrefixDef", lines), [("n", DERIVED)]))
    return prefix or "src"


def _fingerprint(editor: Carrier, reading: ReadingText, span: Node, prefix: str) -> None:
    """Add fingerprint, pages and sections at the beginning of the annotation, as far as they are not there."""
    document = editor.document
    lines = [] if fingerprint_element(document) is not None else fingerprint_lines(reading, _free(document, "src.text"))
    present = {node.attrs.get("type") for node in document.root.walk() if node.name == "spanGrp"}
    for kind in ("pages", "sections"):
        if kind not in present:
            lines += region_lines(ReadingText(0, "", **{kind: getattr(reading, kind)}), prefix)
    home = next(node for node in _above(span) if node.name == "standOff")
    editor.inside(home, [marked(line) for line in lines], first=True)


def _above(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _in_stand_off(node: Node) -> bool:
    """Whether an element stands in ``standOff``, beside the text and not in it."""
    names = {above.name for above in _above(node)}
    return "standOff" in names and "text" not in names


def marked(line: str) -> str:
    """Mark the outermost start tags of our markup as derived."""
    for name in ("fs", "spanGrp"):
        if line.startswith(f"<{name} "):
            return f'<{name} n="{DERIVED}"{line[len(name) + 1 :]}'
    return line


def _free(document: Document, name: str) -> str:
    number = 1
    wanted = name
    while wanted in document.ids:
        number += 1
        wanted = f"{name}.{number}"
    return wanted


def _passages(editor: Carrier, found: list[Passages], reading: ReadingText, prefix: str) -> None:
    """Give every fragment that was found a range, its checks and its sketch."""
    content = reading.content or ""
    spans = [(f.start, f.end) for item in found for f in item.fragments if f.start is not None and f.end is not None]
    anchors = describe_all(Text.of(content), spans)
    sketches = {span: anchor.sketch for span, anchor in zip(spans, anchors, strict=True)}
    for item in found:
        _passage(editor, item, sketches, content, prefix)


def _passage(
    editor: Carrier, item: Passages, sketches: dict[tuple[int, int], Sketch | None], content: str, prefix: str
) -> None:
    ranges = list(dict.fromkeys(written_range(fragment, prefix) for fragment in item.fragments))
    changed = any(counted(f.pointer) is None and f.start is not None for f in item.fragments)
    old = _old_pointers(editor.document, item.node) if changed else ""
    if changed:
        set_ranges(editor, item, ranges)
    blocks: list[str] = []
    done: set[str] = set()
    for fragment in item.fragments:
        pointer = written_range(fragment, prefix)
        if fragment.start is None or fragment.end is None or pointer in done:
            continue
        done.add(pointer)
        sketch = sketches[fragment.start, fragment.end]
        check = item.checks.get(pointer)
        if check is None:
            blocks += _check(checked(replace(fragment, sha256=""), content), pointer, sketch, old)
            old = ""
        else:
            _complete(editor, check, checked(replace(fragment, sha256=""), content), sketch)
    _add(editor, item.node, blocks)


def _complete(editor: Carrier, check: Node, known: Fragment, sketch: Sketch | None) -> None:
    """Add what a fragment's checks lack."""
    features = [("start", known.first), ("end", known.last), ("sha256", known.sha256), ("words", str(sketch))]
    missing = [(name, value) for name, value in features if feature_node(check, name) is None]
    editor.inside(check, [_feature(name, value, mark=not is_derived(check)) for name, value in missing])


def _old_pointers(document: Document, node: Node) -> str:
    """What ``target``, or ``from`` and ``to``, said, as the file writes it."""
    if not node.attrs.get("from"):
        return attribute_text(document, node, "target")
    ends = [attribute_text(document, node, name) for name in ("from", "to")]
    return " ".join(end for end in ends if end)


def _check(fragment: Fragment, pointer: str, sketch: Sketch | None, old: str) -> list[str]:
    features = [("start", fragment.first), ("end", fragment.last), ("sha256", fragment.sha256), ("words", str(sketch))]
    lines = [_feature(name, value) for name, value in [*features, ("pointer", old)] if value]
    return block("fs", lines, [("type", "fragment"), ("n", DERIVED), ("corresp", pointer)])


def _feature(name: str, value: str, *, mark: bool = False) -> str:
    attributes = [("name", name), ("n", DERIVED if mark else "")]
    return f"{tag('f', attributes)}{element('string', value)}</f>"


def _add(editor: Carrier, span: Node, lines: list[str]) -> None:
    """Put checks into a component, also into one whose tag closed itself."""
    if not lines:
        return
    source = editor.source
    children = [child for child in span.elements if not child.inside_entity]
    indent = editor.indent(children[-1]) if children else None
    text = editor.lines(lines, (editor.indent(span) or "") + editor.unit() if indent is None else indent, span)
    end = source.tag_end(span.start)
    if source.is_empty_tag(end):
        close = f"</{source.tag_name(span.start)}{FORMER_EMPTY_END}"
        editor.replace(end - 2 * source.unit, end, f">{text}{close}")
        return
    at = editor.document.end(children[-1]) if children else end
    editor.replace(at, at, text)
