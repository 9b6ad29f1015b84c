"""Ids that XML can hold: other notations' ids (``123``, ``1.2.3``, whole titles) get names, and come back later.

The old ids stand in the map's ``extra`` under `IDS`, by the new ones. `old_ids` puts them back before the map goes
out in another notation.
"""

from __future__ import annotations

import json
import re
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from argmap.model import AUTHOR_VOICE, ArgumentMap
from argmap.tei.names import ISSUES, SCHEMES, VOICES

IDS = "tei:ids"
LISTS = ("issues", "voices", "schemes", "annotators", "bibliography", "components", "relations")
# NCName of XML 1.0, but for what argmap's own reader would not take for a letter
_START = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u0388-\u1fff\u3041-\ud7ff\U00010000-\U000effff"
_NAME = re.compile(rf"[{_START}][{_START}0-9.\-\u00b7]*")
_CHARACTER = re.compile(rf"[{_START}0-9.\-]")
_POINTER = re.compile(r"[^\s<>\"{}|\\^`]*[#:][^\s<>\"{}|\\^`]*")
RESERVED = frozenset({ISSUES, VOICES, SCHEMES, "src.text"})


def is_name(text: str) -> bool:
    """Whether an id can stand in a TEI file as it is."""
    return bool(_NAME.fullmatch(text)) and bool(re.fullmatch(r"[^\W\d][\w.\-\u00b7]*", text))


def named(amap: ArgumentMap) -> ArgumentMap:
    """The map with ids that are XML names and different from one another; the old ones are kept under `IDS`.

    Ends that lead to nothing in the map are named too, unless they are pointers to other files. The same map gives
    the same names; one whose ids are names already comes back as it is.
    """
    taken: set[str] = set(RESERVED)
    old = dict(_table(amap))
    last: dict[str, int] = {}
    table: dict[str, str] = {}  # the first bearer of each id
    tables: dict[str, dict[str, str]] = {part: {} for part in LISTS}  # the same within each list
    identity = _name(amap.id, taken, old, last) if amap.id else "map"
    taken.add(identity)
    changes: dict[str, Any] = {"id": identity}
    for part in LISTS:
        members = []
        for item in getattr(amap, part):
            fresh = _name(item.id, taken, old, last)
            taken.add(fresh)
            table.setdefault(item.id, fresh)
            tables[part].setdefault(item.id, fresh)
            members.append(item if fresh == item.id else replace(item, id=fresh))
        changes[part] = tuple(members)
    for ident in _mentioned(amap):
        if ident not in table and ident and ident != AUTHOR_VOICE and not _POINTER.fullmatch(ident):
            table[ident] = _name(ident, taken, old, last)
            taken.add(table[ident])
    found = _with_ids(replace(amap, **changes), table, tables)
    return _with_table(found, {new: was for new, was in old.items() if new in taken})


def _name(ident: str, taken: set[str], old: dict[str, str], last: dict[str, int]) -> str:
    """A free name for an id; noted in ``old`` where it differs. ``last`` counts the doubles of each name."""
    base = ident if is_name(ident) else _worded(ident)
    if not is_name(base):
        base = f"id.{base}"
    made = base
    while made in taken:
        last[base] = last.get(base, 1) + 1
        made = f"{base}.{last[base]}"
    if made != ident and ident:
        old[made] = old.get(ident, ident)
    return made


def _worded(ident: str) -> str:
    """An id with an underscore for every run of what no name can hold."""
    return re.sub(
        "\0+", "_", "".join(c if _CHARACTER.fullmatch(c) and re.match(r"[\w.\-]", c) else "\0" for c in ident)
    )


def old_ids(amap: ArgumentMap) -> ArgumentMap:
    """The map with the ids that it had before `named`, where they are still free."""
    table = _table(amap)
    if not table:
        return amap
    members = [item.id for part in LISTS for item in getattr(amap, part)]
    kept = {ident for ident in members if ident not in table}
    back: dict[str, str] = {}
    for new, was in table.items():
        if was not in kept:  # an id given twice comes back once, so that references stay clear
            kept.add(was)
            back[new] = was
    changes: dict[str, Any] = {
        part: tuple(replace(item, id=back.get(item.id, item.id)) for item in getattr(amap, part)) for part in LISTS
    }
    found = _with_ids(replace(amap, id=back.get(amap.id, amap.id), **changes), back)
    return replace(found, extra=tuple(pair for pair in found.extra if pair[0] != IDS))


def _table(amap: ArgumentMap) -> dict[str, str]:
    """Old ids by the names that stand for them."""
    try:
        value = json.loads(dict(amap.extra).get(IDS, "{}"))
    except (ValueError, RecursionError):
        return {}
    pairs = value.items() if isinstance(value, dict) else ()
    return {new: was for new, was in pairs if isinstance(was, str)}


def _with_table(amap: ArgumentMap, table: Mapping[str, str]) -> ArgumentMap:
    extra = tuple(pair for pair in amap.extra if pair[0] != IDS)
    if table:
        value = json.dumps(table, ensure_ascii=True, separators=(",", ":"))
        at = next((n for n, pair in enumerate(amap.extra) if pair[0] == IDS), len(extra))
        extra = (*extra[:at], (IDS, value), *extra[at:])
    return replace(amap, extra=extra)


def _mentioned(amap: ArgumentMap) -> Iterable[str]:
    for component in amap.components:
        yield from (*component.issues, component.voice, component.annotator)
    for relation in amap.relations:
        yield from (*relation.ends, *relation.schemes, relation.annotator)
    yield from (issue.parent for issue in amap.issues)


def _with_ids(
    amap: ArgumentMap, table: Mapping[str, str], tables: Mapping[str, Mapping[str, str]] | None = None
) -> ArgumentMap:
    """The map with what refers to ids led to the new ones: to those of the list that is meant, where it has the id."""
    own = tables or {}
    if all(new == was for one in (table, *own.values()) for was, new in one.items()):
        return amap

    def among(*parts: str) -> Mapping[str, str]:
        return ChainMap(*(dict(own.get(part, {})) for part in parts), dict(table))

    def many(ids: tuple[str, ...], known: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(known.get(ident, ident) for ident in ids)

    issue, voice, scheme = among("issues"), among("voices"), among("schemes")
    annotator, end = among("annotators"), among("components", "relations")
    components = tuple(
        replace(
            item,
            issues=many(item.issues, issue),
            voice=voice.get(item.voice, item.voice),
            annotator=annotator.get(item.annotator, item.annotator),
        )
        for item in amap.components
    )
    relations = tuple(
        replace(
            item,
            sources=many(item.sources, end),
            targets=many(item.targets, end),
            mutual=many(item.mutual, end),
            schemes=many(item.schemes, scheme),
            annotator=annotator.get(item.annotator, item.annotator),
        )
        for item in amap.relations
    )
    issues = tuple(replace(item, parent=issue.get(item.parent, item.parent)) for item in amap.issues)
    return replace(amap, components=components, relations=relations, issues=issues)
