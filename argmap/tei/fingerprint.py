"""What a detached annotation keeps of its text: length, hashes, first and last words, pages and sections."""

from __future__ import annotations

import re

from argmap.problems import Place
from argmap.tei.components import feature
from argmap.tei.parse import Document, Node
from argmap.text.normal import NORMALIZATION
from argmap.text.reading import ReadingText, Region

_RANGE = re.compile(r"[^:#]*(?::|#char=)(\d{1,12})[-,](\d{1,12})")


def fingerprint_element(document: Document) -> Node | None:
    """The ``fs type="text"`` in a ``standOff``."""
    for node in document.named("fs"):
        if node.attrs.get("type") == "text":
            return node
    return None


def read_fingerprint(document: Document) -> ReadingText | None:
    """The text as far as the file knows it without holding it; None where it tells nothing of it."""
    node = fingerprint_element(document)
    pages, sections = _regions(document, "page"), _regions(document, "section")
    if node is None and not pages and not sections:
        return None
    length = feature(node, "length")
    ends = [region.end for region in pages + sections]
    return ReadingText(
        length=int(length) if re.fullmatch(r"\d{1,12}", length) else max(ends, default=0),
        sha256=feature(node, "sha256"),
        pages=pages,
        sections=sections,
        opening=feature(node, "start"),
        closing=feature(node, "end"),
        raw_sha256=feature(node, "raw-sha256"),
        normalization=feature(node, "normalization") or NORMALIZATION,
        place=document.place(node) if node is not None else Place(),
    )


def _regions(document: Document, kind: str) -> tuple[Region, ...]:
    """Pages or sections from their spans, by where they start."""
    found: list[Region] = []
    for node in document.named("span"):
        if node.attrs.get("type") != kind:
            continue
        counted = _RANGE.fullmatch(node.attrs.get("target", ""))
        gloss = node.find("gloss")
        if counted:
            start, end = map(int, counted.groups())
            label = gloss.text() if gloss is not None else ""
            found.append(Region(start, end, node.attrs.get("n", ""), label, document.place(node, "target")))
    return tuple(sorted(found, key=lambda region: region.start))
