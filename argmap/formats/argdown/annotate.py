"""What a map holds beyond what an Argdown text says of it, put into the text as data.

The text is read, compared with the map part by part, and only what differs is added, so that a text that says all
stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from argmap.formats.argdown.front import with_own
from argmap.formats.argdown.model import Element
from argmap.formats.argdown.nodes import TOP, Said
from argmap.formats.argdown.overlay import KEY, PREFIX, data_of, differences, others, ready
from argmap.formats.argdown.plan import Plan
from argmap.formats.argdown.reading import Read
from argmap.formats.argdown.relate import entries_for
from argmap.formats.argdown.to_map import PARTS
from argmap.formats.argdown.yamlish import flow
from argmap.formats.extra import only
from argmap.model import ArgumentMap, Component

Examine = Callable[[str], Read]
Edit = tuple[int, int, str]
# what of our own values depends on the text's structure, and is made anew each time
_DERIVED = ("relations", "order", "issues", "kept")


def annotated(text: str, wanted: ArgumentMap, own: dict[str, Any], examine: Examine) -> str:
    """A text with the data that makes it say all that a map holds.

    Args:
        text: Argdown whose structure is that of the map.
        wanted: The map, without the slot that keeps a layout.
        own: Values of ours for the frontmatter that hold for the map as a whole.
        examine: Reads a text.
    """
    own = {name: value for name, value in own.items() if name not in _DERIVED}
    found = examine(text)
    bare = with_own(text, found.document, own)
    if bare != text:
        found = examine(bare)
    edited = apply(bare, _edits(found, wanted))
    if edited != bare:
        found = examine(edited)
    return with_own(edited, found.document, {**own, **_derived(found, wanted)})


def apply(text: str, edits: list[Edit]) -> str:
    """A text with parts replaced; parts do not overlap."""
    out: list[str] = []
    end = 0
    for start, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        out += [text[end:start], new]
        end = stop
    return "".join([*out, text[end:]])


def _derived(found: Read, wanted: ArgumentMap) -> dict[str, Any]:
    """Entries on relations and issues, and the order of components, where the text does not tell."""
    amap = found.mapped.amap
    made: dict[str, Any] = {}
    relations = entries_for(wanted.relations, found.mapped.origins)
    if relations:
        made["relations"] = relations
    order = [item.id for item in wanted.components]
    if [item.id for item in amap.components] != order:
        made["order"] = order
    if amap.issues != wanted.issues:
        labels = {item.id: item.label for item in amap.issues}
        made["issues"] = [
            {**data_of(item), **({"heading": labels[item.id]} if labels.get(item.id, item.label) != item.label else {})}
            for item in wanted.issues
        ]
    if only(PREFIX, amap.extra) != only(PREFIX, wanted.extra):
        made["kept"] = [list(pair) for pair in only(PREFIX, wanted.extra)]
    return made


def parts(wanted: ArgumentMap, known: ArgumentMap | None) -> dict[str, Any]:
    """The map's own fields that another map does not have; all that are not empty where there is no other."""
    base = ArgumentMap("") if known is None else known
    made = {name: ready(getattr(wanted, name)) for name in PARTS if getattr(wanted, name) != getattr(base, name)}
    if others(wanted.extra) != others(base.extra):
        made["extra"] = [list(pair) for pair in others(wanted.extra)]
    return made


def _edits(found: Read, wanted: ArgumentMap) -> list[Edit]:
    """Data of components where it is not yet as the map needs it."""
    edits: list[Edit] = []
    mapped = found.mapped
    titles = {(item.argument, item.title): item for item in mapped.elements.values()}
    ids = {element: ident for ident, element in mapped.elements.items()}
    plan = Plan(wanted)
    for item in wanted.components:
        title = (item.id in plan.arguments, plan.titles[item.id])
        element = titles.get(title)
        said = bearer(element) if element is not None else None
        if element is None or said is None:
            continue
        known = mapped.amap.component[ids[element]]
        if known != item:
            own = _extension(item, known, element.data.get(KEY), mapped.homes.get(known.id, ""))
            edits.append(_with_data(found.source.text, said, own))
    return edits


def bearer(element: Element) -> Said | None:
    """The occurrence that carries an element's data: where it is defined, or stands for itself."""
    top = next((item for item in element.members if item.role == TOP), None)
    return element.canonical or top or (element.members[0] if element.members else None)


def _extension(item: Component, known: Component, old: Any, home: str) -> dict[str, Any]:
    """Our own fields of a component: those there are, and over them what differs."""
    made = dict(old) if isinstance(old, dict) else {}
    made.update(differences(item, known, ("place", "extra")))
    if item.issues != known.issues:
        made["section"] = home
    if item.extra != known.extra:
        mine = only(PREFIX, item.extra)
        if mine == only(PREFIX, known.extra) and item.extra == (*mine, *others(item.extra)) and "whole" not in made:
            made["extra"] = [list(pair) for pair in others(item.extra)]
        else:
            made.update(whole=True, extra=[list(pair) for pair in item.extra])
    return made


def _with_data(text: str, said: Said, own: dict[str, Any]) -> Edit:
    """The edit that gives an occurrence our own data beside its other data."""
    data = {name: value for name, value in (said.data or {}).items() if name != KEY}
    made = flow({**data, KEY: own})
    if said.block[1]:
        return (*said.block, made)
    end = said.end
    while end > said.start and text[end - 1].isspace():
        end -= 1
    return end, end, f" {made}"
