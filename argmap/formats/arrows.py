"""Relations as single arrows, for notations that have nothing but arrows from one annotation to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, pairwise

from argmap.model import Relation


def arrows(item: Relation) -> list[tuple[str, str]]:
    """Source and target of each arrow of a relation; [] where arrows cannot say it."""
    if item.mutual:
        members = item.mutual
        alone = not item.sources and not item.targets and len(set(members)) == len(members) > 1
        return list(pairwise(members)) if alone else []
    if not item.name.strip() or not item.sources or not item.targets:
        return []
    first, *rest = item.targets
    return [(source, first) for source in item.sources] + [(item.sources[0], target) for target in rest]


def joined(base: Relation, more: Iterable[tuple[str, str]]) -> Relation:
    """A relation with further arrows; what `arrows` takes apart comes together again."""
    pairs = tuple(more)
    if base.mutual:
        return replace(base, mutual=tuple(dict.fromkeys(chain(base.mutual, *pairs))))
    return replace(
        base,
        sources=tuple(dict.fromkeys((*base.sources, *(source for source, _ in pairs)))),
        targets=tuple(dict.fromkeys((*base.targets, *(target for _, target in pairs)))),
    )
