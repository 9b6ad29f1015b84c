"""Checks of the passages that components mark: inside the text, unchanged, cleanly cut, each marked once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from argmap.check.codes import codes, problem
from argmap.model import NOWHERE, ArgumentMap, Component, Fragment
from argmap.plugins import Check
from argmap.problems import Problem
from argmap.text.normal import digest, is_digest

LONGEST = 200  # words

# scripts written without spaces between words: Thai to Myanmar, Khmer, kana and Han, and what follows them
_UNSPACED = (
    (0x0E00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def fragments(amap: ArgumentMap) -> Iterator[tuple[Component, Fragment, int, int]]:
    """All resolved fragments with their component, start and end."""
    for item in amap.components:
        for fragment in item.fragments:
            if fragment.start is not None and fragment.end is not None:
                yield item, fragment, fragment.start, fragment.end


def content_of(amap: ArgumentMap) -> str:
    """The reading text; "" where it is not at hand."""
    return amap.text.content or "" if amap.text else ""


def inside(amap: ArgumentMap) -> Iterator[Problem]:
    """Fragments hold at least one character, and end before the text does."""
    length = amap.text.length if amap.text else 0
    for item, fragment, start, end in fragments(amap):
        if start >= end:
            yield problem("E205", fragment.place, f"a fragment of {item.id} is empty: {start} to {end}")
        elif start < 0 or (length and end > length):
            message = f"a fragment of {item.id} runs from {start} to {end}, but the text has {length} characters"
            yield problem("E205", fragment.place, message)


def unchanged(amap: ArgumentMap) -> Iterator[Problem]:
    """The words at a fragment's place are those whose hash it carries."""
    content = content_of(amap)
    for item, fragment, start, end in fragments(amap) if content else ():
        hashed = is_digest(fragment.sha256)
        if hashed and digest(content[start:end]) != fragment.sha256:
            found = _shown(content[start:end])
            message = f"the words of {item.id} at {start} to {end} are not those annotated; there stands {found}"
            yield problem("E501", fragment.place, message)
        elif not hashed and not _ends_fit(content[start:end], fragment):
            message = f"{item.id} at {start} to {end} should run from {fragment.first!r} to {fragment.last!r}"
            yield problem("E501", fragment.place, message)


def _ends_fit(words: str, fragment: Fragment) -> bool:
    return words.startswith(fragment.first) and words.endswith(fragment.last)


def _shown(words: str) -> str:
    """At most three words of a passage: enough to find it, too few to reprint it."""
    parts = words.split()
    return repr(" ".join(parts[:3]) + (" …" if len(parts) > 3 else ""))


def fingerprinted(amap: ArgumentMap) -> Iterator[Problem]:
    """Ranges carry the hash by which a changed text shows; ids and anchors need none, nor do other notations."""
    for item in amap.components:
        for fragment in item.fragments:
            if not fragment.sha256 and fragment.pointer.startswith("src:") and fragment.place != NOWHERE:
                yield problem("W507", fragment.place, f"the range {fragment.pointer} of {item.id} has no hash")


def attached(amap: ArgumentMap) -> Iterator[Problem]:
    """What an attach left in doubt."""
    for item in amap.components:
        for fragment in item.fragments:
            if fragment.status == "fuzzy":
                score = f" (score {fragment.score:.2f})" if fragment.score is not None else ""
                yield problem("W508", fragment.place, f"a fragment of {item.id} was attached by likeness{score}")
            elif fragment.status == "lost":
                yield problem("E509", fragment.place, f"a fragment of {item.id} was not found in the text")


def has_passage(amap: ArgumentMap) -> Iterator[Problem]:
    """Components say where the text says it; a map that was made without a text has no passages at all."""
    if amap.text is None and not any(item.fragments for item in amap.components):
        return
    for item in amap.components:
        if not item.fragments:
            yield problem("E211", item.place, f"{item.id} points at no passage")


def ordered(amap: ArgumentMap) -> Iterator[Problem]:
    """Fragments of one component follow each other and do not overlap."""
    for item in amap.components:
        ends = [(f.start, f.end, f) for f in item.fragments if f.start is not None and f.end is not None]
        for (start, end, _), (next_start, next_end, later) in pairwise(ends):
            if next_start < end and start < next_end:
                message = f"fragments {start} to {end} and {next_start} to {next_end} of {item.id} overlap"
                yield problem("E503", later.place, message)
            elif next_start < start:
                message = f"fragment {next_start} to {next_end} of {item.id} stands after {start} to {end}"
                yield problem("W502", later.place, message)


def extents(amap: ArgumentMap) -> Iterator[Problem]:
    """No annotator marks the same extent twice."""
    first: dict[tuple[object, ...], str] = {}
    for item in amap.components:
        extent = tuple(sorted((f.start, f.end) for f in item.fragments if f.start is not None and f.end is not None))
        if not extent or len(extent) < len(item.fragments):
            continue
        other = first.setdefault((item.annotator, extent), item.id)
        if other != item.id:
            yield problem("W504", item.place, f"{item.id} has the same extent as {other}")


def cuts(amap: ArgumentMap) -> Iterator[Problem]:
    """Passages begin and end at the borders of words, without white space."""
    content = content_of(amap)
    for item, fragment, start, end in fragments(amap) if content else ():
        if not 0 <= start < end <= len(content):
            continue
        if content[start].isspace() or content[end - 1].isspace():
            yield problem(
                "W506", fragment.place, f"the passage of {item.id} at {start} to {end} has white space at an end"
            )
        for border, where in ((start, "begins"), (end, "ends")):
            if 0 < border < len(content) and _one_word(content[border - 1], content[border]):
                around = content[max(0, border - 6) : border] + "|" + content[border : border + 6]
                message = f"the passage of {item.id} at {start} to {end} {where} within a word: {around!r}"
                yield problem("W505", fragment.place, message)


def _one_word(left: str, right: str) -> bool:
    """Whether a border between two characters cuts a word (a note digit after a letter is no part of it)."""
    letters = left.isalpha() and right.isalpha()
    digits = left.isdigit() and right.isdigit()
    return (letters and not (_unspaced(left) or _unspaced(right))) or digits


def _unspaced(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _UNSPACED)


def long(amap: ArgumentMap) -> Iterator[Problem]:
    """Passages are as short as the thought allows."""
    for item in amap.components:
        count = len(amap.passage(item).split())
        if count > LONGEST:
            yield problem("W510", item.place, f"the passage of {item.id} has {count} words")


CHECKS = (
    Check("inside the text", codes("E205"), inside),
    Check("unchanged words", codes("E501"), unchanged),
    Check("fingerprints", codes("W507"), fingerprinted),
    Check("attached in doubt", codes("W508", "E509"), attached),
    Check("has a passage", codes("E211"), has_passage),
    Check("order of fragments", codes("W502", "E503"), ordered),
    Check("same extent", codes("W504"), extents),
    Check("clean cuts", codes("W505", "W506"), cuts),
    Check("long passages", codes("W510"), long),
)
