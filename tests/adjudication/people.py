"""Two and three people's files of the sample essay: the differences between them are made here, and known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from argmap.model import Annotator, ArgumentMap, Component, Fragment
from argmap.tei.reader import read
from argmap.tei.update import update
from tests.web.bench import SAMPLE

# what Bo sees differently from Ann, in the order of the text as it comes
DIFFERENT = 13


def people(folder: Path) -> tuple[Path, Path]:
    """``ann.xml`` and ``bo.xml``, with `DIFFERENT` differences."""
    made = folder / "ann.xml", folder / "bo.xml"
    for path, data in zip(made, _files(), strict=True):
        path.write_bytes(data)
    return made


@cache
def _files() -> tuple[bytes, bytes]:
    data = SAMPLE.read_bytes()
    first = read(data, "ann.xml")[0]
    maps = _by(first, "ann.a", "Ann Lee"), _by(_other(first), "ann.b", "Bo Lind")
    return update(data, first, maps[0]), update(data, first, maps[1])


def _by(amap: ArgumentMap, ident: str, name: str) -> ArgumentMap:
    return replace(
        amap,
        annotators=(Annotator(ident, name, "annotation"),),
        components=tuple(replace(c, annotator=ident) for c in amap.components),
        relations=tuple(replace(r, annotator=ident) for r in amap.relations),
    )


def _other(amap: ArgumentMap) -> ArgumentMap:
    parts = {c.id: c for c in amap.components}
    plain = [c.id for c in amap.components if not c.thesis]
    touched = {end for r in amap.relations for end in r.ends}
    loose = [ident for ident in plain if ident not in touched]
    gone = loose[0] if loose else ""
    changed: dict[str, Component] = {}
    ids = [ident for ident in plain if ident != gone]
    for ident, kind in zip(ids[:3], ("recommendation", "evidence", "recommendation"), strict=True):
        new = kind if parts[ident].kind != kind else "claim"
        changed[ident] = replace(parts[ident], kind=new)
    for ident in ids[3:5]:
        changed[ident] = replace(parts[ident], gloss="Bo writes <this> & that")
    for ident in ids[5:7]:
        first = parts[ident].fragments[0]
        cut = Fragment(first.start, (first.end or 0) - 1)
        changed[ident] = replace(parts[ident], fragments=(cut, *parts[ident].fragments[1:]))
    changed[ids[7]] = replace(parts[ids[7]], issues=())
    kept = tuple(changed.get(c.id, c) for c in amap.components if c.id != gone)
    turned = [r.id for r in amap.relations if r.name == "supports"][:3]
    undercut = {t for r in amap.relations for t in r.targets}
    dropped = [r.id for r in amap.relations if r.id not in {*turned, *undercut}][: 1 if gone else 2]
    relations = tuple(
        replace(r, name="attacks") if r.id in turned else r for r in amap.relations if r.id not in dropped
    )
    return replace(amap, components=kept, relations=relations)
