"""The text beside a CATMA export: ``DOC/DOC.txt``, where the annotations stand in ``DOC/annotationcollections/``.

CATMA packs both into one archive. Its passages are counted in UTF-16 units of that file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from urllib.parse import quote

from argmap.model import ArgumentMap, Component, Fragment
from argmap.text.normal import normalise_with_map
from argmap.text.reading import ReadingText

FOLDER = "annotationcollections"


def with_text(amap: ArgumentMap, fetch: Callable[[str], bytes | None] | None) -> ArgumentMap:
    """The map with the text that was exported with it, and its passages counted in that; the map itself without one.

    Args:
        amap: What was read from a collection of annotations, whose file it names.
        fetch: Gives the bytes of a file beside it, or None.
    """
    folder = PurePath(amap.file.replace("\\", "/")).parent
    if amap.text is not None or fetch is None or folder.name != FOLDER or not folder.parent.name:
        return amap
    data = fetch(f"../{quote(folder.parent.name)}.txt")
    if data is None:
        return amap
    raw = data.decode("utf-8-sig", "replace")
    content, origin = normalise_with_map(raw)
    if not content:
        return amap
    wide = [at for at, char in enumerate(raw) if char > "\uffff"]
    units = [at + number for number, at in enumerate(wide)]

    def placed(item: Component) -> Component:
        return replace(item, fragments=tuple(_placed(one, units, origin) for one in item.fragments))

    return replace(amap, text=ReadingText.of(content), components=tuple(map(placed, amap.components)))


def _placed(one: Fragment, units: list[int], origin: list[int]) -> Fragment:
    """A fragment counted in the reading text; one that leads out of the text stays without a place."""
    if one.start is None or one.end is None:
        return one
    first, last = (offset - bisect_left(units, offset) for offset in (one.start, one.end))
    start, end = bisect_left(origin, first), bisect_left(origin, last)
    if not 0 <= start < end < len(origin) or last > origin[-1]:
        return replace(one, start=None, end=None)
    return replace(one, start=start, end=end, pointer=f"src:{start}-{end}")
