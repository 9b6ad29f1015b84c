"""Whose annotations are set against each other: a file for each person, or one file signed by several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from argmap.adjudication.sides_codes import common, free
from argmap.model import Annotator, ArgumentMap, Component, Relation
from argmap.problems import ArgmapError


@dataclass(frozen=True)
class Side:
    """One annotator: what to call them, who signs, and their map, with codes that mean the same on all sides."""

    name: str
    who: Annotator
    map: ArgumentMap


@dataclass(frozen=True)
class Case:
    """One text, those who annotated it, and the map of the file from which the agreed one is made.

    ``template`` has the codes of all, ``base`` is the same map as it was read; ``own`` is the index of the side
    whose ids it has (-1: those of all sides).
    """

    sides: tuple[Side, ...]
    template: ArgumentMap
    base: ArgumentMap
    own: int

    @property
    def content(self) -> str | None:
        """The text, where any file holds it."""
        maps = [self.template, *(side.map for side in self.sides)]
        return next((m.text.content for m in maps if m.text is not None and m.text.content is not None), None)


def case(maps: Sequence[tuple[str, ArgumentMap]]) -> Case:
    """What is to be adjudicated, from named maps; a single one is taken apart by who signed.

    Raises:
        ArgmapError: the maps are not of one text, or there are not two annotators.
    """
    if len(maps) == 1:
        return _taken_apart(*maps[0])
    texts = {amap.text.sha256 if amap.text is not None else "" for _, amap in maps}
    if "" in texts:
        lost = next(name for name, amap in maps if amap.text is None or not amap.text.sha256)
        raise ArgmapError(f"{lost}: its text is not known", "attach the annotation to its text first")
    if len(texts) > 1:
        raise ArgmapError(
            f"the annotations are of different texts ({', '.join(name for name, _ in maps)})",
            "attach them all to the same copy of the text",
        )
    own = next((i for i, (_, m) in enumerate(maps) if m.text is not None and m.text.content is not None), 0)
    order = [own, *(i for i in range(len(maps)) if i != own)]
    found = dict(zip(order, common([maps[i][1] for i in order]), strict=True))
    shared = [found[i] for i in range(len(maps))]
    signers = [_signers(amap) for amap in shared]
    sides = []
    taken = {a.id for a in shared[0].annotators}
    for at, ((stem, _), amap) in enumerate(zip(maps, shared, strict=True)):
        alone = signers[at][0] if len(signers[at]) == 1 else None
        others = {a.id for i, many in enumerate(signers) if i != at for a in many}
        if alone is None or alone.id in others:
            alone = Annotator(free(f"ann.{_slug(stem)}", taken), stem, "annotation")
            taken.add(alone.id)
        sides.append(Side("", alone, _signed(amap, alone, everything=alone.id not in {a.id for a in signers[at]})))
    return Case(_named(sides, [stem for stem, _ in maps]), shared[own], maps[own][1], own)


def _taken_apart(stem: str, amap: ArgumentMap) -> Case:
    """One map as several: everybody has what they signed, what it is built on, and what nobody signed."""
    people = _signers(amap)
    if len(people) < 2:
        raise ArgmapError(
            f"{stem} is signed by {people[0].name or people[0].id if people else 'nobody'}",
            "name a second file, or a file that several annotators signed (resp)",
        )
    sides = [Side("", who, _part(amap, who)) for who in people]
    return Case(_named(sides, [who.id for who in people]), amap, amap, -1)


def _part(amap: ArgumentMap, who: Annotator) -> ArgumentMap:
    mine = {item.id for item in entries(amap) if who.id in signers_of(item)}
    queue = [item.id for item in amap.relations if item.id in mine]
    for ident in queue:
        for end in amap.relation[ident].ends:
            if end in amap.relation and end not in queue:
                queue.append(end)
            mine.add(end)
    kept = mine | {item.id for item in entries(amap) if not signers_of(item)}
    part = replace(
        amap,
        components=tuple(item for item in amap.components if item.id in kept),
        relations=tuple(item for item in amap.relations if item.id in kept),
    )
    return _signed(part, who, everything=True)


def entries(amap: ArgumentMap) -> tuple[Component | Relation, ...]:
    """Components and relations."""
    return (*amap.components, *amap.relations)


def signers_of(item: Component | Relation) -> tuple[str, ...]:
    """The ids of all who signed."""
    many = next((value for key, value in item.extra if key == "resp"), "")
    return tuple(w.removeprefix("#") for w in many.split()) or ((item.annotator,) if item.annotator else ())


def _signers(amap: ArgumentMap) -> list[Annotator]:
    """Who signed anything, in the order of the header."""
    ids = dict.fromkeys(w for item in entries(amap) for w in signers_of(item))
    known = [item for item in amap.annotators if item.id in ids]
    return [*known, *(Annotator(w, w) for w in ids if w not in {a.id for a in known})]


def _signed(amap: ArgumentMap, who: Annotator, *, everything: bool) -> ArgumentMap:
    """With who signs written in plain: nothing unsigned, or (``everything``) all signed by this one."""

    def sign(annotator: str) -> str:
        return who.id if everything or not annotator else annotator

    def plain(extra: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((key, value) for key, value in extra if key != "resp")

    return replace(
        amap,
        components=tuple(replace(c, annotator=sign(c.annotator), extra=plain(c.extra)) for c in amap.components),
        relations=tuple(replace(r, annotator=sign(r.annotator), extra=plain(r.extra)) for r in amap.relations),
    )


def _named(sides: Sequence[Side], stems: Sequence[str]) -> tuple[Side, ...]:
    """Sides called by the person's name, by the file's where that is not enough."""
    names = [side.who.name or side.who.id for side in sides]
    for fallback in (stems, [f"{stem} {n}" for n, stem in enumerate(stems, 1)]):
        names = [name if names.count(name) == 1 else other for name, other in zip(names, fallback, strict=True)]
    return tuple(replace(side, name=name) for side, name in zip(sides, names, strict=True))


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-_") or "x"
