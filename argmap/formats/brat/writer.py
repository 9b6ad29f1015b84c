"""From a map to the lines of a brat file and the text beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.arrows import arrows
from argmap.formats.brat.lines import Span
from argmap.formats.brat.names import (
    PREFIX,
    THESIS,
    kind_of,
    label_of,
    label_of_relation,
    name_of,
    one_line,
    token,
)
from argmap.formats.brat.reader import ASIDE, ROLES, WHOLE
from argmap.formats.extra import kept
from argmap.formats.rawtext import layout_of
from argmap.model import AUTHOR_VOICE, ArgumentMap, Component, Relation


class Ids:
    """Ids for brat: an own one where its first letter is right, else the next free number."""

    def __init__(self, letter: str, taken: Iterable[str]) -> None:
        self._letter = letter
        self._taken = set(taken)
        self._given: set[str] = set()
        self._number = 0

    def of(self, ident: str) -> str:
        """The id that an element gets."""
        if re.fullmatch(rf"{re.escape(self._letter)}\S+", ident) and ident not in self._given:
            self._given.add(ident)
            return ident
        return self.fresh()

    def fresh(self) -> str:
        """An id that nothing has."""
        self._number += 1
        while f"{self._letter}{self._number}" in self._taken:
            self._number += 1
        return f"{self._letter}{self._number}"


@dataclass
class Written:
    """The lines of a map, before argmap's own notes are added.

    ``said`` holds for each annotation what those notes must say; ``outside`` are indexes of relations that
    are no lines.
    """

    amap: ArgumentMap
    text: str | None = None
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    spans: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._content = self.amap.text.content if self.amap.text is not None else None
        self._layout = layout_of(self.amap)
        self._ids: dict[str, str] = {}
        self._attributes: list[str] = []
        self._notes: list[tuple[str, str, str | None]] = []
        self.component_ids: list[str] = []
        self.relation_ids: list[str] = []
        lines = kept(PREFIX, self.amap.extra).get("lines")
        self._lines = [one for one in lines if isinstance(one, str)] if isinstance(lines, list) else []
        # ids of kept lines, and those that they point at: what leads to nothing must not lead to something new
        heads = {ident for line in self._lines for ident in re.findall(r"[^\s:]+", line)}
        elements: tuple[Component | Relation, ...] = (*self.amap.components, *self.amap.relations)
        pairs = (pair for item in elements for pair in _kept_attributes(item))
        self._attribute_ids = Ids("A", heads | {ident for ident, _, _ in pairs})
        self._components(heads)
        self._relations(heads)

    def _components(self, heads: set[str]) -> None:
        placed = [self._placed(item) for item in self.amap.components]
        known = self._content is not None or not any(placed)
        raw = self._layout.raw(self._content or "")
        added: list[str] = []
        at = len(raw) + bool(raw and not raw.endswith("\n"))
        ids = Ids("T", heads | {item.id for item in self.amap.components})
        for item, found in zip(self.amap.components, placed, strict=True):
            spans = found
            ident = ids.of(item.id)
            self.component_ids.append(ident)
            self._ids.setdefault(item.id, ident)
            if ident != item.id:
                self._say(ident, id=item.id)
            if not spans:
                self._say(ident, unplaced=True)
                words = one_line(item.gloss).strip() or item.id or "?"
                spans = [(at, at + len(words))] if known else [(0, 0)]
                added += [words] if known else []
                at += len(words) + 1
            else:
                words = self._words(item, raw, spans) if known else _known_words(item)
            where = ";".join(f"{start} {end}" for start, end in spans)
            self.spans.append(f"{ident}\t{_label(item)} {where}\t{words}")
            self._remarks(item, ident)
        if known:
            self.text = "\n".join([*([raw.removesuffix("\n")] if raw else []), *added, ""]) if added else raw
        if added:
            self._say(WHOLE, glosses=len(raw))
        if not known:
            self._say(WHOLE, detached=True)

    def _placed(self, item: Component) -> list[Span]:
        """The spans of a component in the raw text: those that were read where they still fit."""
        length = len(self._content) if self._content is not None else 1 << 60
        pairs = [(f.start, f.end) for f in item.fragments]
        ranges = [(s, e) for s, e in pairs if s is not None and e is not None and 0 <= s < e <= length]
        odd = _spans(kept(PREFIX, item.extra).get("spans"))
        if odd:
            read = [self._layout.reading_span(*span) for span in odd]
            whole = all(end <= length for _, end in read)
            if not pairs or (whole and [pair for pair in read if pair[0] < pair[1]] == pairs):
                return odd
        return [self._layout.raw_span(*pair) for pair in sorted(set(ranges))]

    def _words(self, item: Component, raw: str, spans: list[Span]) -> str:
        return one_line(" ".join(raw[start:end] for start, end in spans))

    def _remarks(self, item: Component, ident: str) -> None:
        values: list[tuple[str, str | None]] = [("Issue", value) for value in item.issues]
        values += [("Voice", item.voice)] if item.voice != AUTHOR_VOICE else []
        values += [("Certainty", item.certainty)] if item.certainty else []
        values += [("Thesis", None)] if item.thesis and _label(item) != THESIS else []
        self._attributes += [
            _attribute(self._attribute_ids.fresh(), name, ident, value and token(value)) for name, value in values
        ]
        self._kept(item, ident)
        self._notes += [("Gloss", ident, one_line(item.gloss))] if item.gloss else []
        self._notes += [("AnnotatorNotes", ident, one_line(note)) for note in item.notes]

    def _kept(self, item: Component | Relation, ident: str) -> None:
        """Attributes and notes that were read and that argmap has no fields for."""
        for mark, name, value in _kept_attributes(item):
            self._attributes.append(_attribute(mark, name, ident, value))
        notes = kept(PREFIX, item.extra).get("notes")
        for note in notes if isinstance(notes, list) else ():
            match note:
                case [str(name), (str() | None) as value]:
                    self._notes.append((token(name), ident, value and one_line(value)))

    def _relations(self, heads: set[str]) -> None:
        ids = Ids("R", heads | {item.id for item in self.amap.relations})
        for index, item in enumerate(self.amap.relations):
            pairs = arrows(item)
            if not pairs or not all(end in self._ids for end in item.ends):
                self.outside.append(index)
                continue
            held = kept(PREFIX, item.extra)
            label = held.get("label")
            name = label if isinstance(label, str) and name_of(label) == item.name else label_of_relation(item.name)
            base = ids.of(item.id)
            self.relation_ids.append(base)
            if base != item.id:
                self._say(base, id=item.id)
            if item.mutual:
                self._say(base, undirected=True)
            for number, (source, target) in enumerate(pairs):
                ident = base if number == 0 else ids.fresh()
                if number:
                    self._say(ident, joins=base)
                ends = self._ends(held, self._ids[source], self._ids[target])
                self.links.append(f"{ident}\t{token(name)} {ends}\t")
            self._kept(item, base)
            self._notes += [("Reason", base, one_line(item.reason))] if item.reason else []

    def _ends(self, held: dict[str, Any], source: str, target: str) -> str:
        """The ends of a relation with their roles; an event that stands for one is put back."""
        first, second = _two(held.get("roles")) or ROLES
        events = _two(held.get("ends"))
        if events:
            triggers = {line.partition("\t")[0]: line.partition("\t")[2] for line in self._lines if line[:1] == "E"}
            source, target = (
                event if triggers.get(event, "").split(" ")[0].endswith(f":{end}") else end
                for event, end in zip(events, (source, target), strict=True)
            )
        return f"{first}:{source} {second}:{target}"

    def _say(self, ident: str, **what: Any) -> None:
        self.said.setdefault(ident, {}).update(what)

    def lines(self) -> str:
        """The whole file."""
        numbers = Ids("#", (line.partition("\t")[0] for line in self._lines))
        asides = [
            (ASIDE, ident, json.dumps(self.said[ident], separators=(",", ":")))
            for ident in (*self.component_ids, *_firsts(self.links), WHOLE)
            if self.said.get(ident)
        ]
        notes = [
            f"{numbers.fresh()}\t{name} {ident}" + ("" if words is None else f"\t{words}")
            for name, ident, words in (*self._notes, *asides)
        ]
        return "".join(f"{line}\n" for line in (*self.spans, *self.links, *self._attributes, *self._lines, *notes))


def _attribute(ident: str, name: str, target: str, value: str | None) -> str:
    return f"{ident}\t{name} {target}" + (f" {value}" if value else "")


def _kept_attributes(item: Component | Relation) -> Iterator[tuple[str, str, str | None]]:
    held = kept(PREFIX, item.extra).get("attributes")
    for entry in held if isinstance(held, list) else ():
        match entry:
            case [str(ident), str(name), (str() | None) as value]:
                yield token(ident), token(name), value and one_line(value)


def _firsts(lines: Iterable[str]) -> Iterator[str]:
    return (line.partition("\t")[0] for line in lines)


def _label(item: Component) -> str:
    label = kept(PREFIX, item.extra).get("label")
    if isinstance(label, str) and kind_of(label) == (item.kind, item.thesis):
        return token(label)
    return label_of(item)


def _known_words(item: Component) -> str:
    """What a line says of a passage that is not at hand."""
    ends = [word for f in item.fragments for word in (f.first, f.last) if word]
    return one_line(" … ".join(ends) or item.gloss)


def _spans(value: Any) -> list[Span]:
    pairs = value if isinstance(value, list) else []
    made = [
        (pair[0], pair[1])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(type(at) is int and at >= 0 for at in pair)
    ]
    return made if len(made) == len(pairs) else []


def _two(value: Any) -> tuple[str, str] | None:
    match value:
        case [str(first), str(second)]:
            return token(first), token(second)
    return None
