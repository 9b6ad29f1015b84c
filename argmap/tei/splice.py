"""Changing a file by splicing bytes: what is not changed stays as it is, byte for byte.

Markup is made as lines of text (`argmap.tei.markup`) and goes in with the file's encoding, line
ends, indentation and TEI prefix. Taking an element out again takes the line break and indentation
before it too, so that adding and removing are exact inverses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.tei.markup import INDENT, quote
from argmap.tei.parse import Document, Node

_NAME_START = re.compile(r"<(/?)(?=[A-Za-z])")
_STEP = re.compile(rf"^(?:{INDENT})*")


class Editor:
    """Gathers changes to one parsed document, then makes the new bytes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source
        self._edits: list[tuple[int, int, str]] = []

    def result(self) -> bytes:
        """The file's bytes with all changes made; changes at one place keep the order in which they came."""
        data, parts, at = self.source.data, [], 0
        for start, end, text in sorted(self._edits, key=lambda edit: edit[0]):
            parts += [data[at:start], self.source.encode(text)]
            at = max(at, end)
        return b"".join([*parts, data[at:]])

    def replace(self, start: int, end: int, text: str) -> None:
        """Put text in place of a byte range."""
        self._edits.append((start, end, text.replace("\n", self.source.newline())))

    def markup(self, text: str, parent: Node) -> str:
        """Markup with the prefix that the parent's own tag bears."""
        prefix, colon, _ = self.source.tag_name(parent.start).partition(":")
        return _NAME_START.sub(rf"<\1{prefix}:", text) if colon else text

    def indent(self, node: Node) -> str | None:
        """The white space before the element's tag on its line; None where it does not begin a line."""
        return self.source.indent_at(node.start)

    def unit(self) -> str:
        """One step of indentation, as the root's first child that begins a line has it."""
        for child in self.document.root.elements:
            indent = self.indent(child)
            if indent:
                return indent
        return INDENT

    def lines(self, lines: Sequence[str], indent: str, parent: Node) -> str:
        """Lines, each begun with a line break and its indentation."""
        unit = self.unit()
        written = []
        for line in lines:
            depth = _STEP.match(line)
            steps = len(depth.group()) // len(INDENT) if depth else 0
            written.append(f"\n{indent}{unit * steps}{line[steps * len(INDENT) :]}")
        return self.markup("".join(written), parent)

    def after(self, node: Node, lines: Sequence[str]) -> None:
        """Put an element on lines of its own behind another one, at the same indentation."""
        if node.parent is not None:
            end = self.document.end(node)
            self.replace(end, end, self.lines(lines, self.indent(node) or "", node.parent))

    def inside(self, parent: Node, lines: Sequence[str], *, first: bool = False) -> None:
        """Put an element into another one, behind its children (or before them)."""
        children = [child for child in parent.elements if not child.inside_entity]
        if children and not first:
            self.after(children[-1], lines)
            return
        low, _ = self.document.inner(parent)
        indent = self.indent(children[0]) if children else None
        if indent is None:
            indent = (self.indent(parent) or "") + self.unit()
        self.replace(low, low, self.lines(lines, indent, parent))

    def remove(self, node: Node) -> None:
        """Take an element out, with the line break and indentation before it where it begins a line."""
        start, end = node.start, self.document.end(node)
        indent = self.indent(node)
        if indent is not None:
            start -= len(indent) * self.source.unit
            start -= self._newline_before(start) * self.source.unit
        self.replace(start, end, "")

    def _newline_before(self, byte: int) -> int:
        at = byte // self.source.unit
        if self.source.view[max(0, at - 2) : at] == b"\r\n":
            return 2
        return 1 if self.source.view[at - 1 : at] in (b"\n", b"\r") and at else 0

    def content(self, node: Node, text: str) -> None:
        """Put markup in place of all that an element holds."""
        low, high = self.document.inner(node)
        if low == high and self.source.is_empty_tag(low):
            name = self.source.tag_name(node.start)
            self.replace(low - 2 * self.source.unit, low, f">{text}</{name}>")
        else:
            self.replace(low, high, text)

    def attribute(self, node: Node, name: str, value: str) -> None:
        """Set an attribute, or remove it ("")."""
        found = self.source.attribute(node.start, name)
        unit = self.source.unit
        if found and value:
            mark = self.source.view[found[0] // unit - 1 : found[0] // unit].decode("ascii")
            written = quote(value)[1:-1]
            self.replace(*found, written.replace("'", "&apos;") if mark == "'" else written)
        elif found:
            tag = self.source.view[node.start // unit : found[0] // unit]
            name_at = tag.rindex(name.encode())
            start = self.source.blank_before(node.start + name_at * unit)
            self.replace(start, found[1] + unit, "")
        elif value:
            end = self.source.tag_end(node.start)
            at = end - (2 if self.source.is_empty_tag(end) else 1) * unit
            at = self.source.blank_before(at)
            self.replace(at, at, f" {name}={quote(value)}")
