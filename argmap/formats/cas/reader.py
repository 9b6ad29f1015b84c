"""From the layers of a CAS to a map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from argmap.formats.arrows import joined
from argmap.formats.asides import map_told, told
from argmap.formats.cas.document import (
    ID,
    MEMBERS,
    STRUCTURES,
    TYPE,
    TYPES,
    VIEWS,
    Document,
    Structure,
    number_of,
)
from argmap.formats.cas.fit import layers_of
from argmap.formats.cas.layers import DEFAULT, LISTS, Layer, Table
from argmap.formats.extra import keep
from argmap.formats.outside import inserted
from argmap.formats.own import Reader
from argmap.formats.rawtext import Layout, Span, told_layout
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Fragment, Issue, Relation, Scheme, Voice
from argmap.text.reading import ReadingText

PREFIX = "cas"
ASIDE = "argmap"  # the feature that holds what a layer has no feature for
MAP = "argmap.Map"  # the type of the one structure that speaks of the map itself
Said = dict[str, Any]


@dataclass
class Spans:
    """The structures that make up one component."""

    layer: Layer
    parts: list[Structure] = field(default_factory=list)


@dataclass
class Reading:
    """One CAS on its way to a map."""

    document: Document
    table: Table
    reader: Reader
    said: dict[str, Said] = field(default_factory=dict)
    top: Said = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)  # structures that the map holds
    layout: Layout = field(default_factory=Layout)
    content: str = ""
    firsts: list[int] = field(default_factory=list)  # the structures of components and relations, in order

    def __post_init__(self) -> None:
        for ident, one in self.document.structures.items():
            if one[TYPE] == MAP:
                self.top = self._object(one, "json")
                self.taken.add(ident)
        told_order = self.top.get("order")
        numbers = [one for one in told_order if type(one) is int] if isinstance(told_order, list) else []
        self._ranks = {ident: place for place, ident in enumerate(numbers)}
        if self.document.raw is None:
            self.layout = told_layout(self.top)
        else:
            self.content, self.layout = Layout.of(self.document.raw)

    def plain(self, ident: str) -> ArgumentMap:
        """The map that the layers give by themselves, apart from ids and what belongs together."""
        owner: dict[int, str] = {}
        groups = dict(sorted(self._groups(owner).items(), key=lambda item: self._rank(item[1].parts[0])))
        own = self.top.get("own") is True
        components = tuple(self._component(name, spans, own) for name, spans in groups.items())
        self.firsts = [spans.parts[0][ID] for spans in groups.values()]
        relations = self._relations(owner, set(groups), own)
        extra = () if own else keep(PREFIX, self._rest())
        voices = dict.fromkeys(item.voice for item in components if item.voice != AUTHOR_VOICE)
        issues = dict.fromkeys(issue for item in components for issue in item.issues)
        schemes = dict.fromkeys(scheme for item in relations for scheme in item.schemes)
        return ArgumentMap(
            ident,
            text=ReadingText.of(self.content) if self.content else None,
            components=components,
            relations=relations,
            issues=tuple(map(Issue, issues)),
            voices=tuple(map(Voice, voices)),
            schemes=tuple(map(Scheme, schemes)),
            extra=extra + (self.layout.slots() if self.content else ()),
        )

    def whole(self, plain: ArgumentMap) -> ArgumentMap:
        """The map with what argmap said besides."""

        def element(item: Any) -> Any:
            said = self.said.get(item.id)
            return _placed(told(item, said, self.reader), item) if said else item

        components = tuple(map(element, plain.components))
        relations: tuple[Relation, ...] = tuple(map(element, plain.relations))
        if self.top:
            plain = map_told(plain, self.top, self.reader)
            relations = inserted(relations, self.top.get("relations"), self.reader)
        return replace(plain, components=components, relations=relations)

    def tell(self, code: str, message: str, structure: Structure) -> None:
        """Note a problem at a structure."""
        self.reader.tell(code, message, STRUCTURES, self.document.index.get(structure[ID], 0))

    def _object(self, structure: Structure, feature: str) -> Said:
        held = structure.get(feature)
        if held is None:
            return {}
        try:
            value = json.loads(held)
        except (TypeError, ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            self.tell("E914", f"{feature} of {structure[ID]} should hold a JSON object", structure)
        return value if isinstance(value, dict) else {}

    def _of(self, layers: tuple[Layer, ...]) -> Iterator[tuple[Structure, Layer]]:
        """The structures of some layers, in the order of the file."""
        known = {layer.type: layer for layer in reversed(layers)}
        for one in self.document.structures.values():
            sofa = one.get("@sofa", self.document.sofa)
            if one[TYPE] in known and self.document.sofa in (None, sofa):
                yield one, known[one[TYPE]]

    def text(self, one: Structure, layer: Layer, name: str) -> str:
        """A feature as a text."""
        feature = layer.features.get(name)
        value = self.document.value(one, feature) if feature else None
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, str)), None)
        if value is None or isinstance(value, bool):
            return ""
        return str(value)

    def listed(self, one: Structure, layer: Layer, name: str) -> tuple[str, ...]:
        """A feature as a list: of an array, or of the words of a text; notes are not cut."""
        feature = layer.features.get(name)
        value = self.document.value(one, feature) if feature else None
        if isinstance(value, list):
            return tuple(item for item in value if isinstance(item, str))
        if not isinstance(value, str) or not value:
            return ()
        return (value,) if name == "notes" else tuple(value.split())

    def _groups(self, owner: dict[int, str]) -> dict[str, Spans]:
        """The components' structures by id; those of one layer that share an id are parts of one."""
        groups: dict[str, Spans] = {}
        for one, layer in self._of(self.table.spans):
            name = self.text(one, layer, "id") or str(one[ID])
            if name in groups and (groups[name].layer is not layer or "id" not in layer.features):
                self.tell("E912", f"the id {name} is given twice", one)
                name = f"{name}-{one[ID]}"
            groups.setdefault(name, Spans(layer)).parts.append(one)
            owner[one[ID]] = name
            self._take(one, layer, lists=groups[name].parts[0] is one)
        return groups

    def _take(self, one: Structure, layer: Layer, *, lists: bool) -> None:
        """Note a structure as held by the map; its ``lists`` too, where it is the one whose features count."""
        self.taken.add(one[ID])
        if not lists:
            return
        arrays = (self.document.array_of(one, layer.features[name]) for name in LISTS if name in layer.features)
        self.taken.update(ident for ident in arrays if ident is not None)

    def span(self, one: Structure) -> Span | None:
        """Where a structure stands in the reading text; None where it stands nowhere."""
        start, end = one.get("begin", 0), one.get("end", 0)
        if type(start) is not int or type(end) is not int or start < 0 or end < start:
            return None
        units = self.document.units
        first, last = units.points(start), units.points(end)
        if self.document.raw is not None and last > len(self.document.raw):
            return None
        made = self.layout.reading_span(first, last)
        return made if made[0] < made[1] else None

    def _component(self, ident: str, spans: Spans, own: bool) -> Component:
        first, layer = spans.parts[0], spans.layer
        fragments = []
        for one in spans.parts:
            place = self.span(one)
            if place is not None:
                fragments.append(Fragment(*place, f"src:{place[0]}-{place[1]}"))
            elif one.get("begin", 0) != one.get("end", 0):
                self.tell("E914", f"{one[ID]} leads out of the text", one)
        said = self._object(first, ASIDE)
        if said:
            self.said[ident] = said
        thesis = layer.features.get("thesis")
        return Component(
            ident,
            layer.ours(self.text(first, layer, "kind")) or "claim",
            gloss=self.text(first, layer, "gloss"),
            fragments=tuple(fragments),
            issues=self.listed(first, layer, "issues"),
            voice=self.text(first, layer, "voice") or AUTHOR_VOICE,
            thesis=thesis is not None and first.get(thesis) in (True, "true"),
            annotator=self.text(first, layer, "annotator"),
            certainty=self.text(first, layer, "certainty"),
            notes=self.listed(first, layer, "notes"),
            extra=() if own else keep(PREFIX, {"parts": [_without(one) for one in spans.parts]}),
        )

    def _relations(self, owner: dict[int, str], names: set[str], own: bool) -> tuple[Relation, ...]:
        found: dict[str, Relation] = {}
        parts: dict[str, list[Structure]] = {}
        more: dict[str, list[tuple[str, str]]] = {}  # further arrows of one relation
        for one, layer in self._of(self.table.relations):
            ends = [owner.get(number_of(one.get(f"@{layer.features[end]}"))) for end in ("source", "target")]
            said = self._object(one, ASIDE)
            if ends[0] is None or ends[1] is None:
                self.tell("E913", f"the relation {one[ID]} joins what is not there", one)
                continue
            ident = self.text(one, layer, "id") or str(one[ID])
            again = ident in found and "id" in layer.features  # those that share an id are one relation
            self._take(one, layer, lists=not again)
            if again:
                more.setdefault(ident, []).append((ends[0], ends[1]))
                parts[ident].append(one)
                continue
            if ident in found or ident in names:
                self.tell("E912", f"the id {ident} is given twice", one)
                ident = f"{ident}-{one[ID]}"
            if said:
                self.said[ident] = said
            undirected = said.get("undirected") is True
            pair = (ends[0], ends[1])
            found[ident] = Relation(
                ident,
                layer.ours(self.text(one, layer, "name")) or "supports",
                () if undirected else pair[:1],
                () if undirected else pair[1:],
                mutual=tuple(dict.fromkeys(pair)) if undirected else (),
                schemes=self.listed(one, layer, "schemes"),
                annotator=self.text(one, layer, "annotator"),
                certainty=self.text(one, layer, "certainty"),
                reason=self.text(one, layer, "reason"),
            )
            parts[ident] = [one]
        for ident, pairs in more.items():
            found[ident] = joined(found[ident], pairs)
        listed = sorted(found.values(), key=lambda item: self._rank(parts[item.id][0]))
        self.firsts += [parts[item.id][0][ID] for item in listed]
        if own:
            return tuple(listed)
        held = ({"parts": [_without(one) for one in parts[item.id]]} for item in listed)
        return tuple(replace(item, extra=keep(PREFIX, one)) for item, one in zip(listed, held, strict=True))

    def _rank(self, one: Structure) -> int:
        """The place of a structure in the order that argmap told; what it did not tell comes last."""
        return self._ranks.get(one[ID], len(self._ranks))

    def _rest(self) -> Said:
        """All of the CAS that the map does not hold, without the text."""
        structures = []
        for ident, one in self.document.structures.items():
            if ident == self.document.sofa:
                structures.append({key: value for key, value in one.items() if key != "sofaString"})
            elif ident not in self.taken:
                structures.append(one)
        mapped = {layer.type for layer in (*self.table.spans, *self.table.relations)}
        types = {
            name: _without(one) if isinstance(one, dict) and name in mapped else one
            for name, one in self.document.types.items()
            if name != MAP
        }
        views = {name: self._view(view) for name, view in self.document.views.items()}
        rest = {TYPES: types, STRUCTURES: structures, VIEWS: views}
        return {"rest": rest, **({"layers": self.table.plain()} if self.table != DEFAULT else {})}

    def _view(self, view: Any) -> Any:
        """A view without argmap's own structure among its members."""
        members = view.get(MEMBERS) if isinstance(view, dict) else None
        if not isinstance(members, list):
            return view
        own = [ident for ident, one in self.document.structures.items() if one[TYPE] == MAP]
        return {**view, MEMBERS: [one for one in members if one not in own]}

    def unmapped(self) -> str:
        """The layers of a CAS of which none is mapped, with how many annotations each has; "" where one is."""
        mapped = {layer.type for layer in (*self.table.spans, *self.table.relations)}
        found = layers_of(self.document)
        if not found or mapped & ({name for name, _ in found} | set(self.document.types)):
            return ""
        return ", ".join(f"{name} ({count})" for name, count in found[:5])


def _without(one: Structure) -> Structure:
    return {key: value for key, value in one.items() if key != ASIDE}


def _placed(item: Any, plain: Any) -> Any:
    """A component whose fragments stand where the layer has them, where what was told lost a place of theirs."""
    if not isinstance(item, Component) or len(item.fragments) != len(plain.fragments):
        return item
    if all(one.start is not None and one.end is not None for one in item.fragments):
        return item
    pairs = zip(item.fragments, plain.fragments, strict=True)
    return replace(item, fragments=tuple(replace(one, start=was.start, end=was.end) for one, was in pairs))
