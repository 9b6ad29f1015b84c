"""An export as it was read, kept beside the map and written again for as long as it says what the map says.

Its places lead into a text that is not at hand, and members that only name a statement say nothing that the map holds:
neither could be made again.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from typing import Any

from argmap.formats.argdown.annotate import parts
from argmap.formats.argdown.imported import Importer
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.overlay import KEY, clean, slug
from argmap.formats.argdown.to_map import to_map
from argmap.formats.extra import kept
from argmap.model import ArgumentMap
from argmap.problems import Place

GROUPS = ("arguments", "statements", "relations", "sections", "tags", "frontMatter")
# how the writer lays an export out; a later layout gets a later number
LAYOUT = 1
# the last that was read, so that it is not read again on its way out
_LAST: list[tuple[ArgumentMap, str]] = []


def mapped(model: Model, file: str) -> ArgumentMap:
    """The map of an export's model; problems are added to the model's faults."""
    stem = slug(re.sub(r"(?:\.argdown)?\.[^.]*\Z", "", posixpath.basename(file)) or "argdown")
    return to_map(model, stem, file, lambda _: Place(file, 1, 1)).amap


def groups_of(value: dict[str, Any]) -> dict[str, Any]:
    """The groups of an export that say what the map says."""
    return {name: item for name, item in value.items() if name in GROUPS}


def remember(amap: ArgumentMap, slot: str) -> None:
    """Note that a map is what an export says, given as it is kept."""
    _LAST[:] = [(amap, slot)]


def current(amap: ArgumentMap, slot: str) -> dict[str, Any] | None:
    """An export that says what a map says, from one that once did; None where it would have to be made anew.

    Args:
        amap: The map, without what is kept for the export.
        slot: The export as it was read, as it is kept.
    """
    groups = kept("", [(":", slot)])[""]
    if not groups or not isinstance(groups, dict):
        return None
    if any(same == slot and known == amap for known, same in _LAST):
        return groups
    known = mapped(Importer(groups).run(), amap.file)
    if known == amap:
        return groups
    if (known.components, known.relations, known.issues) != (amap.components, amap.relations, amap.issues):
        return None
    front = groups.get("frontMatter")
    front = dict(front) if isinstance(front, dict) else {}
    own = front.get(KEY)
    front[KEY] = {**(own if isinstance(own, dict) else {}), **parts(amap, known)}
    if amap.title != known.title:
        front["title"] = amap.title
    if clean(amap.title) == amap.title:
        front[KEY].pop("title", None)
    made = {**groups, "frontMatter": front}
    return made if mapped(Importer(made).run(), amap.file) == amap else None


def mark_of(pieces: Iterable[str]) -> str:
    """The mark of an export that can be made again from its map: the layout's number and a hash of its groups."""
    made = hashlib.sha256()
    for piece in pieces:
        made.update(piece.encode("utf-8", "surrogatepass"))
    return f"{LAYOUT}:{made.hexdigest()[:16]}"
