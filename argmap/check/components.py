"""Checks of components as such: ids, kinds, the thesis, and whether anything rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from argmap.check.codes import close_to, codes, problem
from argmap.graph import MapGraph
from argmap.model import KINDS, ArgumentMap, Component, Relation
from argmap.plugins import Check
from argmap.problems import Place, Problem

_ID = re.compile(r"[^\W\d][\w.\-·]*")  # XML's NCName


def judged(amap: ArgumentMap) -> Iterator[Component | Relation]:
    """Components, then relations: all that carries an id, a certainty and an annotator."""
    yield from amap.components
    yield from amap.relations


class Item(Protocol):
    """Whatever has an id and a place: components, relations, entries of the code book, links."""

    @property
    def id(self) -> str:
        """Its id in the file."""

    @property
    def place(self) -> Place:
        """Where it stands."""


def named(item: Item) -> str:
    """What messages call an item: "component c1", "relation k2", "issue issue.x"."""
    return f"{type(item).__name__.lower()} {item.id}".strip()


def ids_unique(amap: ArgumentMap) -> Iterator[Problem]:
    """An id names one thing in the whole map."""
    entries: tuple[Item, ...] = (*amap.issues, *amap.voices, *amap.schemes, *amap.annotators, *amap.bibliography)
    items: tuple[Item, ...] = (*judged(amap), *entries)
    first: dict[str, Item] = {}
    for item in items:
        other = first.setdefault(item.id, item) if item.id else item
        if other is not item:
            message = f"{named(item)} has the id of an earlier {type(other).__name__.lower()}"
            yield problem("E201", item.place, message)


def ids_formed(amap: ArgumentMap) -> Iterator[Problem]:
    """Components have ids, and all ids are such as XML allows."""
    for item in judged(amap):
        if not item.id and isinstance(item, Component):
            yield problem("W208", item.place, "a component has no id")
        elif item.id and not _ID.fullmatch(item.id):
            yield problem("E202", item.place, f"{item.id!r} cannot be an id")


def kinds(amap: ArgumentMap) -> Iterator[Problem]:
    """Kinds that are misspelt, and kinds that argmap does not know (the list is open)."""
    for item in amap.components:
        if item.kind in KINDS:
            continue
        meant = close_to(item.kind, KINDS)
        if meant:
            yield problem("E301", item.place, f"{item.id} has the kind {item.kind!r}", meant)
        else:
            yield problem("W302", item.place, f"{item.id} has the kind {item.kind!r}")


def thesis_marked(amap: ArgumentMap) -> Iterator[Problem]:
    """One component is the thesis, as soon as there are three to choose from."""
    theses = amap.theses
    if not theses and len(amap.components) > 2:
        yield problem("W310", amap.components[0].place, "no component is marked as the thesis")
    for item in theses[1:]:
        yield problem("W311", item.place, f"{item.id} is marked as the thesis, and {theses[0].id} is too")


def thesis_fit(amap: ArgumentMap) -> Iterator[Problem]:
    """The thesis is the author's own assertion or advice."""
    for item in amap.theses:
        if item.reported:
            yield problem("W312", item.place, f"the thesis {item.id} is a position of {item.voice}")
        elif item.kind == "evidence":
            yield problem("W312", item.place, f"the thesis {item.id} is evidence")


def thesis_supported(amap: ArgumentMap) -> Iterator[Problem]:
    """Something leads to the thesis."""
    graph = MapGraph(amap)
    for item in amap.theses:
        if amap.relations and not graph.incoming(item.id, "supports"):
            yield problem("W313", item.place, f"nothing supports the thesis {item.id}")


def unrelated(amap: ArgumentMap) -> Iterator[Problem]:
    """Components that no relation touches; one problem where there are no relations at all."""
    if len(amap.components) > 1 and not amap.relations:
        message = f"{len(amap.components)} components, but no relation between them"
        yield problem("W315", amap.components[0].place, message)
        return
    for name in MapGraph(amap).unconnected() if amap.relations else ():
        yield problem("W314", amap.component[name].place, f"{name} takes part in no relation")


def filed(amap: ArgumentMap) -> Iterator[Problem]:
    """Where there is a code book, every component is filed."""
    for item in amap.components if amap.issues else ():
        if not item.issues:
            yield problem("W316", item.place, f"{item.id} is filed under no issue")


def signed(amap: ArgumentMap) -> Iterator[Problem]:
    """Where annotators are declared, every judgement has one."""
    for item in judged(amap) if amap.annotators else ():
        if not item.annotator:
            yield problem("W317", item.place, f"{named(item)} names no annotator")


def certainties(amap: ArgumentMap) -> Iterator[Problem]:
    """Certainties are words of TEI's list or numbers from 0 to 1."""
    for item in judged(amap):
        yield from certainty(item.certainty, item.place, named(item))


def certainty(value: str, place: Place, owner: str) -> Iterator[Problem]:
    """The problem with one certainty, if there is one."""
    if value in ("", "high", "medium", "low", "unknown"):
        return
    try:
        sound = 0 <= float(value) <= 1
    except ValueError:
        sound = False
    if not sound:
        remedy = close_to(value, ("high", "medium", "low", "unknown"))
        yield problem("W213", place, f"{owner} has the certainty {value!r}", remedy)


CHECKS = (
    Check("ids unique", codes("E201"), ids_unique),
    Check("ids formed", codes("E202", "W208"), ids_formed),
    Check("kinds", codes("E301", "W302"), kinds),
    Check("thesis marked", codes("W310", "W311"), thesis_marked),
    Check("thesis fit", codes("W312"), thesis_fit),
    Check("thesis supported", codes("W313"), thesis_supported),
    Check("unrelated", codes("W314", "W315"), unrelated),
    Check("filed", codes("W316"), filed),
    Check("signed", codes("W317"), signed),
    Check("certainties", codes("W213"), certainties),
)
