"""From a map to the layers of a CAS."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.arrows import arrows
from argmap.formats.cas.document import (
    ELEMENTS,
    ID,
    INLINE,
    MEMBERS,
    SOFA,
    STRUCTURES,
    TYPE,
    TYPES,
    VIEWS,
    Document,
    Structure,
    Units,
    is_array,
    number_of,
)
from argmap.formats.cas.layers import BOOLEAN, DEFAULT, LISTS, STRING, STRINGS, Layer, Table, from_plain
from argmap.formats.cas.reader import ASIDE, MAP, PREFIX
from argmap.formats.extra import kept
from argmap.formats.own import Reader
from argmap.formats.rawtext import Span, layout_of
from argmap.formats.xmltext import sound
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Relation
from argmap.plugins import Input

Pair = tuple[str, str]


@dataclass
class Written:
    """The data of a CAS, before argmap's own feature is filled.

    ``firsts`` are the first structures of the components and of those relations that are structures, in order;
    ``outside`` are indexes of the other relations.
    """

    amap: ArgumentMap
    firsts: list[Structure] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        held = kept(PREFIX, self.amap.extra)
        rest = held.get("rest")
        self.own = not isinstance(rest, dict)
        old = Document(rest if isinstance(rest, dict) else {}, Reader(Input(b""), []))
        table = held.get("layers")
        self.table: Table = from_plain(table)[0] if isinstance(table, dict) else DEFAULT
        self._types: dict[str, Any] = {name: dict(one) for name, one in old.types.items() if isinstance(one, dict)}
        for one in old.structures.values():
            if ASIDE in one and one[TYPE] in self._types:  # what joined nothing kept what argmap said of it
                self._types[one[TYPE]].setdefault(ASIDE, {"%NAME": ASIDE, "%RANGE": STRING})
        self._views = old.views
        self._layout = layout_of(self.amap)
        content = self.amap.text.content if self.amap.text is not None else None
        self.raw = None if content is None else sound(self._layout.raw(content))
        self._length = len(content) if content is not None else 1 << 60
        self._units = Units(self.raw)
        self._structures = dict(old.structures)
        elements: tuple[Component | Relation, ...] = (*self.amap.components, *self.amap.relations)
        parts = [one for item in elements for one in _parts(item)]
        self._old = {one[ID] for one in parts}
        numbers = [*self._structures, *self._old, *(ident for one in parts for ident in _refers(one))]
        self._last = max((ident for ident in numbers if ident < INLINE), default=0)
        self._sofa = old.sofa if old.sofa is not None else self._number()
        if old.sofa is None:
            text = {"sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text"}
            self._structures[self._sofa] = {ID: self._sofa, TYPE: SOFA, **text}
        self._fresh: list[int] = []
        self._places: dict[str, Structure] = {}
        self._owner: dict[int, str] = {}  # the component of each of its structures
        for item in self.amap.components:
            self._component(item)
        for index, relation in enumerate(self.amap.relations):
            self._relation(relation, index)

    def data(self, top: Mapping[str, Any]) -> dict[str, Any]:
        """The whole CAS; ``top`` is what argmap says of the map itself."""
        structures = dict(self._structures)
        sofa = structures[self._sofa]
        structures[self._sofa] = {**sofa, **({"sofaString": self.raw} if self.raw is not None else {})}
        types = dict(self._types)
        members = list(self._fresh)
        if top:
            types[MAP] = {"%NAME": MAP, "%SUPER_TYPE": "uima.cas.TOP", "json": {"%NAME": "json", "%RANGE": STRING}}
            structures[self._last + 1] = {ID: self._last + 1, TYPE: MAP, "json": _json(top)}
            members.append(self._last + 1)
        name = str(structures[self._sofa].get("sofaID", "_InitialView"))
        view = self._views.get(name)
        old = view.get(MEMBERS) if isinstance(view, dict) else None
        known = [one for one in old if type(one) is int and one in structures] if isinstance(old, list) else []
        listed = list(dict.fromkeys([*known, *members]))
        views = {**self._views, name: {"%SOFA": self._sofa, MEMBERS: listed}}
        return {
            TYPES: types,
            STRUCTURES: [structures[ident] for ident in sorted(structures)],
            VIEWS: views,
        }

    def say(self, structure: Structure, said: Mapping[str, Any]) -> None:
        """Fill argmap's own feature of a structure."""
        if said:
            structure[ASIDE] = _json({**json.loads(structure.get(ASIDE, "{}")), **said})
            self._types[structure[TYPE]].setdefault(ASIDE, {"%NAME": ASIDE, "%RANGE": STRING})

    def _define(self, layer: Layer) -> None:
        """The type of a layer, where the CAS has none."""
        if layer.type in self._types:
            return
        made: dict[str, Any] = {"%NAME": layer.type, "%SUPER_TYPE": "uima.tcas.Annotation"}
        for name, feature in layer.features.items():
            ends = self.table.spans[0].type if name in ("source", "target") else STRING
            kind = BOOLEAN if name == "thesis" else STRINGS if name in LISTS else ends
            made[feature] = {"%NAME": feature, "%RANGE": kind}
        self._types[layer.type] = made

    def _number(self) -> int:
        self._last += 1
        return self._last

    def _layer(self, parts: list[Structure], layers: tuple[Layer, ...]) -> Layer:
        wanted = parts[0][TYPE] if parts else ""
        return next((layer for layer in layers if layer.type == wanted), layers[0])

    def _component(self, item: Component) -> None:
        parts = _parts(item)
        layer = self._layer(parts, self.table.spans)
        self._define(layer)
        spans = [(f.start, f.end) for f in item.fragments]
        places = [(s, e) for s, e in spans if s is not None and e is not None and 0 <= s < e <= self._length]
        shown = places if "id" in layer.features else places[:1]
        for number, (part, place) in enumerate(self._placed(parts, shown)):
            one = self._start(part, layer)
            if place is not None and self._place(one) != place:
                first, last = self._layout.raw_span(*place)
                one["begin"], one["end"] = self._units.units(first), self._units.units(last)
            elif place is None and ("begin" not in one or self._place(one) is not None):
                one["begin"] = one["end"] = 0
            self._set(one, layer, "id", item.id)
            if number == 0:
                self._features(one, layer, item)
                self._places.setdefault(item.id, one)
                self.firsts.append(one)
            self._owner[one[ID]] = item.id
            self._keep(one)

    def _placed(self, parts: list[Structure], places: list[Span]) -> list[tuple[Structure | None, Span | None]]:
        """The parts that a component was read from, new ones and their places; those out of the text stay so."""
        rest, made = list(places), list[tuple[Structure | None, Span | None]]()
        for part in parts:
            outside = self._place(part) is None and part.get("begin", 0) != part.get("end", 0)
            if outside or rest:
                made.append((part, None if outside else rest.pop(0)))
        made += [(None, place) for place in rest]
        return made or [(parts[0] if parts else None, None)]

    def _start(self, part: Structure | None, layer: Layer) -> Structure:
        """The structure as it was read, or a new one."""
        if part is not None and part[ID] not in self._structures:
            return {**part, "@sofa": self._sofa} if "@sofa" in part else dict(part)
        return {ID: self._number(), TYPE: layer.type, "@sofa": self._sofa}

    def _keep(self, one: Structure) -> None:
        self._structures[one[ID]] = one
        self._fresh.append(one[ID])

    def _place(self, one: Structure) -> tuple[int, int] | None:
        """Where a structure that was read stands in the reading text."""
        start, end = one.get("begin"), one.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            return None
        made = self._layout.reading_span(self._units.points(start), self._units.points(end))
        return made if made[0] < made[1] <= self._length else None

    def _features(self, one: Structure, layer: Layer, item: Component) -> None:
        if self._said(one, layer, "kind", "claim") != item.kind:
            self._set(one, layer, "kind", layer.theirs(item.kind))
        self._set(one, layer, "gloss", item.gloss)
        self._set(one, layer, "issues", item.issues)
        self._set(one, layer, "voice", item.voice if item.voice != AUTHOR_VOICE else "")
        self._set(one, layer, "thesis", item.thesis)
        self._set(one, layer, "certainty", item.certainty)
        self._set(one, layer, "annotator", item.annotator)
        self._set(one, layer, "notes", item.notes)

    def _said(self, one: Structure, layer: Layer, name: str, usual: str) -> str:
        """The kind or name that a structure has; of one that was read without, the usual one."""
        said = layer.ours(str(one.get(layer.features.get(name, ""), "")))
        return said or (usual if one[ID] in self._old else "")

    def _set(self, one: Structure, layer: Layer, name: str, value: str | bool | tuple[str, ...]) -> None:
        """Fill a feature that the layer has for a field; what says the same already stays as it is."""
        feature = layer.features.get(name)
        if feature is None:
            return
        if isinstance(value, tuple) and is_array(self._types, one[TYPE], feature):
            old = one.pop(f"@{feature}", None)
            if value:
                ident = old if type(old) is int and old not in self._structures else self._number()
                elements = [sound(text) for text in value]
                self._structures[ident] = {ID: ident, TYPE: "uima.cas.StringArray", ELEMENTS: elements}
                one[f"@{feature}"] = ident
            return
        if name == "id" and one.get(feature) is None and value == str(one[ID]):
            return
        plain = (" " if name != "notes" else "\n").join(value) if isinstance(value, tuple) else value
        if not plain:
            if one.get(feature) not in ("", False):
                one.pop(feature, None)
            return
        one[feature] = plain if isinstance(plain, bool) else sound(plain)

    def _relation(self, item: Relation, index: int) -> None:
        pairs = arrows(item)
        parts = _parts(item)
        layer = self._layer(parts, self.table.relations)
        whole = len(pairs) == 1 or (pairs and "id" in layer.features)  # arrows of one relation share its id
        if not whole or not all(end in self._places for end in item.ends):
            self.outside.append(index)
            return
        self._define(layer)
        changed = False
        for number, (part, ends) in enumerate(self._arrows(item, parts, layer, pairs)):
            one = self._start(part, layer)
            if ends is not None:
                self._ends(one, layer, item, ends)
            was = dict(one)
            if number == 0 or changed or part is None:
                self._links(one, layer, item)
            if number == 0:
                changed = one != was
                self.firsts.append(one)
                self.say(one, {"undirected": True} if item.mutual else {})
            self._keep(one)

    def _arrows(
        self, item: Relation, parts: list[Structure], layer: Layer, pairs: list[Pair]
    ) -> list[tuple[Structure | None, Pair | None]]:
        """The parts that a relation was read from, and new ones, with their ends; those that say nothing new stay."""
        rest, made = deque(pairs), list[tuple[Structure | None, Pair | None]]()
        wanted, sources = set(item.ends), set[str]()
        targets = sources if item.mutual else set[str]()
        for part in parts:
            start, end = (
                self._owner.get(number_of(part.get(f"@{layer.features[end]}")), "") for end in ("source", "target")
            )
            if start in sources and end in targets and wanted.issuperset((start, end)):
                made.append((part, None))
            elif rest:
                made.append((part, rest.popleft()))
            sources.add(start)
            targets.add(end)
        return made + [(None, pair) for pair in rest]

    def _ends(self, one: Structure, layer: Layer, item: Relation, ends: Pair) -> None:
        heads = [self._places[end] for end in ends]
        self._set(one, layer, "id", item.id)
        for name, head in zip(("source", "target"), heads, strict=True):
            self._point(one, layer.features[name], head, ends[name == "target"])
        if "begin" not in one:
            one["begin"], one["end"] = heads[1]["begin"], heads[1]["end"]

    def _point(self, one: Structure, feature: str, head: Structure, end: str) -> None:
        """Let an end lead to a component: to the part that it led to, or to its first."""
        old = self._structures.get(number_of(one.get(f"@{feature}")))
        layer = next((layer for layer in self.table.spans if old is not None and layer.type == old[TYPE]), None)
        same = layer is not None and old is not None and old.get(layer.features.get("id", "")) == end
        if not same:
            one[f"@{feature}"] = head[ID]

    def _links(self, one: Structure, layer: Layer, item: Relation) -> None:
        if self._said(one, layer, "name", "supports") != item.name:
            self._set(one, layer, "name", layer.theirs(item.name))
        self._set(one, layer, "reason", item.reason)
        self._set(one, layer, "schemes", item.schemes)
        self._set(one, layer, "certainty", item.certainty)
        self._set(one, layer, "annotator", item.annotator)

    def order(self) -> list[int]:
        """The structures of the elements in the order of the map, where the file has another."""
        ids = [one[ID] for one in self.firsts]
        count = len(self.amap.components)
        return [] if ids == [*sorted(ids[:count]), *sorted(ids[count:])] else ids


def _parts(item: Component | Relation) -> list[Structure]:
    """The structures that an element was read from."""
    listed = kept(PREFIX, item.extra).get("parts")
    return [
        one
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and type(one.get(ID)) is int and isinstance(one.get(TYPE), str)
    ]


def _refers(one: Structure) -> list[int]:
    """The ids that a structure refers to."""
    return [value for key, value in one.items() if key.startswith("@") and type(value) is int]


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))
