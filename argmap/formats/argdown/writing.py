"""Maps to Argdown text: unchanged where nothing changed, else changed as little as may be, else laid out plainly."""

from __future__ import annotations

from dataclasses import replace

from argmap.formats.argdown.annotate import annotated, parts
from argmap.formats.argdown.canonical import body
from argmap.formats.argdown.front import render
from argmap.formats.argdown.markup import fresh
from argmap.formats.argdown.overlay import KEY, PREFIX, others
from argmap.formats.argdown.plan import slots
from argmap.formats.argdown.reading import (
    LAYOUT,
    Read,
    examine,
    is_unchanged,
    kept_source,
    marked,
    with_layout,
    without_layout,
)
from argmap.formats.argdown.splice import spliced
from argmap.formats.extra import only
from argmap.model import ArgumentMap
from argmap.plugins import Input, Loss

EXPORT = "argdown-json:given"


def write(amap: ArgumentMap) -> bytes:
    """A map as Argdown text.

    A map that was read from Argdown and not changed gives the same bytes; of one that was changed, only the changed
    places differ, where that is possible; else, and for every other map, the plainest layout.
    """
    amap = fresh(_without_export(amap))[0]
    source = kept_source(amap)
    if source is None:
        return canonical(amap).encode("utf-8", "surrogatepass")
    if is_unchanged(amap):
        return source.data
    found = examine(source)
    if with_layout(found) == amap:
        return source.data
    wanted = without_layout(amap)
    text = spliced(found, wanted, lambda changed: _examined(changed, amap.file))
    if text is None:
        return canonical(wanted).encode("utf-8", "surrogatepass")
    encoding, mark = found.source.encoding
    try:
        return mark + text.encode(encoding) if encoding else text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _without_export(amap: ArgumentMap) -> ArgumentMap:
    """A map without the export in JSON that it was read from: its places lead into another text."""
    if not any(name == EXPORT for name, _ in amap.extra):
        return amap
    return replace(amap, extra=tuple(pair for pair in amap.extra if pair[0] != EXPORT))


def canonical(amap: ArgumentMap) -> str:
    """A map in the plainest layout, with a mark that tells the reader so."""
    amap = without_layout(amap)
    kept = slots(amap).get("front")
    front = {"title": amap.title} if amap.title else {}
    front |= kept if isinstance(kept, dict) else {}
    own = {"layout": f"{LAYOUT}:{'0' * 16}", "id": amap.id, **parts(amap, None)}
    if " ".join(amap.title.split()) == amap.title:
        own.pop("title", None)
    text = render({**front, KEY: own}) + body(amap)
    return marked(annotated(text, amap, own, lambda changed: _examined(changed, amap.file)))


def _examined(text: str, file: str) -> Read:
    return examine(Input(text.encode("utf-8", "surrogatepass"), file))


def reduce(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it comes back: the text kept beside it is the one that is written.

    All that goes is emphasis of words that somebody has changed since, and the places in an export in JSON.
    """
    bare = _without_export(amap)
    losses = [Loss("map", "positions", 1, (amap.id,))] if bare is not amap else []
    amap, more = fresh(bare)
    losses += more
    mine, other = only(PREFIX, amap.extra), others(amap.extra)
    if kept_source(amap) is None:
        return replace(amap, extra=(*mine, *other)), losses
    back = with_layout(examine(Input(write(amap), amap.file)))
    return replace(amap, extra=(*only(PREFIX, back.extra), *other)), losses
