"""A map without its text: for files that are published where the article is in copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from argmap.formats.losses import SHOWN
from argmap.model import ArgumentMap, Component, Relation
from argmap.plugins import Loss
from argmap.tei.home import with_checks

RUN = 8  # so many words in a row that the text has too are taken from it
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^<>]*>|\\[nrtu\"][0-9a-f]{0,4}")
Holder = TypeVar("Holder", Component, Relation)


def silenced(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map without the text's content, and without slots of other notations that repeat stretches of it.

    Args:
        amap: Any map; glosses, notes and reasons are the annotator's and stay.

    Returns:
        The map, and what was taken out of its slots.
    """
    if amap.text is None or amap.text.content is None:
        return amap, []
    text = replace(amap.text, content=None)
    known = set(_runs(amap.text.content))
    amap = with_checks(amap)  # without the text nothing else could find the passages again
    kept = tuple(pair for pair in amap.extra if not _repeats(pair[1], known))
    components, from_components = _cleared("component", amap.components, known)
    relations, from_relations = _cleared("relation", amap.relations, known)
    gone = len(amap.extra) - len(kept)
    losses = [*([Loss("map", "extra", gone)] if gone else []), *from_components, *from_relations]
    return replace(amap, text=text, extra=kept, components=components, relations=relations), losses


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _repeats(value: str, known: set[tuple[str, ...]]) -> bool:
    return any(run in known for run in _runs(_MARKUP.sub(" ", value)))


def _cleared(
    element: str, items: tuple[Holder, ...], known: set[tuple[str, ...]]
) -> tuple[tuple[Holder, ...], list[Loss]]:
    made: list[Holder] = []
    ids: list[str] = []
    for item in items:
        kept = tuple(pair for pair in item.extra if not _repeats(pair[1], known))
        if len(kept) < len(item.extra):
            ids.append(item.id)
        made.append(replace(item, extra=kept) if len(kept) < len(item.extra) else item)
    return tuple(made), [Loss(element, "extra", len(ids), tuple(ids[:SHOWN]))] if ids else []
