"""Mending without judgement: what has exactly one right answer, done by replacing single values in the file's bytes.

Everything outside the values mended stays as it was, byte for byte. What would need a decision (which of two
passages, which of two stances, whose words a gloss should use) is left to the annotator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from argmap.check.markup import pointer_lists
from argmap.check.passages import content_of
from argmap.model import KINDS, RELATIONS, ArgumentMap, Component, Fragment
from argmap.problems import Place
from argmap.tei.components import component_spans, feature
from argmap.tei.fingerprint import fingerprint_element
from argmap.tei.home import check_lines
from argmap.tei.markup import escape
from argmap.tei.parse import Document, Node, parse
from argmap.tei.reader import read_document
from argmap.tei.splice import Editor
from argmap.tei.targets import Fetch
from argmap.text.normal import digest
from argmap.text.reading import ReadingText

MENDED = frozenset(["W209", "W213", "W218", "E301", "E412", "E501", "W502", "W506", "W507", "W611"])
RANGE = re.compile(r"([A-Za-z][\w+.-]*):(\d{1,9})-(\d{1,9})")
CERTAINTIES = ("high", "medium", "low", "unknown")


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """One thing mended: where it stood, the code of its problem, and what was done."""

    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} mended: {self.message}"


class _Mender(Editor):
    """An editor of one parsed document that also tells what it mended."""

    def __init__(self, document: Document, fetch: Fetch | None) -> None:
        super().__init__(document)
        self.fetch = fetch
        self.done: list[Fix] = []

    def tell(self, place: Place, code: str, message: str) -> None:
        """Note down what was mended."""
        self.done.append(Fix(place, code, message))

    def give(self, node: Node, name: str, value: str, code: str, message: str) -> None:
        """Give an attribute another value, and tell."""
        if not node.inside_entity:
            self.attribute(node, name, value)
            self.tell(self.document.place(node, name), code, message)

    def feature(self, fs: Node, name: str, value: str) -> None:
        """Give a feature another value: the text of its ``string``, or the ``@value`` of what it holds."""
        for item in fs.find_all("f"):
            holder = next(iter(item.elements), None)
            if item.attrs.get("name") != name or holder is None:
                continue
            if "value" in holder.attrs:
                self.attribute(holder, "value", value)
            else:
                self.content(holder, escape(value))


def fix(data: bytes, file: str = "", fetch: Fetch | None = None) -> tuple[bytes, list[Fix]]:
    """Mend a TEI file.

    Args:
        data: Its bytes.
        file: Its name, for messages.
        fetch: Gives the bytes of a neighbouring file, as for `argmap.tei.reader.read`.

    Returns:
        The new bytes (the same if there was nothing to mend), and what was mended, in the order it was done.
        Mending again finds nothing.

    Raises:
        DataError: the bytes are no XML that can be read.
    """
    done: list[Fix] = []
    document = parse(data, file)
    for step in (_bare_ids, _doubled, _spelling, _passages, _fingerprints, _text_fingerprint):
        mender = _Mender(document, fetch)
        step(mender)
        if mender.done:
            done += mender.done
            data = mender.result()
            document = parse(data, file)
    return data, done


def _bare_ids(mender: _Mender) -> None:
    """Put ``#`` before ids of the file that were given as pointers."""
    for node, name, values in pointer_lists(mender.document):
        bare = [value for value in values if value in mender.document.ids]
        if bare:
            new = " ".join(f"#{value}" if value in bare else value for value in values)
            mender.give(node, name, new, "W218", f"# put before {', '.join(bare)}")


def _doubled(mender: _Mender) -> None:
    """Keep the first of values listed twice."""
    for node, name, values in pointer_lists(mender.document):
        once = list(dict.fromkeys(values))
        if len(once) < len(values) and name in ("active", "passive", "ana", "resp", "target", "change"):
            mender.give(node, name, " ".join(once), "W611", f"values doubled in {name} removed")


def _spelling(mender: _Mender) -> None:
    """Words of a list that differ from it by capitals only."""
    spans = {id(node) for node in component_spans(mender.document)}
    for node in mender.document.root.walk():
        lists: list[tuple[str, tuple[str, ...], str]] = []
        if id(node) in spans:
            lists = [("type", KINDS, "E301"), ("cert", CERTAINTIES, "W213")]
        elif node.name == "relation":
            lists = [("name", RELATIONS, "E412"), ("cert", CERTAINTIES, "W213")]
        for name, known, code in lists:
            value = node.attrs.get(name, "")
            meant = value.strip().lower()
            if value not in known and meant in known:
                mender.give(node, name, meant, code, f"{value} written {meant}")


