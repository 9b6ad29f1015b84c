"""Relations as single arrows, for notations that have nothing but arrows from one annotation to another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

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


def joined(base: Relation, source: str, target: str) -> Relation:
    """A relation with a further arrow; what `arrows` takes apart comes together again."""
    if base.mutual:
        return replace(base, mutual=tuple(dict.fromkeys((*base.mutual, source, target))))
    return replace(
        base,
        sources=tuple(dict.fromkeys((*base.sources, source))),
        targets=tuple(dict.fromkeys((*base.targets, target))),
    )
