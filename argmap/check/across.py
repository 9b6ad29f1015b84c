"""Checks over several maps at once: what they share must mean the same in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.check.codebook import unused
from argmap.check.codes import problem
from argmap.correspondence import Correspondences
from argmap.model import ArgumentMap, Issue
from argmap.problems import Place, Problem


def check_across(maps: Sequence[ArgumentMap], links: Sequence[Correspondences] = ()) -> list[Problem]:
    """What is wrong between maps (and correspondences files) that are checked together.

    Entries of the code book count as unused only if no map uses them: a shared code book holds
    issues that only one author addresses.
    """
    found = [*issues(maps, links), *names(maps, links), *map_ids(maps), *unused(maps)]
    return sorted(found)


def issues(maps: Sequence[ArgumentMap], links: Sequence[Correspondences] = ()) -> Iterator[Problem]:
    """An issue's label, question and parent are the same wherever it is declared."""
    first: dict[str, Issue] = {}
    sources: tuple[ArgumentMap | Correspondences, ...] = (*maps, *links)
    for item in (issue for source in sources for issue in source.issues):
        other = first.setdefault(item.id, item)
        for word in ("label", "question", "parent"):
            here, there = getattr(item, word), getattr(other, word)
            if here and there and " ".join(here.split()) != " ".join(there.split()):
                message = (
                    f"{item.id} has the {word} {here!r} here and {there!r} in {other.place.file or 'another file'}"
                )
                yield problem("W612", item.place, message)
                break


def names(maps: Sequence[ArgumentMap], links: Sequence[Correspondences] = ()) -> Iterator[Problem]:
    """An annotator's or a voice's id stands for the same name wherever it is declared."""
    first: dict[str, tuple[str, Place]] = {}
    sources: tuple[ArgumentMap | Correspondences, ...] = (*maps, *links)
    entries = [(a.id, a.name, a.place) for source in sources for a in source.annotators]
    entries += [(v.id, v.label, v.place) for amap in maps for v in amap.voices]
    for name, label, place in entries:
        if not label:
            continue
        other, there = first.setdefault(name, (label, place))
        if " ".join(label.split()) != " ".join(other.split()):
            message = f"{name} is {label!r} here and {other!r} in {there.file or 'another file'}"
            yield problem("W614", place, message)


def map_ids(maps: Sequence[ArgumentMap]) -> Iterator[Problem]:
    """Every map has an id of its own; an edition without annotation may bear that of the sidecar beside it."""
    first: dict[str, str] = {}
    for amap in maps:
        said = amap.components or amap.relations
        if said and amap.id and first.setdefault(amap.id, amap.file) != amap.file:
            yield problem("E613", Place(amap.file, 1, 1), f"the id {amap.id!r} is that of {first[amap.id]} too")
