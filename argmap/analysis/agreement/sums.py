"""Parts as vectors: added up many times over for the bootstrap, and written down as JSON so that a run can go on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.analysis.agreement.parts import Part
from argmap.analysis.agreement.spans import Hits

Key = tuple[Any, ...]
_CONTINUUM = ("met", "squares", "starred", "starred_squares")
_ROWS = ("words", "kinds", "issues", "filed")
_PLAIN = ("edits", "places")


def counts(part: Part) -> dict[Key, float]:
    """All counts of a part by name and what is counted."""
    found: dict[Key, float] = {("units", None): part.continuum.units}
    for name in _CONTINUUM:
        found |= {(name, key): number for key, number in getattr(part.continuum, name).items()}
    for name in _ROWS:
        found |= {(name, key): number for key, number in getattr(part, name).items()}
    for name, hits in part.hits.items():
        found |= {("hits", (name, at)): number for at, number in enumerate((hits.both, hits.one, hits.other))}
    relations = part.relations
    found |= {("table", key): number for key, number in relations.table.items()}
    found |= {("linked", key): number for key, number in relations.linked.items()}
    for name in ("attached", "named"):
        hits = getattr(relations, name)
        found |= {(name, at): number for at, number in enumerate((hits.both, hits.one, hits.other))}
    found |= {("loose", None): relations.loose, ("all", None): relations.all}
    return found | {(name, None): getattr(part, name) for name in _PLAIN}


def part_with(found: Mapping[Key, float]) -> Part:
    """The part that has these counts."""
    part = Part()
    spread: dict[str, dict[Any, float]] = {}
    for (name, key), number in found.items():
        spread.setdefault(name, {})[key] = number
    for name in _CONTINUUM:
        setattr(part.continuum, name, Counter(spread.get(name, {})))
    part.continuum.units = round(spread["units"][None])
    for name in _ROWS:
        setattr(part, name, Counter(spread.get(name, {})))
    hits = spread.get("hits", {})
    for name in {name for name, _ in hits}:
        part.hits[name] = Hits(*(hits.get((name, at), 0) for at in range(3)))
    relations = part.relations
    relations.table, relations.linked = Counter(spread.get("table", {})), Counter(spread.get("linked", {}))
    relations.attached, relations.named = (
        Hits(*(spread.get(name, {}).get(at, 0) for at in range(3))) for name in ("attached", "named")
    )
    relations.loose, relations.all = round(spread["loose"][None]), round(spread["all"][None])
    for name in _PLAIN:
        setattr(part, name, spread[name][None])
    return part


def redrawn(parts: Sequence[Part], rounds: int, seed: int) -> Iterator[Part]:
    """Sums of as many parts as there are, drawn with replacement, so many times over."""
    import numpy as np

    vectors = [counts(part) for part in parts]
    keys = list(dict.fromkeys(key for vector in vectors for key in vector))
    table = np.array([[vector.get(key, 0) for key in keys] for vector in vectors])
    draw = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(rounds):
        often = np.bincount(draw.choices(range(len(parts)), k=len(parts)), minlength=len(parts))
        total = often @ table
        yield part_with({key: n for key, n in zip(keys, total.tolist(), strict=True) if n or key[1] is None})


def total(parts: Sequence[Part]) -> Part:
    """All parts as one."""
    found: Counter[Key] = Counter()
    for part in parts:
        found.update(counts(part))
    return part_with(found)


def to_json(part: Part) -> list[list[Any]]:
    """Counts as lists that JSON can hold."""
    return [[name, _plain(key), number] for (name, key), number in counts(part).items()]


def from_json(found: Sequence[Sequence[Any]]) -> Part:
    """What `to_json` made, again."""
    return part_with({(name, _keyed(key)): number for name, key, number in found})


def _plain(key: Any) -> Any:
    if isinstance(key, tuple):
        return [_plain(item) for item in key]
    return {"set": sorted(key)} if isinstance(key, frozenset) else key


def _keyed(key: Any) -> Any:
    if isinstance(key, list):
        return tuple(_keyed(item) for item in key)
    return frozenset(key["set"]) if isinstance(key, dict) else key
