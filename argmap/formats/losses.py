"""What a notation cannot hold: found field by field, counted, and taken out of the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields, replace
from typing import Any

from argmap.model import ArgumentMap, Source
from argmap.plugins import Format, Loss

SHOWN = 5
# the parts of a map that have several members, and where fields without a default fall back to
PARTS = {
    "component": "components",
    "relation": "relations",
    "issue": "issues",
    "voice": "voices",
    "scheme": "schemes",
    "annotator": "annotators",
    "bibliography": "bibliography",
}
FALL_BACK = {"component.kind": "claim", "relation.name": "supports"}


def reduced(form: Format, amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map as it would come back from a notation, and what it lost; see `Format.reduce`."""
    if form.reduce is not None:
        return form.reduce(amap)
    return without(amap, form.loses)


def without(amap: ArgumentMap, lost: Iterable[str]) -> tuple[ArgumentMap, list[Loss]]:
    """The map without some of its fields.

    Args:
        amap: Any map.
        lost: Names such as ``component.voice``, ``fragment.score`` (fragments of components), ``source.volume``,
            ``text.pages``, ``map.title``, or a part of the map as a whole: ``text``, ``issues``, ``bibliography``.

    Returns:
        The map with these fields empty, and a `Loss` for each that was not.
    """
    losses: list[Loss] = []
    for name in sorted(lost):
        amap, loss = _without(amap, name)
        if loss.count:
            losses.append(loss)
    return amap, losses


def unused(amap: ArgumentMap) -> tuple[ArgumentMap, list[Loss]]:
    """The map without issues, voices and schemes that no component and no relation names.

    For notations that write such entries only where they are named.
    """
    named = {
        "issues": {ident for item in amap.components for ident in item.issues},
        "voices": {item.voice for item in amap.components},
        "schemes": {ident for item in amap.relations for ident in item.schemes},
    }
    losses: list[Loss] = []
    changes: dict[str, Any] = {}
    for field, known in named.items():
        members = getattr(amap, field)
        changes[field] = tuple(item for item in members if item.id in known)
        losses += counted("map", field, (item.id for item in members if item.id not in known))
    return replace(amap, **changes), losses


def counted(element: str, field: str, idents: Iterable[str]) -> list[Loss]:
    """A loss of so many elements, or none."""
    ids = tuple(idents)
    return [Loss(element, field, len(ids), tuple(ident for ident in ids[:SHOWN] if ident))] if ids else []


def unnamed(amap: ArgumentMap, *elements: str) -> list[Loss]:
    """The losses of a notation that writes elements without their ids, or their labels in place of them.

    Args:
        amap: Any map.
        elements: ``map``, or a part such as ``relation``; an entry of the code book without a label keeps its id.
    """
    found: list[Loss] = []
    for element in elements:
        members = (amap,) if element == "map" else getattr(amap, PARTS[element])
        found += counted(element, "id", (item.id for item in members if getattr(item, "label", item.id)))
    return found


def _without(amap: ArgumentMap, name: str) -> tuple[ArgumentMap, Loss]:
    part, _, field = name.partition(".")
    if not field or part == "map":
        return _whole(amap, field or part)
    if part == "source":
        source, hit = _cleared(amap.source, field, _default(amap.source, field, name))
        return replace(amap, source=source), Loss("source", field, int(hit))
    if part == "text":
        return _of_text(amap, field)
    if part == "fragment":
        return _fragments(amap, field)
    members = getattr(amap, PARTS[part])
    fresh, ids = [], []
    for member in members:
        changed, hit = _cleared(member, field, _default(member, field, name))
        fresh.append(changed)
        ids += [member.id] if hit else []
    changes: dict[str, Any] = {PARTS[part]: tuple(fresh)}
    return replace(amap, **changes), Loss(part, field, len(ids), tuple(ids[:SHOWN]))


def _whole(amap: ArgumentMap, field: str) -> tuple[ArgumentMap, Loss]:
    """A field of the map itself; of a list of members, each counts."""
    old = getattr(amap, field)
    empty: Any = Source() if field == "source" else _default(amap, field, field)
    count = len(old) if isinstance(old, tuple) else int(old != empty)
    ids = tuple(getattr(member, "id", "") for member in old[:SHOWN]) if isinstance(old, tuple) else ()
    return replace(amap, **{field: empty}), Loss("map", field, count, tuple(ident for ident in ids if ident))


def _of_text(amap: ArgumentMap, field: str) -> tuple[ArgumentMap, Loss]:
    if amap.text is None:
        return amap, Loss("text", field, 0)
    old = getattr(amap.text, field)
    text, hit = _cleared(amap.text, field, _default(amap.text, field, ""))
    return replace(amap, text=text), Loss("text", field, len(old) if hit and isinstance(old, tuple) else int(hit))


def _fragments(amap: ArgumentMap, field: str) -> tuple[ArgumentMap, Loss]:
    fresh, ids = [], []
    for component in amap.components:
        pairs = [_cleared(item, field, _default(item, field, "")) for item in component.fragments]
        if any(hit for _, hit in pairs):
            ids.append(component.id)
        fresh.append(replace(component, fragments=tuple(item for item, _ in pairs)))
    return replace(amap, components=tuple(fresh)), Loss("fragment", field, len(ids), tuple(ids[:SHOWN]))


def _cleared(item: Any, field: str, empty: Any) -> tuple[Any, bool]:
    return (item, False) if getattr(item, field) == empty else (replace(item, **{field: empty}), True)


def _default(item: Any, field: str, name: str) -> Any:
    for known in fields(item):
        if known.name == field:
            return FALL_BACK.get(name, "" if known.default is MISSING else known.default)
    raise ValueError(f"the model has no field {field}")


def merged(losses: Iterable[Loss]) -> list[Loss]:
    """Losses of several maps or steps, added up by element and field."""
    found: dict[tuple[str, str], Loss] = {}
    for loss in losses:
        key = (loss.element, loss.field)
        old = found.get(key)
        ids = tuple(dict.fromkeys((*(old.ids if old else ()), *loss.ids)))[:SHOWN]
        found[key] = Loss(loss.element, loss.field, loss.count + (old.count if old else 0), ids)
    return sorted(found.values())