def _passages(mender: _Mender) -> None:
    """Ranges whose words have moved, that hold white space at an end, or that are out of order."""
    document = mender.document
    amap, _ = read_document(document, mender.fetch)
    content = content_of(amap)
    for node, item in _ranged(document, amap) if content else ():
        mended = [_mended(content, fragment) for fragment in item.fragments]
        pointers = [pointer for pointer, _, _ in mended]
        ordered = sorted(pointers, key=_bounds) if _apart(pointers) else pointers
        if ordered == [fragment.pointer for fragment in item.fragments]:
            continue
        code = next((code for _, _, code in mended if code), "W502")
        message = f"{item.id} marks {' '.join(ordered)} now"
        mender.give(node, "target", " ".join(ordered), code, message)
        for fs in node.find_all("fs"):
            for fragment, (pointer, sha256, _) in zip(item.fragments, mended, strict=True):
                if fs.attrs.get("corresp") == fragment.pointer != pointer:
                    mender.attribute(fs, "corresp", pointer)
                    mender.feature(fs, "sha256", sha256)


def _ranged(document: Document, amap: ArgumentMap) -> Iterator[tuple[Node, Component]]:
    """Components all of whose pointers are ranges, each one fragment, with their elements."""
    for node in component_spans(document):
        item = amap.component.get(node.id)
        pointers = node.attrs.get("target", "").split()
        if (
            item
            and pointers
            and pointers == [f.pointer for f in item.fragments]
            and all(map(RANGE.fullmatch, pointers))
        ):
            yield node, item


def _mended(content: str, fragment: Fragment) -> tuple[str, str, str]:
    """The pointer and hash that a fragment should have, and the code of what was wrong ("" if nothing)."""
    start, end = _bounds(fragment.pointer)
    sha256, code = fragment.sha256, ""
    if sha256 and digest(content[start:end]) != sha256:
        places = list(_places(content, fragment, end - start))
        if len(places) == 1:
            start, end, code = places[0], places[0] + end - start, "E501"
    words = content[start:end]
    kept = words.strip()
    if kept and kept != words and (not sha256 or digest(words) == sha256):
        start += len(words) - len(words.lstrip())
        end = start + len(kept)
        sha256, code = digest(kept), code or "W506"
    prefix = fragment.pointer.partition(":")[0]
    return f"{prefix}:{start}-{end}", sha256, code


def _places(content: str, fragment: Fragment, length: int) -> Iterator[int]:
    """Where in the text the words of a fragment's hash stand."""
    first = fragment.first or fragment.last
    back = 0 if fragment.first else length - len(first)
    at = content.find(first) if first else -1
    while at >= 0:
        start = at - back
        if start >= 0 and digest(content[start : start + length]) == fragment.sha256:
            yield start
        at = content.find(first, at + 1)


def _bounds(pointer: str) -> tuple[int, int]:
    start, end = pointer.partition(":")[2].split("-")
    return int(start), int(end)


def _apart(pointers: list[str]) -> bool:
    """Whether no two ranges overlap, so that their order is plain."""
    bounds = sorted(map(_bounds, pointers))
    return all(one[1] <= two[0] for one, two in pairwise(bounds))


def _fingerprints(mender: _Mender) -> None:
    """Words and hash for ranges that have none."""
    document = mender.document
    amap, _ = read_document(document, mender.fetch)
    content = content_of(amap)
    for node, item in _ranged(document, amap) if content else ():
        known = {fs.attrs.get("corresp") for fs in node.find_all("fs")}
        bare = [f for f in item.fragments if f.pointer not in known and _clean(content, f)]
        if bare and node.elements and not node.inside_entity:
            lines = check_lines(bare, lambda fragment: fragment.pointer, content)
            at = document.end(node.elements[-1])
            mender.replace(at, at, mender.lines(lines, (mender.indent(node) or "") + mender.unit(), node))
            mender.tell(document.place(node, "target"), "W507", f"fingerprint of {item.id} added")


def _clean(content: str, fragment: Fragment) -> bool:
    """Whether a range holds words, and no white space at its ends."""
    words = content[slice(*_bounds(fragment.pointer))]
    return words.strip() == words != ""


def _text_fingerprint(mender: _Mender) -> None:
    """The text's own fingerprint, where the text has changed but every passage still stands as annotated."""
    document = mender.document
    amap, _ = read_document(document, mender.fetch)
    fs = fingerprint_element(document)
    content = content_of(amap)
    parts = [f for c in amap.components for f in c.fragments]
    if fs is None or not content or not parts or amap.text is None or feature(fs, "sha256") == amap.text.sha256:
        return
    if all(f.start is not None and f.sha256 and digest(content[f.start : f.end]) == f.sha256 for f in parts):
        now = ReadingText.of(content)
        values = {"sha256": now.sha256, "length": str(now.length), "start": now.opening, "end": now.closing}
        for name, value in values.items():
            mender.feature(fs, name, value)
        mender.tell(document.place(fs), "W209", "the text's fingerprint renewed; every passage stands as annotated")
