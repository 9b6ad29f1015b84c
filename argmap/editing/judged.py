"""What proposals of the machine are called, and which of them somebody has judged already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from argmap.editing.ops import Change, Rejection
from argmap.model import ArgumentMap, Component, Relation

PASSAGE, LINK = "passage", "link"
_PASSAGE = re.compile(rf"{PASSAGE}:([0-9]{{1,9}})-([0-9]{{1,9}}):[0-9a-f]{{12}}")


def name_of(content: str, kind: str, start: int, end: int) -> str:
    """A proposal's name: the same for the same words at the same place, whoever proposes them again."""
    words = hashlib.sha256(content[start:end].encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{kind}:{start}-{end}:{words}"


def turned_down(amap: ArgumentMap, gone: Iterable[Component | Relation]) -> tuple[Change, ...]:
    """The notes that deleting what a program proposed leaves: that the words (the link) are not to be proposed again.

    Passages are noted whatever kind was proposed of them, for a proposal may be taken as another kind or be changed.
    """
    content = (amap.text.content if amap.text else None) or ""
    names: list[str] = []
    for item in gone:
        if not any(key == "source" for key, _ in item.extra):
            continue
        if isinstance(item, Relation):
            names += [f"{LINK}:{source}>{target}" for source in item.sources for target in item.targets]
        else:
            ends = [(f.start, f.end) for f in item.fragments if f.start is not None and f.end is not None]
            names += [name_of(content, PASSAGE, start, end) for start, end in ends]
    return tuple(Change("rejection", name, None, Rejection(name)) for name in dict.fromkeys(names))


def still_holds(name: str, content: str) -> bool:
    """Whether a note about a passage is about the words that stand there now; other names always hold."""
    found = _PASSAGE.fullmatch(name)
    return found is None or name_of(content, PASSAGE, int(found[1]), int(found[2])) == name
