"""Checks of what a file tells of its text: hashes that can be hashes, pages and sections that follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from argmap.check.codes import codes, problem
from argmap.model import NOWHERE, ArgumentMap
from argmap.plugins import Check
from argmap.problems import Place, Problem
from argmap.text.normal import is_digest
from argmap.text.reading import Region


def hashes(amap: ArgumentMap) -> Iterator[Problem]:
    """Hashes of the text, of the raw file that it was made from, and of passages are SHA-256 in hexadecimal."""
    for what, value, place in dict.fromkeys(_hashes(amap)):
        if value and not is_digest(value):
            yield problem("E219", place, f"the hash of {what} is {value[:70]!r}")


def _hashes(amap: ArgumentMap) -> Iterator[tuple[str, str, Place]]:
    here = Place(amap.file, 1, 1)
    if amap.text is not None:
        there = here if amap.text.place == NOWHERE else amap.text.place
        yield "the text", amap.text.sha256, there
        yield "the raw file", amap.text.raw_sha256, there
    if amap.text is None or not amap.text.raw_sha256:
        yield from (("the raw file", value, here) for name, value in amap.source.identifiers if name == "raw-sha256")
    for item in amap.components:
        yield from ((f"a fragment of {item.id}", part.sha256, part.place) for part in item.fragments)


def regions(amap: ArgumentMap) -> Iterator[Problem]:
    """Pages and sections run forwards, one after the other, within the text."""
    for word, found in (("page", amap.text.pages), ("section", amap.text.sections)) if amap.text is not None else ():
        for region, message in _unsound(found, amap.text.length if amap.text else 0):
            place = region.place if region.place != NOWHERE else Place(amap.file, 1, 1)
            yield problem("E220", place, f"{word} {region.n} {message}")


def _unsound(found: Sequence[Region], length: int) -> Iterator[tuple[Region, str]]:
    for item in found:
        if item.end <= item.start:
            yield item, f"runs from {item.start} to {item.end}"
        elif item.end > length:
            yield item, f"ends at {item.end}, but the text has {length} characters"
    forwards = sorted((item for item in found if item.start < item.end), key=lambda item: item.start)
    for one, two in pairwise(forwards):
        if two.start < one.end:
            yield two, f"begins at {two.start}, before {one.n or 'the one before'} ends at {one.end}"


CHECKS = (
    Check("hashes", codes("E219"), hashes),
    Check("pages and sections", codes("E220"), regions),
)
