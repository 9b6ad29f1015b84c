"""Decisions into a correspondences file: bytes in, bytes out; what stands in the file stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.correspondence import Correspondences
from argmap.model import Annotator, ArgumentMap
from argmap.suggest.review import Decision, Reviewer, as_link
from argmap.tei import correspondences as tei
from argmap.tei.correspondence_edits import add_link, decide_link, name_annotator

ROLE = "weighing of pairs across the two texts"


def person(name: str) -> Annotator:
    """A person who weighs pairs."""
    return Annotator("ann.reviewer", " ".join(name.split()), ROLE)


def reviewers(known: Correspondences) -> list[str]:
    """Names of the people who weighed pairs in this file, in order."""
    return [who.name for who in known.annotators if not who.machine and who.name]


def empty(a: ArgumentMap, b: ArgumentMap) -> bytes:
    """A correspondences file for two maps, without a link."""
    title = f"{a.short_name} and {b.short_name}"
    return tei.write(Correspondences("correspondences", title))


def record(
    data: bytes,
    decisions: Sequence[Decision],
    maps: tuple[ArgumentMap, ArgumentMap],
    who: Annotator,
    date: str,
    file: str,
) -> bytes:
    """The file with the decisions in it.

    A pair that the file holds as *suggested* is decided in its place; any other becomes a link behind the last.

    Raises:
        ArgmapError: the file has no place for a link or a name.
        DataError: the file is no XML that can be read.
    """
    if not decisions:
        return data
    data, ident = name_annotator(data, who, file)
    for decision in decisions:
        known, _ = tei.read(data, file)
        link = as_link(decision, *maps, Reviewer(ident, date), known)
        data = decide_link(data, link, file) if link.id else add_link(data, link, file)
    return data
