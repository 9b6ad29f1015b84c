"""Other annotators' files of the same text, to be shown beside one's own; they are read once and never written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argmap.model import ArgumentMap
from argmap.problems import ArgmapError
from argmap.workspace import load

MOST = 6  # looks that can be told apart


def read_others(own: ArgumentMap, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What each of the others marked, as plain data for the page.

    Raises:
        ArgmapError: a file cannot be read, is of another text, or there are too many of them.
        DataError: a file is no XML.
    """
    if len(paths) > MOST:
        raise ArgmapError(f"{len(paths)} files beside one's own are too many", f"name at most {MOST}")
    found: list[dict[str, Any]] = []
    for path in paths:
        amap = load(path)[0]
        if amap.text is None or own.text is None or amap.text.sha256 != own.text.sha256:
            raise ArgmapError(f"{path} is of another text", "name an annotation of the same copy of the text")
        found.append({"name": _name(amap, path, [item["name"] for item in found]), "components": _marked(amap)})
    return found


def _name(amap: ArgumentMap, path: Path, taken: Sequence[str]) -> str:
    """The annotator, where one person signed everything; else the file."""
    signed = {item.annotator for item in amap.components}
    known = [a.name for a in amap.annotators if a.id in signed and a.name]
    return known[0] if len(signed) == len(known) == 1 and known[0] not in taken else path.name


def _marked(amap: ArgumentMap) -> list[dict[str, Any]]:
    return [
        {
            "id": item.id,
            "kind": item.kind,
            "gloss": item.gloss,
            "thesis": item.thesis,
            "spans": [[f.start, f.end] for f in item.fragments if f.start is not None and f.end is not None],
            "ties": [_tie(amap, r.id) for r in amap.relations if item.id in r.ends],
        }
        for item in amap.components
    ]


def _tie(amap: ArgumentMap, ident: str) -> str:
    relation = amap.relation[ident]
    return f"{' + '.join([*relation.sources, *relation.mutual])} {relation.name} {' + '.join(relation.targets)}".strip()
